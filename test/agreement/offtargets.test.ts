import { describe, expect, it } from 'vitest';

import { quietContext } from '../../src/core/context.js';
import { type SeededRandom, seededRandom } from '../../src/core/seeded-random.js';
import { sha256Hex } from '../../src/core/hashing.js';
import { openGenome } from '../../src/engines/search/genome-source.js';
import type { Guide, OffTargetOptions } from '../../src/engines/search/offtarget-options.js';
import { type OffTargetSite, searchOffTargets } from '../../src/engines/search/offtarget-search.js';
import { searchPatientGenome } from '../../src/engines/search/patient-search.js';
import { type PatientVariant, patientVariant } from '../../src/engines/search/patient-variants.js';
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

/** Protospacer and PAM of a row of `bruteForce` as its strand reads them, in place of where they lie. */
function withLetters(row: string, contigs: readonly Contig[]): string {
  const [guide, name, start0, end0, strand, mismatches, dna, rna] = row.split(' ');
  const sequence = contigs.find((contig) => contig.name === name)?.sequence ?? '';
  const forward = sequence.slice(Number(start0), Number(end0));
  const letters = strand === '+' ? forward : reverseComplement(forward);
  return [guide, name, strand, letters, mismatches, dna, rna].join(' ');
}

/** Stretches beside a PAM of the forward strand, every other one with two bases changed. */
function guidesAtPams(
  contigs: readonly Contig[],
  { pam, pamSide }: Pick<OffTargetOptions, 'pam' | 'pamSide'>,
  count: number,
  random: SeededRandom,
): Guide[] {
  const guides: Guide[] = [];
  while (guides.length < count) {
    const { sequence } = contigs[guides.length % contigs.length] as Contig;
    const at = 30 + random.below(sequence.length - 60);
    const isPam = Array.from(pam).every((letter, i) =>
      IUPAC[letter]?.includes(sequence.charAt(at + i)),
    );
    if (!isPam) continue;
    const from = pamSide === '3prime' ? at - 20 : at + pam.length;
    const letters = Array.from(sequence.slice(from, from + 20));
    for (let change = 0; change < (guides.length % 4 < 2 ? 0 : 2); change++) {
      letters[random.below(20)] = 'ACGT'.charAt(random.below(4));
    }
    guides.push({ name: `p${guides.length}`, sequence: letters.join('') });
  }
  return guides;
}

/** Changes at least 1 and at most 60 bases apart, each on every copy. */
function randomVariants({ name, sequence }: Contig, random: SeededRandom): PatientVariant[] {
  const bases = (count: number): string =>
    Array.from({ length: count }, () => 'ACGT'[random.below(4)]).join('');
  const variants: PatientVariant[] = [];
  for (let at = 50; at < sequence.length - 50; at += 1 + random.below(60)) {
    const reference = sequence.slice(at, at + ([1, 1, 1, 0, 3][random.below(5)] as number));
    const alternate = bases([1, 1, 1, 4, 0][random.below(5)] as number);
    if (reference === alternate || reference.includes('N')) continue;
    const change = { chromosome: name, start0: at, reference, alternate };
    variants.push(patientVariant(`${at}`, change, { kind: 'every-copy' }));
    at += reference.length;
  }
  return variants;
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
    const guides = randomGuides(contigs, GUIDES, seededRandom(5));
    const options = { ...pam, mismatches: 4, dnaBulge: 2, rnaBulge: 2 };
    const expected = bruteForce(contigs, guides, options);
    expect(expected.filter((row) => !row.endsWith(' 0 0')).length).toBeGreaterThan(10);
    expect(await searched(slice, guides, options)).toEqual(expected);
  });

  it.each(PAMS)(
    'finds in an edited slice what variants on every copy make of it, $pam',
    async (pam) => {
      const [slice] = SLICES as [string];
      const [contig] = contigsOf(sharedText(slice)) as [Contig];
      const variants = randomVariants(contig, seededRandom(6));
      let sequence = '';
      let place = 0;
      for (const { start0, reference, alternate } of variants) {
        sequence += contig.sequence.slice(place, start0) + alternate;
        place = start0 + reference.length;
      }
      const edited = { name: contig.name, sequence: sequence + contig.sequence.slice(place) };
      const guides = guidesAtPams([contig, edited], pam, 24, seededRandom(7));
      const options = { ...pam, mismatches: 4, dnaBulge: 1, rnaBulge: 1 };

      const count = new Map<string, number>();
      const add = (row: string, by: 1 | -1): void => {
        const sum = (count.get(row) ?? 0) + by;
        if (sum === 0) count.delete(row);
        else count.set(row, sum);
      };
      for (const row of bruteForce([contig], guides, options)) add(withLetters(row, [contig]), 1);
      const changes = { created: 0, changed: 0, destroyed: 0 };
      const genome = openGenome(fileSource(sharedPath(slice)), sha256Hex);
      for await (const part of searchPatientGenome(
        genome,
        guides,
        options,
        variants,
        quietContext(),
      )) {
        if (part.kind === 'reference') continue;
        expect(part.counts).toEqual({ elsewhere: 0, mismatched: 0, dense: 0 });
        for (const { kind, site, before } of part.sites) {
          changes[kind]++;
          if (kind === 'destroyed') add(siteRow(site), -1);
          else add(siteRow(site), 1);
          if (before !== null) add(siteRow(before), -1);
        }
      }
      expect(Math.min(...Object.values(changes))).toBeGreaterThan(2);
      const expected = new Map<string, number>();
      for (const row of bruteForce([edited], guides, options)) {
        const key = withLetters(row, [edited]);
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
      const sorted = (rows: ReadonlyMap<string, number>) =>
        [...rows].map(([row, n]) => `${n} ${row}`).sort();
      expect(sorted(count)).toEqual(sorted(expected));
    },
  );
});

function siteRow({
  guide,
  contig,
  strand,
  alignment,
  pam,
  dnaBulge,
  rnaBulge,
}: OffTargetSite): string {
  const protospacer = alignment.site.replaceAll('-', '').toUpperCase();
  const letters = pam.startsWith('TTT') ? pam + protospacer : protospacer + pam;
  return [guide.name, contig, strand, letters, alignment.mismatches, dnaBulge, rnaBulge].join(' ');
}
