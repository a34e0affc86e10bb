import type { MolecularFeature } from './molecular-profile.js';
import { type FeatureMatch, matched, NO_MATCH } from './feature-match.js';
import { duplicationSites } from './protein-domains.js';
import { isTruncating, touchedResidues } from './protein-shorthand.js';
import { alteredGenes, type SmallVariant, type TumourAlteration } from './tumour-alteration.js';

type StateFeature = MolecularFeature & { readonly kind: 'state' };

/** Whether an alteration puts its gene into the state that a profile asks for. */
export function matchState(
  { gene, state }: StateFeature,
  alteration: TumourAlteration,
): FeatureMatch {
  if (!alteredGenes(alteration).includes(gene)) return NO_MATCH;
  switch (alteration.kind) {
    case 'small-variant':
      return matchVariantState(state, alteration);
    case 'copy-number':
      if (state === alteration.change) return matched('exact');
      if (state === 'loss' || state === 'biallelic-loss' || state === 'inactivating') {
        return alteration.change === 'deletion' ? matched('gene', 'no copy is left') : NO_MATCH;
      }
      return state === 'copy-number-change' || state === 'alteration' ? matched('gene') : NO_MATCH;
    case 'fusion':
      if (state === 'rearrangement') return matched('partner', 'any partner');
      return state === 'alteration' ? matched('gene') : NO_MATCH;
    case 'exon-loss':
      return state === 'alteration' ? matched('gene') : NO_MATCH;
    case 'named':
      return NO_MATCH;
  }
}

function matchVariantState(state: StateFeature['state'], variant: SmallVariant): FeatureMatch {
  const { effect } = variant;
  if (state === 'promoter-mutation') return matchPromoter(variant);
  if (effect === 'silent' || effect === 'unknown') return NO_MATCH;
  const isNull = isTruncating(effect) || effect === 'splice-site';
  switch (state) {
    case 'mutation':
      return matched('gene', 'any mutation of the gene');
    case 'alteration':
      return matched('gene', 'any alteration of the gene');
    case 'activating':
      if (variant.function === 'gain') return matched('gene', 'known to activate');
      return isNull || variant.function === 'loss'
        ? NO_MATCH
        : { kind: 'unknown', needs: `whether ${variant.label} activates the protein` };
    case 'inactivating':
      if (isNull) return matched('gene', 'it cuts the protein short or unmakes its splicing');
      if (variant.function === 'loss') return matched('gene', 'known to inactivate');
      return variant.function === 'gain'
        ? NO_MATCH
        : { kind: 'unknown', needs: `whether ${variant.label} inactivates the protein` };
    case 'truncating':
      return effect === 'frameshift' || effect === 'stop-gained' ? matched('gene') : NO_MATCH;
    case 'frameshift':
      return effect === 'frameshift' ? matched('gene') : NO_MATCH;
    case 'loss':
    case 'biallelic-loss':
      if (!isNull && variant.function !== 'loss') return NO_MATCH;
      if (variant.otherCopyLost === true) return matched('gene', 'the other copy is lost too');
      return variant.otherCopyLost === false
        ? NO_MATCH
        : { kind: 'unknown', needs: `whether the other copy of ${variant.gene} is lost` };
    case 'internal-duplication': {
      const duplicated = isInternalDuplication(variant);
      return duplicated === true ? matched('gene', 'an in-frame insertion at its place') : NO_MATCH;
    }
    default:
      return NO_MATCH;
  }
}

/** The places before the start codon that are known of a promoter, C to T on the strand of the gene. */
const PROMOTER_BASES: Readonly<Record<string, readonly number[]>> = { TERT: [-124, -146] };

function matchPromoter({ gene, upstream }: SmallVariant): FeatureMatch {
  return upstream !== null &&
    upstream.reference === 'C' &&
    upstream.alternate === 'T' &&
    (PROMOTER_BASES[gene] ?? []).includes(upstream.base)
    ? matched('gene')
    : NO_MATCH;
}

/** True for an in-frame insertion where a gene's internal tandem duplications lie; null where that is not known. */
function isInternalDuplication(variant: SmallVariant): boolean | null {
  const sites = duplicationSites(variant.gene);
  if (sites === null) return null;
  const change = variant.readings[0]?.change ?? null;
  const touched = change === null ? null : touchedResidues(change);
  const isLonger =
    variant.effect === 'inframe-insertion' || variant.effect === 'inframe-delins-longer';
  return isLonger && touched !== null && touched.first <= sites.last && touched.last >= sites.first;
}
