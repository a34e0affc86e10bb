import { describe, expect, it } from 'vitest';

import { AMINO_ACIDS } from '../../src/core/amino-acids.js';

import { fitMotifs, groupByLength, MOTIF_LENGTHS, usualLengthRatios } from './fit-motif.js';
import type { FitOptions } from './fit-motif.js';

const UNIFORM = new Float64Array(20).fill(1 / 20);
const OPTIONS: FitOptions = { background: 4, carriedOver: 2, lengths: 1 };
/** 1/256 bit, the step of the pack. */
const STEP = 1 / 256;

const cell = (position: number, residue: string): number =>
  position * 20 + AMINO_ACIDS.indexOf(residue);

function fitted(peptides: readonly string[], lengthRatios = new Float64Array(7).fill(1)) {
  const motifs = fitMotifs(groupByLength(peptides), {
    proteome: UNIFORM,
    lengthRatios,
    options: OPTIONS,
  });
  return (length: number) => motifs.find((motif) => motif.length === length)!;
}

describe('fitMotifs', () => {
  it('gives the log-odds of counts and a prior, by hand', () => {
    const nine = fitted(['ALAAAAAAV', 'ALAAAAAAV', 'ALAAAAAAL', 'AMAAAAAAV'])(9);
    // P2: 3 L and 1 M of 4 ligands, prior 4 x 1/20: (3 + 0.2) / 8 over 1/20 is 8, (1 + 0.2) / 8 is 3.
    expect(nine.logOdds[cell(1, 'L')]).toBeCloseTo(3, 12);
    expect(Math.abs(nine.logOdds[cell(1, 'M')]! - Math.log2(3))).toBeLessThanOrEqual(STEP / 2);
    // Residues never seen: 0.2 / 8 over 1/20 is a half.
    expect(nine.logOdds[cell(1, 'W')]).toBeCloseTo(-1, 12);
    expect(nine.trainingLigands).toBe(4);
  });

  it('lays the 9-mer motif over a length without ligands from both ends', () => {
    const motif = fitted(['ACDEFGHIK', 'ACDEFGHIK']);
    const nine = motif(9).logOdds;
    const same = (length: number, position: number, core: number): void => {
      const start = position * 20;
      expect([...motif(length).logOdds.subarray(start, start + 20)]).toEqual([
        ...nine.subarray(core * 20, core * 20 + 20),
      ]);
    };
    [0, 1, 2, 3].forEach((position) => same(8, position, position));
    [4, 5, 6, 7].forEach((position) => same(8, position, position + 1));
    [0, 1, 2, 3, 4].forEach((position) => same(11, position, position));
    [7, 8, 9, 10].forEach((position) => same(11, position, position - 2));
    // The bulge, P6 and P7 of an 11-mer: mean of P4-P6, each seen with (2 + 0.2) / 6, else 0.2 / 6.
    const bulge = Math.log2((20 * (2.2 + 0.2 + 0.2)) / 18);
    for (const residue of 'EFG') {
      expect(Math.abs(motif(11).logOdds[cell(5, residue)]! - bulge)).toBeLessThanOrEqual(STEP / 2);
    }
  });

  it('lets the ligands of a length outweigh what it borrows', () => {
    const own = Array.from({ length: 98 }, (_, i) => `${'FW'[i % 2]}AAAAAAAAA`);
    const ten = fitted(['LAAAAAAAA', ...own])(10);
    // 49 of 98 ligands, and 2 x (0.2 / 5) of the borrowed motif.
    const expected = Math.log2((20 * (49 + 0.08)) / 100);
    expect(Math.abs(ten.logOdds[cell(0, 'F')]! - expected)).toBeLessThanOrEqual(STEP / 2);
  });

  it('takes a length that was not looked at as being as frequent as usual', () => {
    const ratios = Float64Array.of(0.5, 1, 0.25, 0, 0, 0, 0);
    const motif = fitted(['AAAAAAAAA', 'CAAAAAAAA', 'AAAAAAAAAA'], ratios);
    // Counts 1 (usual: 0.5 x 2), 2, 1; prior 1 in shares 2/7, 4/7, 1/7; total 5.
    expect(Math.abs(motif(8).lengthLogOdds - Math.log2(((1 + 2 / 7) / 5) * 7))).toBeLessThan(STEP);
    expect(Math.abs(motif(9).lengthLogOdds - Math.log2(((2 + 4 / 7) / 5) * 7))).toBeLessThan(STEP);
    expect(Math.abs(motif(10).lengthLogOdds - Math.log2(((1 + 1 / 7) / 5) * 7))).toBeLessThan(STEP);
  });
});

const eights = (count: number): readonly string[] =>
  Array.from({ length: count }, () => 'AAAAAAAA');

describe('usualLengthRatios', () => {
  it('averages over alleles with 100 9-mers that have the length at all', () => {
    const nineMers = Array.from({ length: 100 }, (_, i) =>
      `AAAAAAA${AMINO_ACIDS[i % 20]}${i}`.slice(0, 9),
    );
    const ratios = usualLengthRatios([
      groupByLength([...nineMers, ...eights(10)]),
      groupByLength([...nineMers, ...eights(30)]),
      groupByLength(nineMers),
      groupByLength(eights(500)),
    ]);
    expect(ratios[MOTIF_LENGTHS.indexOf(8)]).toBeCloseTo(0.2, 12);
    expect(ratios[MOTIF_LENGTHS.indexOf(9)]).toBe(1);
    expect(ratios[MOTIF_LENGTHS.indexOf(10)]).toBe(0);
  });
});
