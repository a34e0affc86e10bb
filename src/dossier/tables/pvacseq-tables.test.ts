import { describe, expect, it } from 'vitest';

import { tumourWith } from '../../../test/support/small-findings.js';
import { rankCandidates } from '../../findings/ranking/rank-candidates.js';
import { DEFAULT_RANK_OPTIONS } from '../../findings/ranking/rank-options.js';
import { aggregatedTable } from './aggregated-table.js';
import { candidatesFasta } from './candidates-fasta.js';
import { candidatesTable } from './candidates-table.js';
import { allEpitopesTable, filteredTable } from './epitopes-table.js';
import { pythonFloat } from './pvacseq-format.js';
import { pvacseqIndices, pvacseqSpan } from './pvacseq-index.js';
import { pvacviewMetrics } from './pvacview-metrics.js';

const FINDINGS = tumourWith([
  { gene: 'GOOD', rank: 0.1, expression: 100 },
  { gene: 'WEAK', rank: 30, expression: 100 },
  { gene: 'NONE', rank: null, expression: 100 },
]);
const RANKING = rankCandidates(FINDINGS, DEFAULT_RANK_OPTIONS);

function cells(lines: Iterable<string>): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...rows] = [...lines].map((line) => line.split('\t'));
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i] ?? '', cell])));
}

describe('pVACseq tables', () => {
  it('print NA in the IC50 columns of a model without affinities, and the rank', () => {
    const [good, weak, none] = cells(aggregatedTable(FINDINGS, RANKING, DEFAULT_RANK_OPTIONS));
    expect(good).toMatchObject({
      ID: 'chr1-0-1-A-C',
      Index: '1.GOOD.ENST00000000000.1.missense.5Y/F',
      'A*02:01': '1',
      Gene: 'GOOD',
      'AA Change': 'Y5F',
      'Best Peptide': 'SIINFEKLY',
      Allele: 'HLA-A*02:01',
      Pos: '5',
      'IC50 MT': 'NA',
      'IC50 WT': 'NA',
      '%ile MT': '0.100',
      '%ile WT': '50.000',
      'RNA Expr': '100.000',
      'Allele Expr': '50.000',
      Tier: 'Pass',
      'Ref Match': 'False',
      Evaluation: 'Pending',
    });
    expect(weak).toMatchObject({ Gene: 'WEAK', 'A*02:01': '', Tier: 'PoorBinder' });
    expect(none).toMatchObject({
      Gene: 'NONE',
      'Best Peptide': 'NA',
      Allele: 'NA',
      'Ref Match': 'NA',
    });
  });

  it('hold every scored row, and the filtered ones only what passes', () => {
    const all = cells(allEpitopesTable(FINDINGS, DEFAULT_RANK_OPTIONS));
    expect(all.map((row) => row['Gene Name'])).toEqual(['GOOD', 'WEAK']);
    expect(all[0]).toMatchObject({
      'Best MT Percentile Method': 'test-1',
      'Best MT IC50 Score Method': 'NA',
      'Sub-peptide Position': '1',
    });
    const filtered = cells(filteredTable(FINDINGS, DEFAULT_RANK_OPTIONS));
    expect(filtered.map((row) => row['Gene Name'])).toEqual(['GOOD']);
    expect(cells(filteredTable(FINDINGS, { ...DEFAULT_RANK_OPTIONS, tdnaCov: 1_000 }))).toEqual([]);
    expect(cells(filteredTable(FINDINGS, { ...DEFAULT_RANK_OPTIONS, expnVal: 1_000 }))).toEqual([]);
  });

  it('name windows by Index', () => {
    expect([...candidatesFasta(FINDINGS, DEFAULT_RANK_OPTIONS)].slice(0, 4)).toEqual([
      '>WT.1.GOOD.ENST00000000000.1.missense.5Y/F',
      'SIINYEKLY',
      '>MT.1.GOOD.ENST00000000000.1.missense.5Y/F',
      'SIINFEKLY',
    ]);
  });

  it('list our own columns for each scored peptide', () => {
    const rows = cells(candidatesTable(FINDINGS, RANKING));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      place: '1',
      gene: 'GOOD',
      'rank_HLA-A*02:01': '0.1',
      clonality_missing: 'test',
      is_best_peptide: 'yes',
    });
  });

  it('give pVACview the same candidates with their calls', () => {
    const metrics = pvacviewMetrics(FINDINGS, RANKING, DEFAULT_RANK_OPTIONS);
    expect(metrics).toMatchObject({
      vaf_clonal: 0.5,
      vaf_subclonal: 0.25,
      allele_expr_threshold: 2.5,
      alleles: ['HLA-A*02:01'],
    });
    expect(metrics['chr1-0-1-A-C']).toMatchObject({
      best_peptide_mt: 'SIINFEKLY',
      best_peptide_wt: 'SIINYEKLY',
      best_hla_allele: 'HLA-A*02:01',
      sets: ['Transcript Set 1'],
      good_binders: {
        'Transcript Set 1': {
          transcripts: ['ENST00000000000.1-GOOD-Y/F-5'],
          peptides: {
            SIINFEKLY: {
              ic50s_MT: ['NA'],
              percentiles_MT: [0.1],
              percentiles_WT: [50],
              mutation_position: '5',
              anchor_fails: 'None',
              individual_percentile_calls: { algorithms: ['test-1'], MT: { 'HLA-A*02:01': [0.1] } },
            },
          },
        },
      },
    });
    expect(metrics['chr1-2-3-A-C']).toMatchObject({ sets: [], best_peptide_mt: 'NA' });
  });

  it('number proteins in file order and place indels one further, as vcfpy does', () => {
    expect(
      [...pvacseqIndices(FINDINGS, DEFAULT_RANK_OPTIONS).values()].map(
        (index) => index.split('.')[0],
      ),
    ).toEqual(['1', '2', '3']);
    const variant = FINDINGS.neoantigens.variants[0];
    if (variant === undefined) throw new Error('no variant');
    expect(pvacseqSpan(variant)).toEqual({ start: 0, stop: 1 });
    expect(pvacseqSpan({ ...variant, start0: 9, reference: 'ACG', alternate: 'A' })).toEqual({
      start: 10,
      stop: 12,
    });
  });

  it("print floats as Python's str does", () => {
    // Recorded from CPython 3.11: str(float(x)).
    expect(
      [0, 1, 13.515999999999998, 0.0001, 0.00005, 1e16, 123456789, -2.5].map(pythonFloat),
    ).toEqual([
      '0.0',
      '1.0',
      '13.515999999999998',
      '0.0001',
      '5e-05',
      '1e+16',
      '123456789.0',
      '-2.5',
    ]);
  });
});
