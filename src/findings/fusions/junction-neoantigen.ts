import type { FusionPartner, FusionTool } from '../../case/tumour-case.js';
import type { AlleleModel, CandidatePeptide } from '../findings.js';

/** A stretch of a fusion protein that spans the junction or lies in the new frame after it. */
export interface JunctionPeptide extends Pick<
  CandidatePeptide,
  'healthyOccurrences' | 'mhcClass' | 'peptide' | 'scores'
> {
  /** Where it starts in the event's sequence. */
  readonly start0: number;
  /** 1-based positions in the peptide that are new, or, at a clean joint, that come after it. */
  readonly newPositions: readonly number[];
}

/** The lowest rank among an event's peptides that no healthy protein has. */
export interface BestJunctionPeptide {
  /** Indices in the event's peptides and in the alleles. */
  readonly peptide: number;
  readonly allele: number;
}

/** One fusion transcript whose protein across the junction is known. */
export interface JunctionEvent {
  readonly kind: 'fusion';
  readonly tool: FusionTool;
  readonly gene5: FusionPartner;
  readonly gene3: FusionPartner;
  /** As the tool says; null where it does not. */
  readonly frame: 'frameshift' | 'in-frame' | null;
  /** Reads across the junction; pairs with a read on either side. */
  readonly junctionReads: number | null;
  readonly spanningReads: number | null;
  readonly confidence: string | null;
  readonly tags: readonly string[];
  /** 1-based, in the tool's file. */
  readonly line: number;
  /** The protein as far as the tool gives it, upper case. */
  readonly sequence: string;
  /** First residue after the junction. */
  readonly breakpoint0: number;
  /** True where the sequence ends at a stop codon, false where it ends with what was assembled. */
  readonly endsAtStop: boolean;
  readonly peptides: readonly JunctionPeptide[];
  /** Null where nothing was scored, or a healthy protein has every peptide that was. */
  readonly best: {
    readonly I: BestJunctionPeptide | null;
    readonly II: BestJunctionPeptide | null;
  };
}

/** Peptides of fusions, beside those of variants. */
export interface JunctionNeoantigens {
  /** The patient's molecules; scores run parallel to them. */
  readonly alleles: readonly AlleleModel[];
  /** In the order of the tool's file. */
  readonly events: readonly JunctionEvent[];
}
