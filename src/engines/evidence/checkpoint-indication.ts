import type { Source } from '../../core/cited.js';
import type { CheckpointTumourKey } from './checkpoint-tumours.js';

export type CheckpointTarget = 'CTLA-4' | 'LAG-3' | 'PD-1' | 'PD-L1';

/** What a label asks of the tumour or the patient, or what it excludes. */
export type CheckpointCriterion =
  | {
      readonly kind: 'pdl1';
      readonly score: 'CPS' | 'IC' | 'TPS' | 'any';
      /** % of tumour cells (TPS) or of the area (IC), or a score (CPS). */
      readonly atLeast: number;
    }
  /** Either of the two scores is enough. */
  | {
      readonly kind: 'pdl1-either';
      readonly tpsAtLeast: number;
      readonly icAtLeast: number;
    }
  | { readonly kind: 'dmmr' }
  | { readonly kind: 'msi-high-or-dmmr' }
  | { readonly kind: 'not-msi-high-or-pmmr' }
  | { readonly kind: 'her2'; readonly status: 'negative' | 'positive' }
  | { readonly kind: 'triple-negative' }
  | { readonly kind: 'tmb'; readonly atLeastPerMb: number }
  /** No alteration of these genes that a targeted drug is approved for. */
  | { readonly kind: 'no-driver'; readonly genes: readonly string[] }
  /** A change of the gene that starts so, e.g. `V600`. */
  | { readonly kind: 'variant'; readonly gene: string; readonly changePrefix: string }
  /** Something the case has no field for; a person has to say. */
  | { readonly kind: 'other'; readonly statement: string };

export type CheckpointSetting =
  /** First treatment of advanced disease. */
  | 'first-line'
  /** After at least one line for advanced disease. */
  | 'later-line'
  | 'any-line-advanced'
  | 'maintenance'
  | 'perioperative'
  /** With chemoradiation that is meant to cure, or after it. */
  | 'definitive-chemoradiation'
  | 'locally-advanced-unresectable';

/** Share (0-1) of patients who responded in the trial that the approval rests on. */
export interface TrialResponse {
  readonly share: number;
  /** 95 % interval; null where the source gives none and no number of patients to work it out from. */
  readonly low: number | null;
  readonly high: number | null;
  readonly patients: number | null;
  readonly trial: string;
  readonly nct: string | null;
}

/** One approved use of a checkpoint inhibitor, in our own words, from a source that was read. */
export interface CheckpointIndication {
  readonly id: string;
  /** Checkpoint inhibitors. */
  readonly agents: readonly string[];
  readonly targets: readonly CheckpointTarget[];
  /** What they are given with; empty where alone. */
  readonly partners: readonly string[];
  readonly tumour: CheckpointTumourKey;
  readonly setting: CheckpointSetting;
  /** Stage and prior treatment in a few words. */
  readonly use: string;
  readonly criteria: readonly CheckpointCriterion[];
  readonly agency: 'FDA';
  readonly isAccelerated: boolean;
  /** ISO date or month of the approval; null where the source read does not give it. */
  readonly date: string | null;
  readonly response: TrialResponse | null;
  readonly sources: readonly [Source, ...Source[]];
}

/** Date on which the table was last gone through; approvals later than this are not in it. */
export const INDICATIONS_AS_OF = '2026-02-10';

/** A label of the FDA by product, supplement and date, as its indication statement was read. */
export function fdaLabel(product: string, path: string, date: string): Source {
  return {
    name: `FDA label of ${product}`,
    url: `https://www.accessdata.fda.gov/drugsatfda_docs/label/${path}`,
    date,
  };
}

/** The label of Keytruda of 10 February 2026. */
export const KEYTRUDA_LABEL: Source = fdaLabel(
  'Keytruda',
  '2026/125514Orig1s186lbl.pdf',
  '2026-02-10',
);

/** Fields that most rows share: the FDA, regular approval, no criteria, no response rate read. */
export type IndicationRow = Omit<
  CheckpointIndication,
  'agency' | 'criteria' | 'isAccelerated' | 'partners' | 'response'
> &
  Partial<Pick<CheckpointIndication, 'criteria' | 'isAccelerated' | 'partners' | 'response'>>;

export function indication(row: IndicationRow): CheckpointIndication {
  return {
    agency: 'FDA',
    criteria: [],
    isAccelerated: false,
    partners: [],
    response: null,
    ...row,
  };
}

/** Criteria and a source that several tables share. */
export const MSI_OR_DMMR: CheckpointCriterion = { kind: 'msi-high-or-dmmr' };
export const CPS_1: CheckpointCriterion = { kind: 'pdl1', score: 'CPS', atLeast: 1 };
export const APPROVALS_2021: Source = {
  name: 'FDA approvals to July 2021, OncoTargets Ther 14:5275, table 1',
  accession: 'PMC8627113',
};
