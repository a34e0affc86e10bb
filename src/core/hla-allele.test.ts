import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HlaAllele } from './brands.js';
import { hlaChains, hlaClass, hlaLocus, parseHlaAllele, pvacseqAlleleName } from './hla-allele.js';

function alleleOf(text: string): string | null {
  const name = parseHlaAllele(text);
  return name.kind === 'allele' ? name.allele : null;
}

function refusalOf(text: string): string {
  const name = parseHlaAllele(text);
  return name.kind === 'refused' ? name.code : `allele ${name.allele}`;
}

function notesOf(text: string): readonly string[] {
  const name = parseHlaAllele(text);
  return name.kind === 'allele' ? name.notes : [name.reason];
}

// Expected names follow the nomenclature of Marsh et al. 2010 by hand.
describe('parseHlaAllele reads', () => {
  it.each([
    ['HLA-A*02:01', 'HLA-A*02:01'],
    ['A0201', 'HLA-A*02:01'],
    ['A*0201', 'HLA-A*02:01'],
    ['A*02:01', 'HLA-A*02:01'],
    ['A02:01', 'HLA-A*02:01'],
    ['HLA-A02:01', 'HLA-A*02:01'],
    ['HLA-A0201', 'HLA-A*02:01'],
    ['HLA-A_02_01', 'HLA-A*02:01'],
    ['HLA_A_02_01', 'HLA-A*02:01'],
    ['hla_a_02_01_01_01', 'HLA-A*02:01'],
    ['HLA-A-02-01', 'HLA-A*02:01'],
    ['HLA:A*02:01', 'HLA-A*02:01'],
    ['a*02:01', 'HLA-A*02:01'],
    ['  "HLA-A*02:01",', 'HLA-A*02:01'],
    ['HLA-A*02:01;', 'HLA-A*02:01'],
    ['HLA-A\\*02:01', 'HLA-A*02:01'],
    ['HLA–A∗02：01', 'HLA-A*02:01'],
    ['A*02:01:01', 'HLA-A*02:01'],
    ['A*02:01:01:01', 'HLA-A*02:01'],
    ['A*020101', 'HLA-A*02:01'],
    ['A*02010101', 'HLA-A*02:01'],
    ['A*02:01:01G', 'HLA-A*02:01'],
    ['A*02:01:01:01G', 'HLA-A*02:01'],
    ['A*02:01P', 'HLA-A*02:01'],
    ['Cw*07:02', 'HLA-C*07:02'],
    ['Cw0702', 'HLA-C*07:02'],
    ['HLA-Cw*0702', 'HLA-C*07:02'],
    ['B*82:02', 'HLA-B*82:02'],
    ['A*02:101', 'HLA-A*02:101'],
    ['HLA-A02:101', 'HLA-A*02:101'],
    ['A*02:1034', 'HLA-A*02:1034'],
    ['A02101', 'HLA-A*02:101'],
    ['B*15:220', 'HLA-B*15:220'],
    ['HLA-E*01:01', 'HLA-E*01:01'],
    ['DRB1*04:05', 'HLA-DRB1*04:05'],
    ['DRB1_04_05', 'HLA-DRB1*04:05'],
    ['DRB10405', 'HLA-DRB1*04:05'],
    ['HLA-DRB1*04:05:01', 'HLA-DRB1*04:05'],
    ['DPB1*104:01', 'HLA-DPB1*104:01'],
    ['DPB1_105_01', 'HLA-DPB1*105:01'],
    ['DPB110401', 'HLA-DPB1*104:01'],
    ['HLA-DQB1*06:02', 'HLA-DQB1*06:02'],
    ['HLA-DQA1*01:02-DQB1*06:02', 'HLA-DQA1*01:02-DQB1*06:02'],
    ['HLA-DQA10102-DQB10602', 'HLA-DQA1*01:02-DQB1*06:02'],
    ['DQA1*05:01-DQB1*02:01', 'HLA-DQA1*05:01-DQB1*02:01'],
    ['DQA1*05:01/DQB1*02:01', 'HLA-DQA1*05:01-DQB1*02:01'],
    ['HLA-DQA1*05:01-HLA-DQB1*02:01', 'HLA-DQA1*05:01-DQB1*02:01'],
    ['DQB1*02:01-DQA1*05:01', 'HLA-DQA1*05:01-DQB1*02:01'],
    ['HLA-DPA10103-DPB10401', 'HLA-DPA1*01:03-DPB1*04:01'],
    ['DPA1*01:03/DPB1*04:01', 'HLA-DPA1*01:03-DPB1*04:01'],
    ['DPA1_01_03__DPB1_04_01', 'HLA-DPA1*01:03-DPB1*04:01'],
    ['HLA-DRA*01:01-DRB1*04:05', 'HLA-DRB1*04:05'],
    ['HLA-DRA*01:01/DRB1*04:05', 'HLA-DRB1*04:05'],
    ['HLA-DRA/DRB1*04:05', 'HLA-DRB1*04:05'],
    ['HLA-DRA1*01:01/DRB3*01:01', 'HLA-DRB3*01:01'],
    ['A*02:01:01/A*02:01:15', 'HLA-A*02:01'],
    ['A*02:01:01:01/02:01:01:02', 'HLA-A*02:01'],
  ])('%s as %s', (given, allele) => {
    expect(alleleOf(given)).toBe(allele);
  });

  it('keeps low, questionable and aberrant expression with a note', () => {
    expect(alleleOf('A*24:02:01:02L')).toBe('HLA-A*24:02');
    expect(notesOf('A*24:02:01:02L')).toEqual(['low cell-surface expression (suffix L)']);
    expect(notesOf('A*32:11Q')).toEqual(['questionable cell-surface expression (suffix Q)']);
    expect(notesOf('HLA-A*01:01:111:01A')[0]).toContain('aberrant expression');
  });

  it('says when a chain was typed without its partner', () => {
    expect(notesOf('DQB1*06:02')).toEqual(['one chain typed apart; it needs a DQA1 partner']);
    expect(notesOf('DRB1*04:05')).toEqual([]);
    expect(notesOf('DQA1*01:02-DQB1*06:02')).toEqual([]);
  });

  it('says how it cut digits in a row where that is not plain', () => {
    expect(notesOf('A02101')).toEqual(['digits in a row, read as 02:101']);
    expect(notesOf('A0201')).toEqual([]);
  });
});

