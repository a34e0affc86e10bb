import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import { memorySource } from '../../formats/text/byte-source.js';
import { buildTranscripts } from './build-transcripts.js';
import { readGeneModels } from './read-gene-models.js';
import { genomeInMemory, readReferenceSequences } from './reference-sequences.js';
import { reverseComplement } from './reverse-complement.js';
import type { Transcript } from './transcript.js';

const FILLER = 'C'.repeat(40);
const INTRON = `GT${'C'.repeat(16)}AG`;
/** Exons 41-48 and 69-79, 1-based; ATG at 43, TAA ends at 77: Met Lys Pro Gly. */
const FORWARD = `${FILLER}GGATGAAA${INTRON}CCCGGGTAACC${FILLER}`;
const GENOME = new Map([
  ['chr1', FORWARD],
  ['chr2', reverseComplement(FORWARD)],
  // Codon 2 is UGA.
  ['chr3', FORWARD.replace('ATGAAA', 'ATGTGA')],
  ['chr4', FORWARD.replace('ATGAAA', 'CTGAAA')],
  ['chr5', FORWARD.replace('GGGTAA', 'GGNTAA')],
  ['X', FORWARD],
  ['Y', FORWARD],
]);
const CDNA = 'GGATGAAACCCGGGTAACC';
/** Where a place of FORWARD lies on its reverse complement, 1-based. */
const mirrored = (position1: number): number => FORWARD.length + 1 - position1;

type Row = readonly [
  type: string,
  start1: number,
  end1: number,
  attributes: string,
  phase?: string,
];

function lines(sequence: string, strand: string, rows: readonly Row[]): string {
  return rows
    .map(([type, start1, end1, attributes, phase = '.']) =>
      [sequence, 'test', type, start1, end1, '.', strand, phase, attributes].join('\t'),
    )
    .join('\n');
}

const GENE: Row = [
  'gene',
  41,
  79,
  'ID=gene:ENSG01;Name=TOY;biotype=protein_coding;gene_id=ENSG01;version=3',
];
const PART = 'Parent=transcript:ENST01';
const TRANSCRIPT: Row = [
  'mRNA',
  41,
  79,
  'ID=transcript:ENST01;Parent=gene:ENSG01;Name=TOY-201;biotype=protein_coding;tag=basic,Ensembl_canonical,MANE_Select;transcript_id=ENST01;transcript_support_level=1 (assigned to previous version 6);version=2',
];
const EXONS: readonly Row[] = [
  ['exon', 41, 48, PART],
  ['exon', 69, 79, PART],
];
const CDS_ATTRIBUTES = `ID=CDS:ENSP01;${PART};protein_id=ENSP01;version=4`;
const CDS: readonly Row[] = [
  ['CDS', 43, 48, CDS_ATTRIBUTES, '0'],
  ['CDS', 69, 77, CDS_ATTRIBUTES, '0'],
];
const ENSEMBL: readonly Row[] = [GENE, TRANSCRIPT, ...EXONS, ...CDS];

interface Built {
  readonly transcripts: readonly Transcript[];
  readonly skipped: readonly SkippedItem[];
}

async function build(text: string, genome: ReadonlyMap<string, string> = GENOME): Promise<Built> {
  const annotation = await readGeneModels(memorySource('a.gff3', `${text}\n`));
  const built = [...buildTranscripts(annotation, genomeInMemory(genome))];
  return {
    transcripts: built.filter((item) => 'cdna' in item),
    skipped: [...annotation.skipped, ...built.filter((item) => 'status' in item)],
  };
}

async function only(text: string): Promise<Transcript> {
  const { transcripts, skipped } = await build(text);
  expect(skipped).toEqual([]);
  expect(transcripts).toHaveLength(1);
  return transcripts[0] as Transcript;
}

/** Code and line of what was skipped, beside a transcript on chrX that is right. */
async function refusal(text: string): Promise<readonly [string, number | undefined]> {
  const right = lines('X', '+', ENSEMBL).replaceAll('01', '99');
  const { transcripts, skipped } = await build(`${text}\n${right}`);
  expect(transcripts.map(({ id }) => id)).toEqual(['ENST99.2']);
  expect(skipped).toHaveLength(1);
  expect(skipped[0]?.file).toBe('a.gff3');
  return [skipped[0]?.code as string, skipped[0]?.line];
}

