import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';

import { crc32 } from '../../formats/text/crc32.js';
import type { OutputPiece } from './output-folder.js';

/** What bgzip takes into a block; SAM specification, section 4.1: at most 64 KiB. Unit: bytes. */
const BLOCK_BYTES = 65_280;
/** Blocks compressed at a time, in the threads of Node. */
const BLOCKS_UNDER_WAY = 8;
const HEADER_BYTES = 18;
const TRAILER_BYTES = 8;

const compress = promisify(deflateRaw) as (bytes: Uint8Array) => Promise<Uint8Array>;

/**
 * Pieces as bgzip writes them: gzip in blocks that tabix can index, with bgzip's empty block at the end. Every
 * gzip reader takes it. A piece has been read when the next is asked for.
 */
export async function* bgzipped(pieces: AsyncIterable<OutputPiece>): AsyncGenerator<Uint8Array> {
  const underWay: Promise<Uint8Array>[] = [];
  for await (const bytes of blocksOf(pieces)) {
    const block = gzipBlock(bytes);
    // It is awaited later; until then its failure must not count as unhandled.
    block.catch(() => undefined);
    underWay.push(block);
    if (underWay.length >= BLOCKS_UNDER_WAY) yield await (underWay.shift() as Promise<Uint8Array>);
  }
  for (const block of underWay) yield await block;
  yield await gzipBlock(new Uint8Array());
}

/** The same bytes, cut into blocks. */
async function* blocksOf(pieces: AsyncIterable<OutputPiece>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let block = new Uint8Array(BLOCK_BYTES);
  let filled = 0;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? encoder.encode(piece) : piece;
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + BLOCK_BYTES - filled);
      block.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled < BLOCK_BYTES) continue;
      yield block;
      block = new Uint8Array(BLOCK_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

async function gzipBlock(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = await compress(bytes);
  const size = HEADER_BYTES + packed.length + TRAILER_BYTES;
  const block = new Uint8Array(size);
  const view = new DataView(block.buffer);
  // gzip with an extra field, operating system unknown; the field is BC, two bytes: the block's size less one.
  block.set([31, 139, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0]);
  view.setUint16(16, size - 1, true);
  block.set(packed, HEADER_BYTES);
  view.setUint32(size - 8, crc32(0, bytes), true);
  view.setUint32(size - 4, bytes.length, true);
  return block;
}