describe('parseHlaAllele refuses', () => {
  it.each([
    ['A*24:09N', 'null-allele'],
    ['A*01:01:01:02N', 'null-allele'],
    ['C*0409n', 'null-allele'],
    ['DQA1*05:01/DQB1*02:20N', 'null-allele'],
    ['B*44:02:01:02S', 'not-on-surface'],
    ['A*02:01C', 'not-on-surface'],
    ['A2', 'low-resolution'],
    ['A*02', 'low-resolution'],
    ['HLA-A02', 'low-resolution'],
    ['A203', 'low-resolution'],
    ['Cw7', 'low-resolution'],
    ['B62', 'low-resolution'],
    ['DR4', 'low-resolution'],
    ['DQ2', 'low-resolution'],
    ['Bw4', 'low-resolution'],
    ['DRB1*04', 'low-resolution'],
    ['DRB1', 'low-resolution'],
    ['A*02:01/02:02', 'ambiguous'],
    ['A*02:01/02', 'ambiguous'],
    ['A*02:01/A*02:09', 'ambiguous'],
    ['A*02:01/A*02:43N', 'ambiguous'],
    ['A*02:ABCD', 'ambiguous'],
    ['A*02:XX', 'ambiguous'],
    ['A*02ABCD', 'ambiguous'],
    ['A*02:01+A*24:02', 'several-alleles'],
    ['A*02:01 A*24:02', 'several-alleles'],
    ['A*02:01^B*07:02', 'several-alleles'],
    ['A*02:01/B*07:02', 'several-alleles'],
    ['DQA1*01:02-DPB1*04:01', 'several-alleles'],
    ['DQA1*01:02-DQB1*06:02-DRB1*15:01', 'several-alleles'],
    ['MICA*008:01', 'not-presenting'],
    ['HLA-H*02:01', 'not-presenting'],
    ['HLA-DMB*01:01', 'not-presenting'],
    ['DRA*01:01', 'invariant-chain'],
    ['H2-Kb', 'other-species'],
    ['H-2-Kd', 'other-species'],
    ['H2Kp', 'other-species'],
    ['Mamu-A1*001:01', 'other-species'],
    ['DLA-88*501:01', 'other-species'],
    ['HLA-Q*01:01', 'unknown-locus'],
    ['rs12345-T', 'unknown-locus'],
    ['KIR2DL1*003', 'unknown-locus'],
    ['', 'unreadable'],
    ['HLA-B*57:01-?', 'unreadable'],
    ['DQB1_03_0', 'unreadable'],
    ['A*2:01', 'unreadable'],
    ['A*02:011', 'unreadable'],
    ['A*00:01', 'unreadable'],
    ['A*102:01', 'unreadable'],
    ['A*0201011', 'unreadable'],
    ['A*02:01:01:01:01', 'unreadable'],
    ['A*02:01X', 'unreadable'],
  ])('%s: %s', (given, code) => {
    expect(refusalOf(given)).toBe(code);
  });

  it('a name of more than a thousand characters', () => {
    expect(refusalOf('A*02:01'.padEnd(1_001, '1'))).toBe('unreadable');
  });

  it('a null allele by name', () => {
    expect(parseHlaAllele('A*24:09N')).toEqual({
      kind: 'refused',
      given: 'A*24:09N',
      code: 'null-allele',
      reason: '"A*24:09N" is a null allele: not expressed on the cell surface',
    });
  });

  it('low resolution with what is needed instead', () => {
    expect(notesOf('A2')[0]).toContain('two fields are needed');
  });
});

