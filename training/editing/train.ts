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
import { packGuides } from '../../src/engines/editing/guide-kernel.js';
import {
  KERNEL_SUBJECTS,
  type KernelVariant,
  openKernel,
} from '../../src/engines/editing/kernel-model.js';
import {
  GUIDE_SCORES_PACK_ID,
  openGuideScoreTables,
} from '../../src/engines/editing/guide-score-tables.js';
import { ruleSet1Score } from '../../src/engines/editing/rule-set-1.js';
import { parseManifest } from '../../src/packs/manifest.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { agreement, coverage, fitVariant, heldOutScores } from './cross-validate.js';
import { measuredDoubt } from '../measured-doubt.js';
import {
  bestTrial,
  type KernelTrial,
  MIDDLE_RANK,
  nestedScores,
  tryKernel,
} from './cross-validate-kernel.js';
import { type KernelGuide, kernelGuides } from './kernel-guides.js';
import { KERNEL_SETTINGS, RECIPE } from './recipe.js';
import { ALL_FEATURES, readScreen, type ScreenRow, screenRows } from './screen-rows.js';

const DATA = join(packageRoot(), 'data');

interface Trained<Variant> {
  readonly variant: Variant;
  readonly heldOut: ReturnType<typeof agreement>;
  readonly coverage: number;
}

function trainWithPlace(rows: readonly ScreenRow[]): Trained<EfficacyVariant> {
  const scores = heldOutScores(rows, ALL_FEATURES);
  return {
    variant: {
      ...fitVariant(rows, ALL_FEATURES),
      doubt: measuredDoubt(
        rows.map(({ rank }) => rank),
        scores,
      ),
    },
    heldOut: agreement(rows, scores),
    coverage: coverage(rows, scores),
  };
}

function trainSequenceOnly(
  rows: readonly ScreenRow[],
): Trained<KernelVariant> & { readonly chosen: ReadonlyMap<string, string> } {
  const guides = kernelGuides(rows);
  const trials = KERNEL_SETTINGS.map((setting) => {
    const trial = tryKernel(guides, setting);
    process.stderr.write(`${setting.name} tried\n`);
    return trial;
  });
  const { scores, chosen } = nestedScores(rows, guides, trials);
  return {
    variant: {
      ...kernelVariant(guides, bestTrial(rows, guides, trials)),
      doubt: measuredDoubt(
        rows.map(({ rank }) => rank),
        scores,
      ),
    },
    heldOut: agreement(rows, scores),
    coverage: coverage(rows, scores),
    chosen,
  };
}

function kernelVariant(
  guides: readonly KernelGuide[],
  { setting, coefficients }: KernelTrial,
): Omit<KernelVariant, 'doubt'> {
  const contexts = guides.map(({ context }) => context);
  const model = {
    weights: setting.weights,
    mean: MIDDLE_RANK,
    guides: packGuides(contexts),
    coefficients: Float32Array.from(coefficients),
  };
  const { amounts } = openKernel(model);
  const usual = new Float64Array(KERNEL_SUBJECTS);
  for (const context of contexts) {
    amounts(context).forEach((amount, subject) => {
      usual[subject]! += amount / contexts.length;
    });
  }
  return { ...model, usual };
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
  withPlace: Trained<EfficacyVariant>,
  sequenceOnly: Trained<KernelVariant>,
): PackManifest {
  return {
    schemaVersion: 1,
    id: GUIDE_EFFICACY_PACK_ID,
    version: '2',
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
      kernelGuides: sequenceOnly.variant.coefficients.length,
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
const sequenceOnly = trainSequenceOnly(rows);
const withPlace = trainWithPlace(rows);
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
  sequenceOnly.chosen.get(gene) as string,
]);
lines.push(['mean', '', ...columns.map(({ mean }) => mean.toFixed(4)), '']);
lines.push(['pooled', String(rows.length), ...columns.map(({ pooled }) => pooled.toFixed(4)), '']);
const table = [['gene', 'rows', 'with_place', 'sequence_only', 'rule_set_1', 'setting'], ...lines];
writeFileSync(
  join(packageRoot(), 'training/editing/validation-by-gene.tsv'),
  `${table.map((cells) => cells.join('\t')).join('\n')}\n`,
);
process.stdout.write(
  `${table.map((cells) => cells.join('\t')).join('\n')}\n` +
    `inside the 80 % interval: ${withPlace.coverage.toFixed(4)}, sequence only ${sequenceOnly.coverage.toFixed(4)}\n` +
    `${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`,
);
