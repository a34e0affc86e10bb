import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { LoadedPack } from '../../packs/pack-store.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { decodeEfficacyPack, encodeEfficacyPack, GUIDE_EFFICACY_PACK_ID } from './efficacy-pack.js';
import { type GuideEfficacyModel, openGuideEfficacy } from './guide-efficacy.js';
import { GUIDE_FEATURES, SEQUENCE_FEATURE_COUNT, trueFeatures } from './guide-features.js';

let pack: LoadedPack;
let model: GuideEfficacyModel;

beforeAll(async () => {
  pack = await openPackStore().load(GUIDE_EFFICACY_PACK_ID);
  model = openGuideEfficacy(pack);
});

const context = fc
  .array(fc.constantFrom(...'ACGT'), { minLength: 28, maxLength: 28 })
  .map((letters) => `${letters.slice(0, 25).join('')}GG${letters.slice(25).join('')}`);
const cut = fc.option(
  fc.record({ residue: fc.integer({ min: 1, max: 500 }), proteinLength: fc.constant(500) }),
);

describe('openGuideEfficacy', () => {
  it('gives a score, a range around it, and reasons that add up to it', () => {
    fc.assert(
      fc.property(context, cut, (guide, place) => {
        const { score, low, high, base, reasons } = model.predict(guide, place);
        expect(low).toBeLessThanOrEqual(score);
        expect(high).toBeGreaterThanOrEqual(score);
        expect(low >= 0 && high <= 1).toBe(true);
        const sum = reasons.reduce((total, { effect }) => total + effect, base);
        expect(Math.min(1, Math.max(0, sum))).toBeCloseTo(score, 6);
      }),
    );
  });

  it('names the place in the protein only where it knows one', () => {
    const guide = 'TATAGCTGCGATCTGAGGTAGGGAGGGACC';
    const subjects = (place: { residue: number; proteinLength: number } | null) =>
      model.predict(guide, place).reasons.map(({ subject }) => subject);
    expect(subjects({ residue: 40, proteinLength: 400 })).toContain('place in the protein');
    expect(subjects(null)).not.toContain('place in the protein');
    expect(model.predict(guide, null).model).toBe('sequence only');
  });

  it('puts a guide at the very end of a protein below the same guide at its start', () => {
    // Doench 2014: cuts close to the C terminus leave working protein.
    const guide = 'TATAGCTGCGATCTGAGGTAGGGAGGGACC';
    const at = (residue: number) => model.predict(guide, { residue, proteinLength: 400 }).score;
    expect(at(396)).toBeLessThan(at(40) - 0.1);
  });

  it('refuses what is no guide, and a cut outside the protein', () => {
    expect(() => model.predict('ACGT', null)).toThrow('30 are needed');
    expect(() =>
      model.predict('TATAGCTGCGATCTGAGGTAGGGAGGGACC', { residue: 401, proteinLength: 400 }),
    ).toThrow('residue 401 is not among 400');
  });
});

describe('the pack of the model', () => {
  it('reads back as it was written', () => {
    const variants = decodeEfficacyPack(pack);
    expect(Buffer.from(encodeEfficacyPack(variants)).equals(pack.bytes)).toBe(true);
  });

  it('is refused where it is cut short or of another kind', () => {
    const { manifest, bytes } = pack;
    expect(() => decodeEfficacyPack({ manifest, bytes: bytes.slice(0, -1) })).toThrow('size');
    expect(() => decodeEfficacyPack({ manifest: { ...manifest, id: 'other' }, bytes })).toThrow(
      'no model of guide efficacy',
    );
  });
});

describe('trueFeatures', () => {
  it('answers one of four at each free place, one of sixteen at each pair, in ascending order', () => {
    fc.assert(
      fc.property(context, (guide) => {
        const found = trueFeatures(guide, null);
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
        expect(found.filter((f) => f < 4 * 28)).toHaveLength(28);
        expect(found.filter((f) => f >= 4 * 28 && f < 4 * 28 + 16 * 26)).toHaveLength(26);
        expect(found.at(-1)).toBeLessThan(SEQUENCE_FEATURE_COUNT);
      }),
    );
  });

  it('asks how far into the protein a cut lies', () => {
    const guide = 'TATAGCTGCGATCTGAGGTAGGGAGGGACC';
    const place = (residue: number) =>
      trueFeatures(guide, { residue, proteinLength: 400 }).filter(
        (f) => f >= SEQUENCE_FEATURE_COUNT,
      ).length;
    expect(place(1)).toBe(0);
    // 40 of 400: shares 0.05 and 0.10; 400 of 400: all 19 shares and 50, 100, 150, 200, 300, 400.
    expect(place(40)).toBe(2);
    expect(place(400)).toBe(25);
    expect(GUIDE_FEATURES.length - SEQUENCE_FEATURE_COUNT).toBe(28);
  });
});
