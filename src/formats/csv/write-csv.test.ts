import { describe, expect, it } from 'vitest';

import { writeCsv } from './write-csv.js';

describe('writeCsv', () => {
  it('writes RFC 4180', () => {
    expect(
      writeCsv(
        ['a', 'b'],
        [
          ['x,y', null],
          ['l1\nl2', -1.5],
          ['q"q', ''],
        ],
      ),
    ).toBe('a,b\r\n"x,y",\r\n"l1\nl2",-1.5\r\n"q""q",\r\n');
  });

  it('keeps a spreadsheet from running text', () => {
    expect(writeCsv(['a'], [['=1+1'], ['@x'], ['-2+3']])).toBe("a\r\n'=1+1\r\n'@x\r\n'-2+3\r\n");
  });

  it('refuses a ragged row and a number that is none', () => {
    expect(() => writeCsv(['a'], [['x', 'y']])).toThrow('2 cells for 1');
    expect(() => writeCsv(['a'], [[Number.POSITIVE_INFINITY]])).toThrow('Infinity');
  });
});
