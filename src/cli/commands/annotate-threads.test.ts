import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { temporaryFolder } from '../../../test/e2e/run-cli.js';
import { quietContext } from '../../core/context.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { annotate } from './annotate.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  return () => vi.restoreAllMocks();
});

const HEAD = [
  '##fileformat=VCFv4.2',
  '##contig=<ID=17,length=81195210>',
  '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO',
].join('\n');
/** First base of TP53's exons and introns that the lines step through (GRCh37). */
const FIRST = 7_571_720;

/** Lines over TP53, most of them with a REF that is not the base there; a Latin-1 byte and a CRLF among them. */
function tp53(name: string, count: number, change: (line: string, i: number) => string): string {
  const lines = Array.from({ length: count }, (_, i) =>
    change(
      `17\t${FIRST + (i % 19_000)}\tid${i}\t${'ACGT'[i % 4]}\t${'CGTA'[i % 4]}\t.\t.\tDP=${i}`,
      i,
    ),
  );
  writeFileSync(at(name), `${HEAD}\n${lines.join('\n')}\n`, 'latin1');
  return at(name);
}

const input = tp53('in.vcf', 5_000, (line, i) =>
  i === 700 ? `${line};NOTE=caf\u00e9\r` : i === 2_000 ? '17\tno record' : line,
);

async function run(
  path: string,
  out: string,
  threads: number,
  context = quietContext(),
): Promise<Buffer> {
  await annotate(path, { out: at(out), threads }, context, openPackStore());
  return readFileSync(at(out));
}

describe('oncoscript annotate in threads', () => {
  it.each(['vcf', 'vcf.gz', 'tsv', 'maf'])('writes the same %s in 1, 2 and 3', async (form) => {
    const one = await run(input, `one.${form}`, 1);
    expect(one.length).toBeGreaterThan(10_000);
    for (const threads of [2, 3]) {
      expect(one.equals(await run(input, `more.${form}`, threads))).toBe(true);
    }
  });

  it('reads gzip in threads as it reads text', async () => {
    writeFileSync(at('in.vcf.gz'), gzipSync(readFileSync(input)));
    const one = await run(input, 'plain.tsv', 1);
    expect(one.equals(await run(at('in.vcf.gz'), 'gzip.tsv', 2))).toBe(true);
  });

  it('keeps the order and each line of the input', async () => {
    const text = (await run(input, 'order.vcf', 2)).toString('utf8');
    const records = text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    expect(records).toHaveLength(5_000);
    expect(records[700]).toMatch(/;NOTE=caf\u00e9(;CSQ=[^\t]*)?$/);
    expect(records[2_000]).toBe('17\tno record');
    const ids = records.map((line) => line.split('\t')[2]);
    expect(ids.filter((id, i) => id !== `id${i}`)).toEqual([undefined]);
    expect(records.filter((line) => line.includes('CSQ=')).length).toBeGreaterThan(1_000);
  });

  it.each([1, 2])('gives the error of a block with its line, in %i', async (threads) => {
    const damaged = tp53('damaged.vcf', 3_000, (line, i) => (i === 2_500 ? `${line}\0` : line));
    await expect(run(damaged, 'damaged.tsv', threads)).rejects.toMatchObject({
      name: 'InputError',
      message: 'the line holds a NUL byte',
      file: 'damaged.vcf',
      line: 2_504,
    });
    expect(readdirSync(folder.path).filter((name) => name.startsWith('damaged.tsv'))).toEqual([]);
  });

  it.each([1, 2])('stops within 100 ms and leaves nothing behind, in %i', async (threads) => {
    const long = tp53('long.vcf', 200_000, (line) => line);
    const controller = new AbortController();
    let abortedAt = 0;
    const context = quietContext({
      signal: controller.signal,
      report: ({ done }) => {
        if (done < 1_000 || abortedAt > 0) return;
        abortedAt = performance.now();
        controller.abort(new Error('stopped'));
      },
    });
    await expect(run(long, 'long.out.vcf', threads, context)).rejects.toThrow('stopped');
    expect(performance.now() - abortedAt).toBeLessThan(100);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('long.out'))).toEqual([]);
  });

  it('refuses a number of threads that is none', async () => {
    await expect(run(input, 'x.vcf', 1.5)).rejects.toMatchObject({ path: '--threads' });
    await expect(run(input, 'x.vcf', 0)).rejects.toMatchObject({ path: '--threads' });
  });
});
