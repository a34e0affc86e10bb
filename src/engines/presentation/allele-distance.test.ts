import { describe, expect, it } from 'vitest';

import { randomNetworkPack } from '../../../test/support/network-pack.js';
import type { HlaAllele } from '../../core/brands.js';
import { alleleDistances } from './allele-distance.js';
import { decodeNetworkPack, type NetworkPack } from './network-pack.js';

const allele = (name: string): HlaAllele => `HLA-${name}` as HlaAllele;

/** Grooves of four residues, so that differences can be counted by eye. */
function packOf(
  grooves: Readonly<Record<string, string>>,
  trained: Readonly<Record<string, number>>,
): NetworkPack {
  const entries = Object.entries(grooves);
  return {
    ...decodeNetworkPack(randomNetworkPack({ mhcClass: 'I' }).pack.bytes, 'test'),
    grooves: entries.map(([, groove]) => groove),
    grooveOf: new Map(entries.map(([name], i) => [allele(name), i])),
    trainingLigands: new Map(Object.entries(trained).map(([name, n]) => [allele(name), n])),
  };
}

const distance = alleleDistances(
  packOf(
    {
      'A*01:01': 'YFAM',
      'A*02:01': 'YYAM',
      'B*07:02': 'HFAT',
      'A*80:01': 'YFGM',
      'C*99:01': 'WWWW',
    },
    { 'A*01:01': 50, 'A*02:01': 5_000, 'B*07:02': 49, 'A*80:01': 12 },
  ),
);

describe('alleleDistance', () => {
  it('is none for an allele with 50 training ligands', () => {
    expect(distance(allele('A*01:01'))).toEqual({ nearest: 'HLA-A*01:01', differingResidues: 0 });
  });

  it('counts the residues that differ from the nearest such allele, the first by name of equals', () => {
    expect(distance(allele('A*80:01'))).toEqual({ nearest: 'HLA-A*01:01', differingResidues: 1 });
    expect(distance(allele('B*07:02'))).toEqual({ nearest: 'HLA-A*01:01', differingResidues: 2 });
    expect(distance(allele('C*99:01'))).toEqual({ nearest: 'HLA-A*01:01', differingResidues: 4 });
  });

  it('is null without a groove, and where no allele is well trained', () => {
    expect(distance(allele('A*99:99'))).toBeNull();
    const untrained = alleleDistances(packOf({ 'A*01:01': 'YFAM' }, { 'A*01:01': 49 }));
    expect(untrained(allele('A*01:01'))).toBeNull();
  });
});
