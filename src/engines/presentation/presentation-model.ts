import type { HlaAllele, Peptide } from '../../core/brands.js';
import type { Context } from '../../core/context.js';
import type { AlleleDistance } from './allele-distance.js';

export type MhcClass = 'I' | 'II';

/** One allele's answer for a list of peptides; arrays run parallel to the peptides asked for. */
export type AlleleScores =
  | {
      readonly kind: 'scored';
      readonly allele: HlaAllele;
      readonly modelId: string;
      /** Predicted IC50, nM, lower binds tighter; null where the model gives no affinity. */
      readonly affinityNm: Float64Array | null;
      /** Higher is likelier presented; comparable within an allele. NaN: this length has no model. */
      readonly presentationScore: Float64Array;
      /** Per cent of random human peptides that score at least as high, 0-100; NaN as above. */
      readonly percentileRank: Float64Array;
      /** Where the 9-residue binding core starts, 0-based, -1 where there is no score; null in class I. */
      readonly coreStart0: Int8Array | null;
    }
  | {
      readonly kind: 'unscored';
      readonly allele: HlaAllele;
      /** Why there is no number, e.g. `no class I model for HLA-B*82:02`. */
      readonly reason: string;
    };

/** Predicts which peptides an HLA molecule shows. Every predictor stands behind this one interface. */
export interface PresentationModel {
  /** Name and version, e.g. `motif-1`; printed beside every number it gave. */
  readonly id: string;
  readonly title: string;
  readonly mhcClass: MhcClass;
  /** Peptide lengths it can score. */
  readonly peptideLengths: readonly number[];
  /** Alleles it can score, sorted. */
  readonly alleles: readonly HlaAllele[];
  /**
   * Scores every peptide for every allele, answers in the order of `alleles`. An allele without a
   * model is `unscored` with its reason, never a neighbour's number. Rejects with the signal's reason
   * where the context is aborted.
   */
  score(
    peptides: readonly Peptide[],
    alleles: readonly HlaAllele[],
    context: Context,
  ): Promise<readonly AlleleScores[]>;
  /**
   * Share (0-1, summing to 1) each position of a peptide of this length has in binding, from
   * position 1 on; null where the model does not know.
   */
  positionShares(
    allele: HlaAllele,
    length: number,
    context: Context,
  ): Promise<readonly number[] | null>;
  /** How far the allele is from those the model learnt from; null where it is not scored. */
  alleleDistance(allele: HlaAllele): AlleleDistance | null;
}
