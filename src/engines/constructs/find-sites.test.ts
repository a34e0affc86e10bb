import * as teselagen from '@teselagen/sequence-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { OptionError } from '../../core/errors.js';
import { findSites } from './find-sites.js';
import { RESTRICTION_ENZYMES, restrictionEnzyme } from './restriction-enzymes.js';
import { otherStrand } from '../../core/iupac.js';

function found(sequence: string, site: string, topology: 'linear' | 'circular' = 'linear') {
  return findSites({ sequence, topology }, [{ name: 's', site, strands: 'both' }]).map(
    ({ start0, strand }) => [start0, strand],
  );
}

describe('findSites', () => {
  it('finds a site on both strands, a palindrome once, overlaps each', () => {
    expect(found('AAGCTCTTCAAGAAGAGCAA', 'GCTCTTC')).toEqual([
      [2, 1],
      [11, -1],
    ]);
    expect(found('GAATTC', 'GAATTC')).toEqual([[0, 1]]);
    expect(found('AAAA', 'AAA')).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it('looks over the origin of a circle only', () => {
    expect(found('TTCAAAAGAA', 'GAATTC', 'circular')).toEqual([[7, 1]]);
    expect(found('TTCAAAAGAA', 'GAATTC')).toEqual([]);
  });

  it('reads IUPAC letters in the site, U as T, and the top strand alone where told', () => {
    expect(found('UUAAAUAA', 'TTWAWTRA')).toEqual([[0, 1]]);
    const top = { name: 'signal', site: 'AATAAA', strands: 'top' as const };
    expect(findSites({ sequence: 'TTTATTAATAAA', topology: 'linear' }, [top])).toMatchObject([
      { start0: 6, strand: 1 },
    ]);
  });

  it('refuses a site that is no DNA', () => {
    expect(() => found('ACGT', '')).toThrow(OptionError);
    expect(() => found('ACGT', 'AXT')).toThrow(OptionError);
  });

  it('agrees with comparing letter by letter, on either strand and over the origin', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ACGT]{6,60}$/),
        fc.stringMatching(/^[ACGT]{2,5}$/),
        fc.boolean(),
        (sequence, site, isCircle) => {
          const expected: (readonly [number, number])[] = [];
          for (let start = 0; start < sequence.length; start++) {
            for (const [letters, strand] of [
              [site, 1],
              [otherStrand(site), -1],
            ] as const) {
              if (strand === -1 && letters === site) continue;
              if (!isCircle && start + site.length > sequence.length) continue;
              if (
                [...letters].every((base, i) => sequence[(start + i) % sequence.length] === base)
              ) {
                expected.push([start, strand]);
              }
            }
          }
          expect(found(sequence, site, isCircle ? 'circular' : 'linear')).toEqual(expected);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('the enzymes', () => {
  it('have the sites and cuts that TeselaGen’s table gives', () => {
    const theirs = teselagen.defaultEnzymesByName as Readonly<
      Record<string, { site: string; topSnipOffset: number; bottomSnipOffset: number }>
    >;
    for (const { name, site, topCut, bottomCut } of RESTRICTION_ENZYMES) {
      expect(theirs[name.toLowerCase()]).toMatchObject({
        site: site.toLowerCase(),
        topSnipOffset: topCut,
        bottomSnipOffset: bottomCut,
      });
    }
    expect(restrictionEnzyme('BspQI')?.name).toBe('SapI');
    expect(restrictionEnzyme('NoSuchI')).toBeNull();
  });
});
