import type { ForbiddenSite } from '../../rna/constraints.js';
import type { CodonUsage } from '../../rna/codon-usage.js';
import type { SpliceLimits } from './splice-sites.js';

/** A sequence that the design has to differ from. */
export interface SequenceToDifferFrom {
  readonly name: string;
  /** cDNA or a silencing target, 5'->3'; upper-case A, C, G, T. */
  readonly sequence: string;
  /** No stretch of so many bases in common, at any place. */
  readonly longestShared: number;
}

/** Share of G and C in every stretch of `bases`. */
export interface GcWindow {
  readonly bases: number;
  readonly least: number;
  readonly most: number;
}

/** What a coding sequence is designed to; all but `usage` may be left out. */
export interface CodingSequenceOptions {
  readonly usage: CodonUsage;
  /** Cost of a CG in units of -ln of a codon's relative share. Default 1; 0: CGs cost nothing. */
  readonly cpgCost?: number;
  /** No donor or acceptor above these. Default `LIKELY_SPLICE_SITES`; null: none sought. */
  readonly splice?: SpliceLimits | null;
  /** Must not occur. Default: BsaI, BsmBI, BbsI, poly(A) signals. */
  readonly forbiddenSites?: readonly ForbiddenSite[];
  /** Default 6. */
  readonly longestRun?: number;
  /** Default 50 bases, 0.30 to 0.70. */
  readonly gcWindow?: GcWindow | null;
  /** No stretch of so many bases twice, on either strand. Default 16; null: not held. */
  readonly shortestRepeat?: number | null;
  readonly differentFrom?: readonly SequenceToDifferFrom[];
  /** What stands before and behind, so that nothing arises over the joints. */
  readonly before?: string;
  readonly behind?: string;
  /** Partial designs kept for each codon. Default 24. */
  readonly beam?: number;
}

/** A demand and whether the design meets it; where not, where and why. */
export interface CodingDemand {
  readonly name: string;
  readonly met: boolean;
  /** What was found, in words. */
  readonly found: string;
}

/** DNA that codes for a protein, without a stop codon unless the protein ends with `*`. */
export interface CodingSequence {
  readonly protein: string;
  readonly sequence: string;
  /** Codon adaptation index, 0 to 1. */
  readonly cai: number | null;
  readonly gcShare: number;
  readonly cpgCount: number;
  /** Unmet ones first. */
  readonly demands: readonly CodingDemand[];
}
