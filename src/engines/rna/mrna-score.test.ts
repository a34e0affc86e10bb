import { beforeAll, describe, expect, it } from 'vitest';

import { InputError, OptionError } from '../../core/errors.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { CODON_USAGE_PACK_ID, decodeCodonUsage } from './codon-usage.js';
import { USUAL_CONSTRAINTS } from './constraints.js';
import { designMrna } from './design-mrna.js';
import { loadEnergyModel } from './energy-model.js';
import { ENERGY_PACK_ID } from './energy-pack.js';
import { readMrna, scoreMrna, type ScoreOptions } from './mrna-score.js';

let options: ScoreOptions;

beforeAll(async () => {
  const store = openPackStore();
  options = {
    model: loadEnergyModel(await store.load(ENERGY_PACK_ID)),
    usage: decodeCodonUsage(await store.load(CODON_USAGE_PACK_ID)),
    constraints: USUAL_CONSTRAINTS,
  };
});

describe('scoreMrna', () => {
  it('judges a design as the design was judged', async () => {
    const design = await designMrna('MKWVTFISLLFLFSSAYSRGVFRRDAHKSEVAHRFKDLGE', options);
    const score = await scoreMrna(design.sequence, options);
    expect(score).toMatchObject({
      freeEnergyKcal: design.freeEnergyKcal,
      cai: design.cai,
      protein: design.protein,
      gcShare: design.gcShare,
      uridineShare: design.uridineShare,
      constraints: design.constraints,
    });
  });

  it('finds the coding part, and says how', async () => {
    // Five bases, AUG AAA UGG UAA, four bases.
    const mrna = 'CCACCAUGAAAUGGUAACCCC';
    const score = await scoreMrna(`${mrna}C`, options);
    expect(score.coding).toEqual({
      start0: 5,
      end0: 17,
      because: 'longest open reading frame from AUG',
    });
    expect(score.protein).toBe('MKW*');
    const given = await scoreMrna(mrna, { ...options, coding: [5, 14] });
    expect(given).toMatchObject({ protein: 'MKW', coding: { because: 'given' } });
    const none = await scoreMrna('CCCCCCCC', options);
    expect(none).toMatchObject({ coding: null, protein: null, cai: null });
    await expect(scoreMrna(mrna, { ...options, coding: [5, 15] })).rejects.toThrow(OptionError);
  });

  it('says which constraints an mRNA breaks', async () => {
    const score = await scoreMrna('AUGAAAAAAAAAGGUCUCUAA', options);
    const unmet = score.constraints.filter(({ met }) => !met).map(({ constraint }) => constraint);
    expect(unmet).toEqual(['no BsaI', 'no run over 7']);
  });
});

describe('readMrna', () => {
  it('reads DNA and lower case as RNA, and refuses a protein', () => {
    expect(readMrna('acgT', 'm')).toBe('ACGU');
    expect(() => readMrna('MKLW', 'm')).toThrow(InputError);
    expect(() => readMrna('ACGN', 'm')).toThrow('base 4 is N');
    expect(() => readMrna('', 'm')).toThrow('no bases');
  });
});
