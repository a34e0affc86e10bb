import { readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { InputError } from '../../src/core/errors.js';
import { parseCopyNumber } from '../../src/formats/copy-number/parse-copy-number.js';
import {
  lookUpExpression,
  parseExpression,
} from '../../src/formats/expression/parse-expression.js';
import { readHlaTyping } from '../../src/formats/hla/read-hla-typing.js';
import { parsePurity } from '../../src/formats/purity/parse-purity.js';
import { hasShared, sharedPath, sharedText } from '../shared-data.js';

// Every expected value below was read by hand from the file it names.

const LIMIT_MS = 1_000;

function skipNote(path: string): string {
  return hasShared(path) ? '' : ' (skipped: ../shared is absent)';
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What a reader makes of a shared file; throws where that takes a second or more. */
function reading<T>(path: string, read: (text: string, file: string) => T): T {
  const text = sharedText(path);
  const start = performance.now();
  try {
    return read(text, baseName(path));
  } finally {
    const took = performance.now() - start;
    // oxlint-disable-next-line no-unsafe-finally -- a slow refusal is as wrong as a slow result
    if (took >= LIMIT_MS) throw new Error(`${path} took ${took} ms`);
  }
}

function refusal(path: string, read: (text: string, file: string) => unknown): InputError {
  try {
    reading(path, read);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was read');
}

for (const [folder, files] of [
  [
    'formats/hla',
    [
      'arcasHLA_test.em.json',
      'arcasHLA_test.partial_genotype.json',
      'hlaii_supported.txt',
      'hlante_gwas_gwas-hla-subset.tsv',
      'hlante_imgt_mini_hla_nom_g.txt',
      'hlante_malformed.json',
      'hlante_sample_final.result.txt',
      'hlante_sample_result.tsv',
      'hlante_sample_t1k_native_genotype.tsv',
      'neofox_alleles.Pt29_mouse.csv',
      'neofox_test_patients.tsv',
      'scanneo2_mhc-I.tsv',
    ],
  ],
  [
    'formats/expression',
    [
      'ERR188021.genes.results.gz',
      'kallisto_run_info.json',
      'rsem_sample1.cnt',
      'salmon_ERR188021.quant.sf.gz',
      'star_v2.7.1a_Log.final.out',
    ],
  ],
  [
    'formats/cnv',
    [
      'TCGA.AB.3009.hg19.seg.txt',
      'cnvkit_amplicon.cnr',
      'cnvkit_cl_seq.cns',
      'cnvkit_nv3.cns',
      'cnvkit_tr95t.cns',
      'pcgr_T001-BRCA.grch38.cna.tsv',
    ],
  ],
  [
    'formats/purity',
    [
      'umccr_purple_v2.39.purity.tsv',
      'v2_FFPE_sample.purple.qc',
      'v2_good_quality_sample.purple.purity.tsv',
    ],
  ],
] as const) {
  it.skipIf(!hasShared(folder))(`tests every file of ${folder}${skipNote(folder)}`, () => {
    expect(readdirSync(sharedPath(folder)).sort()).toEqual([...files].sort());
  });
}

const TYPINGS = [
  {
    path: 'formats/hla/hlante_sample_result.tsv',
    tool: 'OptiType',
    alleles: 'A*02:01 A*24:02 B*07:02 B*15:01 C*07:01 C*07:02',
  },
  {
    path: 'formats/hla/arcasHLA_test.partial_genotype.json',
    tool: 'arcasHLA',
    alleles:
      'A*01:01 A*03:01 B*07:02 B*39:39 C*08:01 C*01:02 DPB1*14:01 DPB1*02:01 ' +
      'DQA1*02:01 DQA1*05:03 DQB1*06:04 DQB1*02:02 DRB1*03:02 DRB1*14:02',
  },
  {
    path: 'formats/hla/hlante_sample_final.result.txt',
    tool: 'HLA-HD',
    alleles: 'A*02:01 A*24:02 B*07:02 B*15:01 C*07:01 DRB1*15:01 DRB1*04:01 DQB1*06:02 DQB1*03:02',
    notTyped: ['HLA-DPB1'],
  },
  {
    path: 'formats/hla/hlante_sample_t1k_native_genotype.tsv',
    tool: 'T1K',
    alleles: 'A*02:01 A*24:02 B*07:02 B*15:01 C*07:01',
  },
  {
    // The one locus of all files that names one allele twice.
    path: 'formats/hla/neofox_test_patients.tsv',
    tool: 'NeoFox patients',
    alleles:
      'A*03:01 A*02:01 B*07:02 B*40:01 C*07:02 C*03:04 DRB1*04:04 DRB1*15:01 DQA1*01:02 ' +
      'DQA1*03:01 DQB1*06:02 DQB1*03:02 DPA1*01:03 DPB1*02:01 DPB1*06:01',
    homozygous: ['DPA1'],
  },
  {
    path: 'formats/hla/scanneo2_mhc-I.tsv',
    tool: 'plain list',
    alleles: 'A*02:01 A*68:01 B*15:07',
  },
] as const satisfies readonly {
  path: string;
  tool: string;
  alleles: string;
  notTyped?: readonly string[];
  homozygous?: readonly string[];
}[];

const NO_TYPINGS = [
  {
    path: 'formats/hla/arcasHLA_test.em.json',
    line: 1,
    message: 'an intermediate result of arcasHLA',
  },
  {
    path: 'formats/hla/hlaii_supported.txt',
    line: 3,
    message: 'more than two alleles of HLA-DRB1',
  },
  {
    path: 'formats/hla/hlante_gwas_gwas-hla-subset.tsv',
    line: 1,
    message: 'genome-wide association',
  },
  { path: 'formats/hla/hlante_imgt_mini_hla_nom_g.txt', line: 4, message: 'a nomenclature table' },
  { path: 'formats/hla/hlante_malformed.json', line: 1, message: 'not valid JSON' },
  {
    path: 'formats/hla/neofox_alleles.Pt29_mouse.csv',
    line: 2,
    message: '"H2Kp" is a mouse MHC allele',
  },
] as const;

describe('HLA', () => {
  for (const expected of TYPINGS) {
    const { path, tool } = expected;
    it.skipIf(!hasShared(path))(`${path} is read as ${tool}${skipNote(path)}`, () => {
      const typing = reading(path, readHlaTyping);
      const stated = typing.loci.filter(({ homozygous }) => homozygous === 'stated');
      expect({
        tool: typing.tool,
        alleles: typing.alleles.map((allele) => allele.replace(/^HLA-/, '')).join(' '),
        notTyped: typing.notTyped,
        homozygous: stated.map(({ locus }) => locus),
        skipped: typing.skipped,
      }).toEqual({
        tool,
        alleles: expected.alleles,
        notTyped: 'notTyped' in expected ? expected.notTyped : [],
        homozygous: 'homozygous' in expected ? expected.homozygous : [],
        skipped: [],
      });
    });
  }

  for (const { path, line, message } of NO_TYPINGS) {
    it.skipIf(!hasShared(path))(`${path} is refused: ${message}${skipNote(path)}`, () => {
      const error = refusal(path, readHlaTyping);
      expect(error.message).toContain(message);
      expect(error.place).toBe(`${baseName(path)}, line ${line}`);
      expect(error.hint).not.toBe(null);
    });
  }
});

const EXPRESSION_TABLES = [
  {
    path: 'formats/expression/salmon_ERR188021.quant.sf.gz',
    is: ['salmon', 'transcript', 'TPM'],
    // 48,010 lines less the header, no name twice.
    rows: 48_009,
    // Copies of one transcript at several loci (NR_001526, _1, _2) are kept apart.
    values: {
      NM_000546: 54.0087,
      'NM_000546.6': 54.0087,
      NM_001198818: 2.99618e-6,
      NR_001526: 0,
      NR_001526_1: 0,
      NR_001526_2: 0,
    },
  },
  {
    path: 'formats/expression/ERR188021.genes.results.gz',
    is: ['RSEM', 'gene', 'TPM'],
    rows: 25_343,
    values: { TP53: 135.13, B2M: 6165.79 },
  },
  {
    path: 'cases/pcgr-brca/T001-BRCA.gene_expression.tsv.gz',
    is: ['plain table', 'gene', 'TPM'],
    rows: 19_307,
    values: { TSPAN6: 39.1028, TNMD: 0.0442 },
  },
] as const;

const NO_EXPRESSION = [
  {
    path: 'formats/expression/kallisto_run_info.json',
    message: 'kallisto’s run_info.json',
    hint: 'abundance.tsv',
  },
  {
    path: 'formats/expression/rsem_sample1.cnt',
    message: 'RSEM’s .cnt',
    hint: '.genes.results',
  },
  {
    path: 'formats/expression/star_v2.7.1a_Log.final.out',
    message: 'STAR’s Log.final.out',
    hint: 'salmon',
  },
] as const;

describe('expression', () => {
  for (const { path, is, rows, values } of EXPRESSION_TABLES) {
    it.skipIf(!hasShared(path))(`${path} is read as ${is[0]}${skipNote(path)}`, () => {
      const table = reading(path, parseExpression);
      expect([table.tool, table.level, table.unit]).toEqual(is);
      expect(table.values.size).toBe(rows);
      expect(table.skipped).toEqual([]);
      const found = Object.keys(values).map((name) => [name, lookUpExpression(table, name)]);
      expect(Object.fromEntries(found)).toMatchObject(
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, { kind: 'found', value }]),
        ),
      );
    });
  }

  for (const { path, message, hint } of NO_EXPRESSION) {
    it.skipIf(!hasShared(path))(`${path} is refused: ${message}${skipNote(path)}`, () => {
      const error = refusal(path, parseExpression);
      expect(error.message).toContain(message);
      expect(error.hint).toContain(hint);
      expect(error.place).toBe(`${baseName(path)}, line 1`);
    });
  }
});

