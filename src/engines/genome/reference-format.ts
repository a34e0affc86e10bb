import type { GenomeBuild } from './chromosome-names.js';
import type { GenomeDifference, Transcript } from './transcript.js';

// The bytes of a reference pack: magic, length of the header, header (JSON), then the sections one after
// the other, each from a multiple of 8 on, little-endian. docs/formats/reference.md describes them.

/** `OSREF`, two zeros and the version of this format. */
export const MAGIC = Uint8Array.from([79, 83, 82, 69, 70, 0, 0, 1]);

/** In the order in which they follow the header. */
export const SECTIONS = [
  /** Uint32 a transcript: where its first and last exon on the genome start and end. */
  'starts',
  'ends',
  /** Uint32 a transcript: `packFlags`. */
  'flags',
  /** Uint32 a transcript: its entry in `genes`. */
  'geneOf',
  /** Uint32 a transcript: where its record starts in `records`. */
  'recordAt',
  /** Uint32: transcripts in order of id. */
  'byId',
  'records',
  /** Uint32 a gene: where its symbol and id start in `geneNames`. */
  'geneAt',
  'geneNames',
  /** By chromosome, the stretches whose bases are kept: gap to the one before, length. */
  'regions',
  /** Stretches of unknown bases among all that are kept: gap to the one before, length. */
  'unknown',
  /** Two bits a base, the first in the lowest bits: A, C, G, T. */
  'bases',
] as const;
export type SectionName = (typeof SECTIONS)[number];

export interface ReferenceHeader {
  readonly build: GenomeBuild;
  readonly source: string;
  /** In the order of their transcripts and regions. */
  readonly chromosomes: readonly {
    readonly name: string;
    readonly transcripts: number;
    readonly regions: number;
    /** What its regions take in their section, and how many bases they hold. */
    readonly regionBytes: number;
    readonly bases: number;
  }[];
  readonly biotypes: readonly string[];
  /** Unit: bytes. */
  readonly sections: Readonly<Record<SectionName, number>>;
}

/** What a pack keeps of flanks: 30 bases on both sides of every exon, none, or what the record lists. */
export type FlankKind = 'full' | 'none' | 'listed';
const FLANK_KINDS: readonly FlankKind[] = ['full', 'none', 'listed'];

const MAX_BIOTYPES = 1 << 15;

/** A transcript's facts that fit a few bits. */
export interface Flags extends Pick<
  Transcript,
  | 'strand'
  | 'canonical'
  | 'maneSelect'
  | 'transcriptSupportLevel'
  | 'cdsStartFound'
  | 'cdsEndFound'
  | 'phase'
  | 'geneticCode'
> {
  readonly isCoding: boolean;
  readonly flanks: FlankKind;
  /** The record ends in exceptions, differences and patches. */
  readonly hasExtras: boolean;
  /** Index into the header's biotypes. */
  readonly biotype: number;
}

/** Bits from the lowest: strand 1, canonical 2, MANE 2, TSL 3, start, end, phase 2, code, coding, flanks 2, extras, biotype 15. */
export function packFlags(flags: Flags): number {
  if (flags.biotype >= MAX_BIOTYPES) throw new Error('too many biotypes for a pack');
  const bits =
    (flags.strand === -1 ? 1 : 0) |
    (answer(flags.canonical) << 1) |
    (answer(flags.maneSelect) << 3) |
    ((flags.transcriptSupportLevel ?? 0) << 5) |
    (Number(flags.cdsStartFound) << 8) |
    (Number(flags.cdsEndFound) << 9) |
    (flags.phase << 10) |
    ((flags.geneticCode - 1) << 12) |
    (Number(flags.isCoding) << 13) |
    (FLANK_KINDS.indexOf(flags.flanks) << 14) |
    (Number(flags.hasExtras) << 16) |
    (flags.biotype << 17);
  return bits >>> 0;
}

export function unpackFlags(bits: number): Flags {
  const level = (bits >>> 5) & 7;
  return {
    strand: (bits & 1) === 1 ? -1 : 1,
    canonical: ANSWERS[(bits >>> 1) & 3] ?? null,
    maneSelect: ANSWERS[(bits >>> 3) & 3] ?? null,
    transcriptSupportLevel: level === 0 ? null : level,
    cdsStartFound: ((bits >>> 8) & 1) === 1,
    cdsEndFound: ((bits >>> 9) & 1) === 1,
    phase: ((bits >>> 10) & 3) as 0 | 1 | 2,
    geneticCode: (((bits >>> 12) & 1) + 1) as 1 | 2,
    isCoding: ((bits >>> 13) & 1) === 1,
    flanks: FLANK_KINDS[(bits >>> 14) & 3] as FlankKind,
    hasExtras: ((bits >>> 16) & 1) === 1,
    biotype: bits >>> 17,
  };
}

const ANSWERS: readonly (boolean | null)[] = [null, false, true];

function answer(value: boolean | null): number {
  return ANSWERS.indexOf(value);
}

/** The transcript where the genome, spliced on the transcript's strand, and the differences are known. */
export function applyDifferences(
  spliced: string,
  differences: readonly GenomeDifference[],
): string {
  return replaceStretches(
    spliced,
    differences.map(({ reference, transcript }) => [reference.length, transcript] as const),
    differences.map(({ cdnaStart0 }) => cdnaStart0),
  );
}

/** The spliced genome where the transcript and its differences are known. */
export function undoDifferences(cdna: string, differences: readonly GenomeDifference[]): string {
  let grown = 0;
  const places = differences.map(({ cdnaStart0, reference, transcript }) => {
    const place = cdnaStart0 + grown;
    grown += reference.length - transcript.length;
    return place;
  });
  return replaceStretches(
    cdna,
    differences.map(({ reference, transcript }) => [transcript.length, reference] as const),
    places,
  );
}

/** Takes out stretches and puts others in; `places` are where those in the result start, in order. */
function replaceStretches(
  text: string,
  changes: readonly (readonly [removed: number, added: string])[],
  places: readonly number[],
): string {
  if (changes.length === 0) return text;
  let result = '';
  let at = 0;
  for (const [i, [removed, added]] of changes.entries()) {
    const copied = (places[i] as number) - result.length;
    result += text.slice(at, at + copied) + added;
    at += copied + removed;
  }
  return result + text.slice(at);
}
