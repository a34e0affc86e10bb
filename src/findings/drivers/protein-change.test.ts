import { describe, expect, it } from 'vitest';

import { parseTranscriptId } from '../../core/brands.js';
import type { TranscriptConsequence } from '../../case/tumour-case.js';
import { driverEffect, oneLetterChange, proteinChange } from './protein-change.js';

function consequence(changes: Partial<TranscriptConsequence>): TranscriptConsequence {
  return {
    transcript: parseTranscriptId('ENST1'),
    terms: ['missense_variant'],
    geneSymbol: 'TP53',
    geneId: null,
    biotype: null,
    hgvsc: null,
    hgvsp: null,
    proteinPosition: null,
    aminoAcids: null,
    codons: null,
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    flags: [],
    geneExpression: null,
    transcriptExpression: null,
    wildtypeProtein: null,
    mutantProtein: null,
    proteinDoubt: null,
    haplotype: null,
    unjoined: [],
    ...changes,
  };
}

it('writes HGVS in one-letter codes', () => {
  expect(oneLetterChange('ENSP00000269305.4:p.Arg175His')).toBe('R175H');
  expect(oneLetterChange('NP_1.1:p.(Val1764LeufsTer24)')).toBe('V1764Lfs*24');
  expect(oneLetterChange('p.Glu746_Ala750del')).toBe('E746_A750del');
  expect(oneLetterChange('p.V600E')).toBe('V600E');
  expect(oneLetterChange('ENSP1:p.Val413%3D')).toBe('V413=');
  expect(oneLetterChange('ENST1:c.5A>G')).toBeNull();
  expect(oneLetterChange('p.?')).toBeNull();
});

describe('proteinChange', () => {
  it('reads a substitution from residues and position, within a longer stretch too', () => {
    expect(proteinChange(consequence({ aminoAcids: 'R/H', proteinPosition: '175/393' }))).toBe(
      'R175H',
    );
    expect(proteinChange(consequence({ aminoAcids: 'VL/VM', proteinPosition: '600-601' }))).toBe(
      'L601M',
    );
    expect(proteinChange(consequence({ aminoAcids: 'R/*', proteinPosition: '213' }))).toBe('R213*');
  });

  it('falls back on HGVS, also for a frameshift and for two residues at once', () => {
    const hgvsp = 'p.Val1764LeufsTer24';
    expect(proteinChange(consequence({ aminoAcids: 'V/X', proteinPosition: '1762', hgvsp }))).toBe(
      'V1764Lfs*24',
    );
    expect(
      proteinChange(consequence({ aminoAcids: 'VL/AM', proteinPosition: '600-601' })),
    ).toBeNull();
  });
});

it('takes the most severe term', () => {
  expect(driverEffect(['splice_region_variant', 'missense_variant'])).toBe('missense');
  expect(driverEffect(['frameshift_variant', 'stop_lost'])).toBe('frameshift');
  expect(driverEffect(['missense_variant', 'splice_donor_variant'])).toBe('splice-site');
  expect(driverEffect(['intron_variant'])).toBeNull();
});
