import { seededRandom } from '../../src/core/seeded-random.js';
import { spearman } from '../metrics.js';
import { BOOTSTRAP } from './recipe.js';

/** Pearson's correlation. @throws Error for fewer than two pairs. */
export function pearson(x: Float64Array, y: Float64Array): number {
  if (x.length !== y.length || x.length < 2) throw new Error('Pearson needs two or more pairs');
  const mean = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] as number) - meanX;
    const dy = (y[i] as number) - meanY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

/** A correlation with its 95 % interval by drawing the pairs anew. */
export interface CorrelationEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export function correlations(
  x: Float64Array,
  y: Float64Array,
): { readonly pearson: CorrelationEstimate; readonly spearman: CorrelationEstimate } {
  const random = seededRandom(BOOTSTRAP.seed);
  const draws = Array.from({ length: BOOTSTRAP.draws }, () => {
    const drawn = Array.from({ length: x.length }, () => random.below(x.length));
    const pick = (values: Float64Array): Float64Array =>
      Float64Array.from(drawn, (i) => values[i] as number);
    const [a, b] = [pick(x), pick(y)];
    return { pearson: pearson(a, b), spearman: spearman(a, b) };
  });
  const estimate = (kind: 'pearson' | 'spearman', value: number): CorrelationEstimate => {
    const sorted = draws.map((draw) => draw[kind]).sort((a, b) => a - b);
    const quantile = (share: number): number =>
      sorted[Math.round(share * (sorted.length - 1))] as number;
    return { value, low: quantile(0.025), high: quantile(0.975) };
  };
  return {
    pearson: estimate('pearson', pearson(x, y)),
    spearman: estimate('spearman', spearman(x, y)),
  };
}
