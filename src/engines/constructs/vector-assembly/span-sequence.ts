import { otherStrand } from '../../../core/iupac.js';
import type { Construct } from '../construct.js';
import type { Range } from '../part.js';
import type { PlacedSpan } from './assembled-vector.js';

/** A stretch of a construct as its own strand reads it, with the way back to the construct. */
export interface SpanSequence {
  readonly dna: string;
  /** Where `[start0, end0)` of `dna` stands on the construct's top strand. */
  place(start0: number, end0: number): Range;
}

export function spanSequence(
  { sequence }: Construct,
  { start0: from, end0: to, strand }: PlacedSpan,
): SpanSequence {
  const top = sequence.slice(from, to);
  return strand === 1
    ? { dna: top, place: (start0, end0) => ({ start0: from + start0, end0: from + end0 }) }
    : {
        dna: otherStrand(top),
        place: (start0, end0) => ({ start0: to - end0, end0: to - start0 }),
      };
}
