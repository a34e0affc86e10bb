import { readFileSync } from 'node:fs';

import type { LorisInputs } from '../../src/engines/response/loris.js';
import type { LorisCancerType } from '../../src/engines/response/loris-parameters.js';

/** One patient of the training cohort. */
export interface CohortPatient {
  readonly inputs: LorisInputs;
  readonly cancerType: LorisCancerType;
  /** Complete or partial response. */
  readonly responded: boolean;
  /** Not in LORIS. */
  readonly beside: {
    /** Mean HLA evolutionary divergence over A, B and C. */
    readonly hlaDivergence: number;
    readonly hlaLoss: boolean;
    /** 0 or 1, and 0-2, as coded; the table does not say what they stand for. */
    readonly sexCode: number;
    readonly drugCode: number;
  };
}

/** The columns `CancerType1` … `CancerType16`, in this order. */
const COLUMN_TYPES: readonly LorisCancerType[] = [
  'Bladder',
  'Breast',
  'Colorectal',
  'Endometrial',
  'Esophageal',
  'Gastric',
  'Head & Neck',
  'Hepatobiliary',
  'Melanoma',
  'Mesothelioma',
  'NSCLC',
  'Ovarian',
  'Pancreatic',
  'Renal',
  'Sarcoma',
  'SCLC',
];

/** The training cohort of LORIS (Chowell 2022) from its table; stops at a row that lacks what all have. */
export function readCohort(path: string): readonly CohortPatient[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const names = header.split('\t');
  return lines.map((line, i) => {
    const cells = line.split('\t');
    const text = (name: string): string => {
      const column = names.indexOf(name);
      if (column < 0) throw new Error(`no column ${name}`);
      return cells[column] ?? '';
    };
    const number = (name: string): number => {
      const value = Number(text(name));
      if (text(name) === '' || !Number.isFinite(value)) {
        throw new Error(`row ${i + 2} has no ${name}`);
      }
      return value;
    };
    const types = COLUMN_TYPES.filter((_, k) => text(`CancerType${k + 1}`) === '1');
    const [cancerType] = types;
    if (cancerType === undefined || types.length !== 1 || text('CancerType') !== cancerType) {
      throw new Error(`row ${i + 2} is of no one type`);
    }
    return {
      cancerType,
      responded: number('Response') === 1,
      beside: {
        hlaDivergence: number('HED'),
        hlaLoss: number('HLA_LOH') === 1,
        sexCode: number('Sex'),
        drugCode: number('Drug'),
      },
      inputs: {
        tmbPerMb: number('TMB'),
        priorSystemicTherapy: number('Systemic_therapy_history') === 1,
        albuminGPerDl: number('Albumin'),
        neutrophilLymphocyteRatio: number('NLR'),
        ageYears: number('Age'),
        pdl1TpsPercent: text('PDL1_TPS(%)') === '' ? null : number('PDL1_TPS(%)'),
        cancerType,
      },
    };
  });
}
