import { describe, expect, it } from 'vitest';

import { caseFile, csq, openFrom, vcfText } from '../../test/support/memory-case.js';
import { quietContext } from '../core/context.js';
import { openReference } from '../engines/genome/reference-pack.js';
import { openPackStore } from '../platform/node/pack-store.js';
import type { CaseFile } from './case-file.js';
import { EMPTY_CASE } from './case-file.js';
import { importCase, type OpenReference } from './import-case.js';
import type { GenomeBuild, SomaticVariant, TumourCase } from './tumour-case.js';

const MISSENSE = csq({
  Allele: 'C',
  Consequence: 'missense_variant',
  SYMBOL: 'GENE1',
  Gene: 'ENSG00000000001',
  Feature_type: 'Transcript',
  Feature: 'ENST00000000001.2',
  BIOTYPE: 'protein_coding',
  HGVSp: 'ENSP00000000001.1:p.Val7%3D',
  Protein_position: '7',
  Amino_acids: 'V/D',
  CANONICAL: 'YES',
  TSL: '1',
  WildtypeProtein: 'MADKLNVGSTPQ',
});

function record(...cells: readonly string[]): string {
  return cells.join('\t');
}

async function imported(
  file: Partial<CaseFile>,
  files: Readonly<Record<string, string>>,
): Promise<TumourCase> {
  return importCase(caseFile(file), openFrom(files), quietContext());
}

function withVcf(text: string, changes: Partial<CaseFile> = {}): Promise<TumourCase> {
  return imported(
    {
      inputs: {
        vcf: 't.vcf',
        maf: null,
        germlineVcf: null,
        phasedVcf: null,
        expression: [],
        copyNumber: null,
        purity: null,
        fusions: null,
        junctions: null,
        genome: null,
        target: null,
      },
      ...changes,
    },
    { 't.vcf': text },
  );
}

function variantsOf(tumour: TumourCase): readonly SomaticVariant[] {
  if (tumour.variants.kind === 'missing') throw new Error(tumour.variants.reason);
  return tumour.variants.value;
}

