import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Bases of an indexed FASTA file, upper case, `[start0, end0)`. */
export interface GenomeReader {
  /** Length of a sequence, bases. @throws Error for a name the index lacks. */
  lengthOf(chromosome: string): number;
  bases(chromosome: string, start0: number, end0: number): string;
}

interface FastaIndexRow {
  readonly length: number;
  readonly offset: number;
  readonly basesPerLine: number;
  readonly bytesPerLine: number;
}

/** Where one bgzip block starts: in the compressed file and in the text it holds. */
interface BlockStart {
  readonly compressed: number;
  readonly plain: number;
}

/**
 * Reads a bgzip-compressed FASTA by its `.fai` and `.gzi` (samtools faidx), one block of 64 kB at a
 * time: whole, the panel's file would unpack to 3 GB of mostly N.
 */
export function openBgzipFasta(path: string): GenomeReader {
  const file = readFileSync(path);
  const rows = readFastaIndex(readFileSync(`${path}.fai`, 'utf8'));
  const blocks = readBlockIndex(readFileSync(`${path}.gzi`));
  const unpacked = new Map<number, Buffer>();

  const rowOf = (chromosome: string): FastaIndexRow => {
    const row = rows.get(chromosome);
    if (row === undefined) throw new Error(`${path} has no sequence ${chromosome}`);
    return row;
  };
  const blockText = (index: number): Buffer => {
    const known = unpacked.get(index);
    if (known !== undefined) return known;
    const start = (blocks[index] as BlockStart).compressed;
    const end = blocks[index + 1]?.compressed ?? file.length;
    const text = gunzipSync(file.subarray(start, end));
    unpacked.set(index, text);
    return text;
  };
  const textBetween = (from: number, to: number): string => {
    let index = lastBlockAtOrBefore(blocks, from);
    let text = '';
    for (let at = from; at < to; index++) {
      const start = (blocks[index] as BlockStart).plain;
      const part = blockText(index).toString('latin1', at - start, to - start);
      if (part === '') throw new Error(`${path} ends before byte ${to} of its text`);
      text += part;
      at += part.length;
    }
    return text;
  };

  return {
    lengthOf: (chromosome) => rowOf(chromosome).length,
    bases: (chromosome, start0, end0) => {
      const row = rowOf(chromosome);
      if (start0 < 0 || end0 > row.length || start0 > end0) {
        throw new Error(`${chromosome}:${start0}-${end0} is outside ${path}`);
      }
      return textBetween(byteOf(row, start0), byteOf(row, end0)).replaceAll('\n', '').toUpperCase();
    },
  };
}

function byteOf(row: FastaIndexRow, base0: number): number {
  const line = Math.floor(base0 / row.basesPerLine);
  return row.offset + line * row.bytesPerLine + (base0 % row.basesPerLine);
}

function readFastaIndex(text: string): ReadonlyMap<string, FastaIndexRow> {
  const rows = new Map<string, FastaIndexRow>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [name, length, offset, basesPerLine, bytesPerLine] = line.split('\t');
    rows.set(name as string, {
      length: Number(length),
      offset: Number(offset),
      basesPerLine: Number(basesPerLine),
      bytesPerLine: Number(bytesPerLine),
    });
  }
  return rows;
}

/** `.gzi`: a count, then pairs of offsets, all 64-bit little-endian; the first block is implied. */
function readBlockIndex(index: Buffer): readonly BlockStart[] {
  const blocks: BlockStart[] = [{ compressed: 0, plain: 0 }];
  const count = Number(index.readBigUInt64LE(0));
  for (let i = 0; i < count; i++) {
    blocks.push({
      compressed: Number(index.readBigUInt64LE(8 + 16 * i)),
      plain: Number(index.readBigUInt64LE(16 + 16 * i)),
    });
  }
  return blocks;
}

function lastBlockAtOrBefore(blocks: readonly BlockStart[], plain: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle] as BlockStart).plain <= plain) low = middle;
    else high = middle - 1;
  }
  return low;
}
