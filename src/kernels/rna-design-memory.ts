import {
  arrivalsAt,
  type CodonGraph,
  edgesFrom,
  edgesInto,
  range,
} from './reference/rna-design-graph.js';
import { hairpins, type LoopSettings, NO_FOLD, stretches } from './reference/rna-design-loops.js';
import { pairCode } from './reference/rna-fold-loops.js';

/** Rows of numbers, one row a node, as one list with the start of each row. */
interface Rows {
  readonly first: Int32Array;
  readonly list: Int32Array;
}

/** Called every few milliseconds of work; ends with an error where the work is to stop. */
type Pause = () => Promise<void>;

const NODES_PER_PAUSE = 500;

async function rowsOf(
  nodes: number,
  width: number,
  pause: Pause,
  row: (node: number) => readonly number[],
): Promise<Rows> {
  const rows: (readonly number[])[] = [];
  for (let node = 0; node < nodes; node++) {
    if (node % NODES_PER_PAUSE === 0) await pause();
    rows.push(row(node));
  }
  const first = new Int32Array(nodes + 1);
  rows.forEach((numbers, node) => {
    first[node + 1] = (first[node] as number) + numbers.length / width;
  });
  return { first, list: Int32Array.from(rows.flat()) };
}

/** For each node what the kernel asks of it and its neighbours; see the list in assembly/rna-design.ts. */
export interface GraphArrays {
  readonly edges: Int32Array;
  readonly into: Rows;
  readonly arcsOut: Int32Array;
  readonly arcsIn: Int32Array;
  readonly basesIn: Int32Array;
  readonly basesOut: Int32Array;
  readonly left1: Rows;
  readonly left2: Rows;
  readonly leftBulge: Rows;
  readonly right1: Rows;
  readonly right2: Rows;
  readonly rightBulge: Rows;
}

export async function graphArrays(graph: CodonGraph, pause: Pause): Promise<GraphArrays> {
  const nodes = graph.nodeGap.length;
  const { edgeBase, edgeTarget, edgeSource, edgeCost, edgeArrival } = graph;
  const baseSet = (edges: readonly number[]): number =>
    edges.reduce((set, edge) => set | (1 << (edgeBase[edge] as number)), 0);
  return {
    edges: Int32Array.from(
      range(0, edgeBase.length).flatMap((edge) => [
        edgeBase[edge] as number,
        edgeTarget[edge] as number,
        edgeCost[edge] as number,
        edgeArrival[edge] as number,
      ]),
    ),
    into: await rowsOf(nodes, 4, pause, (node) =>
      edgesInto(graph, node).flatMap((edge) => [
        edgeBase[edge] as number,
        edgeSource[edge] as number,
        edgeCost[edge] as number,
        edge,
      ]),
    ),
    arcsOut: arcs(nodes, (node) => edgesFrom(graph, node), edgeTarget, edgeCost),
    arcsIn: arcs(nodes, (node) => edgesInto(graph, node), edgeSource, edgeCost),
    basesIn: Int32Array.from(range(0, nodes), (node) => baseSet(edgesInto(graph, node))),
    basesOut: Int32Array.from(range(0, nodes), (node) => baseSet(edgesFrom(graph, node))),
    left1: await rowsOf(nodes, 3, pause, (node) => leftWindows(graph, node, 1)),
    left2: await rowsOf(nodes, 3, pause, (node) => leftWindows(graph, node, 2)),
    leftBulge: await rowsOf(nodes, 3, pause, (node) => cheapest(leftWindows(graph, node, 1))),
    right1: await rowsOf(nodes, 3, pause, (node) => rightWindows(graph, node, 1)),
    right2: await rowsOf(nodes, 3, pause, (node) => rightWindows(graph, node, 2)),
    rightBulge: await rowsOf(nodes, 3, pause, (node) => cheapest(rightWindows(graph, node, 1))),
  };
}

/** Two slots a node: neighbour and least cost of a base to it; -1 where there is none. */
function arcs(
  nodes: number,
  edgesOf: (node: number) => readonly number[],
  neighbourOf: Int32Array,
  edgeCost: Int32Array,
): Int32Array {
  const slots = new Int32Array(4 * nodes).fill(-1);
  for (let node = 0; node < nodes; node++) {
    const costs = new Map<number, number>();
    for (const edge of edgesOf(node)) {
      const neighbour = neighbourOf[edge] as number;
      costs.set(neighbour, Math.min(costs.get(neighbour) ?? NO_FOLD, edgeCost[edge] as number));
    }
    [...costs]
      .sort(([a], [b]) => a - b)
      .forEach(([neighbour, cost], slot) => slots.set([neighbour, cost], 4 * node + 2 * slot));
  }
  return slots;
}

/** Unpaired bases after a node and the paired base that follows: bases as one number, that base's edge, cost. */
function leftWindows(graph: CodonGraph, node: number, length: number): readonly number[] {
  return stretches(graph, node, length, 'from').flatMap(({ first, last, to, cost }) =>
    edgesFrom(graph, to).flatMap((edge) => [length === 1 ? first : 4 * first + last, edge, cost]),
  );
}

