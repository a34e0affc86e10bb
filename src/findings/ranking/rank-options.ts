import { OptionError } from '../../core/errors.js';

/**
 * What decides a candidate's tier; names and defaults of pVACseq 6 where it has the option, plus
 * the two rank cuts used where a model gives no affinity.
 */
export interface RankOptions {
  /** IC50, nM, below which a peptide counts as a binder. */
  readonly bindingThresholdNm: number;
  /** Published cut per allele instead, where there is one (Paul 2013). */
  readonly alleleSpecificBindingThresholds: boolean;
  /** Percentile rank a binder must also stay below; null: not asked for. */
  readonly percentileThreshold: number | null;
  /** `conservative`: IC50 and percentile; `exploratory`: either. */
  readonly percentileThresholdStrategy: 'conservative' | 'exploratory';
  /** Rank (%) that makes a binder where the model gives no IC50. */
  readonly rankThreshold: number;
  /** Rank (%) that makes a strong binder; only shown. */
  readonly strongRankThreshold: number;
  /** Fraction of RNA reads. */
  readonly trnaVaf: number;
  /** RNA reads. */
  readonly trnaCov: number;
  /** Gene expression, in the unit of the input (TPM in most). */
  readonly expnVal: number;
  readonly transcriptPrioritizationStrategy: readonly ('mane_select' | 'canonical' | 'tsl')[];
  readonly maximumTranscriptSupportLevel: number;
  readonly biotypes: readonly string[];
  /** Review transcripts whose coding sequence is incomplete too. */
  readonly allowIncompleteTranscripts: boolean;
  /** 0-1; half of it is the clonal allele fraction. Null: taken from the case, else estimated. */
  readonly tumorPurity: number | null;
  /** Anchors from the allele's own motif instead of positions 1, 2, n-1 and n. */
  readonly alleleSpecificAnchors: boolean;
  readonly anchorContributionThreshold: number;
  /** What orders candidates within a tier. */
  readonly topScoreMetric2: 'ic50' | 'percentile';
  /** IC50, nM, and rank, %, up to which a peptide is counted in the review. */
  readonly aggregateInclusionBindingThreshold: number;
  readonly aggregateInclusionRankThreshold: number;
  readonly aggregateInclusionCountLimit: number;
  /** Residues the lab cannot make, as pVACseq writes them: `C`, `G:2` (at 2), `P:-1` (at the end). */
  readonly problematicAminoAcids: readonly string[];
  /** Lengths taken into the review; findings may hold more. */
  readonly classILengths: readonly number[];
  readonly classIILengths: readonly number[];
  readonly mhcClass: 'I' | 'II';
  /** For `filtered.tsv` only: reads and allele fractions in DNA of tumour and healthy tissue. */
  readonly normalCov: number;
  readonly normalVaf: number;
  readonly tdnaCov: number;
  readonly tdnaVaf: number;
}

export const DEFAULT_RANK_OPTIONS: RankOptions = {
  bindingThresholdNm: 500,
  alleleSpecificBindingThresholds: false,
  percentileThreshold: null,
  percentileThresholdStrategy: 'conservative',
  rankThreshold: 2,
  strongRankThreshold: 0.5,
  trnaVaf: 0.25,
  trnaCov: 10,
  expnVal: 1,
  transcriptPrioritizationStrategy: ['mane_select', 'canonical', 'tsl'],
  maximumTranscriptSupportLevel: 1,
  biotypes: ['protein_coding'],
  allowIncompleteTranscripts: false,
  tumorPurity: null,
  alleleSpecificAnchors: false,
  anchorContributionThreshold: 0.8,
  topScoreMetric2: 'ic50',
  aggregateInclusionBindingThreshold: 5000,
  aggregateInclusionRankThreshold: 10,
  aggregateInclusionCountLimit: 15,
  problematicAminoAcids: [],
  classILengths: [8, 9, 10, 11],
  classIILengths: [15],
  mhcClass: 'I',
  normalCov: 5,
  normalVaf: 0.02,
  tdnaCov: 10,
  tdnaVaf: 0.25,
};

/** Allele expression below or at which a candidate counts as too little expressed, in the expression's unit. */
export function alleleExpressionThreshold(options: RankOptions): number {
  return options.trnaVaf * options.expnVal * 10;
}

/**
 * @throws OptionError naming the option that is out of its range.
 */
export function checkRankOptions(options: RankOptions): RankOptions {
  const within = (path: keyof RankOptions, low: number, high: number): void => {
    const value = options[path];
    if (typeof value === 'number' && !(value >= low && value <= high)) {
      throw new OptionError(`${path} is ${value}, expected ${low} to ${high}`, path);
    }
  };
  within('bindingThresholdNm', 0, 1e6);
  within('percentileThreshold', 0, 100);
  within('rankThreshold', 0, 100);
  within('strongRankThreshold', 0, 100);
  within('trnaVaf', 0, 1);
  within('trnaCov', 0, 1e9);
  within('expnVal', 0, 1e9);
  within('maximumTranscriptSupportLevel', 1, 5);
  within('tumorPurity', 0.01, 1);
  within('anchorContributionThreshold', 0.5, 0.9);
  within('aggregateInclusionBindingThreshold', 0, 1e9);
  within('aggregateInclusionRankThreshold', 0, 100);
  within('aggregateInclusionCountLimit', 1, 1e6);
  within('normalCov', 0, 1e9);
  within('normalVaf', 0, 1);
  within('tdnaCov', 0, 1e9);
  within('tdnaVaf', 0, 1);
  for (const rule of options.problematicAminoAcids) {
    if (!/^[ACDEFGHIKLMNPQRSTVWY]+(:-?\d+)?$/.test(rule)) {
      throw new OptionError(
        `"${rule}" is not a residue rule`,
        'problematicAminoAcids',
        'write C, PG, G:2 (at position 2) or P:-1 (last position)',
      );
    }
  }
  return options;
}
