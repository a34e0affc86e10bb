import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import { sha256Hex } from '../../core/hashing.js';
import { memorySource } from '../../formats/text/byte-source.js';
import { BLOCK_BASES, type GenomeBlock, type LetterPiece, packBlocks } from './genome-block.js';
import { indexedFile, indexProgress, requireSameFile, writeGenomeIndex } from './genome-index.js';
import { openGenome } from './genome-source.js';

const FILE = { name: 'genome.fa', bytes: 100, sha256: 'a'.repeat(64) };
const { signal } = new AbortController();

/** Two blocks and a bit, in three sequences. */
async function* pieces(): AsyncGenerator<LetterPiece> {
  const letters = new TextEncoder().encode('ACGTNACCAGATTACA'.repeat(BLOCK_BASES / 16));
  yield { name: 'a', start0: 0, letters };
  yield { name: 'b', start0: 0, letters: letters.subarray(0, 1_000) };
  yield { name: 'c', start0: 0, letters: letters.subarray(0, BLOCK_BASES - 37) };
}

const blocks = (): AsyncGenerator<GenomeBlock> => packBlocks(pieces(), FILE.name);

async function collected<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function written(begun: Parameters<typeof writeGenomeIndex>[3] = null): Promise<Uint8Array> {
  const parts = await collected(writeGenomeIndex(FILE, blocks(), sha256Hex, begun));
  return Uint8Array.from(Buffer.concat(parts.map(({ bytes }) => bytes)));
}

const read = (bytes: Uint8Array): Promise<readonly GenomeBlock[]> =>
  collected(openGenome(memorySource('x.index', bytes), sha256Hex).blocks(quietContext()));

describe('an index of a genome', () => {
  it('gives back the blocks it was built from, and the file', async () => {
    const bytes = await written();
    const found = await read(bytes);
    expect(
      found.map(({ start, planes, contigs }) => [start, planes.bases, contigs.length]),
    ).toEqual([
      [0, BLOCK_BASES, 1],
      [BLOCK_BASES, BLOCK_BASES, 2],
      [2 * BLOCK_BASES, 963, 0],
    ]);
    const expected = await collected(blocks());
    for (const [i, { planes, contigs }] of expected.entries()) {
      expect(found[i]?.contigs).toEqual(contigs);
      for (const name of ['bit0', 'bit1', 'known'] as const) {
        expect(Buffer.compare(found[i]?.planes[name] as Uint8Array, planes[name])).toBe(0);
      }
    }
    expect(await indexedFile(memorySource('x.index', bytes), sha256Hex)).toEqual(FILE);
  });

  it('is refused where it is cut short or a byte is not what was written', async () => {
    const bytes = await written();
    for (const length of [8, 30, 500, bytes.length >> 1, bytes.length - 1]) {
      await expect(read(bytes.subarray(0, length))).rejects.toThrow('cut short');
    }
    for (const at of [20, 100, 400, bytes.length >> 1, bytes.length - 10]) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 1;
      await expect(read(damaged)).rejects.toThrow(InputError);
    }
  });

  it('is gone on from after its last whole block, to the same bytes', async () => {
    const bytes = await written();
    const oneBlock = 3 * (BLOCK_BASES / 8);
    const broken = memorySource('x.building', bytes.subarray(0, oneBlock * 1.5));
    const progress = await indexProgress(broken, FILE, sha256Hex, signal);
    expect(progress).toMatchObject({ blocks: 1, bases: BLOCK_BASES, contigs: 1 });
    const rest = await written(progress);
    const whole = Buffer.concat([bytes.subarray(0, progress?.bytes), rest]);
    expect(Buffer.compare(whole, bytes)).toBe(0);
  });

  it('is begun anew where nothing whole was written, and refused where it is of another file', async () => {
    const bytes = await written();
    for (const length of [0, 4, 50, 400]) {
      const broken = memorySource('x.building', bytes.subarray(0, length));
      expect(await indexProgress(broken, FILE, sha256Hex, signal)).toBeNull();
    }
    const other = { ...FILE, name: 'other.fa', sha256: 'b'.repeat(64) };
    await expect(
      indexProgress(memorySource('x.building', bytes), other, sha256Hex, signal),
    ).rejects.toThrow('built from another file than other.fa');
    expect(() => requireSameFile('x.index', FILE, other)).toThrow(InputError);
    expect(() => requireSameFile('x.index', FILE, { ...FILE, name: 'renamed.fa' })).not.toThrow();
  });
});
