import { describe, expect, it } from 'vitest';

import { IUPAC_BASES, otherStrand } from './iupac.js';

describe('IUPAC letters', () => {
  it('pair base by base with the letter of the other strand', () => {
    for (const [letter, bases] of Object.entries(IUPAC_BASES)) {
      const others = [...bases].map((base) => otherStrand(base)).sort();
      expect([letter, IUPAC_BASES[otherStrand(letter)]]).toEqual([letter, others.join('')]);
    }
  });

  it('are read backwards on the other strand, and N for what is no letter', () => {
    expect(otherStrand('GCTCTTC')).toBe('GAAGAGC');
    expect(otherStrand('NRG-')).toBe('NCYN');
  });
});
