import { transcriptIndex } from '../../engines/genome/consequence/transcript-index.js';
import type { GenomicInterval, Transcript } from '../../engines/genome/transcript.js';

/** Coding bases of one exon on the genome, cut to the reading frame; null where it has none. */
function codingPart(transcript: Transcript, exon: number): GenomicInterval | null {
  const { cds, strand, exons } = transcript;
  if (cds === null) return null;
  const index = transcriptIndex(transcript);
  const cdnaStart0 = index.cdnaStarts[exon] as number;
  const cdnaEnd0 = index.cdnaStarts[exon + 1] as number;
  const skipped = Math.max(0, cds.start0 - cdnaStart0);
  const left = Math.max(0, cdnaEnd0 - cds.end0);
  const { start0, end0 } = exons[exon] as GenomicInterval;
  const part =
    strand === 1
      ? { start0: start0 + skipped, end0: end0 - left }
      : { start0: start0 + left, end0: end0 - skipped };
  return part.end0 > part.start0 ? part : null;
}

/** An exon of `transcript` with the stretch of it that codes in every transcript of the gene. */
export interface SharedExon {
  readonly exon: number;
  /** On the genome. */
  readonly coding: GenomicInterval;
  /** Share (0-1) of the coding sequence before it. */
  readonly cdsBefore: number;
}

/** Exons that code in all `others` too, in order; only the stretch that all share is given. */
export function sharedExons(
  transcript: Transcript,
  others: readonly Transcript[],
): readonly SharedExon[] {
  const { cds } = transcript;
  if (cds === null) return [];
  const index = transcriptIndex(transcript);
  return transcript.exons.flatMap((_, exon) => {
    let shared = codingPart(transcript, exon);
    for (const other of others) {
      if (shared === null) return [];
      shared = largestOverlap(shared, other);
    }
    if (shared === null) return [];
    const before = Math.max(0, (index.cdnaStarts[exon] as number) - cds.start0);
    return [{ exon, coding: shared, cdsBefore: before / (cds.end0 - cds.start0) }];
  });
}

function largestOverlap(part: GenomicInterval, other: Transcript): GenomicInterval | null {
  let best: GenomicInterval | null = null;
  for (const [exon] of other.exons.entries()) {
    const coding = codingPart(other, exon);
    if (coding === null) continue;
    const start0 = Math.max(part.start0, coding.start0);
    const end0 = Math.min(part.end0, coding.end0);
    if (end0 <= start0) continue;
    if (best === null || end0 - start0 > best.end0 - best.start0) best = { start0, end0 };
  }
  return best;
}
