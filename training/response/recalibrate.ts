// Turns LORIS into a probability of response and measures how good it is, on its own training cohort. Writes
// src/engines/response/loris-calibration.ts and prints the table of the model card:
//   npm run build && node dist/training/response/recalibrate.js [Chowell_train.tsv]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { seededRandom } from '../../src/core/seeded-random.js';
import { lorisScore } from '../../src/engines/response/loris.js';
import type {
  LorisCalibration,
  LorisTypeAuc,
} from '../../src/engines/response/loris-calibration-types.js';
import {
  LORIS_CAPS,
  LORIS_MODELS,
  type LorisCancerType,
  type LorisModel,
} from '../../src/engines/response/loris-parameters.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { type AucInterval, aucInterval } from './auc-interval.js';
import { type CohortPatient, readCohort } from './cohort.js';
import { fitLogistic, logitOf, sigmoid } from './logistic.js';

const FOLDS = 10;
const REPEATS = 10;
const SEED = 20_260_210;
/** Of the refitted model; one for standardised features, not tuned. */
const RIDGE = 1;
/** Patients a bin of the calibration curve; the last takes the rest. */
const PATIENTS_A_BIN = 90;
const LEAST_OF_A_TYPE = 20;
const LEAST_OF_AN_OUTCOME = 5;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}

function roundedAuc({ value, low, high }: AucInterval): AucInterval {
  return { value: rounded(value), low: rounded(low), high: rounded(high) };
}

/** Fold of each patient, responders and others spread evenly. */
function stratifiedFolds(responded: readonly boolean[], seed: number): readonly number[] {
  const random = seededRandom(seed);
  const folds = Array.from({ length: responded.length }, () => 0);
  let next = 0;
  for (const outcome of [true, false]) {
    const members = responded.flatMap((one, i) => (one === outcome ? [i] : []));
    for (const i of random.shuffled(members)) folds[i] = next++ % FOLDS;
  }
  return folds;
}

/** Out-of-fold predictions of each repeat. */
function crossValidate(
  rows: readonly (readonly number[])[],
  responded: readonly boolean[],
  penalty: number,
): readonly (readonly number[])[] {
  return Array.from({ length: REPEATS }, (_, repeat) => {
    const folds = stratifiedFolds(responded, SEED + repeat);
    const predicted = Array.from({ length: rows.length }, () => 0);
    for (let fold = 0; fold < FOLDS; fold++) {
      const train = folds.flatMap((one, i) => (one === fold ? [] : [i]));
      const fit = fitLogistic(
        train.map((i) => rows[i] as readonly number[]),
        train.map((i) => responded[i] as boolean),
        penalty,
      );
      folds.forEach((one, i) => {
        if (one === fold) predicted[i] = sigmoid(logitOf(fit, rows[i] as readonly number[]));
      });
    }
    return predicted;
  });
}

function brier(predicted: readonly number[], responded: readonly boolean[]): number {
  return mean(predicted.map((p, i) => (p - Number(responded[i])) ** 2));
}

/** Features as the model takes them, capped and standardised by its own numbers. */
function featureRow(model: LorisModel, { inputs }: CohortPatient): readonly number[] {
  const values = {
    tmb: inputs.tmbPerMb,
    therapy: Number(inputs.priorSystemicTherapy),
    albumin: inputs.albuminGPerDl,
    nlr: inputs.neutrophilLymphocyteRatio,
    age: inputs.ageYears,
    pdl1: inputs.pdl1TpsPercent,
  };
  return [
    ...model.features.map(({ feature, mean: centre, scale }) => {
      const value = Math.min(values[feature] as number, LORIS_CAPS[feature] ?? Infinity);
      return (value - centre) / scale;
    }),
    ...(model.cancerTypes ?? []).map(({ type, mean: centre, scale }) => {
      const value = Number(type === inputs.cancerType);
      return (value - centre) / scale;
    }),
  ];
}

function patientsOf(model: LorisModel, cohort: readonly CohortPatient[]): readonly CohortPatient[] {
  return model.id.startsWith('nsclc')
    ? cohort.filter(
        ({ cancerType, inputs }) => cancerType === 'NSCLC' && inputs.pdl1TpsPercent !== null,
      )
    : cohort;
}

function typeAucs(
  patients: readonly CohortPatient[],
  logits: readonly number[],
): readonly LorisTypeAuc[] {
  const types = [...new Set(patients.map(({ cancerType }) => cancerType))].sort();
  return types.flatMap((type: LorisCancerType): readonly LorisTypeAuc[] => {
    const members = patients.flatMap(({ cancerType }, i) => (cancerType === type ? [i] : []));
    const responded = members.map((i) => (patients[i] as CohortPatient).responded);
    const responders = responded.filter(Boolean).length;
    if (
      members.length < LEAST_OF_A_TYPE ||
      responders < LEAST_OF_AN_OUTCOME ||
      members.length - responders < LEAST_OF_AN_OUTCOME
    ) {
      return [];
    }
    return [
      {
        type,
        patients: members.length,
        responders,
        auc: roundedAuc(
          aucInterval(
            members.map((i) => logits[i] as number),
            responded,
          ),
        ),
      },
    ];
  });
}

