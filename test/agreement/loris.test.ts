import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { LORIS_CALIBRATIONS } from '../../src/engines/response/loris-calibration.js';
import { lorisScore } from '../../src/engines/response/loris.js';
import { lorisProbability } from '../../src/engines/response/loris-probability.js';
import { LORIS_MODELS, type LorisModel } from '../../src/engines/response/loris-parameters.js';
import { readCohort } from '../../training/response/cohort.js';
import { calibrate } from '../../training/response/recalibrate.js';
import { auroc } from '../../training/metrics.js';
import { aucInterval } from '../../training/response/auc-interval.js';
import { hasShared, sharedPath } from '../shared-data.js';

const COHORT = 'data/clinical/loris/Chowell_train.tsv';
const pan = LORIS_MODELS.find(({ id }) => id === 'pan-cancer-6') as LorisModel;

describe('LORIS', () => {
  // README of rootchang/LORIS: S = 0.0371 min(TMB, 50) - 0.8775 PSTH + 0.5382 albumin - 0.033 min(NLR, 25)
  // + 0.0049 min(age, 85) + type - 2.0886, four decimals.
  it('agrees with the authors’ printed pan-cancer formula within its rounding', () => {
    const types: readonly (readonly [Parameters<typeof lorisScore>[1]['cancerType'], number])[] = [
      ['Bladder', -0.3323],
      ['Breast', -0.3323],
      ['Esophageal', 0.55],
      ['Gastric', 0.2306],
      ['Pancreatic', -1.1169],
      ['Renal', 0.5451],
      ['NSCLC', 0.0008],
      ['SCLC', -0.0033],
    ];
    for (const [cancerType, term] of types) {
      for (const [tmb, therapy, albumin, nlr, age] of [
        [3.5, 1, 4.1, 2.5, 66],
        [180, 0, 2.9, 60, 91],
      ] as const) {
        const score = lorisScore('pan-cancer-6', {
          tmbPerMb: tmb,
          priorSystemicTherapy: therapy === 1,
          albuminGPerDl: albumin,
          neutrophilLymphocyteRatio: nlr,
          ageYears: age,
          pdl1TpsPercent: null,
          cancerType,
        });
        const printed =
          0.0371 * Math.min(tmb, 50) -
          0.8775 * therapy +
          0.5382 * albumin -
          0.033 * Math.min(nlr, 25) +
          0.0049 * Math.min(age, 85) +
          term -
          2.0886;
        expect(score.kind === 'scored' && Math.abs(score.logit - printed)).toBeLessThan(0.01);
      }
    }
  });

  // The same README: S = 0.0353 min(TMB, 50) + 0.0111 PD-L1 - 0.375 PSTH + 0.2924 albumin - 0.0103 min(NLR, 25) - 1.5593.
  it('agrees with the authors’ printed NSCLC formula within its rounding', () => {
    const score = lorisScore('nsclc-6', {
      tmbPerMb: 12,
      priorSystemicTherapy: true,
      albuminGPerDl: 3.7,
      neutrophilLymphocyteRatio: 30,
      ageYears: 70,
      pdl1TpsPercent: 80,
      cancerType: null,
    });
    const printed = 0.0353 * 12 + 0.0111 * 80 - 0.375 + 0.2924 * 3.7 - 0.0103 * 25 - 1.5593;
    expect(score.kind === 'scored' && Math.abs(score.logit - printed)).toBeLessThan(0.01);
  });

  it.skipIf(!hasShared(COHORT))(
    'has an apparent AUC of 0.741 on its own fitting cohort (964 patients)',
    () => {
      const cohort = readCohort(sharedPath(COHORT));
      expect(cohort).toHaveLength(964);
      const logits = cohort.map(({ inputs, responded }) => {
        const score = lorisScore('pan-cancer-6', inputs);
        if (score.kind === 'missing') throw new Error('an input is missing');
        return { responded, score };
      });
      const side = (responded: boolean): Float64Array =>
        Float64Array.from(
          logits.filter((one) => one.responded === responded).map(({ score }) => score.logit),
        );
      expect(Math.abs(auroc(side(true), side(false)) - 0.741)).toBeLessThanOrEqual(0.001);
      const mean = logits.reduce((sum, { score }) => sum + score.score, 0) / logits.length;
      // The raw number is no probability: it averages 0.47 where 0.29 responded.
      expect(mean).toBeCloseTo(0.47, 2);
      const probabilities = logits.map(
        ({ score }) => lorisProbability('pan-cancer-6', score.logit).share,
      );
      expect(probabilities.reduce((sum, p) => sum + p, 0) / 964).toBeCloseTo(282 / 964, 3);
    },
  );

  it.skipIf(!hasShared(COHORT))(
    'is recalibrated to a Brier score 0.02 or more below the constant’s in cross-validation',
    () => {
      const again = calibrate(pan, readCohort(sharedPath(COHORT)));
      expect(again).toEqual(LORIS_CALIBRATIONS.find(({ model }) => model === 'pan-cancer-6'));
      expect(again.constantBrier - again.brier).toBeGreaterThanOrEqual(0.02);
      expect(again.constantBrier - again.refittedBrier).toBeGreaterThanOrEqual(0.02);
    },
  );

  it('ships measures and bins, and no row of the cohort', () => {
    const text = readFileSync(
      new URL('../../src/engines/response/loris-calibration.ts', import.meta.url),
      'utf8',
    );
    expect(text.length).toBeLessThan(20_000);
    for (const { curve, patients } of LORIS_CALIBRATIONS) {
      expect(curve.reduce((sum, bin) => sum + bin.patients, 0)).toBe(patients);
      expect(Math.min(...curve.map((bin) => bin.patients))).toBeGreaterThan(30);
    }
  });

  it.skipIf(!hasShared(COHORT))('stands beside HLA divergence and loss, which tell nothing', () => {
    const cohort = readCohort(sharedPath(COHORT));
    const responded = cohort.map((patient) => patient.responded);
    const divergence = aucInterval(
      cohort.map(({ beside }) => beside.hlaDivergence),
      responded,
    );
    expect([divergence.low, divergence.value, divergence.high].map((x) => x.toFixed(2))).toEqual([
      '0.49',
      '0.53',
      '0.57',
    ]);
    const noLoss = aucInterval(
      cohort.map(({ beside }) => Number(!beside.hlaLoss)),
      responded,
    );
    expect([noLoss.low, noLoss.value, noLoss.high].map((x) => x.toFixed(2))).toEqual([
      '0.47',
      '0.50',
      '0.52',
    ]);
  });
});