const digits = (value: number): string => String(value).padStart(2, '0');
const field = fc.integer({ min: 1, max: 1999 }).map(digits);
const firstField = fc.integer({ min: 1, max: 99 }).map(digits);
const chain = (genes: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...genes), firstField, field).map(([g, a, b]) => `${g}*${a}:${b}`);
const dpb1 = fc.tuple(field, field).map(([a, b]) => `DPB1*${a}:${b}`);
const canonical = fc
  .oneof(
    chain(['A', 'B', 'C', 'E', 'F', 'G', 'DRB1', 'DRB3', 'DRB4', 'DRB5', 'DQA1', 'DQB1', 'DPA1']),
    dpb1,
    fc.tuple(chain(['DQA1']), chain(['DQB1'])).map((pair) => pair.join('-')),
    fc.tuple(chain(['DPA1']), dpb1).map((pair) => pair.join('-')),
  )
  .map((name) => `HLA-${name}`);

describe('any allele', () => {
  it('is read back from its own name', () => {
    fc.assert(
      fc.property(canonical, (name) => {
        expect(alleleOf(name)).toBe(name);
      }),
    );
  });

  it('is the same in every spelling that keeps its fields apart', () => {
    const spellings: readonly ((name: string) => string)[] = [
      (name) => name.toLowerCase(),
      (name) => name.slice('HLA-'.length),
      (name) => name.replaceAll('*', ''),
      (name) => name.replaceAll('*', '_').replaceAll(':', '_'),
      (name) => name.replaceAll('*', '_').replaceAll(':', '_').replace('HLA-', 'HLA_'),
      (name) => name.replace(/(\d)-D/, '$1/D'),
      (name) => name.replace(/(\d)-D/, '$1-HLA-D'),
      (name) => ` ${name}, `,
      (name) => name.replace(/(:\d+)(?=-|$)/g, '$1:01:02'),
    ];
    fc.assert(
      fc.property(canonical, fc.constantFrom(...spellings), (name, spell) => {
        expect(alleleOf(spell(name))).toBe(name);
      }),
    );
  });

  it('has a class, a locus and a pVACseq name that is read back as the same allele', () => {
    fc.assert(
      fc.property(canonical, (name) => {
        const allele = name as HlaAllele;
        expect(hlaClass(allele)).toBe(/^HLA-[A-G]\*/.test(name) ? 'I' : 'II');
        expect(name.startsWith(`HLA-${hlaLocus(allele)}`)).toBe(true);
        expect(alleleOf(pvacseqAlleleName(allele))).toBe(name);
        expect(hlaChains(allele).length).toBe(name.includes('-D') && /-D.*-D/.test(name) ? 2 : 1);
      }),
    );
  });
});

it('never throws, and what it accepts it reads back', () => {
  const pieces = [
    'HLA-',
    'A',
    'C',
    'DQA1',
    'DQB1',
    'DRA',
    '*',
    ':',
    '/',
    '-',
    '_',
    '02',
    '101',
    'N',
    ' ',
  ];
  const text = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 }),
  );
  fc.assert(
    fc.property(text, (given) => {
      const allele = alleleOf(given);
      expect(allele === null ? null : alleleOf(allele)).toBe(allele);
    }),
    { numRuns: 20_000 },
  );
});

it.each([
  ['HLA-A*02:01', 'HLA-A*02:01'],
  ['HLA-DRB1*04:05', 'DRB1*04:05'],
  ['HLA-DQA1*01:02-DQB1*06:02', 'DQA1*01:02-DQB1*06:02'],
])('writes %s for pVACseq as %s', (allele, name) => {
  expect(pvacseqAlleleName(allele as HlaAllele)).toBe(name);
});
