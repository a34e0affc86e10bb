import { describe, expect, it } from 'vitest';

import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import { isDecayed, knockoutGuides } from './gene-knockout.js';
import { spCas9 } from './options.js';
import { sharedExons } from './shared-exons.js';
import { toyTranscript } from './toy-locus.fixture.js';

/** L T D in frame; a stop within two codons in both other frames (TAA, TGA). */
const REPEAT = 'CTAACTGAC'.repeat(20);
const EXONS = [`ATG${REPEAT}`, `${REPEAT}TAA`] as const;
const FLANK = { before: 'T'.repeat(30), after: 'GTAAGT'.repeat(5) };

/** Two exons of 183 bases, at 1,000 and 2,000 on the genome; the first exon is the one at 2,000 on the minus strand. */
function twoExons(strand: 1 | -1, changes: Partial<Transcript> = {}): Transcript {
  const places = [
    { start0: 1_000, end0: 1_183 },
    { start0: 2_000, end0: 2_183 },
  ];
  return {
    ...toyTranscript(EXONS.join(''), strand, FLANK),
    exons: strand === 1 ? places : places.toReversed(),
    flanks: [FLANK, FLANK],
    ...changes,
  };
}

describe('sharedExons', () => {
  it('gives the stretch that codes in every transcript, by hand', () => {
    const whole = twoExons(1);
    // Begins 60 bases later and codes from its base 3 on, and ends 3 codons earlier.
    const other = twoExons(1, {
      exons: [
        { start0: 1_060, end0: 1_183 },
        { start0: 2_000, end0: 2_183 },
      ],
      cdna: EXONS.join('').slice(60),
      cds: { start0: 3, end0: 297 },
    });
    expect(sharedExons(whole, [other])).toEqual([
      { exon: 0, coding: { start0: 1_063, end0: 1_183 }, cdsBefore: 0 },
      { exon: 1, coding: { start0: 2_000, end0: 2_174 }, cdsBefore: 0.5 },
    ]);
  });

  it('reads the minus strand from its own end, and leaves out an exon that another lacks', () => {
    const whole = twoExons(-1, { cds: { start0: 9, end0: 366 } });
    const [first] = sharedExons(whole, []);
    expect(first).toEqual({ exon: 0, coding: { start0: 2_000, end0: 2_174 }, cdsBefore: 0 });
    const lacking = twoExons(-1, {
      exons: [{ start0: 1_000, end0: 1_183 }],
      cdna: EXONS[1],
      cds: { start0: 0, end0: 183 },
    });
    expect(sharedExons(whole, [lacking]).map(({ exon }) => exon)).toEqual([1]);
  });
});

describe('isDecayed', () => {
  it('asks for a stop more than 55 nt before the last junction, at base 183', () => {
    expect(isDecayed(twoExons(1), 30)).toBe(true);
    expect(isDecayed(twoExons(1), 150)).toBe(false);
    expect(isDecayed(twoExons(-1), 250)).toBe(false);
  });

  it('is not known where a shifted frame meets no stop', () => {
    const endless = toyTranscript(`ATG${'GCC'.repeat(60)}TAA`, 1, FLANK);
    expect(isDecayed(endless, 30)).toBeNull();
  });
});

describe('knockoutGuides', () => {
  it('lie on the exon with their PAM and cut within the share of the coding sequence', () => {
    for (const strand of [1, -1] as const) {
      // A single NGG on the coding strand of the first exon, 20 bases behind a spacer of its own.
      const exon = `${EXONS[0].slice(0, 60)}TCATCAGATTACATCGATCATGG${EXONS[0].slice(83)}`;
      const transcript = twoExons(strand, { cdna: exon + EXONS[1] });
      const guides = knockoutGuides(transcript, [], spCas9());
      const own = guides.find(({ site }) => site.spacer === 'TCATCAGATTACATCGATCA');
      if (own === undefined) throw new Error('the guide is missing');
      // The cut lies behind 17 of 20 bases: 77 of 366.
      expect([own.cdna0, own.site.pam, own.site.strand]).toEqual([77, 'TGG', strand]);
      expect(own.cdsShare).toBeCloseTo(77 / 366, 10);
      const { wildtype } = own.locus.bases;
      const place = wildtype.slice(own.site.start0, own.site.end0);
      expect(strand === 1 ? place : reverseComplement(place)).toBe(own.site.spacer);
      for (const { cdsShare } of guides) {
        expect(cdsShare).toBeGreaterThanOrEqual(0.05);
        expect(cdsShare).toBeLessThanOrEqual(0.65);
      }
    }
  });
});
