import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { microhomologyOutcome } from './microhomology.js';

describe('microhomologyOutcome', () => {
  it('finds the one repeat across a cut, by hand', () => {
    // TTACG|GGACGCC: ACG on both sides, 5 apart; 100 x 0.779 x (1 + 2 + 2) = 389.5; what is left reads TTACG CC.
    const { deletions, microhomologyScore, outOfFrameShare } = microhomologyOutcome(
      'TTACGGGACGCC',
      5,
    );
    expect(deletions).toHaveLength(1);
    expect(deletions[0]).toMatchObject({ microhomology: 'ACG', start0: 5, end0: 10, length: 5 });
    expect(microhomologyScore).toBeCloseTo(389.5, 9);
    expect(outOfFrameShare).toBe(1);
  });

  it('counts a deletion of whole codons as one that keeps the frame', () => {
    // CCTGA|CAGTGAT: TGA, 6 apart; 100 x 0.741 x (1 + 2 + 1) = 296.4.
    const { microhomologyScore, outOfFrameShare } = microhomologyOutcome('CCTGACAGTGAT', 5);
    expect(microhomologyScore).toBeCloseTo(296.4, 9);
    expect(outOfFrameShare).toBe(0);
  });

  it('has no share where nothing repeats', () => {
    expect(microhomologyOutcome('AAAACCCC', 4)).toEqual({
      deletions: [],
      microhomologyScore: 0,
      outOfFrameShare: null,
    });
  });

  it('takes away one copy and what lies between, whichever copy is meant', () => {
    const dna = fc
      .array(fc.constantFrom(...'ACGT'), { minLength: 20, maxLength: 40 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(dna, (sequence) => {
        const cut = sequence.length >> 1;
        const { deletions, outOfFrameShare } = microhomologyOutcome(sequence, cut);
        for (const { microhomology, start0, end0, length } of deletions) {
          expect(end0 - start0).toBe(length);
          expect(start0).toBeLessThanOrEqual(cut);
          expect(end0).toBeGreaterThanOrEqual(cut);
          const size = microhomology.length;
          expect(sequence.slice(start0 - size, start0)).toBe(microhomology);
          expect(sequence.slice(end0 - size, end0)).toBe(microhomology);
          const keepsRight = sequence.slice(0, start0 - size) + sequence.slice(end0 - size);
          expect(sequence.slice(0, start0) + sequence.slice(end0)).toBe(keepsRight);
        }
        if (outOfFrameShare !== null) {
          expect(outOfFrameShare).toBeGreaterThanOrEqual(0);
          expect(outOfFrameShare).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('refuses letters that are no bases', () => {
    expect(() => microhomologyOutcome('ACGTN', 2)).toThrow('holds N');
  });
});
