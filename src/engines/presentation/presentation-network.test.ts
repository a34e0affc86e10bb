import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadedPack, plainLogits, randomNetworkPack } from '../../../test/support/network-pack.js';
import { AMINO_ACIDS } from '../../core/amino-acids.js';
import type { HlaAllele, Peptide } from '../../core/brands.js';
import { type Progress, quietContext } from '../../core/context.js';
import { seededRandom } from '../../core/seeded-random.js';
import { inThisThread, type NetworkHost } from '../../kernels/gated-network.js';
import { encodeProteome } from '../search/proteome-format.js';
import { type NetworkOptions, loadPresentationNetwork } from './presentation-network.js';

const A2 = 'HLA-A*02:01' as HlaAllele;
const A2_TWIN = 'HLA-A*02:09' as HlaAllele;
const B7 = 'HLA-B*07:02' as HlaAllele;
const DR4 = 'HLA-DRB1*04:01' as HlaAllele;

function randomPeptides(
  count: number,
  lengths: readonly number[],
  seed: number,
): readonly Peptide[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) =>
    Array.from(
      { length: lengths[i % lengths.length] as number },
      () => AMINO_ACIDS[random.below(20)],
    ).join(''),
  ) as string[] as Peptide[];
}

const proteome = loadedPack(
  'healthy-proteome',
  encodeProteome(
    randomPeptides(40, [200], 9).map((sequence, i) => ({
      accession: `P${i}`,
      gene: `G${i}`,
      sequence,
    })),
  ),
);

const classI = randomNetworkPack({ mhcClass: 'I', teachers: 3 });
const classII = randomNetworkPack({
  mhcClass: 'II',
  teachers: 2,
  groove: [12, 8],
  hidden: [36, 18],
});
const loadI = (options: Partial<NetworkOptions> = {}) =>
  loadPresentationNetwork(classI.pack, { proteome, ...options });
const loadII = (options: Partial<NetworkOptions> = {}) =>
  loadPresentationNetwork(classII.pack, { proteome, ...options });
const modelI = await loadI();
const modelII = await loadII();

const anyPeptide = (min: number, max: number): fc.Arbitrary<Peptide> =>
  fc
    .array(fc.constantFrom(...AMINO_ACIDS), { minLength: min, maxLength: max })
    .map((residues) => residues.join('') as Peptide);

describe('logits', () => {
  it.each([
    { name: 'class I', model: modelI, plain: classI, min: 8, max: 14 },
    { name: 'class II', model: modelII, plain: classII, min: 12, max: 25 },
  ])(
    'of $name equal the plain computation in double precision',
    async ({ model, plain, min, max }) => {
      const alleles = Object.keys(plain.alleles) as HlaAllele[];
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyPeptide(min, max), { minLength: 1, maxLength: 5 }),
          fc.constantFrom(...alleles),
          async (peptides, allele) => {
            const logits = (await model.logits(peptides, allele, quietContext()))!;
            peptides.forEach((peptide, i) => {
              const { el, ba, coreStart0 } = plainLogits(plain, peptide, allele);
              expect(Math.abs(logits.el[i]! - el)).toBeLessThan(1e-4);
              expect(Math.abs(logits.ba![i]! - ba)).toBeLessThan(1e-4);
              if (plain.mhcClass === 'II') expect(logits.coreStart0![i]).toBe(coreStart0);
            });
          },
        ),
        { numRuns: 400, seed: 20_261_102 },
      );
    },
  );

  it('of several teachers are their mean, over which the register is chosen', async () => {
    for (const [load, plain, allele, lengths] of [
      [loadI, classI, B7, [8, 11, 14]],
      [loadII, classII, DR4, [12, 15, 25]],
    ] as const) {
      const model = await load({ accurate: true });
      const peptides = randomPeptides(30, lengths, 4);
      const logits = (await model.logits(peptides, allele, quietContext()))!;
      peptides.forEach((peptide, i) => {
        const { el, ba, coreStart0 } = plainLogits(plain, peptide, allele, 'teacher');
        expect(Math.abs(logits.el[i]! - el)).toBeLessThan(1e-4);
        expect(Math.abs(logits.ba![i]! - ba)).toBeLessThan(1e-4);
        if (logits.coreStart0 !== null) expect(logits.coreStart0[i]).toBe(coreStart0);
      });
      expect(model.id).toMatch(/-test-teachers$/);
    }
  });

  it('are the same bits whatever other peptides are asked for, across batches of the kernel', async () => {
    const peptides = randomPeptides(40_000, [8, 9, 10], 5);
    const together = (await modelI.logits(peptides, A2, quietContext()))!;
    for (const i of [0, 1, 2, 17_000, 39_999]) {
      const alone = (await modelI.logits([peptides[i]!], A2, quietContext()))!;
      expect([alone.el[0], alone.ba![0]]).toEqual([together.el[i], together.ba![i]]);
    }
  });

  it('are none for an allele without a groove, and NaN for a length that was not trained', async () => {
    expect(await modelI.logits([], 'HLA-A*99:01' as HlaAllele, quietContext())).toBeNull();
    const short = (await modelI.logits(['AAAAAAA' as Peptide], A2, quietContext()))!;
    expect([short.el[0], short.ba![0], short.coreStart0]).toEqual([NaN, NaN, null]);
    const shortII = (await modelII.logits(['AAAAAAA' as Peptide], DR4, quietContext()))!;
    expect(shortII.coreStart0![0]).toBe(-1);
  });

  it('are refused for a residue that is none of the twenty, whatever the types say', async () => {
    await expect(modelI.logits(['AAAAXAAA' as Peptide], A2, quietContext())).rejects.toThrow(
      '"AAAAXAAA" is no Peptide',
    );
  });
});

