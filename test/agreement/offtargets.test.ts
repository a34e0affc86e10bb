import { describe, expect, it } from 'vitest';

import { quietContext } from '../../src/core/context.js';
import { type SeededRandom, seededRandom } from '../../src/core/seeded-random.js';
import { sha256Hex } from '../../src/core/hashing.js';
import { openGenome } from '../../src/engines/search/genome-source.js';
import type { Guide, OffTargetOptions } from '../../src/engines/search/offtarget-options.js';
import { searchOffTargets } from '../../src/engines/search/offtarget-search.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { hasShared, sharedPath, sharedText } from '../shared-data.js';

const GENOME = 'data/editing/genome';
const YEAST = `${GENOME}/sacCer3/sacCer3.fa.gz`;
const YEAST_2BIT = `${GENOME}/sacCer3/sacCer3.2bit`;
const SLICES = [
  `${GENOME}/crisprDesign_chr12_slice.fa`,
  `${GENOME}/hisat2_chr22_20-21M.fa`,
  `${GENOME}/hgvs_refseqgene4.genomic.small.fna`,
];
const GUIDES = 50;

/** Bases of an IUPAC letter; Cornish-Bowden 1985. */
const IUPAC: Readonly<Record<string, string>> = {
  A: 'A',
  C: 'C',
  G: 'G',
  T: 'T',
  N: 'ACGT',
  R: 'AG',
  V: 'ACG',
};
const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };

interface Contig {
  readonly name: string;
  readonly sequence: string;
}

function contigsOf(fasta: string): readonly Contig[] {
  return fasta
    .split('>')
    .slice(1)
    .map((record) => {
      const [header = '', ...lines] = record.split('\n');
      return {
        name: header.split(/\s/)[0] as string,
        sequence: lines.join('').replaceAll(/\s/g, '').toUpperCase(),
      };
    });
}

function reverseComplement(sequence: string): string {
  return Array.from(sequence, (base) => COMPLEMENT[base] ?? 'N')
    .toReversed()
    .join('');
}

/**
 * The definition, written from docs/science/off-targets.md alone: turns the whole sequence round for the
 * other strand, tries each place of the PAM, and every place of every bulge.
 */
function bruteForce(
  contigs: readonly Contig[],
  guides: readonly Guide[],
  { pam, pamSide, mismatches: most, dnaBulge, rnaBulge }: OffTargetOptions,
): readonly string[] {
  const found: string[] = [];
  const bulges = [0];
  for (let size = 1; size <= dnaBulge; size++) bulges.push(size);
  for (let size = 1; size <= rnaBulge; size++) bulges.push(-size);
  const pamBases = Array.from(pam, (letter) => IUPAC[letter] as string);
  for (const { name, sequence: forward } of contigs) {
    for (const strand of ['+', '-'] as const) {
      const sequence = strand === '+' ? forward : reverseComplement(forward);
      const bytes = Buffer.from(sequence, 'latin1');
      const n = 'N'.charCodeAt(0);
      const patterns = guides.map((guide) => Buffer.from(guide.sequence, 'latin1'));
      for (let at = 0; at + pam.length <= sequence.length; at++) {
        if (!pamBases.every((bases, i) => bases.includes(sequence.charAt(at + i)))) continue;
        for (const [g, pattern] of patterns.entries()) {
          for (const bulge of bulges) {
            const length = pattern.length + bulge;
            const start = pamSide === '3prime' ? at - length : at + pam.length;
            if (start < 0 || start + length > bytes.length) continue;
            const fewest = fewestDifferences(pattern, bytes, start, bulge, most, n);
            if (fewest > most) continue;
            const from = Math.min(start, at);
            const end = from + length + pam.length;
            const start0 = strand === '+' ? from : sequence.length - end;
            const [dna, rna] = [Math.max(0, bulge), Math.max(0, -bulge)];
            const guide = guides[g] as Guide;
            found.push(
              [guide.name, name, start0, start0 + end - from, strand, fewest, dna, rna].join(' '),
            );
          }
        }
      }
    }
  }
  return found.sort();
}

