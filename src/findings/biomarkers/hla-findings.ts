import type { HlaAllele } from '../../core/brands.js';
import type { Source } from '../../core/cited.js';
import type { AlleleDivergence } from '../../engines/presentation/hla-divergence.js';

export type ClassILocus = 'A' | 'B' | 'C';

export type Zygosity =
  | { readonly kind: 'heterozygous' }
  | { readonly kind: 'homozygous' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What is left of a locus in the tumour. */
export type LocusLoss =
  | { readonly kind: 'retained'; readonly reason: string }
  /** One allele of the pair is lost and it is known which. */
  | { readonly kind: 'lost'; readonly alleles: readonly HlaAllele[]; readonly reason: string }
  /** One parental copy is lost: one of a heterozygous pair, not known which; of a homozygous pair none. */
  | { readonly kind: 'one-copy-lost'; readonly reason: string }
  | { readonly kind: 'both-lost'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface ClassILocusFinding {
  readonly locus: ClassILocus;
  readonly alleles: readonly HlaAllele[];
  readonly zygosity: Zygosity;
  readonly divergence: AlleleDivergence;
  readonly loss: LocusLoss;
}

/** What loss of HLA does to one mutation that a class I molecule presents. */
export interface PresentationLoss {
  readonly variantId: string;
  readonly geneSymbol: string | null;
  /** Of the lowest rank among the mutation's new peptides. */
  readonly bestPeptide: string;
  readonly bestAllele: HlaAllele;
  readonly bestPercentileRank: number;
  /** Molecules that present any of its peptides. */
  readonly presentedBy: readonly HlaAllele[];
  /** Of those, the ones that are gone and the ones that may be. */
  readonly lost: readonly HlaAllele[];
  readonly perhapsLost: readonly HlaAllele[];
  /**
   * `kept`: the best molecule stays. `weaker`: the best is lost, another presents it. `gone`: all are lost.
   * `perhaps-weaker`, `perhaps-gone`: depends on which allele was lost.
   */
  readonly effect: 'gone' | 'kept' | 'perhaps-gone' | 'perhaps-weaker' | 'weaker';
}

/** HLA class I of the patient, and what the tumour has left of it. */
export interface HlaFindings {
  /** A, B, C. */
  readonly loci: readonly ClassILocusFinding[];
  /** Mean of the loci's Grantham distance; null where that of a locus is missing. */
  readonly meanDivergence: number | null;
  readonly meanDivergenceMissing: string | null;
  /** Percentile rank up to which a peptide counts as presented. Unit: %. */
  readonly rankLimit: number;
  /** In the order of the variants; empty where nothing was scored. */
  readonly presentation: readonly PresentationLoss[];
  readonly sources: readonly Source[];
}
