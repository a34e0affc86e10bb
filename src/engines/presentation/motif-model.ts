import { residueCode } from '../../core/amino-acids.js';
import type { HlaAllele, Peptide } from '../../core/brands.js';
import { compareText } from '../../core/skipped.js';
import type { LoadedPack } from '../../packs/pack-store.js';

import { RESIDUES, decodeMotifPack } from './motif-pack.js';
import type { LengthMotif, MotifPack } from './motif-pack.js';
import { percentileRank, type RankTable, rankTable } from './percentile-calibration.js';
import type { AlleleScores, PresentationModel } from './presentation-model.js';

/** An allele's motif at one length, for a sequence logo. */
export interface PositionMotif {
  readonly length: number;
  /** Ligands of this length it was learnt from; where few, the shape comes from the other lengths. */
  readonly trainingLigands: number;
  /** Residue frequencies among ligands, each row sums to 1; `length x 20`, position-major, order of `AMINO_ACIDS`. */
  readonly frequencies: Float64Array;
  /** log2(frequency / proteome frequency), bits; shape as `frequencies`. */
  readonly logOdds: Float64Array;
  /** Relative entropy of each position against the proteome, bits, 0 or more. */
  readonly informationBits: Float64Array;
}

/** The per-allele log-odds model: scores, and the motifs behind them. */
export interface MotifModel extends PresentationModel {
  /** As `score`, at once: it takes 80 ns a peptide and allele. */
  scoreNow(peptides: readonly Peptide[], alleles: readonly HlaAllele[]): readonly AlleleScores[];
  /** Null where the allele or the length has no motif. */
  motif(allele: HlaAllele, length: number): PositionMotif | null;
}

/** @throws PackError where the pack's bytes are not a motif pack. */
export function loadMotifModel({ manifest, bytes }: LoadedPack): MotifModel {
  return createMotifModel(decodeMotifPack(bytes), `motif-${manifest.version}`);
}

/**
 * presentationScore, in bits, is log2 of how much likelier the peptide is among the allele's ligands than
 * among proteome peptides of equally frequent lengths: its length's log-odds plus the sum over positions of
 * log2(ligand frequency / proteome frequency). Percentile ranks come from the pack's table of random human
 * peptides.
 */
export function createMotifModel(pack: MotifPack, id: string): MotifModel {
  const motifs = new Map(pack.alleles.map((motif) => [motif.allele, motif]));
  const rankTables = new Map(
    pack.alleles.map(({ allele, rankScores }) => [
      allele,
      rankTable(rankScores, pack.rankPercents),
    ]),
  );
  const peptideLengths = [
    ...new Set(pack.alleles.flatMap(({ lengths }) => lengths.map(({ length }) => length))),
  ].sort((a, b) => a - b);
  const lengthMotif = (allele: HlaAllele, length: number): LengthMotif | null =>
    motifs.get(allele)?.lengths.find((motif) => motif.length === length) ?? null;
  const positionMotif = (allele: HlaAllele, length: number): PositionMotif | null => {
    const motif = lengthMotif(allele, length);
    return motif === null ? null : buildPositionMotif(motif, pack.background);
  };
  const scoreNow: MotifModel['scoreNow'] = (peptides, alleles) => {
    const batches = encodeByLength(peptides, peptideLengths);
    return alleles.map((allele): AlleleScores => {
      const motif = motifs.get(allele);
      if (motif === undefined) return { kind: 'unscored', allele, reason: whyUnscored(allele) };
      const presentationScore = new Float64Array(peptides.length).fill(NaN);
      for (const batch of batches) {
        const lengthMotif = motif.lengths.find(({ length }) => length === batch.length);
        if (lengthMotif !== undefined) scoreBatch(batch, lengthMotif, presentationScore);
      }
      const table = rankTables.get(allele) as RankTable;
      return {
        kind: 'scored',
        allele,
        modelId: id,
        affinityNm: null,
        presentationScore,
        percentileRank: presentationScore.map((score) =>
          Number.isNaN(score) ? NaN : percentileRank(table, score),
        ),
        coreStart0: null,
      };
    });
  };

  return {
    id,
    title: 'Per-allele log-odds motifs of eluted class I ligands',
    mhcClass: 'I',
    peptideLengths,
    alleles: pack.alleles.map(({ allele }) => allele).sort(compareText),
    score: async (peptides, alleles, { signal }) => {
      signal.throwIfAborted();
      return scoreNow(peptides, alleles);
    },
    scoreNow,
    motif: positionMotif,
    positionShares: async (allele, length) => {
      const motif = positionMotif(allele, length);
      if (motif === null) return null;
      const total = motif.informationBits.reduce((sum, bits) => sum + bits, 0);
      // A motif equal to the proteome tells no position from another.
      if (total === 0) return null;
      return Array.from(motif.informationBits, (bits) => bits / total);
    },
    alleleDistance: (allele) =>
      motifs.has(allele) ? { nearest: allele, differingResidues: 0 } : null,
  };
}

