import { trimmedAlleles } from '../../engines/genome/consequence/genomic-variant.js';
import { readEditedProtein } from '../../engines/genome/consequence/read-edited-protein.js';
import { transcriptIndex } from '../../engines/genome/consequence/transcript-index.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import type { Transcript } from '../../engines/genome/transcript.js';

/** A variant on the genome's forward strand, as the findings have it. */
export interface LocusVariant {
  readonly start0: number;
  readonly reference: string;
  readonly alternate: string;
}

/** Which copy of the gene a sequence is of. */
export type Allele = 'mutant' | 'wildtype';

/**
 * An exon with what the pack holds of its flanks, on the genome's forward strand, healthy and mutated. Places count
 * from the start of these bases.
 */
export interface Locus {
  readonly transcript: Transcript;
  /** Index of the exon in the transcript. */
  readonly exon: number;
  /** Where the bases start on the chromosome. */
  readonly start0: number;
  readonly bases: Readonly<Record<Allele, string>>;
  /** The exon on each copy; null where the variant lies over the exon's edge. */
  readonly exonOn: Readonly<
    Record<Allele, { readonly start0: number; readonly end0: number }>
  > | null;
  /** The changed bases; one of the ends may equal the start. */
  readonly change: {
    readonly start0: number;
    readonly end0: Readonly<Record<Allele, number>>;
  };
  /** False where the pack has the mRNA alone: then these are bases of one exon, without its introns. */
  readonly hasFlanks: boolean;
}

export type LocusOrReason = Locus | { readonly reason: string };

/** The locus of a variant on a transcript, or why there is none. */
export function locusOf(transcript: Transcript, variant: LocusVariant): LocusOrReason {
  const trimmed = trimmedAlleles(variant.start0, variant.reference, variant.alternate);
  const end0 = trimmed.start0 + trimmed.reference.length;
  const exon = nearestExon(transcript, trimmed.start0, end0);
  if (exon === null) {
    return { reason: `the pack holds no bases of ${transcript.id} at this place` };
  }
  return exonLocus(transcript, exon, trimmed);
}

/** The exon that a stretch lies in, or the nearest one whose flanks hold it; null where none do. */
function nearestExon(transcript: Transcript, start0: number, end0: number): number | null {
  let nearest: number | null = null;
  let least = Infinity;
  for (const [i, exon] of transcript.exons.entries()) {
    const { from0, to0 } = exonBounds(transcript, i);
    if (start0 < from0 || end0 > to0) continue;
    const distance = Math.max(0, exon.start0 - start0, end0 - exon.end0);
    if (distance >= least) continue;
    nearest = i;
    least = distance;
  }
  return nearest;
}

/** An exon with its flanks; `variant` is trimmed and lies within, null for the healthy exon alone. */
export function exonLocus(
  transcript: Transcript,
  exon: number,
  variant: LocusVariant | null,
): LocusOrReason {
  const index = transcriptIndex(transcript);
  if ((index.differences?.[exon] ?? []).length > 0) {
    return { reason: `${transcript.id} differs from the genome in this exon` };
  }
  const { before, after } = transcript.flanks[exon] as Transcript['flanks'][number];
  const cdna = transcript.cdna.slice(index.cdnaStarts[exon], index.cdnaStarts[exon + 1]);
  const stranded = before + cdna + after;
  const whole = transcript.strand === 1 ? stranded : reverseComplement(stranded);
  const { from0 } = exonBounds(transcript, exon);
  const ahead = transcript.strand === 1 ? before.length : after.length;
  const at = variant === null ? ahead : variant.start0 - from0;
  const reference = variant?.reference ?? '';
  const alternate = variant?.alternate ?? '';
  const found = whole.slice(at, at + reference.length);
  if (found !== reference) {
    return { reason: `the variant replaces ${reference}, the reference has ${found} there` };
  }
  const known = knownStretch(whole, at, at + reference.length);
  if (known === null) return { reason: 'bases at this place are not known' };
  const wildtype = whole.slice(known.start0, known.end0);
  const start0 = at - known.start0;
  const end0 = { wildtype: start0 + reference.length, mutant: start0 + alternate.length };
  const exonStart0 = Math.max(0, ahead - known.start0);
  const exonEnd0 = Math.min(wildtype.length, ahead + cdna.length - known.start0);
  const isWholeExon = known.start0 <= ahead && known.end0 >= ahead + cdna.length;
  return {
    transcript,
    exon,
    start0: from0 + known.start0,
    bases: {
      wildtype,
      mutant: wildtype.slice(0, start0) + alternate + wildtype.slice(end0.wildtype),
    },
    exonOn: isWholeExon
      ? exonOnAlleles({ start0: exonStart0, end0: exonEnd0 }, start0, end0)
      : null,
    change: { start0, end0 },
    hasFlanks: before.length > 0 && after.length > 0,
  };
}

