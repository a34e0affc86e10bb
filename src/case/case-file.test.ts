import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { caseFileJsonSchema, EMPTY_CASE, parseCaseFile } from './case-file.js';

const FULL = `
name: my tumour
build: GRCh38
tumourType: LUAD
purity: 0.70
ploidy: 2.1
hla: ["HLA-A*02:01", B*07:02]
samples: { tumour: T1, normal: N1, rna: R1 }
inputs:
  vcf: tumour.vcf.gz
  germlineVcf: germline.vcf.gz
  phasedVcf: phased.vcf.gz
  expression:
    - file: rna/quant.sf
      level: transcript
    - file: rna/genes.tsv
  copyNumber: segments.tsv
  fusions: rna/fusions.tsv
  junctions: rna/junctions.tsv
assay: MSK-IMPACT 468
clinical: { age: 61, albumin: 39 g/L, ldh: { value: 210, unit: U/L, upperLimit: 250 } }
biomarkers:
  - { name: PD-L1 TPS, value: 60, unit: "%", assay: 22C3 }
  - { name: MSI, value: MSS }
  - { name: HRD, value: false }
priorTherapy: [pembrolizumab]
options:
  neoantigens: { lengths: [8, 9] }
`;

describe('parseCaseFile', () => {
  it('reads everything a case can say', () => {
    expect(parseCaseFile(FULL, 'case.yaml')).toEqual({
      name: 'my tumour',
      build: 'GRCh38',
      tumourType: 'LUAD',
      purity: 0.7,
      ploidy: 2.1,
      hla: { kind: 'names', names: ['HLA-A*02:01', 'B*07:02'] },
      samples: { tumour: 'T1', normal: 'N1', rna: 'R1' },
      inputs: {
        vcf: 'tumour.vcf.gz',
        maf: null,
        germlineVcf: 'germline.vcf.gz',
        phasedVcf: 'phased.vcf.gz',
        expression: [
          { file: 'rna/quant.sf', level: 'transcript' },
          { file: 'rna/genes.tsv', level: null },
        ],
        copyNumber: 'segments.tsv',
        purity: null,
        fusions: 'rna/fusions.tsv',
        junctions: 'rna/junctions.tsv',
        genome: null,
        target: null,
      },
      biomarkers: [
        { name: 'PD-L1 TPS', value: 60, unit: '%', assay: '22C3' },
        { name: 'MSI', value: 'MSS', unit: null, assay: null },
        { name: 'HRD', value: false, unit: null, assay: null },
      ],
      assay: { name: 'MSK-IMPACT 468', codingMb: null, kind: null },
      clinical: {
        age: 61,
        albumin: '39 g/L',
        ldh: { value: 210, unit: 'U/L', upperLimit: 250 },
      },
      priorTherapy: ['pembrolizumab'],
      options: { neoantigens: { lengths: [8, 9] } },
    });
  });

  it.each(['{}', '{"hla": {"file": "result.tsv"}}', 'inputs:\r\n  hla: result.tsv\r\n'])(
    'takes any subset, YAML or JSON: %j',
    (text) => {
      const hla = text === '{}' ? null : { kind: 'file', file: 'result.tsv' };
      expect(parseCaseFile(text, 'case')).toEqual({ ...EMPTY_CASE, hla });
    },
  );

  it('reads an HLA name, quoted or not, as text, and NO as no boolean', () => {
    const text = 'hla:\n  - A*02:01\n  - "B*07:02"\npriorTherapy: [NO, 1.5]';
    expect(() => parseCaseFile(text, 'case')).toThrow('priorTherapy.1');
    expect(parseCaseFile(text.replace(', 1.5', ''), 'case').priorTherapy).toEqual(['NO']);
  });
});

