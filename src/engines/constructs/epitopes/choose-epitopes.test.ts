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

/** The first two alleles, and two more, as pairs of which exactly one is left; the third stands alone. */
const PAIRED = [
  'HLA-A*02:01',
  'HLA-A*11:01',
  'HLA-C*07:02',
  'HLA-B*07:02',
  'HLA-B*44:02',
] as readonly string[] as HlaAllele[];

function pairedPatient(firstKept: readonly [number, number], alone: number) {
  const [p, q] = firstKept;
  return PAIRED.map((allele, a): PatientAllele => {
    const value = [p, 1 - p, alone, q, 1 - q][a]!;
    const other = PAIRED[[1, 0, 2, 4, 3][a]!]!;
    const base = { allele, mhcClass: 'I' as const, kept: given(value) };
    return other === allele ? base : { ...base, pairedWith: other };
  });
}

/** What a set is worth if the tumour has just these alleles left. */
function worthInWorld(
  plans: readonly Plan[],
  left: readonly boolean[],
  members: readonly number[],
) {
  let sum = 0;
  for (const mutation of new Set(members.map((i) => plans[i]!.mutation))) {
    const windows = members.map((i) => plans[i]!).filter((plan) => plan.mutation === mutation);
    let missed = 1;
    const seen = new Set<string>();
    for (const plan of windows) {
      plan.shown.forEach((probability, a) => {
        const key = `${plan.peptide} ${a}`;
        if (left[a] !== true || probability === null || seen.has(key)) return;
        seen.add(key);
        missed *= 1 - probability;
      });
    }
    sum += windows[0]!.clonal! * (1 - missed);
  }
  return sum;
}

/** The mean over every way in which one of each pair, and perhaps the third allele, is lost. */
function worthOverWorlds(
  plans: readonly Plan[],
  [p, q]: readonly [number, number],
  alone: number,
  members: readonly number[],
): number {
  let sum = 0;
  for (const first of [true, false]) {
    for (const second of [true, false]) {
      for (const third of [true, false]) {
        const chance = (first ? p : 1 - p) * (second ? q : 1 - q) * (third ? alone : 1 - alone);
        const left = [first, !first, third, second, !second];
        sum += chance * worthInWorld(plans, left, members);
      }
    }
  }
  return sum;
}

describe('the chosen set where one of a pair of alleles is lost, not known which,', () => {
  const choosePaired = (
    plans: readonly Plan[],
    options: ChooseOptions,
    kept: readonly [number, number] = [0.5, 0.5],
    alone = 1,
  ) => chooseEpitopes(candidates(plans), pairedPatient(kept, alone), options, quietContext());

  it('counts exactly one of both: 0.6 on either is 0.6, neither 0.51 nor 0.84', async () => {
    const set = await choosePaired([{ mutation: 'm1', shown: [0.6, 0.6, null, null, null] }], {
      maxEpitopes: 1,
    });
    // Independent halves: 1 - 0.7^2 = 0.51; both kept: 1 - 0.4^2 = 0.84.
    expect(set.expected).toBeCloseTo(0.6, 12);
    // On one of both by hand: 0.5 x 0.6; on two loci: 1 - (1 - 0.3) x (1 - 0.3).
    const one = await choosePaired([{ mutation: 'm1', shown: [0.6, null, null, null, null] }], {
      maxEpitopes: 1,
    });
    expect(one.expected).toBeCloseTo(0.3, 12);
    const two = await choosePaired([{ mutation: 'm1', shown: [0.6, null, null, 0.6, null] }], {
      maxEpitopes: 1,
    });
    expect(two.expected).toBeCloseTo(0.51, 12);
  });

  it('prefers what either of the pair shows to what one of it shows better', async () => {
    const set = await choosePaired(
      [
        { mutation: 'm1', shown: [0.5, null, null, null, null] },
        { mutation: 'm2', shown: [0.3, 0.3, null, null, null] },
      ],
      { maxEpitopes: 1 },
    );
    expect(set.chosen).toMatchObject([{ id: 'w1' }]);
    expect(set.expected).toBeCloseTo(0.3, 12);
  });

  it('equals the best of all sets over every way to lose one of each pair', async () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    const five = fc.array(fc.option(probability, { freq: 3 }), { minLength: 5, maxLength: 5 });
    const plan = fc.record({ mutation: fc.constantFrom('m1', 'm2', 'm3'), peptide: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(plan, { maxLength: 7 }),
        fc.array(five, { minLength: 4, maxLength: 4 }),
        fc.array(probability, { minLength: 3, maxLength: 3 }),
        fc.tuple(fc.constantFrom(0.5, 0.2, 1), fc.constantFrom(0.5, 0.9)),
        probability,
        fc.integer({ min: 1, max: 4 }),
        async (drafts, shown, clonal, kept, alone, maxEpitopes) => {
          const plans = drafts.map(({ mutation, peptide }) => ({
            mutation,
            peptide: `p${peptide}`,
            shown: shown[peptide]!,
            clonal: clonal[Number(mutation.slice(1)) - 1]!,
          }));
          const set = await choosePaired(plans, { maxEpitopes, maxNodes: 5_000 }, kept, alone);
          const members = set.chosen.map(({ index }) => index);
          expect(set.isOptimal).toBe(true);
          expect(set.expected).toBeCloseTo(worthOverWorlds(plans, kept, alone, members), 9);
          let best = 0;
          for (let bits = 0; bits < 1 << plans.length; bits++) {
            const some = plans.map((_, i) => i).filter((i) => (bits >> i) & 1);
            if (some.length > maxEpitopes) continue;
            best = Math.max(best, worthOverWorlds(plans, kept, alone, some));
          }
          expect(set.expected).toBeCloseTo(best, 8);
        },
      ),
      { numRuns: 120, seed: 20_261_201 },
    );
  });

  it('takes a partner that no model scores to show nothing', async () => {
    const [first] = pairedPatient([0.5, 0.5], 1);
    const set = await chooseEpitopes(
      candidates([{ mutation: 'm1', shown: [0.6] }]),
      [first!],
      { maxEpitopes: 1 },
      quietContext(),
    );
    expect(set.expected).toBeCloseTo(0.3, 12);
  });

  it('is not chosen for a pair whose chances do not add up, or that is none', async () => {
    const [first, second] = pairedPatient([0.5, 0.5], 1) as [PatientAllele, PatientAllele];
    const of = (alleles: readonly PatientAllele[]) =>
      chooseEpitopes([], alleles, { maxEpitopes: 1 }, quietContext());
    await expect(of([first, { ...second, kept: given(0.4) }])).rejects.toThrow('exactly one');
    await expect(of([first, { ...second, kept: given(null) }])).rejects.toThrow('exactly one');
    const { pairedWith: _, ...alone } = second;
    await expect(of([first, alone])).rejects.toThrow('exactly one');
  });
});

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

  it('counts an allele as kept where its loss is not known, whatever is known of others', async () => {
    const plans = [
      { mutation: 'm1', shown: [0.5, null] },
      { mutation: 'm2', shown: [null, 0.4] },
    ];
    const set = await choose(plans, [0, null], { maxEpitopes: 2 });
    expect(set.chosen.map(({ id, gain }) => [id, gain])).toEqual([['w1', 0.4]]);
    expect(set.worthless).toEqual(['w0']);
    expect(set.unknown.kept).toEqual({ known: 1, unknown: 1, mean: null });
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
