import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openBgzipFasta } from './bgzip-fasta.js';

// Lines of 4 bases, cut into two blocks in the middle of the second line of chr1.
const TEXT = '>chr1\nACGT\nacgt\nNN\n>chr2\nTTTT\nG\n';
const CUT = 13;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bgzip-fasta-'));
  const blocks = [TEXT.slice(0, CUT), TEXT.slice(CUT)].map((text) => gzipSync(text));
  const [first] = blocks as [Buffer, Buffer];
  writeFileSync(join(folder, 'x.fa.gz'), Buffer.concat(blocks));
  writeFileSync(join(folder, 'x.fa.gz.fai'), 'chr1\t10\t6\t4\t5\nchr2\t5\t25\t4\t5\n');
  const index = Buffer.alloc(24);
  index.writeBigUInt64LE(1n, 0);
  index.writeBigUInt64LE(BigInt(first.length), 8);
  index.writeBigUInt64LE(BigInt(CUT), 16);
  writeFileSync(join(folder, 'x.fa.gz.gzi'), index);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('openBgzipFasta', () => {
  it('reads bases across lines and blocks, in capitals', () => {
    const genome = openBgzipFasta(join(folder, 'x.fa.gz'));
    expect(genome.lengthOf('chr1')).toBe(10);
    expect(genome.bases('chr1', 0, 10)).toBe('ACGTACGTNN');
    expect(genome.bases('chr1', 3, 6)).toBe('TAC');
    expect(genome.bases('chr2', 3, 5)).toBe('TG');
    expect(genome.bases('chr2', 2, 2)).toBe('');
  });

  it('refuses a sequence or a stretch that is not there', () => {
    const genome = openBgzipFasta(join(folder, 'x.fa.gz'));
    expect(() => genome.bases('chr3', 0, 1)).toThrow('no sequence chr3');
    expect(() => genome.bases('chr2', 0, 6)).toThrow('outside');
  });
});
