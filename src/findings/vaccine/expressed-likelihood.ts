import type { Likelihood } from '../../engines/constructs/epitopes/epitope-candidate.js';

/** Error rate of a base read at Phred 20, the usual least quality: 10^(-20/10). */
const READ_ERROR = 0.01;
/** A gene counts as expressed from here on in the Human Protein Atlas (proteinatlas.org); half by our model. Unit: TPM. */
const DETECTED_TPM = 1;

export interface ExpressionEvidence {
  readonly geneExpression: number | null;
  /** e.g. `TPM`; `counts` say nothing without the gene's length and depth. */
  readonly unit: string;
  /** Reads over the variant's place in RNA, and those with the variant. */
  readonly rnaDepth: number | null;
  readonly rnaAltReads: number | null;
}

/** P(X <= successes) for X binomial; terms by their logarithm, since the first may be too small for a double. */
function binomialUpTo(successes: number, trials: number, chance: number): number {
  let logTerm = trials * Math.log1p(-chance);
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= successes; k++) {
    logTerm += Math.log(((trials - k + 1) / k) * (chance / (1 - chance)));
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}

/**
 * That the mutant allele is transcribed. The gene alone: g / (g + 1 TPM). With reads, by Bayes, the gene (or one half)
 * before them: the share of the variant among transcripts is above the error rate where it is expressed and below
 * where it is not, all shares on a side alike. Null where neither is known.
 */
export function expressedLikelihood(evidence: ExpressionEvidence): Likelihood {
  const { geneExpression, unit, rnaDepth, rnaAltReads } = evidence;
  const ofGene =
    geneExpression === null || unit === 'counts'
      ? null
      : geneExpression / (geneExpression + DETECTED_TPM);
  const geneWords =
    ofGene === null
      ? 'no expression of the gene was given'
      : `gene expression ${geneExpression} (${unit})`;
  if (rnaDepth === null || rnaAltReads === null || rnaDepth === 0) {
    return { value: ofGene, basis: `${geneWords}; no RNA reads at the variant` };
  }
  const altReads = Math.min(rnaAltReads, rnaDepth);
  // Reads may show what the gene's rounded zero denies.
  const before = Math.max(READ_ERROR, ofGene ?? 0.5);
  // A flat share on [0, e) gives k of n with chance P(Bin(n + 1, e) > k) / (e (n + 1)), on (e, 1] with the rest.
  const above = binomialUpTo(altReads, rnaDepth + 1, READ_ERROR);
  const expressed = (before * above) / (1 - READ_ERROR);
  const notExpressed = ((1 - before) * (1 - above)) / READ_ERROR;
  return {
    value: expressed / (expressed + notExpressed),
    basis: `${rnaAltReads} of ${rnaDepth} RNA reads; ${geneWords}`,
  };
}
