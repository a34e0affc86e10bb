import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { type ByteSource, memorySource } from './byte-source.js';
import { crc32 } from './crc32.js';
import { gunzip } from './gunzip.js';
import { inflatedBytes } from './inflated-bytes.js';

async function* inChunks(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
}

async function inflate(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

async function refusal(source: ByteSource): Promise<InputError> {
  try {
    for await (const _ of inflatedBytes(source));
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was read');
}

/** The end marker of bgzip, SAM specification 4.1.2. */
const BGZF_END = Buffer.from('1f8b08040000000000ff0600424302001b0003000000000000000000', 'hex');

/** A bgzip block as the SAM specification lays it out, made from a gzip member of zlib. */
function bgzfBlock(text: string): Buffer {
  const member = gzipSync(text);
  const body = member.subarray(10);
  const header = Buffer.from('1f8b08040000000000ff060042430200', 'hex');
  const size = Buffer.alloc(2);
  size.writeUInt16LE(header.length + 2 + body.length - 1);
  return Buffer.concat([header, size, body]);
}

describe('crc32', () => {
  it('gives the check value of the catalogue, 0xCBF43926 for "123456789"', () => {
    expect(crc32(0, Buffer.from('123456789'))).toBe(0xcbf43926);
    expect(crc32(crc32(0, Buffer.from('1234')), Buffer.from('56789'))).toBe(0xcbf43926);
  });
});

describe('gunzip', () => {
  it('agrees with zlib on any members, cut into any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 3_000 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 400 }),
        async (members, size) => {
          const stored = Buffer.concat(members.map((member) => gzipSync(member)));
          const inflated = await inflate(gunzip(inChunks(stored, size)));
          expect(inflated.equals(Buffer.concat(members))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads thousands of tiny members', async () => {
    const stored = Buffer.concat(Array.from({ length: 50_000 }, () => gzipSync('')));
    expect(await inflate(gunzip(inChunks(stored, 1 << 20)))).toHaveLength(0);
  });

  it('takes no prefix of a file for the whole, and never crashes on one', async () => {
    const stored = Buffer.concat([gzipSync('chr1\t100\n'.repeat(50)), gzipSync('chr2\t7\n')]);
    const firstMember = gzipSync('chr1\t100\n'.repeat(50)).length;
    for (let length = 1; length < stored.length; length++) {
      if (length === firstMember) continue;
      await expect(inflate(gunzip(inChunks(stored.subarray(0, length), 64)))).rejects.toMatchObject(
        {
          name: 'GzipError',
        },
      );
    }
  });

  it('never gives other text than the original, whatever byte is changed', async () => {
    const text = 'chr1\t100\t.\tA\tC\n'.repeat(40);
    const stored = gzipSync(text);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 10, max: stored.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const changed = Buffer.from(stored);
          changed[at] = (changed[at] as number) ^ change;
          // Deflate may hold padding bits, whose change changes nothing.
          const outcome = await inflate(gunzip(inChunks(changed, 100))).then(String, String);
          expect(outcome === text || outcome.startsWith('GzipError')).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('inflatedBytes', () => {
  it('says that a truncated gzip file is cut short', async () => {
    const stored = gzipSync('chr1\t100\n'.repeat(1_000));
    const error = await refusal(memorySource('cut.vcf.gz', stored.subarray(0, -30)));
    expect(error.message).toMatch(/cut short/);
    expect(error.file).toBe('cut.vcf.gz');
  });

  it('says that a bgzip file cut between two blocks is cut short', async () => {
    const blocks = [bgzfBlock('chr1\t100\n'), bgzfBlock('chr1\t200\n')];
    const whole = memorySource('a.vcf.gz', Buffer.concat([...blocks, BGZF_END]));
    expect(String(await inflate(inflatedBytes(whole)))).toBe('chr1\t100\nchr1\t200\n');
    const error = await refusal(memorySource('a.vcf.gz', Buffer.concat(blocks)));
    expect(error.message).toMatch(/cut short.*end marker/);
  });

  it('says that a file is damaged where a checksum or a block is wrong, or bytes follow', async () => {
    const stored = gzipSync('chr1\t100\n');
    const changed = Buffer.from(stored);
    changed[stored.length - 6] = (changed[stored.length - 6] as number) ^ 1;
    for (const content of [changed, Buffer.concat([stored, Buffer.from('not gzip at all')])]) {
      const error = await refusal(memorySource('bad.vcf.gz', content));
      expect(error.message).toMatch(/damaged/);
    }
  });

  it('stops a gzip bomb of 1.3 GB early', async () => {
    const member = gzipSync('A\n'.repeat(8 << 20), { level: 9 });
    let members = 0;
    const error = await refusal({
      name: 'bomb.vcf.gz',
      async *bytes() {
        for (; members < 80; members++) yield member;
      },
    });
    expect(error.message).toMatch(/gzip bomb/);
    expect(members).toBeLessThan(5);
  });

  it('inflates as far as a reader allows, as a genome of long runs of N needs', async () => {
    const member = gzipSync('N'.repeat(40 << 20), { level: 9 });
    const source = memorySource('genome.fa.gz', member);
    expect((await refusal(source)).message).toMatch(/gzip bomb/);
    let bases = 0;
    for await (const chunk of inflatedBytes(source, { largestRatio: 1_032 })) bases += chunk.length;
    expect(bases).toBe(40 << 20);
  });
});
