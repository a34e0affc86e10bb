import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../text/byte-source.js';
import { inflatedBytes, type ReadOptions } from '../text/inflated-bytes.js';
import { sequentialReader, type SequentialReader } from './sequential-reader.js';

/** Consecutive letters of one sequence; an empty sequence comes as one empty piece. */
export interface TwoBitPiece {
  readonly name: string;
  /** Place of the first letter in its sequence. */
  readonly start0: number;
  /** ASCII, upper case: soft masking is left out. */
  readonly letters: Uint8Array;
}

const SIGNATURE = 0x1a41_2743;
const HEADER_BYTES = 16;
/** Packed bytes of a piece; four bases each. */
const PIECE_BYTES = 256 << 10;
const N = 78;
/** Runs of N deflate as far as deflate goes: 1,032 times (zlib's technical notes). */
const READING = { largestRatio: 1_032 };

/** For each byte four letters, first base in the highest bits: T 0, C 1, A 2, G 3. */
const LETTERS_OF = ((): Uint8Array => {
  const letters = new Uint8Array(1_024);
  for (let byte = 0; byte < 256; byte++) {
    for (let i = 0; i < 4; i++) {
      letters[4 * byte + i] = 'TCAG'.charCodeAt((byte >> (6 - 2 * i)) & 3);
    }
  }
  return letters;
})();

interface IndexEntry {
  readonly name: string;
  readonly offset: number;
}

/** Is this how a 2bit file begins, on a machine of either byte order. */
export function isTwoBit(head: Uint8Array): boolean {
  return head.length >= 4 && littleEndian(head) !== null;
}

function littleEndian(head: Uint8Array): boolean | null {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (view.getUint32(0, true) === SIGNATURE) return true;
  return view.getUint32(0, false) === SIGNATURE ? false : null;
}

/**
 * The sequences of a UCSC 2bit file (versions 0 and 1, either byte order) in pieces of at most 1 MiB,
 * in the order in which the file holds them.
 * @throws InputError for a file that is not 2bit, is cut short or contradicts itself; the signal's reason.
 */
export async function* readTwoBitPieces(
  source: ByteSource,
  options: ReadOptions = {},
): AsyncGenerator<TwoBitPiece> {
  const file = source.name;
  const reader = sequentialReader(inflatedBytes(source, { ...options, ...READING }));
  try {
    yield* readSequences(reader, file);
  } finally {
    await reader.close();
  }
}

async function* readSequences(reader: SequentialReader, file: string): AsyncGenerator<TwoBitPiece> {
  const bytes = async (count: number): Promise<Uint8Array> => {
    const taken = await reader.take(count);
    if (taken.length < count) throw cutShort(file);
    return taken;
  };
  const header = await reader.take(HEADER_BYTES);
  const isLittle = header.length < HEADER_BYTES ? null : littleEndian(header);
  if (isLittle === null) throw new InputError('this is not a 2bit file', { file });
  const numbers = (raw: Uint8Array): readonly number[] => {
    const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
    return Array.from({ length: raw.length / 4 }, (_, i) => view.getUint32(4 * i, isLittle));
  };
  const [, version, sequences] = numbers(header) as [number, number, number, number];
  if (version > 1) throw new InputError(`2bit of version ${version} is not known`, { file });
  const index = await readIndex(bytes, sequences, version, isLittle);
  const count = async (most: number, what: string): Promise<number> => {
    const [value] = numbers(await bytes(4)) as [number];
    if (value > most) throw damaged(file, `${value} ${what} in a sequence of ${most} bases`);
    return value;
  };

  for (const { name, offset } of index) {
    if (offset < reader.position) throw damaged(file, `${name} lies within another sequence`);
    if (!(await reader.skip(offset - reader.position))) throw cutShort(file);
    const [size] = numbers(await bytes(4)) as [number];
    const unknown = await count(size, 'runs of N');
    const starts = numbers(await bytes(4 * unknown));
    const sizes = numbers(await bytes(4 * unknown));
    const masked = await count(size, 'masked runs');
    // Runs of lower case, and a reserved word.
    if (!(await reader.skip(8 * masked + 4))) throw cutShort(file);
    checkRuns(starts, sizes, size, name, file);
    yield* readBases(reader, { name, size, starts, sizes }, file);
  }
}

async function readIndex(
  bytes: (count: number) => Promise<Uint8Array>,
  sequences: number,
  version: number,
  isLittle: boolean,
): Promise<readonly IndexEntry[]> {
  const index: IndexEntry[] = [];
  const decoder = new TextDecoder();
  for (let i = 0; i < sequences; i++) {
    const [nameBytes] = (await bytes(1)) as unknown as [number];
    const name = decoder.decode(await bytes(nameBytes));
    const raw = await bytes(version === 0 ? 4 : 8);
    const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
    const offset =
      version === 0 ? view.getUint32(0, isLittle) : Number(view.getBigUint64(0, isLittle));
    index.push({ name, offset });
  }
  return index.sort((a, b) => a.offset - b.offset);
}

function checkRuns(
  starts: readonly number[],
  sizes: readonly number[],
  size: number,
  name: string,
  file: string,
): void {
  let end = 0;
  for (const [i, start] of starts.entries()) {
    if (start < end) throw damaged(file, `runs of N of ${name} overlap`);
    end = start + (sizes[i] as number);
  }
  if (end > size) throw damaged(file, `a run of N reaches beyond the end of ${name}`);
}

interface PackedSequence {
  readonly name: string;
  readonly size: number;
  /** Runs of N, ascending. */
  readonly starts: readonly number[];
  readonly sizes: readonly number[];
}

async function* readBases(
  reader: SequentialReader,
  { name, size, starts, sizes }: PackedSequence,
  file: string,
): AsyncGenerator<TwoBitPiece> {
  if (size === 0) yield { name, start0: 0, letters: new Uint8Array(0) };
  let run = 0;
  for (let start0 = 0; start0 < size;) {
    const packed = await reader.takeSome(Math.min(PIECE_BYTES, Math.ceil((size - start0) / 4)));
    if (packed.length === 0) throw cutShort(file);
    const unpacked = new Uint8Array(4 * packed.length);
    for (let i = 0; i < packed.length; i++) {
      const from = 4 * (packed[i] as number);
      const to = 4 * i;
      unpacked[to] = LETTERS_OF[from] as number;
      unpacked[to + 1] = LETTERS_OF[from + 1] as number;
      unpacked[to + 2] = LETTERS_OF[from + 2] as number;
      unpacked[to + 3] = LETTERS_OF[from + 3] as number;
    }
    const letters = unpacked.subarray(0, Math.min(unpacked.length, size - start0));
    const end0 = start0 + letters.length;
    for (; run < starts.length; run++) {
      const runStart = starts[run] as number;
      const runEnd = runStart + (sizes[run] as number);
      if (runStart >= end0) break;
      letters.fill(N, Math.max(0, runStart - start0), Math.min(runEnd, end0) - start0);
      if (runEnd > end0) break;
    }
    yield { name, start0, letters };
    start0 = end0;
  }
}

function cutShort(file: string): InputError {
  return new InputError('the 2bit file is cut short', { file, hint: 'copy it again' });
}

function damaged(file: string, how: string): InputError {
  return new InputError(`the 2bit file is damaged: ${how}`, { file, hint: 'copy it again' });
}
