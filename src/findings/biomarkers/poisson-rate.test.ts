import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { gammaShareBelow, meanAtLeastProbability, poissonInterval } from './poisson-rate.js';

describe('poissonInterval', () => {
  // Garwood's exact 95 % limits as in any table of them, e.g. Ulm 1990, Am J Epidemiol 131:373, table 1.
  it.each([
    [0, 0, 3.69],
    [1, 0.03, 5.57],
    [5, 1.62, 11.67],
    [10, 4.8, 18.39],
    [20, 12.22, 30.89],
    [100, 81.36, 121.63],
  ])('of %i events is that of the tables', (count, low, high) => {
    const interval = poissonInterval(count);
    expect(interval.low).toBeCloseTo(low, 2);
    expect(interval.high).toBeCloseTo(high, 2);
  });

  it('covers the true mean at least 95 % of the time, by the sum over all counts', () => {
    for (const mean of [0.5, 2, 7.3, 30]) {
      let covered = 0;
      let probability = Math.exp(-mean);
      for (let count = 0; count < 150; count++) {
        if (count > 0) probability *= mean / count;
        const { low, high } = poissonInterval(count);
        if (low <= mean && mean <= high) covered += probability;
      }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });
});

describe('gammaShareBelow', () => {
  it('of whole shapes is what the Poisson sum says: P(Gamma(n) <= x) = P(Poisson(x) >= n)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 120, noNaN: true }),
        (shape, x) => {
          let term = Math.exp(-x);
          let below = 0;
          for (let k = 0; k < shape; k++) {
            below += term;
            term *= x / (k + 1);
          }
          expect(gammaShareBelow(shape, x)).toBeCloseTo(1 - below, 10);
        },
      ),
    );
  });

  it('of one half is the error function: P(Gamma(1/2) <= x) = erf(sqrt(x)), Abramowitz & Stegun 7.1', () => {
    expect(gammaShareBelow(0.5, 1)).toBeCloseTo(0.842_700_792_9, 9);
    expect(gammaShareBelow(0.5, 4)).toBeCloseTo(0.995_322_265_0, 9);
  });
});

describe('meanAtLeastProbability', () => {
  it('is nearly certain far from the limit and about a half beside it', () => {
    expect(meanAtLeastProbability(5, 30)).toBeLessThan(1e-6);
    expect(meanAtLeastProbability(60, 30)).toBeGreaterThan(0.999);
    expect(meanAtLeastProbability(300, 300)).toBeCloseTo(0.5, 1);
  });
});
