import type { EnergyModel } from '../rna/energy-model.js';
import { mismatchTolerance, type MismatchTolerance } from './mismatch-tolerance.js';
import { GUIDE_LENGTH } from './sirna-guide.js';
import { type SirnaSite, sirnaSites, type TargetRna } from './target-rna.js';

/** A change of a transcript: `[start0, end0)` of the healthy one reads as `alternate` on the mutant. */
export interface TranscriptChange {
  readonly start0: number;
  readonly end0: number;
  /** Upper-case DNA; empty for a deletion. */
  readonly alternate: string;
}

/** A siRNA of the mutant transcript, with what the healthy one has there. */
export interface AlleleSite extends SirnaSite {
  /** On the healthy transcript, the stretch that pairs best. */
  readonly healthyStart0: number;
  readonly healthy: MismatchTolerance;
}

interface AlleleSites {
  readonly mutant: TargetRna;
  /** Every siRNA whose 21 bases touch the change, by start. */
  readonly sites: readonly AlleleSite[];
}

/** The mutant transcript and all siRNAs over its change, each judged against the healthy transcript. */
export function alleleSites(
  healthy: TargetRna,
  change: TranscriptChange,
  energies: EnergyModel,
): AlleleSites {
  const mutant: TargetRna = {
    ...healthy,
    name: `${healthy.name} mutant`,
    bases:
      healthy.bases.slice(0, change.start0) + change.alternate + healthy.bases.slice(change.end0),
  };
  const from0 = Math.max(0, change.start0 - GUIDE_LENGTH + 1);
  // A deletion lies between two bases: a site over it has one of either side.
  const to0 = change.start0 + Math.max(change.alternate.length, 1) + GUIDE_LENGTH - 1;
  const around = { bases: mutant.bases.slice(from0, Math.min(to0, mutant.bases.length)) };
  const grown = change.alternate.length - (change.end0 - change.start0);
  const sites = sirnaSites(around).map((site): AlleleSite => {
    const start0 = site.start0 + from0;
    const best = bestOnHealthy(healthy, site, start0, grown, energies);
    return { ...site, start0, end0: start0 + GUIDE_LENGTH, ...best };
  });
  return {
    mutant,
    sites: sites.filter(({ start0, end0 }) => isOverChange(change, start0, end0)),
  };
}

function isOverChange(
  { start0: changed0, alternate }: TranscriptChange,
  start0: number,
  end0: number,
): boolean {
  return alternate === ''
    ? start0 < changed0 && end0 > changed0
    : start0 < changed0 + alternate.length && end0 > changed0;
}

/** The healthy stretch that is silenced most: at the same place, or shifted by as much as the length changes. */
function bestOnHealthy(
  { bases }: TargetRna,
  { guide }: SirnaSite,
  start0: number,
  grown: number,
  energies: EnergyModel,
): Pick<AlleleSite, 'healthy' | 'healthyStart0'> {
  const reach = Math.abs(grown);
  const starts = Array.from({ length: 2 * reach + 1 }, (_, i) => start0 - reach + i);
  const tried = starts.flatMap((at0) => {
    const site = bases.slice(at0, at0 + GUIDE_LENGTH);
    const isKnown = at0 >= 0 && site.length === GUIDE_LENGTH && !site.includes('N');
    return isKnown
      ? [{ healthyStart0: at0, healthy: mismatchTolerance(guide, site, energies) }]
      : [];
  });
  const [best] = tried.sort(
    (a, b) =>
      b.healthy.shareAtMost - a.healthy.shareAtMost ||
      a.healthy.mismatches.length - b.healthy.mismatches.length ||
      a.healthyStart0 - b.healthyStart0,
  );
  if (best === undefined)
    throw new Error('the healthy transcript is not known where the mutant is');
  return best;
}
