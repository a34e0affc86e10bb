import { describe, expect, it } from 'vitest';

import { emptyFindings } from '../../test/contract/check-modality.js';
import {
  genomicPosition,
  type HlaAllele,
  parseTranscriptId,
  type Peptide,
} from '../core/brands.js';
import type { FusionPartner } from '../case/tumour-case.js';
import type { PeptideScore } from '../findings/findings.js';
import type {
  FusionEvent,
  JunctionNeoantigens,
  SpliceEvent,
} from '../findings/fusions/junction-neoantigen.js';
import { DEFAULT_RANK_OPTIONS } from '../findings/ranking/rank-options.js';
import { rankCandidates } from '../findings/ranking/rank-candidates.js';
import { dossierFiles } from '../pipeline.js';
import { junctionsSection } from './junctions-section.js';
import { junctionsTable } from './tables/junctions-table.js';

const partner = (name: string, start0: number | null): FusionPartner => ({
  name,
  symbol: name,
  geneId: null,
  transcript: null,
  breakpoint:
    start0 === null ? null : { ...genomicPosition('chr1', start0, start0 + 1), strand: '+' },
  depth: null,
});

const score = (percentileRank: number): PeptideScore => ({
  affinityNm: null,
  presentationScore: 0.5,
  percentileRank,
  coreStart0: null,
  wildtypeAffinityNm: null,
  wildtypePresentationScore: null,
  wildtypePercentileRank: null,
});

function event(changes: Partial<FusionEvent>, rank: number): FusionEvent {
  return {
    kind: 'fusion',
    tool: 'Arriba',
    gene5: partner('BCR', 99),
    gene3: partner('ABL1', 199),
    frame: 'in-frame',
    junctionReads: 12,
    spanningReads: 3,
    confidence: 'high',
    tags: ['translocation'],
    line: 2,
    sequence: 'GFKQSSKAL',
    breakpoint0: 6,
    endsAtStop: false,
    peptides: [
      {
        peptide: 'GFKQSSKAL' as Peptide,
        mhcClass: 'I',
        start0: 0,
        newPositions: [7],
        healthyOccurrences: { count: 0, proteins: [] },
        scores: [score(rank)],
      },
    ],
    best: { I: { peptide: 0, allele: 0 }, II: null },
    ...changes,
  };
}

const spliced: SpliceEvent = {
  kind: 'splice',
  tool: 'RegTools',
  name: 'JUNC7',
  intron: genomicPosition('chr2', 200, 299),
  strand: '-',
  anchor: 'D',
  spliceSite: 'GT-AG',
  geneSymbol: 'MET',
  geneId: null,
  transcripts: [parseTranscriptId('ENST1'), parseTranscriptId('ENST2')],
  effect: 'alternative-acceptor',
  frame: 'frameshift',
  tiedVariants: [genomicPosition('chr2', 309, 310)],
  readWithVariant: 'chr2-310-A-T',
  doubts: ['a doubt'],
  junctionReads: 9,
  line: 4,
  sequence: 'MKTAYIAKC',
  breakpoint0: 8,
  endsAtStop: true,
  peptides: [
    {
      peptide: 'MKTAYIAKC' as Peptide,
      mhcClass: 'I',
      start0: 0,
      newPositions: [9],
      healthyOccurrences: { count: 0, proteins: [] },
      scores: [score(0.5)],
    },
  ],
  best: { I: { peptide: 0, allele: 0 }, II: null },
};

const found: JunctionNeoantigens = {
  alleles: [
    {
      allele: 'HLA-A*02:01' as HlaAllele,
      mhcClass: 'I',
      status: 'scored',
      modelId: 'test-1',
      nearestTrained: null,
      positionShares: {},
    },
  ],
  events: [
    event({}, 1.5),
    event(
      {
        gene5: partner('=HYPERLINK("x")', null),
        tool: 'STAR-Fusion',
        frame: null,
        confidence: null,
        line: 3,
      },
      0.25,
    ),
  ],
};