describe('importCase', () => {
  it('reads a variant with its reads, genotype, annotation and tagged expression', async () => {
    const tumour = await withVcf(
      vcfText(
        ['N', 'T'],
        record(
          'chr1',
          '100',
          '.',
          'A',
          'C',
          '.',
          'PASS',
          `CSQ=${MISSENSE}`,
          'GT:AD:AF:DP:RAD:RAF:RDP:GX:TX',
          '0/0:30,0:0:30:.:.:.:.:.',
          '0/1:60,40:0.4:100:5,5:0.5:10:GENE1|7.5:ENST00000000001.2|3',
        ),
      ),
      { samples: { tumour: 'T', normal: 'N', rna: null } },
    );
    expect(tumour.build).toEqual({
      kind: 'given',
      value: 'GRCh38',
      from: 'contig chr1 of 248956422 bp',
    });
    expect(variantsOf(tumour)[0]).toMatchObject({
      id: 'chr1-100-A-C',
      position: { chromosome: 'chr1', start0: 99, end0: 100 },
      genotype: '0/1',
      calledInTumour: true,
      tumourDna: { depth: 100, altReads: 40, alleleFraction: 0.4 },
      normalDna: { depth: 30, altReads: 0, alleleFraction: 0 },
      tumourRna: { depth: 10, altReads: 5, alleleFraction: 0.5 },
    });
    expect(variantsOf(tumour)[0]?.consequences).toEqual([
      expect.objectContaining({
        transcript: 'ENST00000000001.2',
        hgvsp: 'ENSP00000000001.1:p.Val7=',
        canonical: true,
        maneSelect: null,
        transcriptSupportLevel: 1,
        geneExpression: 7.5,
        transcriptExpression: 3,
        wildtypeProtein: 'ENST00000000001.2',
      }),
    ]);
    expect(tumour.proteins).toEqual({ 'ENST00000000001.2': 'MADKLNVGSTPQ' });
  });

  it('asks which of several samples is the tumour, and refuses one that is not there or has two roles', async () => {
    const text = vcfText(
      ['S1', 'S2'],
      record('chr1', '100', '.', 'A', 'C', '.', '.', '.', 'GT', '0/1', '0/0'),
    );
    await expect(withVcf(text)).rejects.toMatchObject({
      name: 'InputError',
      message: 'which sample is the tumour?',
      line: 4,
    });
    await expect(
      withVcf(text, { samples: { tumour: 'S3', normal: null, rna: null } }),
    ).rejects.toMatchObject({
      hint: '--tumour-sample is one of S1, S2',
    });
    await expect(
      withVcf(text, { samples: { tumour: 'S1', normal: 'S1', rna: null } }),
    ).rejects.toThrow('two roles');
  });

  it('takes the only sample as the tumour, and a VCF without samples without reads', async () => {
    const one = await withVcf(
      vcfText(['X'], record('chr1', '100', '.', 'A', 'C', '.', '.', '.', 'GT', '0/1')),
    );
    expect(one.samples.tumour).toEqual({
      kind: 'given',
      value: 'X',
      from: 'the only sample of the VCF',
    });
    const none = await withVcf(vcfText([], record('chr1', '100', '.', 'A', 'C', '.', '.', '.')));
    expect(none.samples.tumour.kind).toBe('missing');
    expect(variantsOf(none)[0]).toMatchObject({
      calledInTumour: null,
      genotype: null,
      tumourDna: { depth: null, altReads: null, alleleFraction: null },
    });
  });

  it('skips what is no change of sequence and what comes twice, and says so', async () => {
    const tumour = await withVcf(
      vcfText(
        ['T'],
        record('chr1', '100', '.', 'A', '<DEL>,C', '.', '.', `CSQ=${MISSENSE}`, 'GT', '1/2'),
        record('chr1', '100', '.', 'A', 'C', '.', '.', `CSQ=${MISSENSE}`, 'GT', '0/1'),
        record('chr1', '200', '.', 'A', 'G', '.', '.', 'DP=3', 'GT', '0/1'),
        record('chr1', '300', '.', 'A', '.', '.', '.', 'DP=3', 'GT', '0/0'),
        record('chr1', 'x', '.', 'A', 'G', '.', '.', 'DP=3', 'GT', '0/1'),
      ),
    );
    expect(variantsOf(tumour).map(({ id }) => id)).toEqual(['chr1-100-A-C', 'chr1-200-A-G']);
    expect(tumour.skipped.map(({ code, line }) => [code, line])).toEqual([
      ['not-a-sequence-change', 5],
      ['given-twice', 6],
      ['no-annotation', 7],
      [expect.any(String), 9],
    ]);
  });

  it('skips annotations that do not fit their header', async () => {
    const tumour = await withVcf(
      vcfText(
        ['T'],
        record('chr1', '100', '.', 'A', 'C', '.', '.', `CSQ=${MISSENSE},C|half`, 'GT', '0/1'),
      ),
    );
    expect(variantsOf(tumour)[0]?.consequences).toHaveLength(1);
    expect(tumour.skipped).toMatchObject([{ code: 'broken-annotation', line: 5 }]);
  });

  it('keeps the two proteins that one accession is given with', async () => {
    const other = MISSENSE.replace('MADKLNVGSTPQ', 'MADKLNVGSTPQW');
    const tumour = await withVcf(
      vcfText(
        ['T'],
        record('chr1', '100', '.', 'A', 'C', '.', '.', `CSQ=${MISSENSE}`, 'GT', '0/1'),
        record('chr1', '101', '.', 'A', 'C', '.', '.', `CSQ=${other}`, 'GT', '0/1'),
      ),
    );
    expect(tumour.proteins).toEqual({
      'ENST00000000001.2': 'MADKLNVGSTPQ',
      'ENST00000000001.2#2': 'MADKLNVGSTPQW',
    });
    expect(variantsOf(tumour)[1]?.consequences[0]?.wildtypeProtein).toBe('ENST00000000001.2#2');
  });

  it('prefers an expression table to the tags of the VCF and names its unit', async () => {
    const tumour = await imported(
      {
        inputs: {
          vcf: 't.vcf',
          maf: null,
          germlineVcf: null,
          phasedVcf: null,
          expression: [{ file: 'genes.tsv', level: null }],
          copyNumber: null,
          purity: null,
          fusions: null,
          junctions: null,
          genome: null,
          target: null,
        },
      },
      {
        't.vcf': vcfText(
          ['T'],
          record(
            'chr1',
            '100',
            '.',
            'A',
            'C',
            '.',
            '.',
            `CSQ=${MISSENSE}`,
            'GT:GX',
            '0/1:GENE1|7.5',
          ),
        ),
        'genes.tsv': 'gene_id\tTPM\nENSG00000000001.9\t42\n',
      },
    );
    expect(tumour.expressionUnit).toBe('TPM');
    expect(variantsOf(tumour)[0]?.consequences[0]).toMatchObject({
      geneExpression: 42,
      transcriptExpression: null,
    });
  });

  it('refuses a build that the VCF contradicts', async () => {
    await expect(withVcf(vcfText(['T']), { build: 'GRCh37' })).rejects.toThrow(
      'the case says GRCh37, the VCF says GRCh38',
    );
  });

  it('assumes no second allele and no default HLA', async () => {
    const some = await imported(
      { hla: { kind: 'names', names: ['A0201', 'B*07:02', 'B0801', 'C*04:09N'] } },
      {},
    );
    expect(some.hla).toMatchObject({
      kind: 'given',
      value: ['HLA-A*02:01', 'HLA-B*07:02', 'HLA-B*08:01'],
    });
    expect(some.notes.join('\n')).toContain(
      'HLA-A: one allele was given; that it is homozygous is not assumed',
    );
    expect(some.skipped).toMatchObject([{ code: 'null-allele' }]);
    const none = await imported({}, {});
    expect(none.hla).toEqual({ kind: 'missing', reason: 'no HLA type was given' });
  });

  it('reads purity and copy number from tables, a value in the case first', async () => {
    const files = {
      'purity.tsv': 'purity\tploidy\n0.7\t3.1\n',
      'cn.tsv': 'chromosome\tstart\tend\ttotal\tminor\n1\t1\t1000\t3\t1\n',
    };
    const inputs = {
      vcf: null,
      maf: null,
      germlineVcf: null,
      phasedVcf: null,
      expression: [],
      copyNumber: 'cn.tsv',
      purity: 'purity.tsv',
      fusions: null,
      junctions: null,
      genome: null,
      target: null,
    };
    const tumour = await imported({ inputs, ploidy: 2 }, files);
    expect(tumour.purity).toEqual({ kind: 'given', value: 0.7, from: 'purity.tsv' });
    expect(tumour.ploidy).toEqual({ kind: 'given', value: 2, from: 'named in the case' });
    expect(tumour.copyNumber).toMatchObject({
      kind: 'given',
      value: [{ chromosome: '1', start0: 0, end0: 1_000, totalCopies: 3, minorCopies: 1 }],
    });
  });

  it('reads fusions and splice junctions, names their files and skips what is none', async () => {
    const columns = 'chrom\tstart\tend\tscore\tstrand\tacceptors_skipped\texons_skipped';
    const { fusions, spliceJunctions, inputs, skipped } = await imported(
      {
        inputs: { ...EMPTY_CASE.inputs, fusions: 'f.tsv', junctions: 'j.tsv' },
      },
      {
        'f.tsv':
          'FusionGene\tLeftBreakpoint\tRightBreakpoint\tSplitReads\nA-B\t.\t.\t3\nA--B\t.\t.\t3\n',
        'j.tsv': `${columns}\tdonors_skipped\tanchor\nchr1\t10\t90\t5\t+\t0\t1\t0\tNDA\n`,
      },
    );
    expect(fusions).toMatchObject({
      kind: 'given',
      from: 'f.tsv (PCGR)',
      value: [{ gene5: { symbol: 'A' }, gene3: { symbol: 'B' }, junctionReads: 3, line: 3 }],
    });
    expect(spliceJunctions).toMatchObject({
      kind: 'given',
      from: 'j.tsv (RegTools)',
      value: [{ chromosome: 'chr1', start0: 10, end0: 89, reads: 5, anchor: 'NDA' }],
    });
    expect(inputs.map(({ role, name }) => [role, name])).toEqual([
      ['fusions', 'f.tsv'],
      ['splice junctions', 'j.tsv'],
    ]);
    expect(skipped).toMatchObject([{ code: 'bad-fusion', file: 'f.tsv', line: 2 }]);
  });

  it('hashes what was given, wherever it lies', async () => {
    const text = vcfText(['T']);
    const inputs = {
      maf: null,
      germlineVcf: null,
      phasedVcf: null,
      expression: [],
      copyNumber: null,
      purity: null,
      fusions: null,
      junctions: null,
      genome: null,
      target: null,
    };
    const here = await imported({ inputs: { ...inputs, vcf: 'a.vcf' } }, { 'a.vcf': text });
    const there = await imported({ inputs: { ...inputs, vcf: 'b/a.vcf' } }, { 'b/a.vcf': text });
    const other = await imported(
      { inputs: { ...inputs, vcf: 'a.vcf' }, purity: 0.5 },
      { 'a.vcf': text },
    );
    expect(there.inputHash).toBe(here.inputHash);
    expect(other.inputHash).not.toBe(here.inputHash);
  });
});

