import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { OptionError } from '../../core/errors.js';
import { hasShared, sharedText } from '../../../test/shared-data.js';
import {
  forbiddenSites,
  type MrnaConstraints,
  NO_CONSTRAINTS,
  requireSensible,
  USUAL_CONSTRAINTS,
} from './constraints.js';
import { checkConstraints, sequenceRules, totalExcess } from './constraints-check.js';

function unfolded(sequence: string): Int32Array {
  return new Int32Array(sequence.length).fill(-1);
}

function check(sequence: string, constraints: Partial<MrnaConstraints>) {
  return checkConstraints(sequence, unfolded(sequence), { ...NO_CONSTRAINTS, ...constraints });
}

const bases = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom('A', 'C', 'G', 'U'), { minLength: least, maxLength: most })
    .map((all) => all.join(''));

describe('checkConstraints', () => {
  it('finds a site on either strand of the gene, and a signal on the sense strand alone', () => {
    const avoid = { forbiddenSites: forbiddenSites(['BsaI', 'polyA-AATAAA']) };
    // GGTCTC, and GAGACC, its reverse complement.
    expect(check('AAGGUCUCAAGAGACCAA', avoid)[0]?.places).toEqual([
      { start0: 2, end0: 8, what: 'BsaI' },
      { start0: 10, end0: 16, what: 'BsaI' },
    ]);
    expect(check('CAAUAAAC', avoid)[1]?.met).toBe(false);
    expect(check('CUUUAUUC', avoid)[1]?.met).toBe(true);
  });

  it('reads IUPAC letters and overlapping sites', () => {
    const donor = { forbiddenSites: forbiddenSites(['splice-donor']) };
    expect(check('CCAGGUAAGUCC', donor)[0]?.places).toEqual([
      { start0: 1, end0: 10, what: 'splice-donor' },
    ]);
    expect(check('CCAGGUCAGUCC', donor)[0]?.met).toBe(true);
    expect(check('AAAAAA', { forbiddenSites: forbiddenSites(['AAAA']) })[0]?.places).toHaveLength(
      3,
    );
  });

  it('says how long the longest run is', () => {
    expect(check('ACGGGGGU', { longestRun: 4 })[0]).toMatchObject({
      met: false,
      detail: 'longest 5',
      places: [{ start0: 2, end0: 7, what: 'G x 5' }],
    });
    expect(check('ACGGGGGU', { longestRun: 5 })[0]?.met).toBe(true);
  });

  it('joins windows of GC that are off, and takes a short sequence as one window', () => {
    const gcWindow = { bases: 10, least: 0.3, most: 0.7 };
    const sequence = `${'AU'.repeat(10)}${'AC'.repeat(10)}`;
    expect(check(sequence, { gcWindow })[0]).toMatchObject({
      met: false,
      detail: 'windows from 0.00 to 0.50',
      // The window at 15 is the first with three C: at 21, 23 and 25 is too late, so 14 is the last one off.
      places: [{ start0: 0, end0: 25, what: 'too little GC' }],
    });
    expect(check('GGGCC', { gcWindow })[0]?.places).toEqual([
      { start0: 0, end0: 5, what: 'too much GC' },
    ]);
  });

  it('counts uridine, and stretches that occur twice on either strand', () => {
    expect(check('UUUAACCGGG', { mostUridine: 0.3 })[0]).toMatchObject({
      met: true,
      detail: 'share 0.300',
    });
    expect(check('UUUUACCGGG', { mostUridine: 0.3 })[0]?.met).toBe(false);
    const once = 'ACGGUCAUGCAA';
    expect(check(`${once}CC${once}`, { shortestRepeat: 12 })[0]?.met).toBe(false);
    // Its reverse complement, as on the other strand of the gene.
    expect(check(`${once}CCUUGCAUGACCGU`, { shortestRepeat: 12 })[0]?.met).toBe(false);
    expect(check(`${once}CC${once}`, { shortestRepeat: 13 })[0]?.met).toBe(true);
  });

  it('reads the open start off the fold', () => {
    const partners = Int32Array.of(-1, -1, 7, 6, -1, -1, 3, 2);
    const openStart = { bases: 4, leastUnpaired: 0.6 };
    const [result] = checkConstraints('ACGGAACC', partners, { ...NO_CONSTRAINTS, openStart });
    expect(result).toMatchObject({ met: false, detail: '0.50 unpaired' });
  });

  it('counts nothing exactly where it shows no place, over any sequence', () => {
    fc.assert(
      fc.property(bases(1, 120), (sequence) => {
        const rules = sequenceRules({
          forbiddenSites: forbiddenSites(['XbaI', 'AACG', 'RYRY']),
          longestRun: 3,
          gcWindow: { bases: 12, least: 0.3, most: 0.6 },
          mostUridine: 0.25,
          openStart: null,
          shortestRepeat: 8,
        });
        for (const rule of rules) {
          const off = rule.excess(sequence, 0, sequence.length) > 0;
          expect([rule.constraint, off]).toEqual([
            rule.constraint,
            rule.places(sequence).length > 0,
          ]);
        }
      }),
    );
  });

  it('sees in the part around a change all that the change does to the rules', () => {
    const constraints = {
      ...USUAL_CONSTRAINTS,
      forbiddenSites: forbiddenSites(['BsaI', 'polyA-AATAAA', 'ACGT']),
      longestRun: 3,
      gcWindow: { bases: 12, least: 0.3, most: 0.6 },
      mostUridine: 0.25,
      shortestRepeat: null,
    };
    const rules = sequenceRules(constraints);
    fc.assert(
      fc.property(bases(30, 90), bases(3, 3), fc.nat({ max: 26 }), (before, codon, at) => {
        const after = before.slice(0, at) + codon + before.slice(at + 3);
        const all = (sequence: string): number => totalExcess(rules, sequence, 0, sequence.length);
        const near = (sequence: string): number => totalExcess(rules, sequence, at, at + 3);
        // Runs count beyond the part's ends only up to their limit: the sign is what the repair goes by.
        expect(Math.sign(near(after) - near(before))).toBe(Math.sign(all(after) - all(before)));
      }),
    );
  });
});

