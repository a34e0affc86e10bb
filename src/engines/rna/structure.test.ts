import { describe, expect, it } from 'vitest';

import { baseCodes, parseDotBracket, toDotBracket } from './structure.js';

describe('baseCodes', () => {
  it('reads RNA and DNA in either case', () => {
    expect([...baseCodes('ACGUacgutT')]).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 3, 3]);
  });

  it.each(['ACGN', 'AC-G', 'AC G', 'ACGψ'])('refuses %s', (sequence) => {
    expect(() => baseCodes(sequence)).toThrow('not A, C, G or U');
  });
});

describe('parseDotBracket', () => {
  it('gives each base its partner, and back', () => {
    const structure = '.((...)(...)).';
    expect([...parseDotBracket(structure)]).toEqual([
      -1, 12, 6, -1, -1, -1, 2, 11, -1, -1, -1, 7, 1, -1,
    ]);
    expect(toDotBracket(parseDotBracket(structure))).toBe(structure);
    expect(toDotBracket(parseDotBracket(''))).toBe('');
  });

  it.each([
    ['((..)', 'bracket at 1 is never closed'],
    ['(..))', 'bracket at 5 closes a pair that no bracket opens'],
    ['([..])', '"[" at 2'],
  ])('refuses %s', (structure, problem) => {
    expect(() => parseDotBracket(structure)).toThrow(problem);
  });
});
