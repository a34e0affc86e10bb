import type { Nuclease } from '../../engines/editing/nuclease.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import { gcShareOf } from './check-primers.js';
import { fitsPattern, type GuideSite, guideSites, lonelySites } from './guide-sites.js';
import {
  type Allele,
  around,
  isNearSplicing,
  type Locus,
  proteinOf,
  substituted,
} from './locus.js';

/** A guide that nicks the other strand. */
export interface NickingGuide {
  readonly site: GuideSite;
  /** nt from the pegRNA's nick on the edited bases, positive towards the PAM. */
  readonly distance: number;
}

/** A pegRNA that writes the healthy bases back, with the guide that nicks the other strand. */
export interface PrimeEdit {
  readonly nickase: string;
  readonly nickaseTitle: string;
  /** On the mutant allele. */
  readonly site: GuideSite;
  /** Both 5'->3' as DNA; the 3' extension of the pegRNA is the template, then the primer binding site. */
  readonly template: string;
  readonly primerBindingSite: string;
  /** nt from the nick to the first base that is written. */
  readonly distance: number;
  /** What stops the guide from binding again: the correction itself, a silent change beside it, or nothing. */
  readonly pamAfter: 'broken-by-correction' | 'broken-silently' | 'intact';
  /** Forward base changes beside the correction; none changes the protein. */
  readonly silent: readonly { readonly at0: number; readonly base: string }[];
  /** The locus after the edit, forward strand: the wild type with the silent changes. */
  readonly edited: string;
  readonly pe3: NickingGuide | { readonly reason: string };
  /** Binds only once the edit is in. */
  readonly pe3b: NickingGuide | { readonly reason: string };
}

/** Lengths that Anzalone 2019 (Nature 576:149) found to work; the template grows with the distance. Unit: nt. */
const PBS = { short: 11, usual: 13, long: 15 } as const;
const LEAST_TEMPLATE = 10;
const MOST_TEMPLATE = 34;
/** Bases behind the last written one, so that the flap can anneal. */
const LEAST_HOMOLOGY = 6;
/** No protospacer of a pegRNA whose template reaches the change lies farther. Unit: nt. */
const PEG_REACH = 60;
/** From nick to nick; the same paper. */
const PE3_DISTANCE = { least: 40, best: 60, most: 100 };
/** Next to the PAM, bases in which Cas9 tolerates mismatches least: Hsu 2013, Nat Biotechnol 31:827. */
const PE3B_SEED = 10;

/** pegRNAs that turn the mutant allele back with `nickase`; the one that writes nearest to its nick first. */
export function primeEdits(locus: Locus, nickase: Nuclease): readonly PrimeEdit[] {
  const { mutant } = locus.bases;
  const near = guideSites(mutant, nickase, around(locus, PEG_REACH));
  return lonelySites(mutant, near)
    .flatMap((site) => {
      const edit = primeEditAt(locus, nickase, site);
      return edit === null ? [] : [edit];
    })
    .sort(
      (a, b) =>
        Number(a.pamAfter === 'intact') - Number(b.pamAfter === 'intact') ||
        a.distance - b.distance ||
        a.site.start0 - b.site.start0,
    );
}

/** A copy of the locus as the strand of the spacer reads it, with where the change lies on it. */
interface Stranded {
  readonly bases: string;
  readonly from: number;
  readonly to: number;
}

function stranded(locus: Locus, allele: Allele, bases: string, strand: 1 | -1): Stranded {
  const { start0, end0 } = locus.change;
  return strand === 1
    ? { bases, from: start0, to: end0[allele] }
    : {
        bases: reverseComplement(bases),
        from: bases.length - end0[allele],
        to: bases.length - start0,
      };
}

function primeEditAt(locus: Locus, nickase: Nuclease, site: GuideSite): PrimeEdit | null {
  const mutant = stranded(locus, 'mutant', locus.bases.mutant, site.strand);
  const length = mutant.bases.length;
  const protospacer = site.strand === 1 ? site.start0 : length - site.end0;
  const nick = protospacer + nickase.cut.spacerStrand;
  if (mutant.from < nick) return null;

  const pamAt = protospacer + nickase.spacerLength;
  const plain = stranded(locus, 'wildtype', locus.bases.wildtype, site.strand);
  const isBroken = !fitsPattern(plain.bases.slice(pamAt, pamAt + nickase.pam.length), nickase.pam);
  const silent = isBroken ? [] : silentPamBreak(locus, nickase, site.strand, plain, pamAt);
  const edited = substituted(locus.bases.wildtype, silent);
  const wanted = stranded(locus, 'wildtype', edited, site.strand);

  const lastSilent = silent.length === 0 ? 0 : pamAt + nickase.pam.length;
  const written = Math.max(plain.to, lastSilent) - nick;
  const template = templateLength(wanted.bases, nick, written);
  const primer = wanted.bases.slice(nick - primerLength(wanted.bases, nick), nick);
  if (template === null || primer.length < PBS.short) return null;
  return {
    nickase: nickase.id,
    nickaseTitle: nickase.title,
    site,
    template: reverseComplement(wanted.bases.slice(nick, nick + template)),
    primerBindingSite: reverseComplement(primer),
    distance: mutant.from - nick,
    pamAfter: isBroken ? 'broken-by-correction' : silent.length > 0 ? 'broken-silently' : 'intact',
    silent,
    edited,
    ...nickingGuides(locus, nickase, site.strand, edited, nick),
  };
}