describe('forbiddenSites', () => {
  it('refuses what is neither a known name nor DNA', () => {
    expect(() => forbiddenSites(['FooI'])).toThrow(OptionError);
    expect(forbiddenSites(['ggatcc'])[0]?.pattern).toBe('GGATCC');
  });

  it.skipIf(!hasShared('formats/construct/GenBank_pICH42211.gb'))(
    'has the recognition sequences that a plasmid file of the MoClo kit lists',
    () => {
      const listed = new Map(
        [
          ...sharedText('formats/construct/GenBank_pICH42211.gb').matchAll(
            /\(CRSite \(CStringList\) "(\w+)" "(\w+)"/g,
          ),
        ].map(([, name = '', pattern = '']) => [name, pattern.toUpperCase()]),
      );
      const enzymes = [
        'BsaI',
        'SapI',
        'BsmBI',
        'BbsI',
        'XbaI',
        'NotI',
        'EcoRI',
        'EcoRV',
        'HindIII',
        'BamHI',
        'NheI',
        'XhoI',
      ];
      for (const { name, pattern } of forbiddenSites(enzymes))
        expect([name, pattern]).toEqual([name, listed.get(name)]);
    },
  );
});

describe('requireSensible', () => {
  it('refuses shares outside 0-1 and windows the wrong way round', () => {
    for (const off of [
      { mostUridine: 1.2 },
      { longestRun: 0 },
      { shortestRepeat: 4 },
      { gcWindow: { bases: 50, least: 0.7, most: 0.3 } },
      { openStart: { bases: 0, leastUnpaired: 0.5 } },
    ])
      expect(() => requireSensible({ ...NO_CONSTRAINTS, ...off })).toThrow(OptionError);
    expect(() => requireSensible(USUAL_CONSTRAINTS)).not.toThrow();
  });
});
