import type { Cited } from '../../../core/cited.js';
import { VECTORS } from '../vectors/vector-catalogue.js';
import type { CountedOver, GenomeKind, Vector, VectorClass } from '../vectors/vector.js';
import type { AssembledVector } from './assembled-vector.js';
import type { BackbonePlan } from './vector-plan.js';

/** A vector's length against its limits; a margin is null where no limit is known. */
export interface PackagingMargin {
  readonly countedOver: CountedOver | 'both strands, ITR to ITR';
  readonly countedBp: number;
  readonly soft: Cited<number> | null;
  readonly hard: Cited<number> | null;
  /** Why there is none, where a source says that there is none. */
  readonly unlimited: Cited<string> | null;
  /** Below 0: over the limit. */
  readonly softMarginBp: number | null;
  readonly hardMarginBp: number | null;
}

/**
 * The length that counts for a vector, and what is left up to its limits. A self-complementary genome whose vector
 * states no limit is held to that of single-stranded AAV, both of its strands counted.
 */
export function packagingMargin(
  { insert, packaged, plan }: Pick<AssembledVector, 'insert' | 'packaged' | 'plan'>,
  { packaging }: Pick<Vector, 'packaging'>,
): PackagingMargin {
  const insertBp = insert.end0 - insert.start0;
  const packagedBp = packaged?.lengthBp ?? insertBp + (packaging.ownBp?.value ?? 0);
  const isFolded = plan.backbone.kind === 'aav' && plan.backbone.genome === 'self-complementary';
  if (isFolded && packaging.hardBp === null) {
    const open = usualVector({ kind: 'aav', genome: 'single-stranded' });
    return marginOf(
      'both strands, ITR to ITR',
      2 * packagedBp - FOLDED_ITR_BP,
      open?.packaging ?? packaging,
    );
  }
  const { countedOver } = packaging;
  switch (countedOver) {
    case 'insert':
      return marginOf(countedOver, insertBp, packaging);
    case 'ITR to ITR':
    case 'LTR to LTR':
      return marginOf(countedOver, packagedBp, packaging);
    case 'whole genome':
      return marginOf(countedOver, insertBp + (packaging.ownBp?.value ?? 0), packaging);
  }
}

/** The ITR without its resolution site, in the fold between the two strands, is there once; NC_001401.2:4572-4679. */
const FOLDED_ITR_BP = 108;

function marginOf(
  countedOver: PackagingMargin['countedOver'],
  countedBp: number,
  { softBp: soft, hardBp: hard, unlimited }: Vector['packaging'],
): PackagingMargin {
  return {
    countedOver,
    countedBp,
    soft,
    hard,
    unlimited,
    softMarginBp: soft === null ? null : soft.value - countedBp,
    hardMarginBp: hard === null ? null : hard.value - countedBp,
  };
}

/** The catalogue's first vector that a backbone makes; null where it has none. */
export function usualVector(backbone: BackbonePlan): Vector | null {
  const [wanted, genome] = ((): readonly [VectorClass, GenomeKind] => {
    switch (backbone.kind) {
      case 'aav':
        return [
          'adeno-associated virus',
          backbone.genome === 'single-stranded' ? 'single-stranded DNA' : 'self-complementary DNA',
        ];
      case 'lentiviral':
        return ['lentivirus', 'RNA, reverse-transcribed'];
      case 'gammaretroviral':
        return ['gammaretrovirus', 'RNA, reverse-transcribed'];
      case 'adenoviral-shuttle':
        return ['adenovirus', 'double-stranded DNA'];
      case 'plasmid':
        return ['plasmid', 'double-stranded DNA'];
      case 'transposon':
        return ['transposon', 'double-stranded DNA'];
    }
  })();
  return (
    VECTORS.find(
      (vector) => vector.class === wanted && vector.genome === genome && !vector.replicates,
    ) ?? null
  );
}
