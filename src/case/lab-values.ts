import type { HlaAllele } from '../core/brands.js';
import type { Biomarker, Given } from './tumour-case.js';

/** PD-L1 by immunohistochemistry. TPS and IC are percentages, CPS a score of 0-100. */
export interface PdL1Value {
  readonly value: number;
  /** Antibody clone, e.g. `22C3`; null where the report does not say. */
  readonly clone: string | null;
}

export interface LactateDehydrogenase {
  readonly unitsPerL: number;
  /** Upper limit of the laboratory's normal range; null where it is not given. */
  readonly upperLimitUnitsPerL: number | null;
}

export interface ReportedTmb {
  readonly mutationsPerMb: number;
  /** Name of the test; null where the report does not say. */
  readonly assay: string | null;
}

type MsiStatus = 'MSI-H' | 'MSI-L' | 'MSS';
type MismatchRepair = 'deficient' | 'proficient';
type Sex = 'female' | 'male';

/** UICC or AJCC stage group; recurrent or metastatic where the report says no more. */
export interface Stage {
  /** E.g. `IIIB`, `IV`, `metastatic`, `recurrent`. */
  readonly text: string;
  /** 0-4; null where no group is named. */
  readonly group: 0 | 1 | 2 | 3 | 4 | null;
}

/**
 * What laboratory and clinic gave about the patient, in fixed units. Nothing is guessed: a value that
 * was not given is missing, one that could not be understood is in `unread` with its reason.
 */
export interface LabValues {
  readonly ageYears: Given<number>;
  readonly sex: Given<Sex>;
  /** ECOG performance status, 0-4. */
  readonly ecog: Given<number>;
  readonly stage: Given<Stage>;
  /** The line of treatment that is to be chosen; 1 is the first for advanced disease. */
  readonly line: Given<number>;
  /** Was there any systemic therapy before; said outright, or told from a list of prior therapies. */
  readonly priorSystemicTherapy: Given<boolean>;

  /** Tumour proportion score, %; combined positive score; immune cells, %. */
  readonly pdl1Tps: Given<PdL1Value>;
  readonly pdl1Cps: Given<PdL1Value>;
  readonly pdl1Ic: Given<PdL1Value>;

  readonly albuminGPerDl: Given<number>;
  /** Blood counts. Unit: 10^9/L. */
  readonly neutrophilsPerNl: Given<number>;
  readonly lymphocytesPerNl: Given<number>;
  readonly plateletsPerNl: Given<number>;
  /** Given as such, or the quotient of both counts. */
  readonly neutrophilLymphocyteRatio: Given<number>;
  readonly haemoglobinGPerDl: Given<number>;
  readonly ldh: Given<LactateDehydrogenase>;
  readonly creatinineClearanceMlPerMin: Given<number>;
  readonly creatinineMgPerDl: Given<number>;
  readonly bilirubinMgPerDl: Given<number>;
  readonly astUnitsPerL: Given<number>;
  readonly altUnitsPerL: Given<number>;
  /** Left ventricular ejection fraction, %. */
  readonly ejectionFractionPercent: Given<number>;

  readonly tmb: Given<ReportedTmb>;
  readonly msi: Given<MsiStatus>;
  /** Share of microsatellites found unstable, %. */
  readonly msiUnstablePercent: Given<number>;
  readonly mismatchRepair: Given<MismatchRepair>;
  /** Genomic instability score (loss of heterozygosity, telomeric imbalance, transitions). */
  readonly hrdScore: Given<number>;
  readonly hrd: Given<'negative' | 'positive'>;
  /** HLA alleles that the tumour lost; empty where the lab found none lost. */
  readonly lostHla: Given<readonly HlaAllele[]>;

  readonly organTransplant: Given<boolean>;
  readonly autoimmuneDisease: Given<boolean>;
  /** Over 10 mg of prednisone a day, or as much of another. */
  readonly steroids: Given<boolean>;
  readonly brainMetastases: Given<boolean>;
  readonly interstitialLungDisease: Given<boolean>;
  readonly hiv: Given<boolean>;
  readonly hepatitisB: Given<boolean>;
  readonly hepatitisC: Given<boolean>;
  readonly pregnant: Given<boolean>;

  /** Reported values that no field above holds, as the lab wrote them, with the reason. */
  readonly unread: readonly { readonly biomarker: Biomarker; readonly reason: string }[];
}
