import { describe, expect, it } from 'vitest';

import { auprc, auroc, ppvAtN, spearman } from './metrics.js';

const scores = (...values: number[]): Float64Array => Float64Array.from(values);

describe('auroc', () => {
  it('counts the pairs in which the positive is higher, a tie as half', () => {
    // Pairs: 4>3, 4>2, 2<3, 2=2: 2.5 of 4.
    expect(auroc(scores(4, 2), scores(3, 2))).toBe(0.625);
  });

  it('is 1 for a perfect order, 0 for its reverse and a half for one score', () => {
    expect(auroc(scores(3, 2), scores(1, 0))).toBe(1);
    expect(auroc(scores(1, 0), scores(3, 2))).toBe(0);
    expect(auroc(scores(1, 1), scores(1, 1, 1))).toBe(0.5);
  });
});

describe('auprc', () => {
  it('averages the precision at each positive', () => {
    // Order + - + -: precisions 1/1 and 2/3.
    expect(auprc(scores(4, 2), scores(3, 1))).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  it('takes a tie as one step, so that row order can not help', () => {
    // 1 positive at precision 1, then one of 2 tied with a negative: precision 2/3.
    expect(auprc(scores(5, 2), scores(2))).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(auprc(scores(1, 1), scores(1, 1, 1, 1, 1, 1))).toBeCloseTo(0.25, 12);
  });
});

describe('ppvAtN', () => {
  it('is the share of positives among as many best ones as there are positives', () => {
    expect(ppvAtN(scores(9, 8, 1), scores(7, 6, 5))).toBeCloseTo(2 / 3, 12);
  });

  it('expects the share of a tie where the cut goes through it', () => {
    // One certain hit; the second place goes to one of 1 positive and 3 negatives.
    expect(ppvAtN(scores(9, 5), scores(5, 5, 5))).toBeCloseTo((1 + 1 / 4) / 2, 12);
  });

  it('sees a better order of infinite scores too', () => {
    expect(ppvAtN(scores(Infinity), scores(-Infinity))).toBe(1);
    expect(auroc(scores(0), scores(-Infinity))).toBe(1);
  });
});

it('refuses an empty side and a score that is no number', () => {
  for (const metric of [auroc, auprc, ppvAtN]) {
    expect(() => metric(scores(), scores(1))).toThrow('both classes');
    expect(() => metric(scores(1, NaN), scores(1))).toThrow('NaN');
  }
});

describe('spearman', () => {
  it('gives the textbook example and shares ranks between ties', () => {
    // IQ and hours of television, Wikipedia "Spearman's rank correlation coefficient": -29/165.
    const iq = Float64Array.from([106, 100, 86, 101, 99, 103, 97, 113, 112, 110]);
    const hours = Float64Array.from([7, 27, 2, 50, 28, 29, 20, 12, 6, 17]);
    expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 12);
    // By hand: ranks 1.5, 1.5, 3 against 1, 2, 3 give 1.5 / sqrt(1.5 x 2).
    expect(spearman(Float64Array.of(1, 1, 2), Float64Array.of(1, 2, 3))).toBeCloseTo(
      1.5 / Math.sqrt(3),
      12,
    );
    expect(() => spearman(Float64Array.of(1), Float64Array.of(1))).toThrow('two or more');
  });
});