function fewestDifferences(
  guide: Uint8Array,
  bases: Uint8Array,
  start: number,
  bulge: number,
  most: number,
  n: number,
): number {
  const [skippedBases, skippedLetters] = [Math.max(0, bulge), Math.max(0, -bulge)];
  const paired = guide.length - skippedLetters;
  let fewest = Infinity;
  const lastPlace = bulge === 0 ? 1 : paired - 1;
  for (let before = 1; before <= lastPlace; before++) {
    let differences = 0;
    for (let i = 0; i < paired && differences <= most; i++) {
      const letter = guide[i < before ? i : i + skippedLetters];
      const base = bases[start + (i < before ? i : i + skippedBases)];
      if (letter !== base || base === n) differences++;
    }
    fewest = Math.min(fewest, differences);
  }
  return fewest;
}

async function searched(
  path: string,
  guides: readonly Guide[],
  options: OffTargetOptions,
): Promise<readonly string[]> {
  const rows: string[] = [];
  const genome = openGenome(fileSource(sharedPath(path)), sha256Hex);
  for await (const sites of searchOffTargets(genome, guides, options, quietContext())) {
    for (const { guide, contig, start0, end0, strand, alignment, dnaBulge, rnaBulge } of sites) {
      const { mismatches } = alignment;
      rows.push(
        [guide.name, contig, start0, end0, strand, mismatches, dnaBulge, rnaBulge].join(' '),
      );
    }
  }
  return rows.sort();
}

/** Half of the guides are drawn from the genome and changed in up to six bases, half are random. */
function randomGuides(contigs: readonly Contig[], count: number, random: SeededRandom): Guide[] {
  const base = (): string => 'ACGT'[random.below(4)] as string;
  return Array.from({ length: count }, (_, i) => {
    const { sequence } = contigs[random.below(contigs.length)] as Contig;
    const start = random.below(sequence.length - 20);
    const drawn = Array.from(i % 2 === 0 ? sequence.slice(start, start + 20) : 'N'.repeat(20));
    for (let change = 0; change < i % 7; change++) drawn[random.below(20)] = base();
    return {
      name: `g${i}`,
      sequence: drawn.map((letter) => (letter === 'N' ? base() : letter)).join(''),
    };
  });
}

const PAMS = [
  { pam: 'NGG', pamSide: '3prime' },
  { pam: 'NRG', pamSide: '3prime' },
  { pam: 'TTTV', pamSide: '5prime' },
] as const;

describe.skipIf(!hasShared(YEAST))('off-target search beside the brute-force definition', () => {
  it.each(PAMS)(
    'finds the same sites of 50 guides in yeast, $pam, <= 5 mismatches',
    async (pam) => {
      const contigs = contigsOf(sharedText(YEAST));
      const guides = randomGuides(contigs, GUIDES, seededRandom(1));
      const options = { ...pam, mismatches: 5, dnaBulge: 0, rnaBulge: 0 };
      const expected = bruteForce(contigs, guides, options);
      expect(expected.length).toBeGreaterThan(20);
      expect(await searched(YEAST, guides, options)).toEqual(expected);
      expect(await searched(YEAST_2BIT, guides, options)).toEqual(expected);
    },
  );

  it.each(PAMS)('finds the same in slices of human chromosomes, $pam', async (pam) => {
    for (const [i, slice] of SLICES.entries()) {
      const contigs = contigsOf(sharedText(slice));
      const guides = randomGuides(contigs, GUIDES, seededRandom(2 + i));
      const options = { ...pam, mismatches: 5, dnaBulge: 0, rnaBulge: 0 };
      const expected = bruteForce(contigs, guides, options);
      expect(expected.length).toBeGreaterThan(0);
      expect(await searched(slice, guides, options)).toEqual(expected);
    }
  });

  it.each(PAMS)('finds the same with bulges of up to two on both sides, $pam', async (pam) => {
    const [slice] = SLICES as [string];
    const contigs = contigsOf(sharedText(slice));
    const guides = randomGuides(contigs, 20, seededRandom(5));
    const options = { ...pam, mismatches: 4, dnaBulge: 2, rnaBulge: 2 };
    const expected = bruteForce(contigs, guides, options);
    expect(expected.filter((row) => !row.endsWith(' 0 0')).length).toBeGreaterThan(10);
    expect(await searched(slice, guides, options)).toEqual(expected);
  });
});