describe('an Ensembl GFF3', () => {
  it('gives a transcript with its names, flags, frame, sequence and flanks', async () => {
    expect(await only(lines('1', '+', ENSEMBL))).toEqual({
      id: 'ENST01.2',
      geneSymbol: 'TOY',
      geneId: 'ENSG01',
      proteinId: 'ENSP01.4',
      biotype: 'protein_coding',
      canonical: true,
      maneSelect: true,
      transcriptSupportLevel: 1,
      chromosome: '1',
      strand: 1,
      exons: [
        { start0: 40, end0: 48 },
        { start0: 68, end0: 79 },
      ],
      cds: { start0: 2, end0: 17 },
      cdsStartFound: true,
      cdsEndFound: true,
      phase: 0,
      geneticCode: 1,
      translationExceptions: [],
      genomeDifferences: [],
      cdna: CDNA,
      flanks: [
        { before: 'C'.repeat(30), after: `${INTRON}CCCGGGTAAC` },
        { before: `CCGGATGAAA${INTRON}`, after: 'C'.repeat(30) },
      ],
    });
  });

  it('reads the minus strand as the mirror image of the plus strand', async () => {
    const forward = await only(lines('1', '+', ENSEMBL));
    const rows = ENSEMBL.map(([type, start1, end1, ...rest]): Row => [
      type,
      mirrored(end1),
      mirrored(start1),
      ...rest,
    ]);
    const { exons, chromosome, strand, ...same } = await only(lines('2', '-', rows));
    expect(forward).toMatchObject(same);
    expect([chromosome, strand]).toEqual(['2', -1]);
    expect(exons).toEqual([
      { start0: mirrored(48) - 1, end0: mirrored(41) },
      { start0: mirrored(79) - 1, end0: mirrored(69) },
    ]);
  });

  it('does not depend on the order of lines', async () => {
    const text = lines('1', '+', ENSEMBL);
    expect(await only(text.split('\n').reverse().join('\n'))).toEqual(await only(text));
  });

  it('leaves canonical and MANE open where the file never speaks of them', async () => {
    const silent = lines('1', '+', ENSEMBL).replace('tag=basic,Ensembl_canonical,MANE_Select;', '');
    expect(await only(silent)).toMatchObject({ canonical: null, maneSelect: null });
  });

  it('finds no start where the first coding stretch begins within a codon', async () => {
    const rows: readonly Row[] = [
      GENE,
      [...TRANSCRIPT.slice(0, 1), 45, 79, TRANSCRIPT[3]] as unknown as Row,
      ['exon', 45, 48, PART],
      ['exon', 69, 79, PART],
      ['CDS', 45, 48, CDS_ATTRIBUTES, '1'],
      ['CDS', 69, 77, CDS_ATTRIBUTES, '0'],
    ];
    expect(await only(lines('1', '+', rows))).toMatchObject({
      cds: { start0: 0, end0: 13 },
      phase: 1,
      cdsStartFound: false,
      cdsEndFound: true,
    });
  });

  it('finds no end where the reading frame runs out of the transcript', async () => {
    const rows: readonly Row[] = [
      GENE,
      TRANSCRIPT,
      ['exon', 41, 48, PART],
      ['exon', 69, 73, PART],
      ['CDS', 43, 48, CDS_ATTRIBUTES, '0'],
      ['CDS', 69, 73, CDS_ATTRIBUTES, '0'],
    ];
    expect(await only(lines('1', '+', rows))).toMatchObject({
      cds: { start0: 2, end0: 13 },
      cdsStartFound: true,
      cdsEndFound: false,
    });
  });

  it('reads UGA as selenocysteine in a gene known for it and refuses it elsewhere', async () => {
    const text = lines('3', '+', ENSEMBL);
    expect((await only(text.replace('Name=TOY;', 'Name=GPX1;'))).translationExceptions).toEqual([
      { cdnaStart0: 5, residue: 'U' },
    ]);
    expect(await refusal(text)).toEqual(['internal-stop', 2]);
  });

  it('reads CUG after an untranslated region as an initiating methionine', async () => {
    expect(await only(lines('4', '+', ENSEMBL))).toMatchObject({
      cdsStartFound: true,
      translationExceptions: [{ cdnaStart0: 2, residue: 'M' }],
    });
  });

  it('completes a mitochondrial stop codon by polyadenylation', async () => {
    // Met, then TA, as in MT-ND3; the code has AGA as a stop and TGA for Trp.
    const genome = new Map([['chrM', `${FILLER}ATGTGATA${FILLER}`]]);
    const text = lines('MT', '+', [
      ['gene', 41, 48, 'ID=gene:G;Name=MT-TOY'],
      ['mRNA', 41, 48, 'ID=transcript:T01;Parent=gene:G;biotype=protein_coding'],
      ['exon', 41, 48, 'Parent=transcript:T01'],
      ['CDS', 41, 48, 'Parent=transcript:T01', '0'],
    ]);
    const { transcripts } = await build(text, genome);
    expect(transcripts[0]).toMatchObject({
      geneticCode: 2,
      cds: { start0: 0, end0: 9 },
      cdsEndFound: true,
      cdna: 'ATGTGATAA',
      translationExceptions: [],
      genomeDifferences: [{ cdnaStart0: 8, reference: '', transcript: 'A' }],
    });
  });
});

