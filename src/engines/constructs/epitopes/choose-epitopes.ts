import type { HlaAllele } from '../../../core/brands.js';
import { breathe, type Context } from '../../../core/context.js';
import { OptionError } from '../../../core/errors.js';
import { type CappedItem, heaviestSelection } from './capped-selection.js';
import type { EpitopeCandidate, PatientAllele } from './epitope-candidate.js';
import {
  countCandidates,
  type CountedCandidates,
  expectedPresented,
  PresentedSet,
  type UnknownFactor,
  unknownFactor,
} from './expected-presented.js';

export interface ChooseOptions {
  readonly maxEpitopes: number;
  /** Epitopes of one gene, and epitopes that one allele leads; null: as many as there are. */
  readonly capPerGene?: number | null;
  readonly capPerAllele?: number | null;
  /** Sets looked at before the answer is given with a gap instead of a proof. */
  readonly maxNodes?: number;
}

interface ChosenEpitope {
  /** Into the candidates. */
  readonly index: number;
  readonly id: string;
  /** What it adds to the expected number when it joins those before it, and what that number is then. */
  readonly gain: number;
  readonly expected: number;
  /** The allele likeliest to show it, by kept x presented; the cap per allele counts it there. */
  readonly leadingAllele: HlaAllele;
}

/** A set of epitopes, the one that adds most first: the coverage curve. */
export interface ChosenSet {
  readonly chosen: readonly ChosenEpitope[];
  /** Expected number of presented clonal mutations, and what no set under the caps can exceed. */
  readonly expected: number;
  readonly upperBound: number;
  /** True where the bound is met within a billionth. */
  readonly isOptimal: boolean;
  /** How what is not known was counted; alleles of which it is not known as kept. */
  readonly unknown: {
    readonly clonal: UnknownFactor;
    readonly expressed: UnknownFactor;
    readonly kept: UnknownFactor;
  };
  /** Candidates that no allele shows, or that are surely not clonal or expressed. */
  readonly worthless: readonly string[];
}

/** A set, and how many epitopes one allele was allowed to lead. */
export interface BalancedSet extends ChosenSet {
  readonly capPerAllele: number;
}

const DEFAULT_MAX_NODES = 400;
/** A gap below it is rounding. */
const TOLERANCE = 1e-9;

/** Candidates that must be in a set, and candidates that must not. */
interface Branch {
  readonly included: readonly number[];
  readonly excluded: ReadonlySet<number>;
  readonly bound: number;
  /** The set that is best by the sum of gains. */
  readonly picked: readonly number[];
}

interface Problem {
  readonly counted: CountedCandidates;
  /** Those worth something, the worthiest first. */
  readonly order: readonly number[];
  readonly geneOf: Int32Array;
  readonly leaderOf: Int32Array;
  readonly caps: {
    readonly total: number;
    readonly genes: readonly number[];
    readonly alleles: readonly number[];
  };
}

/**
 * The candidates that together make the expected number of presented clonal mutations highest, under the
 * caps (README.md). Same candidates in the same order: the same set.
 * @throws OptionError for a count or cap that is not a whole number above zero.
 */
export async function chooseEpitopes(
  candidates: readonly EpitopeCandidate[],
  alleles: readonly PatientAllele[],
  options: ChooseOptions,
  context: Context,
): Promise<ChosenSet> {
  const {
    maxEpitopes,
    capPerGene = null,
    capPerAllele = null,
    maxNodes = DEFAULT_MAX_NODES,
  } = options;
  for (const [path, value] of Object.entries({ maxEpitopes, capPerGene, capPerAllele })) {
    if (value !== null && !(Number.isInteger(value) && value >= 1)) {
      throw new OptionError(`${path} is ${value}, expected a whole number from 1`, path);
    }
  }
  const unknown = {
    clonal: unknownFactor(candidates.map(({ clonal }) => clonal)),
    expressed: unknownFactor(candidates.map(({ expressed }) => expressed)),
    kept: { ...unknownFactor(alleles.map(({ kept }) => kept)), mean: null },
  };
  const problem = problemOf(
    candidates,
    countCandidates(candidates, alleles, unknown),
    alleles.length,
    { maxEpitopes, capPerGene, capPerAllele },
  );
  const { members, upperBound } = await bestSet(problem, maxNodes, context);
  const curve = inOrderOfGain(problem, members);
  const expected = curve.at(-1)?.expected ?? 0;
  const worthy = new Set(problem.order);
  return {
    chosen: curve.map(({ index, ...gains }) => ({
      index,
      id: (candidates[index] as EpitopeCandidate).id,
      ...gains,
      leadingAllele: (alleles[problem.leaderOf[index] as number] as PatientAllele).allele,
    })),
    expected,
    upperBound: Math.max(expected, upperBound),
    isOptimal: upperBound - expected <= TOLERANCE,
    unknown,
    worthless: candidates.flatMap(({ id }, i) => (worthy.has(i) ? [] : [id])),
  };
}

/**
 * The best set in which no allele leads more than half, so that losing one leaves half; more only where places
 * would stay empty else.
 */
export async function chooseBalanced(
  candidates: readonly EpitopeCandidate[],
  alleles: readonly PatientAllele[],
  options: Omit<ChooseOptions, 'capPerAllele'>,
  context: Context,
): Promise<BalancedSet> {
  let capPerAllele = Math.ceil(options.maxEpitopes / 2);
  for (;;) {
    const set = await chooseEpitopes(candidates, alleles, { ...options, capPerAllele }, context);
    const empty = options.maxEpitopes - set.chosen.length;
    const counts = new Map<HlaAllele, number>();
    for (const { leadingAllele } of set.chosen) {
      counts.set(leadingAllele, (counts.get(leadingAllele) ?? 0) + 1);
    }
    const isHeldBack = empty > 0 && [...counts.values()].some((count) => count === capPerAllele);
    if (!isHeldBack || capPerAllele >= options.maxEpitopes) return { ...set, capPerAllele };
    capPerAllele = Math.min(options.maxEpitopes, capPerAllele + empty);
  }
}

