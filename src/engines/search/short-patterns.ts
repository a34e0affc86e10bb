/** Up to here a table of all words is small: 65,536 of eight letters. */
export const LONGEST_SHORT_PATTERN = 8;

const UNKNOWN = 4;
const CODES = ((): Uint8Array => {
  const codes = new Uint8Array(128).fill(UNKNOWN);
  for (const [code, letter] of [...'ACGT'].entries()) codes[letter.charCodeAt(0)] = code;
  return codes;
})();

/** A place in a text, and the patterns (by index, ascending) that it fits. */
export interface ShortPatternPlace {
  readonly start0: number;
  readonly patterns: readonly number[];
}

/**
 * Looks for patterns of one length, at most eight letters, by a table of all words within `mismatches` of one: a step a
 * base, whatever the number of patterns. A letter besides A, C, G and T differs from all.
 */
export function shortPatternFinder(
  patterns: readonly string[],
  mismatches: number,
): (text: string) => Generator<ShortPatternPlace> {
  const length = patterns[0]?.length ?? 0;
  const words = 1 << (2 * length);
  const table: (number[] | undefined)[] = Array.from({ length: words });
  for (const [i, pattern] of patterns.entries()) {
    for (const word of wordsNear(pattern, mismatches)) {
      const known = table[word];
      if (known === undefined) table[word] = [i];
      else known.push(i);
    }
  }
  return function* (text) {
    let word = 0;
    let lastUnknown = -1;
    const mask = words - 1;
    for (let end = 0; end < text.length; end++) {
      const code = CODES[text.charCodeAt(end)] ?? UNKNOWN;
      if (code === UNKNOWN) lastUnknown = end;
      word = ((word << 2) | (code & 3)) & mask;
      const start0 = end - length + 1;
      if (start0 < 0) continue;
      const found =
        lastUnknown < start0 ? table[word] : compared(text, start0, patterns, mismatches);
      if (found !== undefined && found.length > 0) yield { start0, patterns: found };
    }
  };
}

function wordsNear(pattern: string, mismatches: number): Iterable<number> {
  let near = new Map<number, number>([[0, 0]]);
  for (const letter of pattern) {
    const own = CODES[letter.charCodeAt(0)] as number;
    const next = new Map<number, number>();
    for (const [word, differing] of near) {
      for (let code = 0; code < 4; code++) {
        const count = differing + (code === own ? 0 : 1);
        if (count <= mismatches) next.set((word << 2) | code, count);
      }
    }
    near = next;
  }
  return near.keys();
}

function compared(
  text: string,
  start0: number,
  patterns: readonly string[],
  mismatches: number,
): readonly number[] {
  return patterns.flatMap((pattern, i) => {
    let differing = 0;
    for (let at = 0; at < pattern.length; at++) {
      if (pattern.charAt(at) !== text.charAt(start0 + at)) differing++;
    }
    return differing <= mismatches ? [i] : [];
  });
}
