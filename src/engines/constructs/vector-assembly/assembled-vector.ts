import type { Construct } from '../construct.js';
import type { Range } from '../part.js';
import type { BackboneKind, VectorPlan } from './vector-plan.js';

/** Where on the construct something is, and which strand reads it. */
export interface PlacedSpan extends Range {
  readonly strand: 1 | -1;
}

/** One open reading frame that the plan asks for, start to stop, and the proteins in it. */
export interface PlannedFrame extends PlacedSpan {
  readonly label: string;
  /** Proteins and joints, start to end, without the stop. */
  readonly protein: string;
  readonly proteins: readonly { readonly label: string; readonly protein: string }[];
}

/** A transcript that the plan asks for. */
export interface PlannedTranscript extends PlacedSpan {
  readonly cassette: string;
  readonly polymerase: 'II' | 'III';
  readonly promoter: PlacedSpan;
  readonly promoterLabel: string;
  readonly intron: PlacedSpan | null;
  readonly frames: readonly PlannedFrame[];
  /** The cassette's own; null where the vector ends the transcript. */
  readonly polyA: PlacedSpan | null;
}

/** What goes into the particle (or is inserted, for a transposon), from and to the named elements, both included. */
export interface PackagedSpan extends Range {
  readonly from: string;
  readonly to: string;
  readonly lengthBp: number;
}

/** A vector put together. All places count on the construct's top strand. */
export interface AssembledVector {
  readonly construct: Construct;
  readonly backbone: BackboneKind;
  readonly plan: VectorPlan;
  /** Null: the whole circle is the vector. */
  readonly packaged: PackagedSpan | null;
  /** Where the cassettes stand: what is cloned into the backbone. */
  readonly insert: Range;
  readonly transcripts: readonly PlannedTranscript[];
}
