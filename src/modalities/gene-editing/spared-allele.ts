import type { Nuclease } from '../../engines/editing/nuclease.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import { type GuideSite, fitsPattern, type PamScheme, siteAt } from './guide-sites.js';
import type { Locus } from './locus.js';

/** How the wild-type allele differs from a guide of the mutant one. */
export interface SparedAllele {
  /**
   * `pam-lost`: the wild-type allele has no PAM there; `seed`: it has one, and mismatches in the stated seed;
   * `mismatch`: mismatches that may be tolerated; `none`: the guide fits both alleles.
   */
  readonly how: 'mismatch' | 'none' | 'pam-lost' | 'seed';
  /** The wild-type stretch that is most like the guide. */
  readonly protospacer: string;
  readonly pam: string;
  /** 1-based from the spacer's 5' end. */
  readonly mismatches: readonly number[];
}

/** From this many mismatches on, a stretch that merely has a PAM is not the guide's site any more. */
const OTHER_SITE_MISMATCHES = 5;

/**
 * What a guide of the mutant allele meets on the wild-type one. Where the variant changes the length, the stretches
 * beside are tried too, and the one that fits best counts.
 */
export function sparedAllele(
  locus: Locus,
  site: GuideSite,
  scheme: PamScheme & Pick<Nuclease, 'minorPams' | 'scoredAsSpCas9' | 'seedLength'>,
): SparedAllele {
  const { wildtype, mutant } = locus.bases;
  const grown = mutant.length - wildtype.length;
  const read = site.strand === 1 ? wildtype : reverseComplement(wildtype);
  const readStart = (length: number): number => {
    const first = Math.min(site.start0, site.pamStart0);
    return site.strand === 1 ? first : length - Math.max(site.end0, site.pamEnd0);
  };
  const home = readStart(mutant.length);
  const whole = scheme.pam.length + scheme.spacerLength;
  const beside = grown === 0 ? [home] : shifts(grown).map((by) => home + by);
  const starts = [...new Set([...beside, ...exactStarts(read, site.spacer, scheme)])].filter(
    (at) => at >= 0 && at + whole <= read.length,
  );
  // What SpCas9 does at a minor PAM is in its CFD; of others no number is at hand, so that a minor PAM is one.
  const pams = scheme.scoredAsSpCas9 ? [scheme.pam] : [scheme.pam, ...scheme.minorPams];
  const candidates = starts.map((at) => {
    const other = siteAt(read, at, site.strand, scheme);
    const mismatches = mismatchesOf(site.spacer, other.spacer);
    const isOther = mismatches.length >= OTHER_SITE_MISMATCHES;
    return {
      other,
      mismatches,
      isSite: pams.some((pam) => fitsPattern(other.pam, pam)) && !isOther,
    };
  });
  const [best] = candidates.sort(
    (a, b) => Number(b.isSite) - Number(a.isSite) || a.mismatches.length - b.mismatches.length,
  );
  if (best === undefined) throw new Error('the wild-type allele is shorter than the guide');
  const { other, mismatches, isSite } = best;
  return {
    how: !isSite
      ? 'pam-lost'
      : mismatches.length === 0
        ? 'none'
        : mismatches.some((place) => isInSeed(place, scheme))
          ? 'seed'
          : 'mismatch',
    protospacer: other.spacer,
    pam: other.pam,
    mismatches,
  };
}

/** Where the spacer itself is read: within repeats a deletion can leave it whole. */
function exactStarts(read: string, spacer: string, { pam, pamSide }: PamScheme): readonly number[] {
  const starts: number[] = [];
  for (let at = read.indexOf(spacer); at >= 0; at = read.indexOf(spacer, at + 1)) {
    starts.push(pamSide === 3 ? at : at - pam.length);
  }
  return starts;
}

function shifts(grown: number): readonly number[] {
  const by = Math.abs(grown);
  return Array.from({ length: 2 * by + 1 }, (_, i) => i - by);
}

function mismatchesOf(a: string, b: string): readonly number[] {
  return [...a].flatMap((base, i) => (base === b.charAt(i) ? [] : [i + 1]));
}

function isInSeed(
  place: number,
  { pamSide, spacerLength, seedLength }: PamScheme & Pick<Nuclease, 'seedLength'>,
): boolean {
  if (seedLength.value === null) return false;
  return pamSide === 3 ? place > spacerLength - seedLength.value : place <= seedLength.value;
}

/** Does a site's protospacer or PAM hold the change: a changed base, or the joint that a deletion leaves. */
export function holdsChange(
  locus: Locus,
  { start0, end0, pamStart0, pamEnd0 }: GuideSite,
): boolean {
  const from = Math.min(start0, pamStart0);
  const to = Math.max(end0, pamEnd0);
  const changeEnd0 = locus.change.end0.mutant;
  return changeEnd0 > locus.change.start0
    ? from < changeEnd0 && to > locus.change.start0
    : from < locus.change.start0 && to > locus.change.start0;
}
