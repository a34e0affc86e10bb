import type { LabValues } from './lab-values.js';

/** A value of the laboratory or clinic that is one of a few words. */
export interface LabStatus {
  readonly field: keyof LabValues;
  readonly title: string;
  /** Key in the case's `clinical` block; null where it is given among the biomarkers alone. */
  readonly clinicalKey: string | null;
  /** Lower case, without anything but letters and digits; so are the words of each value. */
  readonly names: readonly string[];
  readonly meanings: readonly {
    readonly value: string | boolean;
    readonly words: readonly string[];
  }[];
  /** What to write, for a message. */
  readonly written: string;
}

const YES_OR_NO: Pick<LabStatus, 'meanings' | 'written'> = {
  meanings: [
    { value: true, words: ['true', 'yes', 'y', 'present', 'positive'] },
    { value: false, words: ['false', 'no', 'n', 'absent', 'none', 'negative'] },
  ],
  written: 'true or false',
};

function flag(
  field: keyof LabValues,
  title: string,
  clinicalKey: string,
  names: readonly string[],
): LabStatus {
  return { field, title, clinicalKey, names: [clinicalKey.toLowerCase(), ...names], ...YES_OR_NO };
}

export const LAB_STATUSES: readonly LabStatus[] = [
  {
    field: 'sex',
    title: 'sex',
    clinicalKey: 'sex',
    names: ['sex', 'gender'],
    meanings: [
      { value: 'female', words: ['female', 'f', 'woman'] },
      { value: 'male', words: ['male', 'm', 'man'] },
    ],
    written: 'female or male',
  },
  {
    field: 'msi',
    title: 'MSI',
    clinicalKey: null,
    names: [
      'msi',
      'msistatus',
      'microsatelliteinstability',
      'microsatellitestatus',
      'microsatelliteinstabilitystatus',
    ],
    meanings: [
      {
        value: 'MSI-H',
        words: ['msih', 'msihigh', 'high', 'unstable', 'microsatelliteinstabilityhigh', 'positive'],
      },
      { value: 'MSI-L', words: ['msil', 'msilow', 'low', 'microsatelliteinstabilitylow'] },
      { value: 'MSS', words: ['mss', 'stable', 'microsatellitestable', 'negative'] },
    ],
    written: 'MSI-H, MSI-L or MSS, or a share with %',
  },
  {
    field: 'mismatchRepair',
    title: 'mismatch repair',
    clinicalKey: null,
    names: ['mmr', 'mmrstatus', 'mmrihc', 'mismatchrepair', 'mismatchrepairstatus'],
    meanings: [
      { value: 'deficient', words: ['deficient', 'dmmr', 'mmrd', 'lost', 'loss'] },
      { value: 'proficient', words: ['proficient', 'pmmr', 'mmrp', 'intact', 'retained'] },
    ],
    written: 'deficient or proficient',
  },
  {
    field: 'hrd',
    title: 'HRD',
    clinicalKey: null,
    names: ['hrd', 'hrdstatus', 'homologousrecombinationdeficiency'],
    meanings: [
      { value: 'positive', words: ['positive', 'deficient', 'hrd', 'true', 'yes'] },
      { value: 'negative', words: ['negative', 'proficient', 'hrp', 'false', 'no'] },
    ],
    written: 'positive or negative, or a score',
  },
  flag('priorSystemicTherapy', 'prior systemic therapy', 'priorSystemicTherapy', [
    'systemictherapyhistory',
  ]),
  flag('organTransplant', 'organ transplant', 'organTransplant', [
    'transplant',
    'allogeneictransplant',
  ]),
  flag('autoimmuneDisease', 'autoimmune disease', 'autoimmuneDisease', [
    'autoimmunity',
    'activeautoimmunedisease',
  ]),
  flag('steroids', 'steroids', 'steroids', ['corticosteroids', 'systemicsteroids']),
  flag('brainMetastases', 'brain metastases', 'brainMetastases', ['cnsmetastases']),
  flag('interstitialLungDisease', 'interstitial lung disease', 'interstitialLungDisease', [
    'ild',
    'pneumonitis',
  ]),
  flag('hiv', 'HIV', 'hiv', []),
  flag('hepatitisB', 'hepatitis B', 'hepatitisB', ['hbv', 'hbsag']),
  flag('hepatitisC', 'hepatitis C', 'hepatitisC', ['hcv']),
  flag('pregnant', 'pregnancy', 'pregnant', ['pregnancy']),
];

/** Words of a report that say that there is no result. */
export const NO_RESULT: ReadonlySet<string> = new Set([
  'unknown',
  'notdone',
  'notevaluable',
  'notavailable',
  'notassessed',
  'nottested',
  'notdetermined',
  'na',
  'pending',
  'indeterminate',
  'failed',
  'insufficient',
]);
