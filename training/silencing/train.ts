// data/sirna-efficacy.bin, its manifest and validation.tsv, from ../shared/data/editing/sirna:
//   npm run build && node dist/training/silencing/train.js
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { sha256Hex } from '../../src/core/hashing.js';
import { variantScore } from '../../src/engines/editing/efficacy-model.js';
import { loadEnergyModel } from '../../src/engines/rna/energy-model.js';
import { ENERGY_PACK_ID } from '../../src/engines/rna/energy-pack.js';
import {
  encodeSirnaEfficacy,
  SIRNA_EFFICACY_PACK_ID,
} from '../../src/engines/silencing/sirna-efficacy-pack.js';
import { SIRNA_FEATURE_COUNT, sirnaFeatures } from '../../src/engines/silencing/sirna-features.js';
import { parseManifest } from '../../src/packs/manifest.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { correlations, type CorrelationEstimate } from './correlation.js';
import { type AnsweredRow, coverage, fitModel, heldOutActivities } from './cross-validate.js';
import { measuredDoubt } from '../measured-doubt.js';
import { FOLDS, RECIPE } from './recipe.js';
import {
  HUESKEN_FILE,
  hueskenRows,
  leakedRows,
  OTHER_STUDIES,
  readShared,
  requireNoLeak,
  type SirnaRow,
  studyRows,
  trainingRows,
} from './sirna-rows.js';

const DATA = join(packageRoot(), 'data');

const energyManifest = await parseManifest(
  readFileSync(join(DATA, `${ENERGY_PACK_ID}.manifest.json`), 'utf8'),
  `${ENERGY_PACK_ID}.manifest.json`,
);
const energies = loadEnergyModel({
  manifest: energyManifest,
  bytes: readFileSync(join(DATA, energyManifest.file)),
});
const answered = (rows: readonly SirnaRow[]): readonly AnsweredRow[] =>
  rows.map((row) => ({ ...row, found: sirnaFeatures(row.guide, energies) }));
const measured = (rows: readonly SirnaRow[]): Float64Array =>
  Float64Array.from(rows, ({ activity }) => activity);

const huesken = hueskenRows(readShared(HUESKEN_FILE));
const rows = answered(trainingRows(huesken.train, huesken.test));
const heldOut = heldOutActivities(rows);
const model = {
  ...fitModel(rows),
  doubt: measuredDoubt(
    rows.map(({ activity }) => activity),
    heldOut,
  ),
};
requireNoLeak(rows, huesken.test);

interface Tried {
  readonly set: string;
  readonly guides: number;
  readonly pearson: CorrelationEstimate;
  readonly spearman: CorrelationEstimate;
  readonly coverage: number;
}

function tried(set: string, these: readonly SirnaRow[], predicted: Float64Array): Tried {
  return {
    set,
    guides: these.length,
    ...correlations(predicted, measured(these)),
    coverage: coverage(these, predicted, model.doubt),
  };
}

function predictedFor(these: readonly SirnaRow[]): Float64Array {
  return Float64Array.from(answered(these), ({ found }) => variantScore(model, found));
}

/** Those of another study that no training row holds. */
function unseen(name: string): readonly SirnaRow[] {
  const others = studyRows(readShared(`data/editing/sirna/${name}.csv`));
  const seen = new Set(leakedRows(others, rows));
  return others.filter((row) => !seen.has(row));
}

const results = [
  tried(`training rows, ${FOLDS} folds held out`, rows, heldOut),
  tried('test set', huesken.test, predictedFor(huesken.test)),
  ...OTHER_STUDIES.map((name) => {
    const others = unseen(name);
    return tried(`${name}, another study`, others, predictedFor(others));
  }),
];

const rounded = (value: number): number => Number(value.toFixed(4));
const [inner, test] = results as [Tried, Tried];
const bytes = encodeSirnaEfficacy(model);
const manifest: PackManifest = {
  schemaVersion: 1,
  id: SIRNA_EFFICACY_PACK_ID,
  version: '1',
  title: 'Model of how well a siRNA silences its transcript',
  file: `${SIRNA_EFFICACY_PACK_ID}.bin`,
  bytes: bytes.length,
  sha256: sha256Hex(bytes),
  licence: 'Apache-2.0',
  attribution: 'Trained on activities of 2,431 siRNAs published by Huesken et al. 2005',
  sources: [
    {
      name: 'Huesken et al. 2005, Nat Biotechnol 23:995: siRNAs and their activities',
      doi: '10.1038/nbt1118',
      pmid: '16025102',
    },
    {
      name: 'Huesken_split.tsv: the table as in sambitmishra0628/siRNA_activity_prediction at 8dae771c1b9d',
      url: 'https://github.com/sambitmishra0628/siRNA_activity_prediction',
    },
    {
      name: 'Turner 2004 nearest-neighbour energies, pack rna-turner2004',
      doi: '10.1093/nar/gkp892',
    },
  ],
  recipe: 'npm run build && node dist/training/silencing/train.js',
  contents: {
    trainingRows: rows.length,
    leftOutAsTheyHoldATestGuide: huesken.train.length - rows.length,
    testGuides: huesken.test.length,
    questions: SIRNA_FEATURE_COUNT,
    trees: RECIPE.trees,
    pearsonHeldOut: rounded(inner.pearson.value),
    pearsonTest: rounded(test.pearson.value),
    spearmanTest: rounded(test.spearman.value),
  },
};
writeFileSync(join(DATA, manifest.file), bytes);
writeFileSync(join(DATA, `${manifest.id}.manifest.json`), `${JSON.stringify(manifest, null, 2)}\n`);

const cells = ({ value, low, high }: CorrelationEstimate): readonly string[] =>
  [value, low, high].map((number) => number.toFixed(4));
const table = [
  [
    'set',
    'guides',
    'pearson',
    'pearson_low',
    'pearson_high',
    'spearman',
    'spearman_low',
    'spearman_high',
    'inside_range',
  ],
  ...results.map((one) => [
    one.set,
    String(one.guides),
    ...cells(one.pearson),
    ...cells(one.spearman),
    one.coverage.toFixed(4),
  ]),
];
const text = `${table.map((row) => row.join('\t')).join('\n')}\n`;
writeFileSync(join(packageRoot(), 'training/silencing/validation.tsv'), text);
process.stdout.write(
  `${text}${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`,
);
