// data/trials-starter.bin and its manifest, from saved answers of ClinicalTrials.gov's API version 2:
//   npm run build && node dist/data/recipes/trials-starter.js [folder]
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { InputError } from '../../src/core/errors.js';
import { sha256Hex } from '../../src/core/hashing.js';
import { compareText } from '../../src/core/skipped.js';
import { openOncoTree } from '../../src/engines/evidence/oncotree.js';
import type { TrialVocabulary } from '../../src/engines/evidence/trials/read-criterion.js';
import {
  fullestRecords,
  readTrialFile,
} from '../../src/engines/evidence/trials/read-trial-file.js';
import type { Trial } from '../../src/engines/evidence/trials/trial.js';
import { encodeTrials, trialLibrary } from '../../src/engines/evidence/trials/trial-library.js';
import { trialVocabulary } from '../../src/engines/evidence/trials/trial-vocabulary.js';
import { openCancerGenes } from '../../src/findings/drivers/cancer-genes.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/** A saved answer; its name may end with the day it was fetched, `_20260811.json`. */
export interface SavedAnswer {
  readonly name: string;
  readonly text: string;
}

/** The pack and its manifest; the same bytes for the same answers, in any order. */
export function compileTrials(
  answers: readonly SavedAnswer[],
  vocabulary: TrialVocabulary,
): { readonly bytes: Uint8Array; readonly manifest: PackManifest } {
  const read = answers
    .toSorted((a, b) => compareText(a.name, b.name))
    .flatMap(({ name, text }) => {
      const fetched = /_(\d{4})(\d\d)(\d\d)\.json$/.exec(name);
      const day = fetched === null ? null : fetched.slice(1).join('-');
      const { trials, skipped } = readTrialFile(text, name, vocabulary);
      if (skipped.length > 0) throw new Error(`${name}: ${skipped[0]?.reason ?? ''}`);
      return trials.map((trial): Trial => ({ ...trial, recordDate: trial.recordDate ?? day }));
    });
  const trials = fullestRecords(read);
  const dates = trials.flatMap(({ recordDate }) => recordDate ?? []).sort(compareText);
  const asOf = dates.at(-1) ?? null;
  const library = trialLibrary(trials, asOf);
  const bytes = encodeTrials(library);
  const typed = trials.flatMap(({ criteria }) => criteria);
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: 'trials-starter',
      version: asOf ?? 'undated',
      title: 'A few trials with their criteria, to start from: no search of the registry',
      file: 'trials-starter.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'public data of the U.S. National Library of Medicine',
      attribution: 'ClinicalTrials.gov, U.S. National Library of Medicine',
      sources: [
        {
          name: 'ClinicalTrials.gov, API version 2',
          url: 'https://clinicaltrials.gov/data-api/api',
          ...(asOf === null ? {} : { date: asOf }),
          licence: 'https://clinicaltrials.gov/about-site/terms-conditions',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/trials-starter.js',
      contents: {
        trials: trials.length,
        criteria: typed.length,
        typedCriteria: typed.filter(({ rule }) => rule !== null).length,
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? join(packageRoot(), '../shared/data/clinical/trials/ctgov');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const saved = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
  const store = openPackStore();
  const vocabulary = trialVocabulary(
    Object.keys(openCancerGenes(await store.load('cancer-genes')).genes),
    openOncoTree(await store.load('oncotree')),
  );
  // One saved file is a program's text under a JSON name.
  const answers = saved.filter(({ name, text }) => {
    try {
      readTrialFile(text, name, vocabulary);
      return true;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      process.stdout.write(`${name}: left out, ${error.message}\n`);
      return false;
    }
  });
  const { bytes, manifest } = compileTrials(answers, vocabulary);
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(
    `${manifest.file}: ${manifest.bytes} bytes, ${JSON.stringify(manifest.contents)}\n`,
  );
}
