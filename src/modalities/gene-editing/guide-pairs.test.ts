import { describe, expect, it } from 'vitest';

import type { Transcript } from '../../engines/genome/transcript.js';
import { excisionBetween } from './guide-pairs.js';
import { toyTranscript } from './toy-locus.fixture.js';

const FLANK = { before: 'T'.repeat(30), after: 'GTAAGT'.repeat(5) };
/** M, 9 times A, 20 times D, 70 times L, stop. */
const CDNA = `ATG${'GCT'.repeat(9)}${'GAT'.repeat(20)}${'CTG'.repeat(70)}TAA`;
const LENGTHS = [180, 60, 60, 3];

/** Exons of 180, 60, 60 and 3 bases, 1,000 apart. */
function fourExons(): Transcript {
  let start0 = 1_000;
  const exons = LENGTHS.map((length) => {
    const exon = { start0, end0: start0 + length };
    start0 += 1_000;
    return exon;
  });
  return { ...toyTranscript(CDNA, 1, FLANK), exons, flanks: LENGTHS.map(() => FLANK) };
}

const cut = (exon: number, within: number) => {
  const before = LENGTHS.slice(0, exon).reduce((sum, length) => sum + length, 0);
  return { exon, cdna0: before + within, genome0: 1_000 * (exon + 1) + within };
};

describe('excisionBetween', () => {
  it('loses whole codons in frame within one exon', () => {
    expect(excisionBetween(fourExons(), cut(0, 30), cut(0, 90))).toEqual({
      deletedBp: 60,
      codingLostNt: 60,
      frame: 'kept',
      wholeExons: [],
      proteinChange: 'other residues from D11 on, 80 instead of 100',
      decayed: false,
    });
  });

  it('loses an exon between two cuts, with its introns, and shifts the frame', () => {
    const excision = excisionBetween(fourExons(), cut(0, 100), cut(2, 10));
    // 80 of the first exon, all 60 of the second, 10 of the third; 3,010 - 1,100 on the genome.
    expect(excision).toMatchObject({
      deletedBp: 1_910,
      codingLostNt: 150,
      frame: 'kept',
      wholeExons: [2],
    });
    expect(excisionBetween(fourExons(), cut(0, 100), cut(2, 11)).frame).toBe('shifted');
  });

  it('asks for decay by the last junction that is left', () => {
    // A frame that stops at once: TAG behind the joint, 60 bases before the last junction or next to it.
    const early = `ATG${'GCT'.repeat(9)}CTAGCT${'GCT'.repeat(48)}${'GCT'.repeat(40)}TAA`;
    const transcript = { ...fourExons(), cdna: early };
    expect(early).toHaveLength(CDNA.length);
    // Without 19 bases CTAGCT is read as C.TAG: the stop ends at base 16, the last junction lies at 281.
    const excision = excisionBetween(transcript, cut(0, 12), cut(0, 31));
    expect([excision.frame, excision.decayed]).toEqual(['shifted', true]);
    // Both cuts in the last two exons: the joined exon is the last, and the stop lies in it.
    const last = excisionBetween(fourExons(), cut(2, 9), cut(3, 0));
    expect([last.frame, last.decayed]).toEqual(['kept', false]);
  });
});
