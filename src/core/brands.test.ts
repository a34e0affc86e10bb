import { describe, expect, it } from 'vitest';

import {
  genomicPosition,
  isPeptide,
  parseChromosome,
  parsePeptide,
  parseTranscriptId,
  withoutVersion,
} from './brands.js';
import { InputError } from './errors.js';

describe('brands', () => {
  it('takes the twenty amino acids and nothing else as a peptide', () => {
    expect(parsePeptide('ACDEFGHIKLMNPQRSTVWY')).toHaveLength(20);
    for (const text of ['', 'SIINFEKl', 'PEPTXDE', 'PEP*', 'U']) {
      expect(isPeptide(text)).toBe(false);
      expect(() => parsePeptide(text)).toThrow(InputError);
    }
  });

  it('knows transcript accessions and takes their version off', () => {
    expect(withoutVersion(parseTranscriptId('ENST00000369850.10'))).toBe('ENST00000369850');
    expect(withoutVersion('NM_005228')).toBe('NM_005228');
    expect(() => parseTranscriptId('not one')).toThrow(InputError);
  });

  it('refuses impossible places', () => {
    expect(genomicPosition('chr1', 0, 0)).toEqual({ chromosome: 'chr1', start0: 0, end0: 0 });
    for (const [start0, end0] of [
      [-1, 2],
      [5, 4],
      [0.5, 1],
      [0, Number.NaN],
    ] as const) {
      expect(() => genomicPosition('chr1', start0, end0)).toThrow(InputError);
    }
    expect(() => parseChromosome('chr 1')).toThrow(InputError);
  });
});
