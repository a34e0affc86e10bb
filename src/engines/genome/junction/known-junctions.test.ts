import { beforeAll, describe, expect, it } from 'vitest';

import { openPackStore } from '../../../platform/node/pack-store.js';
import { openReference, type Reference } from '../reference-pack.js';
import type { GenomicInterval, Transcript } from '../transcript.js';
import { junctionProtein, type JunctionProtein } from './junction-protein.js';

/** The intron between two exons of a transcript, counted from 1. */
function between({ exons, strand }: Transcript, from: number, to: number): GenomicInterval {
  const [before, after] = [exons[from - 1], exons[to - 1]];
  if (before === undefined || after === undefined) throw new Error('no such exon');
  return strand === 1
    ? { start0: before.end0, end0: after.start0 }
    : { start0: after.end0, end0: before.start0 };
}

describe('junctions of tumours that the literature knows', () => {
  let panel: Reference;
  const joined = (gene: string, residues: number, from: number, to: number): JunctionProtein => {
    const results = Array.from(panel.transcripts())
      .filter(({ geneSymbol }) => geneSymbol === gene)
      .map((transcript) =>
        transcript.exons.length < to
          ? null
          : junctionProtein(transcript, between(transcript, from, to), [], null),
      );
    for (const result of results) {
      if (result?.kind === 'protein' && result.wildtype.length === residues) return result;
    }
    throw new Error(`no protein of ${gene}`);
  };

  beforeAll(async () => {
    panel = openReference(await openPackStore().load('reference-panel-grch38'));
  });

  it('joins EGFR exon 1 to exon 8 as EGFRvIII: LEEKKGNYVVTDH, 267 residues less', () => {
    // The new glycine's peptide, PEPvIII: Humphrey et al. 1990, Proc Natl Acad Sci USA 87:4207.
    const { sequence, wildtype, frame, effect, novelStart0, novelEnd0 } = joined(
      'EGFR',
      1_210,
      1,
      8,
    );
    expect([frame, effect]).toEqual(['in-frame', 'exon-skipping']);
    expect(wildtype.length - sequence.length).toBe(267);
    expect(sequence).toContain('LEEKKGNYVVTDH');
    expect(sequence.slice(novelStart0, novelEnd0)).toBe('G');
    expect(wildtype).not.toContain('LEEKKG');
  });

  it('skips exon 14 of MET in frame, 47 residues less, with Y1003 that recruits CBL', () => {
    // Kong-Beltran et al. 2006, Cancer Res 66:283. The panel has the isoform with 18 residues more before it.
    const { sequence, wildtype, frame, doubts } = joined('MET', 1_390 + 18, 13, 15);
    expect([frame, doubts]).toEqual(['in-frame', []]);
    expect(wildtype.length - sequence.length).toBe(47);
    expect(wildtype.slice(1_018, 1_023)).toBe('VDYRA');
    expect(sequence).not.toContain('VDYRA');
  });

  it('marks a frameshift whose stop comes long before the last junction', () => {
    // The exon of BRCA1 with 77 bases: without it the frame is lost before the long exon 11 (legacy number).
    const brca1 = Array.from(panel.transcripts()).find(
      ({ geneSymbol, id }) => geneSymbol === 'BRCA1' && id.startsWith('LRG_292t1'),
    );
    const lengths = brca1?.exons.map(({ start0, end0 }) => end0 - start0) ?? [];
    const exon = lengths.findIndex((length) => length === 77) + 1;
    expect(exon).toBeGreaterThan(1);
    const { frame, doubts } = joined('BRCA1', 1_863, exon - 1, exon + 1);
    expect(frame).toBe('frameshift');
    expect(doubts).toEqual([
      expect.stringMatching(/bases before the last junction, which marks the mRNA for decay$/),
    ]);
  });
});
