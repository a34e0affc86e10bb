import type { MrnaConstraints } from './constraints.js';
import { type SequenceRule, sequenceRules } from './constraints-check.js';

/** What bases add to the objective of the search; kcal/mol. */
export interface BaseCosts {
  /** Of each U. */
  readonly uridine: number;
  /** Of each G or C, and of each A or U, by the number of the codon. */
  readonly strong: readonly number[];
  readonly weak: readonly number[];
}

export const NO_BASE_COSTS: BaseCosts = { uridine: 0, strong: [], weak: [] };

/** First cost of a base, and how it grows from search to search. Unit: kcal/mol. */
const FIRST_COST = 0.2;
const GROWTH = 1.6;
const MOST_SEARCHES = 6;

/** What the bases of the codon at `place` cost. */
export function costOfBases(
  codon: string,
  { uridine, strong, weak }: BaseCosts,
  place: number,
): number {
  let cost = 0;
  for (const base of codon) {
    if (base === 'U') cost += uridine;
    cost += (base === 'G' || base === 'C' ? strong : weak)[place] ?? 0;
  }
  return cost;
}

function raised(cost: number): number {
  return cost === 0 ? FIRST_COST : GROWTH * cost;
}

/** Costs raised in the codons of windows that are off. */
function raisedIn(
  costs: readonly number[],
  rule: SequenceRule | undefined,
  sequence: string,
  what: string,
): readonly number[] {
  const higher = Array.from({ length: sequence.length / 3 }, (_, at) => costs[at] ?? 0);
  const off = new Set<number>();
  for (const place of rule?.places(sequence) ?? []) {
    if (place.what !== what) continue;
    for (let at = Math.floor(place.start0 / 3); 3 * at < place.end0; at++) off.add(at);
  }
  for (const at of off) higher[at] = raised(higher[at] as number);
  return higher;
}

/** A design whose codons were exchanged, and how good it is. */
export interface FinishedDesign<Fold> {
  readonly fold: Fold;
  /** How far off the rules it still is. */
  readonly excess: number;
  /** Free energy - lambda x codons x ln(CAI), kcal/mol. */
  readonly objective: number;
}

/**
 * Demands on shares of bases, met by a price for bases (Lagrange multipliers): of U everywhere, of G and C, or A and U,
 * in the windows that are off. It is raised, and the search over all mRNAs repeated, until the demands are met or for
 * six times. Each design is finished by exchanges of codons, and the best that comes out is kept.
 */
export async function steerDesign<Fold extends { readonly sequence: string }>(
  start: Fold,
  constraints: MrnaConstraints,
  search: (costs: BaseCosts) => Promise<Fold>,
  finish: (fold: Fold) => Promise<FinishedDesign<Fold>>,
): Promise<Fold> {
  const shares = { ...constraints, forbiddenSites: [], longestRun: null, shortestRepeat: null };
  const [uridine] = sequenceRules({ ...shares, gcWindow: null });
  const [windows] = sequenceRules({ ...shares, mostUridine: null });
  const off = (rule: SequenceRule | undefined, { sequence }: Fold): number =>
    rule?.excess(sequence, 0, sequence.length) ?? 0;
  let costs = NO_BASE_COSTS;
  let fold = start;
  let best = await finish(fold);
  for (let searches = 0; searches < MOST_SEARCHES; searches++) {
    const isUridineOff = off(uridine, fold) > 0;
    if (!isUridineOff && off(windows, fold) === 0) break;
    costs = {
      uridine: isUridineOff ? raised(costs.uridine) : costs.uridine,
      strong: raisedIn(costs.strong, windows, fold.sequence, 'too much GC'),
      weak: raisedIn(costs.weak, windows, fold.sequence, 'too little GC'),
    };
    fold = await search(costs);
    const next = await finish(fold);
    if (
      next.excess < best.excess ||
      (next.excess === best.excess && next.objective < best.objective)
    )
      best = next;
  }
  return best.fold;
}
