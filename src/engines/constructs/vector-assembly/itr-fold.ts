import { otherStrand } from '../../../core/iupac.js';

/** Bases from its outer end on that fold on themselves in a whole ITR of AAV2; the D sequence follows. */
const HAIRPIN_BP = 125;
/** Pairs that each arm (B-B′, C-C′) of AAV2's ITR (NC_001401) has at least. */
const ARM_PAIRS = 7;
/** Rep binds to repeats of GNGC; AAV2 has four in a row, read on either strand. */
const REP_BINDING = /(?:G[ACGT]GC){4}/;

/** What an ITR, read from its outer end, folds into. */
export interface ItrFold {
  readonly stemPairs: number;
  readonly arms: number;
  readonly bindsRep: boolean;
  /** Bases behind the hairpin. */
  readonly dBases: number;
}

/** The fold of an ITR that is read from its outer end; one that lacks bases there has a shorter stem. */
export function itrFold(itr: string): ItrFold {
  const hairpin = itr.slice(0, HAIRPIN_BP);
  const mirrored = otherStrand(hairpin);
  let stemPairs = 0;
  while (stemPairs < hairpin.length / 2 && hairpin[stemPairs] === mirrored[stemPairs]) stemPairs++;
  const inner = hairpin.slice(stemPairs, hairpin.length - stemPairs);
  return {
    stemPairs,
    arms: armsOf(inner),
    bindsRep: REP_BINDING.test(itr) || REP_BINDING.test(otherStrand(itr)),
    dBases: Math.max(0, itr.length - HAIRPIN_BP),
  };
}

/** Hairpins one behind the other, each of seven pairs at least. */
function armsOf(inner: string): number {
  let arms = 0;
  for (let at = 0; at + 2 * ARM_PAIRS <= inner.length; at++) {
    const left = inner.slice(at, at + ARM_PAIRS);
    const right = inner.indexOf(otherStrand(left), at + ARM_PAIRS);
    if (right < 0 || right - at > 2 * ARM_PAIRS) continue;
    arms++;
    at = right + ARM_PAIRS - 1;
  }
  return arms;
}
