import fc from 'fast-check';
import { calculateSantaLuciaTm } from '@teselagen/sequence-utils';
import { describe, expect, it } from 'vitest';

import { checkPrimers } from './check-primers.js';
import { meltingTemperature } from './melting-temperature.js';

const dna = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ACGT'), minLength, maxLength });

describe('meltingTemperature', () => {
  it('agrees with sequence-utils of teselagen, which follows Primer3, on any primer', () => {
    fc.assert(
      fc.property(dna(15, 35), (primer) => {
        expect(meltingTemperature(primer)).toBeCloseTo(calculateSantaLuciaTm(primer) as number, 6);
      }),
    );
  });
});

describe('checkPrimers', () => {
  it('frames the edit with a product of 200-400 bp that starts and ends with the primers', () => {
    fc.assert(
      fc.property(dna(420, 600), (bases) => {
        const edit = { start0: 205, end0: 206 };
        const primers = checkPrimers(bases, edit);
        if ('reason' in primers) return;
        const { forward, reverse, productBp, start0 } = primers;
        const product = bases.slice(start0, start0 + productBp);
        const complement = { A: 'T', C: 'G', G: 'C', T: 'A' } as Readonly<Record<string, string>>;
        const ending = [...reverse.sequence].toReversed().map((base) => complement[base]);
        expect(product.startsWith(forward.sequence)).toBe(true);
        expect(product.endsWith(ending.join(''))).toBe(true);
        expect(productBp).toBeGreaterThanOrEqual(200);
        expect(productBp).toBeLessThanOrEqual(400);
        expect(start0 + forward.sequence.length).toBeLessThan(edit.start0);
        expect(start0 + productBp - reverse.sequence.length).toBeGreaterThan(edit.end0);
        for (const { meltingC } of [forward, reverse])
          expect(Math.abs(meltingC - 60)).toBeLessThan(3.01);
      }),
      { numRuns: 40 },
    );
  });

  it('says why there are none', () => {
    expect(checkPrimers('ACGT'.repeat(40), { start0: 80, end0: 81 })).toEqual({
      reason:
        'a product needs 200 bp, the pack holds 160 bp around the place: take primers from a whole genome',
    });
    expect(checkPrimers('A'.repeat(500), { start0: 250, end0: 251 })).toHaveProperty('reason');
  });
});
