import type { SkippedItem } from '../../../core/skipped.js';
import { parsedJson, readCtgov } from '../../../formats/trials/read-ctgov.js';
import { readCtml } from '../../../formats/trials/read-ctml.js';
import type { TrialVocabulary } from './read-criterion.js';
import { readCtmlTrial } from './read-ctml-trial.js';
import { readTrial } from './read-trial.js';
import type { Trial } from './trial.js';

export interface ReadTrials {
  readonly trials: readonly Trial[];
  readonly skipped: readonly SkippedItem[];
}

/**
 * Reads a file of trials, ClinicalTrials.gov's JSON (API version 2) or CTML's.
 * @throws InputError where it is neither.
 */
export function readTrialFile(text: string, file: string, vocabulary: TrialVocabulary): ReadTrials {
  const json = parsedJson(text, file);
  const first = Array.isArray(json) ? (json as readonly unknown[])[0] : json;
  if (typeof first === 'object' && first !== null && 'protocol_no' in first) {
    const { trials, skipped } = readCtml(text, file);
    return { trials: trials.map((trial) => readCtmlTrial(trial, vocabulary)), skipped };
  }
  const { trials, skipped } = readCtgov(text, file);
  return { trials: trials.map((trial) => readTrial(trial, vocabulary)), skipped };
}

/** One trial an id: the record that says most of eligibility, then the later one of equals. */
export function fullestRecords(trials: readonly Trial[]): readonly Trial[] {
  const kept = new Map<string, Trial>();
  for (const trial of trials) {
    const known = kept.get(trial.id);
    if (known === undefined || isFuller(trial, known)) kept.set(trial.id, trial);
  }
  return [...kept.values()];
}

function isFuller(trial: Trial, known: Trial): boolean {
  const size = ({ criteria, arms }: Trial): number => criteria.length + arms.length;
  if (size(trial) !== size(known)) return size(trial) > size(known);
  return (trial.recordDate ?? '') >= (known.recordDate ?? '');
}
