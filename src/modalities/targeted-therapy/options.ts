import { checkWholeNumbers } from '../modality.js';

export interface TargetedTherapyOptions {
  /** Regimens at most. */
  readonly maxTherapies: number;
  /** Regimens that only evidence of other tumour types speaks for too. */
  readonly otherTumourTypes: boolean;
  /** Regimens that no more than preclinical work, single cases or inference speak for (AMP tiers II-D and III) too. */
  readonly weakEvidence: boolean;
}

export const DEFAULT_TARGETED_THERAPY_OPTIONS: TargetedTherapyOptions = {
  maxTherapies: 10,
  otherTumourTypes: true,
  weakEvidence: true,
};

/** @throws OptionError naming the option that is out of its range. */
export function checkTargetedTherapyOptions(
  options: TargetedTherapyOptions,
): TargetedTherapyOptions {
  checkWholeNumbers('targeted-therapy', options, { maxTherapies: { least: 1, most: 100 } });
  return options;
}
