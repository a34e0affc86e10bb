import type { DoubtBin } from '../src/engines/editing/efficacy-model.js';

const DOUBT_BINS = 5;

/** How truth spreads about held-out predictions, in five bins of as many: the 10th and 90th percentile of what is left. */
export function measuredDoubt(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
): readonly DoubtBin[] {
  const at = (of: ArrayLike<number>, i: number): number => of[i] as number;
  const order = Array.from({ length: predicted.length }, (_, i) => i).sort(
    (a, b) => at(predicted, a) - at(predicted, b),
  );
  return Array.from({ length: DOUBT_BINS }, (_, bin) => {
    const from = Math.round((bin * order.length) / DOUBT_BINS);
    const to = Math.round(((bin + 1) * order.length) / DOUBT_BINS);
    const residuals = order
      .slice(from, to)
      .map((i) => at(truth, i) - at(predicted, i))
      .sort((a, b) => a - b);
    const quantile = (share: number): number =>
      residuals[Math.round(share * (residuals.length - 1))] as number;
    return {
      below: to === order.length ? Infinity : at(predicted, order[to] as number),
      low: quantile(0.1),
      high: quantile(0.9),
    };
  });
}
