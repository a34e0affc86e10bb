import { describe, expect, it } from 'vitest';

import { quietContext } from '../../src/core/context.js';
import { lowerBound } from '../../src/engines/constructs/epitopes/assignment.js';
import { exactOrder } from '../../src/engines/constructs/epitopes/held-karp.js';
import { localOrder } from '../../src/engines/constructs/epitopes/local-order.js';
import { pathCost, type PathCosts } from '../../src/engines/constructs/epitopes/path-costs.js';
import { hasShared, sharedRows, sharedText } from '../shared-data.js';

// pVACvector's example: five epitopes, the scores (lowest IC50, nM; higher is better) of the junctions it let
// pass, and the construct it made of them.
const FOLDER = 'cases/pvacvector';
const present = hasShared(`${FOLDER}/junctions.tsv`);
const skipped = present ? '' : ' (skipped: ../shared is absent)';

interface Recorded {
  readonly names: readonly string[];
  readonly scores: readonly number[];
}

/** The header of its FASTA: names in order, and the scores of their junctions. */
function recordedOrder(): Recorded {
  const [header = ''] = sharedText(`${FOLDER}/Test_results.fa`).slice(1).split('\n');
  const [names = '', , , scores = ''] = header.split('|');
  return {
    names: names.split(','),
    scores: scores.replace('All_Junction_Scores:', '').split(',').map(Number),
  };
}

/** Its junctions as costs: the negative score, so that the least worst cost is the highest lowest score. */
function recordedCosts(names: readonly string[]): PathCosts {
  const count = names.length;
  const between = new Float64Array(count * count).fill(Infinity);
  for (const row of present ? sharedRows(`${FOLDER}/junctions.tsv`) : []) {
    const left = names.indexOf(row.left_peptide ?? '');
    const right = names.indexOf(row.right_peptide ?? '');
    between[left * count + right] = -Number(row.junction_score);
  }
  return { count, between, first: new Float64Array(count), last: new Float64Array(count) };
}

describe.skipIf(!present)(`beside pVACvector under the same junction scores${skipped}`, () => {
  const { names, scores } = present ? recordedOrder() : { names: [], scores: [] };
  // The ends cost nothing, yet less than nothing is what junctions cost: only the junctions are looked at.
  const costs = recordedCosts(names);
  const junctionScores = (order: readonly number[]): readonly number[] =>
    order.slice(1).map((to, i) => -(costs.between[order[i]! * costs.count + to] as number));

  it('its own order has the scores it says', () => {
    expect(names).toHaveLength(5);
    expect(junctionScores(names.map((_, i) => i))).toEqual(scores);
    expect(Math.min(...scores)).toBe(716.141);
  });

  it.each([
    { method: 'dynamic programming', find: exactOrder },
    { method: 'local search', find: localOrder },
  ])('$method finds an order with no worse lowest score, nor sum', async ({ find }) => {
    const shifted = nonNegative(costs);
    const order = (await find(shifted, quietContext()))!;
    const ours = junctionScores(order);
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(Math.min(...ours)).toBeGreaterThanOrEqual(Math.min(...scores));
    const sum = (values: readonly number[]): number =>
      values.reduce((total, value) => total + value, 0);
    expect(sum(ours)).toBeGreaterThanOrEqual(sum(scores));
    const cost = pathCost(shifted, order);
    const bound = lowerBound(shifted, cost.worst);
    expect(bound.worst).toBeLessThanOrEqual(cost.worst);
    expect(bound.sum).toBeLessThanOrEqual(cost.sum + 1e-9);
  });
});

/** Costs from zero up: the highest score costs nothing; every row has the same number of junctions. */
function nonNegative(costs: PathCosts): PathCosts {
  const least = Math.min(...costs.between);
  return { ...costs, between: costs.between.map((cost) => cost - least) };
}
