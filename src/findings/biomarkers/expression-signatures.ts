import type { Source } from '../../core/cited.js';
import {
  type SampleExpression,
  type SignatureKind,
  type SignatureScore,
  signatureScores,
} from '../../engines/expression/signature-scores.js';
import type { Estimated } from './biomarkers.js';

/** How well a signature told responders from others in one cohort, left out when others were learnt from. */
interface CohortAuc {
  readonly cohort: string;
  readonly auc: number;
}

interface ExpressionSignature {
  readonly score: SignatureScore;
  /** Empty where the comparison does not have the signature. */
  readonly cohorts: readonly CohortAuc[];
  /** Over the cohorts; null where there are none. */
  readonly medianAuc: number | null;
}

export interface ExpressionSignatures {
  readonly signatures: readonly ExpressionSignature[];
  /** Why the numbers need care. */
  readonly caution: string;
}

export const COHORT_AUC_SOURCE: Source = {
  name: 'COMPASS (Shen et al. 2026, Nature Medicine), baselines in 16 cohorts, one left out at a time',
  url: 'https://github.com/ashyamal/COMPASS',
};

/** Area under the ROC curve by cohort: T-cell-inflamed profile, PD-L1 mRNA. */
const COHORT_AUCS: readonly (readonly [cohort: string, inflamed: number, pdl1: number])[] = [
  ['Allen', 0.678, 0.53],
  ['Choueiri', 0.641, 0.59],
  ['Gide', 0.83, 0.783],
  ['Hugo', 0.452, 0.595],
  ['IMVigor210', 0.565, 0.561],
  ['IMmotion150', 0.685, 0.619],
  ['Kim', 0.823, 0.79],
  ['Liu', 0.535, 0.527],
  ['MGH', 0.644, 0.487],
  ['Miao', 0.517, 0.1],
  ['Riaz', 0.644, 0.488],
  ['Rose', 0.622, 0.621],
  ['SU2CLC1', 0.648, 0.613],
  ['SU2CLC2', 0.397, 0.548],
  ['Snyder', 0.48, 0.673],
  ['Zhao', 0.649, 0.662],
];

function cohortsOf(signature: SignatureKind): readonly CohortAuc[] {
  switch (signature) {
    case 't-cell-inflamed':
      return COHORT_AUCS.map(([cohort, auc]) => ({ cohort, auc }));
    case 'pdl1-mrna':
      return COHORT_AUCS.map(([cohort, , auc]) => ({ cohort, auc }));
    case 'cytolytic-activity':
    case 'interferon-gamma':
      return [];
  }
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

const CAUTION =
  'one sample without a reference cohort: compare with samples of the same laboratory and pipeline only; ' +
  'published cut-offs are of other platforms (the profile was built on NanoString counts)';

/** Immune signatures of the sample, with how well each told responders in 16 cohorts. */
export function findExpressionSignatures(
  expression: SampleExpression | null,
  from: string,
): Estimated<ExpressionSignatures> {
  if (expression === null) {
    return {
      kind: 'missing',
      reason: 'no expression by gene was given',
      wouldNeed: 'gene expression of the tumour in TPM (inputs.expression)',
    };
  }
  const signatures = signatureScores(expression).map((score): ExpressionSignature => {
    const cohorts = cohortsOf(score.signature);
    return { score, cohorts, medianAuc: median(cohorts.map(({ auc }) => auc)) };
  });
  return {
    kind: 'estimated',
    value: { signatures, caution: CAUTION },
    from,
    sources: [COHORT_AUC_SOURCE],
  };
}
