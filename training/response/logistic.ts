import { solvePositive } from '../editing/fit-ridge.js';

/** Coefficients, the intercept first, and their covariance (row-major). */
export interface LogisticFit {
  readonly coefficients: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

const ITERATIONS = 50;

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Logit of a row under a fit. */
export function logitOf(fit: Pick<LogisticFit, 'coefficients'>, row: readonly number[]): number {
  return row.reduce(
    (sum, value, k) => sum + value * (fit.coefficients[k + 1] as number),
    fit.coefficients[0] as number,
  );
}

/**
 * Logistic regression by Newton's method with a ridge penalty on all but the intercept; rows hold the features
 * without the 1 of the intercept. Covariance is the inverse of the penalised information.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  responded: readonly boolean[],
  penalty = 0,
): LogisticFit {
  const n = (rows[0]?.length ?? 0) + 1;
  let coefficients = new Float64Array(n);
  let information = new Float64Array(n * n);
  for (let step = 0; step < ITERATIONS; step++) {
    information = new Float64Array(n * n);
    const gradient = new Float64Array(n);
    rows.forEach((row, i) => {
      const x = [1, ...row];
      const p = sigmoid(x.reduce((sum, value, k) => sum + value * (coefficients[k] as number), 0));
      const error = Number(responded[i]) - p;
      for (let a = 0; a < n; a++) {
        gradient[a]! += error * (x[a] as number);
        for (let b = 0; b < n; b++) {
          information[a * n + b]! += p * (1 - p) * (x[a] as number) * (x[b] as number);
        }
      }
    });
    for (let a = 1; a < n; a++) {
      gradient[a]! -= penalty * (coefficients[a] as number);
      information[a * n + a]! += penalty;
    }
    const change = solvePositive(information.slice(), gradient);
    coefficients = coefficients.map((value, a) => value + (change[a] as number));
    if (Math.max(...change.map(Math.abs)) < 1e-10) break;
  }
  const covariance = Array.from({ length: n }, (_, a) => {
    const unit = new Float64Array(n);
    unit[a] = 1;
    return [...solvePositive(information.slice(), unit)];
  });
  return { coefficients: [...coefficients], covariance };
}
