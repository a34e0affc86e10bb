import { reverseComplement } from './reverse-complement.js';
import type { Transcript } from './transcript.js';

/** Consecutive bases of the genome, forward strand. */
export interface GenomeStretch {
  readonly start0: number;
  readonly bases: string;
}

/**
 * The exons of a transcript with the bases beside them that its source has, on the forward strand. None where
 * the transcript's own sequence differs from the genome, since its bases are not the genome's then.
 */
export function* exonStretches(transcript: Transcript): Generator<GenomeStretch> {
  if (transcript.genomeDifferences.length > 0) return;
  let at = 0;
  for (const [i, { start0, end0 }] of transcript.exons.entries()) {
    const { before, after } = transcript.flanks[i] as Transcript['flanks'][number];
    const exon = transcript.cdna.slice(at, at + end0 - start0);
    at += end0 - start0;
    const bases = `${before}${exon}${after}`;
    yield transcript.strand === 1
      ? { start0: start0 - before.length, bases }
      : { start0: start0 - after.length, bases: reverseComplement(bases) };
  }
}