/** The same before a node, with the arrival of the paired base. */
function rightWindows(graph: CodonGraph, node: number, length: number): readonly number[] {
  return stretches(graph, node, length, 'into').flatMap(({ first, last, from, cost }) =>
    arrivalsAt(graph, from).flatMap((arrival) => [
      length === 1 ? first : 4 * first + last,
      arrival,
      cost,
    ]),
  );
}

/** Of windows with the same paired base the cheapest. */
function cheapest(windows: readonly number[]): readonly number[] {
  const best = new Map<number, number>();
  for (let at = 0; at < windows.length; at += 3) {
    const index = windows[at + 1] as number;
    best.set(index, Math.min(best.get(index) ?? NO_FOLD, windows[at + 2] as number));
  }
  return [...best].flatMap(([index, cost]) => [0, index, cost]);
}

/** For each of four bases what it costs to end its codon after, or to begin it before, that base at a node. */
function baseCosts(graph: CodonGraph, node: number, direction: 'from' | 'into'): readonly number[] {
  const gap = graph.nodeGap[node] as number;
  const costs = [NO_FOLD, NO_FOLD, NO_FOLD, NO_FOLD];
  const inCodon = gap % 3;
  const length = direction === 'from' ? 3 - inCodon : inCodon === 0 ? 3 : inCodon;
  if (direction === 'from' ? gap === graph.baseCount : gap === 0) return costs;
  for (const { first, last, cost } of stretches(graph, node, length, direction)) {
    const base = direction === 'from' ? first : last;
    costs[base] = Math.min(costs[base] as number, cost);
  }
  return costs;
}

/** Hairpin mismatches with the cheapest bases around them: [class of left node][class of right node][pair]. */
export interface HairpinClasses {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly count: number;
  readonly energies: Int32Array;
}

/**
 * Hairpins of five or of seven and more unpaired bases depend on their first and last base alone, which never share
 * a codon; so on two nodes through the costs of these bases. Few nodes differ in them.
 */
export function hairpinClasses(
  graph: CodonGraph,
  mismatch: (pair: number, base5: number, base3: number) => number,
): HairpinClasses {
  const nodes = graph.nodeGap.length;
  const classes = new Map<string, number>();
  const costs: (readonly number[])[] = [];
  const classesOf = (direction: 'from' | 'into'): Int32Array =>
    Int32Array.from(range(0, nodes), (node) => {
      const ofNode = baseCosts(graph, node, direction);
      const key = ofNode.join(' ');
      const known = classes.get(key);
      if (known !== undefined) return known;
      classes.set(key, costs.length);
      return costs.push(ofNode) - 1;
    });
  const left = classesOf('from');
  const right = classesOf('into');
  const count = costs.length;
  const energies = new Int32Array(count * count * 6).fill(NO_FOLD);
  costs.forEach((ofLeft, l) =>
    costs.forEach((ofRight, r) => {
      for (let pair = 0; pair < 6; pair++) {
        let least = NO_FOLD;
        for (let x = 0; x < 4; x++)
          for (let y = 0; y < 4; y++)
            least = Math.min(
              least,
              (ofLeft[x] as number) + (ofRight[y] as number) + mismatch(pair, x, y),
            );
        energies[6 * (l * count + r) + pair] = least;
      }
    }),
  );
  return { left, right, count, energies };
}

const SMALL_SIZES: readonly number[] = [3, 4, 6];

/** Hairpins of 3, 4 and 6 unpaired bases: [edge][size][arrival of the gap], with the costs of all their bases. */
export async function smallHairpins(settings: LoopSettings, pause: Pause): Promise<Int32Array> {
  const { graph } = settings;
  const { nodeFirst, nodeGap, arrivalFirst, edgeBase, edgeCost, edgeSource, edgeTarget } = graph;
  const energies = new Int32Array(edgeBase.length * 12).fill(NO_FOLD);
  for (let edge = 0; edge < edgeBase.length; edge++) {
    if (edge % NODES_PER_PAUSE === 0) await pause();
    const u = edgeTarget[edge] as number;
    const base5 = edgeBase[edge] as number;
    SMALL_SIZES.forEach((size, s) => {
      const gap3 = (nodeGap[u] as number) + size;
      if (gap3 >= graph.baseCount) return;
      const firstArrival = arrivalFirst[nodeFirst[gap3 + 1] as number] as number;
      const ends = range(nodeFirst[gap3] as number, nodeFirst[gap3 + 1] as number);
      for (const other of ends.flatMap((v) => edgesFrom(graph, v))) {
        const base3 = edgeBase[other] as number;
        if (pairCode(base5, base3) < 0) continue;
        const costs = (edgeCost[edge] as number) + (edgeCost[other] as number);
        const at = 12 * edge + 4 * s + ((graph.edgeArrival[other] as number) - firstArrival);
        for (const { energy } of hairpins(settings, base5, base3, u, edgeSource[other] as number))
          energies[at] = Math.min(energies[at] as number, energy + costs);
      }
    });
  }
  return energies;
}