describe('score', () => {
  it('gives sigmoid and IC50 of the logits, by hand', async () => {
    const peptides = ['ACDEFGHIK', 'AAA', 'LMNPQRSTVWYA'] as Peptide[];
    const [answer] = await modelI.score(peptides, [B7], quietContext());
    if (answer?.kind !== 'scored') throw new Error('unscored');
    [0, 2].forEach((i) => {
      const { el, ba } = plainLogits(classI, peptides[i]!, B7);
      expect(answer.presentationScore[i]).toBeCloseTo(1 / (1 + Math.exp(-el)), 4);
      const oneMinusLog = 1 / (1 + Math.exp(-ba));
      expect(Math.log(answer.affinityNm![i]!)).toBeCloseTo(Math.log(50_000) * (1 - oneMinusLog), 3);
    });
    expect([answer.presentationScore[1], answer.percentileRank[1], answer.affinityNm![1]]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
    expect(answer.modelId).toBe('presentation-class1-test');
  });

  it('answers alleles in the order asked for, those it does not know by a reason', async () => {
    const asked = ['HLA-A*99:01', A2_TWIN, DR4, A2, B7] as HlaAllele[];
    const answers = await modelI.score(['ACDEFGHIK' as Peptide], asked, quietContext());
    expect(answers.map(({ allele }) => allele)).toEqual(asked);
    expect(answers.map((a) => (a.kind === 'unscored' ? a.reason : 'scored'))).toEqual([
      'no groove sequence is known for HLA-A*99:01',
      'scored',
      'HLA-DRB1*04:01 is class II; this model is for class I',
      'scored',
      'scored',
    ]);
    // Both have one groove.
    expect({ ...answers[1], allele: A2 }).toEqual(answers[3]);
    const [chain] = await modelII.score([], ['HLA-DQB1*02:01' as HlaAllele], quietContext());
    expect(chain).toMatchObject({ kind: 'unscored', reason: expect.stringContaining('partner') });
  });

  it('ranks fresh random peptides evenly from 0 to 100 %, never below 0.001 %', async () => {
    const random = seededRandom(3);
    const sequences = randomPeptides(40, [200], 9);
    const fresh = Array.from({ length: 8_000 }, (_, i) => {
      const start = random.below(180);
      return sequences[random.below(40)]!.slice(start, start + 8 + (i % 4)) as Peptide;
    });
    const [answer] = await modelI.score(fresh, [A2], quietContext());
    if (answer?.kind !== 'scored') throw new Error('unscored');
    const sorted = answer.percentileRank.slice().sort();
    let gap = 0;
    sorted.forEach((rank, i) => {
      gap = Math.max(gap, Math.abs((i + 1) / sorted.length - rank / 100));
    });
    // Two-sample Kolmogorov-Smirnov at 0.1 %.
    expect(gap).toBeLessThan(1.95 * Math.sqrt(1 / 8_000 + 1 / 100_000));
    expect(sorted[0]).toBeGreaterThanOrEqual(0.001);
  });

  it('gives the same ranks in every run, and falls with the score', async () => {
    const peptides = randomPeptides(300, [12, 15, 25], 6);
    const [first] = await modelII.score(peptides, [DR4], quietContext());
    const [second] = await (await loadII()).score(peptides, [DR4], quietContext({ seed: 99 }));
    expect(second).toEqual(first);
    if (first?.kind !== 'scored') throw new Error('unscored');
    const byScore = [...first.presentationScore.keys()].sort(
      (a, b) => first.presentationScore[b]! - first.presentationScore[a]!,
    );
    const ranks = byScore.map((i) => first.percentileRank[i]!);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it('says that it works out ranks, and stops when told to', async () => {
    const reports: Progress[] = [];
    const stop = new AbortController();
    const context = quietContext({
      signal: stop.signal,
      report: (progress) => {
        reports.push(progress);
        if (progress.done === 1) stop.abort(new Error('stopped'));
      },
    });
    const model = await loadI();
    await expect(model.score(['ACDEFGHIK' as Peptide], [A2, B7], context)).rejects.toThrow(
      'stopped',
    );
    expect(reports).toEqual([
      { step: 'percentile ranks of alleles', done: 0, total: 2 },
      { step: 'percentile ranks of alleles', done: 1, total: 2 },
    ]);
  });

  it('keeps no more batches under way than its host has room for, and stops at the first failure', async () => {
    let underWay = 0;
    let most = 0;
    let answered = 0;
    const host: NetworkHost = {
      threads: 3,
      open: async (layers) => {
        const answer = await inThisThread.open(layers);
        return async (batch) => {
          most = Math.max(most, ++underWay);
          if (++answered > 30) throw new Error('a thread broke');
          const answers = await answer(batch);
          underWay--;
          return answers;
        };
      },
    };
    const model = await loadI({ host });
    const peptides = randomPeptides(600_000, [8], 7);
    await expect(model.logits(peptides, A2, quietContext())).rejects.toThrow('a thread broke');
    expect(most).toBe(6);
    expect(answered).toBeLessThan(37);
  });
});

describe('positionShares', () => {
  it('sum to 1 and are greater where a substitution changes more', async () => {
    const shares = (await modelI.positionShares(A2, 9, quietContext()))!;
    expect(shares).toHaveLength(9);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(await modelI.positionShares(A2_TWIN, 9, quietContext())).toEqual(shares);
  });

  it('are null for class II, another length and an unknown allele', async () => {
    expect(await modelII.positionShares(DR4, 15, quietContext())).toBeNull();
    expect(await modelI.positionShares(A2, 15, quietContext())).toBeNull();
    expect(await modelI.positionShares('HLA-A*99:01' as HlaAllele, 9, quietContext())).toBeNull();
  });
});

describe('loading', () => {
  it('lists alleles and lengths', () => {
    expect(modelI.alleles).toEqual([A2, A2_TWIN, B7, 'HLA-C*07:01']);
    expect(modelI.peptideLengths).toEqual([8, 9, 10, 11, 12, 13, 14]);
    expect(modelII.mhcClass).toBe('II');
  });

  it('asks the student where a pack has no teachers, and says so', async () => {
    const { pack } = randomNetworkPack({ mhcClass: 'I' });
    const model = await loadPresentationNetwork(pack, { proteome, accurate: true });
    expect([model.role, model.id]).toEqual(['student', 'presentation-class1-test']);
    expect((await loadI({ accurate: true })).role).toBe('teacher');
  });
});
