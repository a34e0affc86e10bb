import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { HlaAllele } from '../../src/core/brands.js';
import { parseHlaAllele } from '../../src/core/hla-allele.js';
import {
  alleleDivergence,
  granthamDistance,
  type HlaDomains,
} from '../../src/engines/presentation/hla-divergence.js';
import { openHlaDomains } from '../../src/engines/presentation/hla-divergence-pack.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { compileHlaDomains } from '../../data/recipes/hla-class1-domains.js';
import { hasShared, sharedRows, sharedText } from '../shared-data.js';

function packFile(name: string): Uint8Array {
  return readFileSync(new URL(`../../data/${name}`, import.meta.url));
}

const manifest = JSON.parse(
  Buffer.from(packFile('hla-class1-domains.manifest.json')).toString('utf8'),
) as PackManifest;
const domains: HlaDomains = openHlaDomains({ manifest, bytes: packFile(manifest.file) });

function allele(name: string): HlaAllele {
  const read = parseHlaAllele(name);
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.allele;
}

function measured(a: string, b: string): { readonly grantham: number; readonly pDistance: number } {
  const divergence = alleleDivergence(domains, allele(a), allele(b));
  if (divergence.kind === 'missing') throw new Error(divergence.reason);
  return divergence;
}

/** Residues of the mature protein that NetMHCpan's pseudo-sequence holds, in its order. */
const PSEUDO_POSITIONS = [
  7, 9, 24, 45, 59, 62, 63, 66, 67, 69, 70, 73, 74, 76, 77, 80, 81, 84, 95, 97, 99, 114, 116, 118,
  143, 147, 150, 152, 156, 158, 159, 163, 167, 171,
];

describe('evolutionary divergence of HLA', () => {
  // Recorded from another tool's run on the alleles of Pierini & Lenz 2018.
  it('gives a mean p-distance of 0.159484 over the pairs of six alleles', () => {
    const names = ['A*01:01', 'B*57:02', 'A*02:01', 'B*55:01', 'A*03:01', 'C*04:01'];
    const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => measured(a, b).pDistance));
    expect(pairs).toHaveLength(15);
    expect(pairs.reduce((sum, p) => sum + p, 0) / 15).toBeCloseTo(0.159484, 6);
  });

  it('gives a Grantham distance of 10.5028 between A*01:01 and A*02:01', () => {
    expect(measured('A*01:01', 'A*02:01').grantham).toBeCloseTo(10.5028, 4);
  });

  it('is 0 from an allele to itself and the same either way', () => {
    expect(measured('B*07:02', 'B*07:02').grantham).toBe(0);
    expect(measured('B*07:02', 'B*08:01')).toEqual(measured('B*08:01', 'B*07:02'));
  });

  it('gives no number for an allele without a sequence, and names it', () => {
    const divergence = alleleDivergence(domains, allele('A*01:01'), allele('A*99:01'));
    expect(divergence).toEqual({
      kind: 'missing',
      reason: 'no binding-domain sequence of HLA-A*99:01 is in the pack',
    });
  });

  const matrix = 'data/clinical/hed/AAdistMatrix_Grantham.cnv';
  it.skipIf(!hasShared(matrix))('has the matrix of Pierini & Lenz in every cell', () => {
    const [header = '', ...rows] = sharedText(matrix).trimEnd().split('\n');
    const residues = header.trim().split(/\s+/);
    expect(residues).toHaveLength(20);
    for (const row of rows) {
      const [residue = '', ...cells] = row.trim().split(/\s+/);
      cells.forEach((cell, i) =>
        expect(granthamDistance(residue, residues[i] as string)).toBe(Number(cell)),
      );
    }
  });

  const fasta = 'data/clinical/hed/HLA_ClassI_CWDonly.fas';
  it.skipIf(!hasShared(fasta))('is rebuilt byte for byte from the sequences', () => {
    const again = compileHlaDomains(sharedText(fasta));
    expect(Buffer.from(again.bytes).equals(Buffer.from(packFile(manifest.file)))).toBe(true);
    expect(again.manifest).toEqual(manifest);
  });

  const grooves = 'data/pmhc/mhc1_pseudo34.tsv.gz';
  it.skipIf(!hasShared(grooves))(
    'agrees with NetMHCpan’s groove residues for every allele that both know',
    () => {
      const known = new Map(sharedRows(grooves).map((row) => [row['allele'], row['pseudo34']]));
      let compared = 0;
      const differing: string[] = [];
      for (const [name, domain] of domains) {
        const groove = known.get(name);
        if (groove === undefined) continue;
        compared++;
        // The domain starts at residue 2 of the mature protein.
        const own = PSEUDO_POSITIONS.map((position) => domain[position - 2]).join('');
        if (own !== groove) differing.push(name);
      }
      expect(compared).toBeGreaterThan(650);
      expect(differing).toEqual([]);
    },
  );
});
