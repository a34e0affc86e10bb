import { type CodonGraph, edgesFrom, edgesInto, UNITS_PER_DCAL } from './rna-design-graph.js';
import { type FoldEnergies, LONGEST_INTERIOR, SHORTEST_HAIRPIN } from './rna-fold-energies.js';
import { hairpinEnergy, interiorEnergy, pairCode } from './rna-fold-loops.js';

/** No such fold; half of it is still no energy that a fold can have. */
export const NO_FOLD = 2 ** 29;

/** Unpaired bases between two nodes, as far as the energy of their loop depends on them; cheapest filling between. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly first: number;
  readonly last: number;
  readonly cost: number;
}

/** A hairpin with all its bases, where its energy may hang on each, or with its outermost two. */
export type HairpinLoop =
  | { readonly kind: 'outermost'; readonly energy: number; readonly stretch: Stretch }
  | { readonly kind: 'every-base'; readonly energy: number; readonly edges: readonly number[] };

/** A stack, a bulge or an interior loop, with the pair inside it. */
export interface InteriorLoop {
  readonly energy: number;
  readonly left: Stretch;
  readonly right: Stretch;
  readonly edge: number;
  readonly arrival: number;
}

export interface LoopSettings {
  readonly graph: CodonGraph;
  readonly energies: FoldEnergies;
}

type Direction = 'from' | 'into';

/** All ways to read `length` bases from a node, or into it: one for each first base, last base and other end. */
export function stretches(
  graph: CodonGraph,
  node: number,
  length: number,
  direction: Direction,
): readonly Stretch[] {
  let reached: readonly Stretch[] = [
    { from: node, to: node, length: 0, first: 0, last: 0, cost: 0 },
  ];
  for (let n = 1; n <= length; n++) {
    const next = new Map<string, Stretch>();
    for (const stretch of reached) {
      const edges =
        direction === 'from' ? edgesFrom(graph, stretch.to) : edgesInto(graph, stretch.from);
      for (const edge of edges) {
        const longer = extended(graph, stretch, edge, direction);
        const key = `${longer.from} ${longer.to} ${longer.first} ${longer.last}`;
        const known = next.get(key);
        if (known === undefined || longer.cost < known.cost) next.set(key, longer);
      }
    }
    reached = [...next.values()];
  }
  return reached;
}

function extended(
  { edgeBase, edgeCost, edgeSource, edgeTarget }: CodonGraph,
  stretch: Stretch,
  edge: number,
  direction: Direction,
): Stretch {
  const base = edgeBase[edge] as number;
  const cost = stretch.cost + (edgeCost[edge] as number);
  const length = stretch.length + 1;
  const only = stretch.length === 0;
  return direction === 'from'
    ? {
        ...stretch,
        to: edgeTarget[edge] as number,
        last: base,
        first: only ? base : stretch.first,
        length,
        cost,
      }
    : {
        ...stretch,
        from: edgeSource[edge] as number,
        first: base,
        last: only ? base : stretch.last,
        length,
        cost,
      };
}

/** All paths of `length` bases between two nodes, as edges. */
function paths(
  graph: CodonGraph,
  from: number,
  to: number,
  length: number,
): readonly (readonly number[])[] {
  if (length === 0) return from === to ? [[]] : [];
  return edgesFrom(graph, from).flatMap((edge) =>
    paths(graph, graph.edgeTarget[edge] as number, to, length - 1).map((rest) => [edge, ...rest]),
  );
}

function costOf({ edgeCost }: CodonGraph, edges: readonly number[]): number {
  return edges.reduce((sum, edge) => sum + (edgeCost[edge] as number), 0);
}

/** Hairpins whose energy may hang on every one of their bases. */
const NAMED_HAIRPINS: readonly number[] = [3, 4, 6];

/** Hairpins of a pair of bases around nodes (u, v), without the cost of the two bases. */
export function hairpins(
  { graph, energies }: LoopSettings,
  base5: number,
  base3: number,
  u: number,
  v: number,
): readonly HairpinLoop[] {
  const size = (graph.nodeGap[v] as number) - (graph.nodeGap[u] as number);
  if (size < SHORTEST_HAIRPIN) return [];
  const codes = new Uint8Array(size + 2);
  codes[0] = base5;
  codes[size + 1] = base3;
  if (NAMED_HAIRPINS.includes(size)) {
    return paths(graph, u, v, size).map((edges) => {
      edges.forEach((edge, at) => (codes[at + 1] = graph.edgeBase[edge] as number));
      const energy = UNITS_PER_DCAL * hairpinEnergy(energies, codes, 0, size + 1);
      return { kind: 'every-base', energy: energy + costOf(graph, edges), edges };
    });
  }
  return stretches(graph, u, size, 'from')
    .filter(({ to }) => to === v)
    .map((stretch) => {
      codes[1] = stretch.first;
      codes[size] = stretch.last;
      const energy = UNITS_PER_DCAL * hairpinEnergy(energies, codes, 0, size + 1);
      return { kind: 'outermost', energy: energy + stretch.cost, stretch };
    });
}

/** Stacks, bulges and interior loops of a pair of bases around nodes (u, v), shortest first. */
export function* interiorLoops(
  { graph, energies }: LoopSettings,
  base5: number,
  base3: number,
  u: number,
  v: number,
  pairEnergy: (edge: number, arrival: number) => number,
): Generator<InteriorLoop> {
  const room = (graph.nodeGap[v] as number) - (graph.nodeGap[u] as number) - SHORTEST_HAIRPIN - 2;
  const longest = Math.min(LONGEST_INTERIOR, room);
  const lefts: (readonly Stretch[])[] = [];
  const rights: (readonly Stretch[])[] = [];
  const codes = new Uint8Array(LONGEST_INTERIOR + 4);
  for (let size = 0; size <= longest; size++) {
    lefts.push(stretches(graph, u, size, 'from'));
    rights.push(stretches(graph, v, size, 'into'));
    for (let size5 = 0; size5 <= size; size5++) {
      for (const left of lefts[size5] as readonly Stretch[]) {
        for (const edge of edgesFrom(graph, left.to)) {
          for (const right of rights[size - size5] as readonly Stretch[]) {
            const first = graph.arrivalFirst[right.from] as number;
            const end = graph.arrivalFirst[right.from + 1] as number;
            for (let arrival = first; arrival < end; arrival++) {
              const inner5 = graph.edgeBase[edge] as number;
              const inner3 = graph.arrivalBase[arrival] as number;
              if (pairCode(inner5, inner3) < 0) continue;
              const inside = pairEnergy(edge, arrival);
              if (inside >= NO_FOLD / 2) continue;
              const p = size5 + 1;
              const q = p + 1;
              const j = q + 1 + right.length;
              codes.set([base5, left.first], 0);
              codes[p - 1] = p === 1 ? base5 : left.last;
              codes.set([inner5, inner3, right.first], p);
              codes[j - 1] = j - 1 === q ? inner3 : right.last;
              codes[j] = base3;
              const loop = UNITS_PER_DCAL * interiorEnergy(energies, codes, 0, j, p, q);
              const energy = inside + loop + left.cost + right.cost;
              yield { energy, left, right, edge, arrival };
            }
          }
        }
      }
    }
  }
}
