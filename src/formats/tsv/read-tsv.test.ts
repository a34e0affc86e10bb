import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { numberInCell } from './number-cell.js';
import { columnIndex, readTsv } from './read-tsv.js';
import { writeTsv } from './write-tsv.js';

function cellsOf(text: string): readonly (readonly string[])[] {
  return readTsv(text, 'table.tsv').rows.map(({ cells }) => cells);
}

function givesWholeRowsOrRefuses(text: string): boolean {
  try {
    const { columns, rows } = readTsv(text, 'fuzz');
    return rows.every(({ cells }) => cells.length === columns.length);
  } catch (error) {
    return error instanceof InputError;
  }
}

describe('readTsv', () => {
  it('reads a header and rows with their lines, past comments and blank lines', () => {
    const table = readTsv('## made by x\n# on Monday\n#gene\tTPM\n\nTP53\t1.5\n', 'table.tsv');
    expect(table.columns).toEqual(['gene', 'TPM']);
    expect(table.headerLine).toBe(3);
    expect(table.rows).toEqual([{ line: 5, cells: ['TP53', '1.5'] }]);
  });

  it.each([
    ['a UTF-8 mark', '\uFEFFa\tb\n1\t2\n'],
    ['CRLF', 'a\tb\r\n1\t2\r\n'],
    ['CR alone', 'a\tb\r1\t2\r'],
    ['no line end', 'a\tb\n1\t2'],
    ['commas', 'a,b\n1,2\n'],
    ['R’s row names', 'a\tb\nrow1\t1\t2\n'],
  ])('takes %s', (_, text) => {
    const { columns } = readTsv(text, 'table');
    expect(columns).toEqual(['a', 'b']);
    expect(cellsOf(text)).toEqual([['1', '2']]);
  });

  it('reads quoted cells as RFC 4180 has them', () => {
    expect(cellsOf('a,b\n"x, y","he said ""no"""\n"two\nlines",2\n')).toEqual([
      ['x, y', 'he said "no"'],
      ['two\nlines', '2'],
    ]);
    expect(cellsOf('"a"\t"b"\n"1"\t"2"\n')).toEqual([['1', '2']]);
  });

  it('gives a row after a quoted line break its own line', () => {
    const { rows } = readTsv('a,b\n"two\nlines",2\nx,y\n', 'table.csv');
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('takes a lone quote in a tab-separated cell for an ordinary character', () => {
    expect(cellsOf('a\tb\n"x\t5\n')).toEqual([['"x', '5']]);
  });

  it('skips ragged rows and text after a closing quote, with the line', () => {
    const { rows, skipped } = readTsv('a,b\n1\n1,2\n1,2,3\n"x"y,2\n', 'table.csv');
    expect(rows.length).toBe(1);
    expect(skipped.map(({ code, line }) => [code, line])).toEqual([
      ['ragged-row', 2],
      ['ragged-row', 4],
      ['malformed-quotes', 5],
    ]);
    expect(skipped[0]?.reason).toBe('1 cells, the header has 2');
  });

  it.each([
    ['', 'no table', null],
    ['\n \n', 'no table', null],
    ['a\tb\n1\t\0\n', 'NUL', 2],
    ['a,b\n1,2\n"x,3\n', 'not closed', 3],
    ['a,"b\n1,2\n', 'header is not closed', 1],
  ])('refuses %j', (text, message, line) => {
    expect(() => readTsv(text, 'table.csv')).toThrow(InputError);
    expect(() => readTsv(text, 'table.csv')).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message), line }),
    );
  });

  it('gives up on a quote that is open for a thousand lines', () => {
    const text = `a,b\n"x\n${'","\n'.repeat(50_000)}`;
    expect(() => readTsv(text, 'table.csv')).toThrow(InputError);
  });

  it('gives whole rows or refuses the file, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'a1",\t\n\r# \uFEFF\0'), maxLength: 60 });
    fc.assert(
      fc.property(text, (given) => {
        expect(givesWholeRowsOrRefuses(given)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('columnIndex', () => {
  it('finds the first name there is, in any case', () => {
    const table = readTsv('Gene\tTPM\nx\t1\n', 'table.tsv');
    expect(columnIndex(table, 'fpkm', 'tpm')).toBe(1);
    expect(columnIndex(table, 'count')).toBe(-1);
  });

  it('refuses a column that is there twice', () => {
    const table = readTsv('TPM\ttpm\n1\t2\n', 'table.tsv');
    expect(() => columnIndex(table, 'TPM')).toThrow('the column "TPM" occurs twice');
  });
});

it.each([
  ['1', 1],
  [' 2.5e-06 ', 2.5e-6],
  ['-3.', -3],
  ['+.5', 0.5],
  ['', null],
  ['NA', null],
  ['NaN', null],
  ['Infinity', null],
  ['1e999', null],
  ['0x10', null],
  ['1,5', null],
  ['1 2', null],
])('numberInCell(%j) is %j', (cell, value) => {
  expect(numberInCell(cell)).toBe(value);
});

describe('writeTsv', () => {
  it('writes null as NA, and keeps numbers, strands and amino-acid changes', () => {
    const row = [null, -1.5, '-1.5', '+2e-3', '-', '+', '-/L', 'S/SX', 'TP53'];
    const columns = row.map((_, index) => `c${index}`);
    expect(writeTsv(columns, [row]).split('\n')[1]).toBe(
      'NA\t-1.5\t-1.5\t+2e-3\t-\t+\t-/L\tS/SX\tTP53',
    );
  });

  it.each([
    ['=cmd|"/C calc"!A0', '\'=cmd|"/C calc"!A0'],
    ['+1+1', "'+1+1"],
    ['-1+cmd', "'-1+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "' =1"],
    ['\r=1', "' =1"],
    ['"=1+1"', '\'"=1+1"'],
    ['＝1', "'＝1"],
    ['a\tb\r\nc', 'a b  c'],
    ['a\u2028b\0', 'a b '],
  ])('defuses %j', (cell, written) => {
    expect(writeTsv(['cell'], [[cell]])).toBe(`cell\n${written}\n`);
  });

  it('never writes a cell that a spreadsheet would compute, and keeps the shape', () => {
    const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'=+-@"\t\r\n a1/') }));
    const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        const lines = writeTsv(['a', 'b', 'c'], rows).split('\n');
        expect(lines.length).toBe(rows.length + 2);
        for (const line of lines.slice(1, -1)) {
          const cells = line.split('\t');
          expect(cells.length).toBe(3);
          for (const written of cells) {
            expect(written).not.toMatch(/^[=@"]|^[+-](?![\d.]|$|\/[A-Z*]*$)/);
          }
        }
      }),
    );
  });

  it('is read back by readTsv, cell for cell', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcXYZ019.*:>_'), minLength: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 5 }), (rows) => {
        expect(cellsOf(writeTsv(['a', 'b'], rows))).toEqual(rows);
      }),
    );
  });

  it('throws on a row of the wrong length and on NaN, which are our bugs', () => {
    expect(() => writeTsv(['a', 'b'], [['x']])).toThrow('1 cells for 2 columns');
    expect(() => writeTsv(['a'], [[Number.NaN]])).toThrow('NaN');
  });
});
