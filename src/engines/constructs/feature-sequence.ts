import { otherStrand } from '../../core/iupac.js';
import type { Construct, ConstructFeature } from './construct.js';
import type { Range, SegmentFeature } from './part.js';
import { asDna, asRna } from './strands.js';

/** What a feature reads, in the letters of the construct, from its own strand. */
export function featureSequence(construct: Construct, feature: ConstructFeature): string {
  const top = feature.ranges
    .map(({ start0, end0 }) => construct.sequence.slice(start0, end0))
    .join('');
  if (feature.strand === 1) return top;
  const bottom = otherStrand(asDna(top));
  return construct.alphabet === 'RNA' ? asRna(bottom) : bottom;
}

/** Ranges of `length` letters from `start0`, split in two where a circle ends. */
export function rangesFrom(
  start0: number,
  length: number,
  sequenceLength: number,
): readonly [Range, ...Range[]] {
  const end0 = start0 + length;
  return end0 <= sequenceLength
    ? [{ start0, end0 }]
    : [
        { start0, end0: sequenceLength },
        { start0: 0, end0: end0 - sequenceLength },
      ];
}

/** Features of a protein as features of the sequence that codes for it, from `offset0` on. */
export function codingFeatures(
  protein: readonly ConstructFeature[],
  offset0: number,
): readonly SegmentFeature[] {
  return protein.flatMap(({ role, label, ranges, colour, notes, source }) =>
    ranges.map(({ start0, end0 }) => ({
      role,
      label,
      range: { start0: offset0 + 3 * start0, end0: offset0 + 3 * end0 },
      ...(colour === null ? {} : { colour }),
      notes,
      ...(source === null ? {} : { source }),
    })),
  );
}
