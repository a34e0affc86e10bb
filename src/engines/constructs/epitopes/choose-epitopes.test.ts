import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HlaAllele, Peptide } from '../../../core/brands.js';
import { quietContext } from '../../../core/context.js';
import { chooseBalanced, chooseEpitopes, type ChooseOptions } from './choose-epitopes.js';
import type { EpitopeCandidate, PatientAllele } from './epitope-candidate.js';

const ALLELES = ['HLA-A*02:01', 'HLA-B*07:02', 'HLA-C*07:02'] as readonly string[] as HlaAllele[];
const given = (value: number | null) => ({ value, basis: 'test' });

function patient(kept: readonly (number | null)[]): readonly PatientAllele[] {
  return kept.map((value, a) => ({ allele: ALLELES[a]!, mhcClass: 'I', kept: given(value) }));
}

interface Plan {
  readonly mutation: string;
  readonly gene?: string | null;
  readonly shown: readonly (number | null)[];
  readonly clonal?: number | null;
  readonly expressed?: number | null;
  /** Its best peptide, the same on every allele; each window has its own unless told. */
  readonly peptide?: string;
}

function candidates(plans: readonly Plan[]): readonly EpitopeCandidate[] {
  return plans.map(({ mutation, gene, shown, clonal, expressed, peptide }, i) => ({
    id: `w${i}`,
    mutation,
    gene: gene === undefined ? mutation : gene,
    sequence: 'SIINFEKLSIINFEKLSIINFEKLK' as Peptide,
    core: { start0: 8, end0: 17 },
    shown: shown.map((probability) =>
      probability === null
        ? null
        : { peptide: (peptide ?? `w${i}`) as Peptide, start0: 8, percentileRank: 1, probability },
    ),
    clonal: given(clonal === undefined ? 1 : clonal),
    expressed: given(expressed === undefined ? 1 : expressed),
  }));
}

const choose = (plans: readonly Plan[], kept: readonly (number | null)[], options: ChooseOptions) =>
  chooseEpitopes(candidates(plans), patient(kept), options, quietContext());

/** The objective as README.md writes it, one mutation at a time. */
function worth(
  plans: readonly Plan[],
  kept: readonly number[],
  members: readonly number[],
): number {
  let sum = 0;
  for (const mutation of new Set(members.map((i) => plans[i]!.mutation))) {
    const windows = members.map((i) => plans[i]!).filter((plan) => plan.mutation === mutation);
    let missed = 1;
    kept.forEach((keep, a) => {
      const shown = new Map(windows.map((plan) => [plan.peptide ?? plan, plan.shown[a] ?? 0]));
      const hidden = [...shown.values()].reduce((product, p) => product * (1 - p), 1);
      missed *= 1 - keep * (1 - hidden);
    });
    const weights = plans
      .filter((plan) => plan.mutation === mutation)
      .map(({ clonal, expressed }) => (clonal ?? 1) * (expressed ?? 1));
    sum += Math.max(...weights) * (1 - missed);
  }
  return sum;
}

function leader({ shown }: Plan, kept: readonly number[]): number {
  const values = shown.map((p, a) => (p ?? 0) * kept[a]!);
  return values.indexOf(Math.max(...values));
}

/** The best of all sets under the caps, one by one. */
function bruteForce(
  plans: readonly Plan[],
  kept: readonly number[],
  options: ChooseOptions,
): number {
  let best = 0;
  for (let bits = 0; bits < 1 << plans.length; bits++) {
    const members = plans.map((_, i) => i).filter((i) => (bits >> i) & 1);
    const countOf = (key: (plan: Plan) => unknown): number => {
      const counts = new Map<unknown, number>();
      for (const i of members) counts.set(key(plans[i]!), (counts.get(key(plans[i]!)) ?? 0) + 1);
      return Math.max(0, ...counts.values());
    };
    if (members.length > options.maxEpitopes) continue;
    if (countOf(({ gene }) => gene) > (options.capPerGene ?? Infinity)) continue;
    if (countOf((plan) => leader(plan, kept)) > (options.capPerAllele ?? Infinity)) continue;
    best = Math.max(best, worth(plans, kept, members));
  }
  return best;
}

