import { describe, expect, it } from 'vitest';

import { parseCopyNumber } from './parse-copy-number.js';

function tsv(...rows: readonly string[]): string {
  return `${rows.map((row) => row.replaceAll(' ', '\t')).join('\n')}\n`;
}

function segment(totalCopies: number, minorCopies: number | null): object {
  return { chromosome: '7', start0: 100, end0: 200, totalCopies, minorCopies };
}

// One segment, bases 101 to 200 counted from 1, as each tool writes it.
describe('parseCopyNumber gives 0-based half-open positions for', () => {
  it.each([
    ['FACETS', tsv('chrom seg start end cf.em tcn.em lcn.em', '7 1 101 200 0.8 3 1'), 3, 1],
    ['FACETS', tsv('chrom seg start end cf.em tcn.em lcn.em', '7 1 101 200 0.8 3 NA'), 3, null],
    [
      'PURPLE',
      tsv('#chromosome start end copyNumber bafCount actualBAF', '7 101 200 2.81 40 0.71'),
      2.81,
      null,
    ],
    [
      'PURPLE',
      tsv(
        'chromosome start end copyNumber minorAlleleCopyNumber majorAlleleCopyNumber',
        '7 101 200 2.81 0.79 2.02',
      ),
      2.81,
      0.79,
    ],
    ['CNVkit', tsv('chromosome start end gene log2 cn cn1 cn2', '7 100 200 EGFR 0.5 3 2 1'), 3, 1],
    ['CNVkit', tsv('chromosome start end gene log2 cn', '7 100 200 EGFR 0.5 3'), 3, null],
    ['ASCAT or PCGR', tsv('Chromosome Start End nMajor nMinor', '7 101 200 2 1'), 3, 1],
    ['ASCAT or PCGR', tsv('sample chr startpos endpos nMajor nMinor', 'T 7 101 200 2 0'), 2, 0],
    ['Sequenza', tsv('chromosome start.pos end.pos Bf CNt A B', '7 101 200 0.3 3 2 1'), 3, 1],
    ['plain table', tsv('chrom start end total', '7 101 200 3'), 3, null],
    ['plain table', 'chromosome,start,end,total,minor\n7,101,200,3.5,1\n', 3.5, 1],
    ['plain table', tsv('chrom start0 end0 total minor', '7 100 200 3 1'), 3, 1],
  ])('%s: %j', (tool, text, total, minor) => {
    expect(parseCopyNumber(text, 'x')).toEqual({
      tool,
      segments: [segment(total, minor)],
      skipped: [],
    });
  });
});

it('names FACETS’ chromosomes 23 and 24 X and Y', () => {
  const text = tsv('chrom start end tcn.em lcn.em', '23 1 9 1 0', '24 1 9 1 0', '22 1 9 2 1');
  expect(parseCopyNumber(text, 'x').segments.map(({ chromosome }) => chromosome)).toEqual([
    'X',
    'Y',
    '22',
  ]);
});

it('takes PURPLE’s copies a little below zero for none, further below for a failed fit', () => {
  const text = tsv('chromosome start end copyNumber', '1 1 9 -0.02', '1 10 19 -3.1');
  const { segments, skipped } = parseCopyNumber(text, 'x');
  expect(segments.map(({ totalCopies }) => totalCopies)).toEqual([0]);
  expect(skipped.map(({ code, line }) => [code, line])).toEqual([['no-copy-number', 3]]);
});

it('skips rows without copies or with an impossible position, with their line', () => {
  const text = tsv(
    'chrom start end total minor',
    '1 1 9 2 1',
    '1 10 19 NA 1',
    '1 20 29 2 3',
    '1 0 9 2 1',
    '1 9 1 2 1',
    '1 1.5 9 2 1',
    '<b> 1 9 2 1',
    '1 1 9 -1 0',
    '1 1',
  );
  const { segments, skipped } = parseCopyNumber(text, 'x');
  expect(segments.length).toBe(1);
  expect(skipped.map(({ code, line }) => `${line} ${code}`)).toEqual([
    '10 ragged-row',
    '3 no-copy-number',
    '4 no-copy-number',
    '5 impossible-position',
    '6 impossible-position',
    '7 impossible-position',
    '8 impossible-position',
    '9 no-copy-number',
  ]);
});

describe('parseCopyNumber refuses', () => {
  it.each([
    [tsv('chromosome start end gene log2 probes', '1 0 9 X 0.1 3'), 'log ratios', 'cnvkit.py call'],
    [
      tsv('Sample Chromosome Start End Num_Probes Segment_Mean', 'T 1 1 9 3 0.1'),
      'log ratios',
      'ASCAT',
    ],
    [tsv('ID chrom loc.start loc.end num.mark seg.mean', 'T 1 1 9 3 0.1'), 'log ratios', 'PURPLE'],
    [tsv('chrom start end name', '1 1 9 x'), 'no columns of', 'total'],
    [tsv('chrom start end total', '1 1 9 NA'), 'no usable segment', 'each row needs'],
    [tsv('chrom start end total'), 'no usable segment', 'each row needs'],
    [
      tsv('sample chr startpos endpos nMajor nMinor', 'T 1 1 9 1 1', 'U 1 1 9 1 1'),
      '2 samples',
      'rows',
    ],
  ])('%j', (text, message, hint) => {
    expect(() => parseCopyNumber(text, 'x.seg')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
        file: 'x.seg',
        line: expect.any(Number),
      }),
    );
  });
});
