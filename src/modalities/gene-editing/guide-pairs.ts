import { readEditedProtein } from '../../engines/genome/consequence/read-edited-protein.js';
import { transcriptIndex } from '../../engines/genome/consequence/transcript-index.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import { DECAY_RULE_NT } from './gene-knockout.js';
import { proteinChangeFrom } from './protein-change.js';

/** A cut of a transcript's gene: where on its cDNA, and where on the genome. */
export interface ExonCut {
  /** 0-based index of the exon. */
  readonly exon: number;
  /** Boundary on the cDNA, and on the chromosome. */
  readonly cdna0: number;
  readonly genome0: number;
}

/** What is left when two cuts of one gene are joined. */
export interface Excision {
  /** On the genome, introns included. Unit: bp. */
  readonly deletedBp: number;
  /** On the mRNA. Unit: nt. */
  readonly codingLostNt: number;
  readonly frame: 'kept' | 'shifted';
  /** Exons that are gone whole, 1-based. */
  readonly wholeExons: readonly number[];
  /** Against the healthy protein, in words. */
  readonly proteinChange: string;
  /** Is nonsense-mediated decay expected of the joined mRNA; null where its frame has no stop. */
  readonly decayed: boolean | null;
}

/**
 * The gene with the bases between two cuts of its coding exons (in the order of the transcript) gone: both exons are
 * read as one, since the splice sites between them are gone too.
 */
export function excisionBetween(transcript: Transcript, first: ExonCut, second: ExonCut): Excision {
  const index = transcriptIndex(transcript);
  const edit = { start0: first.cdna0, end0: second.cdna0, alternate: '' };
  const codingLostNt = second.cdna0 - first.cdna0;
  const { protein, stopped, origin0 } = readEditedProtein(index, [edit]);
  // Without an intron behind the joined exon nothing is decayed.
  const lastJunction = index.cdnaStarts[index.exonCount - 1] as number;
  const isLastExon = second.exon === index.exonCount - 1;
  const stopEnd = origin0 + 3 * protein.length + 3;
  const decayed = !stopped
    ? null
    : isLastExon
      ? stopEnd <= (index.cdnaStarts[first.exon] as number) - DECAY_RULE_NT
      : stopEnd <= lastJunction - codingLostNt - DECAY_RULE_NT;
  return {
    deletedBp: Math.abs(second.genome0 - first.genome0),
    codingLostNt,
    frame: codingLostNt % 3 === 0 ? 'kept' : 'shifted',
    wholeExons: Array.from(
      { length: Math.max(0, second.exon - first.exon - 1) },
      (_, i) => first.exon + i + 2,
    ),
    proteinChange: proteinChangeFrom(index.protein, { residues: protein, stopped }),
    decayed,
  };
}
