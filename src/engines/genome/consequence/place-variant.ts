import { reverseComplement } from '../reverse-complement.js';
import {
  shiftDistance,
  shiftedBases,
  trimmedAlleles,
  type GenomeFetch,
  type GenomicVariant,
} from './genomic-variant.js';
import { cdnaPlace, knownBase, lastExonFrom, type TranscriptIndex } from './transcript-index.js';

/** Where on a transcript a change lies. */
type Site =
  | {
      readonly kind: 'exon';
      readonly exon: number;
      /** On the cDNA; empty for an insertion. */
      readonly cdnaStart0: number;
      readonly cdnaEnd0: number;
    }
  | { readonly kind: 'intron'; readonly intron: number }
  | { readonly kind: 'edge' }
  /** Among bases of an exon that the genome has and the transcript has not. */
  | { readonly kind: 'unlike'; readonly exon: number; readonly cdna0: number }
  | { readonly kind: 'upstream' | 'downstream' };

/**
 * A change on a transcript: its alleles on the transcript's strand without shared bases, its place in
 * strand coordinates (`TranscriptIndex`).
 */
export interface PlacedVariant {
  readonly start: number;
  readonly end: number;
  readonly reference: string;
  readonly alternate: string;
  readonly site: Site;
  /** It adjoins a splice site, or can be written as a change of one; it is taken as one of the exon. */
  readonly mayTouchSpliceSite: boolean;
}

/** Consequences reach this far beyond a transcript; Ensembl VEP's default. Unit: bp. */
const NEIGHBOURHOOD_BP = 5_000;

/** Bases of an intron that make its splice donor or acceptor (SO:0001575, SO:0001574). */
export const SPLICE_SITE_BASES = 2;

/**
 * Puts a variant on a transcript. An insertion or deletion that fits at several places is put at the one
 * within an exon, else at any, that comes first on the genome, so that every way to write it gives
 * the same. `asGiven` leaves it where the record has it. Null where it lies more than 5 kb away, or where
 * both alleles are the same.
 */
export function placeVariant(
  index: TranscriptIndex,
  variant: GenomicVariant,
  genome: GenomeFetch | null,
  asGiven = false,
): PlacedVariant | null {
  const { strand, chromosome } = index.transcript;
  if (variant.chromosome !== chromosome) return null;
  const trimmed = trimmedAlleles(variant.start0, variant.reference, variant.alternate);
  if (trimmed.reference === '' && trimmed.alternate === '') return null;
  const end0 = trimmed.start0 + trimmed.reference.length;
  const start = strand === 1 ? trimmed.start0 : -end0;
  const end = strand === 1 ? end0 : -trimmed.start0;
  const first = index.starts[0] as number;
  const last = index.ends[index.exonCount - 1] as number;
  if (end < first - NEIGHBOURHOOD_BP || start > last + NEIGHBOURHOOD_BP) return null;

  const reference = strand === 1 ? trimmed.reference : reverseComplement(trimmed.reference);
  const alternate = strand === 1 ? trimmed.alternate : reverseComplement(trimmed.alternate);
  const isShiftable = (reference === '') !== (alternate === '');
  if (isShiftable && !asGiven) {
    return shiftedToFirst(index, { start, end, reference, alternate }, genome);
  }
  const site = siteOf(index, start, end);
  return { start, end, reference, alternate, site, mayTouchSpliceSite: false };
}

type Change = Pick<PlacedVariant, 'start' | 'end' | 'reference' | 'alternate'>;

function shiftedToFirst(
  index: TranscriptIndex,
  change: Change,
  genome: GenomeFetch | null,
): PlacedVariant {
  const { start, end } = change;
  const bases = change.reference + change.alternate;
  const base = baseReader(index, change, genome);
  const up = shiftDistance(bases, 'up', (i) => base(start - 1 - i));
  const down = shiftDistance(bases, 'down', (i) => base(end + i));
  const fit = firstExonicShift(index, change, up, down);
  const shift = fit?.shift ?? (index.transcript.strand === 1 ? -up : down);
  const moved = {
    start: start + shift,
    end: end + shift,
    reference: change.reference === '' ? '' : shiftedBases(change.reference, shift),
    alternate: change.alternate === '' ? '' : shiftedBases(change.alternate, shift),
  };
  return {
    ...moved,
    site: siteOf(index, moved.start, moved.end),
    mayTouchSpliceSite: fit?.reachesIntron ?? false,
  };
}

/**
 * The shift that puts an insertion or deletion wholly into an exon, the first on the genome where there
 * are several; null where there is none.
 */
