import { OptionError } from '../../core/errors.js';
import type { ChemistryName } from '../../engines/silencing/sirna-chemistry.js';
import { checkWholeNumbers } from '../modality.js';

export interface GeneSilencingOptions {
  /** Targets to design for at most, the most oncogenic first. */
  readonly maxTargets: number;
  /** siRNAs, hairpins and guides at most for each aim. */
  readonly perStrategy: number;
  /** How the siRNAs on the order sheet are modified: plain, light or stabilised. */
  readonly chemistry: string;
  /** Oligonucleotides that leave an exon out, too. */
  readonly spliceSwitching: boolean;
}

export const DEFAULT_GENE_SILENCING_OPTIONS: GeneSilencingOptions = {
  maxTargets: 3,
  perStrategy: 3,
  chemistry: 'light',
  spliceSwitching: false,
};

const RANGES = {
  maxTargets: { least: 1, most: 50 },
  perStrategy: { least: 1, most: 10 },
} as const;

const CHEMISTRIES: readonly ChemistryName[] = ['light', 'plain', 'stabilised'];

/** Options with the chemistry as one of the three. */
export type GeneSilencingChoice = Omit<GeneSilencingOptions, 'chemistry'> & {
  readonly chemistry: ChemistryName;
};

/** @throws OptionError naming the option that is out of its range. */
export function checkGeneSilencingOptions(options: GeneSilencingOptions): GeneSilencingChoice {
  checkWholeNumbers('gene-silencing', options, RANGES);
  const chemistry = CHEMISTRIES.find((name) => name === options.chemistry);
  if (chemistry === undefined) {
    throw new OptionError(
      `there is no chemistry "${options.chemistry}"`,
      'gene-silencing.chemistry',
      `choose from ${CHEMISTRIES.join(', ')}`,
    );
  }
  return { ...options, chemistry };
}