const MAF_HEADER =
  'Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tEnd_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode';
// KRAS G12V on GRCh37, codon 12 GGT to GTT (ClinVar 12583).
const KRAS_ROW = 'KRAS\tGRCh37\t12\t25398284\t25398284\tC\tA';

const panel: OpenReference = async (build: GenomeBuild) => {
  const pack = await openPackStore().load(`reference-panel-${build.toLowerCase()}`);
  const { id, version, sha256, licence, attribution } = pack.manifest;
  return {
    reference: openReference(pack),
    pack: { id, version, sha256, licence, attribution },
  };
};

function withMaf(
  maf: string,
  changes: Partial<CaseFile> = {},
  reference?: OpenReference,
): Promise<TumourCase> {
  return importCase(
    caseFile({
      inputs: {
        vcf: null,
        maf: 't.maf',
        germlineVcf: null,
        phasedVcf: null,
        expression: [],
        copyNumber: null,
        purity: null,
        fusions: null,
        junctions: null,
        genome: null,
        target: null,
      },
      ...changes,
    }),
    openFrom({ 't.maf': maf }),
    quietContext(),
    reference,
  );
}

describe('importCase of a MAF', () => {
  it('calls the consequence on the panel of the build that the MAF names', async () => {
    const tumour = await withMaf(`${MAF_HEADER}\n${KRAS_ROW}\tP1\n`, {}, panel);
    expect(tumour.build).toMatchObject({ kind: 'given', value: 'GRCh37' });
    expect(tumour.packs.map(({ id }) => id)).toEqual(['reference-panel-grch37']);
    expect(tumour.annotation).toMatchObject({ value: expect.stringContaining('oncoscript on') });
    const [variant] = variantsOf(tumour);
    expect(variant?.consequences).toMatchObject([
      { geneSymbol: 'KRAS', hgvsp: 'NM_004985.4:p.Gly12Val', proteinPosition: '12' },
    ]);
    const protein = tumour.proteins[variant?.consequences[0]?.wildtypeProtein ?? ''];
    // UniProt P01116-2, 188 residues.
    expect(protein).toHaveLength(188);
    expect(protein?.startsWith('MTEYKLVVVGAGGVGK')).toBe(true);
  });

  it('asks which patient where it holds several, and takes the one that is named', async () => {
    const two = `${MAF_HEADER}\n${KRAS_ROW}\tP1\n${KRAS_ROW}\tP2\n`;
    await expect(withMaf(two, {}, panel)).rejects.toMatchObject({
      name: 'InputError',
      hint: expect.stringContaining('P1, P2'),
    });
    const one = await withMaf(two, { samples: { tumour: 'P2', normal: null, rna: null } }, panel);
    expect(variantsOf(one)).toHaveLength(1);
    expect(one.samples.tumour).toMatchObject({ value: 'P2' });
  });

  it('refuses a case that gives its variants twice', async () => {
    await expect(
      withMaf('', {
        inputs: {
          vcf: 't.vcf',
          maf: 't.maf',
          germlineVcf: null,
          phasedVcf: null,
          expression: [],
          copyNumber: null,
          purity: null,
          fusions: null,
          junctions: null,
          genome: null,
          target: null,
        },
      }),
    ).rejects.toThrow('variants are given twice');
  });

  it('keeps the MAF’s variants where no transcripts are at hand, without consequences', async () => {
    const tumour = await withMaf(`${MAF_HEADER}\n${KRAS_ROW}\tP1\n`);
    expect(variantsOf(tumour)).toHaveLength(1);
    expect(tumour.packs).toEqual([]);
  });
});
