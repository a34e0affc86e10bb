import { anchorsFromShares } from '../../src/engines/presentation/anchors.js';
import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { AMINO_ACIDS } from '../../src/core/amino-acids.js';
import type { HlaAllele, Peptide } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import { loadMotifModel } from '../../src/engines/presentation/motif-model.js';
import type { MotifModel } from '../../src/engines/presentation/motif-model.js';
import type { LoadedPack } from '../../src/packs/pack-store.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { evaluateAlleles } from '../../training/motif/evaluate-alleles.js';
import { drawHumanPeptides } from '../../training/motif/human-peptides.js';
import { PEER_TOOLS, bestRanks, peerMetrics, readPeerSamples } from '../../training/motif/peers.js';
import { trainMotifModel } from '../../training/motif/train.js';
import { readTrainingData } from '../../training/motif/training-data.js';
import { hasShared, sharedRows } from '../shared-data.js';

let pack: LoadedPack;
let model: MotifModel;

beforeAll(async () => {
  pack = await openPackStore().load('motif-presentation');
  model = loadMotifModel(pack);
});

const hla = (name: string): HlaAllele => `HLA-${name}` as HlaAllele;

function ranks(peptides: readonly string[], allele: string): Float64Array {
  const [answer] = model.scoreNow(peptides as Peptide[], [hla(allele)]);
  if (answer?.kind !== 'scored') throw new Error(`${allele} is unscored`);
  return answer.percentileRank;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The two positions of most information, 0-based, and their residues of highest log-odds. */
function strongest(allele: string, length: number, residues: number) {
  const { informationBits, logOdds } = model.motif(hla(allele), length)!;
  const positions = [...informationBits.keys()].sort(
    (a, b) => informationBits[b]! - informationBits[a]!,
  );
  return positions
    .slice(0, 2)
    .sort((a, b) => a - b)
    .map((position) => ({
      position,
      residues: [...AMINO_ACIDS]
        .sort(
          (a, b) =>
            logOdds[position * 20 + AMINO_ACIDS.indexOf(b)]! -
            logOdds[position * 20 + AMINO_ACIDS.indexOf(a)]!,
        )
        .slice(0, residues)
        .sort()
        .join(''),
    }));
}

describe('motifs known since 1991', () => {
  it('has L and M at P2 and V and L at P9 of A*02:01 (Falk et al. 1991, Nature 351:290)', async () => {
    expect(strongest('A*02:01', 9, 2)).toEqual([
      { position: 1, residues: 'LM' },
      { position: 8, residues: 'LV' },
    ]);
    const shares = await model.positionShares(hla('A*02:01'), 9, quietContext());
    expect(anchorsFromShares(shares ?? [], 0.8)).toEqual(expect.arrayContaining([2, 9]));
  });

  it('has R at P2 of B*27:05 (Jardetzky et al. 1991, Nature 353:326)', () => {
    expect(strongest('B*27:05', 9, 1)[0]).toEqual({ position: 1, residues: 'R' });
  });

  it('keeps the anchors at both ends of longer and shorter peptides', () => {
    for (const allele of ['A*02:01', 'A*24:02', 'B*07:02', 'B*44:02']) {
      for (const length of [8, 10, 11]) {
        expect(strongest(allele, length, 1).map(({ position }) => position)).toEqual([
          1,
          length - 1,
        ]);
      }
    }
  });
});

/**
 * Epitopes of the CEF panel with the allele they were seen on (Currier et al. 2002, J Immunol Methods 260:157;
 * serological types written as their commonest allele). Some are among the training ligands.
 */
const CEF_EPITOPES: Readonly<Record<string, readonly string[]>> = {
  'A*01:01': ['VSDGGPNLY', 'CTELKLSDY'],
  'A*02:01': ['GILGFVFTL', 'FMYSDFHFI', 'CLGGLLTMV', 'GLCTLVAML', 'NLVPMVATV'],
  'A*03:01': ['RVLSFIKGTK', 'ILRGSVAHK', 'RVRAYTYSK', 'RLRAEAQVK'],
  'A*11:01': ['SIIPSGPLK', 'AVFDRKSDAK', 'IVTDFSVIK', 'ATIGTAMYK'],
  'A*24:02': ['DYCNVLNKEF'],
  'A*68:01': ['KTGGPIYKR'],
  'B*07:02': ['LPFDKTTVM', 'RPPIFIRRL', 'TPRVTGGGAM'],
  'B*08:01': ['ELRSRYWAI', 'RAKFKQLL', 'FLRGRAYGL', 'QAKWRLQTL'],
  'B*18:01': ['SDEEEAIVAYTL'],
  'B*27:05': ['SRYWAIRTR', 'RRIYDLIEL'],
  'B*35:01': ['ASCMGLIY', 'YPLHEQHGM', 'IPSINVHHY'],
  'B*44:02': ['EENLLDFVRF', 'EFFWDANDIY'],
};
/** Neither fits the motif of its allele (12 residues; F at P2 of an allele that takes E): not found by it. */
const CEF_MISSED = ['EFFWDANDIY', 'SDEEEAIVAYTL'];

describe('epitopes that T cells of patients answer to', () => {
  it('rank within 2 % but for two of the CEF panel, and most within 0.5 %', () => {
    const all = Object.entries(CEF_EPITOPES).flatMap(([allele, peptides]) =>
      [...ranks(peptides, allele)].map((rank, i) => ({ peptide: peptides[i]!, rank })),
    );
    expect(all).toHaveLength(32);
    expect(
      all
        .filter(({ rank }) => !(rank <= 2))
        .map(({ peptide }) => peptide)
        .sort(),
    ).toEqual(CEF_MISSED);
    expect(all.filter(({ rank }) => rank <= 0.5).length).toBeGreaterThanOrEqual(26);
  });

  it('rank within 0.5 % for the best known: flu M1 58-66 and CMV pp65 495-503 on A*02:01', () => {
    for (const rank of ranks(['GILGFVFTL', 'NLVPMVATV'], 'A*02:01')) expect(rank).toBeLessThan(0.5);
  });

  it('rank within 0.5 % for HIV: SL9 on A*02:01, KK10 on B*27:05, IW9 and KF11 on B*57:01', () => {
    expect(ranks(['SLYNTVATL'], 'A*02:01')[0]).toBeLessThan(0.5);
    expect(ranks(['KRWIILGLNK'], 'B*27:05')[0]).toBeLessThan(0.5);
    for (const rank of ranks(['ISPRTLNAW', 'KAFSPEVIPMF'], 'B*57:01')) {
      expect(rank).toBeLessThan(0.5);
    }
  });
});

describe('the shipped pack', () => {
  it('covers the alleles most people carry and 8- to 14-mers', () => {
    expect(model.peptideLengths).toEqual([8, 9, 10, 11, 12, 13, 14]);
    expect(model.alleles.length).toBe(pack.manifest.contents['alleles']);
    expect(model.alleles).toEqual(
      expect.arrayContaining(
        [
          'A*01:01',
          'A*02:01',
          'A*03:01',
          'A*24:02',
          'B*07:02',
          'B*44:02',
          'C*07:01',
          'C*07:02',
        ].map(hla),
      ),
    );
  });

  it('scores A*29:02 and B*45:01 of HCC1395 and gives the reason for B*82:02', () => {
    const answers = model.scoreNow(
      ['GILGFVFTL' as Peptide],
      ['A*29:02', 'B*45:01', 'B*82:02'].map(hla),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(['scored', 'scored', 'unscored']);
    expect(answers[2]).toMatchObject({ reason: expect.stringContaining('HLA-B*82:02') });
  });

  it('is small', () => {
    expect(pack.bytes.length).toBeLessThan(1_500_000);
  });
});

const shared = hasShared('data/pmhc/mhc1_ligands.tsv.gz') ? describe : describe.skip;

shared('against ../shared/data', () => {
  const data = hasShared('data/pmhc/mhc1_ligands.tsv.gz') ? readTrainingData() : null!;

  it('is what training gives from the same data, byte for byte', () => {
    const { bytes, manifest } = trainMotifModel();
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(pack.manifest.sha256);
    expect(manifest).toEqual(pack.manifest);
  });

  it('orders the validation ligands before random peptides as well as when it was measured', async () => {
    const { train, validation, proteome } = data;
    const { scored, withoutModel } = await evaluateAlleles(model, validation, {
      proteome,
      known: new Set([...train, ...validation].map((row) => `${row.allele} ${row.peptide}`)),
      decoysPerLigand: 19,
      seed: 8,
    });
    // Measured: 0.9890 with 99 decoys a ligand (MODEL-CARD.md); the seed moves it by 0.0005.
    expect(mean(scored.map(({ auroc }) => auroc))).toBeGreaterThan(0.988);
    expect(Math.min(...scored.map(({ auroc }) => auroc))).toBeGreaterThan(0.9);
    expect(withoutModel.map(({ allele }) => allele)).toEqual(['HLA-B*44:27']);
  });

  it('gives fresh random peptides ranks that are uniform', () => {
    const random = seededRandom(77);
    const perLength = 5_000;
    const peptides = [8, 9, 10, 11].flatMap((length) =>
      drawHumanPeptides(data.proteome, { count: perLength, length, random }),
    );
    for (const allele of ['A*02:01', 'B*27:05', 'B*44:02', 'C*04:01', 'B*14:01']) {
      const sorted = ranks(peptides, allele).sort();
      let gap = 0;
      sorted.forEach((rank, i) => {
        gap = Math.max(gap, Math.abs((i + 1) / sorted.length - rank / 100));
      });
      // Two-sample Kolmogorov-Smirnov at 0.1 %: 1.95 x sqrt(1/20,000 + 1/100,000).
      expect(gap).toBeLessThan(1.95 * Math.sqrt(1 / sorted.length + 1 / 100_000));
      // 100 expected within 0.5 %, standard deviation 11 with that of the table itself.
      const strong = sorted.filter((rank) => rank <= 0.5).length;
      expect(strong).toBeGreaterThan(60);
      expect(strong).toBeLessThan(140);
    }
  });

  it('finds the metrics recorded for each peer tool on each sample', () => {
    const recorded = sharedRows('data/pmhc/mhc1_multiallelic_peer_metrics.tsv');
    const gaps = readPeerSamples().flatMap((sample) =>
      PEER_TOOLS.flatMap((tool) => {
        const row = recorded.find(
          (row) => row['sample'] === sample.sample && row['tool'] === tool,
        )!;
        const ranks = sample.ranks[tool];
        // The file breaks ties in row order, ligands first; so do ranks that grow a little from row to row.
        const inRowOrder = peerMetrics(
          sample,
          ranks.map((rank, i) => rank + i * 1e-13),
        );
        return [
          peerMetrics(sample, ranks).auroc - Number(row['AUROC']),
          inRowOrder.auprc - Number(row['AUPRC']),
          inRowOrder.ppvAtN - Number(row['PPVn']),
        ].map(Math.abs);
      }),
    );
    expect(gaps).toHaveLength(150);
    // The file has five decimals.
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.5e-5 + 1e-9);
  });

  it('does not let row order flatter coarse ranks: MixMHCpred 2.0.2 has 0.900, not 0.923', () => {
    const samples = readPeerSamples();
    const ppvs = samples.map(
      (sample) => peerMetrics(sample, sample.ranks['MixMHCpred2.0.2_rank']).ppvAtN,
    );
    expect(mean(ppvs)).toBeCloseTo(0.9, 2);
  });

  it('has a model for every allele of the peer samples and orders them as NetMHCpan 4.1 does, within 0.005', async () => {
    const samples = readPeerSamples();
    const own: number[] = [];
    for (const sample of samples) {
      const { ranks, withoutModel } = await bestRanks(model, sample);
      expect(withoutModel).toEqual([]);
      own.push(peerMetrics(sample, ranks).auroc);
    }
    const peer = samples.map(
      (sample) => peerMetrics(sample, sample.ranks['NetMHCpan4.1_rank']).auroc,
    );
    expect(mean(own)).toBeGreaterThan(mean(peer) - 0.005);
  });
});
