import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import {
  CODON_USAGE_PACK_ID,
  codonAdaptation,
  codonUsage,
  decodeCodonUsage,
  encodeCodonUsage,
  readCodonShares,
  residueOf,
  translateMrna,
} from './codon-usage.js';

const BASES = [...'ACGU'];
const CODONS = BASES.flatMap((a) => BASES.flatMap((b) => BASES.map((c) => a + b + c)));
const EQUAL = new Map(CODONS.map((codon) => [codon, 0.25]));

describe('codonUsage', () => {
  it('gives each residue its synonymous codons, with 0 loss for the most used', () => {
    const usage = codonUsage('test', new Map([...EQUAL, ['GCC', 0.5]]));
    expect(usage.codonsOf.get('A')?.map(({ codon }) => codon)).toEqual([
      'GCA',
      'GCC',
      'GCG',
      'GCU',
    ]);
    expect(usage.byCodon.get('GCC')?.loss).toBe(0);
    // Half as much used.
    expect(usage.byCodon.get('GCA')?.loss).toBeCloseTo(Math.LN2, 6);
    expect([...usage.codonsOf.keys()].sort().join('')).toBe('*ACDEFGHIKLMNPQRSTVWY');
  });

  it('refuses a table with a gap, or a residue without a share', () => {
    const gap = new Map(EQUAL);
    gap.delete('UGG');
    expect(() => codonUsage('test', gap)).toThrow('no number for the codon UGG');
    expect(() => codonUsage('test', new Map([...EQUAL, ['AUG', 0]]))).toThrow('no codon of M');
  });

  it('comes back from its pack as it went in', () => {
    const shares = new Map([...EQUAL, ['GCC', 0.4]]);
    const manifest = { id: 'codons', version: '1' } as never;
    const read = decodeCodonUsage({ manifest, bytes: encodeCodonUsage(shares) });
    expect(read.byCodon.get('GCC')?.share).toBe(0.4);
  });

  it('ships human shares: GCC is the most used alanine codon, UUA the least used leucine one', async () => {
    // Both in h_sapiens_9606.csv of codon-usage-tables: GCC 0.40; UUA 0.08 beside CUA 0.07 (Kazusa 9606).
    const usage = decodeCodonUsage(await openPackStore().load(CODON_USAGE_PACK_ID));
    expect(usage.byCodon.get('GCC')).toMatchObject({ share: 0.4, loss: 0 });
    expect(usage.byCodon.get('UUA')?.share).toBe(0.08);
    expect(usage.byCodon.size).toBe(64);
  });
});

describe('readCodonShares', () => {
  it('reads both orders of columns, T for U and a byte order mark', () => {
    expect(readCodonShares('\uFEFF#,,\nGCU,A,0.26\n', 'a.csv').get('GCU')).toBe(0.26);
    expect(readCodonShares('amino_acid,codon,share\nA,GCT,0.26', 'a.csv').get('GCU')).toBe(0.26);
  });

  it('names the line of a residue that the codon does not code for', () => {
    const read = (): unknown => readCodonShares('GCU,A,0.26\nGCC,R,0.4', 'a.csv');
    expect(read).toThrow(InputError);
    expect(read).toThrow('GCC codes for A, the table says R');
  });
});

describe('codonAdaptation', () => {
  it('is the geometric mean of shares over the highest share, stops left out', () => {
    const usage = codonUsage('test', new Map([...EQUAL, ['GCC', 0.5]]));
    // AUG 1, GCA 1/2, GCC 1: the cube root of 1/2 by hand.
    expect(codonAdaptation('AUGGCAGCCUAA', usage)).toBeCloseTo(0.793_7, 4);
    expect(codonAdaptation('UAA', usage)).toBeNull();
  });
});

it('translates by the standard genetic code', () => {
  expect(translateMrna('AUGGCUUGGUAAGG')).toBe('MAW*');
  expect(residueOf('NNN')).toBe('X');
});
