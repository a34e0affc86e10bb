import type { Construct } from '../construct.js';
import type { Range } from '../part.js';

/** Bases `[start0, end0)` of a construct, over the origin of a circle where the ends lie outside of 0 to its length. */
export function basesOf(
  { sequence, topology }: Pick<Construct, 'sequence' | 'topology'>,
  { start0, end0 }: Range,
): string {
  const { length } = sequence;
  if (topology === 'linear') return sequence.slice(Math.max(0, start0), end0);
  let bases = '';
  for (let at = start0; at < end0;) {
    const from = ((at % length) + length) % length;
    const to = Math.min(length, from + end0 - at);
    bases += sequence.slice(from, to);
    at += to - from;
  }
  return bases;
}

/** Do two circles of DNA hold the same bases in one direction, wherever they were opened. */
export function isSameCircle(a: string, b: string): boolean {
  return a.length === b.length && (a + a).includes(b);
}
