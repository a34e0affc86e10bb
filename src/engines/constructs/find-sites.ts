import { OptionError } from '../../core/errors.js';
import { IUPAC_BASES, otherStrand } from '../../core/iupac.js';
import type { Construct } from './construct.js';
import type { Range } from './part.js';
import { rangesFrom } from './feature-sequence.js';
import { asDna } from './strands.js';

/** A sequence that must not occur, or is looked for. */
export interface SiteWish {
  readonly name: string;
  /** 5'->3', IUPAC letters, U as T. */
  readonly site: string;
  /** Which strands count: a restriction site is one on either, a poly(A) signal acts on the top one only. */
  readonly strands: 'both' | 'top';
}

export interface FoundSite {
  readonly name: string;
  /** On the top strand, 0-based. */
  readonly start0: number;
  readonly ranges: readonly [Range, ...Range[]];
  /** -1: the bottom strand reads it. */
  readonly strand: 1 | -1;
}

/**
 * Every occurrence, overlapping ones too, over the origin of a circle, by place then strand; a palindrome is
 * told once. In RNA the strand that would read a `both` site is that of its DNA template.
 * @throws OptionError for a site that is empty or holds a letter that IUPAC has not.
 */
export function findSites(
  { sequence, topology }: Pick<Construct, 'sequence' | 'topology'>,
  wishes: readonly SiteWish[],
): readonly FoundSite[] {
  const dna = asDna(sequence);
  return wishes
    .flatMap(({ name, site, strands }) => {
      const top = asDna(site);
      const bottom = otherStrand(top);
      const searched: readonly (readonly [string, 1 | -1])[] =
        strands === 'top' || bottom === top
          ? [[top, 1]]
          : [
              [top, 1],
              [bottom, -1],
            ];
      return searched.flatMap(([letters, strand]) =>
        startsOf(dna, patternOf(letters, name), letters.length, topology).map(
          (start0): FoundSite => ({
            name,
            start0,
            ranges: rangesFrom(start0, letters.length, dna.length),
            strand,
          }),
        ),
      );
    })
    .sort((a, b) => a.start0 - b.start0 || b.strand - a.strand);
}

function patternOf(letters: string, name: string): RegExp {
  const classes = [...letters].map((letter) => IUPAC_BASES[letter]);
  if (letters === '' || classes.includes(undefined)) {
    throw new OptionError(`"${letters}" is not a site of DNA`, name, 'use IUPAC letters');
  }
  return new RegExp(`(?=${classes.map((bases) => `[${bases}]`).join('')})`, 'g');
}

function startsOf(
  dna: string,
  pattern: RegExp,
  length: number,
  topology: Construct['topology'],
): readonly number[] {
  if (length > dna.length) return [];
  const read = topology === 'circular' ? dna + dna.slice(0, length - 1) : dna;
  return [...read.matchAll(pattern)].map(({ index }) => index);
}
