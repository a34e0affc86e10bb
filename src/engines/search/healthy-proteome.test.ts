import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { quietContext, type Progress } from '../../core/context.js';
import { sha256Hex } from '../../core/hashing.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { openHealthyProteome } from './healthy-proteome.js';
import { encodeProteome, type ProteinRecord } from './proteome-format.js';

function packOf(proteins: readonly ProteinRecord[]): LoadedPack {
  const bytes = encodeProteome(proteins);
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: 'healthy-proteome',
      version: 'test',
      title: 'A few proteins',
      file: 'healthy-proteome.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC0-1.0',
      attribution: 'written for this test',
      sources: [{ name: 'this test' }],
      recipe: 'none',
      contents: {},
    },
  };
}

function proteomeOf(...sequences: string[]) {
  return openHealthyProteome(
    packOf(sequences.map((sequence, i) => ({ accession: `P${i}`, gene: `G${i}`, sequence }))),
  );
}

/** Every start of `peptide` in `sequence`, overlapping ones too. */
function startsOf(peptide: string, sequence: string): readonly number[] {
  const starts: number[] = [];
  for (let at = sequence.indexOf(peptide); at >= 0; at = sequence.indexOf(peptide, at + 1)) {
    starts.push(at);
  }
  return starts;
}

describe('occurrences', () => {
  it('agrees with indexOf on any proteins and peptides', () => {
    const letters = fc.stringMatching(/^[AILUX]{0,60}$/);
    const sequencesAndPeptides = fc
      .array(letters, { minLength: 1, maxLength: 6 })
      .chain((sequences) => {
        const joined = sequences.join('');
        const piece = fc
          .tuple(fc.nat({ max: joined.length }), fc.integer({ min: 8, max: 25 }))
          .map(([at, length]) => joined.slice(at, at + length).padEnd(8, 'A'));
        const random = fc.stringMatching(/^[AIL]{8,25}$/);
        return fc.tuple(
          fc.constant(sequences),
          fc.array(fc.oneof(piece, random), { maxLength: 12 }),
        );
      });
    fc.assert(
      fc.property(sequencesAndPeptides, ([sequences, peptides]) => {
        const found = proteomeOf(...sequences).occurrences(peptides);
        const expected = peptides.map((peptide) => {
          const holders = sequences
            .map((sequence, i) => ({
              name: { gene: `G${i}`, accession: `P${i}` },
              places: /[UX]/.test(peptide) ? 0 : startsOf(peptide, sequence).length,
            }))
            .filter(({ places }) => places > 0);
          return {
            peptide,
            proteins: holders.length,
            places: holders.reduce((sum, { places }) => sum + places, 0),
            examples: holders.slice(0, 3).map(({ name }) => name),
          };
        });
        expect(found).toEqual(expected);
      }),
      { numRuns: 2_000, seed: 20_260_103 },
    );
  });

  it('finds nothing across the end of a protein', () => {
    const [across] = proteomeOf('MAAAACDEF', 'GHIKLMNP').occurrences(['CDEFGHIK']);
    expect(across?.places).toBe(0);
  });

  it('tells isoleucine from leucine', () => {
    const [same, other] = proteomeOf('MKTIIALSY').occurrences(['KTIIALSY', 'KTLLALSY']);
    expect([same?.places, other?.places]).toEqual([1, 0]);
  });

  it('matches no peptide with an unusual residue, not even to itself', () => {
    const [peptide] = proteomeOf('MKTUIALSYIL').occurrences(['KTUIALSY']);
    expect(peptide).toEqual({ peptide: 'KTUIALSY', proteins: 0, places: 0, examples: [] });
  });

  it('answers each of equal peptides', () => {
    const answers = proteomeOf('MKTIIALSY').occurrences(['KTIIALSY', 'KTIIALSY']);
    expect(answers.map(({ places }) => places)).toEqual([1, 1]);
  });

  it('refuses a peptide that its windows do not cover', () => {
    expect(() => proteomeOf('MKTIIALSY').occurrences(['KTIIALS'])).toThrow('fewer than 8');
  });
});

describe('nearestSelf', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('names the nearest stretches with gene, accession and place', async () => {
    const proteome = proteomeOf('MMKTIIALSY', 'KTIIALSWKTIIALSW', 'GGGGGGGGGG');
    const [nearest] = await proteome.nearestSelf(
      [{ peptide: 'KTIIALSC', excluding: [] }],
      { maxMismatches: 3 },
      quietContext(),
    );
    expect(nearest).toEqual({
      peptide: 'KTIIALSC',
      mismatches: 1,
      places: 3,
      examples: [
        { peptide: 'KTIIALSY', gene: 'G0', accession: 'P0', start0: 2 },
        { peptide: 'KTIIALSW', gene: 'G1', accession: 'P1', start0: 0 },
        { peptide: 'KTIIALSW', gene: 'G1', accession: 'P1', start0: 8 },
      ],
    });
  });

  it('looks past the wild-type counterpart', async () => {
    const proteome = proteomeOf('KTIIALSY', 'KTIIALWW');
    const [nearest] = await proteome.nearestSelf(
      [{ peptide: 'KTIIALSW', excluding: ['KTIIALSY', 'KTIIALWW'] }],
      { maxMismatches: 3 },
      quietContext(),
    );
    expect(nearest).toEqual({ peptide: 'KTIIALSW', mismatches: null, places: 0, examples: [] });
  });

  it('spells unusual residues of an example as the protein has them', async () => {
    const [nearest] = await proteomeOf('KTIIUXSY').nearestSelf(
      [{ peptide: 'KTIIALSY', excluding: [] }],
      { maxMismatches: 2 },
      quietContext(),
    );
    expect(nearest?.examples[0]?.peptide).toBe('KTIIUXSY');
  });

  it('reports how far it is and stops when told to', async () => {
    const proteome = proteomeOf('MKTIIALSY');
    const queries = Array.from({ length: 1_200 }, () => ({ peptide: 'KTIIALSY', excluding: [] }));
    const reports: Progress[] = [];
    const stop = new AbortController();
    const run = proteome.nearestSelf(
      queries,
      { maxMismatches: 1 },
      quietContext({
        signal: stop.signal,
        report: (progress) => {
          reports.push(progress);
          if (progress.done === 1_000) stop.abort();
        },
      }),
    );
    await expect(run).rejects.toThrow('aborted');
    expect(reports.map(({ done, total }) => [done, total])).toEqual([
      [500, 1_200],
      [1_000, 1_200],
    ]);
  });

  it('warns where WebAssembly SIMD is missing and answers all the same', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    const warnings: string[] = [];
    const [nearest] = await proteomeOf('MKTIIALSY').nearestSelf(
      [{ peptide: 'KTIIALSC', excluding: [] }],
      { maxMismatches: 1 },
      quietContext({ warn: (message) => warnings.push(message) }),
    );
    expect(nearest?.mismatches).toBe(1);
    expect(warnings).toHaveLength(1);
  });
});

describe('the opened proteome', () => {
  it('counts proteins and residues, knows sequences, and records its pack', () => {
    const proteome = proteomeOf('MKTUALSY', 'GGG');
    expect([proteome.proteinCount, proteome.residueCount]).toEqual([2, 11]);
    expect(proteome.sequenceOf('P0')).toBe('MKTUALSY');
    expect(proteome.sequenceOf('Q9')).toBeNull();
    expect(proteome.pack).toMatchObject({ id: 'healthy-proteome', version: 'test' });
  });
});
