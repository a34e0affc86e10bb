import { reverseComplement } from '../genome/reverse-complement.js';
import type { Transcript } from '../genome/transcript.js';

/** An antisense oligonucleotide that covers a splice site, so that the exon is left out. */
export interface SpliceSwitch {
  /** 1-based in the transcript. */
  readonly exon: number;
  readonly covers: 'acceptor' | 'donor';
  /** 5' to 3', as DNA letters. */
  readonly oligo: string;
  /** Bases of the exon, and whether leaving them out shifts the frame. */
  readonly exonBases: number;
  readonly shiftsFrame: boolean;
}

/** Bases of the intron and of the exon that the oligonucleotide covers; our choice. */
const INTRON_BASES = 12;
const EXON_BASES = 8;

/**
 * For each coding exon whose loss shifts the reading frame and that is neither the first nor the last, one oligonucleotide
 * over its acceptor and one over its donor, early exons first. None where the pack has no introns beside the exons.
 */
export function spliceSwitches(transcript: Transcript): readonly SpliceSwitch[] {
  const { cds, exons, flanks, cdna } = transcript;
  if (cds === null) return [];
  let cdna0 = 0;
  return exons.flatMap(({ start0, end0 }, i): readonly SpliceSwitch[] => {
    const length = end0 - start0;
    const from = cdna0;
    cdna0 += length;
    const isInner = i > 0 && i < exons.length - 1 && from >= cds.start0 && cdna0 <= cds.end0;
    const shiftsFrame = length % 3 !== 0;
    const { before, after } = flanks[i] as Transcript['flanks'][number];
    if (!isInner || !shiftsFrame || length < EXON_BASES) return [];
    if (before.length < INTRON_BASES || after.length < INTRON_BASES) return [];
    const exon = cdna.slice(from, cdna0);
    const acceptor = before.slice(-INTRON_BASES) + exon.slice(0, EXON_BASES);
    const donor = exon.slice(-EXON_BASES) + after.slice(0, INTRON_BASES);
    const common = { exon: i + 1, exonBases: length, shiftsFrame };
    return [
      { ...common, covers: 'acceptor', oligo: reverseComplement(acceptor) },
      { ...common, covers: 'donor', oligo: reverseComplement(donor) },
    ];
  });
}