describe('a GENCODE or Ensembl GTF', () => {
  const NAMES =
    'gene_id "ENSG01.3"; transcript_id "ENST01.2"; gene_type "protein_coding"; gene_name "TOY"; transcript_type "protein_coding"; level 2; protein_id "ENSP01.4"; transcript_support_level "NA"; tag "basic"; tag "Ensembl_canonical";';
  const rows = (extra = ''): readonly Row[] => [
    ['transcript', 41, 79, NAMES + extra],
    ['exon', 41, 48, NAMES + extra],
    ['exon', 69, 79, NAMES + extra],
    ['CDS', 43, 48, NAMES + extra, '0'],
    ['CDS', 69, 74, NAMES + extra, '0'],
    ['stop_codon', 75, 77, NAMES + extra, '0'],
  ];

  it('gives the same transcript as GFF3, its stop codon added to the CDS', async () => {
    const { geneId, maneSelect, transcriptSupportLevel, ...same } = await only(
      lines('chr1', '+', rows()),
    );
    expect(await only(lines('1', '+', ENSEMBL))).toMatchObject(same);
    expect([geneId, maneSelect, transcriptSupportLevel]).toEqual(['ENSG01.3', null, null]);
  });

  it('finds the stop codon by itself where the file has no line for it', async () => {
    const text = lines('chr1', '+', rows().slice(0, -1));
    expect(await only(text)).toEqual(await only(lines('chr1', '+', rows())));
  });

  it('adds the version that Ensembl writes in an attribute of its own', async () => {
    const text = lines('1', '+', rows())
      .replaceAll('"ENST01.2"', '"ENST01"; transcript_version "2"')
      .replaceAll('"ENSP01.4"', '"ENSP01"; protein_version "4"');
    expect(await only(text)).toMatchObject({ id: 'ENST01.2', proteinId: 'ENSP01.4' });
  });

  it('takes start and end for missing where the tags say so', async () => {
    expect(await only(lines('chr1', '+', rows(' tag "cds_start_NF";')))).toMatchObject({
      cdsStartFound: false,
      cdsEndFound: true,
    });
    expect(await only(lines('chr1', '+', rows(' tag "cds_end_NF";')))).toMatchObject({
      cdsStartFound: true,
      cdsEndFound: false,
    });
  });

  it('reads selenocysteine where the file has it, and refuses one that is off the frame', async () => {
    const withSec = (start1: number): string =>
      lines('chr3', '+', [...rows(), ['Selenocysteine', start1, start1 + 2, NAMES]]);
    expect((await only(withSec(46))).translationExceptions).toEqual([
      { cdnaStart0: 5, residue: 'U' },
    ]);
    expect((await refusal(withSec(70)))[0]).toBe('exception-off-frame');
  });

  it('reads a stop codon that the tag stop_codon_readthrough vouches for as an unknown residue', async () => {
    const text = lines('chr3', '+', rows(' tag "stop_codon_readthrough";'));
    expect((await only(text)).translationExceptions).toEqual([{ cdnaStart0: 5, residue: 'X' }]);
  });

  it('keeps the copies on X and Y apart, under one id or two', async () => {
    const twin = (y: string): string => `${lines('chrX', '+', rows())}\n${y}`;
    const idsOf = async (text: string): Promise<readonly string[]> =>
      (await build(text)).transcripts.map(({ id, chromosome }) => `${chromosome} ${id}`);
    const expected = ['X ENST01.2', 'Y ENST01.2_PAR_Y'];
    expect(await idsOf(twin(lines('chrY', '+', rows())))).toEqual(expected);
    const named = lines('chrY', '+', rows()).replaceAll('"ENST01.2"', '"ENST01.2_PAR_Y"');
    expect(await idsOf(twin(named))).toEqual(expected);
  });
});

