import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readLines } from '../../formats/text/lines.js';
import { fileDigest, fileSource } from './file-source.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncoscript-file-source-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of readLines(fileSource(path))) lines.push(...batch.lines);
  return lines;
}

function openFiles(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
}

const LINES = Array.from({ length: 200_000 }, (_, index) => `chr1\t${index}\t.\tA\tC`);

describe('fileSource', () => {
  it('reads a file, its gzip, and gzip members that follow each other, alike', async () => {
    const text = `${LINES.join('\n')}\n`;
    const half = text.length / 2;
    expect(await linesOf(written('plain.txt', text))).toEqual(LINES);
    expect(await linesOf(written('one.gz', gzipSync(text)))).toEqual(LINES);
    const members = [text.slice(0, half), '', text.slice(half)].map((part) => gzipSync(part));
    expect(await linesOf(written('many.gz', Buffer.concat(members)))).toEqual(LINES);
  });

  it('says that a file is cut short or damaged', async () => {
    const stored = gzipSync(LINES.join('\n'));
    const cut = written('cut.gz', stored.subarray(0, stored.length / 2));
    await expect(linesOf(cut)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/cut short/),
      file: 'cut.gz',
      line: expect.any(Number),
    });
    const changed = Buffer.from(stored);
    changed[stored.length - 7] = (changed[stored.length - 7] as number) ^ 1;
    await expect(linesOf(written('changed.gz', changed))).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/damaged/),
    });
  });

  it('stops a gzip bomb of 1.3 GB within its first 50 MB', async () => {
    const member = gzipSync('A\n'.repeat(8 << 20), { level: 9 });
    const path = written('bomb.gz', Buffer.concat(Array.from({ length: 80 }, () => member)));
    const start = performance.now();
    let lines = 0;
    const reading = (async () => {
      for await (const batch of readLines(fileSource(path))) lines += batch.lines.length;
    })();
    await expect(reading).rejects.toThrow(/gzip bomb/);
    expect(lines * 2).toBeLessThan(50e6);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('names the file without its folder where it cannot be read', async () => {
    await expect(linesOf(join(folder, 'absent.vcf'))).rejects.toMatchObject({
      name: 'InputError',
      message: 'the file does not exist',
      place: 'absent.vcf',
    });
    await expect(linesOf(folder)).rejects.toMatchObject({
      name: 'InputError',
      message: 'this is a folder, not a file',
    });
  });

  it('knows size and SHA-256 of the bytes as stored', async () => {
    const stored = gzipSync('some text');
    const path = written('digest.gz', stored);
    const expected = {
      bytes: stored.length,
      sha256: createHash('sha256').update(stored).digest('hex'),
    };
    expect(await fileDigest(path)).toEqual(expected);
    expect(await fileSource(path).digest()).toEqual(expected);
  });

  it('leaves no file open where the reader stops early', async () => {
    const path = written('early.txt', `${LINES.join('\n')}\n`);
    const before = openFiles();
    for (let time = 0; time < 50; time++) {
      for await (const batch of readLines(fileSource(path))) {
        expect(batch.firstLine).toBe(1);
        break;
      }
    }
    expect(openFiles()).toBeLessThanOrEqual(before);
  });
});
