/** A linear model over yes-or-no questions. */
export interface LinearFit {
  readonly mean: number;
  readonly weights: Float32Array;
  readonly yesShares: Float32Array;
}

/**
 * Ridge regression by its normal equations, questions centred, the mean unpenalised. `yes[f]` are the rows that
 * answer question f with yes.
 */
export function fitRidge(
  yes: readonly Int32Array[],
  targets: Float64Array,
  penalty: number,
): LinearFit {
  const rows = targets.length;
  const n = yes.length;
  const mean = targets.reduce((sum, y) => sum + y, 0) / rows;
  const shares = yes.map((list) => list.length / rows);
  const ofRow: number[][] = Array.from({ length: rows }, () => []);
  yes.forEach((list, f) => list.forEach((row) => (ofRow[row] as number[]).push(f)));

  const gram = new Float64Array(n * n);
  const right = new Float64Array(n);
  ofRow.forEach((found, row) => {
    const y = (targets[row] as number) - mean;
    for (const f of found) {
      right[f]! += y;
      for (const g of found) gram[f * n + g]! += 1;
    }
  });
  for (let f = 0; f < n; f++) {
    for (let g = 0; g < n; g++) {
      gram[f * n + g]! -= rows * (shares[f] as number) * (shares[g] as number);
    }
    gram[f * n + f]! += penalty;
  }
  return {
    mean,
    weights: Float32Array.from(solvePositive(gram, right)),
    yesShares: Float32Array.from(shares),
  };
}

/** Solves A x = b for a symmetric positive definite A (row-major) by Cholesky; A is overwritten. */
export function solvePositive(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[i * n + k] as number) * (a[j * n + k] as number);
      if (i > j) a[i * n + j] = sum / (a[j * n + j] as number);
      else if (sum > 0) a[j * n + j] = Math.sqrt(sum);
      else throw new Error('the matrix is not positive definite');
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= (a[i * n + k] as number) * (x[k] as number);
    x[i]! /= a[i * n + i] as number;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= (a[k * n + i] as number) * (x[k] as number);
    x[i]! /= a[i * n + i] as number;
  }
  return x;
}
