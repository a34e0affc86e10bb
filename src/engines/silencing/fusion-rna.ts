import type { Transcript } from '../genome/transcript.js';
import { GUIDE_LENGTH } from './sirna-guide.js';
import { type SirnaSite, sirnaSites, type TargetRna } from './target-rna.js';

/** Where a partner breaks: the last base of the 5' part, or the first of the 3' part, 0-based on the genome. */
interface PartnerBreak {
  readonly transcript: Transcript;
  readonly base0: number;
}

/** A fused transcript around its junction. */
export interface FusionRna {
  readonly target: TargetRna;
  /** First base of the 3' partner in `target`. */
  readonly junction0: number;
}

/** Letters of the guide that must lie on either side of the junction, so that neither partner alone pairs with the rest. */
const FEWEST_JUNCTION_BASES = 6;

/**
 * The spliced transcripts of two genes joined at their breakpoints, or why they can't be: a breakpoint outside the
 * partner's exons means that the joined mRNA is not known from the two genes.
 */
export function fusionRna(
  name: string,
  five: PartnerBreak,
  three: PartnerBreak,
): FusionRna | { readonly reason: string } {
  const last = cdnaPlaceOf(five);
  const first = cdnaPlaceOf(three);
  if (last === null) return { reason: `${five.transcript.id} has no exon at the 5' breakpoint` };
  if (first === null) return { reason: `${three.transcript.id} has no exon at the 3' breakpoint` };
  const before = five.transcript.cdna.slice(0, last + 1);
  return {
    target: { name, bases: before + three.transcript.cdna.slice(first), notes: [] },
    junction0: before.length,
  };
}

/** Where a base of the genome lies on the spliced transcript; null outside its exons. */
function cdnaPlaceOf({ transcript, base0 }: PartnerBreak): number | null {
  let cdna0 = 0;
  for (const { start0, end0 } of transcript.exons) {
    if (base0 >= start0 && base0 < end0) {
      return cdna0 + (transcript.strand === 1 ? base0 - start0 : end0 - 1 - base0);
    }
    cdna0 += end0 - start0;
  }
  return null;
}

/** siRNAs over the junction with six bases or more of the 21 on either side, by start. */
export function junctionSites({ target, junction0 }: FusionRna): readonly SirnaSite[] {
  const from0 = Math.max(0, junction0 - GUIDE_LENGTH);
  const window = { bases: target.bases.slice(from0, junction0 + GUIDE_LENGTH) };
  return sirnaSites(window)
    .map((site) => ({ ...site, start0: site.start0 + from0, end0: site.end0 + from0 }))
    .filter(
      ({ start0, end0 }) =>
        junction0 - start0 >= FEWEST_JUNCTION_BASES && end0 - junction0 >= FEWEST_JUNCTION_BASES,
    );
}
