import { genomicPosition, type GenomicPosition } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';

export type FusionTool =
  | 'AGFusion'
  | 'Arriba'
  | 'FusionCatcher'
  | 'FusionCatcher summary'
  | 'PCGR'
  | 'STAR-Fusion';

/** The last base of the 5' part, or the first of the 3' part: a position of one base. */
export interface FusionBreakpoint extends GenomicPosition {
  /** Strand that is transcribed into the fusion; null where the file does not say. */
  readonly strand: '+' | '-' | null;
}

/** One side of a fusion transcript. */
export interface FusionPartner {
  /** Gene as written; Arriba names both neighbours of an intergenic place: `A(21548),B(31892)`. */
  readonly name: string;
  /** Null in an intergenic place. */
  readonly symbol: string | null;
  readonly geneId: string | null;
  readonly transcript: string | null;
  readonly breakpoint: FusionBreakpoint | null;
  /** Fragments near the breakpoint, fused or not. */
  readonly depth: number | null;
}

/** The protein around the junction, upper case, `X` for a residue that could not be read. */
export interface FusionPeptide {
  readonly sequence: string;
  /** First residue after the junction (with inserted bases: the first that they code for). */
  readonly breakpoint0: number;
  /**
   * Residues `[start0, end0)` that neither partner has in its own frame; empty where two codons were
   * joined cleanly. Out of frame it reaches to the end.
   */
  readonly novelStart0: number;
  readonly novelEnd0: number;
  /** True where the sequence ends at a stop codon, false where it ends with what was assembled. */
  readonly endsAtStop: boolean;
}

/** One fusion transcript. */
export interface FusionRow {
  readonly gene5: FusionPartner;
  readonly gene3: FusionPartner;
  /** Reads across the junction; pairs with a read on either side. */
  readonly junctionReads: number | null;
  readonly spanningReads: number | null;
  /** Null where the file does not say, or says something else than yes or no. */
  readonly inFrame: boolean | null;
  readonly peptide: FusionPeptide | null;
  /** Why there is no peptide; null where there is one. */
  readonly noPeptide: string | null;
  /** The whole fusion protein, where the file has it. */
  readonly protein: string | null;
  /** As the tool words it, e.g. `high`. */
  readonly confidence: string | null;
  /** What else the tool says of it, e.g. `translocation`, `readthrough`. */
  readonly tags: readonly string[];
  readonly source: FusionTool;
  /** 1-based. */
  readonly line: number;
}

export interface FusionTable {
  readonly tool: FusionTool;
  readonly file: string;
  readonly rows: readonly FusionRow[];
  readonly skipped: readonly SkippedItem[];
  readonly notes: readonly string[];
}

/** `chr19:38632678:+`, 1-based, with or without strand; null where there is none (`.` or empty). */
export function parseBreakpoint(text: string, strand: '+' | '-' | null): FusionBreakpoint | null {
  if (text === '' || text === '.') return null;
  const [, chromosome, position, written] = /^(.+?):(\d+)(?::([+-.]))?$/.exec(text) ?? [];
  if (chromosome === undefined || position === undefined || Number(position) < 1) {
    throw new InputError(`"${text}" is not a breakpoint such as chr19:38632678`);
  }
  const position0 = Number(position) - 1;
  return {
    ...genomicPosition(chromosome, position0, position0 + 1),
    strand: written === '+' || written === '-' ? written : strand,
  };
}

/** What a tool's word for the frame means; null for `.`, `CDS-UTR` and the like. */
export function parseFrame(text: string): boolean | null {
  if (/^in-?frame/i.test(text)) return true;
  return /^(out-of-frame|frame-?shift)/i.test(text) ? false : null;
}
