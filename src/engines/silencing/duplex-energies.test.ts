import { beforeAll, describe, expect, it } from 'vitest';

import { openPackStore } from '../../platform/node/pack-store.js';
import { type EnergyModel, loadEnergyModel } from '../rna/energy-model.js';
import { ENERGY_PACK_ID } from '../rna/energy-pack.js';
import { duplexEnergies } from './duplex-energies.js';
import { mismatchTolerance } from './mismatch-tolerance.js';
import { parseSirnaGuide, siteOf } from './sirna-guide.js';

/** Xia et al. 1998, Biochemistry 37:14719, table 4: 5'->3' over its complement, kcal/mol; Turner 2004 keeps them. */
const XIA: Readonly<Record<string, number>> = {
  AA: -0.93,
  AU: -1.1,
  UA: -1.33,
  CU: -2.08,
  CA: -2.11,
  GU: -2.24,
  GA: -2.35,
  CG: -2.36,
  GG: -3.26,
  GC: -3.42,
};

function published(pair: string): number {
  const other = [...pair].toReversed().map((base) => 'UGCA'.charAt('ACGU'.indexOf(base)));
  return XIA[pair] ?? (XIA[other.join('')] as number);
}

describe('duplex energies', () => {
  let model: EnergyModel;
  beforeAll(async () => {
    model = loadEnergyModel(await openPackStore().load(ENERGY_PACK_ID));
  });

  // A sequence that holds all sixteen pairs of bases.
  const guide = parseSirnaGuide('AACAGAUCCGCUGGUUAAAAA');

  it('gives every stack as it was published, to the tenth that the tables keep', () => {
    const { stacksKcal } = duplexEnergies(guide, model);
    expect(stacksKcal).toHaveLength(18);
    stacksKcal.forEach((stack, i) => {
      const pair = guide.slice(i, i + 2);
      expect(Math.abs(stack - published(pair))).toBeLessThan(0.06);
    });
    expect(new Set(Array.from({ length: 18 }, (_, i) => guide.slice(i, i + 2))).size).toBe(16);
  });

  it('finds the looser end by hand: four AU stacks against four of GC', () => {
    const loose = parseSirnaGuide('AAAAACUCUCUCUCGGGGGAA');
    const { guide5EndKcal, passenger5EndKcal, asymmetryKcal } = duplexEnergies(loose, model);
    // 4 x -0.9 + 0.5 for the AU end; 4 x -3.3.
    expect(guide5EndKcal).toBeCloseTo(-3.1, 6);
    expect(passenger5EndKcal).toBeCloseTo(-13.2, 6);
    expect(asymmetryKcal).toBeCloseTo(10.1, 6);
  });

  it('folds a guide that pairs with itself, and no other', () => {
    expect(duplexEnergies(parseSirnaGuide('A'.repeat(21)), model).guideFoldKcal).toBe(0);
    // GGGGCC AAAA GGCCCC, a hairpin of six pairs.
    const hairpin = parseSirnaGuide('GGGGCCAAAAGGCCCCAAAAA');
    expect(duplexEnergies(hairpin, model).guideFoldKcal).toBeLessThan(-8);
  });

  describe('mismatch tolerance', () => {
    const target = siteOf(guide);
    /** The site with the base opposite a letter of the guide (1-based) replaced. */
    const changed = (place: number, base: string): string => {
      const at = 21 - place;
      return target.slice(0, at) + base + target.slice(at + 1);
    };

    it('takes a matched site as silenced in full', () => {
      expect(mismatchTolerance(guide, target, model)).toEqual({
        mismatches: [],
        verdict: 'silenced',
        shareAtMost: 1,
        penaltyKcal: 0,
      });
    });

    it('spares behind the seed, doubts in it, and not at all at the ends (Schwarz 2006)', () => {
      // Letter 10 is G: opposite A instead of C.
      const central = mismatchTolerance(guide, changed(10, 'A'), model);
      expect(central.mismatches).toEqual([{ place: 10, guideBase: 'G', targetBase: 'A' }]);
      expect([central.verdict, central.shareAtMost]).toEqual(['spared', 0.4 / 0.6]);
      // Letter 5 is G.
      expect(mismatchTolerance(guide, changed(5, 'A'), model).verdict).toBe('doubtful');
      for (const place of [1, 15, 17, 18, 19, 20, 21]) {
        const base = place === 1 || place > 16 ? 'G' : 'C';
        expect(mismatchTolerance(guide, changed(place, base), model).verdict).toBe('silenced');
      }
    });

    it('doubts G with U and A with C anywhere (Du 2005), and counts G with U at 7 as tolerated', () => {
      // Letter 11 is C and meets A; letter 10 is G and meets U.
      expect(mismatchTolerance(guide, changed(11, 'A'), model).verdict).toBe('doubtful');
      expect(mismatchTolerance(guide, changed(10, 'T'), model).verdict).toBe('doubtful');
      // Letter 7 is U and meets G.
      expect(mismatchTolerance(guide, changed(7, 'G'), model).verdict).toBe('silenced');
    });

    it('lets two mismatches act together, and pairs a wobble more firmly than a true mismatch', () => {
      const both = changed(10, 'A').slice(0, 8) + 'A' + changed(10, 'A').slice(9);
      const two = mismatchTolerance(guide, both, model);
      expect(two.mismatches.map(({ place }) => place)).toEqual([10, 13]);
      expect(two.shareAtMost).toBeCloseTo((0.4 / 0.6) ** 2, 12);
      const wobble = mismatchTolerance(guide, changed(10, 'T'), model).penaltyKcal as number;
      const mismatch = mismatchTolerance(guide, changed(10, 'A'), model).penaltyKcal as number;
      expect(wobble).toBeGreaterThan(0);
      expect(mismatch).toBeGreaterThan(wobble);
      expect(mismatchTolerance(guide, changed(1, 'G'), model).penaltyKcal).toBeNull();
    });
  });
});
