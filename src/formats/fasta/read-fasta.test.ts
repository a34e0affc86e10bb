import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { memorySource, type ByteSource } from '../text/byte-source.js';
import { readFasta, readFastaPieces, type FastaRecord } from './read-fasta.js';

async function recordsOf(source: ByteSource): Promise<readonly FastaRecord[]> {
  const records: FastaRecord[] = [];
  for await (const record of readFasta(source)) records.push(record);
  return records;
}

/** The text in chunks of a given size, as a slow disk might hand it out. */
function inChunks(text: string, size: number): ByteSource {
  const bytes = new TextEncoder().encode(text);
  return {
    name: 'a.fa',
    async *bytes() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

async function errorOf(text: string): Promise<InputError> {
  const error: unknown = await recordsOf(memorySource('a.fa', text)).catch((error) => error);
  if (error instanceof InputError) return error;
  throw new Error('no InputError');
}

describe('readFasta', () => {
  it('joins wrapped lines, splits name from description and writes upper case', async () => {
    const text = '>chr1  first one\r\nACg\r\ntN\r\n\r\n>chr2\n>p53 x\nMEE*\n';
    expect(await recordsOf(memorySource('a.fa', text))).toEqual([
      { id: 'chr1', description: 'first one', line: 1, sequence: 'ACGTN' },
      { id: 'chr2', description: '', line: 5, sequence: '' },
      { id: 'p53', description: 'x', line: 6, sequence: 'MEE*' },
    ]);
  });

  it('reads gzip of one or several members, and a last line without its end', async () => {
    const members = Buffer.concat([gzipSync('>a\nAC'), gzipSync('GT\n>b\nTT')]);
    const records = await recordsOf(memorySource('a.fa.gz', members));
    expect(records.map(({ id, sequence }) => [id, sequence])).toEqual([
      ['a', 'ACGT'],
      ['b', 'TT'],
    ]);
  });

  it('gives the same records however the bytes are cut into chunks', async () => {
    const record = fc.record({
      id: fc.stringMatching(/^[a-z]{1,4}$/),
      lines: fc.array(fc.stringMatching(/^[ACGTN]{0,7}$/), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (given, size) => {
          const text = given.map(({ id, lines }) => `>${id}\n${lines.join('\n')}\n`).join('');
          const read = await recordsOf(inChunks(text, size));
          expect(read.map(({ id, sequence }) => [id, sequence])).toEqual(
            given.map(({ id, lines }) => [id, lines.join('')]),
          );
        },
      ),
    );
  });

  it('refuses what is not FASTA with its line', async () => {
    expect(await errorOf('')).toMatchObject({ message: 'the file holds no sequence', line: 1 });
    expect(await errorOf('chr1\t5\n')).toMatchObject({ line: 1 });
    expect(await errorOf('>a\nAC\n>\nAC\n')).toMatchObject({
      message: 'a sequence has no name',
      line: 3,
    });
    expect(await errorOf('>a\nAC\nA1C\n')).toMatchObject({
      message: 'the sequence of a holds "1"',
      line: 3,
    });
  });
});

describe('readFastaPieces', () => {
  it('says where in its sequence a piece starts', async () => {
    const pieces: (readonly [string, number, string])[] = [];
    for await (const { header, start0, letters } of readFastaPieces(
      inChunks('>a\nACGT\n>b\nTT\n', 5),
    )) {
      pieces.push([header.id, start0, Buffer.from(letters).toString()]);
    }
    expect(pieces).toEqual([
      ['a', 0, 'AC'],
      ['a', 2, 'GT'],
      ['b', 0, 'TT'],
    ]);
  });
});
