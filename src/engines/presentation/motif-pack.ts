import type { HlaAllele } from '../../core/brands.js';
import { PackError } from '../../core/errors.js';
import { parseHlaAllele } from '../../core/hla-allele.js';

/** Residues of the alphabet; a motif row is this wide, in the order of `AMINO_ACIDS`. */
export const RESIDUES = 20;

/** What an allele's ligands of one length look like. */
export interface LengthMotif {
  readonly length: number;
  readonly trainingLigands: number;
  /** log2(share of the allele's ligands with this length x number of lengths), bits. */
  readonly lengthLogOdds: number;
  /** log2(frequency among ligands / frequency in the proteome), bits; `length x 20`, position-major. */
  readonly logOdds: Float64Array;
}

export interface AlleleMotif {
  readonly allele: HlaAllele;
  readonly trainingLigands: number;
  /** Ascending by length. */
  readonly lengths: readonly LengthMotif[];
  /** Score of the random peptide at each of the pack's `rankPercents`, descending, bits. */
  readonly rankScores: Float64Array;
}

/** The motif model as trained; `data/motif-presentation.bin` holds one. */
export interface MotifPack {
  /** Amino-acid frequencies of the human proteome, 20. */
  readonly background: Float64Array;
  /** Per cent of random human peptides, ascending to 100; the same for every allele. */
  readonly rankPercents: Float64Array;
  /** Sorted by name. */
  readonly alleles: readonly AlleleMotif[];
}

export const MOTIF_PACK_ID = 'motif-presentation';
const MAGIC = 0x4f4d4f54; // "OMOT"
const LAYOUT_VERSION = 1;
/** Log-odds are kept in 1/256 bit: a twentieth of their sampling error at 10,000 ligands. */
const STEPS_PER_BIT = 256;
const LIMIT_STEPS = 32_767;

/** The log-odds, in bits, that the pack can hold nearest to this one. */
export function packedLogOdds(bits: number): number {
  const steps = Math.round(bits * STEPS_PER_BIT);
  return Math.max(-LIMIT_STEPS, Math.min(LIMIT_STEPS, steps)) / STEPS_PER_BIT;
}

/**
 * Little-endian: magic u32, layout u16, alleles u16, ranks u16, 20 background f64, ranks f64; then for
 * each allele: name (u8 length, ASCII), ligands u32, rank scores f32, lengths u8; for each length: length u8,
 * ligands u32, length log-odds i16, `length x 20` log-odds i16.
 * Log-odds are rounded to 1/256 bit, rank scores to single precision.
 */
export function encodeMotifPack(pack: MotifPack): Uint8Array {
  const bytes = new Uint8Array(encodedSize(pack));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const u8 = (value: number): void => {
    view.setUint8(at, value);
    at += 1;
  };
  const u16 = (value: number): void => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const u32 = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const f32 = (value: number): void => {
    view.setFloat32(at, value, true);
    at += 4;
  };
  const f64 = (value: number): void => {
    view.setFloat64(at, value, true);
    at += 8;
  };
  const logOdds = (bits: number): void => {
    view.setInt16(at, packedLogOdds(bits) * STEPS_PER_BIT, true);
    at += 2;
  };
  u32(MAGIC);
  u16(LAYOUT_VERSION);
  u16(pack.alleles.length);
  u16(pack.rankPercents.length);
  pack.background.forEach(f64);
  pack.rankPercents.forEach(f64);
  for (const { allele, trainingLigands, rankScores, lengths } of pack.alleles) {
    u8(allele.length);
    for (let i = 0; i < allele.length; i++) u8(allele.charCodeAt(i));
    u32(trainingLigands);
    rankScores.forEach(f32);
    u8(lengths.length);
    for (const motif of lengths) {
      u8(motif.length);
      u32(motif.trainingLigands);
      logOdds(motif.lengthLogOdds);
      motif.logOdds.forEach(logOdds);
    }
  }
  if (at !== bytes.length) throw new Error(`wrote ${at} bytes of ${bytes.length}`);
  return bytes;
}

function encodedSize(pack: MotifPack): number {
  let size = 4 + 2 + 2 + 2 + 8 * (RESIDUES + pack.rankPercents.length);
  for (const { allele, lengths } of pack.alleles) {
    size += 1 + allele.length + 4 + 4 * pack.rankPercents.length + 1;
    for (const { length } of lengths) size += 1 + 4 + 2 + 2 * length * RESIDUES;
  }
  return size;
}

/** Reads what `encodeMotifPack` wrote. @throws PackError where the bytes are of another layout or cut short. */
export function decodeMotifPack(bytes: Uint8Array): MotifPack {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (size: number): number => {
    if (at + size > bytes.length) {
      throw new PackError('the motif pack is cut short', {
        pack: MOTIF_PACK_ID,
        expected: `${at + size} bytes or more`,
        found: `${bytes.length} bytes`,
      });
    }
    at += size;
    return at - size;
  };
  const u8 = (): number => view.getUint8(take(1));
  const u16 = (): number => view.getUint16(take(2), true);
  const u32 = (): number => view.getUint32(take(4), true);
  const f32 = (): number => view.getFloat32(take(4), true);
  const f64 = (): number => view.getFloat64(take(8), true);
  const logOdds = (): number => view.getInt16(take(2), true) / STEPS_PER_BIT;

  const magic = u32();
  const layout = u16();
  if (magic !== MAGIC || layout !== LAYOUT_VERSION) {
    throw new PackError('this is not a motif pack that this version reads', {
      pack: MOTIF_PACK_ID,
      expected: `layout ${LAYOUT_VERSION}`,
      found: magic === MAGIC ? `layout ${layout}` : 'another kind of file',
    });
  }
  const alleleCount = u16();
  const rankCount = u16();
  const background = Float64Array.from({ length: RESIDUES }, f64);
  const rankPercents = Float64Array.from({ length: rankCount }, f64);
  const alleles: AlleleMotif[] = [];
  for (let a = 0; a < alleleCount; a++) {
    const name = Array.from({ length: u8() }, () => String.fromCharCode(u8())).join('');
    const trainingLigands = u32();
    const rankScores = Float64Array.from({ length: rankCount }, f32);
    const lengths: LengthMotif[] = [];
    for (let remaining = u8(); remaining > 0; remaining--) {
      const length = u8();
      const ligands = u32();
      lengths.push({
        length,
        trainingLigands: ligands,
        lengthLogOdds: logOdds(),
        logOdds: Float64Array.from({ length: length * RESIDUES }, logOdds),
      });
    }
    alleles.push({ allele: alleleNamed(name), trainingLigands, lengths, rankScores });
  }
  if (at !== bytes.length) {
    throw new PackError('the motif pack has bytes left over', {
      pack: MOTIF_PACK_ID,
      expected: `${at} bytes`,
      found: `${bytes.length} bytes`,
    });
  }
  return { background, rankPercents, alleles };
}

function alleleNamed(name: string): HlaAllele {
  const reading = parseHlaAllele(name);
  if (reading.kind !== 'allele' || reading.allele !== name) {
    throw new PackError('the motif pack names an allele in a way that is not ours', {
      pack: MOTIF_PACK_ID,
      expected: 'a two-field name such as HLA-A*02:01',
      found: JSON.stringify(name),
    });
  }
  return reading.allele;
}
