import { InputError } from '../../core/errors.js';

import type { ByteSource } from './byte-source.js';
import { gunzip } from './gunzip.js';
import { GzipError } from './gzip-error.js';

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Inflated bytes for each stored one beyond which a file is a bomb; a genome's runs of N reach 1,000. */
  readonly largestRatio?: number;
}

/** Chunks handed on are at most this long, so that abort and memory do not depend on the source. */
const LARGEST_CHUNK_BYTES = 1 << 20;
/** Real VCF and TSV inflate 3 to 60 times; deflate can reach 1,032 (zlib's technical notes). */
const BOMB_RATIO = 200;
/** An inflater that reads ahead must not seem to have inflated what it has not seen. */
const STORED_PIECE_BYTES = 64 << 10;
/** Below this much text no ratio is suspicious. */
const BOMB_FLOOR_BYTES = 32 << 20;
/** The empty block that ends every complete BGZF file (SAM specification 4.1.2). */
const BGZF_END = Uint8Array.from([
  31, 139, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0, 27, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);
/** Where a BGZF header holds its extra field's name `BC`. */
const BGZF_NAME_AT = 12;
const LONGEST_MAGIC_BYTES = 18;

const OTHER_FORMATS: readonly { readonly magic: readonly number[]; readonly name: string }[] = [
  { magic: [0x42, 0x5a, 0x68], name: 'bzip2' },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: 'xz' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], name: 'zstd' },
  { magic: [0x50, 0x4b, 0x03, 0x04], name: 'zip' },
];

/**
 * The text behind a source: gzip and bgzip (any number of members) inflated, anything else as it is,
 * in chunks of at most 1 MiB. `lineReached` is asked when an error needs a line.
 * @throws InputError where the file is cut short, damaged, a decompression bomb, or compressed in
 * another way; the signal's reason where it is aborted.
 */
export async function* inflatedBytes(
  source: ByteSource,
  { signal, largestRatio = BOMB_RATIO }: ReadOptions = {},
  lineReached: () => number = () => 1,
): AsyncGenerator<Uint8Array> {
  const file = source.name;
  const { head, rest } = await peek(source.bytes(), LONGEST_MAGIC_BYTES);
  try {
    const other = OTHER_FORMATS.find(({ magic }) => startsWith(head, magic));
    if (other !== undefined) {
      throw new InputError(`this is a ${other.name} file`, {
        file,
        line: 1,
        hint: 'decompress it first, or use gzip or bgzip',
      });
    }
    if (!startsWith(head, [0x1f, 0x8b])) {
      for await (const chunk of rest) yield* pieces(chunk, signal);
      return;
    }
    const stored = { bytes: 0, end: new Uint8Array(0) };
    const inflate = source.gunzip ?? gunzip;
    let inflated = 0;
    try {
      for await (const chunk of inflate(counted(rest, stored))) {
        inflated += chunk.length;
        if (inflated > BOMB_FLOOR_BYTES && inflated > largestRatio * stored.bytes) {
          throw new InputError('the file inflates without end: it looks like a gzip bomb', {
            file,
            line: lineReached(),
            hint: `no real file of this kind inflates ${largestRatio} times; decompress it yourself if you trust it`,
          });
        }
        yield* pieces(chunk, signal);
      }
    } catch (error) {
      throw gzipFault(error, file, lineReached());
    }
    if (isBgzf(head) && !endsWith(stored.end, BGZF_END)) {
      throw new InputError('the file is cut short: the end marker of bgzip is missing', {
        file,
        line: lineReached(),
        hint: 'copy it again; if it is complete, decompress it and compress it with bgzip',
      });
    }
  } finally {
    await rest.return?.();
  }
}

function* pieces(chunk: Uint8Array, signal: AbortSignal | undefined): Generator<Uint8Array> {
  for (let from = 0; from < chunk.length; from += LARGEST_CHUNK_BYTES) {
    signal?.throwIfAborted();
    yield chunk.subarray(from, from + LARGEST_CHUNK_BYTES);
  }
}

/** The first bytes of a stream, at least `length` where it has them, and the whole stream again. */
async function peek(
  stream: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ head: Uint8Array; rest: AsyncIterableIterator<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let total = 0;
  while (total < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
    total += next.value.length;
  }
  const head = new Uint8Array(total);
  let at = 0;
  for (const chunk of seen) {
    head.set(chunk, at);
    at += chunk.length;
  }
  const rest: AsyncIterableIterator<Uint8Array> = {
    next: async () => {
      const value = seen.shift();
      return value === undefined ? iterator.next() : { done: false, value };
    },
    return: async () => {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => rest,
  };
  return { head, rest };
}

/** Passes bytes through in small pieces, keeping their number and the last few. */
async function* counted(
  stored: AsyncIterable<Uint8Array>,
  count: { bytes: number; end: Uint8Array },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of stored) {
    for (let from = 0; from < chunk.length; from += STORED_PIECE_BYTES) {
      const piece = chunk.subarray(from, from + STORED_PIECE_BYTES);
      count.bytes += piece.length;
      const joined = new Uint8Array(count.end.length + Math.min(piece.length, BGZF_END.length));
      joined.set(count.end);
      joined.set(piece.subarray(-BGZF_END.length), count.end.length);
      count.end = joined.slice(-BGZF_END.length);
      yield piece;
    }
  }
}

function gzipFault(error: unknown, file: string, line: number): unknown {
  const hint = 'copy or download it again';
  if (error instanceof GzipError) {
    return error.cutShort
      ? new InputError('the file is cut short: its gzip data ends early', { file, line, hint })
      : new InputError(`the file is damaged: ${error.message}`, { file, line, hint });
  }
  return error;
}

function isBgzf(head: Uint8Array): boolean {
  return (
    startsWith(head, [31, 139, 8, 4]) && startsWith(head.subarray(BGZF_NAME_AT), [66, 67, 2, 0])
  );
}

function startsWith(bytes: Uint8Array, magic: ArrayLike<number>): boolean {
  return bytes.length >= magic.length && Array.from(magic).every((byte, at) => bytes[at] === byte);
}

function endsWith(bytes: Uint8Array, ending: Uint8Array): boolean {
  return startsWith(bytes.subarray(-ending.length), ending);
}