describe('junctionsSection', () => {
  it('lists the best peptide of each fusion by rank, and what the tool does not say as missing', () => {
    const { blocks } = junctionsSection(found, []);
    const table = blocks.find(({ kind }) => kind === 'table');
    expect(table?.kind === 'table' && table.rows.map((row) => row[0])).toEqual([
      { kind: 'text', text: '=HYPERLINK("x")::ABL1' },
      { kind: 'text', text: 'BCR::ABL1' },
    ]);
    expect(table?.kind === 'table' && table.rows[0]).toMatchObject([
      {},
      { kind: 'missing', reason: 'STAR-Fusion does not say' },
      { kind: 'missing' },
      { kind: 'number', value: 12 },
      { kind: 'number', value: 3 },
      { kind: 'missing' },
      { kind: 'text', text: 'GFKQSSKAL' },
      { kind: 'text', text: 'HLA-A*02:01' },
      { kind: 'number', value: 0.25 },
      { kind: 'missing' },
    ]);
  });

  it('lists junctions apart, with transcripts, effect, variants and doubts', () => {
    const { blocks } = junctionsSection({ ...found, events: [...found.events, spliced] }, []);
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'table', 'table']);
    expect(blocks[1]).toMatchObject({
      text: expect.stringMatching(/^1 splice junctions were read/),
    });
    const table = blocks[3];
    expect(table?.kind === 'table' && table.rows).toMatchObject([
      [
        { text: 'MET' },
        { text: 'chr2:201-299' },
        { text: 'ENST1 and 1 more' },
        { text: 'alternative-acceptor' },
        { text: 'frameshift' },
        { value: 9 },
        { text: 'chr2:310 (read with chr2-310-A-T)' },
        { text: 'a doubt' },
        { text: 'MKTAYIAKC' },
        { text: 'HLA-A*02:01' },
        { value: 0.5 },
        { kind: 'missing' },
      ],
    ]);
  });

  it('says how many events were not used and why, also where none was', () => {
    const item = (code: string) => ({ status: 'skipped' as const, item: 'x', code, reason: 'y' });
    const { blocks } = junctionsSection({ alleles: [], events: [] }, [
      item('no-fusion-peptide'),
      item('no-fusion-peptide'),
      item('annotated-junction'),
      item('junction-needs-genome'),
      item('of-a-variant'),
    ]);
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'notice']);
    expect(blocks[1]).toMatchObject({
      text: 'Not used: 2 fusions for which the tool gives no protein across the junction; 1 splice junctions that healthy transcripts have too; 1 splice junctions that take intronic bases which the reference lacks.',
    });
  });
});

describe('junctionsTable', () => {
  it('has a row for each peptide, and no gene name that a spreadsheet runs', () => {
    const [header, first, second] = [...junctionsTable(found)].map((line) => line.split('\t'));
    expect(Object.fromEntries((header ?? []).map((name, i) => [name, first?.[i]]))).toEqual({
      event: '1',
      kind: 'fusion',
      tool: 'Arriba',
      gene_5: 'BCR',
      gene_3: 'ABL1',
      breakpoint_5: 'chr1:100',
      breakpoint_3: 'chr1:200',
      frame: 'in-frame',
      junction_reads: '12',
      spanning_reads: '3',
      confidence: 'high',
      tags: 'translocation',
      line: '2',
      effect: 'NA',
      transcripts: '',
      variants: 'NA',
      doubts: 'NA',
      peptide: 'GFKQSSKAL',
      mhc_class: 'I',
      length: '9',
      is_best_peptide: 'yes',
      new_positions: '7',
      best_allele: 'HLA-A*02:01',
      best_percentile_rank: '1.5',
      best_affinity_nm: 'NA',
      best_presentation_score: '0.5',
      healthy_proteome_matches: '0',
      healthy_proteins: '',
      'rank_HLA-A*02:01': '1.5',
    });
    expect(second?.slice(3, 8)).toEqual(['\'=HYPERLINK("x")', 'ABL1', 'NA', 'chr1:200', 'NA']);
  });

  it('gives the exon ends of a junction in the direction of transcription', () => {
    const [, row] = [...junctionsTable({ ...found, events: [spliced] })];
    // Hand-made: on the minus strand the exon before the intron is the one at the higher place.
    expect(row?.split('\t').slice(1, 18)).toEqual([
      'splice',
      'RegTools',
      'MET',
      'MET',
      'chr2:300',
      'chr2:200',
      'frameshift',
      '9',
      'NA',
      'NA',
      'D,GT-AG',
      '4',
      'alternative-acceptor',
      'ENST1,ENST2',
      'chr2:310 (read with chr2-310-A-T)',
      'a doubt',
      'MKTAYIAKC',
    ]);
  });
});

describe('dossierFiles', () => {
  it('has junctions.tsv only where the case gave fusions or junctions', () => {
    const names = (junctionNeoantigens: JunctionNeoantigens | null): readonly string[] => {
      const findings = { ...emptyFindings(), junctionNeoantigens };
      const ranking = rankCandidates(findings, DEFAULT_RANK_OPTIONS);
      return dossierFiles(findings, ranking, DEFAULT_RANK_OPTIONS, null).map(({ name }) => name);
    };
    expect(names(null)).not.toContain('junctions.tsv');
    expect(names(found)).toContain('junctions.tsv');
  });
});
