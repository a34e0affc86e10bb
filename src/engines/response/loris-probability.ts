import type { ShareInterval } from './binomial-interval.js';
import { LORIS_CALIBRATIONS } from './loris-calibration.js';
import type { LorisCalibration } from './loris-calibration-types.js';
import type { LorisModelId } from './loris-parameters.js';

const Z95 = 1.959963984540054;

export function lorisCalibration(model: LorisModelId): LorisCalibration {
  const calibration = LORIS_CALIBRATIONS.find((one) => one.model === model);
  if (calibration === undefined) throw new Error(`no calibration of ${model}`);
  return calibration;
}

/**
 * Probability (0-1) of an objective response in a patient like those of the training cohort, with the 95 % interval of
 * the calibration line (not of one patient's fate). Platt 1999 on the logit; interval by the delta method.
 */
export function lorisProbability(model: LorisModelId, logit: number): ShareInterval {
  const { intercept, slope, interceptVariance, slopeVariance, covariance } =
    lorisCalibration(model);
  const middle = intercept + slope * logit;
  const deviation = Math.sqrt(
    interceptVariance + logit * logit * slopeVariance + 2 * logit * covariance,
  );
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  return {
    share: sigmoid(middle),
    low: sigmoid(middle - Z95 * deviation),
    high: sigmoid(middle + Z95 * deviation),
  };
}
