import { gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { memorySource } from './byte-source.js';
import { readText } from './read-text.js';

it('reads a whole file, gzip or plain, with \\n between its lines', async () => {
  expect(await readText(memorySource('a.tsv', 'a\tb\r\n1\t2\r\n'))).toBe('a\tb\n1\t2');
  expect(await readText(memorySource('a.tsv.gz', gzipSync('a\tb\n\n1\t2')))).toBe('a\tb\n\n1\t2');
});

it('joins what came in several chunks', async () => {
  const parts = ['one\ntw', 'o\nth', 'ree'];
  const source = {
    name: 'a.txt',
    async *bytes() {
      for (const part of parts) yield new TextEncoder().encode(part);
    },
  };
  expect(await readText(source)).toBe('one\ntwo\nthree');
});
