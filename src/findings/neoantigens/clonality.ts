import type { CopyNumberSegment, Given, ReadSupport } from '../../case/tumour-case.js';
import type { Clonality } from '../findings.js';

/** A variant is called clonal where its cancer cell fraction exceeds this; Landau 2013, Cell 152:714. */
const CLONAL_FRACTION = 0.95;
const GRID = 200;
/** Copies of an autosome in the healthy cells of the sample. */
const HEALTHY_COPIES = 2;

/** The segment that holds a position; chromosome names match with or without `chr`. */
function segmentAt(
  segments: readonly CopyNumberSegment[],
  chromosome: string,
  start0: number,
): CopyNumberSegment | null {
  const bare = chromosome.replace(/^chr/i, '');
  for (const segment of segments) {
    if (
      segment.start0 <= start0 &&
      start0 < segment.end0 &&
      segment.chromosome.replace(/^chr/i, '') === bare
    ) {
      return segment;
    }
  }
  return null;
}

function missing(reason: string): Clonality {
  return { kind: 'missing', reason };
}

/**
 * Share of tumour cells carrying a variant, from its reads, the purity and the copies at its place.
 * The expected allele fraction for multiplicity m and cancer cell fraction c is
 * p c m / (p T + 2 (1 - p)) (Carter 2012, Nat Biotechnol 30:413); the posterior is taken over a grid
 * of c with a flat prior and over m = 1 … copies of the major allele, reads being binomial. Gives the
 * mode, the 95 % highest-density interval, and the probability that c exceeds 0.95 (Landau 2013).
 */
export function estimateClonality(
  reads: ReadSupport,
  purity: Given<number>,
  copyNumber: Given<readonly CopyNumberSegment[]>,
  place: { readonly chromosome: string; readonly start0: number },
): Clonality {
  if (purity.kind === 'missing') return missing(`purity: ${purity.reason}`);
  if (copyNumber.kind === 'missing') return missing(`copy number: ${copyNumber.reason}`);
  if (/^(chr)?[XYxy]$/.test(place.chromosome)) {
    return missing('on a sex chromosome, and the number of copies in healthy cells was not given');
  }
  const segment = segmentAt(copyNumber.value, place.chromosome, place.start0);
  if (segment === null) return missing('no copy-number segment covers this place');
  const { depth, alleleFraction } = reads;
  const altReads =
    reads.altReads ??
    (depth !== null && alleleFraction !== null ? Math.round(depth * alleleFraction) : null);
  if (depth === null || depth === 0 || altReads === null) return missing('no read counts');
  const totalCopies = segment.totalCopies;
  const majorCopies = Math.round(totalCopies - (segment.minorCopies ?? 0));
  if (majorCopies < 1) return missing('no copies of this place in the tumour');
  const refReads = Math.max(0, depth - altReads);

  const averageCopies = purity.value * totalCopies + HEALTHY_COPIES * (1 - purity.value);
  const logLikelihoods: number[][] = [];
  let highest = -Infinity;
  for (let multiplicity = 1; multiplicity <= majorCopies; multiplicity++) {
    const row: number[] = [];
    for (let step = 1; step <= GRID; step++) {
      const fraction = Math.min(
        1 - 1e-9,
        (purity.value * multiplicity * (step / GRID)) / averageCopies,
      );
      const logLikelihood = altReads * Math.log(fraction) + refReads * Math.log1p(-fraction);
      row.push(logLikelihood);
      highest = Math.max(highest, logLikelihood);
    }
    logLikelihoods.push(row);
  }
  const posterior = Array.from({ length: GRID }, () => 0);
  const byMultiplicity = logLikelihoods.map((row) => {
    let sum = 0;
    for (let i = 0; i < GRID; i++) {
      const weight = Math.exp((row[i] as number) - highest);
      posterior[i] = (posterior[i] as number) + weight;
      sum += weight;
    }
    return sum;
  });
  const total = posterior.reduce((sum, weight) => sum + weight, 0);
  const { low, high, mode } = highestDensity(posterior, total);
  const clonal = posterior
    .slice(Math.round(CLONAL_FRACTION * GRID))
    .reduce((sum, weight) => sum + weight, 0);
  return {
    kind: 'estimated',
    cancerCellFraction: mode / GRID,
    low: low / GRID,
    high: high / GRID,
    clonalProbability: Math.round((clonal / total) * 1000) / 1000,
    totalCopies,
    multiplicity: byMultiplicity.indexOf(Math.max(...byMultiplicity)) + 1,
  };
}

/** Steps (1 … GRID) of the mode and of the span of the densest steps that hold 95 %. */
function highestDensity(
  posterior: readonly number[],
  total: number,
): { readonly low: number; readonly high: number; readonly mode: number } {
  const order = posterior
    .map((weight, index) => ({ weight, step: index + 1 }))
    .sort((a, b) => b.weight - a.weight || b.step - a.step);
  let held = 0;
  let low = GRID;
  let high = 1;
  for (const { weight, step } of order) {
    held += weight;
    low = Math.min(low, step);
    high = Math.max(high, step);
    if (held >= 0.95 * total) break;
  }
  return { low, high, mode: order[0]?.step ?? GRID };
}
