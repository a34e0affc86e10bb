import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type KernelWeights, packGuides } from './guide-kernel.js';
import { kernelBase, kernelReasons, kernelScore, openKernel } from './kernel-model.js';

const WEIGHTS: KernelWeights = {
  pam: 0.3,
  near: 0.7,
  seed: 1.1,
  whole: 0.9,
  composition: 0.4,
  placed: 1.3,
  pairs: 0.6,
  triples: 0.8,
  fours: 1.7,
};

const context = fc
  .array(fc.constantFrom(...'ACGT'), { minLength: 28, maxLength: 28 })
  .map((letters) => `${letters.slice(0, 25).join('')}GG${letters.slice(25).join('')}`);

/** The definition, letter by letter. */
function likeness(a: string, b: string): number {
  const same = (places: readonly number[]): number =>
    places.filter((place) => a.charAt(place) === b.charAt(place)).length;
  const from = (start: number, end: number): number[] =>
    Array.from({ length: end - start }, (_, i) => start + i);
  const counts = (guide: string): number[] =>
    [...'ACGT'].map((base) => guide.slice(4, 24).split(base).length - 1);
  const [mine, theirs] = [counts(a), counts(b)];
  const squared = mine.reduce((sum, count, i) => sum + (count - (theirs[i] as number)) ** 2, 0);
  const words = (length: number, start: number, end: number, deviation: number): number => {
    let sum = 0;
    for (let i = start; i + length <= end; i++) {
      for (let j = start; j + length <= end; j++) {
        if (a.slice(i, i + length) !== b.slice(j, j + length)) continue;
        sum += Math.exp(-((i - j) ** 2) / (2 * deviation ** 2));
      }
    }
    return sum;
  };
  const free = from(0, 30).filter((place) => place !== 25 && place !== 26);
  return (
    (WEIGHTS.pam * same([22, 23, 24, 27])) / 4 +
    WEIGHTS.near * (same([20, 21, 22, 23, 24, 27]) / 6) ** 3 +
    WEIGHTS.seed * (same(from(14, 25)) / 11) ** 2 +
    WEIGHTS.whole * (Math.exp(0.3 * (same(free) - 28)) - Math.exp(-0.3 * 28)) +
    WEIGHTS.composition * Math.exp(-squared / 72) +
    ((WEIGHTS.placed * words(1, 0, 25, 1)) / 25) * Math.exp(-squared / 50) +
    (WEIGHTS.pairs * words(2, 4, 24, 8)) / 19 +
    (WEIGHTS.triples * words(3, 0, 24, 2)) / 22 +
    (WEIGHTS.fours * words(4, 0, 24, 2)) / 21
  );
}

const trained = fc.array(
  fc.record({ guide: context, coefficient: fc.integer({ min: -64, max: 64 }) }),
  { minLength: 1, maxLength: 6 },
);

describe('openKernel', () => {
  it('adds up to the sum of coefficient times likeness, as defined letter by letter', () => {
    fc.assert(
      fc.property(trained, context, (met, guide) => {
        const kernel = openKernel({
          weights: WEIGHTS,
          guides: packGuides(met.map((one) => one.guide)),
          coefficients: Float32Array.from(met, ({ coefficient }) => coefficient / 16),
        });
        const expected = met.reduce(
          (sum, one) => sum + (one.coefficient / 16) * likeness(one.guide, guide),
          0.5,
        );
        expect(kernelScore(0.5, kernel.amounts(guide))).toBeCloseTo(expected, 9);
      }),
    );
  });

  it('gives reasons that add up to the score, none for the fixed bases of the PAM', () => {
    fc.assert(
      fc.property(trained, context, (met, guide) => {
        const kernel = openKernel({
          weights: WEIGHTS,
          guides: packGuides(met.map((one) => one.guide)),
          coefficients: Float32Array.from(met, ({ coefficient }) => coefficient / 16),
        });
        const variant = { mean: 0.5, usual: kernel.amounts((met[0] as { guide: string }).guide) };
        const amounts = kernel.amounts(guide);
        const reasons = kernelReasons(variant, amounts);
        const sum = [...reasons.values()].reduce((total, effect) => total + effect, 0);
        expect(kernelBase(variant) + sum).toBeCloseTo(kernelScore(0.5, amounts), 9);
        expect(amounts[25]).toBe(0);
        expect(amounts[26]).toBe(0);
      }),
    );
  });
});
