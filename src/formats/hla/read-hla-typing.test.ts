import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { readHlaTyping } from './read-hla-typing.js';

function errorOf(text: string): InputError {
  try {
    readHlaTyping(text, 'hla.txt');
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was read');
}

function tsv(...rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}

describe('OptiType', () => {
  const header = ['', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'Reads', 'Objective'];

  it('reads the best solution and a locus it left empty', () => {
    const typing = readHlaTyping(
      tsv(
        header,
        ['0', 'A*03:01', 'A*25:01', 'B*15:50', 'B*15:50', '', '', '295.0', '292.3'],
        ['1', 'A*03:01', 'A*26:01', 'B*15:50', 'B*15:50', '', '', '290.0', '288.0'],
      ),
      'result.tsv',
    );
    expect(typing.tool).toBe('OptiType');
    expect(typing.alleles).toEqual(['HLA-A*03:01', 'HLA-A*25:01', 'HLA-B*15:50']);
    expect(typing.notTyped).toEqual(['HLA-C']);
    expect(typing.loci.map(({ homozygous }) => homozygous)).toEqual(['not stated', 'stated']);
    expect(typing.notes).toEqual(['the best of 2 solutions is used; the others are not looked at']);
  });

  it('refuses a header without a solution, and a row that was cut off', () => {
    expect(errorOf(tsv(header)).place).toBe('hla.txt, line 1');
    const cut = errorOf(tsv(header, ['0', 'A*03:01', 'A*25']));
    expect(cut.message).toContain('cut off');
    expect(cut.line).toBe(2);
  });

  it('refuses a result without any allele', () => {
    expect(errorOf(tsv(header, ['0', '', '', '', '', '', '', '0', '0'])).message).toBe(
      'OptiType typed no allele',
    );
  });
});

describe('arcasHLA', () => {
  it('reads genotype.json over several lines and says where a bad name stands', () => {
    const text = '{"A": ["A*01:01:01"],\n "B": ["B*07:02:01", "B*07:386N"],\n "DQB1": []}';
    const typing = readHlaTyping(text, 'genotype.json');
    expect(typing.tool).toBe('arcasHLA');
    expect(typing.alleles).toEqual(['HLA-A*01:01', 'HLA-B*07:02']);
    expect(typing.skipped.map(({ code, line }) => [code, line])).toEqual([['null-allele', 2]]);
  });

  it('reads a merged file of one sample and refuses one of two', () => {
    expect(readHlaTyping('{"s1": {"A": ["A*01:01:01"]}}', 'x').alleles).toEqual(['HLA-A*01:01']);
    const two = errorOf('{"s1": {"A": ["A*01:01"]}, "s2": {"A": ["A*02:01"]}}');
    expect(two.message).toBe('typings of 2 samples: s1, s2');
  });

  it('refuses its read counts and its abundances', () => {
    expect(errorOf('{"A": [9104.0, 3628, 0.18]}').message).toContain('intermediate result');
    expect(errorOf('{"A": [["0", ["A*01:01"], 0.4]]}').hint).toContain('genotype.json');
  });

  it('reads a JSON list as a plain list', () => {
    expect(readHlaTyping('["A0201", "B0702"]', 'x').tool).toBe('plain list');
  });

  it('refuses broken JSON, JSON of another kind, and takes no harm from __proto__', () => {
    expect(errorOf('{\n "A": ["A*01:01",]\n}').message).toContain('not valid JSON');
    expect(errorOf('[1, 2]').message).toBe('this JSON holds no HLA typing');
    expect(errorOf('{"A": 5}').message).toBe('"A" is not a list of alleles');
    expect(errorOf('{"__proto__": {"A": 1}, "A": []}').message).toContain('not a list');
    expect(Object.hasOwn(Object.prototype, 'A')).toBe(false);
  });
});

describe('HLA-HD', () => {
  it('does not take "-" for homozygous, and lists what was not typed', () => {
    const typing = readHlaTyping(
      tsv(
        ['A', 'HLA-A*02:01:01', 'HLA-A*24:02:01'],
        ['B', 'HLA-B*07:02:01', '-'],
        ['C', 'Not typed', 'Not typed'],
        ['DRB5', "couldn't read result file.", ''],
      ),
      'final.result.txt',
    );
    expect(typing.tool).toBe('HLA-HD');
    expect(typing.alleles).toEqual(['HLA-A*02:01', 'HLA-A*24:02', 'HLA-B*07:02']);
    expect(typing.loci[1]?.homozygous).toBe('not stated');
    expect(typing.notTyped).toEqual(['C', 'DRB5']);
    expect(typing.notes).toEqual(['one allele only for B: homozygous, or the second was missed']);
  });

  it('uses pairs that fit equally well where they are one protein, and skips them where not', () => {
    const typing = readHlaTyping(
      tsv(
        ['A', 'HLA-A*02:01:01', 'HLA-A*24:02:01', 'HLA-A*24:02:02', 'HLA-A*02:01:04'],
        ['B', 'HLA-B*07:02:01', 'HLA-B*08:01:01', 'HLA-B*07:05:01', 'HLA-B*08:01:01'],
      ),
      'final.result.txt',
    );
    expect(typing.alleles).toEqual(['HLA-A*02:01', 'HLA-A*24:02']);
    expect(typing.skipped.map(({ item, code, line }) => [item, code, line])).toEqual([
      ['HLA locus B', 'ambiguous', 2],
    ]);
  });
});

it.each([
  ['HLA-HD', 'A\tA*02:01:01\tA*24:02:01\nB\tB*07'],
  ['T1K', 'HLA-A\t1\tHLA-A*02:01\t9.1\t60\t.\t0\t-1\nHLA-B\t2\tHLA-B*07:02\t8'],
])('says that the last row of %s was cut off', (tool, text) => {
  const typing = readHlaTyping(text, 'cut.txt');
  expect(typing.tool).toBe(tool);
  expect(typing.alleles[0]).toBe('HLA-A*02:01');
  expect(typing.skipped.map(({ code, line }) => [code, line])).toEqual([['ragged-row', 2]]);
});

it('reads Polysolver’s winners', () => {
  const typing = readHlaTyping(
    tsv(
      ['HLA-A', 'hla_a_02_01_01_01', 'hla_a_24_02_01_01'],
      ['HLA-B', 'hla_b_07_02_01', 'hla_b_07_02_01'],
    ),
    'winners.hla.txt',
  );
  expect(typing.tool).toBe('Polysolver');
  expect(typing.alleles).toEqual(['HLA-A*02:01', 'HLA-A*24:02', 'HLA-B*07:02']);
  expect(typing.loci[1]?.homozygous).toBe('stated');
});

describe('T1K', () => {
  // Rows in the shape of https://github.com/mourisl/T1K/issues/9.
  it('reads calls of quality over 0 and lists genes without a call', () => {
    const typing = readHlaTyping(
      tsv(
        ['HLA-A', '2', 'HLA-A*01:01:01', '376.4', '60', 'HLA-A*31:01:02', '357.7', '0'],
        ['HLA-B', '1', 'HLA-B*08:01:01,HLA-B*08:01:20', '643.1', '60', '.', '0', '-1'],
        ['HLA-C', '1', 'HLA-C*07:01:01,HLA-C*07:02:01', '9.1', '3', '.', '0', '-1'],
        ['HLA-G', '2', 'HLA-G*01:03:01', '419.3', '60', 'HLA-G*01:01:02', '399.8', '60'],
        ['HLA-DRB4', '0', '.', '0', '-1', '.', '0', '-1'],
      ),
      'genotype.tsv',
    );
    expect(typing.tool).toBe('T1K');
    expect(typing.alleles).toEqual(['HLA-A*01:01', 'HLA-B*08:01']);
    expect(typing.notTyped).toEqual(['HLA-DRB4']);
    expect(typing.skipped.map(({ code, line }) => [code, line])).toEqual([
      ['low-quality', 1],
      ['ambiguous', 3],
      ['non-classical', 4],
      ['non-classical', 4],
    ]);
  });

  it('refuses a typing of quality 0 throughout', () => {
    const error = errorOf(tsv(['HLA-A', '1', 'HLA-A*01:01', '1.0', '0', '.', '0', '-1']));
    expect(error.message).toContain('quality 0');
    expect(error.line).toBe(1);
  });
});

describe('NeoFox patients', () => {
  it('reads one patient and refuses two', () => {
    const header = ['identifier', 'mhcIAlleles', 'mhcIIAlleles'];
    const row = ['P1', 'HLA-A*02:01,HLA-A*02:01', 'HLA-DRB1*04:04'];
    const typing = readHlaTyping(tsv(header, row), 'patients.tsv');
    expect(typing.alleles).toEqual(['HLA-A*02:01', 'HLA-DRB1*04:04']);
    expect(typing.loci[0]?.homozygous).toBe('stated');
    expect(errorOf(tsv(header, row, row)).message).toBe('2 patients are listed');
    expect(errorOf(tsv(header)).message).toBe('no patient is listed');
    expect(errorOf(tsv(header, ['P1', 'A*02:01'])).line).toBe(2);
  });
});

describe('a plain list', () => {
  it.each([
    ['HLA-A*29:02,B*45:01;B*82:02 DRB1*04:05'],
    ['HLA-A*29:02\r\nB*45:01\r\n\r\nB*82:02\r\nDRB1*04:05\r\n'],
    ['\uFEFF# typed in 2024\nA2902 B4501 B8202\nDRB10405'],
    ['custom\tHLA-A*29:02\ncustom\tHLA-B*45:01\ncustom\tHLA-B*82:02\ncustom\tHLA-DRB1*04:05'],
    ['A*29:02\tB*45:01\tB*82:02\tDRB1*04:05'],
  ])('is read however it is separated: %j', (text) => {
    const typing = readHlaTyping(text, 'hla.txt');
    expect(typing.tool).toBe('plain list');
    expect(typing.alleles).toEqual(['HLA-A*29:02', 'HLA-B*45:01', 'HLA-B*82:02', 'HLA-DRB1*04:05']);
  });

  it('skips a bad name with its line', () => {
    const { skipped } = readHlaTyping('A*02:01\nA*02\n', 'hla.txt');
    expect(skipped.map(({ item, code, line }) => [item, code, line])).toEqual([
      ['HLA allele A*02', 'low-resolution', 2],
    ]);
  });
});

describe('other files are refused', () => {
  it.each([
    ['', 'the file is empty'],
    ['\n\n', 'the file is empty'],
    ['Dear colleague, the patient has A*02:01 and more', 'not a list of HLA alleles'],
    ['sample\tgene\tvalue\nx\ty\tz\n', 'columns are not those of an HLA typing tool'],
    ['A*02:01\0', 'NUL bytes'],
    ['A*02:01 '.repeat(200_000), 'too large'],
  ])('%j', (text, message) => {
    expect(errorOf(text).message).toContain(message);
  });
});

it('reads or refuses 100,000 files of every shape without any other error', () => {
  const words = [
    'A*02:01|B*07:02:01G|C*07:01|DQA1*05:01/DQB1*02:01|A*24:09N|H2-Kb|A2|hla_a_02_01',
    'HLA-A|HLA-DRB1|A|-|.|Not typed|0|-1|60|| |"|#|\0|A1|A2|B1|B2|C1|C2|mhcIAlleles',
    '{|}|[|]|:|\uFEFF|__proto__|/|*|<b>|=cmd|\u2028',
  ].flatMap((list) => list.split('|'));
  const word = fc.constantFrom(...words);
  const separator = fc.constantFrom('\t', ',', '\n', '\r\n', ' ', ';', '');
  const pieces = fc
    .array(fc.tuple(word, separator), { maxLength: 20 })
    .map((parts) => parts.flat().join(''));
  const json = fc
    .dictionary(fc.constantFrom('A', 'B', '__proto__', 's'), fc.jsonValue({ maxDepth: 2 }))
    .map((value) => JSON.stringify(value));
  const header = '\tA1\tA2\tB1\tB2\tC1\tC2\tReads\tObjective\n';
  const locus = fc.constantFrom('HLA-A', 'HLA-B', 'C', 'DRB1', 'MICA');
  const rows = (cells: number): fc.Arbitrary<string> =>
    fc
      .array(fc.tuple(locus, fc.array(word, { minLength: cells, maxLength: cells })), {
        maxLength: 4,
      })
      .map((table) => tsv(...table.map(([gene, calls]) => [gene, ...calls])));
  const file = fc.oneof(
    { weight: 2, arbitrary: rows(2) },
    { weight: 1, arbitrary: rows(4) },
    { weight: 2, arbitrary: rows(6).map((text) => text.replace(/^([^\t]+)\t/gm, '$1\t2\t')) },
    { weight: 5, arbitrary: pieces },
    { weight: 2, arbitrary: fc.string({ maxLength: 60 }) },
    { weight: 1, arbitrary: json },
    { weight: 1, arbitrary: pieces.map((text) => header + text) },
    { weight: 1, arbitrary: pieces.map((text) => `identifier\tmhcIAlleles\n${text}`) },
  );
  let runs = 0;
  fc.assert(
    fc.property(file, (text) => {
      runs++;
      try {
        const { alleles, loci } = readHlaTyping(text, 'fuzz');
        if (alleles.length === 0 || loci.length === 0) throw new Error('nothing, without a word');
      } catch (error) {
        if (!(error instanceof InputError) || error.message === '') throw error;
      }
    }),
    { numRuns: 100_000 },
  );
  expect(runs).toBe(100_000);
}, 15_000);
