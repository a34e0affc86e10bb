/** Exonic bases that a test reads, and by what right. */
export interface TmbTarget {
  /** Coding bases in which mutations are counted. Unit: Mb. */
  readonly sizeMb: number;
  readonly kind: 'panel' | 'exome' | 'genome';
  /** E.g. `MSK-IMPACT 468 genes (assay table)`, `panel.bed`. */
  readonly from: string;
}

/** Where one tumour stands among those of its type. */
export interface TmbPercentile {
  /** OncoTree code of the tumours compared with, and what they were. */
  readonly cohort: string;
  readonly tumours: number;
  /** Mid-rank, 0-100. */
  readonly percentile: number;
  readonly medianPerMb: number;
  /** Rates per Mb at every twentieth of the cohort, from the least to the most: 21 of them. */
  readonly quantilesPerMb: readonly number[];
  /** Null, or why the comparison needs care, e.g. a panel's count against exomes. */
  readonly caution: string | null;
}

/** Tumour mutational burden counted from the case's variants. */
export interface TmbEstimate {
  readonly mutations: number;
  readonly perMb: number;
  /** Exact 95 % Poisson interval (Garwood 1936) of the rate, per Mb. */
  readonly low: number;
  readonly high: number;
  readonly target: TmbTarget;
  /** Which mutations count, e.g. missense, synonymous; by class, how many. */
  readonly counted: readonly { readonly mutationClass: string; readonly mutations: number }[];
  /** Left out, by reason. */
  readonly leftOut: readonly { readonly reason: string; readonly mutations: number }[];
  /** P(rate >= 10 per Mb | count), with the Jeffreys prior Gamma(1/2, 0). */
  readonly atLeastTenProbability: number;
  readonly percentile: TmbPercentile | null;
  readonly cautions: readonly string[];
}
