import type { Range } from '../part.js';

/** A stretch that stands at two places, read in one direction. */
export interface DirectRepeat {
  readonly first: Range;
  readonly second: Range;
}

/**
 * The longest exact repeats of at least `shortest` bases within a span, longest first, none within another. Where a
 * stretch stands more than twice, each later place is paired with the first.
 */
export function directRepeats(
  sequence: string,
  { start0, end0 }: Range,
  shortest: number,
): readonly DirectRepeat[] {
  const firstAt = new Map<string, number>();
  const found: DirectRepeat[] = [];
  for (let at = start0; at + shortest <= end0; at++) {
    const stretch = sequence.slice(at, at + shortest);
    const before = firstAt.get(stretch);
    if (before === undefined) {
      firstAt.set(stretch, at);
      continue;
    }
    const last = found.at(-1);
    // The next window of a repeat that is already open.
    if (
      last !== undefined &&
      last.second.end0 === at + shortest - 1 &&
      last.first.end0 === before + shortest - 1
    ) {
      found[found.length - 1] = {
        first: { ...last.first, end0: before + shortest },
        second: { ...last.second, end0: at + shortest },
      };
    } else {
      found.push({
        first: { start0: before, end0: before + shortest },
        second: { start0: at, end0: at + shortest },
      });
    }
  }
  const lengthOf = ({ first }: DirectRepeat): number => first.end0 - first.start0;
  return found.sort((a, b) => lengthOf(b) - lengthOf(a) || a.first.start0 - b.first.start0);
}
