import { isSpecific, type MatchState, stateOf } from './match-trial.js';
import type { Met } from './meet-requirement.js';
import type { Trial } from './trial.js';
import type { Criterion, TrialRule } from './trial-rule.js';

/** States by their number, best first. */
export const STATES: readonly MatchState[] = ['pass', 'warn', 'undetermined', 'fail'];
export const RANK: Readonly<Record<MatchState, number>> = {
  pass: 0,
  warn: 1,
  undetermined: 2,
  fail: 3,
};

/** Typed criteria of one trial or arm as places in `CompiledTrials`, `[start, end)`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Criteria of all trials in flat arrays, with each distinct rule once, so that a search allocates nothing. */
export interface CompiledTrials {
  readonly rules: readonly TrialRule[];
  /** By criterion: its rule's index, the states' numbers where the patient has or lacks what it names, and whether it is specific. */
  readonly ruleOf: Int32Array;
  readonly stateIfYes: Uint8Array;
  readonly stateIfNo: Uint8Array;
  readonly isSpecific: Uint8Array;
  /** By trial: its own criteria, and those of its open arms. */
  readonly whole: readonly Stretch[];
  readonly openArms: readonly (readonly Stretch[])[];
  readonly isDivided: readonly boolean[];
  readonly hasText: readonly boolean[];
}

/** `rule`s that are one object are answered once. */
export function compileTrials(trials: readonly Trial[]): CompiledTrials {
  const indexOf = new Map<TrialRule, number>();
  const specific: boolean[] = [];
  const ruleOf: number[] = [];
  const [ifYes, ifNo, isSpecificCriterion]: [number[], number[], number[]] = [[], [], []];
  const stretch = (criteria: readonly Criterion[]): Stretch => {
    const start = ruleOf.length;
    for (const criterion of criteria) {
      const { rule, side } = criterion;
      if (rule === null) continue;
      let index = indexOf.get(rule);
      if (index === undefined) {
        index = indexOf.size;
        indexOf.set(rule, index);
        specific.push(isSpecific(rule));
      }
      ruleOf.push(index);
      ifYes.push(RANK[stateOf(criterion, true)]);
      ifNo.push(RANK[stateOf(criterion, false)]);
      isSpecificCriterion.push(side === 'inclusion' && specific[index] === true ? 1 : 0);
    }
    return { start, end: ruleOf.length };
  };
  const whole = trials.map(({ criteria }) => stretch(criteria));
  const openArms = trials.map(({ arms }) =>
    arms.filter(({ isOpen }) => isOpen).map(({ criteria }) => stretch(criteria)),
  );
  return {
    rules: [...indexOf.keys()],
    ruleOf: Int32Array.from(ruleOf),
    stateIfYes: Uint8Array.from(ifYes),
    stateIfNo: Uint8Array.from(ifNo),
    isSpecific: Uint8Array.from(isSpecificCriterion),
    whole,
    openArms,
    isDivided: trials.map(({ arms }) => arms.length > 0),
    hasText: trials.map(({ criteria }) => criteria.some(({ rule }) => rule === null)),
  };
}

const NOT_ASKED = 0;
const ANSWERS: readonly Met['answer'][] = ['yes', 'no', 'unknown'];

/** Each trial's state, by its number, and how many specific inclusions are met, as `answerOf` answers rules. */
export function stateReader(
  compiled: CompiledTrials,
  answerOf: (rule: TrialRule) => Met['answer'],
): (trial: number) => { readonly state: number; readonly specific: number } {
  const { rules, ruleOf, stateIfYes, stateIfNo, whole, openArms, isDivided, hasText } = compiled;
  const answers = new Uint8Array(rules.length);
  const answer = (rule: number): number => {
    const known = answers[rule] as number;
    if (known !== NOT_ASKED) return known;
    const found = ANSWERS.indexOf(answerOf(rules[rule] as TrialRule)) + 1;
    answers[rule] = found;
    return found;
  };
  const worst = ({ start, end }: Stretch): number => {
    let state = RANK.pass;
    for (let i = start; i < end; i++) {
      const found = answer(ruleOf[i] as number);
      const one = (
        found === 1 ? stateIfYes[i] : found === 2 ? stateIfNo[i] : RANK.undetermined
      ) as number;
      if (one === RANK.fail) return one;
      if (one > state) state = one;
    }
    return state;
  };
  const metIn = ({ start, end }: Stretch): number => {
    let met = 0;
    for (let i = start; i < end; i++) {
      if (compiled.isSpecific[i] === 1 && answer(ruleOf[i] as number) === 1) met++;
    }
    return met;
  };
  return (trial) => {
    const own = whole[trial] as Stretch;
    const arms = openArms[trial] as readonly Stretch[];
    let state = worst(own);
    if (isDivided[trial] === true) {
      state = Math.max(state, Math.min(RANK.fail, ...arms.map(worst)));
    }
    if (state === RANK.pass && hasText[trial] === true) state = RANK.warn;
    return { state, specific: metIn(own) + Math.max(0, ...arms.map(metIn)) };
  };
}
