import { describe, expect, it } from 'vitest';

import type { HlaAllele } from '../../core/brands.js';
import { pairClassIIChains } from './class-ii-pairs.js';

const alleles = (...names: readonly string[]): readonly HlaAllele[] =>
  names.map((name) => `HLA-${name}` as HlaAllele);

describe('pairClassIIChains', () => {
  it('puts every alpha with every beta of DQ and of DP, and leaves DR and pairs as they are', () => {
    const { molecules, unpaired } = pairClassIIChains(
      alleles(
        'A*02:01',
        'DRB1*04:05',
        'DQB1*02:01',
        'DQA1*05:01',
        'DQA1*01:02',
        'DQB1*06:02',
        'DPA1*01:03-DPB1*04:01',
        'DRB4*01:01',
      ),
    );
    expect(molecules.map(({ allele, pairing }) => `${allele} ${pairing}`)).toEqual([
      'HLA-DRB1*04:05 given',
      'HLA-DQA1*05:01-DQB1*02:01 cis or trans',
      'HLA-DQA1*05:01-DQB1*06:02 cis or trans',
      'HLA-DQA1*01:02-DQB1*02:01 cis or trans',
      'HLA-DQA1*01:02-DQB1*06:02 cis or trans',
      'HLA-DPA1*01:03-DPB1*04:01 given',
      'HLA-DRB4*01:01 given',
    ]);
    expect(unpaired).toEqual([]);
  });

  it('makes each molecule once, as given where it was given', () => {
    for (const names of [
      ['DPA1*01:03', 'DPB1*04:01', 'DPA1*01:03-DPB1*04:01', 'DPA1*01:03'],
      ['DPA1*01:03-DPB1*04:01', 'DPB1*04:01', 'DPA1*01:03'],
    ]) {
      expect(pairClassIIChains(alleles(...names)).molecules).toEqual([
        { allele: 'HLA-DPA1*01:03-DPB1*04:01', pairing: 'given' },
      ]);
    }
  });

  it('names a chain whose partner was not typed; DQ does not pair with DP', () => {
    const { molecules, unpaired } = pairClassIIChains(alleles('DQB1*02:01', 'DPA1*01:03'));
    expect(molecules).toEqual([]);
    expect(unpaired).toEqual([
      {
        allele: 'HLA-DQB1*02:01',
        reason: 'HLA-DQB1*02:01 is one chain of a molecule; no DQA1 was typed to pair it with',
      },
      {
        allele: 'HLA-DPA1*01:03',
        reason: 'HLA-DPA1*01:03 is one chain of a molecule; no DPB1 was typed to pair it with',
      },
    ]);
  });
});
