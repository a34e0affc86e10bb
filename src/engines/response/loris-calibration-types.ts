import type { LorisCancerType, LorisModelId } from './loris-parameters.js';

interface AucWithInterval {
  readonly value: number;
  /** 95 % (DeLong 1988). */
  readonly low: number;
  readonly high: number;
}

export interface LorisTypeAuc {
  readonly type: LorisCancerType;
  readonly patients: number;
  readonly responders: number;
  readonly auc: AucWithInterval;
}

/** What a model's number is worth, measured on the cohort that it was fitted on. */
export interface LorisCalibration {
  readonly model: LorisModelId;
  readonly patients: number;
  readonly responders: number;
  /** Of the raw score; the share that responded is lower. */
  readonly meanScore: number;
  /** Probability of response = sigmoid(intercept + slope x logit), with the covariance of the two. */
  readonly intercept: number;
  readonly slope: number;
  readonly interceptVariance: number;
  readonly slopeVariance: number;
  readonly covariance: number;
  /** On the patients it was fitted on: too good. */
  readonly apparentAuc: AucWithInterval;
  /** Of the recalibrated probability, ten times tenfold cross-validated; and of the share of responders alone. */
  readonly brier: number;
  readonly constantBrier: number;
  /** A model of the same features refitted in each fold: what it does on patients it has not seen. */
  readonly refittedAuc: number;
  readonly refittedBrier: number;
  /** By rising cross-validated probability. */
  readonly curve: readonly {
    readonly patients: number;
    readonly meanPredicted: number;
    readonly responders: number;
  }[];
  /** Of types with 20 patients and 5 of either outcome, by name. */
  readonly byType: readonly LorisTypeAuc[];
  readonly tmbAlone: { readonly patients: number; readonly auc: AucWithInterval };
  readonly pdl1Alone: { readonly patients: number; readonly auc: AucWithInterval };
}
