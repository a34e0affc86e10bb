import { describe, expect, it } from 'vitest';

import { matchProfile } from './match-profile.js';
import { parseProfile } from './parse-profile.js';
import { proteinEffect, proteinShorthand } from './protein-shorthand.js';
import type { SmallVariant, TumourAlteration } from './tumour-alteration.js';

function variant(gene: string, text: string, more: Partial<SmallVariant> = {}): SmallVariant {
  const change = proteinShorthand(text);
  if (change === null) throw new Error(`${text} was not read`);
  return {
    kind: 'small-variant',
    id: `${gene} ${text}`,
    label: `${gene} ${text}`,
    origin: 'somatic',
    gene,
    effect: proteinEffect(change),
    readings: [{ change, protein: null, coding: null }],
    upstream: null,
    exons: null,
    splicedExons: null,
    place: null,
    function: null,
    oncogenic: null,
    otherCopyLost: null,
    ...more,
  };
}

function copies(gene: string, change: 'amplification' | 'deletion'): TumourAlteration {
  const label = `${gene} ${change}`;
  return { kind: 'copy-number', id: label, label, origin: 'somatic', gene, change, copies: null };
}

function fusion(
  gene5: string,
  gene3: string,
  exons: readonly [number, number] | null = null,
): TumourAlteration {
  const label = `${gene5}::${gene3}`;
  const [exon5, exon3] = exons ?? [null, null];
  return { kind: 'fusion', id: label, label, origin: 'somatic', gene5, gene3, exon5, exon3 };
}

function kindOf(
  profile: string,
  alterations: readonly TumourAlteration[],
  isWhole = false,
): string {
  const match = matchProfile(parseProfile(profile).expression, alterations, isWhole);
  return match.kind === 'matched'
    ? match.parts.map(({ closeness }) => closeness).join('+')
    : match.kind;
}

