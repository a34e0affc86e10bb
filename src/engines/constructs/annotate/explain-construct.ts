import type { Range } from '../part.js';
import type { AnnotationLibrary, LibraryEntry } from './annotation-library.js';
import { BASES, encode, turned } from './letter-codes.js';
import { forEachSeed, seedIndex } from './seed-index.js';

/** A stretch of a construct, in the order it is read from where the explanation starts. */
type ConstructPiece =
  /** Letter for letter as a stretch of a library entry. */
  | {
      readonly kind: 'entry';
      readonly entry: LibraryEntry;
      readonly strand: 1 | -1;
      /** In the entry, on its own strand. */
      readonly range: Range;
      readonly length: number;
    }
  | { readonly kind: 'unexplained'; readonly length: number };

export interface ConstructExplanation {
  /** Place in the construct where the first piece begins: 0, on a circle the start of its longest piece. */
  readonly start0: number;
  /** End to end, once around. */
  readonly pieces: readonly ConstructPiece[];
  /** Part of the construct's bases that entries explain, 0 to 1. */
  readonly share: number;
}

interface Stretch {
  readonly start0: number;
  readonly length: number;
  readonly entry: LibraryEntry;
  readonly strand: 1 | -1;
  readonly entryStart0: number;
}

/** Shorter stretches are left unexplained: 4^30 is far beyond chance. */
const SHORTEST = 30;

/**
 * A construct (upper-case DNA) as a chain of stretches of library entries, letter for letter and at least 30 bases
 * each, as few as reach; what none of them holds stays unexplained.
 */
export function explainConstruct(
  sequence: string,
  topology: 'linear' | 'circular',
  library: AnnotationLibrary,
): ConstructExplanation {
  const { length } = sequence;
  const stretches = exactStretches(sequence, topology, library);
  const longest = stretches.reduce<Stretch | null>(
    (a, b) => (a === null || b.length > a.length ? b : a),
    null,
  );
  const start0 = topology === 'circular' && longest !== null ? longest.start0 : 0;
  const placed = stretches
    .map((stretch) => ({ ...stretch, start0: (stretch.start0 - start0 + length) % length }))
    .toSorted((a, b) => a.start0 - b.start0 || b.length - a.length);
  const pieces = tiled(placed, length);
  const explained = pieces.reduce(
    (sum, piece) => sum + (piece.kind === 'entry' ? piece.length : 0),
    0,
  );
  return { start0, pieces, share: length === 0 ? 0 : explained / length };
}

/** Fewest stretches: at each place the one that reaches furthest. */
function tiled(stretches: readonly Stretch[], length: number): readonly ConstructPiece[] {
  const pieces: ConstructPiece[] = [];
  let at = 0;
  let next = 0;
  let best: Stretch | null = null;
  const end = (stretch: Stretch): number => stretch.start0 + stretch.length;
  while (at < length) {
    for (; next < stretches.length && (stretches[next] as Stretch).start0 <= at; next++) {
      const stretch = stretches[next] as Stretch;
      if (best === null || end(stretch) > end(best)) best = stretch;
    }
    if (best !== null && end(best) > at) {
      const to = Math.min(end(best), length);
      pieces.push(pieceOf(best, at - best.start0, to - best.start0));
      at = to;
      continue;
    }
    const to = Math.min(length, stretches[next]?.start0 ?? length);
    pieces.push({ kind: 'unexplained', length: to - at });
    at = to;
  }
  return pieces;
}

/** The part of a stretch from its base `from` to before `to`. */
function pieceOf(
  { entry, strand, entryStart0 }: Stretch,
  from: number,
  to: number,
): ConstructPiece {
  const range: Range =
    strand === 1
      ? { start0: entryStart0 + from, end0: entryStart0 + to }
      : {
          start0: entry.sequence.length - entryStart0 - to,
          end0: entry.sequence.length - entryStart0 - from,
        };
  return { kind: 'entry', entry, strand, range, length: to - from };
}

/** Maximal stretches of at least `SHORTEST` bases that construct and entries share. */
function exactStretches(
  sequence: string,
  topology: 'linear' | 'circular',
  library: AnnotationLibrary,
): readonly Stretch[] {
  const once = encode(sequence, BASES);
  const text = topology === 'circular' ? Uint8Array.from([...once, ...once.subarray(0, -1)]) : once;
  const index = seedIndex(text, 4, 10);
  const stretches: Stretch[] = [];
  for (const entry of library.entries) {
    if (entry.alphabet !== 'DNA' || entry.sequence.length < SHORTEST) continue;
    const plus = encode(entry.sequence, BASES);
    for (const strand of [1, -1] as const) {
      const letters = strand === 1 ? plus : turned(plus);
      forEachSeed(index, letters, (i, at) => {
        if (at >= sequence.length || (i > 0 && at > 0 && letters[i - 1] === text[at - 1])) return;
        let length = index.word;
        while (i + length < letters.length && letters[i + length] === text[at + length]) length++;
        if (length < SHORTEST) return;
        stretches.push({
          start0: at,
          length: Math.min(length, sequence.length),
          entry,
          strand,
          entryStart0: i,
        });
      });
    }
  }
  return stretches;
}
