import { reverseComplement } from '../genome/reverse-complement.js';
import type { Transcript } from '../genome/transcript.js';

/** A place for dCas9 beside the start of transcription. */
export interface CrispriGuide {
  /** 20 letters, 5' to 3', as DNA. */
  readonly spacer: string;
  /** NGG. */
  readonly pam: string;
  /** 1: reads like the transcript. */
  readonly strand: 1 | -1;
  /** Middle of the protospacer from the first transcribed base (+1); there is no place 0. */
  readonly fromStart: number;
}

/** What of the region around the start of transcription is at hand. */
interface CrispriRegion {
  readonly guides: readonly CrispriGuide[];
  /** Bases at hand before the first transcribed base, and from it on. */
  readonly basesBefore: number;
  readonly basesAfter: number;
}

const SPACER = 20;
const PAM = /^[ACGT]GG$/;
/** Bases of the first exon that are looked at; our choice. */
const REACH = 300;

/**
 * SpCas9 guides (NGG) on either strand of the first exon and what the pack holds before it, nearest to the annotated start
 * first: how near the guide lies to the true start decides (Radzisheuskaya 2016). Which start a tumour uses is not known
 * from an annotation.
 */
export function crispriGuides(transcript: Transcript): CrispriRegion {
  const [first] = transcript.exons;
  const [flank] = transcript.flanks;
  if (first === undefined || flank === undefined) {
    throw new Error(`${transcript.id} has no exon`);
  }
  const exon = transcript.cdna.slice(0, Math.min(REACH, first.end0 - first.start0));
  const bases = flank.before + exon;
  const start0 = flank.before.length;
  const whole = SPACER + 3;
  const guides: CrispriGuide[] = [];
  for (const strand of [1, -1] as const) {
    const read = strand === 1 ? bases : reverseComplement(bases);
    for (let at = 0; at + whole <= read.length; at++) {
      const spacer = read.slice(at, at + SPACER);
      const pam = read.slice(at + SPACER, at + whole);
      if (!PAM.test(pam) || spacer.includes('N')) continue;
      const middle0 = at + SPACER / 2;
      const offset = (strand === 1 ? middle0 : read.length - 1 - middle0) - start0;
      guides.push({ spacer, pam, strand, fromStart: offset >= 0 ? offset + 1 : offset });
    }
  }
  guides.sort(
    (a, b) =>
      Math.abs(a.fromStart) - Math.abs(b.fromStart) ||
      a.fromStart - b.fromStart ||
      b.strand - a.strand,
  );
  return { guides, basesBefore: start0, basesAfter: exon.length };
}
