import type { LibraryEntry } from './annotation-library.js';

/** Where a plasmid reads like an entry of the library. */
export interface AnnotationHit {
  readonly entry: LibraryEntry;
  /** `protein`: it codes for what the entry codes for. */
  readonly level: 'DNA' | 'protein';
  readonly strand: 1 | -1;
  /** From here on, around the circle where it is one; 0-based. */
  readonly start0: number;
  /** Bases of the plasmid. */
  readonly length: number;
  /** Bases or residues that agree. */
  readonly matches: number;
  /** Agreeing letters of the alignment's letters and gaps, 0 to 1. */
  readonly identity: number;
  /** Part of the entry that is there, 0 to 1. */
  readonly coverage: number;
  /** How many as good are expected by chance in this search. */
  readonly expected: number;
}

/**
 * `exact`: letter for letter, end to end. `near`: at least 95 % of the entry with at least 90 % of the letters alike.
 * `fragment`: less of it, as alike. `related`: less alike, yet not by chance, e.g. the gene of another serotype.
 */
export type MatchKind = 'exact' | 'near' | 'fragment' | 'related';

const NEAR_COVERAGE = 0.95;
const NEAR_IDENTITY = 0.9;

export function matchKind({ identity, coverage }: AnnotationHit): MatchKind {
  if (identity === 1 && coverage === 1) return 'exact';
  if (identity < NEAR_IDENTITY) return 'related';
  return coverage >= NEAR_COVERAGE ? 'near' : 'fragment';
}

/** Is it all of the entry, letter for letter or nearly so. */
export function isWhole(hit: AnnotationHit): boolean {
  const kind = matchKind(hit);
  return kind === 'exact' || kind === 'near';
}
