import { beforeAll, describe, expect, it } from 'vitest';

import { InputError, PackError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { variantScore } from '../editing/efficacy-model.js';
import { type EnergyModel, loadEnergyModel } from '../rna/energy-model.js';
import { ENERGY_PACK_ID } from '../rna/energy-pack.js';
import { openSirnaEfficacy } from './sirna-efficacy.js';
import {
  decodeSirnaEfficacy,
  encodeSirnaEfficacy,
  SIRNA_EFFICACY_PACK_ID,
} from './sirna-efficacy-pack.js';
import { SIRNA_FEATURE_COUNT, sirnaFeatures } from './sirna-features.js';
import { parseSirnaGuide } from './sirna-guide.js';
import { siteAccessibility } from './site-accessibility.js';
import { readTargetRna } from './target-rna.js';

describe('the model of siRNA efficacy', () => {
  let pack: LoadedPack;
  let energies: EnergyModel;
  beforeAll(async () => {
    pack = await openPackStore().load(SIRNA_EFFICACY_PACK_ID);
    energies = loadEnergyModel(await openPackStore().load(ENERGY_PACK_ID));
  });

  it('asks each question once, in order', () => {
    const guide = parseSirnaGuide('UUGCCUACGCCACAAGCUCCA');
    const found = sirnaFeatures(guide, energies);
    expect(found.slice(0, 21)).toEqual([...guide].map((base, i) => 4 * i + 'ACGU'.indexOf(base)));
    expect(found.every((question, i) => i === 0 || question > (found[i - 1] as number))).toBe(true);
    expect(found.at(-1)).toBeLessThan(SIRNA_FEATURE_COUNT);
    // CC is at 4-5, 10-11, 18-19 by hand: 3 of at most 4 questions; 84 places come before.
    const cc = 84 + 4 * 5;
    expect([0, 1, 2, 3].map((k) => found.includes(cc + k))).toEqual([true, true, true, false]);
  });

  it('predicts what its numbers say, with a range around it, and takes DNA letters', () => {
    const model = openSirnaEfficacy(pack, energies);
    const guide = parseSirnaGuide('UUGCCUACGCCACAAGCUCCA');
    const { activity, low, high } = model.predict('ttgcctacgccacaagctcca');
    const numbers = decodeSirnaEfficacy(pack, SIRNA_FEATURE_COUNT);
    expect(activity).toBe(variantScore(numbers, sirnaFeatures(guide, energies)));
    expect(low).toBeLessThan(activity);
    expect(high).toBeGreaterThan(activity);
  });

  it('refuses odd guides by a typed error', () => {
    const model = openSirnaEfficacy(pack, energies);
    for (const guide of ['', 'UUGCC', 'UUGCCUACGCCACAAGCUCCN', 'UUGCCUACGCCACAAGCUCCAA']) {
      expect(() => model.predict(guide)).toThrow(InputError);
    }
  });

  it('keeps its numbers through its file, and refuses another file', () => {
    const numbers = decodeSirnaEfficacy(pack, SIRNA_FEATURE_COUNT);
    expect(encodeSirnaEfficacy(numbers)).toEqual(new Uint8Array(pack.bytes));
    const cut = { ...pack, bytes: pack.bytes.slice(0, -2) };
    expect(() => decodeSirnaEfficacy(cut, SIRNA_FEATURE_COUNT)).toThrow(PackError);
    expect(() => decodeSirnaEfficacy(pack, SIRNA_FEATURE_COUNT + 1)).toThrow(PackError);
    const other = { ...pack, manifest: { ...pack.manifest, id: 'guide-efficacy' } };
    expect(() => decodeSirnaEfficacy(other, SIRNA_FEATURE_COUNT)).toThrow(PackError);
  });

  it('finds a site in a firm stem closed and one without partners open', async () => {
    const stem = 'GGGCGCGGACCGCGAGGCCGC';
    const other = [...stem]
      .toReversed()
      .map((base) => 'TGCA'.charAt('ACGT'.indexOf(base)))
      .join('');
    const target = readTargetRna(
      'toy',
      `${'A'.repeat(40)}${stem}GAAAGAAA${other}${'A'.repeat(60)}`,
    );
    const closed = await siteAccessibility(target, { start0: 40, end0: 61 }, energies);
    const open = await siteAccessibility(target, { start0: 5, end0: 26 }, energies);
    if (closed.kind !== 'folded' || open.kind !== 'folded') throw new Error('not folded');
    expect(closed.unpaired).toBeLessThan(0.05);
    expect(open.unpaired).toBeGreaterThan(0.95);
    const unknown = readTargetRna('toy', 'ACGTN'.repeat(10));
    expect(await siteAccessibility(unknown, { start0: 0, end0: 21 }, energies)).toEqual({
      kind: 'not-folded',
      reason: 'a base of the site is not known',
    });
  });
});
