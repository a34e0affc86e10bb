import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { type ByteSource, memorySource } from './byte-source.js';
import { type ReadOptions, readLines } from './lines.js';

async function linesOf(source: ByteSource, options?: ReadOptions): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of readLines(source, options)) {
    expect(batch.firstLine).toBe(lines.length + 1);
    lines.push(...batch.lines);
  }
  return lines;
}

async function errorOf(source: ByteSource): Promise<InputError> {
  try {
    await linesOf(source);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was read');
}

function chunked(name: string, content: Uint8Array, size: number): ByteSource {
  return {
    name,
    async *bytes() {
      for (let from = 0; from < content.length; from += size) {
        yield content.subarray(from, from + size);
      }
    },
  };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('readLines', () => {
  it('reads the same lines whatever the size of the chunks', async () => {
    const text = utf8('\uFEFFfirst\r\n\r\nthird é\nlast');
    for (let size = 1; size <= text.length; size++) {
      expect(await linesOf(chunked('a.txt', text, size))).toEqual(['first', '', 'third é', 'last']);
    }
  });

  it('gives no extra line for a last line end, and none for an empty file', async () => {
    expect(await linesOf(memorySource('a.txt', 'one\n'))).toEqual(['one']);
    expect(await linesOf(memorySource('a.txt', '\n'))).toEqual(['']);
    expect(await linesOf(memorySource('a.txt', ''))).toEqual([]);
  });

  it('reads what is not UTF-8 as Latin-1', async () => {
    const latin1 = Uint8Array.of(0x41, 0xe9, 0x85, 0x0a, 0x42);
    expect(await linesOf(memorySource('a.txt', latin1))).toEqual(['A\u00e9\u0085', 'B']);
  });

  it('keeps a byte order mark that is not at the start', async () => {
    expect(await linesOf(memorySource('a.txt', 'a\n\uFEFFb'))).toEqual(['a', '\uFEFFb']);
  });

  it('reads gzip, and gzip members that follow each other', async () => {
    const members = Buffer.concat([gzipSync('one\ntw'), gzipSync(''), gzipSync('o\nthree\n')]);
    for (const size of [1, 7, 10_000]) {
      expect(await linesOf(chunked('a.gz', members, size))).toEqual(['one', 'two', 'three']);
    }
  });

  it('names file and line of a NUL byte, in the middle and at an open end', async () => {
    const middle = await errorOf(memorySource('a.txt', 'one\ntwo\nth\0ree\nfour'));
    expect([middle.file, middle.line]).toEqual(['a.txt', 3]);
    const end = await errorOf(memorySource('a.txt', 'one\n\0'));
    expect([end.file, end.line]).toEqual(['a.txt', 2]);
  });

  it('says that a file is UTF-16', async () => {
    const error = await errorOf(memorySource('a.txt', Buffer.from('\uFEFFab\n', 'utf16le')));
    expect(error.message).toMatch(/UTF-16/);
    expect([error.file, error.line]).toEqual(['a.txt', 1]);
  });

  it.each([
    ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
    ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ])('names %s where it meets it', async (name, magic) => {
    const error = await errorOf(memorySource('a.gz', Uint8Array.from(magic)));
    expect(error.message).toContain(name);
    expect([error.file, error.line]).toEqual(['a.gz', 1]);
  });

  it('stops at a line over 64 MiB, in 2 s and less than 200 MB', async () => {
    const chunk = new Uint8Array(1 << 20).fill(65);
    let handedOut = 0;
    let closed = false;
    const gigabyte: ByteSource = {
      name: 'line.vcf',
      async *bytes() {
        try {
          yield utf8('##fileformat=VCFv4.2\n');
          for (; handedOut < 1024; handedOut++) yield chunk.slice();
        } finally {
          closed = true;
        }
      },
    };
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const error = await errorOf(gigabyte);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
    expect(error.message).toMatch(/longer than 64 MiB/);
    expect([error.file, error.line]).toEqual(['line.vcf', 2]);
    expect(handedOut).toBeLessThan(70);
    expect(closed).toBe(true);
  });

  it('stops where the signal says so, and closes the source', async () => {
    const abort = new AbortController();
    let closed = false;
    const endless: ByteSource = {
      name: 'endless.txt',
      async *bytes() {
        try {
          for (;;) yield utf8('line\n');
        } finally {
          closed = true;
        }
      },
    };
    const reading = (async () => {
      let batches = 0;
      for await (const _ of readLines(endless, { signal: abort.signal })) {
        if (++batches === 3) abort.abort(new Error('enough'));
      }
    })();
    await expect(reading).rejects.toThrow('enough');
    expect(closed).toBe(true);
  });

  it('closes the source where the reader leaves early', async () => {
    let closed = false;
    const source: ByteSource = {
      name: 'a.gz',
      async *bytes() {
        try {
          for (;;) yield gzipSync('a\nb\n');
        } finally {
          closed = true;
        }
      },
    };
    for await (const batch of readLines(source)) {
      expect(batch.lines).toEqual(['a', 'b']);
      break;
    }
    expect(closed).toBe(true);
  });
});