describe('a RefSeq or MANE GFF3', () => {
  const MRNA =
    'ID=rna-NM_01.2;Parent=gene-TOY;Dbxref=GeneID:7,GenBank:NM_01.2;gbkey=mRNA;gene=TOY;tag=MANE Select;transcript_id=NM_01.2';
  const CODING = 'ID=cds-NP_01.4;Parent=rna-NM_01.2;gbkey=CDS;gene=TOY;protein_id=NP_01.4';
  const refSeq = (coding: string = CODING): readonly Row[] => [
    ['gene', 41, 79, 'ID=gene-TOY;Dbxref=GeneID:7;Name=TOY;gene=TOY'],
    ['mRNA', 41, 79, MRNA],
    ['exon', 41, 48, 'ID=exon-NM_01.2-1;Parent=rna-NM_01.2'],
    ['exon', 69, 79, 'ID=exon-NM_01.2-2;Parent=rna-NM_01.2'],
    ['CDS', 43, 48, coding, '0'],
    ['CDS', 69, 77, coding, '0'],
  ];

  it('gives the transcript under its accession, on the plain chromosome, with the build', async () => {
    const text = lines('NC_000001.11', '+', refSeq());
    expect(await only(text)).toMatchObject({
      id: 'NM_01.2',
      geneSymbol: 'TOY',
      geneId: 'GeneID:7',
      proteinId: 'NP_01.4',
      biotype: 'protein_coding',
      canonical: true,
      maneSelect: true,
      chromosome: '1',
      cdna: CDNA,
    });
    expect((await readGeneModels(memorySource('a.gff3', text))).build).toBe('GRCh38');
  });

  it('reads transl_except on either strand, once however often it is repeated', async () => {
    const forward = refSeq(`${CODING};transl_except=(pos:46..48%2Caa:Sec)`);
    expect((await only(lines('NC_000003.12', '+', forward))).translationExceptions).toEqual([
      { cdnaStart0: 5, residue: 'U' },
    ]);
    const place = `complement(${mirrored(48)}..${mirrored(46)})`;
    const reverse = refSeq(`${CODING};transl_except=(pos:${place}%2Caa:Sec)`).map(
      ([type, start1, end1, ...rest]): Row => [type, mirrored(end1), mirrored(start1), ...rest],
    );
    const genome = new Map([['2', reverseComplement(GENOME.get('chr3') as string)]]);
    const { transcripts } = await build(lines('NC_000002.12', '-', reverse), genome);
    expect(transcripts[0]?.translationExceptions).toEqual([{ cdnaStart0: 5, residue: 'U' }]);
  });

  it('takes partial ends for missing', async () => {
    const partial = refSeq(`${CODING};partial=true;start_range=.,43`);
    expect(await only(lines('NC_000001.11', '+', partial))).toMatchObject({
      cdsStartFound: false,
      cdsEndFound: true,
    });
  });

  it('takes a CDS right below its gene for a transcript of its own', async () => {
    const genome = new Map([['MT', `${FILLER}ATGTGATAA${FILLER}`]]);
    const text = lines('NC_012920.1', '+', [
      ['gene', 41, 49, 'ID=gene-ND9;Name=ND9;gene=ND9'],
      ['CDS', 41, 49, 'ID=cds-YP_01.1;Parent=gene-ND9;protein_id=YP_01.1;transl_table=2', '0'],
    ]);
    const { transcripts } = await build(text, genome);
    expect(transcripts[0]).toMatchObject({ id: 'YP_01.1', geneSymbol: 'ND9', geneticCode: 2 });
  });
});

