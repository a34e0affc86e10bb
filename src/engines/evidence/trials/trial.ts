import type { Criterion } from './trial-rule.js';

/** Whether a trial takes patients, as its registry says. */
export type RecruitmentStatus = 'recruiting' | 'not-yet-recruiting' | 'closed' | 'unknown';

/** One arm of a trial with what it asks beyond the whole trial; CTML alone has those. */
export interface TrialArm {
  readonly code: string;
  readonly isOpen: boolean;
  readonly criteria: readonly Criterion[];
}

/** A trial with its criteria read; free text that could not be typed stays text. */
export interface Trial {
  /** NCT number, or the protocol number of a CTML file. */
  readonly id: string;
  readonly title: string;
  readonly status: RecruitmentStatus;
  /** As registered, e.g. `ACTIVE_NOT_RECRUITING`. */
  readonly registeredStatus: string;
  readonly phases: readonly string[];
  readonly conditions: readonly string[];
  readonly interventions: readonly string[];
  readonly countries: readonly string[];
  /** ISO date of the record: last update, or when it was fetched. Null where it has none. */
  readonly recordDate: string | null;
  readonly source: 'ClinicalTrials.gov' | 'CTML';
  readonly criteria: readonly Criterion[];
  /** Empty where the trial is not divided. */
  readonly arms: readonly TrialArm[];
}
