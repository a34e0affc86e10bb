import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../text/byte-source.js';
import { inflatedBytes, type ReadOptions } from '../text/inflated-bytes.js';

/** The `>` line of one sequence. */
interface FastaHeader {
  /** The first word after `>`. */
  readonly id: string;
  /** The rest of the line. */
  readonly description: string;
  /** 1-based. */
  readonly line: number;
}

/** Consecutive letters of one sequence; an empty sequence comes as one empty piece. */
export interface FastaPiece {
  /** The same object for all pieces of a sequence. */
  readonly header: FastaHeader;
  /** Place of the first letter in its sequence. */
  readonly start0: number;
  /** ASCII, upper case. */
  readonly letters: Uint8Array;
}

export interface FastaRecord extends FastaHeader {
  /** Upper case. */
  readonly sequence: string;
}

const LINE_FEED = 10;
const GREATER_THAN = 62;
const LONGEST_HEADER_BYTES = 1 << 20;

/** A masked genome is mostly N and inflates as far as deflate goes: 1,032 times (zlib's technical notes). */
const READING = { largestRatio: 1_032 };

const REFUSED = 255;
const SKIPPED = 0;
/** What a byte of a sequence line becomes: its upper-case letter, nothing (white space), or a refusal. */
const LETTER_OF = ((): Uint8Array => {
  const letters = new Uint8Array(256).fill(REFUSED);
  for (let upper = 65; upper <= 90; upper++) {
    letters[upper] = upper;
    letters[upper + 32] = upper;
  }
  for (const gap of '*-') letters[gap.charCodeAt(0)] = gap.charCodeAt(0);
  for (const space of ' \t\r') letters[space.charCodeAt(0)] = SKIPPED;
  return letters;
})();

/**
 * The sequences of a FASTA file, plain, gzip or bgzip, in pieces of at most 1 MiB: a genome passes
 * through without being held.
 * @throws InputError with file and line for a file that is not FASTA, and as `inflatedBytes` does.
 */
export async function* readFastaPieces(
  source: ByteSource,
  options: ReadOptions = {},
): AsyncGenerator<FastaPiece> {
  const file = source.name;
  let line = 1;
  let header: FastaHeader | null = null;
  let length = 0;
  let isLineStart = true;
  let isHeaderLine = false;
  let headerBytes: number[] = [];

  const finishHeader = (): void => {
    header = parseHeader(headerBytes, line, file);
    headerBytes = [];
    isHeaderLine = false;
    length = 0;
  };

  for await (const chunk of inflatedBytes(source, { ...options, ...READING }, () => line)) {
    let letters = new Uint8Array(chunk.length);
    let count = 0;
    let pieceStart0 = length;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === LINE_FEED) {
        if (isHeaderLine) {
          finishHeader();
          pieceStart0 = 0;
        }
        isLineStart = true;
        line++;
        continue;
      }
      if (isLineStart && byte === GREATER_THAN) {
        if (header !== null) {
          const ended: FastaHeader = header;
          length += count;
          if (count > 0 || length === 0) {
            yield { header: ended, start0: pieceStart0, letters: letters.subarray(0, count) };
          }
          // The rest of the room: of a million short sequences, each would take new memory for all of the chunk.
          letters = letters.subarray(count);
          count = 0;
        }
        isHeaderLine = true;
        isLineStart = false;
        continue;
      }
      isLineStart = false;
      if (isHeaderLine) {
        headerBytes.push(byte);
        if (headerBytes.length > LONGEST_HEADER_BYTES) {
          throw new InputError('the name of a sequence is longer than 1 MiB', { file, line });
        }
        continue;
      }
      const letter = LETTER_OF[byte] as number;
      if (letter === SKIPPED) continue;
      if (letter === REFUSED || header === null) throw notFasta(byte, header, file, line);
      letters[count++] = letter;
    }
    if (count > 0) {
      length += count;
      yield {
        header: header as unknown as FastaHeader,
        start0: pieceStart0,
        letters: letters.subarray(0, count),
      };
    }
  }
  if (isHeaderLine) finishHeader();
  if (header === null) {
    throw new InputError('the file holds no sequence', {
      file,
      line: 1,
      hint: 'a FASTA file has a line that starts with > above each sequence',
    });
  }
  if (length === 0) yield { header, start0: 0, letters: new Uint8Array(0) };
}

/**
 * The sequences of a FASTA file, each as a whole.
 * @throws InputError as `readFastaPieces` does.
 */
export async function* readFasta(
  source: ByteSource,
  options: ReadOptions = {},
): AsyncGenerator<FastaRecord> {
  const decoder = new TextDecoder();
  let header: FastaHeader | null = null;
  let parts: string[] = [];
  for await (const piece of readFastaPieces(source, options)) {
    if (header !== null && header !== piece.header) {
      yield { ...(header as FastaHeader), sequence: parts.join('') };
      parts = [];
    }
    header = piece.header;
    parts.push(decoder.decode(piece.letters));
  }
  if (header !== null) yield { ...(header as FastaHeader), sequence: parts.join('') };
}

function parseHeader(bytes: readonly number[], line: number, file: string): FastaHeader {
  const text = new TextDecoder().decode(Uint8Array.from(bytes)).trimEnd();
  const [, id = '', description = ''] = /^(\S*)\s*(.*)$/.exec(text) ?? [];
  if (id === '') {
    throw new InputError('a sequence has no name', {
      file,
      line,
      hint: 'the name follows > without a space',
    });
  }
  return { id, description, line };
}

function notFasta(
  byte: number,
  header: FastaHeader | null,
  file: string,
  line: number,
): InputError {
  if (header === null) {
    return new InputError('this is not a FASTA file: it does not start with >', { file, line });
  }
  const shown =
    byte > 32 && byte < 127 ? `"${String.fromCharCode(byte)}"` : `byte ${byte.toString()}`;
  return new InputError(`the sequence of ${header.id} holds ${shown}`, {
    file,
    line,
    hint: 'a sequence is written in letters, * and -',
  });
}
