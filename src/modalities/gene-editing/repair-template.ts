import type { Nuclease } from '../../engines/editing/nuclease.js';
import { boundaryIn, type GuideSite, guideSites, lonelySites } from './guide-sites.js';
import { holdsChange, sparedAllele } from './spared-allele.js';
import { around, type Locus } from './locus.js';

/** A single-stranded template that carries the healthy bases, with the guide that cuts beside the mutation. */
export interface RepairTemplate {
  readonly site: GuideSite;
  /** bp from the cut to the change. */
  readonly distance: number;
  /** 5'->3', forward strand of the genome. */
  readonly sequence: string;
  /** Bases on either side of the change. */
  readonly arms: { readonly before: number; readonly after: number };
}

/** At least 40 nt on either side: Ran et al. 2013, Nat Protoc 8:2281. Unit: nt. */
const ARM = { least: 40, usual: 60 };
/** Repair from a template falls with the distance between cut and change: Paquet 2016, Nature 533:125. Unit: bp. */
const MOST_DISTANCE = 20;

/**
 * The template whose guide cuts nearest to the mutation; the guide holds the mutation, so that the healthy bases do not
 * fit it. Or why there is none.
 */
export function repairTemplate(
  locus: Locus,
  nuclease: Nuclease,
): RepairTemplate | { readonly reason: string } {
  const { wildtype, mutant } = locus.bases;
  const { start0, end0 } = locus.change;
  const before = Math.min(ARM.usual, start0);
  const after = Math.min(ARM.usual, wildtype.length - end0.wildtype);
  if (Math.min(before, after) < ARM.least) {
    return {
      reason: `an arm needs ${ARM.least} nt, the pack holds ${before} before and ${after} after the mutation: take the arms from a whole genome`,
    };
  }
  const onChange = guideSites(mutant, nuclease, around(locus, ARM.least)).filter(
    (site) =>
      holdsChange(locus, site) &&
      ['pam-lost', 'seed'].includes(sparedAllele(locus, site, nuclease).how),
  );
  const placed = lonelySites(mutant, onChange)
    .map((site) => {
      const cut = boundaryIn(site, nuclease.cut.spacerStrand);
      return { site, distance: Math.max(0, start0 - cut, cut - end0.mutant) };
    })
    .filter(({ distance }) => distance <= MOST_DISTANCE)
    .sort((a, b) => a.distance - b.distance || a.site.start0 - b.site.start0);
  const nearest = placed[0];
  if (nearest === undefined) {
    return {
      reason: `no guide of ${nuclease.title} on the mutation cuts within ${MOST_DISTANCE} bp of it`,
    };
  }
  return {
    ...nearest,
    sequence: wildtype.slice(start0 - before, end0.wildtype + after),
    arms: { before, after },
  };
}
