import { describe, expect, it } from 'vitest';

import { clonalVaf, problematicPositions, rankCandidates } from './rank-candidates.js';
import { DEFAULT_RANK_OPTIONS } from './rank-options.js';
import { tumourWith } from '../../../test/support/small-findings.js';

describe('problematicPositions', () => {
  it('reads pVACseq rules: anywhere, at a place, from the end, several residues', () => {
    expect(problematicPositions('CAPGCAAC', ['C'])).toEqual([1, 5, 8]);
    expect(problematicPositions('CAPGCAAC', ['C:1', 'A:-2'])).toEqual([1, 7]);
    expect(problematicPositions('CAPGCAAC', ['PG', 'W'])).toEqual([3]);
    expect(problematicPositions('CAPGCAAC', ['C:2'])).toEqual([]);
  });
});

describe('clonalVaf', () => {
  it('is half the purity, else the highest fraction below 0.6 and at most 0.5', () => {
    expect(clonalVaf([0.9, 0.3], 0.8).value).toBe(0.4);
    expect(clonalVaf([0.9, 0.3, 0.1], null).value).toBe(0.3);
    expect(clonalVaf([0.59, 0.3], null).value).toBe(0.5);
    expect(clonalVaf([0.9, 0.6], null).value).toBe(0.6);
    expect(clonalVaf([], null).value).toBe(0.6);
  });
});

describe('rankCandidates', () => {
  it('puts better tiers first, then binding and expression together', () => {
    const findings = tumourWith([
      { gene: 'WEAK', rank: 1.5, expression: 10 },
      { gene: 'NOT', rank: 30, expression: 100 },
      { gene: 'BEST', rank: 0.1, expression: 100 },
      { gene: 'LOW', rank: 0.05, expression: 1 },
    ]);
    const { candidates } = rankCandidates(findings, DEFAULT_RANK_OPTIONS);
    expect(
      candidates.map(({ variant, tier, place }) => [
        place,
        findings.neoantigens.variants[variant]?.proteins[0]?.geneSymbol,
        tier,
      ]),
    ).toEqual([
      [1, 'BEST', 'Pass'],
      [2, 'WEAK', 'Pass'],
      [3, 'NOT', 'PoorBinder'],
      [4, 'LOW', 'LowExpr'],
    ]);
    expect(candidates[0]?.summary).toContain('meets every criterion');
    expect(candidates[3]?.summary).toContain('fails expressed');
  });

  it('keeps a variant that no model could score, and says so', () => {
    const findings = tumourWith([{ gene: 'ANY', rank: null, expression: 10 }]);
    const [candidate] = rankCandidates(findings, DEFAULT_RANK_OPTIONS).candidates;
    expect(candidate).toMatchObject({ best: null, tier: 'Poor', passingPeptides: 0 });
    expect(candidate?.summary).toContain('No peptide of this variant has a score');
  });

  it('leaves out transcripts that are not reviewed unless told to', () => {
    const findings = tumourWith([
      { gene: 'NMD', rank: 0.1, expression: 10, biotype: 'nonsense_mediated_decay' },
      { gene: 'CUT', rank: 0.1, expression: 10, flags: ['cds_end_NF'] },
    ]);
    const genes = (options: Partial<typeof DEFAULT_RANK_OPTIONS>): number =>
      rankCandidates(findings, { ...DEFAULT_RANK_OPTIONS, ...options }).candidates.length;
    expect(genes({})).toBe(0);
    expect(genes({ allowIncompleteTranscripts: true })).toBe(1);
    expect(genes({ biotypes: ['protein_coding', 'nonsense_mediated_decay'] })).toBe(1);
  });

  it('reviews the peptide lengths asked for', () => {
    const findings = tumourWith([{ gene: 'NINE', rank: 0.1, expression: 10 }]);
    expect(
      rankCandidates(findings, { ...DEFAULT_RANK_OPTIONS, classILengths: [8] }).candidates,
    ).toEqual([]);
    expect(
      rankCandidates(findings, { ...DEFAULT_RANK_OPTIONS, classILengths: [9] }).candidates,
    ).toHaveLength(1);
  });

  it('changes nothing in the findings and gives the same ranking twice', () => {
    const findings = tumourWith([
      { gene: 'A', rank: 0.1, expression: 10 },
      { gene: 'B', rank: 0.1, expression: 10 },
    ]);
    const before = JSON.stringify(findings);
    const first = rankCandidates(findings, DEFAULT_RANK_OPTIONS);
    expect(rankCandidates(findings, DEFAULT_RANK_OPTIONS)).toEqual(first);
    expect(JSON.stringify(findings)).toBe(before);
  });
});
