import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { OptionError } from '../../core/errors.js';
import { BASE_EDITORS } from '../../engines/editing/base-editors.js';
import { NUCLEASES } from '../../engines/editing/nucleases.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import { alleleGuides } from './allele-guides.js';
import { baseEdits } from './base-edits.js';
import { fitsPattern, guideSites } from './guide-sites.js';
import { type Locus, locusOf, type LocusVariant, proteinOf } from './locus.js';
import { guideOligos, pegRnaOligos } from './oligos.js';
import {
  checkGeneEditingOptions,
  DEFAULT_GENE_EDITING_OPTIONS,
  primeNickases,
  spCas9,
} from './options.js';
import { primeEdits } from './prime-edits.js';
import { repairTemplate } from './repair-template.js';
import { TOY_START0, toyTranscript } from './toy-locus.fixture.js';

const NO_SCORES = { tables: null, efficacy: null };

/** The standard code as NCBI prints it (gc.prt, table 1): bases in the order T, C, A, G, the third fastest. */
const NCBI_TABLE_1 = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG';

function translated(dna: string): string {
  const residues = (dna.match(/.../g) ?? []).map((codon) =>
    NCBI_TABLE_1.charAt([...codon].reduce((sum, base) => 4 * sum + 'TCAG'.indexOf(base), 0)),
  );
  return residues.join('').replace(/\*.*$/s, '');
}

function otherStrand(dna: string): string {
  return [...dna]
    .toReversed()
    .map((base) => 'TGCA'.charAt('ACGT'.indexOf(base)))
    .join('');
}

const read = (bases: string, strand: 1 | -1): string => (strand === 1 ? bases : otherStrand(bases));

/** A transcript of one coding exon, and a variant in it. */
interface ToyCase {
  readonly transcript: Transcript;
  readonly variant: LocusVariant;
}

const dna = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ACGT'), minLength, maxLength });

const CODONS = [...'ACGT']
  .flatMap((a) => [...'ACGT'].flatMap((b) => [...'ACGT'].map((c) => a + b + c)))
  .filter((codon) => !['TAA', 'TAG', 'TGA'].includes(codon));

/** Any exon of 62-102 codons on either strand with a substitution, an insertion or a deletion in its middle. */
const toyCases: fc.Arbitrary<ToyCase> = fc
  .record({
    codons: fc.array(fc.constantFrom(...CODONS), { minLength: 60, maxLength: 100 }),
    strand: fc.constantFrom(1 as const, -1 as const),
    before: dna(30, 30),
    after: dna(30, 30),
    share: fc.double({ min: 0.3, max: 0.7, noNaN: true }),
    removed: fc.integer({ min: 0, max: 3 }),
    alternate: dna(0, 3),
  })
  .map(({ codons, strand, before, after, share, removed, alternate }) => {
    const sequence = `ATG${codons.join('')}TAA`;
    const forward = strand === 1 ? sequence : otherStrand(sequence);
    const at = Math.floor(share * forward.length);
    return {
      transcript: toyTranscript(sequence, strand, { before, after }),
      variant: { start0: TOY_START0 + at, reference: forward.slice(at, at + removed), alternate },
    };
  })
  .filter(({ variant }) => variant.reference !== variant.alternate);

/** Places of `part` in `text`, overlapping ones too. */
function placesOf(text: string, part: string): readonly number[] {
  return [...text].flatMap((_, i) => (text.startsWith(part, i) ? [i] : []));
}

function locusIn({ transcript, variant }: ToyCase): Locus {
  const locus = locusOf(transcript, variant);
  if ('reason' in locus) throw new Error(locus.reason);
  return locus;
}

/** What the mutant exon of a toy codes for after `bases`, by the test's own code: the exon has 30 bases on either side. */
function proteinAfter({ transcript }: ToyCase, bases: string): string {
  const exon = bases.slice(30, -30);
  return translated(transcript.strand === 1 ? exon : otherStrand(exon));
}

describe('a locus', () => {
  it('reads the same proteins as a plain translation, healthy and mutated', () => {
    fc.assert(
      fc.property(toyCases, (toy) => {
        const locus = locusIn(toy);
        // A variant that takes the start codon away is read from the next one; those are not in the middle.
        for (const allele of ['wildtype', 'mutant'] as const) {
          const bases = locus.bases[allele];
          expect(proteinOf(locus, allele, bases)?.residues).toBe(proteinAfter(toy, bases));
        }
      }),
    );
  });

  it('is refused where the reference allele is another, or the place is not held', () => {
    const transcript = toyTranscript('ATGAAACCCGGGTAA', 1, {
      before: 'A'.repeat(30),
      after: 'A'.repeat(30),
    });
    expect(locusOf(transcript, { start0: 10_003, reference: 'C', alternate: 'T' })).toEqual({
      reason: 'the variant replaces C, the reference has A there',
    });
    expect(locusOf(transcript, { start0: 5, reference: 'C', alternate: 'T' })).toEqual({
      reason: 'the pack holds no bases of TOY_1 at this place',
    });
  });
});

