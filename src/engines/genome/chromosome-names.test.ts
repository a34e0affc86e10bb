import { describe, expect, it } from 'vitest';

import { buildOfChromosomeName, plainChromosome, refSeqAccession } from './chromosome-names.js';

describe('plainChromosome', () => {
  it.each([
    ['1', ['1', 'chr1', 'Chr1', 'NC_000001.10', 'NC_000001.11', 'CM000663.1', 'CM000663.2']],
    ['12', ['12', 'chr12', 'NC_000012.11', 'NC_000012.12', 'CM000674.2']],
    ['X', ['X', 'chrX', 'chrx', 'NC_000023.11', 'CM000685.2']],
    ['Y', ['Y', 'chrY', 'NC_000024.9', 'CM000686.2']],
    ['MT', ['MT', 'M', 'chrM', 'chrMT', 'NC_012920.1', 'J01415.2']],
  ])('is %s in every spelling', (chromosome, names) => {
    expect(names.map(plainChromosome)).toEqual(names.map(() => chromosome));
  });

  it('leaves every other sequence alone', () => {
    // NC_001807 is hg19's first chrM, another sequence than the one in use since.
    for (const name of [
      'KI270706.1',
      'chr1_KI270706v1_random',
      'NC_001807.4',
      'NC_000001.9',
      '23',
    ]) {
      expect(plainChromosome(name)).toBe(name);
    }
  });
});

describe('buildOfChromosomeName', () => {
  it('tells the build by the version of an accession and not by a plain name', () => {
    expect(buildOfChromosomeName('NC_000017.10')).toBe('GRCh37');
    expect(buildOfChromosomeName('NC_000017.11')).toBe('GRCh38');
    expect(buildOfChromosomeName('CM000663.1')).toBe('GRCh37');
    for (const name of ['chr1', 'NC_012920.1', 'NC_000001.9']) {
      expect(buildOfChromosomeName(name)).toBeNull();
    }
  });
});

describe('refSeqAccession', () => {
  it('is the one of the build, as in NCBI’s assembly reports', () => {
    expect(refSeqAccession('7', 'GRCh37')).toBe('NC_000007.13');
    expect(refSeqAccession('7', 'GRCh38')).toBe('NC_000007.14');
    expect(refSeqAccession('X', 'GRCh38')).toBe('NC_000023.11');
    expect(refSeqAccession('MT', 'GRCh37')).toBe('NC_012920.1');
    expect(refSeqAccession('GL000220.1', 'GRCh38')).toBeNull();
  });
});
