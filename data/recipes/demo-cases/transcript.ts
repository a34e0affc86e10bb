import type { GenomeReader } from './bgzip-fasta.js';
import { reverseComplement, translateToStop } from './codons.js';

/** A stretch of a chromosome or of a cDNA, 0-based half-open. */
export interface Stretch {
  readonly start0: number;
  readonly end0: number;
}

/** A coding transcript with its place on GRCh38 and its sequence. */
export interface Transcript {
  readonly accession: string;
  readonly chromosome: string;
  readonly strand: 1 | -1;
  /** On the genome, in transcript order. */
  readonly exons: readonly Stretch[];
  /** Spliced sequence, 5' to 3'. */
  readonly cdna: string;
  /** Start codon to stop codon, both included, in the cDNA. */
  readonly coding: Stretch;
  readonly protein: string;
}

/** Exons in transcript order, spliced from the genome. */
export function splice(
  genome: GenomeReader,
  chromosome: string,
  strand: 1 | -1,
  exons: readonly Stretch[],
): string {
  return exons
    .map(({ start0, end0 }) => {
      const bases = genome.bases(chromosome, start0, end0);
      return strand === 1 ? bases : reverseComplement(bases);
    })
    .join('');
}

/** An exon that wholly holds a genomic stretch, and where in the cDNA both lie. */
export interface ExonPlace {
  readonly exonIndex: number;
  readonly exon: Stretch;
  readonly place: Stretch;
}

/**
 * Null where no single exon holds the stretch. An insertion, a stretch of length 0, needs exon on both
 * sides.
 */
export function onCdna(
  { exons, strand }: Pick<Transcript, 'exons' | 'strand'>,
  { start0, end0 }: Stretch,
): ExonPlace | null {
  let offset = 0;
  for (const [exonIndex, exon] of exons.entries()) {
    const isInside =
      start0 === end0
        ? exon.start0 < start0 && start0 < exon.end0
        : exon.start0 <= start0 && end0 <= exon.end0;
    const length = exon.end0 - exon.start0;
    if (isInside) {
      const from = offset + (strand === 1 ? start0 - exon.start0 : exon.end0 - end0);
      return {
        exonIndex,
        exon: { start0: offset, end0: offset + length },
        place: { start0: from, end0: from + end0 - start0 },
      };
    }
    offset += length;
  }
  return null;
}

/** The reading frame's parts on the genome, ordered along the chromosome. */
export function codingChain(transcript: Omit<Transcript, 'protein'>): readonly Stretch[] {
  const { exons, strand, coding } = transcript;
  const parts: Stretch[] = [];
  let offset = 0;
  for (const exon of exons) {
    const length = exon.end0 - exon.start0;
    const from = Math.max(coding.start0 - offset, 0);
    const to = Math.min(coding.end0 - offset, length);
    if (from < to) {
      parts.push(
        strand === 1
          ? { start0: exon.start0 + from, end0: exon.start0 + to }
          : { start0: exon.end0 - to, end0: exon.end0 - from },
      );
    }
    offset += length;
  }
  return parts.sort((a, b) => a.start0 - b.start0);
}

/** The parts of the exons between two genomic bounds, ordered along the chromosome. */
export function exonsWithin(exons: readonly Stretch[], bounds: Stretch): readonly Stretch[] {
  return exons
    .map(({ start0, end0 }) => ({
      start0: Math.max(start0, bounds.start0),
      end0: Math.min(end0, bounds.end0),
    }))
    .filter(({ start0, end0 }) => start0 < end0)
    .sort((a, b) => a.start0 - b.start0);
}

/** Stretches as text, so that two lists can be compared. */
export function chainText(chain: readonly Stretch[]): string {
  return chain.map(({ start0, end0 }) => `${start0}-${end0}`).join(',');
}

/**
 * The protein of a reading frame that must be whole: ATG first, its only stop last.
 * @throws Error where it is not.
 */
export function translateReadingFrame(accession: string, cdna: string, coding: Stretch): string {
  const bases = cdna.slice(coding.start0, coding.end0);
  const { protein, stopped } = translateToStop(bases);
  if (!bases.startsWith('ATG') || !stopped || (protein.length + 1) * 3 !== bases.length) {
    throw new Error(`${accession}: its coding sequence is not one open reading frame`);
  }
  return protein;
}
