import { OptionError } from '../../core/errors.js';
import { PVACVECTOR_SPACERS } from '../../engines/constructs/epitopes/order-epitopes.js';
import { checkWholeNumbers, type WholeNumberRange } from '../modality.js';

export interface MrnaVaccineOptions {
  /** Epitopes at most. */
  readonly maxEpitopes: number;
  /** Of one gene at most; null: no cap. */
  readonly capPerGene: number | null;
  /** That one allele leads at most; null: half of `maxEpitopes`, so that losing an allele leaves half. */
  readonly capPerAllele: number | null;
  /** Residues of an epitope's window. */
  readonly windowResidues: number;
  /** What may stand between epitopes, by comma; `none` for nothing. */
  readonly spacers: string;
  /** Residues that may be taken off an epitope's end for the sake of a junction. */
  readonly maxClip: number;
  /** `cleancap-ag` or `arca`. */
  readonly cap: string;
  /** Ids of parts (`oncoscript design mrna-vaccine --parts`); null leaves signal peptide or trafficking domain out. */
  readonly utr5: string;
  readonly signalPeptide: string | null;
  readonly traffickingDomain: string | null;
  readonly utr3: string;
  /** The 3' UTR once or twice in a row. */
  readonly utr3Copies: number;
  /** `a30-a70` or `a120`. */
  readonly polyA: string;
  /** Type IIS enzyme that cuts the plasmid behind the tail. */
  readonly linearisation: string;
  readonly backbone: string;
  /** `plain`, or `m1psi` for energies with N1-methylpseudouridine in place of U; docs/science/rna.md says what they hold. */
  readonly uridine: string;
  /** Weight of codon adaptation against free energy, kcal/mol; docs/science/rna-design.md. */
  readonly lambda: number;
  /** Width of the search; null: exact. */
  readonly beam: number | null;
  /** First bases of the coding sequence that are kept open; 0: no such demand. */
  readonly openStartBases: number;
  /** Highest share of U in the coding sequence, 0-1; null: no such demand. */
  readonly mostUridine: number | null;
}

const NO_SPACER = 'none';

/**
 * Up to 34 epitopes in one mRNA vaccine: Weber et al. 2024 (doi 10.1016/S0140-6736(23)02268-7); class I leader and
 * trafficking domain: Kreiter et al. 2008 (doi 10.4049/jimmunol.180.1.309).
 */
export const DEFAULT_MRNA_VACCINE_OPTIONS: MrnaVaccineOptions = {
  maxEpitopes: 20,
  capPerGene: 2,
  capPerAllele: null,
  windowResidues: 27,
  spacers: PVACVECTOR_SPACERS.map((spacer) => spacer || NO_SPACER).join(','),
  maxClip: 3,
  cap: 'cleancap-ag',
  utr5: 'utr5-cyba',
  signalPeptide: 'sp-hla-b',
  traffickingDomain: 'mitd-hla-b',
  utr3: 'utr3-hbb',
  utr3Copies: 1,
  polyA: 'a30-a70',
  linearisation: 'BspQI',
  backbone: 'backbone-puc18',
  uridine: 'plain',
  lambda: 3,
  beam: null,
  openStartBases: 30,
  mostUridine: null,
};

const RANGES: Readonly<Partial<Record<keyof MrnaVaccineOptions, WholeNumberRange>>> = {
  maxEpitopes: { least: 1, most: 34 },
  capPerGene: { least: 1, most: 34, orNull: true },
  capPerAllele: { least: 1, most: 34, orNull: true },
  windowResidues: { least: 9, most: 35 },
  maxClip: { least: 0, most: 8 },
  utr3Copies: { least: 1, most: 2 },
  beam: { least: 1, most: 10_000, orNull: true },
  openStartBases: { least: 0, most: 100 },
};

/** @throws OptionError naming the option that is out of its range. */
export function checkMrnaVaccineOptions(options: MrnaVaccineOptions): MrnaVaccineOptions {
  checkWholeNumbers('mrna-vaccine', options, RANGES);
  if (options.uridine !== 'plain' && options.uridine !== 'm1psi') {
    throw new OptionError(
      `no uridine "${options.uridine}"`,
      'mrna-vaccine.uridine',
      'plain or m1psi',
    );
  }
  return options;
}

/** The spacers as residues; the empty one is none. */
export function spacersOf({ spacers }: Pick<MrnaVaccineOptions, 'spacers'>): readonly string[] {
  return spacers.split(',').map((spacer) => {
    const residues = spacer.trim().toUpperCase();
    return residues === NO_SPACER.toUpperCase() ? '' : residues;
  });
}
