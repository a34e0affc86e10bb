import { describe, expect, it } from 'vitest';

import { AMINO_ACIDS } from '../../core/amino-acids.js';
import { seededRandom } from '../../core/seeded-random.js';
import { decodeProteome, encodeProteome } from '../search/proteome-format.js';
import {
  drawHumanPeptides,
  percentileRank,
  rankPlaces,
  rankTable,
  rankTableOf,
} from './percentile-calibration.js';

describe('percentileRank', () => {
  const table = rankTable(Float64Array.of(8, 4, -2), Float64Array.of(0.01, 1, 100));

  it('is that of the table on its rows, log-linear between, and ends with them', () => {
    expect(percentileRank(table, 8)).toBe(0.01);
    expect(percentileRank(table, 4)).toBe(1);
    // Half-way: the geometric mean.
    expect(percentileRank(table, 6)).toBeCloseTo(0.1, 12);
    expect(percentileRank(table, 1)).toBeCloseTo(10, 12);
    expect([9, 1e9, Infinity].map((score) => percentileRank(table, score))).toEqual([
      0.01, 0.01, 0.01,
    ]);
    expect([-2, -3, -Infinity].map((score) => percentileRank(table, score))).toEqual([
      100, 100, 100,
    ]);
  });

  it('counts random peptides that tie as scoring at least as high', () => {
    const ties = rankTable(Float64Array.of(5, 1, 1, 1, 0), Float64Array.of(1, 2, 3, 50, 100));
    expect(percentileRank(ties, 1)).toBe(50);
  });
});

describe('rankTableOf', () => {
  it('has the k-th best score at k per cent of a hundred', () => {
    const scores = Float64Array.from(
      seededRandom(1).shuffled(Array.from({ length: 100 }, (_, i) => i)),
    );
    const table = rankTableOf(scores);
    expect([...table.percents]).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect([...table.scores]).toEqual(Array.from({ length: 100 }, (_, i) => 99 - i));
    expect(percentileRank(table, 97)).toBe(3);
  });

  it('goes down to 0.001 % for 100,000 peptides, most finely at the strong end', () => {
    const places = rankPlaces(100_000);
    expect(places[0]).toBe(1);
    expect(places.at(-1)).toBe(100_000);
    expect(places.length).toBeLessThan(250);
    const below = (percent: number): number =>
      places.filter((place) => place <= percent * 1_000).length;
    expect(below(0.1)).toBeGreaterThan(30);
    expect(below(2)).toBeGreaterThan(60);
  });
});

describe('drawHumanPeptides', () => {
  it('draws from inside proteins, past unusual residues, the same for a seed', () => {
    const sequences = ['MKTIIALSYIFC', 'ACDEFGHUIKLMNPQRS', 'ACD'];
    const proteome = decodeProteome(
      encodeProteome(
        sequences.map((sequence, i) => ({ accession: `P${i}`, gene: `G${i}`, sequence })),
      ),
    );
    const draw = (seed: number): readonly string[] => {
      const residues = drawHumanPeptides(proteome, {
        count: 300,
        length: 8,
        random: seededRandom(seed),
      });
      return Array.from({ length: 300 }, (_, i) =>
        [...residues.subarray(8 * i, 8 * i + 8)].map((code) => AMINO_ACIDS[code]).join(''),
      );
    };
    const drawn = draw(1);
    // Five windows of the first, two of the second behind its U.
    expect(new Set(drawn)).toEqual(
      new Set(['MKTIIALS', 'KTIIALSY', 'TIIALSYI', 'IIALSYIF', 'IALSYIFC', 'IKLMNPQR', 'KLMNPQRS']),
    );
    expect(draw(1)).toEqual(drawn);
    expect(draw(2)).not.toEqual(drawn);
  });
});