describe('guides of the mutant allele', () => {
  it('occur once on it, at their place and with their PAM, and never so on the wild type', () => {
    let met = 0;
    fc.assert(
      fc.property(toyCases, (toy) => {
        const locus = locusIn(toy);
        const { specific } = alleleGuides(locus, NUCLEASES, NO_SCORES);
        for (const { nuclease: id, site, spared } of specific) {
          met++;
          const nuclease = NUCLEASES.find((one) => one.id === id);
          if (nuclease === undefined) throw new Error(id);
          const both = [1, -1] as const;
          const hits = both.flatMap((strand) => {
            const text = read(locus.bases.mutant, strand);
            return placesOf(text, site.spacer).map((at) => ({ strand, at, text }));
          });
          expect(hits).toHaveLength(1);
          const { strand, at, text } = hits[0] as (typeof hits)[number];
          expect(strand).toBe(site.strand);
          expect(locus.bases.mutant.slice(site.start0, site.end0)).toBe(read(site.spacer, strand));
          const from = nuclease.pamSide === 3 ? at + site.spacer.length : at - nuclease.pam.length;
          const pam = text.slice(from, from + nuclease.pam.length);
          expect([pam, fitsPattern(pam, nuclease.pam)]).toEqual([site.pam, true]);
          const healthy = read(locus.bases.wildtype, strand);
          const asGood = placesOf(healthy, site.spacer).filter((place) => {
            const start =
              nuclease.pamSide === 3 ? place + site.spacer.length : place - nuclease.pam.length;
            return fitsPattern(healthy.slice(start, start + nuclease.pam.length), nuclease.pam);
          });
          expect([spared.how, asGood]).toEqual([spared.how, []]);
        }
      }),
      { numRuns: 60 },
    );
    expect(met).toBeGreaterThan(30);
  });
});

/** Toys whose variant turns one base into the other purine or pyrimidine, as base editors do. */
const transitions = toyCases.map(({ transcript, variant: { start0 } }): ToyCase => {
  const [exon] = transcript.exons;
  const reference = read(transcript.cdna, transcript.strand).charAt(start0 - (exon?.start0 ?? 0));
  const alternate = 'GTAC'.charAt('ACGT'.indexOf(reference));
  return { transcript, variant: { start0, reference, alternate } };
});

