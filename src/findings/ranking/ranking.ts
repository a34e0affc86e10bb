export type Tier =
  | 'Pass'
  | 'PoorBinder'
  | 'RefMatch'
  | 'PoorTranscript'
  | 'LowExpr'
  | 'Anchor'
  | 'Subclonal'
  | 'ProbPos'
  | 'Poor'
  | 'NoExpr';

/** One criterion of the review: its value, its threshold, and how it came out. */
export interface Criterion {
  readonly name:
    | 'binding'
    | 'percentile'
    | 'expression'
    | 'clonality'
    | 'transcript'
    | 'anchor'
    | 'reference-match'
    | 'problematic-position';
  readonly title: string;
  readonly value: string;
  readonly threshold: string;
  readonly outcome: 'passed' | 'failed' | 'not-assessed';
  readonly explanation: string;
}

export interface RankedCandidate {
  /** 1-based place in the list. */
  readonly place: number;
  /** Index into Findings.neoantigens.variants. */
  readonly variant: number;
  readonly tier: Tier;
  readonly aminoAcidChange: string;
  /** The variant's protein it is reported on: index into the variant's proteins. */
  readonly protein: number;
  /**
   * Best peptide: index into the variant's peptides, its allele (index into neoantigens.alleles)
   * and the protein (index into the variant's proteins) it is reported on; null where no peptide
   * could be scored.
   */
  readonly best: {
    readonly peptide: number;
    readonly allele: number;
    readonly protein: number;
  } | null;
  readonly criteria: readonly Criterion[];
  readonly alleleExpression: number | null;
  readonly includedPeptides: number;
  readonly passingPeptides: number;
  readonly passingTranscripts: number;
  /** Passing peptides for each allele, parallel to neoantigens.alleles. */
  readonly passingByAllele: readonly number[];
  /** Nearest healthy peptide other than its own counterpart; null where not searched. */
  readonly nearestSelf: {
    readonly mismatches: number;
    readonly count: number;
    readonly examples: readonly {
      readonly peptide: string;
      readonly gene: string;
      readonly accession: string;
    }[];
  } | null;
  /** Why it stands where it stands, in one sentence. */
  readonly summary: string;
}

export interface Ranking {
  readonly kind: 'oncoscript/ranking';
  readonly schemaVersion: 1;
  readonly options: Readonly<Record<string, string | number | boolean | null>>;
  readonly clonalVaf: number | null;
  readonly clonalVafFrom: string;
  readonly candidates: readonly RankedCandidate[];
}
