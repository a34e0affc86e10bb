import type { Source } from '../../core/cited.js';
import type { PartRoleName } from './part-roles.js';
import type { Alphabet, Part, Range, SegmentFeature } from './part.js';

/** A named stretch of a construct. */
export interface ConstructFeature {
  readonly role: PartRoleName;
  readonly label: string;
  /**
   * In the order in which the top strand is read, disjoint. Ascending, except that a feature over the
   * origin of a circular construct has the range that ends at the length before the one that starts at 0.
   */
  readonly ranges: readonly [Range, ...Range[]];
  /** -1: it is read on the bottom strand. Always 1 in RNA and protein. */
  readonly strand: 1 | -1;
  /** `#rrggbb`; null: the colour of its role. */
  readonly colour: string | null;
  readonly notes: readonly string[];
  /** The part it is, where it is one. */
  readonly partId: string | null;
  readonly source: Source | null;
}

/** A sequence put together, with what is where in it. */
export interface Construct {
  readonly schemaVersion: 1;
  /** One word; file names and the LOCUS line are made of it. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly alphabet: Alphabet;
  readonly topology: 'linear' | 'circular';
  /** Upper case. */
  readonly sequence: string;
  readonly features: readonly ConstructFeature[];
}

/** What a construct is assembled from, in order. */
export type Segment =
  | {
      readonly kind: 'part';
      readonly part: Part;
      /** Default 1; -1 puts its reverse complement in. */
      readonly strand?: 1 | -1;
      /** Default: the part's name. */
      readonly label?: string;
      readonly notes?: readonly string[];
    }
  | {
      readonly kind: 'free';
      /** Any case; DNA or RNA letters in a nucleic construct. As its own strand reads it. */
      readonly sequence: string;
      /** Default 1; -1 puts its reverse complement in. */
      readonly strand?: 1 | -1;
      readonly label: string;
      readonly role: PartRoleName;
      readonly notes?: readonly string[];
      readonly source?: Source;
      /** Inside `sequence`, counted as its own strand reads it. */
      readonly features?: readonly SegmentFeature[];
    };

/** A feature over consecutive segments, e.g. the CDS from signal peptide to stop. */
export interface Span {
  readonly role: PartRoleName;
  readonly label: string;
  /** Indices of the first and the last segment. */
  readonly firstSegment: number;
  readonly lastSegment: number;
  readonly notes?: readonly string[];
}

export interface ConstructPlan {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly alphabet: Alphabet;
  readonly topology: 'linear' | 'circular';
  readonly segments: readonly Segment[];
  readonly spans?: readonly Span[];
}
