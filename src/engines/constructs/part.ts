import type { Source } from '../../core/cited.js';
import type { PartRoleName } from './part-roles.js';

/** 0-based half-open. */
export interface Range {
  readonly start0: number;
  readonly end0: number;
}

/** A feature inside a part or segment; its range counts from there. */
export interface SegmentFeature {
  readonly role: PartRoleName;
  readonly label: string;
  readonly range: Range;
  /** Default 1. */
  readonly strand?: 1 | -1;
  readonly colour?: string;
  readonly notes?: readonly string[];
  readonly source?: Source;
}

/** Another record of the same thing. */
export interface OtherRecord {
  readonly accession: string;
  /** Insertions, deletions and substitutions from the part to it. */
  readonly edits: number;
}

export type Alphabet = 'DNA' | 'RNA' | 'protein';

/** A piece of sequence with the record it was taken from. */
export interface Part {
  /** One word, e.g. `utr3-hbb`. */
  readonly id: string;
  readonly name: string;
  readonly role: PartRoleName;
  /** Nucleic parts are kept as DNA. */
  readonly alphabet: 'DNA' | 'protein';
  /** Upper case: A, C, G, T, or the twenty amino acids. */
  readonly sequence: string;
  /** Record and 1-based span, e.g. `NM_000101.2:1-36`; for a part made by a rule, the rule. */
  readonly accession: string;
  readonly source: Source;
  readonly licence: string;
  /** SHA-256 of the sequence, hexadecimal. */
  readonly sha256: string;
  /** What a user should know before choosing it. */
  readonly note: string | null;
  readonly features: readonly SegmentFeature[];
  /** Records it was compared with; public records of one thing often differ. */
  readonly otherRecords?: readonly OtherRecord[];
}
