import { type Context, quietContext } from '../../core/context.js';
import type { EnergyModel } from '../rna/energy-model.js';
import { foldEnsemble, meanUnpaired } from '../rna/partition.js';
import type { TargetRna } from './target-rna.js';

/** Bases folded on either side of a site, where the transcript has them. */
const ACCESSIBILITY_FLANK = 70;

/** How open a site is, or why that is not said. */
export type SiteAccessibility =
  | {
      readonly kind: 'folded';
      /** Mean probability of the site's bases to be unpaired, 0-1. */
      readonly unpaired: number;
      /** Of the bases that pair with letters 2-8 of the guide. */
      readonly seedUnpaired: number;
      /** Bases that were folded. */
      readonly windowBases: number;
    }
  | { readonly kind: 'not-folded'; readonly reason: string };

const SEED_BASES = { fromEnd: 8, toEnd: 1 };

/**
 * From the ensemble of all folds of the site with 70 bases on either side: pairs with farther bases are not seen. Takes
 * some 5 ms a site.
 */
export async function siteAccessibility(
  { bases }: Pick<TargetRna, 'bases'>,
  site: { readonly start0: number; readonly end0: number },
  model: EnergyModel,
  context: Context = quietContext(),
): Promise<SiteAccessibility> {
  const known = knownAround(bases, site);
  if (known === null) {
    return { kind: 'not-folded', reason: 'a base of the site is not known' };
  }
  const ensemble = await foldEnsemble(bases.slice(known.start0, known.end0), { model }, context);
  const start0 = site.start0 - known.start0;
  const end0 = site.end0 - known.start0;
  return {
    kind: 'folded',
    unpaired: meanUnpaired(ensemble, start0, end0),
    seedUnpaired: meanUnpaired(ensemble, end0 - SEED_BASES.fromEnd, end0 - SEED_BASES.toEnd),
    windowBases: known.end0 - known.start0,
  };
}

/** The longest known stretch around the site within the flanks. */
function knownAround(
  bases: string,
  { start0, end0 }: { readonly start0: number; readonly end0: number },
): { readonly start0: number; readonly end0: number } | null {
  if (bases.slice(start0, end0).includes('N')) return null;
  let from = start0;
  let to = end0;
  while (from > 0 && start0 - from < ACCESSIBILITY_FLANK && bases[from - 1] !== 'N') from--;
  while (to < bases.length && to - end0 < ACCESSIBILITY_FLANK && bases[to] !== 'N') to++;
  return { start0: from, end0: to };
}
