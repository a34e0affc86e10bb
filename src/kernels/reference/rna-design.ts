import { arrivalsAt, edgesFrom, range, UNITS_PER_DCAL } from './rna-design-graph.js';
import { hairpins, interiorLoops, type LoopSettings, NO_FOLD } from './rna-design-loops.js';
import { TABLE_START } from './rna-fold-energies.js';
import {
  exteriorStemEnergy,
  multiClosingEnergy,
  multiStemEnergy,
  pairCode,
} from './rna-fold-loops.js';

/** The mRNAs to choose from, and how much of the search to do. */
export interface DesignProblem extends LoopSettings {
  /** Most bases from the first to the last of a pair. */
  readonly maxSpan: number;
  /** Stems from each node that multiloops may start with; null for all. */
  readonly beam: number | null;
  /** Bases at the 5' end that stay unpaired. */
  readonly openBases: number;
}

/** Least energies over all mRNAs and folds, 1/128 of 1/100 kcal/mol; `NO_FOLD` where there is none. */
export interface DesignTables {
  /** The base `edge` pairs with a base of `arrival`; their codon costs included. */
  pair(edge: number, arrival: number): number;
  /** From node u to node v, inside a multiloop, with at least one stem. */
  multi(u: number, v: number): number;
  /** From node u to the end, outside of all loops. */
  exterior(u: number): number;
}

/** Sums with `NO_FOLD` in them are no folds either. */
export function foldOrNone(energy: number): number {
  return energy >= NO_FOLD / 2 ? NO_FOLD : energy;
}

/** What a stem costs by where it ends: in a multiloop, outside all loops, closing a multiloop. */
export function stemEnergies(
  { energies }: LoopSettings,
  base5: number,
  base3: number,
): { readonly branch: number; readonly exterior: number; readonly closing: number } {
  const codes = Uint8Array.of(base5, base3);
  return {
    branch: UNITS_PER_DCAL * multiStemEnergy(energies, codes, 0, 1, 'none'),
    exterior: UNITS_PER_DCAL * exteriorStemEnergy(energies, codes, 0, 1, 'none'),
    closing: UNITS_PER_DCAL * multiClosingEnergy(energies, codes, 0, 1, 'none'),
  };
}

export function unpairedInMulti({ energies }: LoopSettings): number {
  return UNITS_PER_DCAL * (energies.values[TABLE_START.multiUnpaired] as number);
}

/**
 * The tables by their definition, interval by interval, the shortest first: what the kernel must agree with. `beam` is
 * taken as null. Good for proteins of a few residues: some 10 ms an interval.
 */
export function designTables(problem: DesignProblem): DesignTables {
  const { graph, maxSpan, openBases } = problem;
  const {
    baseCount,
    nodeFirst,
    nodeGap,
    arrivalEdges,
    edgeBase,
    edgeCost,
    edgeSource,
    edgeTarget,
  } = graph;
  const nodes = nodeGap.length;
  const edges = edgeBase.length;
  const pairs = new Int32Array(edges * arrivalEdges.length).fill(NO_FOLD);
  const multis = new Int32Array(nodes * nodes).fill(NO_FOLD);
  const pair = (edge: number, arrival: number): number =>
    foldOrNone(pairs[edge * arrivalEdges.length + arrival] as number);
  const multi = (u: number, v: number): number => foldOrNone(multis[u * nodes + v] as number);
  const at = (gap: number): readonly number[] =>
    range(nodeFirst[gap] as number, nodeFirst[gap + 1] as number);
  const join = (u: number, v: number): number => {
    const middles = range(
      nodeFirst[(nodeGap[u] as number) + 1] as number,
      nodeFirst[nodeGap[v] as number] as number,
    );
    return Math.min(NO_FOLD, ...middles.map((k) => multi(u, k) + multi(k, v)));
  };
  const stem = (u: number, v: number, end: 'branch' | 'exterior'): number =>
    Math.min(
      NO_FOLD,
      ...edgesFrom(graph, u).flatMap((edge) =>
        arrivalsAt(graph, v)
          .filter(
            (arrival) =>
              pairCode(edgeBase[edge] as number, graph.arrivalBase[arrival] as number) >= 0,
          )
          .map(
            (arrival) =>
              pair(edge, arrival) +
              stemEnergies(problem, edgeBase[edge] as number, graph.arrivalBase[arrival] as number)[
                end
              ],
          ),
      ),
    );

  const closed = (edge: number, other: number): number => {
    const base5 = edgeBase[edge] as number;
    const base3 = edgeBase[other] as number;
    const u = edgeTarget[edge] as number;
    const v = edgeSource[other] as number;
    let least = join(u, v) + stemEnergies(problem, base5, base3).closing;
    for (const { energy } of hairpins(problem, base5, base3, u, v)) least = Math.min(least, energy);
    for (const { energy } of interiorLoops(problem, base5, base3, u, v, pair))
      least = Math.min(least, energy);
    return Math.min(NO_FOLD, least + (edgeCost[edge] as number) + (edgeCost[other] as number));
  };

  for (let span = 5; span <= Math.min(baseCount, maxSpan); span++) {
    for (let gap = 0; gap + span <= baseCount; gap++) {
      for (const u of at(gap)) {
        for (const v of at(gap + span)) {
          for (const edge of gap < openBases ? [] : edgesFrom(graph, u)) {
            for (const arrival of arrivalsAt(graph, v)) {
              if (pairCode(edgeBase[edge] as number, graph.arrivalBase[arrival] as number) < 0)
                continue;
              pairs[edge * arrivalEdges.length + arrival] = Math.min(
                ...(arrivalEdges[arrival] as readonly number[]).map((other) => closed(edge, other)),
              );
            }
          }
          const unpaired = unpairedInMulti(problem);
          multis[u * nodes + v] = Math.min(
            stem(u, v, 'branch'),
            join(u, v),
            ...edgesFrom(graph, u).map(
              (e) => multi(edgeTarget[e] as number, v) + (edgeCost[e] as number) + unpaired,
            ),
            ...arrivalsAt(graph, v)
              .flatMap((arrival) => arrivalEdges[arrival] as readonly number[])
              .map((e) => multi(u, edgeSource[e] as number) + (edgeCost[e] as number) + unpaired),
          );
        }
      }
    }
  }

  const exteriors = new Int32Array(nodes);
  for (let u = nodes - 2; u >= 0; u--) {
    const stems = range(u + 1, nodes).map((v) => stem(u, v, 'exterior') + (exteriors[v] as number));
    exteriors[u] = Math.min(
      ...edgesFrom(graph, u).map(
        (e) => (exteriors[edgeTarget[e] as number] as number) + (edgeCost[e] as number),
      ),
      ...stems,
    );
  }
  return { pair, multi, exterior: (u) => exteriors[u] as number };
}
