import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../core/canonical-json.js';
import { dossierFixture } from '../../test/support/dossier-fixture.js';
import { dossierJson } from './dossier-json.js';

describe('dossierJson', () => {
  const input = dossierFixture(40);
  const dossier = dossierJson(input);

  it('has every candidate with its criteria, in the order of the ranking', () => {
    expect(dossier.candidates.map(({ place }) => place)).toEqual(
      input.ranking.candidates.map(({ place }) => place),
    );
    expect(dossier.candidates.every(({ criteria }) => criteria.length === 7)).toBe(true);
  });

  it('resolves the indices of findings and ranking', () => {
    const ranked = input.ranking.candidates[0];
    const variant = input.findings.neoantigens.variants[ranked?.variant ?? -1];
    const peptide = variant?.peptides[ranked?.best?.peptide ?? -1];
    expect(dossier.candidates[0]).toMatchObject({
      variant: variant?.id,
      best: {
        peptide: peptide?.peptide,
        allele: input.findings.neoantigens.alleles[ranked?.best?.allele ?? -1]?.allele,
        score: peptide?.scores[ranked?.best?.allele ?? -1],
        anchors: [2, peptide?.peptide.length],
      },
    });
  });

  it('counts the tiers and lists all that was skipped', () => {
    expect(dossier.summary.tiers.reduce((sum, { count }) => sum + count, 0)).toBe(40);
    expect(dossier.skipped).toHaveLength(230);
    expect(dossier.skippedByCode).toEqual([
      { code: 'no-protein-change', count: 197 },
      { code: 'reference-mismatch', count: 33 },
    ]);
  });

  it('says that it is for research use only', () => {
    expect(dossier.use).toBe('Research use only. Not for diagnosis or treatment decisions.');
  });

  it('has a canonical JSON form that reads back the same', () => {
    expect(JSON.parse(canonicalJson(dossier))).toEqual(JSON.parse(JSON.stringify(dossier)));
  });
});
