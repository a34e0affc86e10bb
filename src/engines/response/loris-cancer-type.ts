import { CHECKPOINT_TUMOURS } from '../evidence/checkpoint-tumours.js';
import type { LorisCancerType } from './loris-parameters.js';

const { biliary, breast, colorectal, endometrial, headNeckSquamous, melanoma } = CHECKPOINT_TUMOURS;
const { nsclc, ovarian, pleuralMesothelioma, renal, sclc, urothelial } = CHECKPOINT_TUMOURS;

/**
 * OncoTree codes under each type of the training cohort. The junction of stomach and esophagus and the general
 * `EGC` are in neither of the two; uveal melanoma is left out, since the cohort does not say that it is in it.
 */
const CODES: readonly (readonly [LorisCancerType, readonly string[]])[] = [
  ['Bladder', urothelial.codes],
  ['Breast', breast.codes],
  ['Colorectal', colorectal.codes],
  ['Endometrial', endometrial.codes],
  ['Esophageal', ['ESCA', 'ESCC']],
  ['Gastric', ['STAD', 'DSTAD', 'ISTAD', 'MSTAD', 'PSTAD', 'TSTAD', 'USTAD', 'SPDAC', 'SSRCC']],
  ['Head & Neck', headNeckSquamous.codes],
  ['Hepatobiliary', ['HCC', 'HCCIHCH', 'FLC', ...biliary.codes]],
  ['Melanoma', melanoma.codes],
  ['Mesothelioma', [...pleuralMesothelioma.codes, 'PEMESO']],
  ['NSCLC', nsclc.codes],
  ['Ovarian', ovarian.codes],
  ['Pancreatic', ['PAAD', 'PAAC', 'PAASC']],
  ['Renal', renal.codes],
  ['SCLC', sclc.codes],
  [
    'Sarcoma',
    [
      'ANGS',
      'ASPS',
      'CCS',
      'CHS',
      'DSRCT',
      'EPIS',
      'ES',
      'ESST',
      'FIBS',
      'LIPO',
      'LMS',
      'MFH',
      'MFS',
      'OS',
      'RAS',
      'RCSNOS',
      'RMS',
      'SARCNOS',
      'SYNS',
      'USARC',
    ],
  ],
];

/** Type of the training cohort that an OncoTree code falls under; null where it is none of the sixteen. */
export function lorisCancerType(oncoTreeCode: string): LorisCancerType | null {
  return CODES.find(([, codes]) => codes.includes(oncoTreeCode))?.[0] ?? null;
}