function whyUnscored(allele: HlaAllele): string {
  return allele.startsWith('HLA-D')
    ? `${allele} is class II; this model is for class I`
    : `no class I motif for ${allele}: too few of its ligands are known`;
}

/** Peptides of one length. */
interface PeptideBatch {
  readonly length: number;
  /** Places in the list asked for. */
  readonly indices: Int32Array;
  /** `position x 20 + residue` of every residue: its cell in a motif; `indices.length x length`. */
  readonly cells: Uint16Array;
}

/** Leaves out peptides of other lengths than `lengths`. */
function encodeByLength(
  peptides: readonly Peptide[],
  lengths: readonly number[],
): readonly PeptideBatch[] {
  const counts = new Map(lengths.map((length) => [length, 0]));
  for (const { length } of peptides) {
    const count = counts.get(length);
    if (count !== undefined) counts.set(length, count + 1);
  }
  const batches = new Map<number, PeptideBatch>();
  for (const [length, count] of counts) {
    batches.set(length, {
      length,
      indices: new Int32Array(count),
      cells: new Uint16Array(count * length),
    });
  }
  const filled = new Map(lengths.map((length) => [length, 0]));
  for (let i = 0; i < peptides.length; i++) {
    const peptide = peptides[i] as Peptide;
    const batch = batches.get(peptide.length);
    if (batch === undefined) continue;
    const row = filled.get(batch.length) as number;
    filled.set(batch.length, row + 1);
    batch.indices[row] = i;
    for (let position = 0; position < batch.length; position++) {
      const residue = residueCode(peptide, position);
      // A neighbouring cell would give a number that looks right.
      if (residue < 0) throw new Error(`"${peptide}" is no Peptide`);
      batch.cells[row * batch.length + position] = position * RESIDUES + residue;
    }
  }
  return [...batches.values()];
}

/** Adds up the length's log-odds and one cell of the motif a position; bits. */
function scoreBatch(
  { length, indices, cells }: PeptideBatch,
  { lengthLogOdds, logOdds }: LengthMotif,
  scores: Float64Array,
): void {
  let cell = 0;
  for (const index of indices) {
    let bits = lengthLogOdds;
    for (const end = cell + length; cell < end; cell++) {
      bits += logOdds[cells[cell] as number] as number;
    }
    scores[index] = bits;
  }
}

function buildPositionMotif(
  { length, trainingLigands, logOdds: packed }: LengthMotif,
  background: Float64Array,
): PositionMotif {
  const frequencies = packed.map(
    (bits, cell) => (background[cell % RESIDUES] as number) * 2 ** bits,
  );
  const logOdds = new Float64Array(length * RESIDUES);
  const informationBits = new Float64Array(length);
  for (let position = 0; position < length; position++) {
    const start = position * RESIDUES;
    let sum = 0;
    for (let r = 0; r < RESIDUES; r++) sum += frequencies[start + r] as number;
    let bits = 0;
    for (let r = 0; r < RESIDUES; r++) {
      // The pack rounds to 1/256 bit, so a row sums to 1 only within 0.3 %.
      const frequency = (frequencies[start + r] as number) / sum;
      const odds = Math.log2(frequency / (background[r] as number));
      frequencies[start + r] = frequency;
      logOdds[start + r] = odds;
      bits += frequency * odds;
    }
    informationBits[position] = Math.max(0, bits);
  }
  return { length, trainingLigands, frequencies, logOdds, informationBits };
}
