import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { AMINO_ACIDS } from '../core/amino-acids.js';
import {
  BORDER,
  createNearMatcher,
  LONGEST_QUERY,
  MOST_MISMATCHES,
  type NearMatchQuery,
  SHORTEST_QUERY,
  UNKNOWN_RESIDUE,
} from './near-matches.js';
import { nearMatches } from './reference/near-matches.js';

/** `|` is a border, any letter that is none of the twenty an unknown residue. */
function codes(letters: string): Uint8Array {
  return Uint8Array.from(letters, (letter) => {
    if (letter === '|') return BORDER;
    const code = AMINO_ACIDS.indexOf(letter);
    return code < 0 ? UNKNOWN_RESIDUE : code;
  });
}

function query(peptide: string, ...excluded: string[]): NearMatchQuery {
  return { peptide: codes(peptide), excluded: excluded.map(codes) };
}

const residue = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 2 }) },
  { weight: 6, arbitrary: fc.integer({ min: 3, max: 19 }) },
  { weight: 1, arbitrary: fc.constant(UNKNOWN_RESIDUE) },
);

/** Part of the template with up to `maxChanges` residues replaced. */
function variantOf(
  template: Uint8Array,
  length: { readonly min: number; readonly max: number },
  maxChanges: number,
): fc.Arbitrary<{ readonly start: number; readonly codes: Uint8Array }> {
  return fc
    .tuple(
      fc.integer(length),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), residue), { maxLength: maxChanges }),
    )
    .map(([length, place, changes]) => {
      const start = place % (template.length - length + 1);
      const codes = template.slice(start, start + length);
      for (const [at, code] of changes) codes[at % length] = code;
      return { start, codes };
    });
}

/** Proteins and queries that are variants of one template, so that near matches and ties are common. */
const textAndQueries = fc.array(residue, { minLength: 40, maxLength: 40 }).chain((residues) => {
  const template = Uint8Array.from(residues);
  const proteins = fc.array(variantOf(template, { min: 1, max: 40 }, 5), { maxLength: 10 });
  const query = variantOf(template, { min: SHORTEST_QUERY, max: LONGEST_QUERY }, 5).chain(
    ({ start, codes }) =>
      fc.record({
        peptide: fc.constant(codes),
        excluded: fc.uniqueArray(
          fc.constantFrom(
            codes,
            codes.slice(1),
            template.slice(start, start + codes.length),
            template.slice(0, codes.length),
          ),
        ),
      }),
  );
  return fc.record({
    text: proteins.map((proteins) =>
      Uint8Array.from([BORDER, ...proteins.flatMap(({ codes }) => [...codes, BORDER])]),
    ),
    queries: fc.array(query, { maxLength: 8 }),
    maxMismatches: fc.integer({ min: 0, max: MOST_MISMATCHES }),
  });
});

describe('the near-match kernel', () => {
  it('agrees with the definition on any text, queries and budget', async () => {
    await fc.assert(
      fc.asyncProperty(textAndQueries, async ({ text, queries, maxMismatches }) => {
        const matcher = await createNearMatcher(text);
        expect(matcher.accelerated).toBe(true);
        expect(matcher.find(queries, maxMismatches)).toEqual(
          queries.map((query) => nearMatches(text, query, maxMismatches)),
        );
      }),
      { numRuns: 3_000, seed: 20_260_101 },
    );
  });

  it('finds a stretch at either end of the text and none across a border', async () => {
    const matcher = await createNearMatcher(codes('|ACDEFGHIKL|MNPQRSTVWY|'));
    const found = matcher.find(
      [query('ACDEFGHI'), query('PQRSTVWY'), query('GHIKLMNP'), query('HIKLMNPQRS')],
      3,
    );
    expect(found).toEqual([
      { mismatches: 0, count: 1, starts: [1] },
      { mismatches: 0, count: 1, starts: [14] },
      { mismatches: null, count: 0, starts: [] },
      { mismatches: null, count: 0, starts: [] },
    ]);
  });

  it('counts a residue that is none of the twenty as a mismatch on both sides', async () => {
    const matcher = await createNearMatcher(codes('|ACDEFGHXKL|'));
    expect(matcher.find([query('ACDEFGHIK'), query('ACDEFGHXK')], 3)).toEqual([
      { mismatches: 1, count: 1, starts: [1] },
      { mismatches: 1, count: 1, starts: [1] },
    ]);
  });

  it('passes over excluded sequences, the wild-type counterpart for one', async () => {
    // KRAS residues 5-14 with G12D; the wild type differs in one residue, the second stretch in two.
    const matcher = await createNearMatcher(codes('|KLVVVGAGGV|KLVVVGAGCV|'));
    expect(matcher.find([query('KLVVVGADGV', 'KLVVVGAGGV'), query('KLVVVGADGV')], 3)).toEqual([
      { mismatches: 2, count: 1, starts: [12] },
      { mismatches: 1, count: 1, starts: [1] },
    ]);
  });

  it('counts every stretch and names the first three', async () => {
    const matcher = await createNearMatcher(codes(`|${'ACDEFGHIKL|'.repeat(5)}`));
    expect(matcher.find([query('ACDEFGHIKV')], 3)).toEqual([
      { mismatches: 1, count: 5, starts: [1, 12, 23] },
    ]);
  });

  it('answers a batch larger than its first memory', async () => {
    const matcher = await createNearMatcher(codes('|ACDEFGHIKLMNPQRSTVWY|'));
    const many = Array.from({ length: 20_000 }, () => query('ACDEFGHIK', 'ACDEFGHIV'));
    expect(new Set(matcher.find(many, 0).map(({ count }) => count))).toEqual(new Set([1]));
  });

  it('refuses lengths and budgets that its seeds do not cover', async () => {
    const matcher = await createNearMatcher(codes('|ACDEFGHIKL|'));
    expect(() => matcher.find([query('ACDEFGH')], 3)).toThrow('7 residues');
    expect(() => matcher.find([query('A'.repeat(33))], 3)).toThrow('33 residues');
    expect(() => matcher.find([query('ACDEFGHI')], 4)).toThrow('maxMismatches is 4');
    expect(() => matcher.find([], 1.5)).toThrow('maxMismatches is 1.5');
  });
});

describe('without WebAssembly SIMD', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    ['no SIMD', { validate: () => false }],
    ['no WebAssembly', undefined],
  ])('answers from the definition: %s', async (_, webAssembly) => {
    vi.stubGlobal('WebAssembly', webAssembly);
    const matcher = await createNearMatcher(codes('|ACDEFGHIKL|'));
    expect(matcher.accelerated).toBe(false);
    expect(matcher.find([query('ACDEFGHIV')], 3)).toEqual([
      { mismatches: 1, count: 1, starts: [1] },
    ]);
    expect(() => matcher.find([query('ACDEFGH')], 3)).toThrow('7 residues');
  });
});
