import { breathe, type Context } from '../../../core/context.js';
import { costsUpTo, type PathCosts } from './path-costs.js';

/** Subsets between two looks at the abort signal, some 10 ms. */
const SUBSETS_PER_BREATH = 4_096;

/**
 * The row with the least worst cost and, of those, the least sum: dynamic programming over subsets (Held & Karp 1962, J SIAM 10:196),
 * first for the worst cost, then for the sum over what stays within it. 16 things take 17 million steps twice
 * and 10 MB. Null where no row is allowed; of equal rows always the same.
 */
export async function exactOrder(
  costs: PathCosts,
  context: Context,
): Promise<readonly number[] | null> {
  if (costs.count === 0) return [];
  const worst = await subsetProgram(costs, Math.max, context);
  if (worst === null) return null;
  const best = await subsetProgram(costsUpTo(costs, worst.cost), (a, b) => a + b, context);
  return best === null ? null : best.order;
}

async function subsetProgram(
  { count, between, first, last }: PathCosts,
  join: (soFar: number, cost: number) => number,
  context: Context,
): Promise<{ readonly cost: number; readonly order: readonly number[] } | null> {
  const subsets = 1 << count;
  // By subset and its last member.
  const cheapest = new Float64Array(subsets * count).fill(Infinity);
  const before = new Int8Array(subsets * count).fill(-1);
  for (let i = 0; i < count; i++) cheapest[(1 << i) * count + i] = first[i] as number;
  for (let subset = 1; subset < subsets; subset++) {
    if (subset % SUBSETS_PER_BREATH === 0) await breathe(context);
    for (let end = 0; end < count; end++) {
      const soFar = cheapest[subset * count + end] as number;
      if (soFar === Infinity) continue;
      for (let next = 0; next < count; next++) {
        if ((subset >> next) & 1) continue;
        const cost = join(soFar, between[end * count + next] as number);
        const at = (subset | (1 << next)) * count + next;
        if (cost >= (cheapest[at] as number)) continue;
        cheapest[at] = cost;
        before[at] = end;
      }
    }
  }
  let end = -1;
  let cost = Infinity;
  for (let i = 0; i < count; i++) {
    const whole = join(cheapest[(subsets - 1) * count + i] as number, last[i] as number);
    if (whole < cost) [end, cost] = [i, whole];
  }
  if (end === -1) return null;
  const order: number[] = [];
  for (let subset = subsets - 1; end !== -1;) {
    order.push(end);
    const previous = before[subset * count + end] as number;
    subset ^= 1 << end;
    end = previous;
  }
  return { cost, order: order.reverse() };
}
