import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkPrimers, GENOME_PRODUCT, PACK_PRODUCT, type ProductRange } from './check-primers.js';

const dna = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ACGT'), minLength, maxLength });

describe('checkPrimers', () => {
  it.each<[string, ProductRange, number]>([
    ['200-400 bp on a pack', PACK_PRODUCT, 205],
    ['300-700 bp on a genome', GENOME_PRODUCT, 400],
  ])(
    'frames the edit with a product of %s that starts and ends with the primers',
    (_, range, at) => {
      let made = 0;
      fc.assert(
        fc.property(dna(2 * at, 2 * at + 200), (bases) => {
          const edit = { start0: at, end0: at + 1 };
          const primers = checkPrimers(bases, edit, range);
          if ('reason' in primers) return;
          made++;
          const { forward, reverse, productBp, start0 } = primers;
          const product = bases.slice(start0, start0 + productBp);
          const complement = { A: 'T', C: 'G', G: 'C', T: 'A' } as Readonly<Record<string, string>>;
          const ending = [...reverse.sequence].toReversed().map((base) => complement[base]);
          expect(product.startsWith(forward.sequence)).toBe(true);
          expect(product.endsWith(ending.join(''))).toBe(true);
          expect(productBp).toBeGreaterThanOrEqual(range.least);
          expect(productBp).toBeLessThanOrEqual(range.most);
          const before = edit.start0 - start0 - forward.sequence.length;
          const behind = start0 + productBp - reverse.sequence.length - edit.end0;
          expect(Math.min(before, behind)).toBeGreaterThanOrEqual(range.margin);
          for (const { meltingC } of [forward, reverse])
            expect(Math.abs(meltingC - 60)).toBeLessThan(3.01);
        }),
        { numRuns: 25, seed: 20_261_204 },
      );
      expect(made).toBeGreaterThan(5);
    },
  );

  it('says why there are none', () => {
    expect(checkPrimers('ACGT'.repeat(40), { start0: 80, end0: 81 }, PACK_PRODUCT)).toEqual({
      reason:
        'a product needs 200 bp, 160 bp around the place are at hand: give a whole genome (--genome)',
    });
    const alike = 'A'.repeat(500);
    expect(checkPrimers(alike, { start0: 250, end0: 251 }, PACK_PRODUCT)).toHaveProperty('reason');
  });
});
