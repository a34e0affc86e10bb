import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import { meltingTemperature } from '../../engines/constructs/cloning/melting-temperature.js';

interface CheckPrimer {
  readonly sequence: string;
  /** Nearest neighbours, degrees Celsius. */
  readonly meltingC: number;
  /** 0-1 */
  readonly gcShare: number;
}

/** Two primers around an edit, or why there are none. */
export type CheckPrimers =
  | {
      readonly forward: CheckPrimer;
      readonly reverse: CheckPrimer;
      readonly productBp: number;
      /** Where the product starts in the bases that it was sought in. */
      readonly start0: number;
    }
  | { readonly reason: string };

/** Length of a product, and how far its primers stay from the edit. Unit: bp. */
export interface ProductRange {
  readonly least: number;
  readonly most: number;
  readonly margin: number;
}

/**
 * Reads of a Sanger run begin some bases behind the primer, and deletions of a cut take bases beside it: our choice, as
 * near as a pack's 30 bases beside an exon allow.
 */
export const PACK_PRODUCT: ProductRange = { least: 200, most: 400, margin: 30 };
/** With a whole genome there is room: both ends of a cut's deletions stay on the product. */
export const GENOME_PRODUCT: ProductRange = { least: 300, most: 700, margin: 100 };

const LENGTHS = { least: 18, most: 25 };
/** Degrees Celsius. */
const MELTING = { least: 57, best: 60, most: 63 };
const GC = { least: 0.35, most: 0.65 };

interface PlacedPrimer extends CheckPrimer {
  /** Outer end: where the product starts or ends. */
  readonly outer0: number;
}

/**
 * The pair nearest to 60 C whose product holds `[edit.start0, edit.end0)` with a margin. Its primers are not searched
 * for elsewhere in the genome.
 */
export function checkPrimers(
  bases: string,
  edit: { readonly start0: number; readonly end0: number },
  range: ProductRange,
): CheckPrimers {
  if (bases.length < range.least) {
    return {
      reason: `a product needs ${range.least} bp, ${bases.length} bp around the place are at hand: give a whole genome (--genome)`,
    };
  }
  const forward: PlacedPrimer[] = [];
  const reverse: PlacedPrimer[] = [];
  for (let length = LENGTHS.least; length <= LENGTHS.most; length++) {
    for (let at = 0; at + length <= edit.start0 - range.margin; at++) {
      const primer = primerOf(bases.slice(at, at + length));
      if (primer !== null) forward.push({ ...primer, outer0: at });
    }
    for (let at = edit.end0 + range.margin; at + length <= bases.length; at++) {
      const primer = primerOf(reverseComplement(bases.slice(at, at + length)));
      if (primer !== null) reverse.push({ ...primer, outer0: at + length });
    }
  }
  let best: readonly [PlacedPrimer, PlacedPrimer] | null = null;
  let leastCost = Infinity;
  for (const left of forward) {
    for (const right of reverse) {
      const product = right.outer0 - left.outer0;
      if (product < range.least || product > range.most) continue;
      const cost =
        Math.abs(left.meltingC - MELTING.best) +
        Math.abs(right.meltingC - MELTING.best) +
        Math.abs(left.meltingC - right.meltingC);
      if (cost >= leastCost) continue;
      leastCost = cost;
      best = [left, right];
    }
  }
  if (best === null) {
    return {
      reason: `no pair of ${MELTING.least}-${MELTING.most} C gives a product of ${range.least}-${range.most} bp within the ${bases.length} bp at hand`,
    };
  }
  const [{ outer0: start0, ...left }, { outer0: end0, ...right }] = best;
  return { forward: left, reverse: right, productBp: end0 - start0, start0 };
}

/** Null where it melts elsewhere, has too many or few G and C, a run of five, or does not end in G or C. */
function primerOf(sequence: string): CheckPrimer | null {
  if (!/[GC]$/.test(sequence) || /A{5}|C{5}|G{5}|T{5}/.test(sequence)) return null;
  const gcShare = gcShareOf(sequence);
  if (gcShare < GC.least || gcShare > GC.most) return null;
  const meltingC = meltingTemperature(sequence);
  if (meltingC < MELTING.least || meltingC > MELTING.most) return null;
  return { sequence, meltingC, gcShare };
}

/** Share of G and C, 0-1. */
export function gcShareOf(bases: string): number {
  return bases.replaceAll(/[AT]/g, '').length / bases.length;
}
