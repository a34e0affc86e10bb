// data/guide-efficacy.bin, its manifest and validation-by-gene.tsv, from ../shared/data/editing/azimuth:
//   npm run build && node dist/training/editing/train.js
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { sha256Hex } from '../../src/core/hashing.js';
import type { EfficacyVariant } from '../../src/engines/editing/efficacy-model.js';
import {
  encodeEfficacyPack,
  GUIDE_EFFICACY_PACK_ID,
} from '../../src/engines/editing/efficacy-pack.js';
import { SEQUENCE_FEATURE_COUNT } from '../../src/engines/editing/guide-features.js';
import {
  GUIDE_SCORES_PACK_ID,
  openGuideScoreTables,
} from '../../src/engines/editing/guide-score-tables.js';
import { ruleSet1Score } from '../../src/engines/editing/rule-set-1.js';
import { parseManifest } from '../../src/packs/manifest.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { agreement, coverage, fitVariant, heldOutScores, measuredDoubt } from './cross-validate.js';
import { RECIPE } from './recipe.js';
import { ALL_FEATURES, readScreen, type ScreenRow, screenRows } from './screen-rows.js';

const DATA = join(packageRoot(), 'data');

interface Trained {
  readonly variant: EfficacyVariant;
  readonly heldOut: ReturnType<typeof agreement>;
  readonly coverage: number;
}

function train(rows: readonly ScreenRow[], featureCount: number): Trained {
  const scores = heldOutScores(rows, featureCount);
  return {
    variant: { ...fitVariant(rows, featureCount), doubt: measuredDoubt(rows, scores) },
    heldOut: agreement(rows, scores),
    coverage: coverage(rows, scores),
  };
}

async function ruleSet1OnSameRows(
  rows: readonly ScreenRow[],
): Promise<ReturnType<typeof agreement>> {
  const file = `${GUIDE_SCORES_PACK_ID}.manifest.json`;
  const manifest = await parseManifest(readFileSync(join(DATA, file), 'utf8'), file);
  const tables = openGuideScoreTables({
    manifest,
    bytes: readFileSync(join(DATA, manifest.file)),
  });
  return agreement(
    rows,
    rows.map(({ context }) => ruleSet1Score(tables, context)),
  );
}

function manifestOf(
  bytes: Uint8Array,
  rows: readonly ScreenRow[],
  withPlace: Trained,
  sequenceOnly: Trained,
): PackManifest {
  return {
    schemaVersion: 1,
    id: GUIDE_EFFICACY_PACK_ID,
    version: '1',
    title: 'Model of how well SpCas9 guides knock a gene out',
    file: `${GUIDE_EFFICACY_PACK_ID}.bin`,
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
    licence: 'BSD-3-Clause',
    attribution:
      'Trained on FC_plus_RES (Doench 2014 and 2016) as distributed with Azimuth, copyright 2015 Microsoft Research (BSD-3-Clause)',
    sources: [
      {
        name: 'FC_plus_RES_withPredictions.csv of Azimuth, in CRISPRitz at 1b4cfca5059b',
        url: 'https://github.com/pinellolab/CRISPRitz',
        licence: 'BSD-3-Clause',
      },
      { name: 'Doench 2016, Nat Biotechnol 34:184', doi: '10.1038/nbt.3437' },
      { name: 'Doench 2014, Nat Biotechnol 32:1262', doi: '10.1038/nbt.3026' },
    ],
    recipe: 'npm run build && node dist/training/editing/train.js',
    contents: {
      rows: rows.length,
      sequences: new Set(rows.map(({ context }) => context)).size,
      genes: withPlace.heldOut.byGene.size,
      trees: RECIPE.trees,
      pooledSpearman: rounded(withPlace.heldOut.pooled),
      meanSpearmanByGene: rounded(withPlace.heldOut.mean),
      pooledSpearmanSequenceOnly: rounded(sequenceOnly.heldOut.pooled),
      meanSpearmanByGeneSequenceOnly: rounded(sequenceOnly.heldOut.mean),
    },
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}

const rows = screenRows(readScreen());
const withPlace = train(rows, ALL_FEATURES);
const sequenceOnly = train(rows, SEQUENCE_FEATURE_COUNT);
const ruleSet1 = await ruleSet1OnSameRows(rows);

const bytes = encodeEfficacyPack({
  withPlace: withPlace.variant,
  sequenceOnly: sequenceOnly.variant,
});
const manifest = manifestOf(bytes, rows, withPlace, sequenceOnly);
writeFileSync(join(DATA, manifest.file), bytes);
writeFileSync(join(DATA, `${manifest.id}.manifest.json`), `${JSON.stringify(manifest, null, 2)}\n`);

const columns = [withPlace.heldOut, sequenceOnly.heldOut, ruleSet1];
const lines = [...withPlace.heldOut.byGene.keys()].map((gene) => [
  gene,
  String(rows.filter((row) => row.gene === gene).length),
  ...columns.map(({ byGene }) => (byGene.get(gene) as number).toFixed(4)),
]);
lines.push(['mean', '', ...columns.map(({ mean }) => mean.toFixed(4))]);
lines.push(['pooled', String(rows.length), ...columns.map(({ pooled }) => pooled.toFixed(4))]);
const table = [['gene', 'rows', 'with_place', 'sequence_only', 'rule_set_1'], ...lines];
writeFileSync(
  join(packageRoot(), 'training/editing/validation-by-gene.tsv'),
  `${table.map((cells) => cells.join('\t')).join('\n')}\n`,
);
process.stdout.write(
  `${table.map((cells) => cells.join('\t')).join('\n')}\n` +
    `inside the 80 % interval: ${withPlace.coverage.toFixed(4)}, sequence only ${sequenceOnly.coverage.toFixed(4)}\n` +
    `${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`,
);