function firstExonicShift(
  index: TranscriptIndex,
  { start, end }: Change,
  up: number,
  down: number,
): { readonly shift: number; readonly reachesIntron: boolean } | null {
  const { starts, ends, exonCount, transcript } = index;
  const isForward = transcript.strand === 1;
  const isInsertion = start === end;
  const isBefore = (a: number, b: number): boolean => a < b || (isInsertion && a === b);
  let found: { readonly shift: number; readonly reachesIntron: boolean } | null = null;
  for (let exon = Math.max(0, lastExonFrom(index, start - up) - 1); exon < exonCount; exon++) {
    const exonStart = starts[exon] as number;
    const exonEnd = ends[exon] as number;
    if (exonStart > end + down) break;
    // An insertion at the very start or end of a transcript is outside of it.
    const opens = isInsertion && exon === 0 ? exonStart + 1 : exonStart;
    const closes = isInsertion && exon === exonCount - 1 ? exonEnd - 1 : exonEnd;
    const first = Math.max(-up, opens - start);
    const last = Math.min(down, closes - end);
    if (first > last) continue;
    const reachesIntron =
      (exon > 0 && isBefore(start - up, exonStart)) ||
      (exon < exonCount - 1 && isBefore(exonEnd, end + down));
    found = { shift: isForward ? first : last, reachesIntron };
    if (isForward) return found;
  }
  return found;
}

/** How much of a genome is read at once beside a change. Unit: bp. */
const GENOME_STEP_BP = 256;

/**
 * Reads bases around a change as codes on the transcript's strand: from the genome where there is one,
 * else from the exons and their flanks; -1 where neither has it.
 */
export function baseReader(
  index: TranscriptIndex,
  change: Change,
  genome: GenomeFetch | null,
): (place: number) => number {
  if (genome === null) {
    return (place) =>
      place >= change.start && place < change.end
        ? change.reference.charCodeAt(place - change.start)
        : knownBase(index, place);
  }
  const isForward = index.transcript.strand === 1;
  let from = 0;
  let bases = '';
  return (place) => {
    if (place < from || place >= from + bases.length) {
      const low = isForward ? place - GENOME_STEP_BP : -(place + GENOME_STEP_BP);
      const low0 = Math.max(0, low);
      const fetched = genome(low0, low + 2 * GENOME_STEP_BP);
      bases = isForward ? fetched : reverseComplement(fetched);
      from = isForward ? low0 : -(low0 + fetched.length);
      if (place < from || place >= from + bases.length) return -1;
    }
    return bases.charCodeAt(place - from);
  };
}

function siteOf(index: TranscriptIndex, start: number, end: number): Site {
  const { starts, ends, exonCount } = index;
  const first = starts[0] as number;
  const last = ends[exonCount - 1] as number;
  const isInsertion = start === end;
  if (end <= first) return { kind: 'upstream' };
  if (start >= last) return { kind: 'downstream' };

  let exon = Math.max(0, lastExonFrom(index, start));
  // Between an intron and an exon an insertion belongs to the exon, at its start as well as its end.
  const exonEnd = ends[exon] as number;
  if (start > exonEnd || (start === exonEnd && !isInsertion)) {
    const next = starts[exon + 1] as number;
    if (end <= next) return { kind: 'intron', intron: exon };
    exon++;
  }
  if (start < (starts[exon] as number) || end > (ends[exon] as number)) return { kind: 'edge' };
  const cdnaStart0 = cdnaPlace(index, exon, start);
  const cdnaEnd0 = cdnaPlace(index, exon, end);
  return index.differences !== null && missesBases(index, exon, start, end)
    ? { kind: 'unlike', exon, cdna0: cdnaStart0 }
    : { kind: 'exon', exon, cdnaStart0, cdnaEnd0 };
}

/** Does one end of a change lie inside of bases that the transcript lacks. */
function missesBases(index: TranscriptIndex, exon: number, start: number, end: number): boolean {
  let genomic = index.starts[exon] as number;
  let cdna0 = index.cdnaStarts[exon] as number;
  for (const { cdnaStart0, reference, transcript } of index.differences?.[exon] ?? []) {
    genomic += cdnaStart0 - cdna0;
    const lacking = genomic + transcript.length;
    const beyond = genomic + reference.length;
    const isInside = (place: number): boolean => place > lacking && place < beyond;
    if (isInside(start) || isInside(end)) return true;
    if (start !== end && start === lacking && end <= beyond) return true;
    genomic = beyond;
    cdna0 = cdnaStart0 + transcript.length;
  }
  return false;
}
