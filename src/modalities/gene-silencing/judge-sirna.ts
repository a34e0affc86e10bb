import { breathe, type Context } from '../../core/context.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { EnergyModel } from '../../engines/rna/energy-model.js';
import type { TranscriptRegion } from '../../engines/search/transcript-sites.js';
import { duplexEnergies } from '../../engines/silencing/duplex-energies.js';
import { immuneMotifs } from '../../engines/silencing/immune-motifs.js';
import { seedToxicity } from '../../engines/silencing/seed-toxicity.js';
import { type ChemistryName, sirnaDuplex } from '../../engines/silencing/sirna-chemistry.js';
import type { SirnaEfficacy, SirnaEfficacyModel } from '../../engines/silencing/sirna-efficacy.js';
import type { SirnaGuide } from '../../engines/silencing/sirna-guide.js';
import type { SirnaOffTargets } from '../../engines/silencing/sirna-off-targets.js';
import { siteAccessibility } from '../../engines/silencing/site-accessibility.js';
import type { SirnaSite, TargetRna } from '../../engines/silencing/target-rna.js';
import type { JudgedSirna } from './gene-silencing-design.js';

/** A site with what the model expects of it. */
export type ScoredSite<T extends SirnaSite = SirnaSite> = T & { readonly efficacy: SirnaEfficacy };

/** Sites scored between two looks at the abort signal: some 15 ms. */
const SITES_A_BREATH = 100;

export async function scoredSites<T extends SirnaSite>(
  sites: readonly T[],
  model: SirnaEfficacyModel,
  context: Context,
): Promise<readonly ScoredSite<T>[]> {
  const scored: ScoredSite<T>[] = [];
  for (const [i, site] of sites.entries()) {
    if (i % SITES_A_BREATH === 0) await breathe(context);
    scored.push({ ...site, efficacy: model.predict(site.guide) });
  }
  return scored;
}

/** The best by `better`, none of which lies over another. */
export function apart<T extends SirnaSite>(
  sites: readonly T[],
  better: (a: T, b: T) => number,
  most: number,
): readonly T[] {
  const chosen: T[] = [];
  for (const site of sites.toSorted((a, b) => better(a, b) || a.start0 - b.start0)) {
    if (chosen.length === most) break;
    if (chosen.every(({ start0, end0 }) => site.end0 <= start0 || site.start0 >= end0)) {
      chosen.push(site);
    }
  }
  return chosen;
}

/** May a siRNA stand first: a toxic seed, or another transcript with one mismatch or none, puts it behind. */
export function isClean(
  guide: SirnaGuide,
  offTargets: ReadonlyMap<string, SirnaOffTargets>,
): boolean {
  const nearMatches = offTargets.get(guide)?.nearMatches ?? [];
  return (
    seedToxicity(guide).kind !== 'listed' && nearMatches.every(({ mismatches }) => mismatches > 1)
  );
}

export interface Judging {
  readonly target: TargetRna;
  /** Null where the target is no annotated transcript. */
  readonly cds: Transcript['cds'];
  readonly chemistry: ChemistryName;
  readonly energies: EnergyModel;
  readonly offTargets: ReadonlyMap<string, SirnaOffTargets>;
}

/** All that is said of a chosen siRNA but its name. */
export async function judgedSirna(
  site: ScoredSite,
  { target, cds, chemistry, energies, offTargets }: Judging,
  context: Context,
): Promise<Omit<JudgedSirna, 'id'>> {
  const { guide, start0, end0, efficacy } = site;
  const found = offTargets.get(guide);
  if (found === undefined) throw new Error(`${guide} was not looked for`);
  return {
    place: `${target.name}:${start0 + 1}-${end0}`,
    start0,
    region: regionAt(cds, start0, end0),
    guide,
    efficacy,
    energies: duplexEnergies(guide, energies),
    accessibility: await siteAccessibility(target, site, energies, context),
    seed: seedToxicity(guide),
    immune: immuneMotifs(guide),
    offTargets: found,
    duplex: sirnaDuplex(guide, chemistry),
  };
}

function regionAt(cds: Transcript['cds'], start0: number, end0: number): TranscriptRegion {
  if (cds === null) return 'non-coding';
  if (end0 <= cds.start0) return '5utr';
  return start0 >= cds.end0 ? '3utr' : 'coding';
}