describe('base edits', () => {
  it('bring the healthy bases or the healthy protein back, and tell each bystander', () => {
    let met = 0;
    fc.assert(
      fc.property(transitions, (toy) => {
        const locus = locusIn(toy);
        const healthy = proteinAfter(toy, locus.bases.wildtype);
        for (const edit of baseEdits(locus, BASE_EDITORS)) {
          met++;
          const editor = BASE_EDITORS.find(({ id }) => id === edit.editor);
          if (editor === undefined) throw new Error(edit.editor);
          const { site, targetPlace, bystanders } = edit;
          const text = read(locus.bases.mutant, site.strand);
          const at = text.indexOf(site.spacer);
          const rewrite = (places: readonly number[]): string => {
            const letters = [...text];
            for (const place of places) {
              expect(letters[at + place - 1]).toBe(editor.from);
              letters[at + place - 1] = editor.to;
            }
            return read(letters.join(''), site.strand);
          };
          const alone = rewrite([targetPlace]);
          expect(alone).toBe(edit.targetOnly);
          if (edit.restores === 'sequence') expect(alone).toBe(locus.bases.wildtype);
          expect(proteinAfter(toy, alone)).toBe(healthy);
          const { first, last } = editor.window;
          const window = [...site.spacer].flatMap((base, i) =>
            base === editor.from && i + 1 >= first && i + 1 <= last ? [i + 1] : [],
          );
          expect(rewrite(window)).toBe(edit.wholeWindow);
          expect(edit.wholeWindowChange === 'none').toBe(
            proteinAfter(toy, edit.wholeWindow) === healthy,
          );
          expect(
            bystanders.filter((one) => one.window === 'main').map(({ place }) => place),
          ).toEqual(window.filter((place) => place !== targetPlace));
          for (const { place, proteinChange } of bystanders) {
            const edited = proteinAfter(toy, rewrite([targetPlace, place]));
            expect(proteinChange === 'none').toBe(edited === healthy);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(met).toBeGreaterThan(30);
  });
});

describe('prime edits', () => {
  it('write the wanted bases when nick, primer and flap are played through', () => {
    let met = 0;
    fc.assert(
      fc.property(toyCases, (toy) => {
        const locus = locusIn(toy);
        const { mutant, wildtype } = locus.bases;
        for (const edit of primeNickases().flatMap((nickase) => primeEdits(locus, nickase))) {
          met++;
          const { site, template, primerBindingSite } = edit;
          const text = read(mutant, site.strand);
          const nick = text.indexOf(site.spacer) + 17;
          // The primer binding site pairs with the bases before the nick.
          expect(text.slice(0, nick).endsWith(otherStrand(primerBindingSite))).toBe(true);
          expect(site.spacer.slice(0, 17).endsWith(otherStrand(primerBindingSite))).toBe(true);
          const flap = otherStrand(template);
          const replaced = flap.length - (wildtype.length - mutant.length);
          const after = text.slice(0, nick) + flap + text.slice(nick + replaced);
          expect(read(after, site.strand)).toBe(edit.edited);
          // The end of the flap pairs with what lies behind the edit.
          expect(text.slice(0, nick + replaced).endsWith(flap.slice(-6))).toBe(true);
          const differing = [...edit.edited].filter((base, i) => base !== wildtype[i]);
          expect(differing).toHaveLength(edit.silent.length);
          expect(proteinAfter(toy, edit.edited)).toBe(proteinAfter(toy, wildtype));
          expect(template.startsWith('C')).toBe(false);
          expect(primerBindingSite.length).toBeGreaterThanOrEqual(10);
          expect(primerBindingSite.length).toBeLessThanOrEqual(15);
          const [binds] = placesOf(read(edit.edited, site.strand), site.spacer);
          const pam = binds === undefined ? '' : read(edit.edited, site.strand).slice(binds + 20);
          const isBound = binds !== undefined && /^.GG/.test(pam) && edit.nickase === 'spcas9';
          if (isBound) expect(edit.pamAfter).toBe('intact');
          for (const nicking of [edit.pe3, edit.pe3b]) {
            if ('reason' in nicking) continue;
            const other = read(edit.edited, nicking.site.strand);
            expect(nicking.site.strand).toBe(-site.strand);
            const cut = other.length - (other.indexOf(nicking.site.spacer) + 17);
            expect(cut - nick).toBe(nicking.distance);
          }
          if (!('reason' in edit.pe3b)) {
            const { spacer, pam: beside, strand } = edit.pe3b.site;
            expect(read(mutant, strand)).not.toContain(spacer + beside);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(met).toBeGreaterThan(100);
  });
});

describe('a repair template', () => {
  it('is the healthy sequence around the mutation, and its guide does not fit it', () => {
    let met = 0;
    fc.assert(
      fc.property(toyCases, (toy) => {
        const locus = locusIn(toy);
        const found = repairTemplate(locus, spCas9());
        if ('reason' in found) return;
        met++;
        expect(placesOf(locus.bases.wildtype, found.sequence)).toHaveLength(1);
        expect(found.distance).toBeLessThanOrEqual(20);
        for (const strand of [1, -1] as const) {
          expect(read(found.sequence, strand)).not.toContain(found.site.spacer + found.site.pam);
        }
      }),
    );
    expect(met).toBeGreaterThan(10);
  });
});

describe('guideSites', () => {
  it('finds each PAM of a hand-made stretch on both strands', () => {
    // 20 A, then CGG; the other strand has no GG.
    expect(guideSites(`${'A'.repeat(20)}CGG`, spCas9())).toEqual([
      {
        strand: 1,
        start0: 0,
        end0: 20,
        pamStart0: 20,
        pamEnd0: 23,
        spacer: 'A'.repeat(20),
        pam: 'CGG',
      },
    ]);
    const [site] = guideSites(`CCG${'T'.repeat(20)}`, spCas9());
    expect(site).toMatchObject({ strand: -1, start0: 3, end0: 23, pamStart0: 0, pam: 'CGG' });
  });
});

describe('oligos', () => {
  const spacer = 'ACGTACGTACGTACGTACGT';

  it('carry the ends of BsmBI and BbsI vectors, and a G for U6', () => {
    // By hand after Ran 2013: CACC G N20 and AAAC N20' C.
    expect(guideOligos(spacer)).toEqual({
      top: 'CACCGACGTACGTACGTACGTACGT',
      bottom: 'AAACACGTACGTACGTACGTACGTC',
    });
    expect(guideOligos(`G${spacer.slice(1)}`).top).toBe('CACCGCGTACGTACGTACGTACGT');
  });

  it('anneal for a pegRNA so that only four bases stand over at each end', () => {
    const pairs = pegRnaOligos(spacer, 'ACCATGATGTGCATCATTCA');
    for (const { top, bottom } of Object.values(pairs)) {
      expect(top.slice(4)).toBe(otherStrand(bottom.slice(4)));
    }
    expect(pairs.spacer.bottom.slice(0, 4)).toBe('CTCT');
    expect(pairs.extension.top.slice(0, 4)).toBe('GTGC');
  });
});

describe('options', () => {
  it('name what is out of range or not there', () => {
    const check = (changes: object) => () =>
      checkGeneEditingOptions({ ...DEFAULT_GENE_EDITING_OPTIONS, ...changes });
    expect(check({ maxVariants: 0 })).toThrow(OptionError);
    expect(check({ nucleases: 'spcas9,scissors' })).toThrow('there is no "scissors"');
    expect(check({ baseEditors: 'be3 , ABE7.10' })().editors.map(({ id }) => id)).toEqual([
      'be3',
      'abe7.10',
    ]);
  });
});
