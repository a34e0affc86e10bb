import type { VariantGroup } from './haplotype-windows.js';
import type { OffTargetSite } from './offtarget-search.js';
import type { PatientVariant } from './patient-variants.js';

/** Does a site hold a base that a variant replaces, or the joint where one inserts. */
function liesOn(site: OffTargetSite, { start0, reference }: PatientVariant): boolean {
  return site.start0 < start0 + reference.length && site.end0 > start0;
}

/** Tells whether a site of a sequence lies on one of its variants, given in order. */
export function siteOnVariant(
  variants: readonly PatientVariant[],
): (site: OffTargetSite) => boolean {
  const longest = variants.reduce((most, { reference }) => Math.max(most, reference.length), 0);
  return (site) => {
    let low = 0;
    let high = variants.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((variants[middle] as PatientVariant).start0 < site.start0 - longest) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < variants.length; at++) {
      const variant = variants[at] as PatientVariant;
      if (variant.start0 >= site.end0) return false;
      if (liesOn(site, variant)) return true;
    }
    return false;
  };
}

/** Each group of a sequence with the sites (in order) that lie on one of its variants. */
export function* sitesAtVariants(
  groups: Iterable<VariantGroup>,
  sites: readonly OffTargetSite[],
): Generator<{ readonly group: VariantGroup; readonly sites: readonly OffTargetSite[] }> {
  let from = 0;
  for (const group of groups) {
    while (from < sites.length && (sites[from] as OffTargetSite).end0 <= group.start0) from++;
    const here: OffTargetSite[] = [];
    for (let at = from; at < sites.length; at++) {
      const site = sites[at] as OffTargetSite;
      if (site.start0 >= group.end0) break;
      if (group.variants.some((variant) => liesOn(site, variant))) here.push(site);
    }
    yield { group, sites: here };
  }
}
