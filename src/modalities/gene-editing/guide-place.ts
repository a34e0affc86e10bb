import type { GuideSite } from './guide-sites.js';
import type { Locus } from './locus.js';

/** The protospacer on the healthy genome, 1-based, with the strand that reads like the spacer: `chr7:100-119 (-)`. */
export function placeOf(locus: Locus, { start0, end0, strand }: GuideSite): string {
  const { start0: changed0, end0: changeEnd0 } = locus.change;
  const grown = changeEnd0.mutant - changeEnd0.wildtype;
  const onGenome = (at0: number): number =>
    locus.start0 + (at0 <= changed0 ? at0 : at0 >= changeEnd0.mutant ? at0 - grown : changed0);
  const { chromosome } = locus.transcript;
  return `chr${chromosome}:${onGenome(start0) + 1}-${onGenome(end0)} (${strand === 1 ? '+' : '-'})`;
}
