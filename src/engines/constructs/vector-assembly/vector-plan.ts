import type { Source } from '../../../core/cited.js';
import type { PartRoleName } from '../part-roles.js';
import type { Part, SegmentFeature } from '../part.js';

/** Sequence of no library part, e.g. a designed hairpin; upper-case A, C, G, T. */
export interface FreeElement {
  readonly kind: 'free';
  readonly label: string;
  readonly role: PartRoleName;
  readonly sequence: string;
  readonly notes?: readonly string[];
  readonly source?: Source;
  readonly features?: readonly SegmentFeature[];
}

/** A part by its id in the library, a part at hand, or free sequence. */
export type ElementChoice = string | Part | FreeElement;

/** Residues of a reading frame; `sequence` codes for `protein` and for nothing else, without a stop codon. */
export interface CodedProtein {
  /** `joint`: what stands between two proteins, e.g. a 2A peptide or a linker. */
  readonly kind: 'protein' | 'joint';
  readonly label: string;
  /** Whole codons of upper-case A, C, G, T. */
  readonly sequence: string;
  /** What the sequence has to translate to. */
  readonly protein: string;
  /** Default: `polypeptide`, `self_cleaving_peptide` for a joint. */
  readonly role?: PartRoleName;
  readonly notes?: readonly string[];
  readonly source?: Source;
  /** Inside `sequence`, in bases. */
  readonly features?: readonly SegmentFeature[];
}

/** What a cassette's message codes for, in order; `codingElements` makes them of proteins. */
export type CodingElement =
  | CodedProtein
  /** Ends the frame before it (a stop is put in) and starts another. */
  | { readonly kind: 'ires'; readonly element: ElementChoice };

/**
 * Promoter to terminator. `coding`: a message of RNA polymerase II that makes protein; `message`: one that makes
 * none (e.g. a hairpin in a miR-30 backbone); `small-rna`: a transcript of RNA polymerase III.
 */
export type CassettePlan =
  | {
      readonly kind: 'coding';
      readonly name: string;
      /** Default `forward`: read in the direction of the vector's map. */
      readonly orientation?: 'forward' | 'reverse';
      readonly enhancer?: ElementChoice;
      readonly promoter: ElementChoice;
      /** Between promoter and start codon; spliced out. */
      readonly intron?: ElementChoice;
      /** Between promoter (or intron) and Kozak sequence, in order. */
      readonly fivePrime?: readonly ElementChoice[];
      readonly kozak: ElementChoice;
      readonly coding: readonly [CodingElement, ...CodingElement[]];
      /** Behind the stop codon, in order: miRNA target sites, WPRE, hairpins. */
      readonly threePrime?: readonly ElementChoice[];
      /** Null: none; a lentiviral cassette in the vector's direction ends in the 3′ LTR. */
      readonly polyA: ElementChoice | null;
    }
  | {
      readonly kind: 'message';
      readonly name: string;
      readonly orientation?: 'forward' | 'reverse';
      readonly enhancer?: ElementChoice;
      readonly promoter: ElementChoice;
      readonly intron?: ElementChoice;
      readonly elements: readonly [ElementChoice, ...ElementChoice[]];
      readonly polyA: ElementChoice | null;
    }
  | {
      readonly kind: 'small-rna';
      readonly name: string;
      readonly orientation?: 'forward' | 'reverse';
      readonly promoter: ElementChoice;
      /** Transcribed, in order, e.g. a guide and its scaffold. */
      readonly elements: readonly [ElementChoice, ...ElementChoice[]];
      /** Run of T that ends the transcript. Default 6. */
      readonly terminatorTs?: number;
    };

/** What carries the cassettes; the library's parts of each kind stand in `backbone-parts.ts`. */
export type BackbonePlan =
  /** Between two ITRs; self-complementary: one of them without its resolution site. */
  | { readonly kind: 'aav'; readonly genome: 'single-stranded' | 'self-complementary' }
  /** Third generation, self-inactivating. */
  | { readonly kind: 'lentiviral' }
  | { readonly kind: 'gammaretroviral' }
  /** E1 shuttle: the insert between the left end (ITR, packaging signal) and the arm that recombines with the genome. */
  | { readonly kind: 'adenoviral-shuttle' }
  | { readonly kind: 'plasmid' }
  | { readonly kind: 'transposon'; readonly system: 'piggybac' | 'sleeping-beauty' };

export type BackboneKind = BackbonePlan['kind'];

/** A vector as a tree: a backbone, and in it cassettes one behind the other. */
export interface VectorPlan {
  /** One word; names files and the LOCUS line. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly backbone: BackbonePlan;
  /** None: the empty backbone. */
  readonly cassettes: readonly CassettePlan[];
  /** Default `refuse`: a genome over the vector's limit is an OptionError. `check`: it is assembled, and the check fails. */
  readonly oversize?: 'refuse' | 'check';
}
