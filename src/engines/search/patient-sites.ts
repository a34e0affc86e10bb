import { compareText } from '../../core/skipped.js';
import type { HaplotypeSegment, HaplotypeWindow, VariantGroup } from './haplotype-windows.js';
import type { OffTargetSite } from './offtarget-search.js';
import type { PatientVariant } from './patient-variants.js';
import {
  type Numbered,
  onHaplotype,
  onReference,
  readAsReference,
  referencePlace,
  spanOf,
  touchedAlternates,
  touches,
  variantsWithin,
} from './window-places.js';

/** What a patient's variants do to sites: a new one, one with other bases, or one that is no more. */
export interface PatientSite {
  readonly kind: 'changed' | 'created' | 'destroyed';
  /** Alternates that it takes, in order. */
  readonly variants: readonly PatientVariant[];
  /**
   * `every-copy`: all copies of the chromosome have it; `known`: some copy has; `assumed`: a copy has it if the
   * variants lie on it together, which the file does not say.
   */
  readonly phase: 'assumed' | 'every-copy' | 'known';
  /**
   * On the patient's own sequence; of a destroyed one, on the reference. Its place is on the reference: from the place
   * of its first base to that of its last, where they lie in an insertion that of the insertion.
   */
  readonly site: OffTargetSite;
  /** What the reference has in the place of a changed site. */
  readonly before: OffTargetSite | null;
}

/** A site on a window, whose places count from the window's start. */
export interface WindowHit {
  readonly anchor: number;
  /** Which of the anchor's windows. */
  readonly window: number;
  readonly site: OffTargetSite;
}

/** How sites of a search lie beside their PAMs. */
export interface SiteShape {
  readonly pamSide: '3prime' | '5prime';
  readonly pamLength: number;
}

function isPamRight({ strand }: OffTargetSite, { pamSide }: SiteShape): boolean {
  return (pamSide === '3prime') === (strand === '+');
}

/** The PAM's base next to the protospacer, which tells sites of one place. */
function pamBase(site: OffTargetSite, shape: SiteShape): number {
  return isPamRight(site, shape) ? site.end0 - shape.pamLength : site.start0 + shape.pamLength - 1;
}

/** The bases of a site as they stand there, protospacer and PAM. */
function lettersOf({ alignment, pam }: OffTargetSite): string {
  return `${alignment.site.replaceAll('-', '').toUpperCase()} ${pam}`;
}

/**
 * What the variants of a group do: sites that a haplotype has and the reference has not, those that read otherwise, and
 * those of the reference that a haplotype has not. `windowsOf` gives the windows that `hits` were found in.
 */
export function groupSites(
  group: VariantGroup,
  contig: string,
  windowsOf: (anchor: number) => readonly HaplotypeWindow[],
  hits: readonly WindowHit[],
  referenceSites: readonly OffTargetSite[],
  shape: SiteShape,
): readonly PatientSite[] {
  const identity = siteIdentity(hits, referenceSites);
  const keyAt = (site: OffTargetSite, base: number): string => `${identity(site)} ${base}`;
  const ofReference = new Map(
    referenceSites.map((site) => [keyAt(site, pamBase(site, shape)), site]),
  );
  const found = new Map<string, PatientSite>();
  const fates = new Map<OffTargetSite, Map<string, Fate>>();
  const variantAt = (i: number): PatientVariant => group.variants[i] as PatientVariant;
  const hitsOf = new Map<string, OffTargetSite[]>();
  for (const { anchor, window, site } of hits) {
    const known = hitsOf.get(`${anchor} ${window}`);
    if (known === undefined) hitsOf.set(`${anchor} ${window}`, [site]);
    else known.push(site);
  }
  for (const anchor of group.variants.keys()) {
    for (const [index, window] of windowsOf(anchor).entries()) {
      const { segments } = window;
      const near = variantsWithin(group, window);
      const here = hitsOf.get(`${anchor} ${index}`) ?? [];
      for (const site of here) {
        const touched = touchedAlternates(window, site);
        if (touched[0] !== anchor) continue;
        const base = onReference(segments, pamBase(site, shape));
        const before = base === null ? null : (ofReference.get(keyAt(site, base)) ?? null);
        if (before !== null && lettersOf(before) === lettersOf(site)) continue;
        const place = referencePlace(segments, site);
        const beside = readAsReference(near, window, site);
        const own = segments.find(({ variant }) => variant === anchor) as HaplotypeSegment;
        found.set(`${identity(site)} ${touched.join(',')} ${site.start0 - own.at}`, {
          kind: before === null ? 'created' : 'changed',
          variants: touched.map(variantAt),
          phase: phaseOf(touched.map(variantAt), beside.map(variantAt)),
          site: { ...site, contig, ...place },
          before,
        });
      }
      const isHere = new Set(here.map((site) => keyAt(site, site.start0)));
      for (const site of referenceSites) {
        const met = stretchInPlace(near, window, site, shape);
        if (met === null) continue;
        const isGone = met.at === null || !isHere.has(keyAt(site, met.at));
        const ofSite = fates.get(site) ?? new Map<string, Fate>();
        ofSite.set(met.touched.join(','), { ...met, isGone });
        fates.set(site, ofSite);
      }
    }
  }
  const destroyed = [...fates].flatMap(([site, ofSite]) =>
    leastLosses([...ofSite.values()]).map(({ touched, beside }): PatientSite => ({
      kind: 'destroyed',
      variants: touched.map(variantAt),
      phase: phaseOf(touched.map(variantAt), beside.map(variantAt)),
      site,
      before: null,
    })),
  );
  return [...found.values(), ...destroyed].sort(inOrder);
}