describe('matchProfile', () => {
  it.each([
    ['BRAF V600E', variant('BRAF', 'V600E'), 'exact'],
    ['BRAF V600', variant('BRAF', 'V600E'), 'codon'],
    ['BRAF V600', variant('BRAF', 'V600_K601delinsEN'), 'contained'],
    ['BRAF V600', variant('BRAF', 'V600_K601del'), 'contained'],
    ['BRAF V600', variant('BRAF', 'V600='), 'no'],
    ['BRAF V600', variant('BRAF', 'V600*'), 'no'],
    ['BRAF V600', variant('BRAF', 'V600fs'), 'no'],
    ['ERBB2 S310F/Y', variant('ERBB2', 'S310Y'), 'codon'],
    ['ERBB2 S310F/Y', variant('ERBB2', 'S310A'), 'no'],
    ['BRAF Mutation', variant('BRAF', 'V600='), 'no'],
    ['BRAF Mutation', variant('KRAS', 'G12D'), 'no'],
    ['BRAF Non-V600', variant('BRAF', 'V600E'), 'no'],
    ['TP53 Truncating Mutation', variant('TP53', 'R213*'), 'gene'],
    ['TP53 Truncating Mutation', variant('TP53', 'R175H'), 'no'],
    ['TP53 DNA Binding Domain Mutation', variant('TP53', 'R175H'), 'domain'],
    ['TP53 DNA Binding Domain Mutation', variant('TP53', 'R337H'), 'no'],
    ['FLT3 TKD MUTATION', variant('FLT3', 'D835Y'), 'domain'],
    ['FLT3 ITD', variant('FLT3', 'E598_Y599insDYVDFREYE'), 'gene'],
    ['FLT3 ITD', variant('FLT3', 'D835_I836insGS'), 'no'],
    ['KIT Internal Duplication', variant('KIT', 'Y570_L576dup'), 'no'],
  ])('%s of a tumour with one variant', (profile, alteration, expected) => {
    expect([alteration.label, kindOf(profile, [alteration])]).toEqual([alteration.label, expected]);
  });

  it('does not decide on an exon that is not known, nor on what a variant does to the protein', () => {
    const deletion = variant('EGFR', 'E746_A750del');
    expect(kindOf('EGFR Exon 19 Deletion', [deletion])).toBe('unknown');
    expect(kindOf('EGFR Exon 19 Deletion', [{ ...deletion, exons: [19] }])).toBe('exon');
    expect(kindOf('EGFR Exon 19 Deletion', [{ ...deletion, exons: [18] }])).toBe('no');
    const missense = variant('PTEN', 'C124S');
    expect(kindOf('PTEN Loss-of-function', [missense])).toBe('unknown');
    expect(kindOf('PTEN Loss-of-function', [{ ...missense, function: 'loss' }])).toBe('gene');
    expect(kindOf('PTEN Loss-of-function', [{ ...missense, function: 'gain' }])).toBe('no');
    expect(kindOf('PTEN Loss-of-function', [variant('PTEN', 'R130*')])).toBe('gene');
  });

  it('calls a gene lost only where both copies are', () => {
    const null1 = variant('PTEN', 'R130*');
    expect(kindOf('PTEN Loss', [null1])).toBe('unknown');
    expect(kindOf('PTEN Loss', [{ ...null1, otherCopyLost: false }])).toBe('no');
    expect(kindOf('PTEN Loss', [{ ...null1, otherCopyLost: true }])).toBe('gene');
    expect(kindOf('PTEN Loss', [copies('PTEN', 'deletion')])).toBe('gene');
  });

  it('keeps amplification and deletion apart, and both from mutation', () => {
    for (const profile of [
      'PTEN Loss',
      'PTEN Deletion',
      'PTEN Loss-of-function',
      'PTEN Mutation',
    ]) {
      expect([profile, kindOf(profile, [copies('PTEN', 'amplification')])]).toEqual([
        profile,
        'no',
      ]);
    }
    expect(kindOf('MET Amplification', [copies('MET', 'deletion')])).toBe('no');
    expect(kindOf('MET Mutation', [copies('MET', 'deletion')])).toBe('no');
    expect(kindOf('EGFR Copy Number Variation', [copies('EGFR', 'amplification')])).toBe('gene');
    expect(kindOf('ERBB2 Overexpression', [copies('ERBB2', 'amplification')])).toBe('no');
  });

  it('finds a fusion by its pair, by one partner, and the other way round', () => {
    const tumour = [fusion('EML4', 'ALK', [6, 20])];
    expect(kindOf('EML4::ALK Fusion', tumour)).toBe('exact');
    expect(kindOf('v::ALK Fusion', tumour)).toBe('partner');
    expect(kindOf('EML4::ALK e6::e20', tumour)).toBe('exact');
    expect(kindOf('EML4::ALK e2::e20', tumour)).toBe('no');
    expect(kindOf('EML4::ALK e2::e20', [fusion('EML4', 'ALK')])).toBe('unknown');
    expect(kindOf('ALK::EML4 Fusion', tumour)).toBe('reciprocal');
    expect(kindOf('ALK::v Fusion', tumour)).toBe('reciprocal');
    expect(kindOf('KIF5B::ALK Fusion', tumour)).toBe('no');
    expect(kindOf('EWSR1 Fusion', [fusion('EWSR1', 'FLI1')])).toBe('partner');
    expect(kindOf('ALK Mutation', tumour)).toBe('no');
  });

  it('asks for every part of AND and one of OR', () => {
    const tumour = [variant('EGFR', 'L858R')];
    expect(kindOf('EGFR L858R AND EGFR T790M', tumour)).toBe('partial');
    expect(kindOf('EGFR L858R AND EGFR T790M', [...tumour, variant('EGFR', 'T790M')])).toBe(
      'exact+exact',
    );
    expect(kindOf('EGFR L858R OR EGFR T790M', tumour)).toBe('exact');
    expect(kindOf('KRAS G12C AND ( EGFR L858R OR EGFR T790M )', tumour)).toBe('partial');
  });

  it('matches no exclusion where the question is not of a whole tumour, and none that only excludes', () => {
    const tumour = [copies('MET', 'amplification')];
    expect(kindOf('MET Amplification AND NOT KRAS Mutation', tumour)).toBe('partial');
    expect(kindOf('MET Amplification AND NOT KRAS Mutation', tumour, true)).toBe('exact');
    expect(
      kindOf('MET Amplification AND NOT KRAS Mutation', [...tumour, variant('KRAS', 'G12D')], true),
    ).toBe('no');
    expect(kindOf('NOT KIT D816V', tumour, true)).toBe('no');
  });

  it('never matches text, whatever the tumour has', () => {
    const everything = [
      variant('ABL1', 'Y253H'),
      copies('ABL1', 'amplification'),
      fusion('BCR', 'ABL1'),
    ];
    expect(kindOf('ABL1 P-Loop Mutation', everything)).toBe('no');
    expect(kindOf('ABL1 Double Ph', everything, true)).toBe('no');
  });
});
