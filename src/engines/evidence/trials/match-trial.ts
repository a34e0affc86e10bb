import { meetRequirement, type Met } from './meet-requirement.js';
import { ruleText, subjectOf } from './requirement-text.js';
import type { Trial } from './trial.js';
import type { TrialPatient } from './trial-patient.js';
import type { Criterion, Requirement, TrialRule } from './trial-rule.js';

export type MatchState = 'pass' | 'warn' | 'undetermined' | 'fail';

/** One criterion held against one patient. */
export interface CriterionMatch {
  readonly criterion: Criterion;
  readonly state: MatchState;
  /** Whether the patient has what the rule names; null where there is no rule. */
  readonly answer: Met['answer'] | null;
  readonly reason: string;
  readonly patientValue: string | null;
  readonly canChange: boolean;
  /** Kinds of facts that it asks for and that were not given, in words. */
  readonly notGiven: readonly string[];
}

interface ArmMatch {
  readonly code: string;
  readonly isOpen: boolean;
  readonly state: MatchState;
  readonly criteria: readonly CriterionMatch[];
}

/** A trial held against one patient. */
export interface TrialMatch {
  readonly trial: Trial;
  /** Of the criteria that could be typed, the worst; `warn` where others stay text. */
  readonly state: MatchState;
  readonly criteria: readonly CriterionMatch[];
  readonly arms: readonly ArmMatch[];
  /** Criteria that stay text: a person reads them. */
  readonly unread: number;
  /** What makes it this patient's: tumour type and findings that it asks for and the patient has. */
  readonly whyThis: readonly string[];
  /** The criteria that fail, in words; null where none does. */
  readonly whyNot: string | null;
}

/** Answers a rule with three values; `any` and `all` take the answer that decides them. */
export function answerRule(
  rule: TrialRule,
  patient: TrialPatient,
  meet: (requirement: Requirement) => Met = (requirement) => meetRequirement(requirement, patient),
): Met {
  switch (rule.kind) {
    case 'require':
      return meet(rule.requirement);
    case 'not': {
      const inner = answerRule(rule.rule, patient, meet);
      return {
        ...inner,
        asked: `no ${inner.asked}`,
        answer: inner.answer === 'yes' ? 'no' : inner.answer === 'no' ? 'yes' : 'unknown',
      };
    }
    case 'all':
    case 'any': {
      const deciding = rule.kind === 'all' ? 'no' : 'yes';
      const answers = rule.rules.map((one) => answerRule(one, patient, meet));
      const decided = answers.find(({ answer }) => answer === deciding);
      if (decided !== undefined) return decided;
      const unknown = answers.filter(({ answer }) => answer === 'unknown');
      const told = unknown.length > 0 ? unknown : answers;
      return {
        answer: unknown.length > 0 ? 'unknown' : rule.kind === 'all' ? 'yes' : 'no',
        asked:
          told.length === answers.length
            ? ruleText(rule)
            : told.map(({ asked }) => asked).join(rule.kind === 'all' ? ' and ' : ' or '),
        patientValue: joinedValues(told),
        canChange: told.some(({ canChange }) => canChange),
      };
    }
  }
}

function joinedValues(answers: readonly Met[]): string | null {
  const values = [...new Set(answers.flatMap(({ patientValue }) => patientValue ?? []))];
  return values.length === 0 ? null : values.slice(0, 4).join('; ');
}

/** Holds one criterion against a patient. */
export function matchCriterion(criterion: Criterion, patient: TrialPatient): CriterionMatch {
  const { rule, side } = criterion;
  if (rule === null) {
    return {
      criterion,
      state: 'undetermined',
      answer: null,
      reason: 'free text: read it',
      patientValue: null,
      canChange: false,
      notGiven: [],
    };
  }
  const { answer, asked, patientValue, canChange } = answerRule(rule, patient);
  const made = (state: MatchState, reason: string): CriterionMatch => ({
    criterion,
    state,
    answer,
    reason,
    patientValue,
    canChange,
    notGiven: answer === 'unknown' ? unknownSubjects(rule, patient) : [],
  });
  if (answer === 'unknown') {
    const verb = side === 'inclusion' ? 'asks' : 'excludes';
    const why =
      patientValue === null ? 'which was not given' : 'which what was given does not tell';
    return made('undetermined', `${verb} for ${asked}, ${why}`);
  }
  const has = answer === 'yes';
  return made(stateOf(criterion, has), reasonText(criterion, has, asked));
}

function reasonText({ side, rest, isForCohort }: Criterion, has: boolean, asked: string): string {
  if (side === 'inclusion') {
    if (has) return `has ${asked}${rest === 'none' ? '' : '; the criterion says more than that'}`;
    if (rest === 'alternatives') return `${lacks(asked)}; the criterion has alternatives to read`;
    return isForCohort ? `${lacks(asked)}, as a part of the trial asks` : lacks(asked);
  }
  if (!has) {
    const more = rest === 'alternatives' ? ', and for more to read' : '';
    return `excludes for ${asked}, which the patient does not have${more}`;
  }
  if (rest !== 'none') return `may exclude for ${asked}; the criterion says more than that`;
  return isForCohort ? `a part of the trial excludes for ${asked}` : `excludes for ${asked}`;
}

