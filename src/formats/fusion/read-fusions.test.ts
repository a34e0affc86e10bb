import { describe, expect, it } from 'vitest';

import { agFusionPeptide, arribaPeptide, starFusionPeptide } from './fusion-peptide.js';
import { parseFrame } from './fusion-row.js';
import { readFusions } from './read-fusions.js';

function tsv(row: Readonly<Record<string, string>>, file = 'fusions.tsv') {
  return readFusions(`${Object.keys(row).join('\t')}\n${Object.values(row).join('\t')}\n`, file);
}

const ARRIBA = {
  '#gene1': 'BCR',
  gene2: 'ABL1',
  'strand1(gene/fusion)': '+/+',
  'strand2(gene/fusion)': '+/-',
  breakpoint1: '22:23632600',
  breakpoint2: '9:133729451',
  type: 'translocation',
  split_reads1: '4',
  split_reads2: '7',
  discordant_mates: '0',
  coverage1: '4',
  coverage2: '12',
  confidence: 'high',
  reading_frame: 'in-frame',
  tags: 'Mitelman',
  gene_id1: 'ENSG00000186716.15',
  transcript_id1: 'ENST00000305877.8',
  peptide_sequence: 'HSATGFKQSS|kALQRPVAS',
};

describe('arribaPeptide', () => {
  // Expected spans by hand from Arriba's documentation of the column.
  it('finds the codon across the junction on either side', () => {
    expect(arribaPeptide('HSATGFKQSS|kALQ', true)).toEqual({
      kind: 'peptide',
      peptide: {
        sequence: 'HSATGFKQSSKALQ',
        breakpoint0: 10,
        novelStart0: 10,
        novelEnd0: 11,
        endsAtStop: false,
      },
    });
    expect(arribaPeptide('QQIHSh|DDLL', true)).toMatchObject({
      peptide: { sequence: 'QQIHSHDDLL', breakpoint0: 6, novelStart0: 5, novelEnd0: 6 },
    });
    expect(arribaPeptide('FIHSKIKA|QQEQDP', true)).toMatchObject({
      peptide: { breakpoint0: 8, novelStart0: 8, novelEnd0: 8 },
    });
  });

  it('takes all that follows out of frame, up to the stop', () => {
    expect(arribaPeptide('FSGGTC|mgrcm*tyq', false)).toEqual({
      kind: 'peptide',
      peptide: {
        sequence: 'FSGGTCMGRCM',
        breakpoint0: 6,
        novelStart0: 6,
        novelEnd0: 11,
        endsAtStop: true,
      },
    });
  });

  it('keeps residues of inserted bases, between two junctions', () => {
    expect(arribaPeptide('EAFNWR|st|KRSHM', true)).toMatchObject({
      peptide: { sequence: 'EAFNWRSTKRSHM', breakpoint0: 6, novelStart0: 6, novelEnd0: 8 },
    });
  });

  it('leaves a substitution away from the junction alone, in frame', () => {
    expect(arribaPeptide('EAfNWR|KRsHM', true)).toMatchObject({
      peptide: { novelStart0: 6, novelEnd0: 6 },
    });
  });

  it('writes X for what could not be read, and reads no further than an ellipsis', () => {
    expect(arribaPeptide('?NVY|rh?c...KK', false)).toMatchObject({
      peptide: { sequence: 'XNVYRHXC', novelEnd0: 8, endsAtStop: false },
    });
    expect(arribaPeptide('MK...NVY|RHC', null)).toMatchObject({
      peptide: { sequence: 'NVYRHC', breakpoint0: 3, novelStart0: 3, novelEnd0: 3 },
    });
  });

  it('has none where a stop comes first, where none was predicted, or where it is no peptide', () => {
    expect(arribaPeptide('MK*|abc', false)).toEqual({
      kind: 'none',
      reason: 'a stop codon comes before the junction',
    });
    expect(arribaPeptide('M*K...NVY|RHC', true).kind).toBe('none');
    expect(arribaPeptide('.', null).kind).toBe('none');
    expect(arribaPeptide('MKAC', null).kind).toBe('none');
    expect(arribaPeptide('MK|A|C|D', null).kind).toBe('none');
  });
});

describe('starFusionPeptide', () => {
  // 10 bases of the 5' gene are three codons and one base: residue 3 is shared, on the 3' side.
  it('places the junction by the bases of the 5 prime gene', () => {
    expect(starFusionPeptide('MKTAYIAK*', '1-10', true)).toEqual({
      kind: 'peptide',
      peptide: {
        sequence: 'MKTAYIAK',
        breakpoint0: 3,
        novelStart0: 3,
        novelEnd0: 4,
        endsAtStop: true,
      },
    });
    expect(starFusionPeptide('MKTAYIAK', '1-11', true)).toMatchObject({
      peptide: { breakpoint0: 4, novelStart0: 3, novelEnd0: 4 },
    });
    expect(starFusionPeptide('MKTAYIAK', '1-9', false)).toMatchObject({
      peptide: { breakpoint0: 3, novelStart0: 3, novelEnd0: 8 },
    });
  });

  it('has none without effect, frame or place', () => {
    expect(starFusionPeptide('.', '.', null).kind).toBe('none');
    expect(starFusionPeptide('MKT', '1-6', null).kind).toBe('none');
    expect(starFusionPeptide('MKT', '4-6', true).kind).toBe('none');
    expect(starFusionPeptide('MK*T', '1-9', true).kind).toBe('none');
    expect(starFusionPeptide('M-K', '1-3', true).kind).toBe('none');
  });
});