/** Calibration and measures of one model on the patients it can be worked out for. */
export function calibrate(model: LorisModel, cohort: readonly CohortPatient[]): LorisCalibration {
  const patients = patientsOf(model, cohort);
  const responded = patients.map((patient) => patient.responded);
  const logits = patients.map(({ inputs }) => {
    const score = lorisScore(model.id, inputs);
    if (score.kind === 'missing') throw new Error(`a patient of the cohort lacks an input`);
    return score.logit;
  });
  const rows = logits.map((logit) => [logit]);
  const fit = fitLogistic(rows, responded);
  const [intercept, slope] = fit.coefficients as [number, number];
  const [[interceptVariance = 0, covariance = 0] = [], [, slopeVariance = 0] = []] = fit.covariance;
  const predicted = crossValidate(rows, responded, 0);
  const constant = crossValidate(
    rows.map(() => []),
    responded,
    0,
  );
  const refitted = crossValidate(
    patients.map((patient) => featureRow(model, patient)),
    responded,
    RIDGE,
  );
  const outOfFold = patients.map((_, i) => mean(predicted.map((one) => one[i] as number)));
  const order = outOfFold
    .map((p, i) => ({ p, i }))
    .sort((a, b) => a.p - b.p || a.i - b.i)
    .map(({ i }) => i);
  const bins = Math.max(3, Math.floor(patients.length / PATIENTS_A_BIN));
  const curve = Array.from({ length: bins }, (_, bin) => {
    const members = order.slice(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    );
    return {
      patients: members.length,
      meanPredicted: rounded(mean(members.map((i) => outOfFold[i] as number))),
      responders: members.filter((i) => responded[i]).length,
    };
  });
  const single = (valueOf: (patient: CohortPatient) => number | null) => {
    const known = patients.flatMap((patient) => {
      const value = valueOf(patient);
      return value === null ? [] : [{ value, responded: patient.responded }];
    });
    return {
      patients: known.length,
      auc: roundedAuc(
        aucInterval(
          known.map(({ value }) => value),
          known.map((one) => one.responded),
        ),
      ),
    };
  };
  return {
    model: model.id,
    patients: patients.length,
    responders: responded.filter(Boolean).length,
    meanScore: rounded(mean(logits.map(sigmoid))),
    intercept: rounded(intercept, 6),
    slope: rounded(slope, 6),
    interceptVariance: rounded(interceptVariance, 8),
    slopeVariance: rounded(slopeVariance, 8),
    covariance: rounded(covariance, 8),
    apparentAuc: roundedAuc(aucInterval(logits, responded)),
    brier: rounded(mean(predicted.map((one) => brier(one, responded)))),
    constantBrier: rounded(mean(constant.map((one) => brier(one, responded)))),
    refittedAuc: rounded(mean(refitted.map((one) => aucInterval(one, responded).value))),
    refittedBrier: rounded(mean(refitted.map((one) => brier(one, responded)))),
    curve,
    byType: model.id.startsWith('nsclc') ? [] : typeAucs(patients, logits),
    tmbAlone: single(({ inputs }) => inputs.tmbPerMb),
    pdl1Alone: single(({ inputs }) => inputs.pdl1TpsPercent),
  };
}

/** What else the cohort tells: HLA markers alone, and pan-cancer LORIS by codes of sex and drug. */
function besideLoris(cohort: readonly CohortPatient[]): readonly string[] {
  const auc = (
    name: string,
    patients: readonly CohortPatient[],
    valueOf: (patient: CohortPatient) => number,
  ): string => {
    const responded = patients.map((patient) => patient.responded);
    const { value, low, high } = roundedAuc(aucInterval(patients.map(valueOf), responded));
    return `${name}: n ${patients.length} (${responded.filter(Boolean).length}), AUC ${value} (${low}-${high})`;
  };
  const logit = ({ inputs }: CohortPatient): number => {
    const score = lorisScore('pan-cancer-6', inputs);
    if (score.kind === 'missing') throw new Error('a patient of the cohort lacks an input');
    return score.logit;
  };
  const by = (name: string, codes: readonly number[], codeOf: (one: CohortPatient) => number) =>
    codes.map((code) =>
      auc(
        `LORIS, ${name} ${code}`,
        cohort.filter((one) => codeOf(one) === code),
        logit,
      ),
    );
  return [
    auc('HLA divergence', cohort, ({ beside }) => beside.hlaDivergence),
    auc('no HLA loss', cohort, ({ beside }) => Number(!beside.hlaLoss)),
    ...by('sex', [0, 1], ({ beside }) => beside.sexCode),
    ...by('drug', [0, 1], ({ beside }) => beside.drugCode),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path =
    process.argv[2] ?? join(packageRoot(), '../shared/data/clinical/loris/Chowell_train.tsv');
  const cohort = readCohort(path);
  const calibrations = LORIS_MODELS.map((model) => calibrate(model, cohort));
  writeFileSync(
    join(packageRoot(), 'src/engines/response/loris-calibration.ts'),
    `import type { LorisCalibration } from './loris-calibration-types.js';\n\n` +
      `/** Made by training/response/recalibrate.ts from the training cohort (Chowell 2022), whose rows are not here. */\n` +
      `export const LORIS_CALIBRATIONS: readonly LorisCalibration[] = ${JSON.stringify(calibrations, null, 2)};\n`,
  );
  for (const one of calibrations) {
    const { value, low, high } = one.apparentAuc;
    process.stdout.write(
      `${one.model}: n ${one.patients} (${one.responders}), apparent AUC ${value} (${low}-${high}), ` +
        `refitted AUC ${one.refittedAuc}, Brier ${one.brier} refitted ${one.refittedBrier} constant ${one.constantBrier}, ` +
        `mean score ${one.meanScore}, slope ${one.slope}\n`,
    );
  }
  process.stdout.write(`${besideLoris(cohort).join('\n')}\n`);
}