describe('the chosen set', () => {
  it('is worth what the expectation says, by hand: 0.9 x (1 - 0.5 x 0.6) + 0.4', async () => {
    const set = await choose(
      [
        { mutation: 'm1', shown: [0.5, 0.4, null], clonal: 0.9 },
        { mutation: 'm2', shown: [0.4, null, null] },
      ],
      [1, 1, 1],
      { maxEpitopes: 2 },
    );
    expect(set.expected).toBeCloseTo(0.63 + 0.4, 12);
    expect(set.chosen.map(({ id, gain }) => [id, Number(gain.toFixed(9))])).toEqual([
      ['w0', 0.63],
      ['w1', 0.4],
    ]);
    expect(set).toMatchObject({ isOptimal: true, worthless: [] });
  });

  it('counts a mutation once: two windows of one are worth less than two mutations', async () => {
    const set = await choose(
      [
        { mutation: 'm1', shown: [0.5] },
        { mutation: 'm1', shown: [0.45] },
        { mutation: 'm2', shown: [0.3] },
      ],
      [1],
      { maxEpitopes: 2 },
    );
    expect(set.chosen.map(({ id }) => id)).toEqual(['w0', 'w2']);
    expect(set.expected).toBeCloseTo(0.8, 12);
  });

  it('counts a peptide once that two windows of a mutation share', async () => {
    const set = await choose(
      [
        { mutation: 'm1', shown: [0.5], peptide: 'shared' },
        { mutation: 'm1', shown: [0.5], peptide: 'shared' },
      ],
      [1],
      { maxEpitopes: 2 },
    );
    expect(set).toMatchObject({ chosen: [{ id: 'w0', gain: 0.5 }], expected: 0.5 });
  });

  it('counts the allele that may be lost by the chance that it is kept', async () => {
    const set = await choose(
      [
        { mutation: 'm1', shown: [0.5, null] },
        { mutation: 'm2', shown: [null, 0.4] },
      ],
      [0.5, 1],
      { maxEpitopes: 1 },
    );
    expect(set.chosen).toMatchObject([{ id: 'w1', leadingAllele: 'HLA-B*07:02' }]);
  });

  it('takes the mean of the known for what is unknown, and leaves a factor out that nothing is known of', async () => {
    const set = await choose(
      [
        { mutation: 'm1', shown: [0.5], clonal: null, expressed: null },
        { mutation: 'm2', shown: [0.4], clonal: 1, expressed: null },
        { mutation: 'm3', shown: [0.4], clonal: 0.2, expressed: null },
      ],
      [null],
      { maxEpitopes: 3 },
    );
    expect(set.unknown).toEqual({
      clonal: { known: 2, unknown: 1, mean: 0.6 },
      expressed: { known: 0, unknown: 3, mean: null },
      kept: { known: 0, unknown: 1, mean: null },
    });
    expect(set.chosen.map(({ id, gain }) => [id, Number(gain.toFixed(9))])).toEqual([
      ['w1', 0.4],
      ['w0', 0.3],
      ['w2', 0.08],
    ]);
  });

  it('is empty where no allele shows anything, and names what is worth nothing', async () => {
    expect(
      await choose([{ mutation: 'm1', shown: [null] }], [1], { maxEpitopes: 3 }),
    ).toMatchObject({
      chosen: [],
      expected: 0,
      upperBound: 0,
      isOptimal: true,
      worthless: ['w0'],
    });
    expect(await choose([], [], { maxEpitopes: 3 })).toMatchObject({ chosen: [], isOptimal: true });
  });

  it('equals the best of all sets, whatever the caps, and its curve adds up', async () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    const plan = fc.record({
      mutation: fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5'),
      gene: fc.constantFrom('G1', 'G2', 'G3'),
      peptide: fc.nat(5),
      clonal: probability,
      expressed: probability,
    });
    const cap = fc.option(fc.integer({ min: 1, max: 4 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(plan, { maxLength: 9 }),
        // What each of six peptides has on each allele.
        fc.array(fc.tuple(probability, probability, probability), { minLength: 6, maxLength: 6 }),
        fc.tuple(probability, probability, probability),
        fc.record({
          maxEpitopes: fc.integer({ min: 1, max: 6 }),
          capPerGene: cap,
          capPerAllele: cap,
        }),
        async (drafts, shown, kept, options) => {
          const plans = drafts.map((draft) => ({
            ...draft,
            peptide: `p${draft.peptide}`,
            shown: shown[draft.peptide]!,
          }));
          const set = await choose(plans, kept, { ...options, maxNodes: 5_000 });
          expect(set.isOptimal).toBe(true);
          expect(set.expected).toBeCloseTo(bruteForce(plans, kept, options), 8);
          const members = set.chosen.map(({ index }) => index);
          expect(set.expected).toBeCloseTo(worth(plans, kept, members), 9);
          const gains = set.chosen.map(({ gain }) => gain);
          expect(gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(set.expected, 9);
          expect(gains).toEqual([...gains].sort((a, b) => b - a));
        },
      ),
      { numRuns: 150, seed: 20_261_124 },
    );
  });

  it('says how far it may be from the best where it stops early', async () => {
    const plans = Array.from({ length: 30 }, (_, i) => ({
      mutation: `m${i % 6}`,
      shown: [0.3 + (i % 7) / 20, 0.2 + (i % 5) / 20],
    }));
    const early = await choose(plans, [1, 1], { maxEpitopes: 12, maxNodes: 1 });
    const late = await choose(plans, [1, 1], { maxEpitopes: 12, maxNodes: 2_000 });
    expect(early.isOptimal).toBe(false);
    expect(early.upperBound).toBeGreaterThanOrEqual(late.expected - 1e-9);
    expect(late.upperBound).toBeLessThanOrEqual(early.upperBound + 1e-9);
  });

  it('is balanced so that no allele leads over half, unless places would stay empty', async () => {
    const led = (a: number, count: number, from: number): readonly Plan[] =>
      Array.from({ length: count }, (_, i) => ({
        mutation: `m${from + i}`,
        shown: a === 0 ? [0.5, null] : [null, 0.1],
      }));
    const balance = async (plans: readonly Plan[]) => {
      const options = { maxEpitopes: 6 };
      const set = await chooseBalanced(candidates(plans), patient([1, 1]), options, quietContext());
      const ofFirst = set.chosen.filter(({ leadingAllele }) => leadingAllele === ALLELES[0]);
      return [set.chosen.length, ofFirst.length, set.capPerAllele];
    };
    expect(await balance([...led(0, 8, 0), ...led(1, 8, 8)])).toEqual([6, 3, 3]);
    expect(await balance([...led(0, 8, 0), ...led(1, 1, 8)])).toEqual([6, 5, 5]);
    expect(await balance(led(0, 8, 0))).toEqual([6, 6, 6]);
    expect(await balance(led(0, 2, 0))).toEqual([2, 2, 3]);
  });

  it('refuses a count that is none', async () => {
    await expect(choose([], [], { maxEpitopes: 0 })).rejects.toThrow(/maxEpitopes is 0/);
    await expect(choose([], [], { maxEpitopes: 1, capPerGene: 1.5 })).rejects.toThrow(/capPerGene/);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(
      chooseEpitopes([], [], { maxEpitopes: 1 }, quietContext({ signal: controller.signal })),
    ).rejects.toThrow('enough');
  });
});
