import fc from 'fast-check';
import { expect, it } from 'vitest';

import { GenomicRegions } from './genomic-regions.js';

const stretch = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 8 }))
  .map(([start0, length]) => ({ start0, end0: start0 + length }));

it('finds what looking at every region finds', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 12 }), stretch, (regions, asked) => {
      const made = new GenomicRegions();
      for (const { start0, end0 } of regions) made.add('1', start0, end0);
      const expected = regions.some(
        ({ start0, end0 }) => start0 <= asked.end0 && end0 >= asked.start0,
      );
      expect(made.touches('1', asked.start0, asked.end0)).toBe(expected);
      expect(made.touches('2', asked.start0, asked.end0)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
