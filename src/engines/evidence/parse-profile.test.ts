import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { featuresOf, type ProfileExpression } from './molecular-profile.js';
import { codingChange } from './parse-feature.js';
import { parseProfile } from './parse-profile.js';

function feature(name: string): unknown {
  const { expression } = parseProfile(name);
  return expression.kind === 'feature' ? expression.feature : expression;
}

/** An expression as words, to see how it was grouped. */
function grouped(expression: ProfileExpression): string {
  switch (expression.kind) {
    case 'feature':
      return expression.feature.kind === 'protein' ? expression.feature.gene : '?';
    case 'not':
      return `not ${grouped(expression.of)}`;
    case 'all':
    case 'any':
      return `${expression.kind}(${expression.of.map(grouped).join(' ')})`;
  }
}

describe('parseProfile', () => {
  it.each([
    ['BRAF V600E', { kind: 'protein', gene: 'BRAF', change: { kind: 'substitution' } }],
    ['VHL L178P (c.533T>C)', { kind: 'protein', coding: '533T>C' }],
    ['CHEK2 R474C c.1420C>T', { kind: 'protein', coding: '1420C>T' }],
    ['ATM K468FS', { kind: 'protein', change: { kind: 'frameshift', at: { position: 468 } } }],
    ['BRCA1 W1815X', { kind: 'protein', change: { kind: 'substitution', residue: '*' } }],
    ['EGFR E746_T751>I', { kind: 'protein', change: { kind: 'delins', residues: 'I' } }],
    ['ERBB2 M774DELINSWLV', { kind: 'protein', change: { kind: 'delins', residues: 'WLV' } }],
    ['KIT P551_E554delPMYE', { kind: 'protein', change: { kind: 'deletion' } }],
    ['TP53 T125T', { kind: 'protein', change: { kind: 'silent' } }],
    [
      'BRAF V600',
      { kind: 'codon', residues: [{ residue: 'V', position: 600 }], alternatives: null },
    ],
    ['KRAS G12/G13', { kind: 'codon', residues: [{ position: 12 }, { position: 13 }] }],
    ['ERBB2 S310F/Y', { kind: 'codon', residues: [{ position: 310 }], alternatives: ['F', 'Y'] }],
    ['ATM c.7515+1_2del', { kind: 'coding', coding: '7515+1_7515+2del' }],
    ['VHL Splice Site (c.463+2T>C)', { kind: 'coding', coding: '463+2T>C' }],
    ['CHEK2 1100DELC', { kind: 'coding', coding: '1100del' }],
    ['TERT C228T', { kind: 'upstream', base: -124, reference: 'C', alternate: 'T' }],
    ['EGFR Exon 19 Deletion', { kind: 'exon', firstExon: 19, lastExon: 19, change: 'deletion' }],
    ['VHL Exon 1-2 Deletion', { kind: 'exon', firstExon: 1, lastExon: 2, change: 'loss' }],
    ['EGFR VIII', { kind: 'exon', firstExon: 2, lastExon: 7, change: 'loss' }],
    ['MET Exon 14 Skipping Mutation', { kind: 'exon', firstExon: 14, change: 'skipping' }],
    ['CALR EXON 9 FRAMESHIFT', { kind: 'exon', firstExon: 9, change: 'frameshift' }],
    ['FLT3 TKD MUTATION', { kind: 'domain', first: 835, last: 836 }],
    ['EML4::ALK Fusion', { kind: 'fusion', gene5: 'EML4', gene3: 'ALK', exon5: null }],
    ['v::ALK Fusion', { kind: 'fusion', gene5: null, gene3: 'ALK' }],
    ['FGFR2::? Fusion', { kind: 'fusion', gene5: 'FGFR2', gene3: null }],
    ['EML4::ALK e6::e20', { kind: 'fusion', exon5: 6, exon3: 20 }],
    ['EWSR1 EWSR1::CREB1', { kind: 'fusion', gene5: 'EWSR1', gene3: 'CREB1' }],
    ['BCL2 reg_e@[IGH]::BCL2', { kind: 'fusion', gene5: 'IGH', gene3: 'BCL2' }],
    ['PRPS1 PRPS1 MUTATION', { kind: 'state', gene: 'PRPS1', state: 'mutation' }],
    ['PTEN Loss-of-function', { kind: 'state', state: 'inactivating' }],
    ['EWSR1 Fsuion', { kind: 'state', state: 'rearrangement' }],
    ['CDKN2A p16 Expression', { kind: 'measured', quantity: 'isoform-expression', detail: 'p16' }],
    ['MGMT Promoter Methylation', { kind: 'measured', quantity: 'promoter-methylation' }],
    ['UGT1A1 UGT1A1*28', { kind: 'polymorphism', name: 'UGT1A1*28' }],
    ['KRAS RS61764370', { kind: 'polymorphism', name: 'rs61764370' }],
    ['AR AR-V7', { kind: 'isoform', name: 'AR-V7' }],
    ['TMB High', { kind: 'signature', name: 'TMB', value: 'high' }],
  ])('understands %s', (name, expected) => {
    expect(feature(name)).toMatchObject(expected);
  });

  it.each([
    ['PIK3CA Rare Mutation', 'rare'],
    ['ABL1 P-Loop Mutation', 'bounds'],
    ['CHEK2 IVS2+1G>A', 'intron'],
    ['VHL 106insR (c.316insGCC)', 'HGVS'],
    ['TOY something else', 'no known kind'],
  ])('keeps %s as text, and says why', (name, why) => {
    expect(feature(name)).toMatchObject({
      kind: 'text',
      text: name,
      reason: expect.stringContaining(why),
    });
  });

  it('groups by parentheses, and AND before OR', () => {
    const read = (name: string): string => grouped(parseProfile(name).expression);
    expect(read('A V1E AND B V1E OR C V1E')).toBe('any(all(A B) C)');
    expect(read('A V1E AND ( B V1E OR C V1E )')).toBe('all(A any(B C))');
    expect(read('A V1E AND NOT B V1E')).toBe('all(A not B)');
    expect(read('NOT A V1E')).toBe('not A');
    expect(read('VHL P81S (c.241C>T) and L188V (c.562C>G)')).toBe('all(VHL VHL)');
  });

  it('makes the whole of it text where parentheses do not add up', () => {
    for (const name of ['( A V1E OR B V1E', 'A V1E AND', 'AND', '', 'A V1E )', 'A V1E ( B V1E )']) {
      expect(feature(name)).toMatchObject({ kind: 'text', text: name });
    }
  });

  it('reads any words without throwing, and loses no part of them', () => {
    const word = fc.constantFrom(
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      'EGFR',
      'V600E',
      'v::ALK',
      'Fusion',
      'Loss',
      'c.1A>G',
      'fs',
      '*',
      '::',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        expect(featuresOf(parseProfile(words.join(' ')).expression).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('codingChange', () => {
  it.each([
    ['c.533T>C', '533T>C'],
    ['c.163delG', '163del'],
    ['c.162_166delGGAGG', '162_166del'],
    ['c.263_265delGGCinsTT', '263_265delinsTT'],
    ['c.*70C>A', '*70C>A'],
  ])('writes %s as %s', (given, written) => {
    expect(codingChange(given)).toBe(written);
  });

  it.each(['c.341-13delCGTTT', 'c.386insAGA', 'c.118ins', 'c.364_365GC>AT', 'nonsense'])(
    'has no words for %s, rather than others',
    (given) => {
      expect(codingChange(given)).toBeNull();
    },
  );
});
