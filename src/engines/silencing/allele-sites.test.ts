import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { TranscriptId } from '../../core/brands.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import type { Transcript } from '../genome/transcript.js';
import { type EnergyModel, loadEnergyModel } from '../rna/energy-model.js';
import { ENERGY_PACK_ID } from '../rna/energy-pack.js';
import { alleleSites } from './allele-sites.js';
import { crispriGuides } from './crispri-guides.js';
import { fusionRna, junctionSites } from './fusion-rna.js';
import { siteOf } from './sirna-guide.js';
import { spliceSwitches } from './splice-switching.js';
import { readTargetRna } from './target-rna.js';

const dna = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ACGT'), minLength, maxLength });

function otherStrand(bases: string): string {
  return [...bases]
    .toReversed()
    .map((base) => 'TGCA'.charAt('ACGT'.indexOf(base)))
    .join('');
}

/** A transcript of exons of these bases, 100 bases of intron between, from 1,000 on. */
function toyTranscript(
  id: string,
  exons: readonly string[],
  strand: 1 | -1,
  flank = { before: '', after: '' },
): Transcript {
  const lengths = exons.map(({ length }) => length);
  const total = lengths.reduce((sum, length) => sum + length + 100, 0);
  let at0 = strand === 1 ? 1_000 : 1_000 + total;
  const places = lengths.map((length) => {
    const place =
      strand === 1 ? { start0: at0, end0: at0 + length } : { start0: at0 - length, end0: at0 };
    at0 += strand * (length + 100);
    return place;
  });
  const cdna = exons.join('');
  return {
    id: id as TranscriptId,
    geneSymbol: id,
    geneId: null,
    proteinId: null,
    biotype: 'protein_coding',
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome: '1',
    strand,
    exons: places,
    cds: { start0: 0, end0: cdna.length },
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: [],
    genomeDifferences: [],
    cdna,
    flanks: exons.map(() => flank),
  };
}

describe('siRNAs of one copy', () => {
  let energies: EnergyModel;
  beforeAll(async () => {
    energies = loadEnergyModel(await openPackStore().load(ENERGY_PACK_ID));
  });

  it('lie over a substitution at each of its 21 places, and miss the healthy copy by that letter alone', () => {
    fc.assert(
      fc.property(
        dna(60, 80),
        fc.integer({ min: 25, max: 34 }),
        fc.integer({ min: 1, max: 3 }),
        (bases, at0, by) => {
          const alternate = 'ACGT'.charAt(('ACGT'.indexOf(bases.charAt(at0)) + by) % 4);
          const { mutant, sites } = alleleSites(
            readTargetRna('toy', bases),
            { start0: at0, end0: at0 + 1, alternate },
            energies,
          );
          expect(sites).toHaveLength(21);
          sites.forEach(({ guide, start0, end0, healthy }, i) => {
            expect(mutant.bases.slice(start0, end0)).toBe(siteOf(guide));
            expect(healthy.mismatches).toHaveLength(1);
            // The first window has the change as its last base, opposite the first letter of the guide.
            expect(healthy.mismatches[0]?.place).toBe(i + 1);
            expect(healthy.mismatches[0]?.targetBase).toBe(bases.charAt(at0).replace('T', 'U'));
          });
        },
      ),
    );
  });

  it('know a deletion within a repeat as no change: the healthy copy pairs in full', () => {
    const bases = `${'ACGT'.repeat(8)}${'A'.repeat(40)}${'CGGT'.repeat(8)}`;
    const { sites } = alleleSites(
      readTargetRna('toy', bases),
      { start0: 50, end0: 53, alternate: '' },
      energies,
    );
    const within = sites.filter(({ guide }) => guide === 'U'.repeat(21));
    expect(within.length).toBeGreaterThan(0);
    expect(within.every(({ healthy }) => healthy.verdict === 'silenced')).toBe(true);
  });

  it('find for an insertion or a deletion the healthy stretch that pairs best', () => {
    fc.assert(
      fc.property(
        dna(90, 110),
        dna(0, 4),
        fc.integer({ min: 0, max: 4 }),
        (bases, alternate, removed) => {
          fc.pre(alternate.length !== removed);
          const change = { start0: 45, end0: 45 + removed, alternate };
          const { mutant, sites } = alleleSites(readTargetRna('toy', bases), change, energies);
          for (const { guide, start0, healthy } of sites) {
            expect(mutant.bases.slice(start0, start0 + 21)).toBe(siteOf(guide));
            const reach = Math.abs(alternate.length - removed);
            const fewest = Math.min(
              ...Array.from({ length: 2 * reach + 1 }, (_, k) => {
                const other = bases.slice(start0 - reach + k, start0 - reach + k + 21);
                return [...siteOf(guide)].filter((base, i) => base !== other[i]).length;
              }),
            );
            expect(healthy.mismatches.length).toBeGreaterThanOrEqual(fewest);
            if (fewest === 0) expect(healthy.verdict).toBe('silenced');
          }
        },
      ),
    );
  });
});

