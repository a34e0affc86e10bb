import fc from 'fast-check';
import { anchorsFromShares } from './anchors.js';
import { describe, expect, it } from 'vitest';

import { AMINO_ACIDS } from '../../core/amino-acids.js';
import type { HlaAllele, Peptide } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';

import { createMotifModel } from './motif-model.js';
import { RESIDUES } from './motif-pack.js';
import type { LengthMotif, MotifPack } from './motif-pack.js';

const A2 = 'HLA-A*02:01' as HlaAllele;
const B8 = 'HLA-B*08:01' as HlaAllele;
const UNKNOWN = 'HLA-B*82:02' as HlaAllele;

const cell = (position: number, residue: string): number =>
  position * RESIDUES + AMINO_ACIDS.indexOf(residue);

/** A motif that is the background but for what `set` writes into its log-odds. */
function lengthMotif(
  length: number,
  lengthLogOdds: number,
  set: (logOdds: Float64Array) => void,
): LengthMotif {
  const logOdds = new Float64Array(length * RESIDUES);
  set(logOdds);
  return { length, trainingLigands: 100, lengthLogOdds, logOdds };
}

/** Eight-mers want L at P2 and V at P8 in A2; nine-mers are 1 bit likelier. B8 has 8-mers only. */
const pack: MotifPack = {
  background: new Float64Array(RESIDUES).fill(1 / RESIDUES),
  rankPercents: Float64Array.of(0.01, 1, 100),
  alleles: [
    {
      allele: A2,
      trainingLigands: 200,
      rankScores: Float64Array.of(8, 4, -2),
      lengths: [
        lengthMotif(8, -0.5, (logOdds) => {
          logOdds[cell(1, 'L')] = 3;
          logOdds[cell(7, 'V')] = 2.25;
          logOdds[cell(7, 'D')] = -4;
        }),
        lengthMotif(9, 1, () => undefined),
      ],
    },
    {
      allele: B8,
      trainingLigands: 100,
      rankScores: Float64Array.of(2, 2, 0),
      lengths: [lengthMotif(8, 0, (logOdds) => void (logOdds[cell(0, 'F')] = 1))],
    },
  ],
};
const model = createMotifModel(pack, 'motif-test');

function scored(peptides: readonly string[], allele = A2) {
  const [answer] = model.scoreNow(peptides as Peptide[], [allele]);
  if (answer?.kind !== 'scored') throw new Error('unscored');
  return answer;
}

