import { calculateSantaLuciaTm } from '@teselagen/sequence-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { meltingTemperature } from './melting-temperature.js';

const dna = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ACGT'), minLength, maxLength });

describe('meltingTemperature', () => {
  it('agrees with sequence-utils of teselagen, which follows Primer3, on any primer', () => {
    fc.assert(
      fc.property(dna(15, 40), (primer) => {
        expect(meltingTemperature(primer)).toBeCloseTo(calculateSantaLuciaTm(primer) as number, 6);
      }),
    );
  });
});
