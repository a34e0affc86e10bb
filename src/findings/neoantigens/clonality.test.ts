import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CopyNumberSegment, Given } from '../../case/tumour-case.js';
import type { Chromosome } from '../../core/brands.js';
import type { Clonality } from '../findings.js';
import { estimateClonality } from './clonality.js';

function segments(
  totalCopies: number,
  minorCopies: number | null,
): Given<readonly CopyNumberSegment[]> {
  return {
    kind: 'given',
    from: 'test',
    value: [{ chromosome: '1' as Chromosome, start0: 0, end0: 1_000, totalCopies, minorCopies }],
  };
}

function clonality(
  altReads: number,
  depth: number,
  purity: number,
  total = 2,
  minor: number | null = 1,
): Clonality {
  return estimateClonality(
    { depth, altReads, alleleFraction: altReads / depth, from: 'test' },
    { kind: 'given', value: purity, from: 'test' },
    segments(total, minor),
    { chromosome: 'chr1', start0: 10 },
  );
}

function estimated(value: Clonality): Extract<Clonality, { kind: 'estimated' }> {
  if (value.kind !== 'estimated') throw new Error(value.reason);
  return value;
}

describe('estimateClonality', () => {
  it('finds a heterozygous clonal variant in a pure diploid tumour at 50 %', () => {
    // p c m / (p T + 2 (1 - p)) = 1 x 1 x 1 / 2 = 0.5 by hand.
    expect(estimated(clonality(100, 200, 1))).toMatchObject({
      cancerCellFraction: 1,
      multiplicity: 1,
    });
  });

  it('corrects for purity and copies', () => {
    // 0.6 x 0.5 x 1 / (0.6 x 2 + 0.8) = 0.15 by hand: half of the cells.
    expect(estimated(clonality(150, 1_000, 0.6)).cancerCellFraction).toBeCloseTo(0.5, 2);
    // Copy-neutral loss, both copies mutated: 0.6 x 1 x 2 / 2 = 0.6 by hand.
    expect(estimated(clonality(600, 1_000, 0.6, 2, 0))).toMatchObject({
      cancerCellFraction: 1,
      multiplicity: 2,
    });
  });

  it('is surer with more reads', () => {
    const few = estimated(clonality(5, 20, 0.8));
    const many = estimated(clonality(500, 2_000, 0.8));
    expect(many.high - many.low).toBeLessThan(few.high - few.low);
    expect(many.clonalProbability).toBeLessThan(0.01);
  });

  it('says what is missing instead of assuming it', () => {
    const reads = { depth: 100, altReads: 30, alleleFraction: 0.3, from: 'test' };
    const none = { kind: 'missing', reason: 'not given' } as const;
    const purity = { kind: 'given', value: 0.5, from: 'test' } as const;
    const place = { chromosome: 'chr1', start0: 10 };
    const reasons = [
      estimateClonality(reads, none, segments(2, 1), place),
      estimateClonality(reads, purity, none, place),
      estimateClonality(reads, purity, segments(2, 1), { chromosome: 'chrX', start0: 10 }),
      estimateClonality(reads, purity, segments(2, 1), { chromosome: 'chr1', start0: 5_000 }),
      estimateClonality({ ...reads, depth: 0 }, purity, segments(2, 1), place),
      estimateClonality(reads, purity, segments(0, 0), place),
    ].map((value) => (value.kind === 'missing' ? value.reason : value.kind));
    expect(reasons).toEqual([
      'purity: not given',
      'copy number: not given',
      'on a sex chromosome, and the number of copies in healthy cells was not given',
      'no copy-number segment covers this place',
      'no read counts',
      'no copies of this place in the tumour',
    ]);
  });

  it('keeps the interval around the estimate for any reads', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 8 }),
        (depth, share, purity, total) => {
          const value = estimated(clonality(Math.round(depth * share), depth, purity, total, 0));
          expect(value.low).toBeLessThanOrEqual(value.cancerCellFraction);
          expect(value.high).toBeGreaterThanOrEqual(value.cancerCellFraction);
          expect(value.low).toBeGreaterThan(0);
          expect(value.high).toBeLessThanOrEqual(1);
          expect(value.clonalProbability).toBeGreaterThanOrEqual(0);
          expect(value.clonalProbability).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