function problemOf(
  candidates: readonly EpitopeCandidate[],
  counted: CountedCandidates,
  alleleCount: number,
  caps: {
    readonly maxEpitopes: number;
    readonly capPerGene: number | null;
    readonly capPerAllele: number | null;
  },
): Problem {
  const genes = new Map<string, number>();
  const geneOf = Int32Array.from(candidates, ({ gene, mutation }) => {
    // A mutation without a gene is a group of its own.
    const name = gene ?? ` ${mutation}`;
    const known = genes.get(name) ?? genes.size;
    genes.set(name, known);
    return known;
  });
  const leaderOf = Int32Array.from(candidates, (_, i) => {
    let leader = 0;
    let highest = -1;
    for (let a = 0; a < alleleCount; a++) {
      const value = (counted.kept[a] as number) * (counted.shown[i * alleleCount + a] as number);
      if (value > highest) [leader, highest] = [a, value];
    }
    return leader;
  });
  const alone = candidates.map((_, i) => new PresentedSet(counted).gain(i));
  const total = Math.min(caps.maxEpitopes, candidates.length);
  return {
    counted,
    order: [...alone.keys()]
      .filter((i) => (alone[i] as number) > 0)
      .sort((a, b) => (alone[b] as number) - (alone[a] as number) || a - b),
    geneOf,
    leaderOf,
    caps: {
      total,
      genes: Array.from({ length: genes.size }, () => caps.capPerGene ?? total),
      alleles: Array.from({ length: alleleCount }, () => caps.capPerAllele ?? total),
    },
  };
}

/** The bound of a branch: what it includes, and the heaviest selection by the gains beside that. */
function bounded(
  { counted, order, geneOf, leaderOf, caps }: Problem,
  included: readonly number[],
  excluded: ReadonlySet<number>,
): Branch {
  const set = new PresentedSet(counted);
  const group1 = [...caps.genes];
  const group2 = [...caps.alleles];
  for (const i of included) {
    set.add(i);
    group1[geneOf[i] as number]!--;
    group2[leaderOf[i] as number]!--;
  }
  const taken = new Set(included);
  const items = order
    .filter((i) => !taken.has(i) && !excluded.has(i))
    .map((item): CappedItem => ({
      item,
      weight: set.gain(item),
      group1: geneOf[item] as number,
      group2: leaderOf[item] as number,
    }));
  const selection = heaviestSelection(items, {
    total: caps.total - included.length,
    group1,
    group2,
  });
  return {
    included,
    excluded,
    bound: set.value + selection.weight,
    picked: [...included, ...selection.items],
  };
}

/** The window whose gain the bound counted most above what it is once the others are in; null where none is. */
function mostOvercounted({ counted }: Problem, { included, picked }: Branch): number | null {
  const set = new PresentedSet(counted);
  for (const i of included) set.add(i);
  let most: number | null = null;
  let highest = TOLERANCE / 1_000;
  const before = new Map(picked.slice(included.length).map((i) => [i, set.gain(i)]));
  for (const [i, alone] of before) {
    const overcount = alone - set.add(i);
    if (overcount > highest) [most, highest] = [i, overcount];
  }
  return most;
}

async function bestSet(
  problem: Problem,
  maxNodes: number,
  context: Context,
): Promise<{ readonly members: readonly number[]; readonly upperBound: number }> {
  await breathe(context);
  const root = bounded(problem, [], new Set());
  let members = root.picked;
  let value = expectedPresented(problem.counted, members);
  const open: Branch[] = [root];
  for (let node = 0; node < maxNodes; node++) {
    // The branch that may hold most, the older of equals.
    open.sort((a, b) => b.bound - a.bound);
    const branch = open[0];
    if (branch === undefined || branch.bound - value <= TOLERANCE) break;
    open.shift();
    const window = mostOvercounted(problem, branch);
    if (window === null) continue;
    await breathe(context);
    for (const child of [
      bounded(problem, [...branch.included, window], branch.excluded),
      bounded(problem, branch.included, new Set([...branch.excluded, window])),
    ]) {
      const worth = expectedPresented(problem.counted, child.picked);
      if (worth > value) [members, value] = [child.picked, worth];
      if (child.bound - value > TOLERANCE) open.push(child);
    }
  }
  return { members, upperBound: Math.max(value, ...open.map(({ bound }) => bound)) };
}

/** The members so that each adds the most it can to those before it. */
function inOrderOfGain(
  { counted }: Problem,
  members: readonly number[],
): readonly { readonly index: number; readonly gain: number; readonly expected: number }[] {
  const set = new PresentedSet(counted);
  const left = [...members].sort((a, b) => a - b);
  const curve: { index: number; gain: number; expected: number }[] = [];
  while (left.length > 0) {
    let best = 0;
    left.forEach((candidate, i) => {
      if (set.gain(candidate) > set.gain(left[best] as number)) best = i;
    });
    // What is left adds nothing, as a window whose peptides others hold.
    if (set.gain(left[best] as number) <= 0) break;
    const [index] = left.splice(best, 1) as [number];
    curve.push({ index, gain: set.add(index), expected: set.value });
  }
  return curve;
}