/** A primer of more G and C is shorter. */
function primerLength(bases: string, nick: number): number {
  const gcShare = gcShareOf(bases.slice(Math.max(0, nick - PBS.usual), nick));
  return gcShare > 0.6 ? PBS.short : gcShare < 0.4 ? PBS.long : PBS.usual;
}

/**
 * nt from the nick that the template codes for. It does not begin with C, which would pair with G81 of
 * the scaffold (Anzalone 2019); null where it would be too long or runs out of known bases.
 */
function templateLength(bases: string, nick: number, written: number): number | null {
  const least = Math.max(LEAST_TEMPLATE, written + LEAST_HOMOLOGY);
  for (let length = least; length <= MOST_TEMPLATE && nick + length <= bases.length; length++) {
    if (bases.charAt(nick + length - 1) !== 'G') return length;
  }
  return null;
}

/** One base of the PAM rewritten so that it is none and the protein stays; none where that can't be. */
function silentPamBreak(
  locus: Locus,
  { pam }: Nuclease,
  strand: 1 | -1,
  wanted: Stranded,
  pamAt: number,
): PrimeEdit['silent'] {
  const healthy = proteinOf(locus, 'wildtype', locus.bases.wildtype);
  if (healthy === null) return [];
  const found = wanted.bases.slice(pamAt, pamAt + pam.length);
  // A PAM of NAG or NGA is still cut at times, so that T and C come first (Hsu 2013).
  for (const base of 'TCA') {
    for (let i = pam.length - 1; i >= 0; i--) {
      const changed = found.slice(0, i) + base + found.slice(i + 1);
      if (fitsPattern(changed, pam)) continue;
      const at0 = strand === 1 ? pamAt + i : wanted.bases.length - 1 - pamAt - i;
      const isInChange = at0 >= locus.change.start0 && at0 < locus.change.end0.wildtype;
      if (isInChange || isNearSplicing(locus, 'wildtype', at0)) continue;
      const change = { at0, base: strand === 1 ? base : reverseComplement(base) };
      const protein = proteinOf(locus, 'wildtype', substituted(locus.bases.wildtype, [change]));
      if (protein?.residues === healthy.residues && protein.stopped === healthy.stopped) {
        return [change];
      }
    }
  }
  return [];
}

/** Guides of the other strand on the edited locus: one that the edit itself makes, and one 40-100 nt away. */
function nickingGuides(
  locus: Locus,
  nickase: Nuclease,
  strand: 1 | -1,
  edited: string,
  nick: number,
): Pick<PrimeEdit, 'pe3' | 'pe3b'> {
  const { mutant } = locus.bases;
  const others = guideSites(edited, nickase, around(locus, PEG_REACH + PE3_DISTANCE.most))
    .filter((site) => site.strand !== strand)
    .map((site) => {
      // From the pegRNA's strand the other guide is read from its end.
      const end = strand === 1 ? site.end0 : edited.length - site.start0;
      return { site, distance: end - nickase.cut.spacerStrand - nick };
    });
  const isNew = ({ spacer, pam }: GuideSite): boolean => {
    const seed = spacer.slice(-PE3B_SEED) + pam;
    return !mutant.includes(seed) && !reverseComplement(mutant).includes(seed);
  };
  const pe3b = others
    .filter(({ site }) => isNew(site))
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance))[0];
  const pe3 = others
    .filter(({ distance }) => isFar(distance))
    .sort(
      (a, b) =>
        Math.abs(Math.abs(a.distance) - PE3_DISTANCE.best) -
        Math.abs(Math.abs(b.distance) - PE3_DISTANCE.best),
    )[0];
  return {
    pe3: pe3 ?? {
      reason: `no PAM ${PE3_DISTANCE.least}-${PE3_DISTANCE.most} nt from the nick within the ${edited.length} bases that the pack holds`,
    },
    pe3b: pe3b ?? { reason: 'the edit makes no guide of its own on the other strand' },
  };
}

function isFar(distance: number): boolean {
  return Math.abs(distance) >= PE3_DISTANCE.least && Math.abs(distance) <= PE3_DISTANCE.most;
}
