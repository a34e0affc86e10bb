import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { Context } from '../core/context.js';
import { InputError } from '../core/errors.js';
import { compareText, countByCode, type SkippedItem } from '../core/skipped.js';
import type { TrialVocabulary } from '../engines/evidence/trials/read-criterion.js';
import { fullestRecords, readTrialFile } from '../engines/evidence/trials/read-trial-file.js';
import type { Trial } from '../engines/evidence/trials/trial.js';
import {
  joinedLibraries,
  openTrials,
  STARTER_TRIALS_PACK_ID,
  type TrialLibrary,
  trialLibrary,
  TRIALS_PACK_ID,
} from '../engines/evidence/trials/trial-library.js';
import type { PackStore } from '../packs/pack-store.js';

/** Trials to search and, in words, where they are from. */
export interface TrialSources {
  readonly library: TrialLibrary;
  readonly notes: readonly string[];
}

/** Trials of files, and what of them could not be read. */
export interface TrialsOfFiles {
  readonly trials: readonly Trial[];
  readonly files: number;
  /** Files that are no trials, each with its reason and place. */
  readonly broken: readonly InputError[];
  readonly skipped: readonly SkippedItem[];
}

/**
 * The user's pulled trials, else those that ship, joined by the files and folders given; a record in a file wins over
 * one of the pack. A broken file is warned of and counted.
 * @throws InputError where none of the files given could be read; PackError where no trials are installed.
 */
export async function openTrialSources(
  paths: readonly string[],
  store: PackStore,
  vocabulary: () => Promise<TrialVocabulary>,
  context: Context,
): Promise<TrialSources> {
  const pack = await openTrialsPack(store);
  if (paths.length === 0) return { library: pack.library, notes: [pack.note] };
  const read = await readTrialFiles(paths, await vocabulary(), context);
  const own = trialLibrary(read.trials, null);
  return {
    library: joinedLibraries([pack.library, own]),
    notes: [pack.note, filesNote(read)],
  };
}

/** The pack `trials` where it was pulled, else the one that ships. @throws PackError where there is neither. */
export async function openTrialsPack(
  store: PackStore,
): Promise<{ readonly library: TrialLibrary; readonly note: string }> {
  const installed = new Set((await store.list()).map(({ id }) => id));
  const id = installed.has(TRIALS_PACK_ID) ? TRIALS_PACK_ID : STARTER_TRIALS_PACK_ID;
  const pack = await store.load(id);
  const library = openTrials(pack);
  const count = library.trials.length;
  const asOf = `as of ${library.asOf ?? 'no known date'}`;
  return {
    library,
    note:
      id === TRIALS_PACK_ID
        ? `${count} trials, ${asOf}: ${pack.manifest.title}`
        : `${count} trials to start from, ${asOf}; pull more with oncoscript packs pull trials --query WORDS`,
  };
}

/** Reads files and the `.json` files of folders. */
export async function readTrialFiles(
  paths: readonly string[],
  vocabulary: TrialVocabulary,
  context: Context,
): Promise<TrialsOfFiles> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const trials: Trial[] = [];
  const broken: InputError[] = [];
  const skipped: SkippedItem[] = [];
  for (const [done, path] of files.entries()) {
    context.signal.throwIfAborted();
    context.report({ step: 'reading trials', done, total: files.length });
    try {
      const read = readTrialFile(await readFile(path, 'utf8'), basename(path), vocabulary);
      trials.push(...read.trials);
      skipped.push(...read.skipped);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      broken.push(error);
      context.warn(`${error.place ?? path}: ${error.message}; ${error.hint ?? ''}`);
    }
  }
  const [first] = broken;
  if (first !== undefined && broken.length === files.length) throw first;
  return { trials: fullestRecords(trials), files: files.length, broken, skipped };
}

/** @throws InputError where there is nothing, or no `.json` in a folder. */
async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new InputError('there is no such file or folder', {
      file: path,
      hint: 'give the JSON of ClinicalTrials.gov or CTML, or a folder of such files',
    });
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort(compareText);
  if (names.length === 0) {
    throw new InputError('no .json in this folder', {
      file: path,
      hint: 'save trials of ClinicalTrials.gov there, e.g. from https://clinicaltrials.gov/api/v2/studies',
    });
  }
  return names.map((name) => join(path, name));
}

/** What files gave, in words. */
export function filesNote({ trials, files, broken, skipped }: TrialsOfFiles): string {
  const reasons = countByCode(skipped).map(({ code, count }) => `${count} ${code}`);
  const left = [
    ...(broken.length === 0 ? [] : [`${broken.length} broken and left out`]),
    ...(reasons.length === 0 ? [] : [`skipped in them: ${reasons.join(', ')}`]),
  ];
  return `${trials.length} trials of ${files} file${files === 1 ? '' : 's'} given${left.length === 0 ? '' : ` (${left.join('; ')})`}`;
}
