import type { GenomicPosition, TranscriptId } from '../../core/brands.js';
import type {
  FusionPartner,
  FusionTool,
  JunctionTranscriptProtein,
  SpliceJunction,
} from '../../case/tumour-case.js';
import type { AlleleModel, CandidatePeptide } from '../findings.js';

/** A stretch of a junction's protein that spans the junction or holds residues that are new there. */
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

interface JunctionEventBase {
  /** Reads across the junction. */
  readonly junctionReads: number | null;
  /** 1-based, in the tool's file. */
  readonly line: number;
  /** The protein as far as it is known, upper case. */
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

/** One fusion transcript whose protein across the junction is known. */
export interface FusionEvent extends JunctionEventBase {
  readonly kind: 'fusion';
  readonly tool: FusionTool;
  readonly gene5: FusionPartner;
  readonly gene3: FusionPartner;
  /** As the tool says; null where it does not. */
  readonly frame: 'frameshift' | 'in-frame' | null;
  /** Pairs with a read on either side. */
  readonly spanningReads: number | null;
  readonly confidence: string | null;
  readonly tags: readonly string[];
}

/** One aberrant splice junction with one of the proteins that it makes. */
export interface SpliceEvent
  extends JunctionEventBase, Pick<SpliceJunction, 'anchor' | 'name' | 'spliceSite' | 'strand'> {
  readonly kind: 'splice';
  readonly tool: 'RegTools';
  /** The intron. */
  readonly intron: GenomicPosition;
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  /** Transcripts of the reference that give this protein around the junction. */
  readonly transcripts: readonly TranscriptId[];
  readonly effect: JunctionTranscriptProtein['effect'];
  readonly frame: JunctionTranscriptProtein['frame'];
  /** Places of somatic variants that RegTools ties to the junction as its possible cause. */
  readonly tiedVariants: readonly GenomicPosition[];
  /** Id of the one that the protein is read with; null where it is not in the spliced transcript. */
  readonly readWithVariant: string | null;
  readonly doubts: readonly string[];
}

/** A junction that gives peptides. */
export type JunctionEvent = FusionEvent | SpliceEvent;

/** Peptides of fusions and splice junctions, beside those of variants. */
export interface JunctionNeoantigens {
  /** The patient's molecules; scores run parallel to them. */
  readonly alleles: readonly AlleleModel[];
  /** Fusions first, each in the order of their tool's file. */
  readonly events: readonly JunctionEvent[];
}
