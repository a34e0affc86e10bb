import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TranscriptId } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';
import { reverseComplement } from '../genome/reverse-complement.js';
import { findSeedSites } from './seed-sites.js';
import { findTranscriptSites, type SearchedTranscript } from './transcript-sites.js';

function transcript(
  id: string,
  cdna: string,
  cds: SearchedTranscript['cds'] = null,
): SearchedTranscript {
  return { id: id as TranscriptId, geneSymbol: id, cdna, cds };
}

async function all<T>(found: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const some of found) items.push(...some);
  return items;
}

/** Every start, letter by letter. */
function bruteForce(
  transcripts: readonly SearchedTranscript[],
  patterns: readonly string[],
  mismatches: number,
): readonly string[] {
  return transcripts.flatMap(({ id, cdna }) => {
    const sites: string[] = [];
    for (let at = 0; at < cdna.length; at++) {
      for (const pattern of patterns) {
        if (at + pattern.length > cdna.length) continue;
        let differ = 0;
        for (let i = 0; i < pattern.length; i++) if (pattern[i] !== cdna[at + i]) differ++;
        if (differ <= mismatches) sites.push(`${id} ${at} ${pattern} ${differ}`);
      }
    }
    return sites;
  });
}

describe('findTranscriptSites', () => {
  it('finds what a letter-by-letter search does, at both ends too, in order', async () => {
    const letters = (minLength: number, maxLength: number, unit = 'ACGT') =>
      fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength });
    await fc.assert(
      fc.asyncProperty(
        fc.array(letters(0, 60, 'AACCGGTTN'), { maxLength: 6 }),
        fc
          .integer({ min: 4, max: 12 })
          .chain((length) =>
            fc.uniqueArray(letters(length, length), { minLength: 1, maxLength: 5 }),
          ),
        fc.integer({ min: 0, max: 3 }),
        async (cdnas, patterns, mismatches) => {
          const transcripts = cdnas.map((cdna, i) => transcript(`t${i}`, cdna));
          const sites = await all(
            findTranscriptSites(
              transcripts,
              patterns.map((sequence) => ({ name: sequence, sequence })),
              { mismatches },
              quietContext(),
            ),
          );
          expect(
            sites.map(
              ({ transcript: { id }, start0, pattern, mismatches: differ }) =>
                `${id} ${start0} ${pattern.sequence} ${differ}`,
            ),
          ).toEqual(bruteForce(transcripts, patterns, mismatches));
          for (const {
            transcript: { cdna },
            start0,
            end0,
            found,
          } of sites) {
            expect(found).toBe(cdna.slice(start0, end0));
          }
        },
      ),
      { numRuns: 300, seed: 20_261_201 },
    );
  });

  it('finds a site in each of many transcripts, over the blocks they are packed in', async () => {
    // 5.1 M bases: more than one block of 4.2 M; fillers of A and C alone hold no site.
    const filler = 'ACCACAAC'.repeat(16);
    const many = Array.from({ length: 40_000 }, (_, i) =>
      transcript(`t${i}`, i % 1_000 === 3 ? `${filler.slice(8)}GATTGCTA` : filler),
    );
    for (const sequence of ['GAUUGCUA', 'AACGAUUGCUA']) {
      const sites = await all(
        findTranscriptSites(many, [{ name: 'p', sequence }], { mismatches: 0 }, quietContext()),
      );
      expect(sites.map(({ transcript: { id }, end0 }) => [id, end0])).toEqual(
        Array.from({ length: 40 }, (_, i) => [`t${1_000 * i + 3}`, 128]),
      );
    }
  });

  it('says whether a site codes', async () => {
    const one = transcript('t', `GATTGC${'C'.repeat(4)}GATTGC${'C'.repeat(4)}GATTGC`, {
      start0: 6,
      end0: 21,
    });
    const sites = await all(
      findTranscriptSites(
        [one, transcript('n', 'GATTGC')],
        [{ name: 'p', sequence: 'GATTGC' }],
        { mismatches: 0 },
        quietContext(),
      ),
    );
    expect(sites.map(({ start0, region }) => [start0, region])).toEqual([
      [0, '5utr'],
      [10, 'coding'],
      [20, 'coding'],
      [0, 'non-coding'],
    ]);
  });

  it('refuses patterns that are no stretch of a transcript', async () => {
    const search = (...sequences: string[]) =>
      all(
        findTranscriptSites(
          [],
          sequences.map((sequence) => ({ name: sequence, sequence })),
          { mismatches: 0 },
          quietContext(),
        ),
      );
    await expect(search('ACGN')).rejects.toThrow('pattern ACGN');
    await expect(search('ACGT', 'ACGTA')).rejects.toThrow('pattern ACGTA');
    await expect(search('ACG')).rejects.toThrow('3 letters');
    await expect(search('ACGT'.repeat(9))).rejects.toThrow('36 letters');
    expect(await search()).toEqual([]);
    for (const sequence of ['ACGTAC', 'ACGTACGTAC']) {
      const two = [transcript('t', 'ACGT'), transcript('t', 'ACGT')];
      const pattern = { name: 'p', sequence };
      await expect(
        all(findTranscriptSites(two, [pattern], { mismatches: 0 }, quietContext())),
      ).rejects.toThrow('two');
    }
  });
});

describe('findSeedSites', () => {
  it('tells the four kinds apart by the base opposite the eighth nucleotide and the A opposite the first', async () => {
    // let-7a, MIMAT0000062: UGAGGUAGUAGGUUGUAUAGUU; its 8mer site is CUACCUCA (TargetScan).
    const guide = { name: 'let-7a', sequence: 'UGAGGUAGUAGGUUGUAUAGUU' };
    const sites = ['CTACCTCA', 'CTACCTCC', 'GTACCTCA', 'GTACCTCC'];
    const utr = transcript('u', `ATG${sites.map((site) => `GG${site}GG`).join('')}`, {
      start0: 0,
      end0: 3,
    });
    const found = await all(findSeedSites([utr], [guide], quietContext()));
    expect(found.map(({ kind, start0, end0 }) => [kind, utr.cdna.slice(start0, end0)])).toEqual([
      ['8mer', 'CTACCTCA'],
      ['7mer-m8', 'CTACCTC'],
      ['7mer-A1', 'TACCTCA'],
      ['6mer', 'TACCTC'],
    ]);
    expect(found.every(({ region }) => region === '3utr')).toBe(true);
  });

  it('finds a seed at the ends of a transcript and for guides that share it', async () => {
    const guides = ['AACGTACGTT', 'TACGTACGAA'].map((sequence) => ({ name: sequence, sequence }));
    const six = reverseComplement('ACGTAC');
    const found = await all(findSeedSites([transcript('t', six)], guides, quietContext()));
    expect(found.map(({ guide, kind }) => [guide.name, kind])).toEqual([
      ['AACGTACGTT', '6mer'],
      ['TACGTACGAA', '6mer'],
    ]);
    await expect(
      all(findSeedSites([], [{ name: 'x', sequence: 'ACGTACG' }], quietContext())),
    ).rejects.toThrow('fewer than 8');
  });
});
