import {
  shiftDistance,
  shiftedBases,
  trimmedAlleles,
  type GenomeFetch,
  type GenomicVariant,
} from '../consequence/genomic-variant.js';
import { baseReader, type PlacedVariant } from '../consequence/place-variant.js';
import { cdnaPlace, lastExonFrom, type TranscriptIndex } from '../consequence/transcript-index.js';
import { reverseComplement } from '../reverse-complement.js';
import type { HgvsPosition, NucleotideChange, NucleotideEdit } from './hgvs-expression.js';

/** A change in any 0-based numbering whose bases `BaseAt` gives. */
interface LinearChange {
  readonly start: number;
  readonly end: number;
  readonly reference: string;
  readonly alternate: string;
}

/** Character code of the base at a place; -1 where it is not known. */
type BaseAt = (place: number) => number;

/**
 * HGVS's description of a change whose alleles share no bases: shifted as far 3' as the known bases
 * allow, a copy of what precedes it as a duplication, a turned stretch as an inversion. Null where
 * `positionOf` has no number for one of its bases.
 */
function describeChange(
  change: LinearChange,
  baseAt: BaseAt,
  positionOf: (place: number) => HgvsPosition | null,
): NucleotideChange | null {
  const { reference, alternate } = change;
  const ranged = (start: number, end: number, edit: NucleotideEdit): NucleotideChange | null => {
    const from = positionOf(start);
    const to = end - start === 1 ? null : positionOf(end - 1);
    return from === null || (to === null && end - start !== 1) ? null : { from, to, edit };
  };
  if (reference !== '' && alternate !== '') {
    return ranged(change.start, change.end, replacement(reference, alternate));
  }
  const shift = shiftDistance(reference + alternate, 'down', (i) => baseAt(change.end + i));
  const start = change.start + shift;
  if (alternate === '') return ranged(start, change.end + shift, { kind: 'deletion' });

  const inserted = shiftedBases(alternate, shift);
  const copied = start - inserted.length;
  let shared = 0;
  while (shared < inserted.length && baseAt(copied + shared) === inserted.charCodeAt(shared)) {
    shared++;
  }
  const duplication =
    shared === inserted.length ? ranged(copied, start, { kind: 'duplication' }) : null;
  return duplication ?? ranged(start - 1, start + 1, { kind: 'insertion', alternate: inserted });
}

function replacement(reference: string, alternate: string): NucleotideEdit {
  if (reference.length === 1 && alternate.length === 1) {
    return { kind: 'substitution', reference, alternate };
  }
  const isInversion =
    reference.length === alternate.length && reverseComplement(reference) === alternate;
  return isInversion ? { kind: 'inversion' } : { kind: 'delins', alternate };
}

/** A change in `c.` numbering, `n.` on a transcript without a reading frame; null outside of it. */
export function describeOnTranscript(
  index: TranscriptIndex,
  placed: PlacedVariant,
  genome: GenomeFetch | null,
): NucleotideChange | null {
  const { site } = placed;
  if (site.kind === 'exon' && (index.differences?.[site.exon] ?? []).length > 0) {
    return describeOnCdna(index, placed, site);
  }
  return describeChange(placed, baseReader(index, placed, genome), (place) =>
    transcriptPosition(index, place),
  );
}

/** Where the exon is unlike the genome, HGVS is about the transcript's own bases. */
function describeOnCdna(
  index: TranscriptIndex,
  { alternate }: PlacedVariant,
  site: { readonly exon: number; readonly cdnaStart0: number; readonly cdnaEnd0: number },
): NucleotideChange | null {
  const { cdna } = index.transcript;
  const own = cdna.slice(site.cdnaStart0, site.cdnaEnd0);
  const numberOf = (cdna0: number): HgvsPosition => cdnaPosition(index, cdna0);
  if (own === alternate && own !== '') {
    const to = own.length === 1 ? null : numberOf(site.cdnaEnd0 - 1);
    return { from: numberOf(site.cdnaStart0), to, edit: { kind: 'identity' } };
  }
  const change = trimmedAlleles(site.cdnaStart0, own, alternate);
  const exonStart = index.cdnaStarts[site.exon] as number;
  const exonEnd = index.cdnaStarts[site.exon + 1] as number;
  return describeChange(
    { ...change, start: change.start0, end: change.start0 + change.reference.length },
    (place) => (place >= exonStart && place < exonEnd ? cdna.charCodeAt(place) : -1),
    numberOf,
  );
}

/** Number of a base given by its strand coordinate. */
function transcriptPosition(index: TranscriptIndex, place: number): HgvsPosition | null {
  const { starts, ends, exonCount } = index;
  const exon = lastExonFrom(index, place);
  if (exon < 0) return null;
  const end = ends[exon] as number;
  if (place < end) return cdnaPosition(index, cdnaPlace(index, exon, place));
  if (exon + 1 === exonCount) return null;
  const intoIntron = place - end + 1;
  const beforeNext = (starts[exon + 1] as number) - place;
  const next = index.cdnaStarts[exon + 1] as number;
  return intoIntron <= beforeNext
    ? { ...cdnaPosition(index, next - 1), offset: intoIntron }
    : { ...cdnaPosition(index, next), offset: -beforeNext };
}

/** Number of a cDNA base. */
function cdnaPosition({ frame }: TranscriptIndex, cdna0: number): HgvsPosition {
  if (frame === null) return { base: cdna0 + 1, afterStop: false, offset: 0 };
  if (cdna0 < frame.start0) return { base: cdna0 - frame.start0, afterStop: false, offset: 0 };
  if (cdna0 < frame.end0) return { base: cdna0 - frame.start0 + 1, afterStop: false, offset: 0 };
  return { base: cdna0 - frame.end0 + 1, afterStop: true, offset: 0 };
}

/** A variant in `g.` numbering, shifted 3' on the forward strand as far as `baseAt` knows it. */
export function describeOnGenome(variant: GenomicVariant, baseAt: BaseAt): NucleotideChange {
  const { start0, reference, alternate } = trimmedAlleles(
    variant.start0,
    variant.reference,
    variant.alternate,
  );
  const change = { start: start0, end: start0 + reference.length, reference, alternate };
  return describeChange(change, baseAt, (place) => ({
    base: place + 1,
    afterStop: false,
    offset: 0,
  })) as NucleotideChange;
}