function exonBounds(
  { exons, flanks, strand }: Transcript,
  exon: number,
): { readonly from0: number; readonly to0: number } {
  const { start0, end0 } = exons[exon] as Transcript['exons'][number];
  const { before, after } = flanks[exon] as Transcript['flanks'][number];
  return strand === 1
    ? { from0: start0 - before.length, to0: end0 + after.length }
    : { from0: start0 - after.length, to0: end0 + before.length };
}

/** The longest stretch without an unknown base around `[start0, end0)`; null where one lies in it. */
function knownStretch(
  bases: string,
  start0: number,
  end0: number,
): { readonly start0: number; readonly end0: number } | null {
  const isKnown = (i: number): boolean => 'ACGT'.includes(bases.charAt(i));
  for (let i = start0; i < end0; i++) if (!isKnown(i)) return null;
  let from = start0;
  let to = end0;
  while (from > 0 && isKnown(from - 1)) from--;
  while (to < bases.length && isKnown(to)) to++;
  return { start0: from, end0: to };
}

function exonOnAlleles(
  exon: { readonly start0: number; readonly end0: number },
  start0: number,
  end0: Readonly<Record<Allele, number>>,
): Locus['exonOn'] {
  const grown = end0.mutant - end0.wildtype;
  const isInside = start0 >= exon.start0 && end0.wildtype <= exon.end0;
  if (isInside) {
    return { wildtype: exon, mutant: { start0: exon.start0, end0: exon.end0 + grown } };
  }
  if (end0.wildtype <= exon.start0) {
    return { wildtype: exon, mutant: { start0: exon.start0 + grown, end0: exon.end0 + grown } };
  }
  return start0 >= exon.end0 ? { wildtype: exon, mutant: exon } : null;
}

/** What a copy of the gene is translated into. */
export interface AlleleProtein {
  /** Without the stop. */
  readonly residues: string;
  readonly stopped: boolean;
}

/**
 * The protein of the transcript when its exon reads as `bases` does, which is a copy of the locus after substitutions;
 * null where the variant lies over the edge of the exon or there is no reading frame.
 */
export function proteinOf(locus: Locus, allele: Allele, bases: string): AlleleProtein | null {
  const index = transcriptIndex(locus.transcript);
  if (locus.exonOn === null || index.frame === null) return null;
  const { start0, end0 } = locus.exonOn[allele];
  const forward = bases.slice(start0, end0);
  const exonic = locus.transcript.strand === 1 ? forward : reverseComplement(forward);
  const exonStart0 = index.cdnaStarts[locus.exon] as number;
  const healthy = locus.transcript.cdna.slice(exonStart0, index.cdnaStarts[locus.exon + 1]);
  const edit = trimmedAlleles(exonStart0, healthy, exonic);
  if (edit.reference === '' && edit.alternate === '') {
    return { residues: index.protein, stopped: index.hasStop };
  }
  const { protein, stopped } = readEditedProtein(index, [
    {
      start0: edit.start0,
      end0: edit.start0 + edit.reference.length,
      alternate: edit.alternate,
    },
  ]);
  return { residues: protein, stopped };
}

/** `bases` with single letters replaced. */
export function substituted(
  bases: string,
  changes: readonly { readonly at0: number; readonly base: string }[],
): string {
  const letters = [...bases];
  for (const { at0, base } of changes) letters[at0] = base;
  return letters.join('');
}

/** The mutant allele up to `reach` bases on either side of the change. */
export function around(
  { change }: Locus,
  reach: number,
): { readonly start0: number; readonly end0: number } {
  return { start0: change.start0 - reach, end0: change.end0.mutant + reach };
}

/** Bases at an exon's edge that splicing reads (SO:0001630). */
const SPLICE_REGION = { exon: 3, intron: 8 };

/** Does a base of a copy lie where splicing reads; true where the exon's edge is not known. */
export function isNearSplicing({ exonOn }: Locus, allele: Allele, at0: number): boolean {
  if (exonOn === null) return true;
  const { start0, end0 } = exonOn[allele];
  const { exon, intron } = SPLICE_REGION;
  return (
    (at0 >= start0 - intron && at0 < start0 + exon) || (at0 >= end0 - exon && at0 < end0 + intron)
  );
}