describe('presentationScore', () => {
  it('is the length log-odds plus one cell a position, by hand', () => {
    const { presentationScore, affinityNm, modelId } = scored([
      'ALAAAAAV', // -0.5 + 3 + 2.25
      'ALAAAAAD', // -0.5 + 3 - 4
      'AAAAAAAA', // -0.5
      'AAAAAAAAA', // 1
    ]);
    expect([...presentationScore]).toEqual([4.75, -1.5, -0.5, 1]);
    expect(affinityNm).toBeNull();
    expect(modelId).toBe('motif-test');
  });

  it('is not a number for a length without a motif, beside numbers for the others', () => {
    const { presentationScore, percentileRank } = scored(['AAAAAAAAAA', 'ALAAAAAV', 'AAA', '']);
    expect([...presentationScore]).toEqual([NaN, 4.75, NaN, NaN]);
    expect([...percentileRank].map(Number.isNaN)).toEqual([true, false, true, true]);
    expect([...scored(['AAAAAAAAA'], B8).presentationScore]).toEqual([NaN]);
  });

  it('is refused for a residue that is none of the twenty, whatever the types say', () => {
    expect(() => scored(['AAAAXAAA'])).toThrow('"AAAAXAAA" is no Peptide');
  });

  it('is the same whatever other peptides are asked for', () => {
    const peptide = fc
      .array(fc.constantFrom(...AMINO_ACIDS), { minLength: 7, maxLength: 10 })
      .map((residues) => residues.join(''));
    fc.assert(
      fc.property(fc.array(peptide), (peptides) => {
        const together = scored(peptides);
        peptides.forEach((one, i) => {
          expect(scored([one]).presentationScore[0]).toBe(together.presentationScore[i]);
          expect(scored([one]).percentileRank[0]).toBe(together.percentileRank[i]);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('percentileRank', () => {
  it('is that of the table on its rows, and log-linear between them', () => {
    // 4.75 lies 3/16 of the way from 4 (1 %) to 8 (0.01 %), in log10: 0 - 2 x 3/16.
    expect(scored(['ALAAAAAV']).percentileRank[0]).toBeCloseTo(10 ** -0.375, 12);
    // 1 is half-way from 4 (1 %) to -2 (100 %).
    expect(scored(['AAAAAAAAA']).percentileRank[0]).toBeCloseTo(10, 12);
  });

  it('counts random peptides that tie as scoring at least as high', () => {
    const ranks = {
      ...pack,
      alleles: [{ ...pack.alleles[1]!, rankScores: Float64Array.of(1, 1, 0) }],
    };
    const [answer] = createMotifModel(ranks, 'ties').scoreNow(['FAAAAAAA' as Peptide], [B8]);
    expect(answer?.kind === 'scored' && answer.percentileRank[0]).toBe(1);
  });

  it('ends at the best row of the table and at 100', () => {
    expect(scored(['FAAAAAAA', 'AAAAAAAA'], B8).percentileRank[1]).toBe(100);
    const low = {
      ...pack,
      alleles: [{ ...pack.alleles[0]!, rankScores: Float64Array.of(3, 2, 1) }],
    };
    const [answer] = createMotifModel(low, 'ends').scoreNow(['ALAAAAAV', 'ALAAAAAD'] as Peptide[], [
      A2,
    ]);
    expect(answer?.kind === 'scored' && [...answer.percentileRank]).toEqual([0.01, 100]);
  });

  it('never rises with the score', () => {
    const residues = fc.constantFrom('A', 'L', 'V', 'D');
    const peptide = fc.array(residues, { minLength: 8, maxLength: 9 }).map((r) => r.join(''));
    fc.assert(
      fc.property(fc.array(peptide, { minLength: 2 }), (peptides) => {
        const { presentationScore, percentileRank } = scored(peptides);
        const byScore = [...presentationScore.keys()].sort(
          (a, b) =>
            presentationScore[b]! - presentationScore[a]! ||
            percentileRank[a]! - percentileRank[b]!,
        );
        const ranks = byScore.map((i) => percentileRank[i]!);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('alleles', () => {
  it('are answered in the order asked for, those without a motif by a reason', () => {
    const answers = model.scoreNow(['ALAAAAAV' as Peptide], [UNKNOWN, B8, A2, B8]);
    expect(answers.map(({ allele, kind }) => `${allele} ${kind}`)).toEqual([
      'HLA-B*82:02 unscored',
      'HLA-B*08:01 scored',
      'HLA-A*02:01 scored',
      'HLA-B*08:01 scored',
    ]);
    expect(answers[0]).toEqual({
      kind: 'unscored',
      allele: UNKNOWN,
      reason: 'no class I motif for HLA-B*82:02: too few of its ligands are known',
    });
  });

  it('of class II are told apart from unknown ones', () => {
    const [answer] = model.scoreNow([], ['HLA-DRB1*04:05' as HlaAllele]);
    expect(answer).toMatchObject({
      reason: 'HLA-DRB1*04:05 is class II; this model is for class I',
    });
  });

  it('are learnt from themselves or not scored', async () => {
    expect(model.alleleDistance(A2)).toEqual({ nearest: A2, differingResidues: 0 });
    expect(model.alleleDistance(UNKNOWN)).toBeNull();
  });

  it('get the same scores from score as from scoreNow', async () => {
    const peptides = ['ALAAAAAV', 'AAA'] as Peptide[];
    expect(await model.score(peptides, [A2, UNKNOWN], quietContext())).toEqual(
      model.scoreNow(peptides, [A2, UNKNOWN]),
    );
    const stopped = quietContext({ signal: AbortSignal.abort(new Error('stopped')) });
    await expect(model.score(peptides, [A2], stopped)).rejects.toThrow('stopped');
  });

  it('and lengths are listed', () => {
    expect(model.alleles).toEqual([A2, B8]);
    expect(model.peptideLengths).toEqual([8, 9]);
  });
});

describe('motif', () => {
  it('gives frequencies that sum to 1 and their relative entropy, by hand', () => {
    const motif = model.motif(A2, 8)!;
    const row = motif.frequencies.subarray(RESIDUES, 2 * RESIDUES);
    // L is 8 times as frequent as each of the other 19: 8/27; log2(8/27 x 20) and log2(20/27).
    expect(row[AMINO_ACIDS.indexOf('L')]).toBeCloseTo(8 / 27, 12);
    expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(motif.logOdds[cell(1, 'L')]).toBeCloseTo(Math.log2(160 / 27), 12);
    expect(motif.informationBits[1]).toBeCloseTo(
      (8 / 27) * Math.log2(160 / 27) + (19 / 27) * Math.log2(20 / 27),
      12,
    );
    expect(motif.informationBits[0]).toBeCloseTo(0, 12);
  });

  it('is null where there is none', () => {
    expect(model.motif(A2, 10)).toBeNull();
    expect(model.motif(UNKNOWN, 9)).toBeNull();
  });
});

describe('positionShares', () => {
  it('give the fewest anchors, from position 1 on, that hold the share asked for', async () => {
    const shares = (await model.positionShares(A2, 8, quietContext()))!;
    expect(anchorsFromShares(shares, 0.8)).toEqual([2, 8]);
    expect(anchorsFromShares(shares, shares[1]! - 0.01)).toEqual([2]);
    expect(anchorsFromShares(shares, shares[1]! + 0.01)).toEqual([2, 8]);
  });

  it('go with the share of each position in the information, which sum to 1', async () => {
    const { informationBits } = model.motif(A2, 8)!;
    const shares = (await model.positionShares(A2, 8, quietContext()))!;
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(shares[1]! / shares[7]!).toBeCloseTo(informationBits[1]! / informationBits[7]!, 12);
    expect(await model.positionShares(UNKNOWN, 8, quietContext())).toBeNull();
    expect(await model.positionShares(A2, 9, quietContext())).toBeNull();
  });
});
