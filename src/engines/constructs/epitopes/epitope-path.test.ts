import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { quietContext } from '../../../core/context.js';
import { seededRandom } from '../../../core/seeded-random.js';
import { cheapestSuccessors, lowerBound } from './assignment.js';
import { exactOrder } from './held-karp.js';
import { localOrder } from './local-order.js';
import { comparePathCosts, pathCost, type PathCosts } from './path-costs.js';

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}

const anyCosts = (least: number, most: number): fc.Arbitrary<PathCosts> => {
  const cost = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => n / 8) },
    { weight: 1, arbitrary: fc.constant(Infinity) },
  );
  return fc.integer({ min: least, max: most }).chain((count) =>
    fc
      .tuple(
        fc.array(cost, { minLength: count * count, maxLength: count * count }),
        fc.array(cost, { minLength: count, maxLength: count }),
        fc.array(cost, { minLength: count, maxLength: count }),
      )
      .map(([between, first, last]) => ({
        count,
        between: Float64Array.from(between),
        first: Float64Array.from(first),
        last: Float64Array.from(last),
      })),
  );
};

function randomCosts(count: number, seed: number): PathCosts {
  const random = seededRandom(seed);
  const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => random.next());
  return { count, between: draw(count * count), first: draw(count), last: draw(count) };
}

function bestByHand(costs: PathCosts) {
  const items = Array.from({ length: costs.count }, (_, i) => i);
  return permutations(items)
    .map((order) => pathCost(costs, order))
    .reduce((best, cost) => (comparePathCosts(cost, best) < 0 ? cost : best));
}

describe('the order of epitopes', () => {
  it('is the best of all orders up to seven, and bounded from below', async () => {
    await fc.assert(
      fc.asyncProperty(anyCosts(1, 6), async (costs) => {
        const best = bestByHand(costs);
        const exact = await exactOrder(costs, quietContext());
        const local = await localOrder(costs, quietContext());
        const bound = lowerBound(costs, best.worst);
        if (best.worst === Infinity) {
          expect([exact, local]).toEqual([null, null]);
          return;
        }
        expect(pathCost(costs, exact!)).toEqual(best);
        expect([...exact!].sort((a, b) => a - b)).toEqual(exact!.map((_, i) => i));
        if (local !== null)
          expect(comparePathCosts(pathCost(costs, local), best)).toBeGreaterThanOrEqual(0);
        expect(bound.worst).toBeLessThanOrEqual(best.worst);
        expect(bound.sum).toBeLessThanOrEqual(best.sum + 1e-9);
      }),
      { numRuns: 300, seed: 20_261_124 },
    );
    const seven = randomCosts(7, 3);
    expect(pathCost(seven, (await exactOrder(seven, quietContext()))!)).toEqual(bestByHand(seven));
  });

  it('is found by moving segments as well for most of sixteen, and nearly so for all', async () => {
    let equal = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const costs = randomCosts(16, seed);
      const exact = pathCost(costs, (await exactOrder(costs, quietContext()))!);
      const local = pathCost(costs, (await localOrder(costs, quietContext()))!);
      const bound = lowerBound(costs, exact.worst);
      expect(comparePathCosts(exact, local)).toBeLessThanOrEqual(0);
      expect(bound.worst).toBeLessThanOrEqual(exact.worst);
      expect(bound.sum).toBeLessThanOrEqual(exact.sum + 1e-9);
      expect(local.worst).toBeLessThanOrEqual(1.1 * exact.worst);
      if (Math.abs(local.sum - exact.sum) < 1e-9) equal++;
    }
    expect(equal).toBeGreaterThanOrEqual(3);
  });

  it('is bounded by who follows whom, by hand for two', () => {
    const costs: PathCosts = {
      count: 2,
      between: Float64Array.from([0, 5, 1, 0]),
      first: Float64Array.from([2, 7]),
      last: Float64Array.from([3, 4]),
    };
    // Rows 0-1: 2 + 5 + 4; 1-0: 7 + 1 + 3; two rings, (0 1) and the ends, are none: nothing follows itself.
    expect(cheapestSuccessors(costs)?.cost).toBe(11);
    expect(lowerBound(costs, 5)).toEqual({ worst: 5, sum: 11 });
  });

  it('is empty for nothing and stops when it is told to', async () => {
    const none = randomCosts(0, 1);
    expect(await exactOrder(none, quietContext())).toEqual([]);
    expect(lowerBound(none, 0)).toEqual({ worst: 0, sum: 0 });
    const controller = new AbortController();
    const running = exactOrder(randomCosts(16, 1), quietContext({ signal: controller.signal }));
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
