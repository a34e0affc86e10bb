import type { GenomicVariant } from '../genome/consequence/genomic-variant.js';
import type { TranscriptIndex } from '../genome/consequence/transcript-index.js';
import type {
  HgvsPosition,
  NucleotideChange,
  NucleotideEdit,
} from '../genome/hgvs/hgvs-expression.js';
import { reverseComplement } from '../genome/reverse-complement.js';
import { genomicPlace } from './gene-models.js';

/**
 * A change on a gene's transcript as a variant of the genome; null where the place is not on the transcript, or
 * bases that it takes away are not known (introns).
 */
export function codingVariant(
  index: TranscriptIndex,
  change: NucleotideChange,
): GenomicVariant | null {
  const first = placeOf(index, change.from);
  const last = change.to === null ? first : placeOf(index, change.to);
  if (first === null || last === null) return null;
  const { chromosome, strand } = index.transcript;
  return variantOf(
    change.edit,
    { chromosome, first: Math.min(first, last), last: Math.max(first, last) },
    (start0, end0) => forwardBases(index, start0, end0),
    (bases) => (strand === 1 ? bases : reverseComplement(bases)),
  );
}

/** A change in `g.` numbering; bases that it takes away are read from a transcript there, null where they lie in none. */
export function genomicChange(
  chromosome: string,
  { from, to, edit }: NucleotideChange,
  models: readonly TranscriptIndex[],
): GenomicVariant | null {
  const first = from.base - 1;
  return variantOf(
    edit,
    { chromosome, first, last: to === null ? first : to.base - 1 },
    (start0, end0) =>
      models.map((index) => forwardBases(index, start0, end0)).find((bases) => bases !== null) ??
      null,
    (bases) => bases,
  );
}

interface Stretch {
  readonly chromosome: string;
  /** 0-based, both ends. */
  readonly first: number;
  readonly last: number;
}

function variantOf(
  edit: NucleotideEdit,
  { chromosome, first, last }: Stretch,
  basesOf: (start0: number, end0: number) => string | null,
  onForward: (bases: string) => string,
): GenomicVariant | null {
  const replaced = (alternate: string): GenomicVariant | null => {
    const reference = basesOf(first, last + 1);
    return reference === null ? null : { chromosome, start0: first, reference, alternate };
  };
  switch (edit.kind) {
    case 'substitution': {
      const { reference, alternate } = edit;
      return {
        chromosome,
        start0: first,
        reference: onForward(reference),
        alternate: onForward(alternate),
      };
    }
    case 'insertion':
      return { chromosome, start0: first + 1, reference: '', alternate: onForward(edit.alternate) };
    case 'deletion':
      return replaced('');
    case 'delins':
      return replaced(onForward(edit.alternate));
    case 'duplication': {
      const bases = basesOf(first, last + 1);
      return bases === null
        ? null
        : { chromosome, start0: last + 1, reference: '', alternate: bases };
    }
    case 'identity':
    case 'inversion':
    case 'repeat':
      return null;
  }
}

/** 0-based place on the genome of a position of the transcript, introns by their offset. */
function placeOf(index: TranscriptIndex, { base, afterStop, offset }: HgvsPosition): number | null {
  const { frame, transcript } = index;
  if (frame === null) return null;
  const cdna0 = afterStop ? frame.end0 + base - 1 : frame.origin0 + (base > 0 ? base - 1 : base);
  const place = genomicPlace(index, cdna0);
  return place === null ? null : place + offset * transcript.strand;
}

/** Bases of the forward strand within one exon; null elsewhere. */
function forwardBases(index: TranscriptIndex, start0: number, end0: number): string | null {
  const { transcript, cdnaStarts, differences } = index;
  const exon = transcript.exons.findIndex((one) => start0 >= one.start0 && end0 <= one.end0);
  if (exon < 0 || (differences?.[exon] ?? []).length > 0) return null;
  const at = transcript.exons[exon] as (typeof transcript.exons)[number];
  const cdna0 =
    (cdnaStarts[exon] as number) + (transcript.strand === 1 ? start0 - at.start0 : at.end0 - end0);
  const bases = transcript.cdna.slice(cdna0, cdna0 + end0 - start0);
  return transcript.strand === 1 ? bases : reverseComplement(bases);
}