describe('parseCaseFile refuses, with the line and a way out,', () => {
  it.each([
    ['an unknown key', 'name: x\ntumorType: LUAD\n', 2, 'unknown key "tumorType"', '"tumourType"'],
    ['one below', 'inputs:\n  vfc:\n    a: 1\n', 2, 'unknown key "inputs.vfc"', '"vcf"'],
    [
      'one in a list',
      'biomarkers:\n  - name: TMB\n    value: 1\n    units: x\n',
      4,
      'units',
      '"unit"',
    ],
    ['an unknown clinical value', 'clinical:\n  albumine: 3 g/dL\n', 2, 'albumine', '"albumin"'],
    [
      'PD-L1 over 100 %',
      'name: x\nbiomarkers:\n  - { name: PD-L1 TPS, value: 120, unit: "%" }\n',
      3,
      'PD-L1 TPS of 120 % is not within 0-100',
      'check',
    ],
    ['albumin without a unit', 'clinical:\n  albumin: 39\n', 2, 'needs its unit', 'g/dL'],
    [
      'albumin among biomarkers without a unit',
      'biomarkers:\n  - name: albumin\n    value: 39\n',
      3,
      'has no unit',
      'g/dL or g/L',
    ],
    [
      'albumin in the other unit',
      'clinical:\n  albumin: 39 g/dL\n',
      2,
      'not within 0.5-7',
      'g/dL or g/L',
    ],
    [
      'a value given twice',
      'clinical: { nlr: 3 }\nbiomarkers:\n  - name: NLR\n    value: 4\n',
      4,
      'given twice',
      'keep one',
    ],
    [
      'a target size given twice',
      'assay: x\ninputs:\n  target: a.bed\n',
      3,
      'given twice',
      'keep one',
    ],
    ['one in the HLA', 'hla: { fiel: x }', 1, 'unknown key "hla.fiel"', '"file"'],
    ['a repeated key', 'name: a\nname: b\n', 2, 'unique', 'keep one'],
    ['a percentage', 'name: x\npurity: 75\n', 2, 'purity', '0.75'],
    ['text for a number', '{"name": "x",\n"purity": "0.5"}', 2, 'purity', '0.75'],
    ['infinity', 'purity: .inf', 1, 'purity', '0.75'],
    ['a build by its other name', 'build: hg38', 1, 'build', 'GRCh38'],
    ['a tumour in words', 'tumourType: lung', 1, 'not an OncoTree code', 'LUAD'],
    ['HLA as one text', 'hla: A*02:01, B*07:02', 1, 'neither a list', '["A*02:01"'],
    ['a number among the HLA', 'hla:\n - A*02:01\n - 5\n', 3, 'hla.1', '["A*02:01"'],
    ['HLA given twice', 'hla: [A*02:01]\ninputs:\n  hla: x.tsv\n', 3, 'given twice', 'keep one'],
    ['purity given twice', 'purity: 0.5\ninputs: { purity: x.tsv }', 2, 'given twice', 'keep one'],
    ['tumour as normal', 'samples:\n  tumour: T\n  normal: T\n', 3, 'same sample', 'normal'],
    ['a tab as indent', 'inputs:\n\tvcf: x\n', 2, 'not valid YAML', 'spaces'],
    ['an unquoted star', 'hla:\n  - *02:01\n', 2, 'Unresolved alias', 'quote'],
    ['a custom tag', 'name: !js/eval "1"', 1, 'Unresolved tag', 'quote'],
    ['binary', 'name: !!binary aGk=', 1, 'Unresolved tag', 'quote'],
    ['two documents', 'name: a\n---\nname: b\n', 2, 'multiple documents', 'spaces'],
    ['an empty file', '', 1, 'the case file', 'name: my tumour'],
    ['a list', '- a', 1, 'the case file', 'name: my tumour'],
    ['a key that is a list', '? [1, 2]\n: 3\n', 1, 'unknown key', 'Known here'],
    ['__proto__ as a key', '__proto__: { a: 1 }', 1, 'unknown key "__proto__"', 'Known here'],
    ['nesting without end', '['.repeat(20_000), 1, 'not valid YAML', 'spaces'],
    [
      'many aliases',
      `a: &a [1]\nb: [${'*a,'.repeat(20)}]\nc: *a\n`,
      3,
      'more than 20 aliases',
      'write out',
    ],
    [
      'aliases that multiply each other',
      `a: &a [1]\nb: &b [${'*a,'.repeat(6)}]\nc: &c [${'*b,'.repeat(6)}]\nd: [${'*c,'.repeat(6)}]`,
      4,
      'Excessive alias count',
      'write out',
    ],
  ])('%s', (_, text, line, message, hint) => {
    expect(() => parseCaseFile(text, 'case.yaml')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
        file: 'case.yaml',
        line,
      }),
    );
  });

  it('a file that is no page of text', () => {
    expect(() => parseCaseFile('a'.repeat(100_001), 'case.yaml')).toThrow('too large');
  });

  it('no harm from __proto__ among the options', () => {
    const { options } = parseCaseFile('options:\n  __proto__: { polluted: 1 }\n  a: 1\n', 'case');
    expect(options).toEqual({ a: 1 });
    expect(({} as Record<string, unknown>)['polluted']).toBe(undefined);
  });
});

it('publishes the JSON Schema that it checks by', () => {
  const published = new URL('../../docs/formats/case.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(caseFileJsonSchema());
});

it('reads the example of its documentation', () => {
  const page = readFileSync(new URL('../../docs/formats/case.md', import.meta.url), 'utf8');
  const example = /```yaml\n([^]*?)```/.exec(page)?.[1];
  expect(parseCaseFile(example ?? '', 'case.md').name).toBe('lung tumour A');
});
