import { describe, expect, it } from 'vitest';

import { proteomeOf, rankedModel, type RankOf } from '../../../../test/support/ranked-model.js';
import { AMINO_ACIDS } from '../../../core/amino-acids.js';
import type { HlaAllele, Peptide } from '../../../core/brands.js';
import { quietContext } from '../../../core/context.js';
import { seededRandom } from '../../../core/seeded-random.js';
import type { JunctionEngines } from './junctions.js';
import { type EpitopeToOrder, orderEpitopes, type OrderOptions } from './order-epitopes.js';
import { comparePathCosts } from './path-costs.js';
import { presentationProbability } from './presentation-probability.js';

const A2 = 'HLA-A*02:01' as HlaAllele;
const B7 = 'HLA-B*07:02' as HlaAllele;
const DR4 = 'HLA-DRB1*04:01' as HlaAllele;

function engines(
  rank: RankOf,
  healthy: readonly string[] = [],
  rankII: RankOf = () => 50,
): JunctionEngines {
  return {
    presentation: [rankedModel('I', rank), rankedModel('II', rankII)],
    healthyProteome: proteomeOf(healthy),
  };
}

function epitopes(...sequences: readonly string[]): readonly EpitopeToOrder[] {
  return sequences.map((sequence, i) => ({
    id: `e${i}`,
    sequence: sequence as Peptide,
    core: { start0: 4, end0: sequence.length - 4 },
  }));
}

const order = (
  given: readonly EpitopeToOrder[],
  with_: JunctionEngines,
  options: Partial<OrderOptions> = {},
) => orderEpitopes(given, { alleles: [A2], ...options }, with_, quietContext());

const LEFT = 'MMMMSSSSSSSSSSSSSSMMMM';
const RIGHT = 'RRRRTTTTTTTTTTTTTTRRRR';

