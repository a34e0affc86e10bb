import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import {
  BASE_CODES,
  createBasePacker,
  createGuideScanner,
  type GuideHit,
  type GuideSearch,
} from './guide-search.js';
import { guideHits, packBases } from './reference/guide-search.js';

const ascii = (letters: string): Uint8Array => new TextEncoder().encode(letters);
const codes = (letters: string): Uint8Array =>
  Uint8Array.from(letters, (letter) => BASE_CODES[letter as keyof typeof BASE_CODES]);
/** Bits of A, C, T, G. */
const PAM_SETS: Readonly<Record<string, number>> = { A: 1, C: 2, T: 4, G: 8, R: 9, V: 11, N: 15 };
const sets = (pam: string): number[] => Array.from(pam, (letter) => PAM_SETS[letter] as number);

function inOrder(hits: Iterable<readonly GuideHit[]>): readonly string[] {
  return [...hits]
    .flat()
    .map(
      ({ pamStart, strand, guide, bulge }) =>
        `${String(pamStart).padStart(5)} ${strand} ${guide} ${bulge}`,
    )
    .sort();
}

const base = fc.constantFrom('A', 'C', 'G', 'T');
const letter = fc.oneof(
  { weight: 30, arbitrary: base },
  { weight: 2, arbitrary: fc.constantFrom('a', 'c', 'g', 't') },
  { weight: 1, arbitrary: fc.constantFrom('N', 'n', 'R', '-', '\u0041\u0000') },
);
const stretch = (least: number, most: number): fc.Arbitrary<string> =>
  fc.array(letter, { minLength: least, maxLength: most }).map((letters) => letters.join(''));

const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };
const reversed = (letters: string): string =>
  Array.from(letters, (letter) => COMPLEMENT[letter] ?? 'N')
    .toReversed()
    .join('');

/** Texts in which edited copies of the guides, on both strands, stand beside PAMs, in N runs and at the ends. */
const cases = fc.integer({ min: 4, max: 30 }).chain((length) =>
  fc
    .record({
      guides: fc.array(
        fc.array(base, { minLength: length, maxLength: length }).map((letters) => letters.join('')),
        { maxLength: 4 },
      ),
      pam: fc.constantFrom('NGG', 'NRG', 'TTTV', 'N', 'NNGRRN', 'GG'),
      pamSide: fc.constantFrom('5prime' as const, '3prime' as const),
      maxMismatches: fc.integer({ min: 0, max: 6 }),
      dnaBulge: fc.integer({ min: 0, max: 2 }),
      rnaBulge: fc.integer({ min: 0, max: 2 }),
      filler: fc.array(stretch(0, 40), { minLength: 5, maxLength: 5 }),
      cuts: fc.array(fc.tuple(fc.nat(29), fc.nat(2), stretch(0, 2)), {
        minLength: 4,
        maxLength: 4,
      }),
      pamLetters: fc.array(base, { minLength: 8, maxLength: 8 }),
      tail: fc.constantFrom('', 'N'.repeat(40), 'A'.repeat(200)),
      window: fc.tuple(fc.nat(400), fc.nat(400)),
    })
    .map(({ guides, pam, filler, cuts, pamLetters, tail, ...rest }) => {
      const letters = pamLetters.join('').slice(0, pam.length);
      const copies = guides.map((guide, i) => {
        const [at, skipped, added] = cuts[i] as (typeof cuts)[number];
        const edited = guide.slice(0, at) + added + guide.slice(at + skipped);
        const site = rest.pamSide === '3prime' ? edited + letters : letters + edited;
        return i % 2 === 0 ? site : reversed(site);
      });
      const text = filler.map((part, i) => part + (copies[i] ?? '')).join('') + tail;
      return {
        ...rest,
        text,
        pam: sets(pam),
        guides: guides.map(codes),
      };
    }),
);

function search(guide: string, pam: string, options: Partial<GuideSearch> = {}): GuideSearch {
  return {
    pam: sets(pam),
    pamSide: '3prime',
    guides: [codes(guide)],
    maxMismatches: 0,
    dnaBulge: 0,
    rnaBulge: 0,
    ...options,
  };
}

