import { describe, expect, it } from 'vitest';

import { InputError } from './errors.js';
import { hlaGenotype } from './hla-genotype.js';
import type { HlaGenotype } from './hla-genotype.js';

function genotype(...names: readonly string[]): HlaGenotype {
  return hlaGenotype(
    names.map((text, index) => ({ text, line: index + 1 })),
    'hla.txt',
  );
}

function errorOf(...names: readonly string[]): InputError {
  try {
    genotype(...names);
  } catch (error) {
    if (error instanceof InputError) return error;
  }
  throw new Error('no InputError');
}

describe('hlaGenotype', () => {
  it('merges spellings of one allele and keeps the order given', () => {
    const { alleles, names } = genotype('B*07:02', 'A0201', 'HLA-A*02:01:01');
    expect(alleles).toEqual(['HLA-B*07:02', 'HLA-A*02:01']);
    expect(names.length).toBe(3);
  });

  it('does not take one allele for homozygosity, and takes two of the same for it', () => {
    const { loci } = genotype('A*02:01', 'B*07:02', 'B*07:02', 'C*07:01', 'C*07:02');
    expect(loci.map(({ locus, homozygous }) => [locus, homozygous])).toEqual([
      ['A', 'not stated'],
      ['B', 'stated'],
      ['C', 'not stated'],
    ]);
  });

  it('draws no conclusion from an allele given three times', () => {
    const [locus] = genotype('A*02:01', 'A*02:01', 'A*02:01').loci;
    expect(locus?.homozygous).toBe('not stated');
    expect(locus?.notes).toEqual([
      'HLA-A*02:01 is given 3 times, which says nothing of homozygosity',
    ]);
  });

  it('does not take an allele beside a null allele for homozygosity', () => {
    const { alleles, loci, skipped } = genotype('A*02:01', 'A*24:09N');
    expect(alleles).toEqual(['HLA-A*02:01']);
    expect(loci[0]?.homozygous).toBe('not stated');
    expect(skipped).toEqual([
      {
        status: 'skipped',
        item: 'HLA allele A*24:09N',
        code: 'null-allele',
        reason: '"A*24:09N" is a null allele: not expressed on the cell surface',
        file: 'hla.txt',
        line: 2,
      },
    ]);
  });

  it('leaves out HLA-E, -F and -G by name', () => {
    const { alleles, skipped } = genotype('A*02:01', 'HLA-E*01:03');
    expect(alleles).toEqual(['HLA-A*02:01']);
    expect(skipped[0]?.code).toBe('non-classical');
  });

  it('refuses more than two alleles of a gene with the line of the third', () => {
    const error = errorOf('DRB1*01:01', 'DRB1*03:01', 'A*02:01', 'DRB1*04:01');
    expect(error.message).toContain('more than two alleles of HLA-DRB1');
    expect(error.place).toBe('hla.txt, line 4');
  });

  it('counts the chains of pairs: four DQ pairs of two alphas and two betas are one person', () => {
    const pairs = ['01:02', '05:01'].flatMap((alpha) =>
      ['06:02', '02:01'].map((beta) => `DQA1*${alpha}-DQB1*${beta}`),
    );
    expect(genotype(...pairs).alleles.length).toBe(4);
    expect(errorOf(...pairs, 'DQA1*03:01-DQB1*06:02').message).toContain('HLA-DQA1');
  });

  it('refuses names of which none is usable, with the first reason', () => {
    const error = errorOf('A2', 'B7');
    expect(error.message).toContain('"A2" is typed at low resolution');
    expect(error.line).toBe(1);
    expect(errorOf().message).toBe('no HLA allele is named');
  });
});
