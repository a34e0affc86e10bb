/** An item that takes a place in two groups, each of which holds only so many. */
export interface CappedItem {
  readonly item: number;
  /** Not below zero. */
  readonly weight: number;
  readonly group1: number;
  readonly group2: number;
}

export interface Caps {
  readonly total: number;
  readonly group1: readonly number[];
  readonly group2: readonly number[];
}

/** Weights are counted in whole steps of this size, so that the flow is exact. */
const STEP = 2 ** -40;

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  readonly item: number;
  room: number;
}

/**
 * The heaviest set of at most `total` items with at most so many of each group, and its weight, rounded up
 * by at most 2^-40 an item: items are arcs from their first group to their second, and a set is a flow, found by successive cheapest
 * paths (Ahuja, Magnanti & Orlin 1993, Network Flows, chapter 9). Equal weights: the earlier item.
 */
export function heaviestSelection(
  items: readonly CappedItem[],
  caps: Caps,
): { readonly items: readonly number[]; readonly weight: number } {
  const second0 = 1 + caps.group1.length;
  const sink = second0 + caps.group2.length;
  const arcs: Arc[] = [];
  const connect = (from: number, to: number, room: number, cost: number, item: number): void => {
    arcs.push(
      { from, to, room, cost, item },
      { from: to, to: from, room: 0, cost: -cost, item: -1 },
    );
  };
  caps.group1.forEach((cap, group) => connect(0, 1 + group, cap, 0, -1));
  caps.group2.forEach((cap, group) => connect(second0 + group, sink, cap, 0, -1));
  for (const { item, weight, group1, group2 } of items) {
    if (weight > 0) connect(1 + group1, second0 + group2, 1, -Math.ceil(weight / STEP), item);
  }
  const outgoing: number[][] = Array.from({ length: sink + 1 }, () => []);
  arcs.forEach(({ from }, i) => outgoing[from]?.push(i));

  let steps = 0;
  for (let taken = 0; taken < caps.total; taken++) {
    const path = cheapestPath(arcs, outgoing, sink);
    if (path === null || path.cost >= 0) break;
    steps -= path.cost;
    for (const i of path.arcs) {
      (arcs[i] as Arc).room--;
      (arcs[i ^ 1] as Arc).room++;
    }
  }
  return {
    items: arcs.filter(({ item, room }) => item >= 0 && room === 0).map(({ item }) => item),
    weight: steps * STEP,
  };
}

/** From node 0 to the sink over arcs with room: Bellman and Ford's, costs may be negative. */
function cheapestPath(
  arcs: readonly Arc[],
  outgoing: readonly (readonly number[])[],
  sink: number,
): { readonly cost: number; readonly arcs: readonly number[] } | null {
  const cost = new Float64Array(sink + 1).fill(Infinity);
  const reachedBy = new Int32Array(sink + 1).fill(-1);
  cost[0] = 0;
  let queue: readonly number[] = [0];
  while (queue.length > 0) {
    const next = new Set<number>();
    for (const node of queue) {
      for (const i of outgoing[node] as readonly number[]) {
        const arc = arcs[i] as Arc;
        const through = (cost[node] as number) + arc.cost;
        if (arc.room === 0 || through >= (cost[arc.to] as number)) continue;
        cost[arc.to] = through;
        reachedBy[arc.to] = i;
        next.add(arc.to);
      }
    }
    queue = [...next];
  }
  if (cost[sink] === Infinity) return null;
  const path: number[] = [];
  for (let node = sink; node !== 0;) {
    const i = reachedBy[node] as number;
    path.push(i);
    node = (arcs[i] as Arc).from;
  }
  return { cost: cost[sink] as number, arcs: path };
}