const SEGMENTS = 'formats/cnv/pcgr_T001-BRCA.grch38.cna.tsv';
const HEADERS = 'formats/headers/cnv_headers.tsv';

describe('copy number', () => {
  it.skipIf(!hasShared(SEGMENTS))(`${SEGMENTS} is read${skipNote(SEGMENTS)}`, () => {
    const { tool, segments, skipped } = reading(SEGMENTS, parseCopyNumber);
    expect(tool).toBe('ASCAT or PCGR');
    expect(segments.length).toBe(260);
    expect(skipped).toEqual([]);
    // First row: 1, 809641, 37651942, nMajor 1, nMinor 0.
    expect(segments[0]).toEqual({
      chromosome: '1',
      start0: 809_640,
      end0: 37_651_942,
      totalCopies: 1,
      minorCopies: 0,
    });
  });

  for (const [path, column, hint] of [
    ['formats/cnv/cnvkit_amplicon.cnr', 'log2', 'cnvkit.py call'],
    ['formats/cnv/cnvkit_cl_seq.cns', 'log2', 'cnvkit.py call'],
    ['formats/cnv/cnvkit_nv3.cns', 'log2', 'cnvkit.py call'],
    ['formats/cnv/cnvkit_tr95t.cns', 'log2', 'cnvkit.py call'],
    ['formats/cnv/TCGA.AB.3009.hg19.seg.txt', 'Segment_Mean', 'purity and ploidy'],
  ] as const) {
    it.skipIf(!hasShared(path))(`${path} is refused: log ratios only${skipNote(path)}`, () => {
      const error = refusal(path, parseCopyNumber);
      expect(error.message).toContain(`only log ratios (${column})`);
      expect(error.hint).toContain(hint);
      expect(error.place).toBe(`${baseName(path)}, line 1`);
    });
  }

  it.skipIf(!hasShared(HEADERS))(`each header of ${HEADERS} is known${skipNote(HEADERS)}`, () => {
    const [, ...lines] = sharedText(HEADERS).trim().split('\n');
    const read = lines.map((line) => {
      const [caller, ...columns] = line.split('\t');
      // A made-up row: three copies, one of them minor, at bases 101 to 200 counted from 1.
      const cells: Readonly<Record<string, string>> = {
        chrom: '1',
        chromosome: '1',
        '#chromosome': '1',
        start: caller === 'cnvkit' ? '100' : '101',
        end: '200',
        'tcn.em': '3',
        copyNumber: '3',
        cn: '3',
        'lcn.em': '1',
        minorAllelePloidy: '1',
        cn1: '2',
        cn2: '1',
      };
      const row = columns.map((column) => cells[column] ?? '0');
      const { tool, segments } = parseCopyNumber(`${columns.join('\t')}\n${row.join('\t')}\n`, 'x');
      return { caller, tool, segments };
    });
    const place = { chromosome: '1', start0: 100, end0: 200, totalCopies: 3 };
    expect(read).toEqual([
      { caller: 'facets_cncf', tool: 'FACETS', segments: [{ ...place, minorCopies: 1 }] },
      { caller: 'purple_old', tool: 'PURPLE', segments: [{ ...place, minorCopies: null }] },
      { caller: 'purple_new', tool: 'PURPLE', segments: [{ ...place, minorCopies: 1 }] },
      { caller: 'cnvkit', tool: 'CNVkit', segments: [{ ...place, minorCopies: 1 }] },
    ]);
  });
});

const PURPLE_QC = 'formats/purity/v2_FFPE_sample.purple.qc';

describe('purity', () => {
  for (const [path, purity, ploidy, purityRange] of [
    ['formats/purity/umccr_purple_v2.39.purity.tsv', 0.75, 1.8658, [0.71, 0.78]],
    ['formats/purity/v2_good_quality_sample.purple.purity.tsv', 0.96, 1.9987, [0.53, 1]],
  ] as const) {
    it.skipIf(!hasShared(path))(`${path} is read${skipNote(path)}`, () => {
      const estimate = reading(path, parsePurity);
      expect(estimate).toEqual({ tool: 'PURPLE', purity, ploidy, purityRange });
    });
  }

  it.skipIf(!hasShared(PURPLE_QC))(`${PURPLE_QC} is refused by name${skipNote(PURPLE_QC)}`, () => {
    const error = refusal(PURPLE_QC, parsePurity);
    expect(error.message).toContain('quality report');
    expect(error.hint).toContain('purple.purity.tsv');
  });
});
