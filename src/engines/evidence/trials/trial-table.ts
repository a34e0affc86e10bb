import { compareText } from '../../../core/skipped.js';
import type { TsvCell } from '../../../formats/tsv/write-tsv.js';
import type { CriterionMatch, TrialMatch } from './match-trial.js';
import { ruleText } from './requirement-text.js';

/** Columns of a table of trials, as in `docs/formats/trials.md`. */
export const TRIAL_COLUMNS = [
  'trial',
  'title',
  'state',
  'why_this_patient',
  'why_not',
  'criteria',
  'pass',
  'warn',
  'undetermined',
  'fail',
  'unread',
  'status',
  'phase',
  'conditions',
  'interventions',
  'countries',
  'record_date',
  'source',
] as const;

/** One trial a row, as `TRIAL_COLUMNS` names the cells. */
export function trialRow(match: TrialMatch): readonly TsvCell[] {
  const { trial, state, unread, whyNot } = match;
  const criteria = allCriteria(match);
  const typed = criteria.filter(({ criterion }) => criterion.rule !== null);
  const count = (of: CriterionMatch['state']): number =>
    typed.filter((one) => one.state === of).length;
  return [
    trial.id,
    trial.title,
    state,
    listed(match.whyThis),
    whyNot,
    criteria.length,
    count('pass'),
    count('warn'),
    count('undetermined'),
    count('fail'),
    unread,
    trial.registeredStatus,
    listed(trial.phases),
    listed(trial.conditions),
    listed(trial.interventions),
    listed(trial.countries),
    trial.recordDate,
    trial.source,
  ];
}

/** Columns of a table of criteria, as in `docs/formats/trials.md`. */
export const CRITERION_COLUMNS = [
  'trial',
  'trial_state',
  'arm',
  'number',
  'side',
  'state',
  'reason',
  'patient_value',
  'can_change',
  'read_as',
  'beyond_the_rule',
  'part_of_trial_only',
  'from',
  'criterion',
] as const;

/** One criterion a row, those of arms after those of the whole trial. */
export function* criterionRows(match: TrialMatch): Generator<readonly TsvCell[]> {
  for (const { arm, matched } of groupsOf(match)) {
    for (const [index, one] of matched.entries()) {
      const { criterion } = one;
      yield [
        match.trial.id,
        match.state,
        arm,
        index + 1,
        criterion.side,
        criterion.rule === null ? 'unread' : one.state,
        one.reason,
        one.patientValue,
        criterion.rule === null ? null : one.canChange ? 'yes' : 'no',
        criterion.rule === null ? null : ruleText(criterion.rule),
        criterion.rule === null ? null : criterion.rest,
        criterion.isForCohort ? 'yes' : 'no',
        criterion.from,
        criterion.text,
      ];
    }
  }
}

/** Criteria of the whole trial, then of each arm; `arm` is null for the first. */
export function groupsOf({ criteria, arms }: TrialMatch): readonly {
  readonly arm: string | null;
  readonly matched: readonly CriterionMatch[];
}[] {
  return [
    ...(criteria.length === 0 ? [] : [{ arm: null, matched: criteria }]),
    ...arms.map(({ code, isOpen, criteria: matched }) => ({
      arm: isOpen ? code : `${code} (closed)`,
      matched,
    })),
  ];
}

/** Those of the whole trial and of all its arms. */
export function allCriteria(match: TrialMatch): readonly CriterionMatch[] {
  return groupsOf(match).flatMap(({ matched }) => matched);
}

function listed(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join('; ');
}

/** What a criterion asked for that was not given of the patient, most often asked for first. */
export function askedAndNotGiven(
  matches: readonly TrialMatch[],
): readonly { readonly what: string; readonly trials: number }[] {
  const trialsOf = new Map<string, Set<string>>();
  for (const match of matches) {
    for (const { answer, notGiven } of allCriteria(match)) {
      if (answer !== 'unknown') continue;
      for (const what of notGiven) {
        trialsOf.set(what, (trialsOf.get(what) ?? new Set()).add(match.trial.id));
      }
    }
  }
  return [...trialsOf]
    .map(([what, trials]) => ({ what, trials: trials.size }))
    .sort((a, b) => b.trials - a.trials || compareText(a.what, b.what));
}
