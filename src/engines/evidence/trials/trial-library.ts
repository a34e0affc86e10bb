import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';

import { PackError } from '../../../core/errors.js';
import { compareText } from '../../../core/skipped.js';
import type { LoadedPack } from '../../../packs/pack-store.js';
import {
  type CompiledTrials,
  compileTrials,
  RANK,
  STATES,
  stateReader,
} from './compiled-trials.js';
import { answerRule, matchTrial, type MatchState, type TrialMatch } from './match-trial.js';
import { meetRequirement, type Met } from './meet-requirement.js';
import type { RecruitmentStatus, Trial } from './trial.js';
import type { TrialPatient } from './trial-patient.js';
import type { Criterion, Requirement, TrialRule } from './trial-rule.js';

/** Trials that the user pulled; those that ship are a few to start from. */
export const TRIALS_PACK_ID = 'trials';
export const STARTER_TRIALS_PACK_ID = 'trials-starter';

const FORMAT = 'oncoscript/trials/1';

/** Trials ready to be searched: equal rules are one object, so that each is answered once a patient. */
export interface TrialLibrary {
  readonly trials: readonly Trial[];
  /** ISO date on which the records were fetched or last updated; null where none is known. */
  readonly asOf: string | null;
  /** What they are, e.g. the title of their pack; null where nobody said. */
  readonly origin: string | null;
}

export interface TrialSearchOptions {
  /** How many are matched in full; the others are counted. */
  readonly limit: number;
  readonly statuses: readonly RecruitmentStatus[];
  /** Those that fail are listed too, so that it can be asked why. */
  readonly withFailed: boolean;
}

export interface TrialSearch {
  /** Best first. */
  readonly matches: readonly TrialMatch[];
  /** Of all trials with one of the statuses asked for. */
  readonly counts: Readonly<Record<MatchState, number>>;
  readonly searched: number;
  /** With a status that was not asked for. */
  readonly otherStatus: number;
  /** As the library has them. */
  readonly asOf: string | null;
  readonly origin: string | null;
}

/** Makes equal rules one object; later trials win over earlier ones of the same id. */
export function trialLibrary(
  trials: readonly Trial[],
  asOf: string | null,
  origin: string | null = null,
): TrialLibrary {
  const byId = new Map(trials.map((trial) => [trial.id, trial]));
  const known = new Map<string, TrialRule>();
  const one = (rule: TrialRule): TrialRule => {
    const whole: TrialRule =
      rule.kind === 'require'
        ? rule
        : rule.kind === 'not'
          ? { kind: 'not', rule: one(rule.rule) }
          : { kind: rule.kind, rules: rule.rules.map(one) };
    const key = JSON.stringify(whole);
    const found = known.get(key) ?? whole;
    known.set(key, found);
    return found;
  };
  const shared = (criterion: Criterion): Criterion =>
    criterion.rule === null ? criterion : { ...criterion, rule: one(criterion.rule) };
  const library: TrialLibrary = {
    trials: [...byId.values()]
      .map((trial) => ({
        ...trial,
        criteria: trial.criteria.map(shared),
        arms: trial.arms.map((arm) => ({ ...arm, criteria: arm.criteria.map(shared) })),
      }))
      .sort((a, b) => compareText(a.id, b.id)),
    asOf,
    origin,
  };
  compiledOf(library);
  return library;
}

/** Several libraries as one; the records' date is the latest of theirs. */
export function joinedLibraries(libraries: readonly TrialLibrary[]): TrialLibrary {
  const dates = libraries.flatMap(({ asOf }) => asOf ?? []).sort(compareText);
  return trialLibrary(
    libraries.flatMap(({ trials }) => trials),
    dates.at(-1) ?? null,
    libraries.flatMap(({ origin }) => origin ?? []).join('; ') || null,
  );
}

const STATUS_RANK: Readonly<Record<RecruitmentStatus, number>> = {
  recruiting: 0,
  'not-yet-recruiting': 1,
  unknown: 2,
  closed: 3,
};
/**
 * Searches all trials for one patient: those that do not fail first by what of the tumour they ask for and meet, then
 * by state, recruitment and id.
 */
export function searchTrials(
  library: TrialLibrary,
  patient: TrialPatient,
  { limit, statuses, withFailed }: TrialSearchOptions,
): TrialSearch {
  const { trials, asOf, origin } = library;
  const answered = new Map<Requirement, Met>();
  const meet = (requirement: Requirement): Met => {
    const known = answered.get(requirement) ?? meetRequirement(requirement, patient);
    answered.set(requirement, known);
    return known;
  };
  const read = stateReader(compiledOf(library), (rule) => answerRule(rule, patient, meet).answer);
  const asked = new Set(statuses);
  const counts = { pass: 0, warn: 0, undetermined: 0, fail: 0 };
  const verdicts: { readonly trial: Trial; readonly state: number; readonly specific: number }[] =
    [];
  for (const [index, trial] of trials.entries()) {
    if (!asked.has(trial.status)) continue;
    const { state, specific } = read(index);
    counts[STATES[state] as MatchState]++;
    if (state !== RANK.fail || withFailed) verdicts.push({ trial, state, specific });
  }
  verdicts.sort(
    (a, b) =>
      Number(a.state === RANK.fail) - Number(b.state === RANK.fail) ||
      b.specific - a.specific ||
      a.state - b.state ||
      STATUS_RANK[a.trial.status] - STATUS_RANK[b.trial.status] ||
      compareText(a.trial.id, b.trial.id),
  );
  const searched = counts.pass + counts.warn + counts.undetermined + counts.fail;
  return {
    matches: verdicts.slice(0, limit).map(({ trial }) => matchTrial(trial, patient)),
    counts,
    searched,
    otherStatus: trials.length - searched,
    asOf,
    origin,
  };
}

const COMPILED = new WeakMap<TrialLibrary, CompiledTrials>();

function compiledOf(library: TrialLibrary): CompiledTrials {
  const compiled = COMPILED.get(library) ?? compileTrials(library.trials);
  COMPILED.set(library, compiled);
  return compiled;
}

/** Gzip of JSON lines: format and date, then a trial each. */
export function encodeTrials({ trials, asOf }: TrialLibrary): Uint8Array {
  const lines = [
    JSON.stringify({ format: FORMAT, asOf }),
    ...trials.map((trial) => JSON.stringify(trial)),
  ];
  return gzipSync(strToU8(lines.join('\n')), { level: 9, mtime: 0 });
}

/** @throws PackError where the pack holds something else. */
export function openTrials({ manifest, bytes }: LoadedPack): TrialLibrary {
  const [header = '', ...lines] = strFromU8(gunzipSync(bytes)).split('\n');
  const { format, asOf } = JSON.parse(header) as { format?: string; asOf?: string | null };
  if (format !== FORMAT) {
    throw new PackError('the pack holds no trials', {
      pack: manifest.id,
      expected: FORMAT,
      found: header.slice(0, 40),
    });
  }
  return trialLibrary(
    lines.map((line) => JSON.parse(line) as Trial),
    asOf ?? null,
    manifest.title,
  );
}
