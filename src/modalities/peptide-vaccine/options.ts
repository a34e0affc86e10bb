import { OptionError } from '../../core/errors.js';
import { checkWholeNumbers, type WholeNumberRange } from '../modality.js';

export interface PeptideVaccineOptions {
  /** Long peptides at most. */
  readonly maxEpitopes: number;
  /** Of one gene at most; null: no cap. */
  readonly capPerGene: number | null;
  /** That one allele leads at most; null: half of `maxEpitopes`, more only where places would stay empty. */
  readonly capPerAllele: number | null;
  /** Residues of a long peptide. */
  readonly leastResidues: number;
  readonly mostResidues: number;
  /** List the minimal peptides of each long one too. */
  readonly shortPeptides: boolean;
  /** Put a charged tail on a peptide that is unlikely to dissolve. */
  readonly solubilityTails: boolean;
  readonly pools: number;
  /** What is ordered of each peptide: a choice of the person who orders. */
  readonly purityPercent: number;
  readonly amountMg: number;
}

/** Up to 20 long peptides in four pools: Ott et al. 2017 (doi 10.1038/nature22991). */
export const DEFAULT_PEPTIDE_VACCINE_OPTIONS: PeptideVaccineOptions = {
  maxEpitopes: 20,
  capPerGene: 2,
  capPerAllele: null,
  leastResidues: 25,
  mostResidues: 27,
  shortPeptides: false,
  solubilityTails: true,
  pools: 4,
  purityPercent: 95,
  amountMg: 5,
};

const RANGES: Readonly<Partial<Record<keyof PeptideVaccineOptions, WholeNumberRange>>> = {
  maxEpitopes: { least: 1, most: 20 },
  capPerGene: { least: 1, most: 20, orNull: true },
  capPerAllele: { least: 1, most: 20, orNull: true },
  leastResidues: { least: 15, most: 35 },
  mostResidues: { least: 15, most: 35 },
  pools: { least: 1, most: 10 },
};

/** @throws OptionError naming the option that is out of its range. */
export function checkPeptideVaccineOptions(options: PeptideVaccineOptions): PeptideVaccineOptions {
  checkWholeNumbers('peptide-vaccine', options, RANGES);
  for (const [name, most] of [
    ['purityPercent', 100],
    ['amountMg', 10_000],
  ] as const) {
    if (!(options[name] > 0 && options[name] <= most)) {
      throw new OptionError(
        `${name} is ${options[name]}, expected more than 0 and at most ${most}`,
        `peptide-vaccine.${name}`,
      );
    }
  }
  if (options.leastResidues > options.mostResidues) {
    throw new OptionError(
      `leastResidues is ${options.leastResidues}, more than mostResidues, ${options.mostResidues}`,
      'peptide-vaccine.leastResidues',
    );
  }
  return options;
}
