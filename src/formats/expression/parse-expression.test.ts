import { describe, expect, it } from 'vitest';

import { lookUpExpression, parseExpression } from './parse-expression.js';

function tsv(...rows: readonly string[]): string {
  return `${rows.map((row) => row.replaceAll(' ', '\t')).join('\n')}\n`;
}

describe('parseExpression tells by its header', () => {
  it.each([
    [
      'salmon',
      'transcript',
      'TPM',
      tsv('Name Length EffectiveLength TPM NumReads', 'T1 9 8 1.5 3'),
    ],
    [
      'kallisto',
      'transcript',
      'TPM',
      tsv('target_id length eff_length est_counts tpm', 'T1 9 8 3 1.5'),
    ],
    [
      'RSEM',
      'gene',
      'TPM',
      tsv(
        'gene_id transcript_id(s) length effective_length expected_count TPM FPKM',
        'TP53 T1,T2 9 8 3 1.5 0.7',
      ),
    ],
    [
      'RSEM',
      'transcript',
      'TPM',
      tsv(
        'transcript_id gene_id length effective_length expected_count TPM FPKM IsoPct',
        'T1 TP53 9 8 3 1.5 0.7 100',
      ),
    ],
    [
      'StringTie',
      'gene',
      'TPM',
      'Gene ID\tGene Name\tReference\tStrand\tStart\tEnd\tCoverage\tFPKM\tTPM\nT1\tTP53\t17\t-\t1\t9\t2\t0.7\t1.5\n',
    ],
    ['plain table', 'gene', 'TPM', tsv('TargetID TPM', 'TP53 1.5')],
    ['plain table', 'transcript', 'FPKM', 'transcript_id,FPKM\nT1,1.5\n'],
    ['plain table', 'gene', 'unstated', 'gene,expression\nTP53,1.5\n'],
    ['plain table', 'gene', 'counts', 'gene,count\nTP53,1.5\n'],
  ])('%s of %ss in %s', (tool, level, unit, text) => {
    const table = parseExpression(text, 'x');
    expect([table.tool, table.level, table.unit]).toEqual([tool, level, unit]);
    expect([...table.values.values()]).toEqual([[1.5]]);
  });

  it('takes accessions over the header, and the caller over both', () => {
    const salmonGenes = tsv(
      'Name Length EffectiveLength TPM NumReads',
      'ENSG00000141510.18 9 8 1 3',
    );
    expect(parseExpression(salmonGenes, 'quant.genes.sf').level).toBe('gene');
    expect(parseExpression(salmonGenes, 'quant.genes.sf', 'transcript').level).toBe('transcript');
  });

  it('takes TPM where FPKM and counts are there too', () => {
    const { column, values } = parseExpression(tsv('gene_id counts FPKM TPM', 'TP53 3 2 1'), 'x');
    expect(column).toBe('TPM');
    expect(values.get('TP53')).toEqual([1]);
  });
});

it('skips values that are no expression, with their line, and never makes them 0', () => {
  const { values, skipped } = parseExpression(
    tsv('gene_id TPM', 'A 1', 'B -2', 'C NaN', 'D NA', 'E Inf', 'F', 'G 0'),
    'x.tsv',
  );
  expect([...values.keys()]).toEqual(['A', 'G']);
  expect(skipped.map(({ code, line }) => [code, line])).toEqual([
    ['ragged-row', 7],
    ['no-expression-value', 3],
    ['no-expression-value', 4],
    ['no-expression-value', 5],
    ['no-expression-value', 6],
  ]);
  expect(skipped[1]).toEqual({
    status: 'skipped',
    item: 'expression of B',
    code: 'no-expression-value',
    reason: '"-2" is not an expression value: a number of 0 or more is needed',
    file: 'x.tsv',
    line: 3,
  });
});

describe('lookUpExpression', () => {
  const table = parseExpression(
    tsv(
      'transcript_id TPM',
      'ENST00000269305.9 5',
      'ENST00000269305.8 6',
      'ENST00000357654.9 7',
      'ENST00000357654.9_PAR_Y 8',
      'NM_000546 9',
      'NR_001526 1',
      'NR_001526_1 2',
      'twice 3',
      'twice 3',
      'torn 3',
      'torn 4',
    ),
    'x',
  );

  it.each([
    ['ENST00000269305.9', 5],
    ['ENST00000357654.9', 7],
    ['ENST00000357654', 7],
    ['ENST00000357654.12', 7],
    ['NM_000546.6', 9],
    ['NR_001526', 1],
    ['NR_001526_1', 2],
    ['twice', 3],
  ])('%s is %d', (identifier, value) => {
    expect(lookUpExpression(table, identifier)).toMatchObject({ kind: 'found', value });
  });

  it('reports two versions of different value where neither is asked for', () => {
    expect(lookUpExpression(table, 'ENST00000269305')).toEqual({
      kind: 'ambiguous',
      identifiers: ['ENST00000269305.9', 'ENST00000269305.8'],
      values: [5, 6],
    });
    expect(lookUpExpression(table, 'torn').kind).toBe('ambiguous');
  });

  it('says what is absent', () => {
    expect(lookUpExpression(table, 'ENST00000000001')).toEqual({ kind: 'absent' });
  });

  it('does not take the end of a clone’s gene name for a version', () => {
    const clones = parseExpression(tsv('gene TPM', 'RP11-34P13.7 1', 'RP11-34P13.8 2'), 'x');
    expect(lookUpExpression(clones, 'RP11-34P13.8')).toMatchObject({ value: 2 });
    expect(lookUpExpression(clones, 'RP11-34P13')).toEqual({ kind: 'absent' });
  });

  it('cuts GENCODE’s FASTA names at the first bar', () => {
    const piped = parseExpression(
      tsv(
        'Name Length EffectiveLength TPM NumReads',
        'ENST00000269305.9|ENSG00000141510.18|-| 9 8 1 3',
      ),
      'quant.sf',
    );
    expect(lookUpExpression(piped, 'ENST00000269305')).toMatchObject({ value: 1 });
  });
});

describe('parseExpression refuses', () => {
  it.each([
    ['{"n_targets": 1, "kallisto_version": "0.42.4"}', 'kallisto’s run_info.json', 'abundance.tsv'],
    ['{"salmon_version": "1.10"}', 'a log of salmon', 'quant.sf'],
    ['{"a": 1}', 'JSON', 'plain TSV'],
    ['1 2 0 3\n4 5 6\n7 8\n0\t1\n', 'RSEM’s .cnt', '.genes.results'],
    ['   Started job on |\tJun 28\n', 'STAR’s Log.final.out', 'salmon'],
    ['N_unmapped\t1\t1\t1\n', 'ReadsPerGene.out.tab', 'TPM'],
    ['# Program:featureCounts v2\nGeneid\tx.bam\n', 'featureCounts', 'TPM'],
    ['gene\tsampleA\tsampleB\nTP53\t1\t2\n', 'no column of expression values', 'TPM'],
    ['gene\tlog2_tpm\nTP53\t1\n', 'no column of expression values', 'TPM'],
    ['x\tTPM\nTP53\t1\n', 'no column of gene or transcript identifiers', 'transcript_id'],
  ])('%j', (text, message, hint) => {
    expect(() => parseExpression(text, 'wrong.txt')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
        file: 'wrong.txt',
        line: expect.any(Number),
      }),
    );
  });

  it('a table without one value', () => {
    expect(() => parseExpression(tsv('gene TPM', 'TP53 NA'), 'x')).toThrow(
      'no row has an expression',
    );
    expect(() => parseExpression(tsv('gene TPM'), 'x')).toThrow('no row has an expression');
  });
});