describe('agFusionPeptide', () => {
  it('takes the star within the protein for the junction', () => {
    expect(agFusionPeptide('MASLF*HQL', 'out-of-frame')).toMatchObject({
      peptide: { sequence: 'MASLFHQL', breakpoint0: 5, novelStart0: 5, novelEnd0: 8 },
    });
    expect(agFusionPeptide('MASLF*HQL', 'in-frame')).toMatchObject({
      peptide: { novelStart0: 5, novelEnd0: 5 },
    });
    expect(agFusionPeptide('MASLF*HQL', 'in-frame (with mutation)')).toMatchObject({
      peptide: { novelStart0: 4, novelEnd0: 6 },
    });
  });

  it('has none where the junction is not marked or the effect is no reading frame', () => {
    expect(agFusionPeptide('MASLFHQL', 'in-frame').kind).toBe('none');
    expect(agFusionPeptide('MAS*LF*HQL', 'in-frame').kind).toBe('none');
    expect(agFusionPeptide('MAS*LF', 'CDS(truncated)').kind).toBe('none');
  });
});

describe('readFusions', () => {
  it('reads Arriba', () => {
    const { tool, rows } = tsv(ARRIBA);
    expect(tool).toBe('Arriba');
    expect(rows).toMatchObject([
      {
        gene5: {
          symbol: 'BCR',
          geneId: 'ENSG00000186716.15',
          transcript: 'ENST00000305877.8',
          depth: 4,
          breakpoint: { chromosome: '22', start0: 23632599, end0: 23632600, strand: '+' },
        },
        gene3: { symbol: 'ABL1', breakpoint: { strand: '-' } },
        junctionReads: 11,
        spanningReads: 0,
        inFrame: true,
        peptide: { breakpoint0: 10 },
        noPeptide: null,
        confidence: 'high',
        tags: ['translocation', 'Mitelman'],
        source: 'Arriba',
        line: 2,
      },
    ]);
  });

  it('has no symbol for an intergenic place and no peptide behind a stop codon', () => {
    const { rows } = tsv({
      ...ARRIBA,
      gene2: 'A1(21548),MED6P1(31892)',
      reading_frame: 'stop-codon',
      peptide_sequence: 'MK*|aa',
    });
    expect(rows[0]?.gene3).toMatchObject({ name: 'A1(21548),MED6P1(31892)', symbol: null });
    expect(rows[0]).toMatchObject({ inFrame: null, peptide: null });
    expect(rows[0]?.noPeptide).toContain('stop codon');
  });

  it('reads STAR-Fusion, with coding effect and without', () => {
    const abridged = {
      '#FusionName': 'EIF3K--CYP39A1',
      JunctionReadCount: '210',
      SpanningFragCount: '3',
      SpliceType: 'ONLY_REF_SPLICE',
      LeftGene: 'EIF3K^ENSG00000178982.10',
      LeftBreakpoint: 'chr19:38632678:+',
      RightGene: 'CYP39A1^ENSG00000146233.8',
      RightBreakpoint: 'chr6:46639668:-',
      annots: '["ChimerKB","Cosmic"]',
    };
    const [row] = tsv(abridged).rows;
    expect(row).toMatchObject({
      gene5: { symbol: 'EIF3K', geneId: 'ENSG00000178982.10', breakpoint: { strand: '+' } },
      gene3: { symbol: 'CYP39A1', breakpoint: { start0: 46639667, strand: '-' } },
      junctionReads: 210,
      spanningReads: 3,
      inFrame: null,
      peptide: null,
      tags: ['ONLY_REF_SPLICE', 'ChimerKB', 'Cosmic'],
    });
    const [coding] = tsv({
      ...abridged,
      NumCounterFusionLeft: '12',
      CDS_LEFT_ID: 'ENST00000248342.9',
      CDS_LEFT_RANGE: '1-9',
      PROT_FUSION_TYPE: 'INFRAME',
      FUSION_TRANSL: 'MKTAYIAK*',
    }).rows;
    expect(coding).toMatchObject({
      gene5: { transcript: 'ENST00000248342.9', depth: 12 },
      inFrame: true,
      peptide: { breakpoint0: 3 },
    });
  });

  it('reads both generations of FusionCatcher, and none at all as no fusion', () => {
    const old =
      'Fusion_gene_symbol_1(5end_partner)\tFusion_gene_symbol_2(3end_partner)\tFusion_description\tSpanning_pairs\tSpanning_unique_reads\tFusion_gene_1_position(5end_partner)\tFusion_gene_2_position(3end_partner)\n';
    expect(readFusions(old, 'final-list.txt')).toMatchObject({ tool: 'FusionCatcher', rows: [] });
    expect(
      readFusions(`${old}A\tB\tknown,oncogene\t5\t7\t1:10:+\t2:20:-\n`, 'f').rows,
    ).toMatchObject([
      { gene5: { symbol: 'A' }, junctionReads: 7, spanningReads: 5, tags: ['known', 'oncogene'] },
    ]);
    const now = tsv({
      'Gene_1_symbol(5end_fusion_partner)': 'FGFR3',
      'Gene_2_symbol(3end_fusion_partner)': 'TACC3',
      Fusion_description: '',
      Spanning_pairs: '10',
      Spanning_unique_reads: '4',
      'Fusion_point_for_gene_1(5end_fusion_partner)': '4:1806934:+',
      'Fusion_point_for_gene_2(3end_fusion_partner)': '4:1737457:+',
      'Gene_1_id(5end_fusion_partner)': 'ENSG00000068078',
      'Gene_2_id(3end_fusion_partner)': 'ENSG00000013810',
      Predicted_effect: 'in-frame',
    });
    expect(now.rows[0]).toMatchObject({
      gene5: { geneId: 'ENSG00000068078', breakpoint: { start0: 1806933 } },
      inFrame: true,
      tags: [],
    });
  });

  it("reads FusionCatcher's summary and says where its count differs", () => {
    const summary = (count: number): string =>
      `Very short summary of found candidate fusion genes\n=====\n\nFound ${count} fusion gene(s), which are as follows:\n  * A--B  (already known fusion; readthrough)\n  * C--D\n`;
    expect(readFusions(summary(2), 's.txt').rows.map(({ tags, line }) => [tags, line])).toEqual([
      [['already known fusion', 'readthrough'], 5],
      [[], 6],
    ]);
    expect(readFusions(summary(2), 's.txt').notes).toEqual([]);
    expect(readFusions(summary(3), 's.txt').notes).toEqual([
      's.txt announces 3 fusions and lists 2',
    ]);
  });

  it('reads AGFusion, its table and its proteins with the junction where it is marked', () => {
    const table = tsv({
      "5'_gene": 'ABCA12',
      "3'_gene": 'EXTL2',
      "5'_transcript": 'ENST1',
      "3'_transcript": 'ENST2',
      Fusion_effect: 'out-of-frame',
    });
    expect(table.rows).toMatchObject([{ inFrame: false, gene3: { transcript: 'ENST2' } }]);
    const fasta = readFusions(
      '>P1-P2 length=8, kD: 1.0, transcripts: ENST1-ENST2, genes: ABCA12-EXTL2, effect: in-frame (with mutation)\nMASLF\nHQL*KK\n>P3-P4 transcripts: T1-T2, genes: HLA-A-B2M, effect: in-frame\nMK\n>P5-P6 transcripts: T1-T2, genes: A-B, effect: in-frame\n\n',
      'x_protein.fa',
    );
    expect(fasta.rows).toMatchObject([
      {
        gene5: { symbol: 'ABCA12', transcript: 'ENST1' },
        protein: 'MASLFHQLKK',
        inFrame: true,
        peptide: { breakpoint0: 8 },
      },
    ]);
    expect(fasta.skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [4, '"HLA-A-B2M" can be split into two genes in more than one way'],
      [6, 'the sequence is not a protein'],
    ]);
    expect(() => readFusions('>sp|P1|A\nMK\n', 'a.fa')).toThrow('not one of AGFusion');
  });

  it('reads PCGR', () => {
    const row = {
      FusionGene: 'EML4--ALK',
      LeftBreakpoint: '2:42295554',
      RightBreakpoint: '.',
      SplitReads: '100',
    };
    expect(tsv(row).rows).toMatchObject([
      {
        gene5: { symbol: 'EML4', breakpoint: { start0: 42295553, strand: null } },
        gene3: { symbol: 'ALK', breakpoint: null },
        junctionReads: 100,
      },
    ]);
  });

  it('skips a row that is no fusion, with its line, and refuses other tables by name', () => {
    const bad = { FusionGene: 'EML4', LeftBreakpoint: '2:1', RightBreakpoint: '2:2' };
    expect(tsv(bad).skipped).toMatchObject([{ code: 'bad-fusion', line: 2 }]);
    expect(tsv({ ...ARRIBA, breakpoint1: '22' }).skipped[0]?.reason).toContain('not a breakpoint');
    expect(tsv({ ...ARRIBA, '#gene1': '' }).skipped[0]?.reason).toContain('name of a gene');
    expect(() => tsv({ "5'_gene": 'A', exon_gene_source: 'x' })).toThrow('table of exons');
    expect(() => tsv({ gene: 'A', value: '1' })).toThrow('not one of fusions');
  });
});

it('knows what counts as in frame', () => {
  expect(
    ['in-frame', 'INFRAME', 'out-of-frame', 'FRAMESHIFT', '.', 'CDS(truncated)/UTR'].map(
      parseFrame,
    ),
  ).toEqual([true, true, false, false, null, null]);
});
