import type { HlaAllele, Peptide } from '../../../core/brands.js';
import type { MhcClass } from '../../presentation/presentation-model.js';

/** A probability, 0-1, or null where it is not known; `basis` says from what, or why not. */
export interface Likelihood {
  readonly value: number | null;
  readonly basis: string;
}

/** One of the patient's molecules. */
export interface PatientAllele {
  readonly allele: HlaAllele;
  readonly mhcClass: MhcClass;
  /** That the tumour still has it. Not known counts as kept: the loss of one says nothing of another. */
  readonly kept: Likelihood;
  /** The tumour has exactly one of the two left; their `kept` add up to 1. Else lost, if at all, on its own. */
  readonly pairedWith?: HlaAllele;
}

/** The peptide of a window that an allele shows best. */
export interface ShownPeptide {
  readonly peptide: Peptide;
  /** Where it starts in the window. */
  readonly start0: number;
  readonly percentileRank: number;
  /** That the allele presents it, given that its protein is made. */
  readonly probability: number;
}

/** A window of a mutant protein that may go into a vaccine. */
export interface EpitopeCandidate {
  readonly id: string;
  /** Windows of one mutation count together once. */
  readonly mutation: string;
  readonly gene: string | null;
  readonly sequence: Peptide;
  /** Residues `[start0, end0)` of `sequence` that must stay: the peptides that count in `shown`, and the change. */
  readonly core: { readonly start0: number; readonly end0: number };
  /** Parallel to the patient's alleles; null where that allele shows no new peptide of the window. */
  readonly shown: readonly (ShownPeptide | null)[];
  /** That the mutation is in every tumour cell; that its allele is expressed. */
  readonly clonal: Likelihood;
  readonly expressed: Likelihood;
}
