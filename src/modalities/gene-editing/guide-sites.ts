import { IUPAC_BASES } from '../../core/iupac.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';

/** What has to stand beside a protospacer. */
export interface PamScheme {
  /** IUPAC letters, 5'->3' on the spacer's strand. */
  readonly pam: string;
  readonly pamSide: 3 | 5;
  /** nt */
  readonly spacerLength: number;
}

/** A place where a nuclease can bind; `[start0, end0)` are on the forward strand of the searched bases. */
export interface GuideSite {
  /** 1: the spacer reads like the forward strand. */
  readonly strand: 1 | -1;
  /** The protospacer. */
  readonly start0: number;
  readonly end0: number;
  readonly pamStart0: number;
  readonly pamEnd0: number;
  /** 5'->3', as DNA. */
  readonly spacer: string;
  readonly pam: string;
}

/** Does a stretch of A, C, G, T fit a pattern of IUPAC letters. */
export function fitsPattern(bases: string, pattern: string): boolean {
  if (bases.length !== pattern.length) return false;
  for (let i = 0; i < pattern.length; i++) {
    if (!(IUPAC_BASES[pattern.charAt(i)] ?? '').includes(bases.charAt(i) || '?')) return false;
  }
  return true;
}

/** Forward bases `[start0, end0)`; ends beyond the sequence are cut off. */
export interface Stretch {
  readonly start0: number;
  readonly end0: number;
}

/** Every place with a PAM in a stretch of `bases` (all of them unless told), by start, the forward strand first. */
export function guideSites(
  bases: string,
  scheme: PamScheme,
  stretch: Stretch = { start0: 0, end0: bases.length },
): readonly GuideSite[] {
  const sites: GuideSite[] = [];
  const start0 = Math.max(0, stretch.start0);
  const end0 = Math.min(bases.length, stretch.end0);
  for (const strand of [1, -1] as const) {
    const read = strand === 1 ? bases : reverseComplement(bases);
    const whole = scheme.spacerLength + scheme.pam.length;
    const from = strand === 1 ? start0 : bases.length - end0;
    const to = strand === 1 ? end0 : bases.length - start0;
    for (let at = from; at + whole <= to; at++) {
      const site = siteAt(read, at, strand, scheme);
      if (fitsPattern(site.pam, scheme.pam)) sites.push(site);
    }
  }
  return sites.sort((a, b) => a.start0 - b.start0 || b.strand - a.strand);
}

/** Sites whose spacer is read nowhere else in `bases`, on either strand. */
export function lonelySites(bases: string, sites: readonly GuideSite[]): readonly GuideSite[] {
  const other = reverseComplement(bases);
  return sites.filter(({ spacer }) => {
    const first = bases.indexOf(spacer);
    const second = other.indexOf(spacer);
    if (first >= 0 && second >= 0) return false;
    return first >= 0 ? !bases.includes(spacer, first + 1) : !other.includes(spacer, second + 1);
  });
}

/** The protospacer and PAM that start (the one that comes first) at `at` of a strand, whatever they read. */
export function siteAt(
  read: string,
  at: number,
  strand: 1 | -1,
  { pam, pamSide, spacerLength }: PamScheme,
): GuideSite {
  const spacerAt = pamSide === 3 ? at : at + pam.length;
  const pamAt = pamSide === 3 ? at + spacerLength : at;
  const forward = (from: number, length: number): number =>
    strand === 1 ? from : read.length - from - length;
  const start0 = forward(spacerAt, spacerLength);
  const pamStart0 = forward(pamAt, pam.length);
  return {
    strand,
    start0,
    end0: start0 + spacerLength,
    pamStart0,
    pamEnd0: pamStart0 + pam.length,
    spacer: read.slice(spacerAt, spacerAt + spacerLength),
    pam: read.slice(pamAt, pamAt + pam.length),
  };
}

/** Forward place of the boundary that lies behind the first `nucleotides` of the protospacer. */
export function boundaryIn(site: GuideSite, nucleotides: number): number {
  return site.strand === 1 ? site.start0 + nucleotides : site.end0 - nucleotides;
}

/** 1-based place in the protospacer of a forward base; null outside. */
export function placeInSpacer({ strand, start0, end0 }: GuideSite, at0: number): number | null {
  if (at0 < start0 || at0 >= end0) return null;
  return strand === 1 ? at0 - start0 + 1 : end0 - at0;
}
