/** Below this a gradient counts as zero, relative to the largest entry of the right side. */
const TOLERANCE = 1e-10;

/**
 * x >= 0 that minimises |Ax - b|, from A'A (row by row) and A'b: Lawson & Hanson 1974, Solving Least Squares Problems,
 * algorithm 23.10, on the normal equations as in Bro & de Jong 1997, J Chemometrics 11:393.
 */
export function nonNegativeLeastSquares(
  gram: readonly Float64Array[],
  right: Float64Array,
): Float64Array {
  const n = right.length;
  const x = new Float64Array(n);
  const active: number[] = [];
  const isActive = new Uint8Array(n);
  const limit = TOLERANCE * right.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let round = 0; round < 10 * n; round++) {
    let next = -1;
    let steepest = limit;
    for (let i = 0; i < n; i++) {
      if (isActive[i] === 1) continue;
      const row = gram[i] as Float64Array;
      let gradient = right[i] as number;
      for (const j of active) gradient -= (row[j] as number) * (x[j] as number);
      if (gradient > steepest) {
        steepest = gradient;
        next = i;
      }
    }
    if (next < 0) break;
    active.push(next);
    isActive[next] = 1;
    for (;;) {
      const solved = solve(gram, right, active);
      if (solved === null) {
        // What the others already say: it cannot be told apart from them.
        active.pop();
        break;
      }
      let step = 1;
      for (const [k, i] of active.entries()) {
        const to = solved[k] as number;
        const from = x[i] as number;
        if (to <= 0) step = Math.min(step, from <= 0 ? 0 : from / (from - to));
      }
      for (const [k, i] of active.entries()) {
        x[i] = (x[i] as number) + step * ((solved[k] as number) - (x[i] as number));
      }
      if (step === 1) break;
      for (let k = active.length - 1; k >= 0; k--) {
        const i = active[k] as number;
        if ((solved[k] as number) > 0 || (x[i] as number) > 1e-15) continue;
        x[i] = 0;
        isActive[i] = 0;
        active.splice(k, 1);
      }
      if (active.length === 0) break;
    }
  }
  return x;
}

/** Solves the rows and columns of `active` by Cholesky; null where they are not independent. */
function solve(
  gram: readonly Float64Array[],
  right: Float64Array,
  active: readonly number[],
): Float64Array | null {
  const n = active.length;
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = gram[active[i] as number] as Float64Array;
    for (let j = 0; j <= i; j++) {
      let sum = row[active[j] as number] as number;
      for (let k = 0; k < j; k++) {
        sum -= (lower[i * n + k] as number) * (lower[j * n + k] as number);
      }
      if (i === j) {
        if (sum <= 1e-12 * (row[active[i] as number] as number)) return null;
        lower[i * n + i] = Math.sqrt(sum);
      } else {
        lower[i * n + j] = sum / (lower[j * n + j] as number);
      }
    }
  }
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = right[active[i] as number] as number;
    for (let k = 0; k < i; k++) sum -= (lower[i * n + k] as number) * (x[k] as number);
    x[i] = sum / (lower[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let k = i + 1; k < n; k++) sum -= (lower[k * n + i] as number) * (x[k] as number);
    x[i] = sum / (lower[i * n + i] as number);
  }
  return x;
}
