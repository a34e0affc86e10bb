import { describe, expect, it } from 'vitest';

import { dossierFixture } from '../../test/support/dossier-fixture.js';
import { pageData } from './candidate-view.js';

describe('pageData', () => {
  const input = dossierFixture(40);
  const data = pageData(input);

  it('keeps the order of the ranking and names gene, peptide and allele', () => {
    expect(data.candidates.map(({ place }) => place)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    const first = input.ranking.candidates[0];
    const variant = input.findings.neoantigens.variants[first?.variant ?? -1];
    expect(data.candidates[0]).toMatchObject({
      gene: variant?.proteins[0]?.geneSymbol,
      best: {
        peptide: variant?.peptides[first?.best?.peptide ?? -1]?.peptide,
        allele: input.findings.neoantigens.alleles[first?.best?.allele ?? -1]?.allele,
      },
    });
  });

  it('has columns for alleles with a model only', () => {
    expect(data.scoredAlleles).toEqual([
      'HLA-A*02:01',
      'HLA-A*29:02',
      'HLA-B*44:03',
      'HLA-B*45:01',
      'HLA-C*06:02',
    ]);
    for (const { peptides, passingByAllele } of data.candidates) {
      expect(passingByAllele).toHaveLength(5);
      for (const { ranks } of peptides) expect(ranks).toHaveLength(5);
    }
  });

  it('lists the ten best peptides, best first, and counts the others', () => {
    for (const { peptides, morePeptides } of data.candidates) {
      const best = peptides.map(({ ranks }) => Math.min(...ranks.map((rank) => rank ?? 100)));
      expect(best).toEqual(best.toSorted((a, b) => a - b));
      expect(peptides.length).toBe(10);
      expect(morePeptides).toBeGreaterThan(0);
    }
  });

  it('leaves a candidate without a scored peptide without one', () => {
    expect(data.candidates.filter(({ best }) => best === null)).toHaveLength(1);
  });

  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  it('refuses a ranking made from other findings', () => {
    const { findings, ranking } = input;
    const foreign = { ...ranking, candidates: ranking.candidates.slice(0, 1) };
    const noVariants = { ...findings.neoantigens, variants: [] };
    expect(() =>
      pageData({ findings: { ...findings, neoantigens: noVariants }, ranking: foreign }),
    ).toThrow(/the ranking names variant \d+/);
  });
});
