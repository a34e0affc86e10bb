import type { Source } from '../../core/cited.js';
import type { PooledAdverseEvent } from '../../engines/evidence/checkpoint-adverse-events.js';
import type { CheckpointCaution } from '../../engines/evidence/checkpoint-cautions.js';
import type { CheckpointTarget } from '../../engines/evidence/checkpoint-indication.js';
import type { ResistanceEvidence } from '../../engines/evidence/checkpoint-resistance.js';
import type { LorisScore } from '../../engines/response/loris.js';
import type { ShareInterval } from '../../engines/response/binomial-interval.js';
import type { DesignBase } from '../modality.js';

/** How one condition of the label stands: `unknown` where the case does not say. */
export interface CriterionResult {
  readonly criterion: string;
  readonly state: 'met' | 'not-met' | 'unknown';
  /** The patient's value and where it is from, or why there is none. */
  readonly value: string;
  /** What would settle it; null where it is settled. */
  readonly wouldNeed: string | null;
}

/** Resistance evidence that the tumour's findings call up. */
export interface FoundResistance {
  readonly evidence: ResistanceEvidence;
  /** What was found in this tumour. */
  readonly found: string;
  /** Is this a tumour like those in which it was seen. */
  readonly isSameTumour: boolean;
}

export interface FoundCaution {
  readonly caution: CheckpointCaution;
  readonly found: string;
}

/** A share of patients who responded, and of whom. */
export interface ResponseRate {
  readonly of: string;
  readonly share: number;
  /** Null where the source gives neither an interval nor the number of patients. */
  readonly low: number | null;
  readonly high: number | null;
  readonly patients: number | null;
  readonly sources: readonly Source[];
}

export interface LorisEstimate {
  readonly score: LorisScore;
  /** Recalibrated; null where there is no score. */
  readonly probability: ShareInterval | null;
}

/** A single biomarker beside LORIS. */
export interface SingleMarker {
  readonly name: string;
  readonly value: string;
}

/** What is said of the patient whatever the plan line. */
export interface PatientResponse {
  readonly tumourRate: ResponseRate | null;
  readonly loris: readonly LorisEstimate[];
  /** Where the TMB that LORIS was given comes from. */
  readonly tmbFrom: string;
  readonly singles: readonly SingleMarker[];
}

/** One plan line: a checkpoint inhibitor in an approved use. */
export interface CheckpointDesign extends DesignBase<'checkpoint-inhibitor'> {
  readonly rank: number;
  readonly agents: readonly string[];
  readonly targets: readonly CheckpointTarget[];
  readonly partners: readonly string[];
  readonly use: string;
  readonly tumour: string;
  readonly setting: string;
  readonly agency: string;
  readonly approvalDate: string | null;
  readonly isAccelerated: boolean;
  readonly asOf: string;
  readonly sources: readonly Source[];
  /** Nothing the label asks is known to be unmet; `applies` where nothing is unknown either. */
  readonly fit: 'applies' | 'may-apply';
  readonly criteria: readonly CriterionResult[];
  readonly trialRate: ResponseRate | null;
  readonly response: PatientResponse;
  readonly resistance: readonly FoundResistance[];
  readonly cautions: readonly FoundCaution[];
  /** Cautions about which the case says nothing. */
  readonly cautionsToAsk: readonly string[];
  readonly adverseEvents: {
    readonly of: string;
    readonly events: readonly PooledAdverseEvent[];
    readonly note: string;
  };
  readonly nextTests: readonly string[];
}