describe('ordered epitopes', () => {
  it('stand in the row whose junctions bind least, here by which end meets which', async () => {
    // Only what holds MR binds: the row must put RIGHT first.
    const row = await order(
      epitopes(LEFT, RIGHT),
      engines((p) => (p.includes('MR') ? 0.1 : 40)),
      {
        spacers: [''],
      },
    );
    expect(row.epitopes.map(({ id }) => id)).toEqual(['e1', 'e0']);
    expect(row).toMatchObject({ sequence: RIGHT + LEFT, isOptimal: true, unscored: [] });
    expect(row.junctions).toMatchObject([
      {
        left: 'e1',
        right: 'e0',
        isAcceptable: true,
        healthy: [],
        strongest: { percentileRank: 40 },
      },
    ]);
    // Beyond a weak binder's rank nothing counts.
    expect(row.cost).toEqual({ worst: 0, sum: 0 });
    expect(row.junctionRanks).toEqual([
      [null, 0.1],
      [40, null],
    ]);
  });

  it('are kept apart by the spacer that binds least, and nothing is clipped where one helps', async () => {
    const rank = (p: string) => (/MR|RM|G|H/.test(p) ? 0.3 : 10);
    const row = await order(epitopes(LEFT, RIGHT), engines(rank));
    expect(row.junctions[0]!.form).toEqual({ leftClip: 0, spacer: 'AAY', rightClip: 0 });
    expect([`${LEFT}AAY${RIGHT}`, `${RIGHT}AAY${LEFT}`]).toContain(row.sequence);
  });

  it('cost what their weak binders are likely to be shown, in the worst and in sum', async () => {
    const row = await order(
      epitopes(LEFT, RIGHT),
      engines(() => 1.41),
      { spacers: [''] },
    );
    expect(row.cost.worst).toBeCloseTo(presentationProbability(1.41, 'I'), 12);
    expect(row.cost.sum).toBe(row.cost.worst);
    expect(row.junctions[0]!.isAcceptable).toBe(true);
  });

  it('are kept apart by as few residues as it takes', async () => {
    const rank = (p: string) => (/MR|RM/.test(p) ? 1 : 30);
    const row = await order(epitopes(LEFT, RIGHT), engines(rank));
    expect(row.junctions[0]!.form.spacer).toBe('HH');
  });

  it('are clipped where no spacer helps, as little as needed and never into the core', async () => {
    // Three M or three R at an end bind, and so does everything in the other direction.
    const rank = (p: string) => (/MMM|RRR/.test(p) ? 0.2 : 30);
    const row = await order(epitopes(LEFT, RIGHT), engines(rank), { spacers: ['', 'AAY'] });
    expect(row.junctions[0]!.isAcceptable).toBe(true);
    expect(row.junctions.map(({ form }) => form)).toMatchObject([{ leftClip: 2, rightClip: 2 }]);
    expect(row.sequence).toBe(
      row.epitopes.map(({ sequence }) => sequence).join(row.junctions[0]!.form.spacer),
    );

    const held = epitopes(LEFT, RIGHT).map((epitope) => ({
      ...epitope,
      core: { start0: 1, end0: epitope.sequence.length - 1 },
    }));
    const kept = await order(held, engines(rank), { spacers: ['', 'AAY'] });
    expect(kept.junctions).toMatchObject([
      { isAcceptable: false, strongest: { percentileRank: 0.2 } },
    ]);
    for (const { clippedStart, clippedEnd } of kept.epitopes) {
      expect(Math.max(clippedStart, clippedEnd)).toBeLessThanOrEqual(1);
    }
  });

  it('make no healthy peptide where there is a way round it, and name it where there is none', async () => {
    const healthy = ['SSMMMMRR', 'RRRRMMMM'];
    const rank = () => 20;
    const around = await order(epitopes(LEFT, RIGHT), engines(rank, healthy), { maxClip: 0 });
    expect(around.junctions[0]).toMatchObject({ isAcceptable: true, healthy: [] });
    const none = await order(epitopes(LEFT, RIGHT), engines(rank, healthy), {
      spacers: [''],
      maxClip: 0,
    });
    expect(none.cost.worst).toBe(1);
    expect(none.junctions[0]!.healthy).toHaveLength(1);
    expect(none.junctions[0]!.healthy[0]).toMatch(/^(SSMMMMRR|RRRRMMMM) \(PLEC\)$/);
  });

  it('meet what stands before and after them', async () => {
    const rank = (p: string) => (/WM|RY/.test(p) ? 0.1 : 10);
    const options = { spacers: [''], maxClip: 0, before: 'WWWWWWWWWW', after: 'YYYYYYYYYY' };
    const row = await order(epitopes(LEFT, RIGHT), engines(rank), options);
    expect(row.epitopes.map(({ id }) => id)).toEqual(['e1', 'e0']);
    expect(row.junctions.map(({ left, right }) => [left, right])).toEqual([
      [null, 'e1'],
      ['e1', 'e0'],
      ['e0', null],
    ]);
  });

  it('are read as a whole: 15-mers of class II, and what crosses a short epitope', async () => {
    const short = epitopes('AAAAAAAAAAAA', 'CCCCCCCC', 'DDDDDDDDDDDD').map((epitope) => ({
      ...epitope,
      core: { start0: 0, end0: epitope.sequence.length },
    }));
    // DC, CA and DA bind, so that only A C D is left.
    const crossing = (p: string) =>
      p.includes('ACCCCCCCCD') ? 0.05 : /DC|CA|DA/.test(p) ? 0.1 : 10;
    const classII = (p: string) => (p === 'AAAAAAACCCCCCCC' ? 0.4 : 60);
    const row = await order(short, engines(crossing, ['ACCCCCCCCD'], classII), {
      alleles: [A2, DR4],
      spacers: [''],
    });
    expect(row.sequence).toBe('AAAAAAAAAAAACCCCCCCCDDDDDDDDDDDD');
    expect(row.junctions.every(({ isAcceptable }) => isAcceptable)).toBe(true);
    const found = row.others.strongBinders.map(({ peptide, allele }) => [peptide, allele]);
    expect(found).toContainEqual(['ACCCCCCCCD', A2]);
    expect(found).toContainEqual(['AAAAAAACCCCCCCC', DR4]);
    // The 10-mer, the two 11-mers that hold it, the 15-mer.
    expect(found).toHaveLength(4);
    expect(row.others.healthy).toEqual(['ACCCCCCCCD (PLEC)']);
    const both = await order(
      short.slice(0, 2),
      engines(() => 10, [], classII),
      {
        alleles: [A2, DR4],
        spacers: [''],
        mhcClasses: ['I', 'II'],
      },
    );
    expect(both.sequence).toBe('CCCCCCCCAAAAAAAAAAAA');
  });

  it('say which alleles took no part, and are judged by the others', async () => {
    const rank = (p: string, allele: HlaAllele) =>
      allele === B7 ? null : p.includes('MR') ? 0.1 : 40;
    const row = await order(epitopes(LEFT, RIGHT), engines(rank), {
      alleles: [A2, B7],
      spacers: [''],
    });
    expect(row.unscored).toEqual([{ allele: B7, reason: 'no groove for HLA-B*07:02' }]);
    const none = await order(
      epitopes(LEFT, RIGHT),
      engines(() => null),
      { spacers: [''] },
    );
    expect(none.junctions).toMatchObject([{ strongest: null, cost: 0 }]);
  });

  it('may be one or none', async () => {
    const one = await order(
      epitopes(LEFT),
      engines(() => 10),
    );
    expect(one).toMatchObject({ sequence: LEFT, junctions: [], cost: { worst: 0, sum: 0 } });
    expect(
      await order(
        [],
        engines(() => 10),
      ),
    ).toMatchObject({ sequence: '', epitopes: [] });
  });

  it('are the best of all rows and spacers, by trying each', async () => {
    const spacers = ['', 'AAY', 'HH', 'GPGPG'];
    for (let seed = 1; seed <= 12; seed++) {
      const random = seededRandom(seed);
      const sequences = Array.from({ length: 4 }, () =>
        Array.from({ length: 12 }, () => AMINO_ACIDS[random.below(20)]).join(''),
      );
      // One peptide in thirty is a strong binder, one in ten a weak one.
      const rank = (p: string): number => {
        let hash = seed;
        for (const residue of p) hash = (hash * 31 + residue.charCodeAt(0)) % 9_973;
        return hash % 30 === 0
          ? 0.1 + (hash % 4) / 10
          : hash % 10 === 1
            ? 0.6 + (hash % 14) / 10
            : 30;
      };
      /** The cost as README.md says it, read off the joined residues. */
      const costOf = (left: string, spacer: string, right: string): number => {
        const text = left + spacer + right;
        let lowest = Infinity;
        for (const length of [8, 9, 10, 11]) {
          for (let start = 0; start + length <= text.length; start++) {
            const inLeft = start + length <= left.length;
            const inRight = start >= left.length + spacer.length;
            if (!inLeft && !inRight)
              lowest = Math.min(lowest, rank(text.slice(start, start + length)));
          }
        }
        const weak = lowest <= 2 ? presentationProbability(lowest, 'I') : 0;
        return weak + (lowest < 0.5 ? 1 : 0) + spacer.length * 1e-9;
      };
      const pair = (a: number, b: number): number =>
        Math.min(...spacers.map((spacer) => costOf(sequences[a]!, spacer, sequences[b]!)));
      const rows = [0, 1, 2, 3].flatMap((a) =>
        [0, 1, 2, 3].flatMap((b) =>
          [0, 1, 2, 3].flatMap((c) =>
            new Set([a, b, c]).size < 3 ? [] : [[a, b, c, 6 - a - b - c]],
          ),
        ),
      );
      const best = rows
        .map((row) => {
          const costs = row.slice(1).map((to, i) => pair(row[i]!, to));
          return { worst: Math.max(...costs), sum: costs.reduce((sum, cost) => sum + cost, 0) };
        })
        .reduce((a, b) => (comparePathCosts(b, a) < 0 ? b : a));
      const found = await order(epitopes(...sequences), engines(rank), { spacers, maxClip: 0 });
      expect(found.cost.worst).toBeCloseTo(best.worst, 12);
      expect(found.cost.sum).toBeCloseTo(best.sum, 12);
    }
  });

  it('beyond sixteen come with a lower bound, the same every time', async () => {
    const residues = 'ACDEFGHIKLMNPQRSTVWY';
    const many = Array.from({ length: 20 }, (_, i) =>
      residues
        .repeat(2)
        .slice(i, i + 12)
        .padEnd(16, residues[(i * 7) % 20]),
    );
    const rank = (p: string) =>
      0.2 + ((p.charCodeAt(0) * 31 + p.charCodeAt(p.length - 1) * 17) % 97);
    const first = await order(epitopes(...many), engines(rank), {
      spacers: ['', 'GGS'],
      maxClip: 1,
    });
    const again = await order(epitopes(...many), engines(rank), {
      spacers: ['', 'GGS'],
      maxClip: 1,
    });
    expect(again).toEqual(first);
    expect(first.method).toBe('local search');
    expect(first.lowerBound.worst).toBeLessThanOrEqual(first.cost.worst);
    expect(first.lowerBound.sum).toBeLessThanOrEqual(first.cost.sum + 1e-9);
    expect(first.epitopes.map(({ index }) => index).sort((a, b) => a - b)).toEqual(
      many.map((_, i) => i),
    );
  });

  it('refuse what cannot be ordered', async () => {
    await expect(
      order(
        epitopes('SIINFEK'),
        engines(() => 1),
      ),
    ).rejects.toThrow(/fewer than 8/);
    await expect(
      order(
        epitopes(LEFT),
        engines(() => 1),
        { spacers: ['aay'] },
      ),
    ).rejects.toThrow(/a spacer is/);
    await expect(
      order(
        epitopes(LEFT),
        engines(() => 1),
        { maxClip: -1 },
      ),
    ).rejects.toThrow(/maxClip/);
  });
});

describe('the presentation probability', () => {
  it('falls with the rank, is level beyond the table and equals its points', () => {
    for (const mhcClass of ['I', 'II'] as const) {
      let last = 1;
      for (let rank = 0.0005; rank < 100; rank *= 1.3) {
        const probability = presentationProbability(rank, mhcClass);
        expect(probability).toBeLessThanOrEqual(last);
        last = probability;
      }
    }
    expect(presentationProbability(Math.sqrt(0.05 * 0.1), 'I')).toBeCloseTo(0.0156, 10);
    expect(presentationProbability(0.0001, 'II')).toBe(0.0438);
    expect(presentationProbability(100, 'I')).toBe(9.89e-7);
  });
});
