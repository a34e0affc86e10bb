import type { HlaAllele, Peptide } from '../../core/brands.js';
import type { Likelihood } from '../../engines/constructs/epitopes/epitope-candidate.js';
import type { ChosenSet } from '../../engines/constructs/epitopes/choose-epitopes.js';
import type { PeptideProperties } from '../../engines/constructs/epitopes/peptide-properties.js';
import type { VaccineCandidate } from '../../findings/vaccine/vaccine-candidates.js';
import type { ShownEpitope } from '../../findings/vaccine/vaccine-set.js';
import type { DesignBase } from '../modality.js';
import type { PeptideVaccineOptions } from './options.js';
import type { SolubilityTail } from './solubility-tail.js';
import type { Trouble } from './troubles.js';

/** A peptide as it is to be made. */
export interface VaccinePeptide {
  /** `P01` …, in the order of the set. */
  readonly id: string;
  readonly label: string;
  readonly gene: string | null;
  /** As made, with its tail. */
  readonly sequence: Peptide;
  /** The stretch of the mutant protein in it. */
  readonly stretch: Peptide;
  /** New residues `[start0, end0)` in `stretch`; empty at a joint. */
  readonly change: { readonly start0: number; readonly end0: number };
  readonly tail: SolubilityTail | null;
  readonly minimal: readonly ShownEpitope[];
  readonly leadingAllele: HlaAllele;
  readonly clonal: Likelihood;
  readonly expressed: Likelihood;
  readonly neededByTumour: VaccineCandidate['neededByTumour'];
  readonly healthyExpression: VaccineCandidate['healthyExpression'];
  /** What it adds to the expected number of presented mutations, and that number with it. */
  readonly gain: number;
  readonly expected: number;
  /** Of `sequence`. */
  readonly properties: PeptideProperties;
  readonly troubles: readonly Trouble[];
  /** 1-based. */
  readonly pool: number;
}

export interface PeptidePool {
  readonly pool: number;
  readonly peptides: readonly string[];
  readonly hydropathy: number;
  readonly netCharge: number;
  /** Peptides that each allele leads. */
  readonly alleles: readonly { readonly allele: HlaAllele; readonly count: number }[];
}

/** Minimal peptides to be made beside the long ones, e.g. to test T cells with. */
export interface ShortPeptide {
  readonly id: string;
  readonly sequence: Peptide;
  readonly ofPeptide: string;
  readonly alleles: readonly HlaAllele[];
  readonly troubles: readonly Trouble[];
}

/** Long peptides of one tumour, in pools. */
export interface PeptideVaccineDesign extends DesignBase<'peptide-vaccine'> {
  readonly peptides: readonly VaccinePeptide[];
  readonly shortPeptides: readonly ShortPeptide[];
  readonly pools: readonly PeptidePool[];
  readonly set: Pick<ChosenSet, 'expected' | 'upperBound' | 'isOptimal' | 'unknown'>;
  readonly order: Pick<PeptideVaccineOptions, 'amountMg' | 'purityPercent'>;
  readonly candidates: number;
  /** Mutations that gave no candidate, by reason. */
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
  readonly unscored: readonly { readonly allele: string; readonly reason: string }[];
}
