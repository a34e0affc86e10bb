import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { guideAgainst, parseSirnaGuide, passengerCore, siteOf } from './sirna-guide.js';
import { readTargetRna, sirnaSites } from './target-rna.js';

const dna = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ACGT'), minLength, maxLength });

/** Does base `a` of RNA pair with base `b` of DNA, by Watson and Crick. */
function pairs(a: string, b: string): boolean {
  return ['AT', 'UA', 'GC', 'CG'].includes(a + b);
}

describe('a guide strand', () => {
  it('pairs with its site letter by letter, the first with the last', () => {
    fc.assert(
      fc.property(dna(21, 21), (site) => {
        const guide = guideAgainst(site);
        if (guide === null) throw new Error(site);
        expect([...guide].every((base, i) => pairs(base, site.charAt(20 - i)))).toBe(true);
        expect(siteOf(guide)).toBe(site);
        expect(passengerCore(guide)).toBe(site.slice(2).replaceAll('T', 'U'));
      }),
    );
  });

  it('is read from DNA letters and lower case, and refused otherwise by a typed error', () => {
    expect(parseSirnaGuide('ttgcctacgccacaagctcca')).toBe('UUGCCUACGCCACAAGCUCCA');
    for (const text of ['UUGCCUACGCCACAAGCUCC', 'UUGCCUACGCCACAAGCUCCN', '']) {
      expect(() => parseSirnaGuide(text)).toThrow(InputError);
    }
    expect(guideAgainst('ACGTNACGTACGTACGTACGT')).toBeNull();
  });
});

describe('a target', () => {
  it('takes RNA letters, lower case and ambiguous bases, and says what it made of them', () => {
    const target = readTargetRna('toy', 'aucg RYN ACGTACGTACGTACGTACGTACGT');
    expect(target.bases).toBe('ATCGNNNACGTACGTACGTACGTACGTACGT');
    expect(target.notes).toEqual([
      'U was read as T',
      'lower case was read as upper case',
      '3 bases are not known: no siRNA lies over them',
    ]);
    expect(sirnaSites(target).map(({ start0 }) => start0)).toEqual([7, 8, 9, 10]);
  });

  it('is refused where a letter is none, with its place, or where it is too short', () => {
    expect(() => readTargetRna('toy', 'ACGT-ACGTACGTACGTACGTACGT')).toThrow(/base 5 is "-"/);
    expect(() => readTargetRna('toy', 'ACGT')).toThrow(InputError);
  });

  it('has a siRNA at every window of 21 known bases and at no other', () => {
    const mixed = fc.string({ unit: fc.constantFrom(...'ACGTN'), minLength: 21, maxLength: 120 });
    fc.assert(
      fc.property(mixed, (bases) => {
        const wanted = [...bases].flatMap((_, i) =>
          /^[ACGT]{21}$/.test(bases.slice(i, i + 21)) ? [i] : [],
        );
        expect(sirnaSites({ bases }).map(({ start0 }) => start0)).toEqual(wanted);
      }),
    );
  });
});
