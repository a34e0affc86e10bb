import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nonNegativeLeastSquares } from './non-negative-least-squares.js';

function normal(a: readonly (readonly number[])[], b: readonly number[]) {
  const columns = (a[0] as readonly number[]).map((_, j) => a.map((row) => row[j] as number));
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);
  return {
    gram: columns.map((x) => Float64Array.from(columns, (y) => dot(x, y))),
    right: Float64Array.from(columns, (x) => dot(x, b)),
  };
}

describe('nonNegativeLeastSquares', () => {
  it('is plain least squares where that is not negative, by hand', () => {
    const { gram, right } = normal(
      [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      [1, 2, 3],
    );
    const x = nonNegativeLeastSquares(gram, right);
    expect(x[0]).toBeCloseTo(1, 12);
    expect(x[1]).toBeCloseTo(2, 12);
  });

  it('sets to zero what would be negative, by hand: the best of one column alone', () => {
    const { gram, right } = normal(
      [
        [1, 1],
        [0, 1],
      ],
      [2, -1],
    );
    const x = nonNegativeLeastSquares(gram, right);
    expect([...x]).toEqual([2, 0]);
  });

  it('meets the conditions of a minimum (Karush, Kuhn, Tucker) on any problem', () => {
    const entry = fc.double({ min: 0, max: 1, noNaN: true });
    const problem = fc
      .record({ rows: fc.integer({ min: 2, max: 12 }), columns: fc.integer({ min: 1, max: 8 }) })
      .chain(({ rows, columns }) =>
        fc.tuple(
          fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
          fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
            minLength: rows,
            maxLength: rows,
          }),
        ),
      );
    fc.assert(
      fc.property(problem, ([a, b]) => {
        const { gram, right } = normal(a, b);
        const x = nonNegativeLeastSquares(gram, right);
        const scale = Math.max(1e-9, ...right.map(Math.abs));
        for (const [i, row] of gram.entries()) {
          const gradient =
            (right[i] as number) - row.reduce((sum, g, j) => sum + g * (x[j] as number), 0);
          expect(x[i]).toBeGreaterThanOrEqual(0);
          expect(gradient).toBeLessThanOrEqual(1e-5 * scale);
          if ((x[i] as number) > 1e-6) expect(Math.abs(gradient)).toBeLessThanOrEqual(1e-5 * scale);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
