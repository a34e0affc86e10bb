import { breathe, type Context } from '../../../core/context.js';
import { type SeededRandom, seededRandom } from '../../../core/seeded-random.js';
import { cheapestSuccessors, lowerBound, ringCosts } from './assignment.js';
import {
  comparePathCosts,
  costLevels,
  costsUpTo,
  pathCost,
  type PathCost,
  type PathCosts,
} from './path-costs.js';

/** Rows that a search starts from, besides the assignment's, and kicks that it gives the best of them. */
const STARTS = 12;
const KICKS = 40;
/** Moves looked at between two looks at the abort signal, some 10 ms. */
const MOVES_PER_BREATH = 200_000;
/** Things that are moved together, at most. */
const LONGEST_SEGMENT = 4;

interface Row {
  readonly order: readonly number[];
  readonly cost: PathCost;
}

/**
 * A good row for many things: segments are moved while that lowers the sum (Or 1976), from rows built greedily from
 * seeded starts and from the rings of the assignment laid end to end (Karp 1979, SIAM J Comput 8:561), then from the
 * best one after random kicks. First the worst cost is lowered, by halving the levels between its bound and the best
 * reached, then the sum within it. Null where no row was found that is allowed.
 */
export async function localOrder(
  costs: PathCosts,
  context: Context,
): Promise<readonly number[] | null> {
  if (costs.count === 0) return [];
  await breathe(context);
  const random = seededRandom(context.seed);
  const search = (limit: number, from: Row | null): Promise<Row> =>
    searchWithin(costs, limit, from, random, context);
  const first = await search(Infinity, null);
  if (first.cost.worst === Infinity) return null;
  let best = first;
  const levels = costLevels(costs);
  let low = levels.indexOf(lowerBound(costs, Infinity).worst);
  let high = levels.indexOf(best.cost.worst);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = await search(levels[middle] as number, best);
    if (row.cost.worst > (levels[middle] as number)) low = middle + 1;
    else {
      high = levels.indexOf(row.cost.worst);
      best = row;
    }
  }
  const last = await search(best.cost.worst, best);
  return (comparePathCosts(last.cost, best.cost) < 0 ? last : best).order;
}

/** Costs of a ring in which each that is over the limit costs more than any row within it. */
function penalised(costs: PathCosts, limit: number): Float64Array {
  const ring = ringCosts(costsUpTo(costs, limit));
  const levels = costLevels(costs);
  const spread = Math.max(1, Math.abs(levels[0] ?? 0), Math.abs(levels.at(-1) ?? 0));
  return ring.map((cost) => (cost === Infinity ? spread * (costs.count + 2) : cost));
}

/** The row with the fewest costs over the limit that was found, and of those the least sum. */
async function searchWithin(
  costs: PathCosts,
  limit: number,
  from: Row | null,
  random: SeededRandom,
  context: Context,
): Promise<Row> {
  const ring = penalised(costs, limit);
  const all = Array.from({ length: costs.count }, (_, i) => i);
  const starts: (readonly number[])[] = [ringsInARow(costsUpTo(costs, limit))];
  if (from !== null) starts.push(from.order);
  for (let start = 0; start < STARTS; start++) {
    starts.push(greedyRow(ring, random.shuffled(all)));
  }
  let best: readonly number[] = all;
  let least = Infinity;
  let moves = 0;
  for (let round = 0; round < starts.length + KICKS; round++) {
    const order = starts[round] ?? kicked(best, random);
    const row = improved(ring, order);
    if (row.sum < least) [best, least] = [row.order, row.sum];
    moves += row.moves;
    if (moves < MOVES_PER_BREATH) continue;
    moves = 0;
    await breathe(context);
  }
  return { order: best, cost: pathCost(costs, best) };
}

/** From the first of the list on, always the cheapest that follows; the earlier of equals. */
function greedyRow(ring: Float64Array, list: readonly number[]): readonly number[] {
  const size = list.length + 1;
  const left = [...list];
  const order = left.splice(0, 1);
  while (left.length > 0) {
    const from = (order.at(-1) as number) * size;
    let next = 0;
    left.forEach((candidate, i) => {
      const cost = ring[from + candidate] as number;
      if (cost < (ring[from + (left[next] as number)] as number)) next = i;
    });
    order.push(...left.splice(next, 1));
  }
  return order;
}

/** The assignment's rings, the one through the ends first. */
function ringsInARow(costs: PathCosts): readonly number[] {
  const assignment = cheapestSuccessors(costs);
  const order: number[] = [];
  const seen = new Set<number>([costs.count]);
  if (assignment === null) return Array.from({ length: costs.count }, (_, i) => i);
  const follow = (from: number): void => {
    for (let node = from; !seen.has(node); node = assignment.successors[node] as number) {
      seen.add(node);
      order.push(node);
    }
  };
  follow(assignment.successors[costs.count] as number);
  for (let i = 0; i < costs.count; i++) follow(i);
  return order;
}

/** The row cut at three places and put together with its middle parts exchanged. */
function kicked(order: readonly number[], random: SeededRandom): readonly number[] {
  const [a, b, c] = [0, 0, 0].map(() => random.below(order.length + 1)).sort((x, y) => x - y) as [
    number,
    number,
    number,
  ];
  return [...order.slice(0, a), ...order.slice(b, c), ...order.slice(a, b), ...order.slice(c)];
}

/** The row after moving segments as long as that lowers the sum, always the move that lowers it most. */
function improved(
  ring: Float64Array,
  start: readonly number[],
): { readonly order: readonly number[]; readonly sum: number; readonly moves: number } {
  const size = start.length + 1;
  const cost = (from: number, to: number): number => ring[from * size + to] as number;
  let order = start;
  let moves = 0;
  for (;;) {
    // The node after the last stands for both ends.
    const at = (place: number): number => order[place] ?? size - 1;
    let gain = 1e-12;
    let move: { readonly from: number; readonly length: number; readonly gap: number } | null =
      null;
    for (let length = 1; length <= Math.min(LONGEST_SEGMENT, order.length - 1); length++) {
      for (let from = 0; from + length <= order.length; from++) {
        const [head, tail] = [at(from), at(from + length - 1)];
        const [before, after] = [at(from - 1), at(from + length)];
        const freed = cost(before, head) + cost(tail, after) - cost(before, after);
        for (let gap = 0; gap <= order.length; gap++) {
          if (gap >= from && gap <= from + length) continue;
          const [left, right] = [at(gap - 1), at(gap)];
          const lowered = freed + cost(left, right) - cost(left, head) - cost(tail, right);
          if (lowered > gain) [gain, move] = [lowered, { from, length, gap }];
        }
      }
    }
    moves += LONGEST_SEGMENT * order.length ** 2;
    if (move === null) break;
    const { from, length, gap } = move;
    const segment = order.slice(from, from + length);
    const rest = [...order.slice(0, from), ...order.slice(from + length)];
    const to = gap > from ? gap - length : gap;
    order = [...rest.slice(0, to), ...segment, ...rest.slice(to)];
  }
  let sum = cost(size - 1, order[0] as number);
  order.forEach((node, i) => {
    sum += cost(node, order[i + 1] ?? size - 1);
  });
  return { order, sum, moves };
}
