import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Context } from '../../core/context.js';
import { InputError, OptionError } from '../../core/errors.js';
import { hashOf, sha256Hex } from '../../core/hashing.js';
import { countByCode, type SkippedItem } from '../../core/skipped.js';
import type { TrialVocabulary } from '../../engines/evidence/trials/read-criterion.js';
import {
  fullestRecords,
  type ReadTrials,
  readTrialFile,
} from '../../engines/evidence/trials/read-trial-file.js';
import type { Trial } from '../../engines/evidence/trials/trial.js';
import {
  encodeTrials,
  trialLibrary,
  TRIALS_PACK_ID,
} from '../../engines/evidence/trials/trial-library.js';
import { download } from '../../platform/node/download.js';
import { openUserPackStore, userPacksFolder, writePack } from '../../platform/node/user-packs.js';
import { loadTrialVocabulary } from '../trial-vocabulary-of-packs.js';
import { onMirror, type PacksPullFlags } from './packs-pull.js';

const STUDIES = 'https://clinicaltrials.gov/api/v2/studies';
/** The most that the registry gives at once. */
const PAGE_SIZE = 1_000;
const STATUSES = 'RECRUITING|NOT_YET_RECRUITING|ENROLLING_BY_INVITATION|ACTIVE_NOT_RECRUITING';

/**
 * `oncoscript packs pull trials --query WORDS`: asks ClinicalTrials.gov for interventional studies with these words, page by
 * page, and types their criteria into the pack `trials`. The words are all that is sent. `today` is the ISO date
 * that becomes the pack's version.
 */
export async function packsPullTrials(
  flags: PacksPullFlags,
  today: string,
  context: Context,
): Promise<void> {
  const query = flags.query?.trim() ?? '';
  if (query === '') {
    throw new OptionError(
      'what trials to ask for is not said',
      '--query',
      'e.g. --query "KRAS G12C"',
    );
  }
  const folder = userPacksFolder(flags.packs);
  const vocabulary = await loadTrialVocabulary(openUserPackStore(folder));
  const downloads = join(folder, 'downloads', `trials-${today}-${hashOf(query).slice(0, 8)}`);
  const trials: Trial[] = [];
  const skipped: SkippedItem[] = [];
  let token: string | null = null;
  for (let number = 1; ; number++) {
    const name = `page-${String(number).padStart(3, '0')}.json`;
    const path = join(downloads, name);
    context.report({ step: `asking for trials, page ${number}`, done: trials.length, total: null });
    await download({ url: pageUrl(query, token, flags.mirror), checksums: null }, path, context);
    const page = await readPage(path, name, vocabulary);
    trials.push(...page.trials);
    skipped.push(...page.skipped);
    token = page.next;
    if (token === null) break;
  }
  const kept = fullestRecords(trials);
  const bytes = encodeTrials(trialLibrary(kept, today));
  const criteria = kept.flatMap((trial) => trial.criteria);
  const typed = criteria.filter(({ rule }) => rule !== null).length;
  await writePack(
    folder,
    {
      schemaVersion: 1,
      id: TRIALS_PACK_ID,
      version: today,
      title: `Trials of ClinicalTrials.gov with the words: ${query}`,
      file: `${TRIALS_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'public data of the U.S. National Library of Medicine',
      attribution: 'ClinicalTrials.gov, U.S. National Library of Medicine',
      sources: [{ name: 'ClinicalTrials.gov, API version 2', url: STUDIES, date: today }],
      recipe: `oncoscript packs pull trials --query ${JSON.stringify(query)}`,
      contents: { trials: kept.length, criteria: criteria.length, typedCriteria: typed },
    },
    bytes,
  );
  const reasons = countByCode(skipped).map(({ code, count }) => `${count} ${code}`);
  process.stdout.write(
    `${TRIALS_PACK_ID} ${today}: ${kept.length} trials${reasons.length === 0 ? '' : ` (skipped: ${reasons.join(', ')})`}, ` +
      `${typed} of ${criteria.length} criteria typed\n` +
      `the downloads in ${downloads} are no longer needed\n`,
  );
}

/** What one page holds, and the token of the next. A page that cannot be read is not kept for the next call. */
async function readPage(
  path: string,
  name: string,
  vocabulary: TrialVocabulary,
): Promise<ReadTrials & { readonly next: string | null }> {
  const text = await readFile(path, 'utf8');
  try {
    return { ...readTrialFile(text, name, vocabulary), next: nextToken(text, name) };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function pageUrl(query: string, token: string | null, mirror: string | undefined): string {
  const parameters = new URLSearchParams({
    'query.term': query,
    'filter.overallStatus': STATUSES,
    pageSize: String(PAGE_SIZE),
    ...(token === null ? {} : { pageToken: token }),
  });
  return `${onMirror({ url: STUDIES, checksums: null }, mirror).url}?${parameters}`;
}

function nextToken(text: string, file: string): string | null {
  const { nextPageToken } = JSON.parse(text) as { readonly nextPageToken?: unknown };
  if (nextPageToken === undefined) return null;
  if (typeof nextPageToken === 'string' && nextPageToken !== '') return nextPageToken;
  throw new InputError('nextPageToken is no text', {
    file,
    hint: 'the registry answered in another form: pull again later',
  });
}
