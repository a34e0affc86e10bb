import type { GenomeDifference, Transcript } from '../transcript.js';
import { residueAt } from './codons.js';

/** The reading frame of a coding transcript, on its cDNA. */
export interface ReadingFrame {
  readonly start0: number;
  readonly end0: number;
  /**
   * First base of codon 0. Before `start0` where the annotation begins inside of a codon, which then
   * reads `X`, as Ensembl has it.
   */
  readonly origin0: number;
  /** Bases of a last codon that the transcript doesn't finish. */
  readonly leftOver: number;
}

/**
 * A transcript with what calls on it need again and again. Places are strand coordinates: a genomic
 * place on the plus strand, its negative on the minus strand, so that they grow 5' to 3' on any transcript.
 */
export interface TranscriptIndex {
  readonly transcript: Transcript;
  readonly exonCount: number;
  /** Strand coordinates of the exons, in the order of the transcript. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** cDNA start of each exon, and the cDNA's length. */
  readonly cdnaStarts: Int32Array;
  readonly frame: ReadingFrame | null;
  /** Differences from the genome by exon; null where the transcript has none. */
  readonly differences: readonly (readonly GenomeDifference[])[] | null;
  /** The annotated protein without its stop; empty for a non-coding transcript. */
  readonly protein: string;
  /** Does the annotated reading frame end in a stop codon. */
  readonly hasStop: boolean;
  /** Residue of a whole codon inside of the reading frame that the code gives as a stop, or null. */
  readonly internalStop: number | null;
}

const indexes = new WeakMap<Transcript, TranscriptIndex>();

/** The index of a transcript, made once. */
export function transcriptIndex(transcript: Transcript): TranscriptIndex {
  const known = indexes.get(transcript);
  if (known !== undefined) return known;
  const made = buildIndex(transcript);
  indexes.set(transcript, made);
  return made;
}

function buildIndex(transcript: Transcript): TranscriptIndex {
  const { exons, strand, genomeDifferences } = transcript;
  const exonCount = exons.length;
  const starts = new Int32Array(exonCount);
  const ends = new Int32Array(exonCount);
  const cdnaStarts = new Int32Array(exonCount + 1);
  const differences =
    genomeDifferences.length === 0 ? null : exons.map((): GenomeDifference[] => []);
  let nextDifference = 0;
  for (const [i, exon] of exons.entries()) {
    starts[i] = strand === 1 ? exon.start0 : -exon.end0;
    ends[i] = strand === 1 ? exon.end0 : -exon.start0;
    let cdnaEnd0 = (cdnaStarts[i] as number) + exon.end0 - exon.start0;
    while (nextDifference < genomeDifferences.length) {
      const difference = genomeDifferences[nextDifference] as GenomeDifference;
      if (difference.cdnaStart0 >= cdnaEnd0 && i + 1 < exonCount) break;
      (differences as GenomeDifference[][])[i]?.push(difference);
      cdnaEnd0 += difference.transcript.length - difference.reference.length;
      nextDifference++;
    }
    cdnaStarts[i + 1] = cdnaEnd0;
  }
  const frame = readingFrame(transcript);
  return {
    transcript,
    exonCount,
    starts,
    ends,
    cdnaStarts,
    frame,
    differences,
    ...annotatedProtein(transcript, frame),
  };
}

function readingFrame({ cds, phase }: Transcript): ReadingFrame | null {
  if (cds === null) return null;
  const origin0 = cds.start0 - ((3 - phase) % 3);
  return { start0: cds.start0, end0: cds.end0, origin0, leftOver: (cds.end0 - origin0) % 3 };
}

function annotatedProtein(
  transcript: Transcript,
  frame: ReadingFrame | null,
): Pick<TranscriptIndex, 'protein' | 'hasStop' | 'internalStop'> {
  if (frame === null) return { protein: '', hasStop: false, internalStop: null };
  const exceptions = residueExceptions(transcript);
  let protein = '';
  let internalStop: number | null = null;
  const last = frame.end0 - frame.leftOver - 3;
  for (let at = frame.origin0; at <= last; at += 3) {
    const residue = wildtypeResidue(transcript, at, exceptions);
    if (residue === '*') {
      if (at === last) return { protein, hasStop: true, internalStop };
      internalStop ??= protein.length;
    }
    protein += residue;
  }
  return { protein, hasStop: false, internalStop };
}

function residueExceptions({
  translationExceptions,
}: Transcript): ReadonlyMap<number, string> | null {
  return translationExceptions.length === 0
    ? null
    : new Map(translationExceptions.map(({ cdnaStart0, residue }) => [cdnaStart0, residue]));
}

function wildtypeResidue(
  { cdna, cds, geneticCode }: Transcript,
  at: number,
  exceptions: ReadonlyMap<number, string> | null,
): string {
  const exception = exceptions?.get(at);
  if (exception !== undefined) return exception;
  // A codon that begins before the annotated reading frame reads into bases that are not its own.
  return at < (cds?.start0 ?? 0) ? 'X' : residueAt(cdna, at, geneticCode);
}

/** Index of the exon that begins at or before a strand coordinate; -1 before the first. */
export function lastExonFrom(index: TranscriptIndex, place: number): number {
  const { starts } = index;
  let low = 0;
  let high = index.exonCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** cDNA place of a boundary between bases inside of an exon or at its edge. */
export function cdnaPlace(index: TranscriptIndex, exon: number, place: number): number {
  const from = place - (index.starts[exon] as number);
  const cdnaStart0 = index.cdnaStarts[exon] as number;
  if (index.differences === null) return cdnaStart0 + from;
  let shift = 0;
  for (const { cdnaStart0: at, reference, transcript } of index.differences[exon] ?? []) {
    const genomic = at - cdnaStart0 - shift;
    if (from < genomic + reference.length) {
      return from <= genomic
        ? cdnaStart0 + from + shift
        : Math.min(cdnaStart0 + from + shift, at + transcript.length);
    }
    shift += transcript.length - reference.length;
  }
  return cdnaStart0 + from + shift;
}

/** An exon as the genome has it, on the transcript's strand. */
function genomicExon(index: TranscriptIndex, exon: number): string {
  const start0 = index.cdnaStarts[exon] as number;
  const end0 = index.cdnaStarts[exon + 1] as number;
  const { cdna } = index.transcript;
  let bases = '';
  let at = start0;
  for (const { cdnaStart0, reference, transcript } of index.differences?.[exon] ?? []) {
    bases += cdna.slice(at, cdnaStart0) + reference;
    at = cdnaStart0 + transcript.length;
  }
  return bases + cdna.slice(at, end0);
}

/**
 * The genome's base at a strand coordinate, as a character code on the transcript's strand; -1 where
 * the transcript's record doesn't hold it: away from its exons and their flanks.
 */
export function knownBase(index: TranscriptIndex, place: number): number {
  const exon = lastExonFrom(index, place);
  const { flanks, cdna } = index.transcript;
  if (exon >= 0) {
    const intoExon = place - (index.starts[exon] as number);
    const beyond = place - (index.ends[exon] as number);
    if (beyond < 0) {
      return (index.differences?.[exon] ?? []).length > 0
        ? genomicExon(index, exon).charCodeAt(intoExon)
        : cdna.charCodeAt((index.cdnaStarts[exon] as number) + intoExon);
    }
    const after = flanks[exon]?.after ?? '';
    if (beyond < after.length) return after.charCodeAt(beyond);
  }
  const before = flanks[exon + 1]?.before ?? '';
  const next = index.starts[exon + 1];
  if (next === undefined || next - place > before.length) return -1;
  return before.charCodeAt(before.length - (next - place));
}
