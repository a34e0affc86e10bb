import { otherStrand } from '../../../core/iupac.js';
import type { Construct } from '../construct.js';
import { featureSequence } from '../feature-sequence.js';
import { findSites } from '../find-sites.js';
import type { Range } from '../part.js';
import { RESTRICTION_ENZYMES, type RestrictionEnzyme } from '../restriction-enzymes.js';
import { itrFold } from '../vector-assembly/itr-fold.js';
import { basesOf } from './circle.js';
import { type Primer, primerAt } from './primers.js';

/** How a vector is opened for an insert. */
export type VectorOpening =
  /** Cut beside the insert, each enzyme nowhere else. */
  | { readonly kind: 'enzymes'; readonly left: string; readonly right: string }
  /** Copied outward from the insert. */
  | { readonly kind: 'pcr'; readonly forward: Primer; readonly reverse: Primer }
  | { readonly kind: 'not-possible'; readonly because: string };

/** How far from the insert a cut may lie, bp. */
const REACH_BP = 40;

/** An enzyme's cut in a circle: where the double strand that homology can use begins or ends. */
interface Cut {
  readonly enzyme: string;
  readonly at0: number;
}

/**
 * How the vector around an insert is opened, and what is then to be put in: with enzymes, the insert and what lies
 * between it and the cuts. Two enzymes that each cut the vector once, beside the insert, come before PCR; a vector
 * whose terminal repeats fold on themselves is not copied by PCR.
 */
export function openVector(
  construct: Construct,
  insert: Range,
): { readonly opening: VectorOpening; readonly toPutIn: Range } {
  const { length } = construct.sequence;
  const vector: Range = { start0: insert.end0, end0: insert.start0 + length };
  const bases = basesOf(construct, vector);
  const cutters = (RESTRICTION_ENZYMES as readonly RestrictionEnzyme[]).flatMap((enzyme) => {
    // Ends with a 5′ overhang or blunt ones keep their last bases through the exonuclease on one strand.
    if (enzyme.topCut > enzyme.bottomCut || enzyme.topCut > enzyme.site.length) return [];
    const found = findSites({ sequence: bases, topology: 'linear' }, [
      { name: enzyme.name, site: enzyme.site, strands: 'both' },
    ]);
    const [only] = found;
    return found.length === 1 && only !== undefined ? [{ enzyme, start0: only.start0 }] : [];
  });
  const right = nearest(
    cutters
      .filter(({ enzyme, start0 }) => start0 + enzyme.site.length <= REACH_BP)
      .map(({ enzyme, start0 }) => ({
        enzyme: enzyme.name,
        at0: start0 + enzyme.bottomCut,
      })),
  );
  const left = nearest(
    cutters
      .filter(({ start0 }) => bases.length - start0 <= REACH_BP)
      .map(({ enzyme, start0 }) => ({
        enzyme: enzyme.name,
        at0: bases.length - start0 - enzyme.topCut,
      })),
  );
  if (left !== null && right !== null) {
    return {
      opening: { kind: 'enzymes', left: left.enzyme, right: right.enzyme },
      toPutIn: { start0: insert.start0 - left.at0, end0: insert.end0 + right.at0 },
    };
  }
  return { opening: byPcr(construct, bases), toPutIn: insert };
}

/** Of cuts by their distance from the insert, the nearest; null where there is none. */
function nearest(cuts: readonly Cut[]): Cut | null {
  return [...cuts].sort((a, b) => a.at0 - b.at0)[0] ?? null;
}

/** Pairs of a stem that PCR is taken to stop in; our choice, far below the 43 of an ITR of AAV2. */
const STOPPING_PAIRS = 20;

/** Does the construct hold terminal repeats that fold on themselves, as those of AAV do and those of Ad5 do not. */
export function holdsFoldedRepeats(construct: Construct): boolean {
  return construct.features
    .filter(({ role }) => role === 'inverted_terminal_repeat')
    .some((feature) => {
      const bases = featureSequence(construct, feature);
      return [bases, otherStrand(bases)].some(
        (strand) => itrFold(strand).stemPairs >= STOPPING_PAIRS,
      );
    });
}

function byPcr(construct: Construct, bases: string): VectorOpening {
  if (holdsFoldedRepeats(construct)) {
    return {
      kind: 'not-possible',
      because:
        'no two enzymes cut beside the insert alone, and PCR stops in repeats that fold on themselves',
    };
  }
  const forward = primerAt(bases, 0);
  const reverse = primerAt(otherStrand(bases), 0);
  return forward === null || reverse === null
    ? { kind: 'not-possible', because: 'the vector is too short to prime on' }
    : { kind: 'pcr', forward, reverse };
}