describe('a fusion', () => {
  it('joins the spliced transcripts at the breakpoints, on either strand', () => {
    const five = toyTranscript('FIVE', ['A'.repeat(30), 'C'.repeat(30), 'G'.repeat(30)], 1);
    const three = toyTranscript(
      'THREE',
      ['T'.repeat(30), 'ACGTA'.repeat(6), 'TTGCA'.repeat(6)],
      -1,
    );
    // The last base of exon 2 of the first, the first of exon 2 of the second (the highest on the minus strand).
    const joined = fusionRna(
      'FIVE::THREE',
      { transcript: five, base0: (five.exons[1]?.end0 ?? 0) - 1 },
      { transcript: three, base0: (three.exons[1]?.end0 ?? 0) - 1 },
    );
    if ('reason' in joined) throw new Error(joined.reason);
    expect(joined.target.bases).toBe(
      'A'.repeat(30) + 'C'.repeat(30) + 'ACGTA'.repeat(6) + 'TTGCA'.repeat(6),
    );
    expect(joined.junction0).toBe(60);
    const sites = junctionSites(joined);
    // 21 - 6 - 6 + 1 windows.
    expect(sites.map(({ start0 }) => start0)).toEqual([45, 46, 47, 48, 49, 50, 51, 52, 53, 54]);
    expect(siteOf((sites[0] as (typeof sites)[0]).guide)).toBe('C'.repeat(15) + 'ACGTAA');
  });

  it('is not guessed where a breakpoint lies in an intron', () => {
    const gene = toyTranscript('GENE', ['A'.repeat(30), 'C'.repeat(30)], 1);
    const broken = { transcript: gene, base0: 1_050 };
    expect(fusionRna('x', broken, { transcript: gene, base0: 1_000 })).toEqual({
      reason: "GENE has no exon at the 5' breakpoint",
    });
  });
});

describe('guides at the start of transcription', () => {
  it('have their spacer and NGG on the strand they name, nearest to the start first', () => {
    fc.assert(
      fc.property(dna(30, 30), dna(60, 400), (before, exon) => {
        const { guides, basesBefore, basesAfter } = crispriGuides(
          toyTranscript('GENE', [exon], 1, { before, after: '' }),
        );
        expect([basesBefore, basesAfter]).toEqual([30, Math.min(300, exon.length)]);
        const forward = before + exon.slice(0, 300);
        for (const [i, { spacer, pam, strand, fromStart }] of guides.entries()) {
          const read = strand === 1 ? forward : otherStrand(forward);
          expect(read).toContain(spacer + pam);
          expect(pam.slice(1)).toBe('GG');
          expect(fromStart).not.toBe(0);
          const next = guides[i + 1];
          if (next !== undefined) {
            expect(Math.abs(next.fromStart)).toBeGreaterThanOrEqual(Math.abs(fromStart));
          }
        }
        // Every NGG with 20 bases before it, counted apart.
        const count = (text: string): number =>
          [...text].filter((_, k) => k >= 21 && text.slice(k, k + 2) === 'GG').length;
        expect(guides).toHaveLength(count(forward) + count(otherStrand(forward)));
      }),
    );
  });
});

describe('splice switching', () => {
  it('covers both splice sites of inner coding exons whose loss shifts the frame', () => {
    const flank = { before: 'CCCCCCCCCCCCTTTTTTCCAG', after: 'GTAAGTAAAAAACCCCCCCCCC' };
    const exons = [
      'ATG'.repeat(10),
      'GCA'.repeat(10),
      'GATTACAGATTACAGATTACAGATTACAGA',
      'ACGTACGTACG',
      'TGA'.repeat(5),
    ];
    const found = spliceSwitches(toyTranscript('GENE', exons, 1, flank));
    // 30, 30 and 30 bases keep the frame; 11 do not.
    expect(found.map(({ exon, covers, shiftsFrame }) => [exon, covers, shiftsFrame])).toEqual([
      [4, 'acceptor', true],
      [4, 'donor', true],
    ]);
    expect(found[0]?.oligo).toBe(otherStrand('TTTTTTCCAGACGTACGT'.padStart(20, 'C')));
    expect(found[1]?.oligo).toBe(otherStrand('TACGTACGGTAAGTAAAAAA'));
  });
});
