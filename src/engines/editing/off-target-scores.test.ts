import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { openPackStore } from '../../platform/node/pack-store.js';
import {
  GUIDE_SCORES_PACK_ID,
  type GuideScoreTables,
  openGuideScoreTables,
} from './guide-score-tables.js';
import { cfdScore, mitScore } from './off-target-scores.js';

let tables: GuideScoreTables;

beforeAll(async () => {
  tables = openGuideScoreTables(await openPackStore().load(GUIDE_SCORES_PACK_ID));
});

const bases = (length: number) =>
  fc
    .array(fc.constantFrom(...'ACGT'), { minLength: length, maxLength: length })
    .map((letters) => letters.join(''));

describe('cfdScore and mitScore', () => {
  it('give 1 to a perfect match with NGG', () => {
    fc.assert(
      fc.property(bases(20), bases(1), (spacer, n) => {
        const pair = { spacer, protospacer: spacer, pam: `${n}GG` };
        expect(cfdScore(tables, pair)).toBe(1);
        expect(mitScore(tables, pair)).toBe(1);
      }),
    );
  });

  it('lie within 0 and 1 for any pair, and less never follows from more agreement', () => {
    fc.assert(
      fc.property(bases(20), bases(20), bases(3), fc.nat(19), (spacer, site, pam, place) => {
        const pair = { spacer, protospacer: site, pam };
        const closer = {
          ...pair,
          protospacer: site.slice(0, place) + spacer.charAt(place) + site.slice(place + 1),
        };
        for (const score of [cfdScore, mitScore]) {
          const [far, near] = [score(tables, pair), score(tables, closer)];
          if (far === null || near === null) continue;
          expect(far).toBeGreaterThanOrEqual(0);
          expect(near).toBeLessThanOrEqual(1);
          expect(near).toBeGreaterThanOrEqual(far);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('lower a perfect match with another PAM', () => {
    const spacer = 'ATCGATGCTGATGCTAGATA';
    const at = (pam: string) => ({ spacer, protospacer: spacer, pam });
    // The two PAM weights of the table, and Hsu's fifth.
    expect(cfdScore(tables, at('TAG'))).toBe(0.259259259);
    expect(cfdScore(tables, at('TGA'))).toBe(0.069444444);
    expect(mitScore(tables, at('TAG'))).toBe(0.2);
    expect(mitScore(tables, at('TGA'))).toBe(0.2);
    expect(mitScore(tables, at('TCC'))).toBeNull();
  });

  it('take lower case and U, and refuse other letters and lengths', () => {
    const spacer = 'ATCGATGCTGATGCTAGATA';
    const rna = spacer.toLowerCase().replaceAll('t', 'u');
    expect(cfdScore(tables, { spacer: rna, protospacer: spacer, pam: 'agg' })).toBe(1);
    const protospacer = `N${spacer.slice(1)}`;
    expect(() => cfdScore(tables, { spacer, protospacer, pam: 'AGG' })).toThrow(
      'the protospacer holds N, not a base',
    );
    expect(() => mitScore(tables, { spacer: 'ACGT', protospacer, pam: 'AGG' })).toThrow(
      'the spacer has 4 nt, 20 are needed',
    );
  });
});
