/** Codes of bases, `ASCII >> 1 & 3`, so that the complement is `code ^ 2`. */
export const BASE_CODES = { A: 0, C: 1, T: 2, G: 3 } as const;
/** Any other letter, and what lies beyond either end: it matches no letter of a guide or a PAM. */
export const UNKNOWN_BASE = 4;

/** Guides to be looked for beside one PAM. */
export interface GuideSearch {
  /** For each letter of the PAM, 5' to 3', the bases it stands for: bit `code` is set. */
  readonly pam: readonly number[];
  /** On which side of the protospacer the PAM lies, on the guide's strand. */
  readonly pamSide: '5prime' | '3prime';
  /** Base codes, 5' to 3', all of one length. */
  readonly guides: readonly Uint8Array[];
  readonly maxMismatches: number;
  /** Most bases of the genome, or of the guide, that are left unpaired in one stretch. */
  readonly dnaBulge: number;
  readonly rnaBulge: number;
}

/** A guide within budget at a PAM. */
export interface GuideHit {
  /** First base of the PAM on the forward strand, 0-based. */
  readonly pamStart: number;
  readonly strand: 1 | -1;
  /** Place in the list of guides. */
  readonly guide: number;
  /** Unpaired bases: of the genome where above zero, of the guide where below. */
  readonly bulge: number;
}

/** Each base a bit in three planes, the first in the lowest bit of the first byte. */
export interface BasePlanes {
  readonly bases: number;
  /** Lower bit of the code, higher bit, and 1 where the base is known. Each of ceil(bases / 8) bytes. */
  readonly bit0: Uint8Array;
  readonly bit1: Uint8Array;
  readonly known: Uint8Array;
}

/** Zero, then the bulges of the genome, then those of the guide. */
export function bulgesOf({ dnaBulge, rnaBulge }: GuideSearch): readonly number[] {
  const upTo = (most: number, sign: number): number[] =>
    Array.from({ length: most }, (_, i) => sign * (i + 1));
  return [0, ...upTo(dnaBulge, 1), ...upTo(rnaBulge, -1)];
}

/** The definition of packing: ASCII letters, either case. */
export function packBases(letters: Uint8Array): BasePlanes {
  const plane = (): Uint8Array => new Uint8Array(Math.ceil(letters.length / 8));
  const planes = { bases: letters.length, bit0: plane(), bit1: plane(), known: plane() };
  for (const [at, letter] of letters.entries()) {
    const code = codeOf(String.fromCharCode(letter).toUpperCase());
    if (code === UNKNOWN_BASE) continue;
    const bit = 1 << (at & 7);
    const byte = at >> 3;
    planes.known[byte] = (planes.known[byte] as number) | bit;
    if ((code & 1) !== 0) planes.bit0[byte] = (planes.bit0[byte] as number) | bit;
    if ((code & 2) !== 0) planes.bit1[byte] = (planes.bit1[byte] as number) | bit;
  }
  return planes;
}

function codeOf(letter: string): number {
  return (BASE_CODES as Readonly<Record<string, number>>)[letter] ?? UNKNOWN_BASE;
}

/** Code of one base; unknown beyond either end. */
export function baseAt({ bases, bit0, bit1, known }: BasePlanes, at: number): number {
  if (at < 0 || at >= bases) return UNKNOWN_BASE;
  const byte = at >> 3;
  const shift = at & 7;
  if ((((known[byte] as number) >> shift) & 1) === 0) return UNKNOWN_BASE;
  const low = ((bit0[byte] as number) >> shift) & 1;
  return low + 2 * (((bit1[byte] as number) >> shift) & 1);
}

/**
 * Fewest mismatches of a guide with a protospacer of `guide.length + bulge` bases. The bulge is one stretch with
 * paired bases on both sides.
 */
function fewestMismatches(guide: Uint8Array, protospacer: Uint8Array, bulge: number): number {
  const mismatches = (guideStart: number, start: number, length: number): number => {
    let count = 0;
    for (let i = 0; i < length; i++) {
      if (guide[guideStart + i] !== protospacer[start + i]) count++;
    }
    return count;
  };
  if (bulge === 0) return mismatches(0, 0, guide.length);
  const paired = Math.min(guide.length, protospacer.length);
  const placements = Array.from({ length: paired - 1 }, (_, i) => {
    const before = i + 1;
    const skipped = { guide: Math.max(0, -bulge), genome: Math.max(0, bulge) };
    return (
      mismatches(0, 0, before) +
      mismatches(before + skipped.guide, before + skipped.genome, paired - before)
    );
  });
  return Math.min(...placements);
}

/** The definition: tries every guide with every bulge at each PAM that starts in `[from, to)`, on both strands. */
export function guideHits(
  text: BasePlanes,
  search: GuideSearch,
  from: number,
  to: number,
): readonly GuideHit[] {
  const { pam, pamSide, guides, maxMismatches } = search;
  const hits: GuideHit[] = [];
  const read = (first: number, length: number, strand: 1 | -1): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => {
      if (strand === 1) return baseAt(text, first + i);
      const code = baseAt(text, first + length - 1 - i);
      return code === UNKNOWN_BASE ? code : code ^ 2;
    });
  for (const strand of [1, -1] as const) {
    const pamIsRight = (pamSide === '3prime') === (strand === 1);
    for (let pamStart = from; pamStart < to; pamStart++) {
      const found = read(pamStart, pam.length, strand);
      if (!pam.every((set, i) => ((set >> (found[i] as number)) & 1) === 1)) continue;
      for (const [index, guide] of guides.entries()) {
        for (const bulge of bulgesOf(search)) {
          const length = guide.length + bulge;
          const start = pamIsRight ? pamStart - length : pamStart + pam.length;
          if (fewestMismatches(guide, read(start, length, strand), bulge) <= maxMismatches) {
            hits.push({ pamStart, strand, guide: index, bulge });
          }
        }
      }
    }
  }
  return hits;
}
