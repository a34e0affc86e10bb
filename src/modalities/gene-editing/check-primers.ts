import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import { meltingTemperature } from './melting-temperature.js';

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

const PRODUCT_BP = { least: 200, most: 400 };
const LENGTHS = { least: 18, most: 25 };
/** Degrees Celsius. */
const MELTING = { least: 57, best: 60, most: 63 };
const GC = { least: 0.35, most: 0.65 };
/** Reads of a Sanger run begin some bases behind the primer, and deletions of a cut take bases beside it. Unit: bp. */
const LEAST_MARGIN_BP = 30;

interface PlacedPrimer extends CheckPrimer {
  /** Outer end: where the product starts or ends. */
  readonly outer0: number;
}

/**
 * The pair nearest to 60 C whose product of 200-400 bp holds `[edit.start0, edit.end0)` with a margin. It is not searched
 * for elsewhere in the genome: that takes a whole one.
 */
export function checkPrimers(
  bases: string,
  edit: { readonly start0: number; readonly end0: number },
): CheckPrimers {
  if (bases.length < PRODUCT_BP.least) {
    return {
      reason: `a product needs ${PRODUCT_BP.least} bp, the pack holds ${bases.length} bp around the place: take primers from a whole genome`,
    };
  }
  const forward: PlacedPrimer[] = [];
  const reverse: PlacedPrimer[] = [];
  for (let length = LENGTHS.least; length <= LENGTHS.most; length++) {
    for (let at = 0; at + length <= edit.start0 - LEAST_MARGIN_BP; at++) {
      const primer = primerOf(bases.slice(at, at + length));
      if (primer !== null) forward.push({ ...primer, outer0: at });
    }
    for (let at = edit.end0 + LEAST_MARGIN_BP; at + length <= bases.length; at++) {
      const primer = primerOf(reverseComplement(bases.slice(at, at + length)));
      if (primer !== null) reverse.push({ ...primer, outer0: at + length });
    }
  }
  let best: readonly [PlacedPrimer, PlacedPrimer] | null = null;
  let leastCost = Infinity;
  for (const left of forward) {
    for (const right of reverse) {
      const product = right.outer0 - left.outer0;
      if (product < PRODUCT_BP.least || product > PRODUCT_BP.most) continue;
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
      reason: `no pair of ${MELTING.least}-${MELTING.most} C gives a product of ${PRODUCT_BP.least}-${PRODUCT_BP.most} bp within the ${bases.length} bp that the pack holds`,
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
