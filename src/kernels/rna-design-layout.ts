import { type DesignProblem, stemEnergies, unpairedInMulti } from './reference/rna-design.js';
import { range, UNITS_PER_DCAL } from './reference/rna-design-graph.js';
import { NO_FOLD } from './reference/rna-design-loops.js';
import {
  BASES,
  type EnergyTable,
  type FoldEnergies,
  LONGEST_INTERIOR,
  NO_SUCH_LOOP,
  PAIR_CODES,
  PAIRS,
  TABLE_START,
  TABULATED_LOOP,
  tableSize,
} from './reference/rna-fold-energies.js';
import { graphArrays, hairpinClasses, smallHairpins } from './rna-design-memory.js';

/** AssemblyScript leaves the first kilobyte of its memory alone. */
const MEMORY_BASE = 1_024;
const RECORD_BYTES = 480;
const RIGHT_RECORD_BYTES = 368;
/** Bases from the first to the last of a pair, at least. */
export const SHORTEST_SPAN = 5;
const LANES = 32;

/** Where things lie: addresses handed out one after the other. */
class Layout {
  #end = MEMORY_BASE;
  readonly arrays: (readonly [number, Int32Array])[] = [];

  get end(): number {
    return this.#end;
  }

  /** Room for so many bytes, with 16 unused ones before. */
  room(bytes: number): number {
    const at = Math.ceil((this.#end + 16) / 16) * 16;
    this.#end = at + bytes;
    return at;
  }

  array(numbers: Int32Array): number {
    const at = this.room(numbers.byteLength);
    this.arrays.push([at, numbers]);
    return at;
  }
}

function scaled({ values }: FoldEnergies, table: EnergyTable): Int32Array {
  const start = TABLE_START[table];
  return Int32Array.from(values.subarray(start, start + tableSize(table)), units);
}

function units(dcal: number): number {
  return dcal === NO_SUCH_LOOP ? NO_FOLD : dcal * UNITS_PER_DCAL;
}

/** The table's energy for a size; beyond the table as `hairpinEnergy` has it. */
function bySize(
  energies: FoldEnergies,
  table: 'hairpin' | 'bulge' | 'interior',
  size: number,
): number {
  const at = (n: number): number => energies.values[TABLE_START[table] + n] as number;
  if (size <= TABULATED_LOOP) return units(at(size));
  return units(
    at(TABULATED_LOOP) + Math.trunc(energies.loopGrowth * Math.log(size / TABULATED_LOOP)),
  );
}

function lanes(weight: (lane: number) => number): Int32Array {
  return Int32Array.from({ length: LANES }, (_, lane) => weight(lane));
}

/** Bytes that a design problem takes in the kernel, to a few per cent. */
export function designBytes({ graph, maxSpan }: Pick<DesignProblem, 'graph' | 'maxSpan'>): number {
  const { pairs, multis } = tableCells(graph, maxSpan);
  return 4 * (pairs + multis) + graph.nodeGap.length * (4 * RECORD_BYTES + 400);
}

/** Nodes where a fold that starts at a gap may end: the first, and the one after the last. */
export function columns(
  graph: DesignProblem['graph'],
  maxSpan: number,
  gap: number,
): { readonly first: number; readonly end: number } {
  const firstNode = (at: number): number =>
    graph.nodeFirst[Math.min(at, graph.baseCount + 1)] as number;
  const first = firstNode(gap + SHORTEST_SPAN);
  return { first, end: Math.max(first, firstNode(Math.min(graph.baseCount, gap + maxSpan) + 1)) };
}

function tableCells(
  graph: DesignProblem['graph'],
  maxSpan: number,
): { readonly pairs: number; readonly multis: number } {
  let pairs = 0;
  let multis = 0;
  for (let gap = 0; gap <= graph.baseCount; gap++) {
    const { first, end } = columns(graph, maxSpan, gap);
    const nodes = (graph.nodeFirst[gap + 1] as number) - (graph.nodeFirst[gap] as number);
    multis += nodes * (end - first);
    const edges =
      (graph.edgeFirst[graph.nodeFirst[gap + 1] as number] as number) -
      (graph.edgeFirst[graph.nodeFirst[gap] as number] as number);
    pairs += edges * ((graph.arrivalFirst[end] as number) - (graph.arrivalFirst[first] as number));
  }
  return { pairs, multis };
}

/** A design problem as the kernel's memory holds it. */
export interface Placed {
  readonly layout: Layout;
  readonly config: number;
  /** Where column 0 of each row would lie: before the memory for some. */
  readonly pairRows: readonly number[];
  readonly multiRows: readonly number[];
  readonly exterior: number;
}

export async function layOut(problem: DesignProblem, pause: () => Promise<void>): Promise<Placed> {
  const { graph, energies, maxSpan, beam, openBases } = problem;
  const layout = new Layout();
  const config = layout.room(1_024);
  const nodes = graph.nodeGap.length;
  const one = (table: EnergyTable): number => energies.values[TABLE_START[table]] as number;

  const arrays = await graphArrays(graph, pause);
  const mismatchHairpin = scaled(energies, 'mismatchHairpin');
  const classes = hairpinClasses(
    graph,
    (pair, x, y) => mismatchHairpin[16 * pair + 4 * x + y] as number,
  );
  const pairEnds = PAIRS.map((pair) =>
    stemEnergies(problem, BASES.indexOf(pair[0] as string), BASES.indexOf(pair[1] as string)),
  );
  const asymmetry = (difference: number): number =>
    units(Math.min(one('mostAsymmetry'), difference * one('asymmetry')));
  const interior = (size: number): number => bySize(energies, 'interior', size);
  const scalarBytes = Math.ceil((4 * nodes + 32) / 16) * 16;
  const carriedBytes = RECORD_BYTES * (nodes + 1);

  const numbers = [
    graph.baseCount,
    maxSpan,
    beam ?? 0,
    classes.count,
    bySize(energies, 'bulge', 1),
    interior(5) + asymmetry(1),
    unpairedInMulti(problem),
    scalarBytes,
    carriedBytes,
    openBases,
  ];
  const rows = [
    arrays.left1,
    arrays.left2,
    arrays.leftBulge,
    arrays.right1,
    arrays.right2,
    arrays.rightBulge,
  ];
  const graphAt = [
    graph.nodeFirst,
    graph.edgeFirst,
    arrays.edges,
    arrays.into.first,
    arrays.into.list,
    graph.arrivalFirst,
    Int32Array.from(graph.arrivalBase),
    arrays.arcsOut,
    arrays.arcsIn,
    arrays.basesIn,
    arrays.basesOut,
    classes.left,
    classes.right,
    ...rows.flatMap(({ first, list }) => [first, list]),
  ];
  const tablesAt = [
    Int32Array.from(PAIR_CODES),
    typeMasks(),
    scaled(energies, 'stack'),
    scaled(energies, 'interior11'),
    scaled(energies, 'interior21'),
    scaled(energies, 'interior22'),
    scaled(energies, 'mismatchInterior'),
    scaled(energies, 'mismatchInterior23'),
    mismatch1n(energies),
    Int32Array.from(pairEnds, ({ exterior }) => exterior),
    Int32Array.from(pairEnds, ({ branch }) => branch),
    Int32Array.from(pairEnds, ({ closing }) => closing),
    Int32Array.from({ length: graph.baseCount + 1 }, (_, size) =>
      size < 3 ? NO_FOLD : bySize(energies, 'hairpin', size),
    ),
    classes.energies,
    await smallHairpins(problem, pause),
    // A generic loop of r bases within the mismatches has r + 2 in all, three or more on either side but for 2 x n, n >= 4.
    lanes((r) => (r >= 4 && r + 2 <= LONGEST_INTERIOR ? interior(r + 2) : NO_FOLD)),
    lanes((r) => (r < 2 ? NO_FOLD : asymmetry(r - 2))),
    lanes((n) =>
      n >= 3 && n + 1 <= LONGEST_INTERIOR ? interior(n + 1) + asymmetry(n - 1) : NO_FOLD,
    ),
    lanes((n) => (n >= 2 && n <= LONGEST_INTERIOR ? bySize(energies, 'bulge', n) : NO_FOLD)),
  ];

  const addresses = [...graphAt, ...tablesAt].map((array) => layout.array(array));
  const pairRows: number[] = [];
  const multiRows: number[] = [];
  const pairRowsAt = layout.room(4 * graph.edgeBase.length);
  const multiRowsAt = layout.room(4 * nodes);
  const exterior = layout.room(4 * nodes);
  const workAt = [
    layout.room(8 * 8 * scalarBytes),
    layout.room(4 * carriedBytes),
    layout.room(4 * RIGHT_RECORD_BYTES),
    ...range(0, 6).map(() => layout.room(scalarBytes)),
    layout.room(64),
  ];
  for (let gap = 0; gap <= graph.baseCount; gap++) {
    const { first, end } = columns(graph, maxSpan, gap);
    const firstArrival = graph.arrivalFirst[first] as number;
    const arrivals = (graph.arrivalFirst[end] as number) - firstArrival;
    for (const u of range(graph.nodeFirst[gap] as number, graph.nodeFirst[gap + 1] as number)) {
      multiRows.push(layout.room(4 * (end - first)) - 4 * first);
      for (
        let edge = graph.edgeFirst[u] as number;
        edge < (graph.edgeFirst[u + 1] as number);
        edge++
      )
        pairRows.push(layout.room(4 * arrivals) - 4 * firstArrival);
    }
  }
  layout.arrays.push(
    [pairRowsAt, Int32Array.from(pairRows)],
    [multiRowsAt, Int32Array.from(multiRows)],
  );
  layout.arrays.push([
    config,
    Int32Array.from([...numbers, ...addresses, pairRowsAt, multiRowsAt, exterior, ...workAt]),
  ]);
  return { layout, config, pairRows, multiRows, exterior };
}

/** Pairs that any base of one set makes with any of another, as bits: [set of 5' bases][set of 3' bases]. */
function typeMasks(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, sets) => {
    let mask = 0;
    for (let both = 0; both < 16; both++) {
      const pair = PAIR_CODES[both] as number;
      if (pair >= 0 && (sets >> 4) & (1 << (both >> 2)) && sets & (1 << (both & 3)))
        mask |= 1 << pair;
    }
    return mask;
  });
}

/** In the published parameters this energy is one number a pair; the kernel counts on it. */
function mismatch1n(energies: FoldEnergies): Int32Array {
  const table = scaled(energies, 'mismatchInterior1n');
  if (table.some((energy, at) => energy !== table[at - (at % 16)])) {
    throw new Error('1 x n interior loops with mismatches of different energies');
  }
  return Int32Array.from(PAIRS, (_, pair) => table[16 * pair] as number);
}
