import type { Peptide } from '../../../core/brands.js';
import { breathe, type Context } from '../../../core/context.js';
import type { MhcClass } from '../../presentation/presentation-model.js';
import {
  type JunctionForm,
  type JunctionJudgement,
  newPeptides,
  type PeptideJudge,
} from './junctions.js';
import type { PathCosts } from './path-costs.js';

/** Something that stands in a row with others; what lies in `core` is never clipped. */
export interface ConstructPart {
  readonly sequence: string;
  readonly core: { readonly start0: number; readonly end0: number };
}

export interface Junction extends JunctionJudgement {
  readonly form: JunctionForm;
}

/**
 * Cost of a residue put in or taken off. A weak binder's probability is 6e-5 or more, which 34 junctions of 13
 * residues stay below: of rows that bind alike the one that changes least is taken.
 */
const RESIDUE_COST = 1e-9;
/** Junctions between two looks at the abort signal, some 20 ms. */
const FORMS_PER_BREATH = 500;

/** The best junction so far of every pair that may stand side by side; -1 is what comes before or after all. */
export type PairJunctions = ReadonlyMap<string, Junction>;

export function pairKey(left: number, right: number): string {
  return `${left} ${right}`;
}

export interface JunctionRules {
  readonly spacers: readonly string[];
  readonly maxClip: number;
  readonly mhcClasses: readonly MhcClass[];
}

/** The parts of a construct: epitopes by index, and what is fixed at either end, or null. */
export interface ConstructParts {
  readonly epitopes: readonly ConstructPart[];
  readonly before: string | null;
  readonly after: string | null;
}

function clipped(sequence: string, fromStart: number, fromEnd: number): string {
  return sequence.slice(fromStart, sequence.length - fromEnd);
}

function allPairs({
  epitopes,
  before,
  after,
}: ConstructParts): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let left = before === null ? 0 : -1; left < epitopes.length; left++) {
    for (let right = 0; right < epitopes.length; right++) {
      if (left !== right) pairs.push([left, right]);
    }
    if (left >= 0 && after !== null) pairs.push([left, -1]);
  }
  return pairs;
}

/** What stands left and right in a pair; the fixed ends are not clipped. */
function partsOf(
  { epitopes, before, after }: ConstructParts,
  left: number,
  right: number,
): readonly [ConstructPart, ConstructPart] {
  const fixed = (sequence: string | null): ConstructPart => ({
    sequence: sequence ?? '',
    core: { start0: 0, end0: (sequence ?? '').length },
  });
  return [epitopes[left] ?? fixed(before), epitopes[right] ?? fixed(after)];
}

/** Forms that clip `clip` residues at one end and at most as many at the other. */
function formsOf(
  left: ConstructPart,
  right: ConstructPart,
  clip: number,
  spacers: readonly string[],
): readonly JunctionForm[] {
  const forms: JunctionForm[] = [];
  const leftMost = Math.min(clip, left.sequence.length - left.core.end0);
  const rightMost = Math.min(clip, right.core.start0);
  for (let leftClip = 0; leftClip <= leftMost; leftClip++) {
    for (let rightClip = 0; rightClip <= rightMost; rightClip++) {
      if (Math.max(leftClip, rightClip) !== clip) continue;
      for (const spacer of spacers) forms.push({ leftClip, spacer, rightClip });
    }
  }
  return forms;
}

/** Residues put in or taken off. */
function residuesOf({ leftClip, spacer, rightClip }: JunctionForm): number {
  return leftClip + spacer.length + rightClip;
}

interface TriedForm {
  readonly key: string;
  readonly form: JunctionForm;
  readonly ends: { readonly left: string; readonly right: string };
}

/**
 * The pairs' junctions with those forms tried that clip `clip` residues, for the pairs that have no acceptable
 * junction yet. Forms of few residues come first: what costs no more than a longer form must cost is not tried further, so that
 * most pairs, clean without a spacer, are scored once.
 */
export async function tryForms(
  known: PairJunctions,
  parts: ConstructParts,
  clip: number,
  rules: JunctionRules,
  judge: PeptideJudge,
  context: Context,
): Promise<PairJunctions> {
  const best = new Map(known);
  const byResidues = new Map<number, TriedForm[]>();
  for (const [left, right] of allPairs(parts)) {
    const key = pairKey(left, right);
    if (known.get(key)?.isAcceptable === true) continue;
    const [leftPart, rightPart] = partsOf(parts, left, right);
    for (const form of formsOf(leftPart, rightPart, clip, rules.spacers)) {
      const residues = residuesOf(form);
      const ends = {
        left: clipped(leftPart.sequence, 0, form.leftClip),
        right: clipped(rightPart.sequence, form.rightClip, 0),
      };
      const same = byResidues.get(residues);
      if (same === undefined) byResidues.set(residues, [{ key, form, ends }]);
      else same.push({ key, form, ends });
    }
  }
  for (const [residues, forms] of [...byResidues].sort(([a], [b]) => a - b)) {
    const least = residues * RESIDUE_COST;
    const open = forms.filter(({ key }) => (best.get(key)?.cost ?? Infinity) > least);
    await tryThese(open, best, rules, judge, context);
  }
  return best;
}

async function tryThese(
  forms: readonly TriedForm[],
  best: Map<string, Junction>,
  { mhcClasses }: JunctionRules,
  judge: PeptideJudge,
  context: Context,
): Promise<void> {
  const made: (readonly Peptide[])[] = [];
  const sought: Record<MhcClass, Set<Peptide>> = { I: new Set(), II: new Set() };
  for (const [i, { form, ends }] of forms.entries()) {
    if (i % FORMS_PER_BREATH === 0) await breathe(context);
    made.push(
      mhcClasses.flatMap((mhcClass) => {
        const peptides = newPeptides(ends, form.spacer, mhcClass);
        for (const peptide of peptides) sought[mhcClass].add(peptide);
        return peptides;
      }),
    );
  }
  for (const mhcClass of mhcClasses) await judge.learn(sought[mhcClass], mhcClass);
  for (const [i, { key, form }] of forms.entries()) {
    if (i % FORMS_PER_BREATH === 0) await breathe(context);
    const judgement = judge.judge(made[i] as readonly Peptide[]);
    const cost = judgement.cost + residuesOf(form) * RESIDUE_COST;
    // Of equal ones the earlier stays.
    if (cost < (best.get(key)?.cost ?? Infinity)) best.set(key, { ...judgement, form, cost });
  }
}

/** What every row of the epitopes costs, by the best junction of each pair; an end without a fixed part costs nothing. */
export function costsOfPairs(
  junctions: PairJunctions,
  { epitopes, before, after }: ConstructParts,
): PathCosts {
  const count = epitopes.length;
  const costOf = (left: number, right: number): number =>
    junctions.get(pairKey(left, right))?.cost ?? Infinity;
  return {
    count,
    between: Float64Array.from({ length: count * count }, (_, at) =>
      costOf(Math.floor(at / count), at % count),
    ),
    first: Float64Array.from({ length: count }, (_, i) => (before === null ? 0 : costOf(-1, i))),
    last: Float64Array.from({ length: count }, (_, i) => (after === null ? 0 : costOf(i, -1))),
  };
}
