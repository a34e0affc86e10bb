import { beforeAll, describe, expect, it } from 'vitest';

import { variantScore } from '../../src/engines/editing/efficacy-model.js';
import { type EnergyModel, loadEnergyModel } from '../../src/engines/rna/energy-model.js';
import { ENERGY_PACK_ID } from '../../src/engines/rna/energy-pack.js';
import { openSirnaEfficacy } from '../../src/engines/silencing/sirna-efficacy.js';
import {
  decodeSirnaEfficacy,
  SIRNA_EFFICACY_PACK_ID,
} from '../../src/engines/silencing/sirna-efficacy-pack.js';
import { SIRNA_FEATURE_COUNT, sirnaFeatures } from '../../src/engines/silencing/sirna-features.js';
import { parseSirnaGuide } from '../../src/engines/silencing/sirna-guide.js';
import type { LoadedPack } from '../../src/packs/pack-store.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { correlations, pearson } from '../../training/silencing/correlation.js';
import { fitModel } from '../../training/silencing/cross-validate.js';
import {
  HUESKEN_FILE,
  hueskenRows,
  leakedRows,
  OTHER_STUDIES,
  requireNoLeak,
  studyRows,
  trainingRows,
} from '../../training/silencing/sirna-rows.js';
import { hasShared, sharedText } from '../shared-data.js';

const HAS_HUESKEN = hasShared(HUESKEN_FILE);

function otherStrand(bases: string): string {
  return [...bases]
    .toReversed()
    .map((base) => 'TGCA'.charAt('ACGT'.indexOf(base)))
    .join('');
}

describe.skipIf(!HAS_HUESKEN)('siRNA efficacy beside Huesken 2005 (needs ../shared)', () => {
  let pack: LoadedPack;
  let energies: EnergyModel;
  beforeAll(async () => {
    pack = await openPackStore().load(SIRNA_EFFICACY_PACK_ID);
    energies = loadEnergyModel(await openPackStore().load(ENERGY_PACK_ID));
  });
  const halves = () => hueskenRows(sharedText(HUESKEN_FILE));

  it('has the published halves, 2,182 and 249', () => {
    const { train, test } = halves();
    expect([train.length, test.length]).toEqual([2_182, 249]);
  });

  it('reaches the published correlation of 0.66 on the 249 test guides', () => {
    const { test } = halves();
    const model = openSirnaEfficacy(pack, energies);
    const predicted = Float64Array.from(test, ({ guide }) => model.predict(guide).activity);
    const measured = Float64Array.from(test, ({ activity }) => activity);
    expect(pearson(predicted, measured)).toBeGreaterThanOrEqual(0.66);
    const { pearson: interval } = correlations(predicted, measured);
    expect(interval.low).toBeGreaterThan(0.55);
    expect(pack.manifest.contents.pearsonTest).toBe(Number(interval.value.toFixed(4)));
  });

  it('was trained on no row that holds a test guide, at any shift or on the other strand', () => {
    const { train, test } = halves();
    const rows = trainingRows(train, test);
    const cores = test.map(({ guide }) => guide.slice(0, 19).replaceAll('U', 'T'));
    // By plain search, not by the check itself.
    const holds = (text: string): boolean => cores.some((core) => text.includes(core));
    for (const { guide } of rows) {
      const dna = guide.replaceAll('U', 'T');
      expect([guide, holds(dna) || holds(otherStrand(dna))]).toEqual([guide, false]);
    }
    expect(train.length - rows.length).toBe(leakedRows(train, test).length);
    expect(rows).toHaveLength(pack.manifest.contents.trainingRows as number);
  });

  it('has a check that fails on a shifted test guide and on its other strand', () => {
    const { train, test } = halves();
    const rows = trainingRows(train, test);
    const [first] = test;
    if (first === undefined) throw new Error('no test row');
    const core = first.guide.slice(0, 19);
    const other = otherStrand(core.replaceAll('U', 'T'));
    for (const guide of [`AA${core}`, `${core}AA`, `C${core}G`, `AA${other}`, `${other}GG`]) {
      const leak = { guide: parseSirnaGuide(guide), activity: 0 };
      expect(() => requireNoLeak([...rows, leak], test)).toThrow(/holds a guide of the test set/);
    }
  });

  it('finds no test guide in the files of the other studies, and would not train on them', () => {
    const { test } = halves();
    for (const name of OTHER_STUDIES) {
      const others = studyRows(sharedText(`data/editing/sirna/${name}.csv`));
      expect(others.length).toBeGreaterThan(450);
      expect([name, leakedRows(others, test).length]).toEqual([name, 0]);
    }
  });

  it('is what training on those rows gives again, number by number', () => {
    const { train, test } = halves();
    const rows = trainingRows(train, test).map((row) => ({
      ...row,
      found: sirnaFeatures(row.guide, energies),
    }));
    const again = fitModel(rows);
    const shipped = decodeSirnaEfficacy(pack, SIRNA_FEATURE_COUNT);
    expect(again.weights).toEqual(shipped.weights);
    expect(again.splits).toEqual(shipped.splits);
    expect(again.values).toEqual(shipped.values);
    expect([again.linearMean, again.treeStart]).toEqual([shipped.linearMean, shipped.treeStart]);
    const [row] = rows;
    if (row === undefined) throw new Error('no training row');
    expect(openSirnaEfficacy(pack, energies).predict(row.guide).activity).toBe(
      variantScore({ ...again, doubt: [] }, row.found),
    );
  });
});