describe('the guide-search kernel', () => {
  it('agrees with the definition on any text, guides, PAM, budget and bulges', async () => {
    let hits = 0;
    let bulged = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ text, window: [a, b], ...search }) => {
        const planes = packBases(ascii(text));
        const scanner = await createGuideScanner(search);
        expect(scanner.accelerated).toBe(true);
        const expected = guideHits(planes, search, 0, text.length);
        hits += expected.length;
        bulged += expected.filter(({ bulge }) => bulge !== 0).length;
        expect(inOrder(scanner.find(planes, 0, text.length))).toEqual(inOrder([expected]));
        const from = Math.min(a, b);
        const to = Math.min(Math.max(a, b), text.length);
        expect(inOrder(scanner.find(planes, from, to))).toEqual(
          inOrder([expected.filter(({ pamStart }) => pamStart >= from && pamStart < to)]),
        );
      }),
      { numRuns: 1_500, seed: 20_260_106 },
    );
    expect(hits).toBeGreaterThan(10_000);
    expect(bulged).toBeGreaterThan(5_000);
  });

  it('packs as the definition does', async () => {
    const pack = await createBasePacker();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.array(letter), (bytes, letters) => {
        for (const text of [bytes, ascii(letters.join(''))]) {
          expect(pack(text)).toEqual(packBases(text));
        }
      }),
      { numRuns: 1_000, seed: 20_260_106 },
    );
  });

  it('finds a palindrome on both strands, at both ends of a text', async () => {
    // CCAATTGG reads the same on the other strand: PAM GG on the right of CCAATT, CC on its left.
    const scanner = await createGuideScanner(search('CCAATT', 'GG'));
    const found = inOrder(scanner.find(packBases(ascii('CCAATTGG')), 0, 8));
    expect(found).toEqual(['    0 -1 0 0', '    6 1 0 0']);
  });

  it('answers nothing for no text, a text shorter than a site and no guides', async () => {
    const scanner = await createGuideScanner(search('ACGTACGT', 'NGG'));
    for (const text of ['', 'A', 'ACGTACGTGG']) {
      expect([...scanner.find(packBases(ascii(text)), 0, text.length)].flat()).toEqual([]);
    }
    const none = await createGuideScanner(search('ACGT', 'NGG', { guides: [] }));
    expect([...none.find(packBases(ascii('ACGTAGG')), 0, 7)].flat()).toEqual([]);
  });

  it('hands on more hits than its memory holds', async () => {
    const guides = Array.from({ length: 40 }, () => codes('AAAAAAAA'));
    const scanner = await createGuideScanner(search('', 'N', { guides, dnaBulge: 2, rnaBulge: 2 }));
    const text = packBases(ascii('A'.repeat(2_000)));
    const count = [...scanner.find(text, 0, 2_000)].reduce((sum, { length }) => sum + length, 0);
    // Protospacers of 6 to 10 bases, each beside 2,000 - its length PAMs.
    expect(count).toBe(40 * 5 * (2_000 - 8));
  });

  it('refuses what its registers do not hold', async () => {
    const refused = [
      search('A'.repeat(33), 'NGG'),
      search('A'.repeat(32), 'NGG', { dnaBulge: 1 }),
      search('ACGTACGT', 'NGG', { maxMismatches: 7 }),
      search('ACGTACGT', 'NNNNNNNNN'),
      search('ACGTACGT', 'NGG', { rnaBulge: 3 }),
      search('', 'NGG', { guides: [codes('ACGT'), codes('ACGTA')] }),
    ];
    for (const one of refused) {
      await expect(createGuideScanner(one)).rejects.toThrow('outside of what the kernel holds');
    }
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
    const scanner = await createGuideScanner(search('CCAATT', 'GG'));
    const pack = await createBasePacker();
    expect(scanner.accelerated).toBe(false);
    expect(inOrder(scanner.find(pack(ascii('ccaattgg')), 0, 8))).toEqual([
      '    0 -1 0 0',
      '    6 1 0 0',
    ]);
  });
});
