import { z } from 'zod';

import type { ClinicalValue } from './read-lab-values.js';

const MEASURED = 'needs its unit, as in "39 g/L" or { value: 39, unit: g/L }';
const quantity = { value: z.number(), unit: z.string().min(1) };
const measured = (units: string): z.ZodType<ClinicalValue | undefined> =>
  z
    .union([z.string().min(1), z.strictObject(quantity)], { error: MEASURED })
    .optional()
    .describe(`With its unit: ${units}.`);
const yesOrNo = z
  .union([z.boolean(), z.string().min(1)], { error: 'is neither true nor false' })
  .optional();

/** The `clinical` block of a case file: shapes alone; `readLabValues` reads units and limits. */
export const clinicalSchema = z
  .strictObject({
    age: z
      .union([z.number(), z.string().min(1)])
      .optional()
      .describe('Years.'),
    sex: z.string().min(1).optional().describe('female or male.'),
    ecog: z
      .union([z.number(), z.string().min(1)])
      .optional()
      .describe('0-4.'),
    stage: z
      .union([z.number(), z.string().min(1)])
      .optional()
      .describe('E.g. IIIB, IV.'),
    line: z.number().optional().describe('Line of treatment to choose; 1 is the first.'),
    priorSystemicTherapy: yesOrNo,
    albumin: measured('g/dL or g/L'),
    neutrophils: measured('10^9/L or /µL'),
    lymphocytes: measured('10^9/L or /µL'),
    platelets: measured('10^9/L or /µL'),
    nlr: z
      .union([z.number(), z.string().min(1)])
      .optional()
      .describe('Neutrophil-lymphocyte ratio; not needed where both counts are given.'),
    haemoglobin: measured('g/dL or g/L'),
    ldh: z
      .union(
        [
          z.string().min(1),
          z.strictObject({ ...quantity, upperLimit: z.number().positive().optional() }),
        ],
        { error: MEASURED },
      )
      .optional()
      .describe('With its unit: U/L or µkat/L; upperLimit is that of the normal range, likewise.'),
    creatinineClearance: measured('mL/min'),
    creatinine: measured('mg/dL or µmol/L'),
    bilirubin: measured('mg/dL or µmol/L'),
    ast: measured('U/L or µkat/L'),
    alt: measured('U/L or µkat/L'),
    ejectionFraction: measured('%'),
    organTransplant: yesOrNo,
    autoimmuneDisease: yesOrNo,
    steroids: yesOrNo.describe('Over 10 mg of prednisone a day, or as much of another.'),
    brainMetastases: yesOrNo,
    interstitialLungDisease: yesOrNo,
    hiv: yesOrNo,
    hepatitisB: yesOrNo,
    hepatitisC: yesOrNo,
    pregnant: yesOrNo,
  })
  .optional()
  .describe('The patient and the blood count.');