/** Guide, strand and bulges of a site as a text; guides by their order of appearance. */
function siteIdentity(
  hits: readonly WindowHit[],
  referenceSites: readonly OffTargetSite[],
): (site: OffTargetSite) => string {
  const guides = new Map<OffTargetSite['guide'], number>();
  for (const { guide } of [...hits.map(({ site }) => site), ...referenceSites]) {
    if (!guides.has(guide)) guides.set(guide, guides.size);
  }
  return ({ guide, strand, dnaBulge, rnaBulge }) =>
    `${guides.get(guide)} ${strand} ${dnaBulge} ${rnaBulge}`;
}

/** What alternates do to one site of the reference. */
interface Fate {
  readonly isGone: boolean;
  /** Alternates on the site or on what stands in its place, in order. */
  readonly touched: readonly number[];
  /** Variants there that are not taken. */
  readonly beside: readonly number[];
}

/** The losses that no smaller set of alternates brings; variants beside matter only where they bring the site back. */
function leastLosses(fates: readonly Fate[]): readonly Fate[] {
  const holds = (larger: Fate, smaller: Fate): boolean =>
    smaller.touched.every((i) => larger.touched.includes(i));
  const gone = fates.filter(({ isGone }) => isGone);
  return gone
    .filter((one) => !gone.some((other) => other !== one && holds(one, other)))
    .map((one) => {
      const isAlways = fates.every((other) => other.isGone || !holds(other, one));
      return isAlways ? { ...one, beside: [] } : one;
    });
}

/** What stands in the place of a reference site's PAM and protospacer, if the window's anchor is the first change there. */
function stretchInPlace(
  near: readonly Numbered[],
  window: HaplotypeWindow,
  site: OffTargetSite,
  shape: SiteShape,
): {
  /** Start of the stretch in its place; null where its PAM is gone. */
  readonly at: number | null;
  readonly touched: readonly number[];
  readonly beside: readonly number[];
} | null {
  const { segments, anchor, cutBefore } = window;
  const span = spanOf(window);
  if (site.start0 >= span.end0 || site.end0 <= span.start0) return null;
  if (cutBefore && site.start0 < span.start0) return null;
  const taken = segments.flatMap(({ variant }) => (variant === null ? [] : [variant]));
  const onSite = near.flatMap(([i, { start0, reference }]) =>
    touches(site, start0, start0 + reference.length) ? [i] : [],
  );
  const base = onHaplotype(segments, pamBase(site, shape));
  const length = site.end0 - site.start0;
  let at: number | null = null;
  if (base !== null) {
    at = isPamRight(site, shape) ? base + shape.pamLength - length : base - shape.pamLength + 1;
    if (cutBefore && at < 0) return null;
  }
  const stretch = at === null ? null : { start0: at, end0: at + length };
  const met = stretch === null ? [] : touchedAlternates(window, stretch);
  const touched = taken.filter((i) => onSite.includes(i) || met.includes(i));
  if (touched[0] !== anchor) return null;
  const beside = [
    ...onSite.filter((i) => !taken.includes(i)),
    ...(stretch === null ? [] : readAsReference(near, window, stretch)),
  ];
  return { at, touched, beside };
}

function phaseOf(
  taken: readonly PatientVariant[],
  beside: readonly PatientVariant[],
): PatientSite['phase'] {
  const open = [...new Set([...taken, ...beside])].filter(
    ({ carried }) => carried.kind !== 'every-copy',
  );
  if (open.length === 0) return 'every-copy';
  const [first] = open as [PatientVariant];
  const isOneSet = open.every(
    ({ carried }) =>
      carried.kind === 'phased' &&
      first.carried.kind === 'phased' &&
      carried.set === first.carried.set,
  );
  return open.length === 1 || isOneSet ? 'known' : 'assumed';
}

function inOrder(a: PatientSite, b: PatientSite): number {
  return (
    a.site.start0 - b.site.start0 ||
    a.site.end0 - b.site.end0 ||
    compareText(a.site.strand, b.site.strand) ||
    compareText(a.site.guide.name, b.site.guide.name) ||
    a.site.dnaBulge - b.site.dnaBulge ||
    a.site.rnaBulge - b.site.rnaBulge ||
    compareText(a.kind, b.kind) ||
    compareText(idsOf(a), idsOf(b))
  );
}

function idsOf({ variants }: PatientSite): string {
  return variants.map(({ id }) => id).join(';');
}
