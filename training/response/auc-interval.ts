import { auroc } from '../metrics.js';

export interface AucInterval {
  readonly value: number;
  /** 95 %, DeLong 1988, Biometrics 44:837. */
  readonly low: number;
  readonly high: number;
}

const Z95 = 1.959963984540054;

/** Share of `others` that `score` beats, ties counting half. */
function placement(score: number, others: readonly number[]): number {
  return (
    others.reduce((sum, other) => sum + (score > other ? 1 : score === other ? 0.5 : 0), 0) /
    others.length
  );
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** Area under the ROC curve with its interval. */
export function aucInterval(scores: readonly number[], responded: readonly boolean[]): AucInterval {
  const positives = scores.filter((_, i) => responded[i]);
  const negatives = scores.filter((_, i) => !responded[i]);
  const value = auroc(Float64Array.from(positives), Float64Array.from(negatives));
  const deviation = Math.sqrt(
    variance(positives.map((score) => placement(score, negatives))) / positives.length +
      variance(negatives.map((score) => 1 - placement(score, positives))) / negatives.length,
  );
  return {
    value,
    low: Math.max(0, value - Z95 * deviation),
    high: Math.min(1, value + Z95 * deviation),
  };
}