describe('what an annotation gets wrong', () => {
  const of = (rows: readonly Row[], sequence = '1'): string => lines(sequence, '+', rows);

  it.each([
    ['missing-parent', of([GENE, ...EXONS, ...CDS]), 2],
    ['missing-parent', of([['exon', 41, 48, 'Name=e']]), 1],
    ['overlapping-exons', of([...ENSEMBL, ['exon', 47, 52, PART]]), 3],
    ['overlapping-cds', of([...ENSEMBL, ['CDS', 45, 46, CDS_ATTRIBUTES, '0']]), 3],
    ['cds-outside-exons', of([...ENSEMBL, ['CDS', 52, 54, CDS_ATTRIBUTES, '0']]), 3],
    [
      'cds-with-gap',
      of([GENE, TRANSCRIPT, ...EXONS, CDS[0] as Row, ['CDS', 72, 77, PART, '0']]),
      3,
    ],
    [
      'cds-not-multiple-of-3',
      of([GENE, TRANSCRIPT, ...EXONS, CDS[0] as Row, ['CDS', 69, 76, PART, '0']]),
      2,
    ],
    [
      'no-stop-codon',
      of([GENE, TRANSCRIPT, ...EXONS, CDS[0] as Row, ['CDS', 69, 71, PART, '0']]),
      2,
    ],
    ['unknown-bases', of(ENSEMBL, '5'), 2],
    ['missing-sequence', of(ENSEMBL, '21'), 2],
    ['outside-sequence', of([...ENSEMBL, ['exon', 115, 125, PART]]), 2],
    ['malformed-line', of(ENSEMBL).replace('\t69\t79\t', '\t79\t69\t'), 4],
    ['bad-id', of(ENSEMBL).replaceAll('transcript_id=ENST01', 'transcript_id=1 2'), 2],
    ['no-transcript', of([GENE, ['exon', 41, 48, 'Parent=gene:ENSG01']]), 2],
    [
      'unknown-residue',
      of(ENSEMBL).replaceAll('version=4', 'transl_except=(pos:46..48,aa:Foo)'),
      5,
    ],
  ])('is refused as %s', async (code, text, line) => {
    expect(await refusal(text)).toEqual([code, line]);
  });

  it('is refused by the line of the part on another strand or chromosome', async () => {
    const text = of(ENSEMBL);
    const lastLine = text.split('\n').at(-1) as string;
    const swap = (other: string): string => text.replace(lastLine, other);
    expect(await refusal(swap(lastLine.replace('+', '-')))).toEqual(['strand-mismatch', 6]);
    expect(await refusal(swap(lastLine.replace('1', '2')))).toEqual(['chromosome-mismatch', 6]);
    const onMinus = (ENSEMBL[1] as Row)[3];
    expect(await refusal(text.replace(`+\t.\t${onMinus}`, `-\t.\t${onMinus}`))).toEqual([
      'strand-mismatch',
      3,
    ]);
    expect((await refusal(text.replaceAll('\t+\t', '\t.\t')))[0]).toBe('no-strand');
  });

  it('is refused as a duplicate where an id comes twice', async () => {
    const again = of(ENSEMBL).replaceAll('transcript:ENST01', 'transcript:other');
    const { transcripts, skipped } = await build(`${of(ENSEMBL)}\n${again}`);
    expect(transcripts).toHaveLength(1);
    expect(skipped.map(({ code, line }) => [code, line])).toEqual([['duplicate-id', 8]]);
  });

  it('is an error where nothing is left or two builds are mixed', async () => {
    const errorOf = async (text: string): Promise<unknown> =>
      readGeneModels(memorySource('a.gff3', `${text}\n`)).catch((error: unknown) => error);
    const nothing = await errorOf(of([GENE, ...EXONS]));
    expect(nothing).toBeInstanceOf(InputError);
    expect(nothing).toMatchObject({ line: 2, message: expect.stringContaining('ENST01') });
    const mixed = `${lines('NC_000001.10', '+', ENSEMBL)}\n${lines('NC_000002.12', '+', [GENE])}`;
    expect(await errorOf(mixed)).toMatchObject({
      line: 7,
      message: expect.stringMatching(/GRCh37 and of GRCh38/),
    });
  });
});

describe('sequences from a FASTA file', () => {
  const sequencesOf = async (fasta: string) => {
    const annotation = await readGeneModels(memorySource('a.gff3', lines('1', '+', ENSEMBL)));
    const sequences = await readReferenceSequences(memorySource('a.fa', fasta), annotation.models);
    return [...buildTranscripts(annotation, sequences)];
  };

  it('come from a genome in any spelling of its chromosomes, wrapped or not', async () => {
    const expected = [await only(lines('1', '+', ENSEMBL))];
    const wrapped = FORWARD.replaceAll(/.{7}/g, '$&\n').toLowerCase();
    expect(await sequencesOf(`>chr9 x\nACGT\n>NC_000001.11 y\n${wrapped}\n>chr2\nAC\n`)).toEqual(
      expected,
    );
  });

  it('come from cDNA by transcript, without flanks, without a poly(A) tail', async () => {
    const [transcript] = await sequencesOf(`>ENST01.2|ENSG01.3|TOY\n${CDNA}AAAAA\n`);
    expect(transcript).toMatchObject({
      cdna: CDNA,
      flanks: [
        { before: '', after: '' },
        { before: '', after: '' },
      ],
    });
    const [refused] = await sequencesOf(`>ENST01\n${CDNA.slice(1)}\n`);
    expect(refused).toMatchObject({ code: 'sequence-unlike-exons' });
  });

  it('are refused where a name comes twice', async () => {
    await expect(sequencesOf(`>1\n${FORWARD}\n>chr1\n${FORWARD}\n`)).rejects.toThrow(
      'two sequences called chr1',
    );
  });
});
