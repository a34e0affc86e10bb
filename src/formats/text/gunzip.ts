import { Gunzip } from 'fflate';

import { crc32 } from './crc32.js';
import { GzipError } from './gzip-error.js';

/** Header 10, an empty block 2, trailer 8 (RFC 1952, section 2.3). */
const SMALLEST_MEMBER_BYTES = 20;
// fflate recurses once a member within one push: 8 kB holds 409 of the smallest.
const BYTES_PER_PUSH = 8_192;
/** A member ends in CRC-32 and length, four bytes each (RFC 1952, section 2.3.1). */
const TRAILER_BYTES = 8;
/** How far behind the start of a member its predecessor's trailer may lie. */
const TAIL_BYTES = 65_536 + BYTES_PER_PUSH;
/** What fflate's error codes mean here; any other is a damaged block. */
const FLATE_UNEXPECTED_END = 0;
const FLATE_INVALID_HEADER = 6;

/**
 * Inflates gzip with any number of members, bgzip included, on any platform. `DecompressionStream`
 * will not do: Chrome's stops with an error after the first member. fflate leaves checksums and
 * trailers unread, so both are checked here.
 * @throws GzipError where a member is damaged or cut short.
 */
export async function* gunzip(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let inflated: Uint8Array[] = [];
  let memberCrc = 0;
  let memberBytes = 0;
  let fed = 0;
  // Stored bytes up to `fed`, at least the last TAIL_BYTES of them.
  let tail = new Uint8Array(0);

  const checkMember = (end: number): void => {
    const at = end - TRAILER_BYTES - (fed - tail.length);
    if (at < 0) throw new GzipError('a member header is too long', false);
    const trailer = new DataView(tail.buffer, tail.byteOffset + at, TRAILER_BYTES);
    if (trailer.getUint32(4, true) !== memberBytes % 0x1_0000_0000) {
      throw new GzipError('it ends before its checksum', true);
    }
    if (trailer.getUint32(0, true) !== memberCrc) {
      throw new GzipError('the checksum does not match', false);
    }
    memberCrc = 0;
    memberBytes = 0;
  };

  const stream = new Gunzip((chunk) => {
    memberCrc = crc32(memberCrc, chunk);
    memberBytes += chunk.length;
    if (chunk.length > 0) inflated.push(chunk);
  });
  stream.onmember = checkMember;

  const push = (piece: Uint8Array, last: boolean): void => {
    fed += piece.length;
    const kept = tail.subarray(Math.max(0, tail.length - TAIL_BYTES));
    const grown = new Uint8Array(kept.length + piece.length);
    grown.set(kept);
    grown.set(piece, kept.length);
    tail = grown;
    try {
      stream.push(piece, last);
    } catch (error) {
      if (error instanceof GzipError) throw error;
      const { code } = error as { readonly code?: number };
      if (code === FLATE_UNEXPECTED_END) throw new GzipError('it ends inside a block', true);
      throw new GzipError(
        code === FLATE_INVALID_HEADER ? 'bytes that are not gzip follow' : 'a block is damaged',
        false,
      );
    }
  };

  for await (const chunk of stored) {
    for (let from = 0; from < chunk.length; from += BYTES_PER_PUSH) {
      push(chunk.subarray(from, from + BYTES_PER_PUSH), false);
      yield* inflated;
      inflated = [];
    }
  }
  push(new Uint8Array(0), true);
  yield* inflated;
  if (fed < SMALLEST_MEMBER_BYTES) throw new GzipError('it ends inside a header', true);
  checkMember(fed);
}
