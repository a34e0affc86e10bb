import type { TranscriptId } from '../core/brands.js';
import type {
  JunctionProtein,
  NoJunctionProteinCode,
} from '../engines/genome/junction/junction-protein.js';
import type { SpliceJunctionRow } from '../formats/splice/read-splice-junctions.js';

/** A protein that a junction makes of one or more transcripts. */
export interface JunctionTranscriptProtein extends Omit<
  JunctionProtein,
  'annotatedEnds' | 'holdsSubstitution' | 'kind'
> {
  /** All that give the same residues around the junction; the sequences are those of the first. */
  readonly transcripts: readonly TranscriptId[];
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  /** Id of the substitution that RegTools ties to the junction, where the protein is read with it. */
  readonly variant: string | null;
}

/** Why no protein could be made of a junction. */
export interface NoJunctionTranscript {
  readonly code:
    | NoJunctionProteinCode
    /** No transcripts are at hand. */
    | 'junction-not-assessed'
    /** The transcripts at hand do not hold its place, or not on its strand. */
    | 'junction-outside-reference';
  readonly reason: string;
}

/** A splice junction with what it makes of the transcripts that it lies in. */
export interface SpliceJunction extends SpliceJunctionRow {
  readonly proteins: readonly JunctionTranscriptProtein[];
  /** Null where there is a protein. */
  readonly noProtein: NoJunctionTranscript | null;
}
