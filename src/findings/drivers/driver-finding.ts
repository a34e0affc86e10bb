import type { TranscriptId } from '../../core/brands.js';
import type { Cited, Source } from '../../core/cited.js';

/** How a gene drives tumours: by what it gains, by what it loses, or either, by tissue. */
export type GeneRole = 'both' | 'oncogene' | 'suppressor';

/** What a variant does to its gene's product, in the order of how much it breaks. */
export type DriverEffect =
  | 'frameshift'
  | 'inframe-indel'
  | 'missense'
  | 'splice-site'
  | 'start-lost'
  | 'stop-gained'
  | 'stop-lost';

/** A place that is mutated in tumours more often than chance has it. */
export interface HotspotMatch {
  readonly kind: 'in-frame indel' | 'single residue';
  /** `R175`, or the stretch of an indel, `745-759`. */
  readonly residue: string;
  /** Tumours with any change there; with this very change. */
  readonly tumours: number;
  readonly tumoursWithChange: number;
  /** Share (0-1) of the tumours whose change there cuts the protein short. */
  readonly truncatingShare: number;
}

export type CriterionCode =
  | 'OM1'
  | 'OM2'
  | 'OM3'
  | 'OM4'
  | 'OP1'
  | 'OP2'
  | 'OP3'
  | 'OP4'
  | 'OS1'
  | 'OS2'
  | 'OS3'
  | 'OVS1'
  | 'SBP1'
  | 'SBP2'
  | 'SBS1'
  | 'SBS2'
  | 'SBVS1';

/** Whether a criterion holds, and why; `not-assessed` where there is nothing to judge it by. */
export interface CriterionAssessment {
  readonly state: 'met' | 'not-assessed' | 'not-met';
  readonly reason: string;
  readonly sources: readonly Source[];
}

export interface OncogenicityCriterion extends CriterionAssessment {
  readonly code: CriterionCode;
  /** What the standard asks. */
  readonly title: string;
  /** Points it counts where it is met; below 0 against an oncogenic effect. */
  readonly points: number;
}

export type OncogenicityClass =
  | 'benign'
  | 'likely-benign'
  | 'likely-oncogenic'
  | 'oncogenic'
  | 'uncertain';

/** Points under the ClinGen/CGC/VICC standard, from the criteria that could be assessed. */
export interface Oncogenicity {
  readonly points: number;
  readonly class: OncogenicityClass;
  /** All seventeen, in the standard's order. */
  readonly criteria: readonly OncogenicityCriterion[];
  readonly source: Source;
}

/** Is the healthy copy of a suppressor gone too. */
export type SecondHit =
  | { readonly kind: 'not-applicable'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'retained'; readonly reason: string }
  /** No other copy is left in the tumour, by copy number. */
  | { readonly kind: 'copy-lost'; readonly reason: string }
  /** Another damaging variant; that it is on the other copy is not known. */
  | {
      readonly kind: 'second-variant';
      readonly reason: string;
      readonly variants: readonly string[];
    };

/** One variant in a known cancer gene that changes its product. */
export interface DriverFinding {
  readonly variantId: string;
  readonly chromosome: string;
  readonly start0: number;
  readonly reference: string;
  readonly alternate: string;
  readonly filters: readonly string[];
  readonly geneSymbol: string;
  readonly role: Cited<GeneRole> | null;
  /** Null where the variant was recognised by its place alone. */
  readonly transcript: TranscriptId | null;
  readonly terms: readonly string[];
  readonly effect: DriverEffect;
  /** One-letter change, e.g. `R175H`, `E746_A750del`; null where the annotation has none. */
  readonly change: string | null;
  readonly lossOfFunction: boolean;
  readonly hotspot: HotspotMatch | null;
  readonly secondHit: SecondHit;
  readonly oncogenicity: Oncogenicity;
}
