import { describe, expect, it } from 'vitest';

import { seededRandom } from './seeded-random.js';

describe('seededRandom', () => {
  it('gives the same sequence for the same seed and another for another', () => {
    const draws = (seed: number): readonly number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('is uniform: chi-square of 100,000 draws over 16 bins stays under the 99.9 % point', () => {
    const random = seededRandom(1);
    const bins = Array.from({ length: 16 }, () => 0);
    for (let i = 0; i < 100_000; i++) {
      const bin = random.below(16);
      bins[bin] = (bins[bin] as number) + 1;
    }
    const expected = 100_000 / 16;
    const chiSquare = bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 37.70 is the 99.9 % point of chi-square with 15 degrees of freedom (NIST handbook, 1.3.6.7.4).
    expect(chiSquare).toBeLessThan(37.7);
  });

  it('shuffles without losing anything and refuses a bound it cannot draw below', () => {
    const random = seededRandom(3);
    const items = Array.from({ length: 50 }, (_, i) => i);
    expect(random.shuffled(items)).not.toEqual(items);
    expect([...random.shuffled(items)].sort((a, b) => a - b)).toEqual(items);
    expect(() => random.below(0)).toThrow('out of range');
  });
});