/** The state of a typed criterion of a patient who has what its rule names, or lacks it. */
export function stateOf({ side, rest, isForCohort }: Criterion, has: boolean): MatchState {
  if (side === 'inclusion') {
    if (has) return rest === 'none' ? 'pass' : 'warn';
    if (rest === 'alternatives') return 'undetermined';
    return isForCohort ? 'warn' : 'fail';
  }
  if (!has) return rest === 'alternatives' ? 'warn' : 'pass';
  return rest !== 'none' || isForCohort ? 'warn' : 'fail';
}

function unknownSubjects(rule: TrialRule, patient: TrialPatient): readonly string[] {
  switch (rule.kind) {
    case 'require': {
      const isUnknown = meetRequirement(rule.requirement, patient).answer === 'unknown';
      return isUnknown ? [subjectOf(rule.requirement)] : [];
    }
    case 'not':
      return unknownSubjects(rule.rule, patient);
    case 'all':
    case 'any':
      return [...new Set(rule.rules.flatMap((one) => unknownSubjects(one, patient)))];
  }
}

/** A rule that asks for an absence reads `no …`. */
function lacks(asked: string): string {
  return asked.startsWith('no ') ? `rules out ${asked.slice(3)}` : `does not have ${asked}`;
}

const SPECIFIC: ReadonlySet<Requirement['kind']> = new Set([
  'alteration',
  'hla',
  'pd-l1',
  'tmb',
  'msi',
]);

/** Asks for a finding that the tumour has; that it lacks something is no mark of this patient. */
export function isSpecific(rule: TrialRule): boolean {
  return requirementsOf(rule).some(({ kind }) => SPECIFIC.has(kind));
}

/** What of the findings, then of the tumour type, a trial asks for and the patient has. */
function whyThis(matched: readonly CriterionMatch[], patient: TrialPatient): readonly string[] {
  const met = matched
    .filter(({ criterion, answer }) => criterion.side === 'inclusion' && answer === 'yes')
    .flatMap(({ criterion: { rule } }) => (rule === null ? [] : requirementsOf(rule)));
  const valuesOf = (isOf: (kind: Requirement['kind']) => boolean): readonly string[] =>
    met
      .filter(({ kind }) => isOf(kind))
      .map((requirement) => meetRequirement(requirement, patient))
      .flatMap(({ answer, patientValue }) =>
        answer === 'yes' && patientValue !== null ? [patientValue] : [],
      );
  return [
    ...new Set([
      ...valuesOf((kind) => SPECIFIC.has(kind)),
      ...valuesOf((kind) => kind === 'tumour-type'),
    ]),
  ];
}

/** Those that ask for a presence. */
function requirementsOf(rule: TrialRule): readonly Requirement[] {
  switch (rule.kind) {
    case 'require':
      return [rule.requirement];
    case 'not':
      return [];
    case 'all':
    case 'any':
      return rule.rules.flatMap(requirementsOf);
  }
}

const SEVERITY: Readonly<Record<MatchState, number>> = {
  pass: 0,
  warn: 1,
  undetermined: 2,
  fail: 3,
};

/** The worst of them; `pass` where there are none. */
function worstState(states: readonly MatchState[]): MatchState {
  return states.reduce<MatchState>(
    (worst, state) => (SEVERITY[state] > SEVERITY[worst] ? state : worst),
    'pass',
  );
}

/** Holds every criterion of a trial against a patient: each with its reason, so that it is said why one does not match. */
export function matchTrial(trial: Trial, patient: TrialPatient): TrialMatch {
  const criteria = trial.criteria.map((criterion) => matchCriterion(criterion, patient));
  const arms = trial.arms.map(({ code, isOpen, criteria: asked }) => {
    const matched = asked.map((criterion) => matchCriterion(criterion, patient));
    return { code, isOpen, criteria: matched, state: typedState(matched) };
  });
  const unread = criteria.filter(({ criterion }) => criterion.rule === null).length;
  const open = arms.filter(({ isOpen }) => isOpen);
  const ofArms =
    arms.length === 0
      ? 'pass'
      : open.length === 0
        ? 'fail'
        : bestState(open.map(({ state }) => state));
  const state = worstState([typedState(criteria), ofArms]);
  const ofTrial = criteria.filter((one) => one.state === 'fail');
  const failed =
    ofTrial.length > 0 || ofArms !== 'fail'
      ? ofTrial
      : open
          .flatMap((arm) => arm.criteria)
          .filter((one) => one.state === 'fail')
          .slice(0, 1);
  return {
    trial,
    state: state === 'pass' && unread > 0 ? 'warn' : state,
    criteria,
    arms,
    unread,
    whyThis: whyThis(
      [...criteria, ...open.flatMap((arm) => (arm.state === 'fail' ? [] : arm.criteria))],
      patient,
    ),
    whyNot:
      state !== 'fail'
        ? null
        : failed.length === 0
          ? 'no arm is open'
          : [...new Set(failed.map(failureText))].join('; '),
  };
}

function failureText({ reason, patientValue }: CriterionMatch): string {
  return patientValue === null ? reason : `${reason} (has: ${patientValue})`;
}

function typedState(matched: readonly CriterionMatch[]): MatchState {
  return worstState(
    matched.filter(({ criterion }) => criterion.rule !== null).map(({ state }) => state),
  );
}

function bestState(states: readonly MatchState[]): MatchState {
  return states.reduce<MatchState>(
    (best, state) => (SEVERITY[state] < SEVERITY[best] ? state : best),
    'fail',
  );
}
