import { checkWholeNumbers } from '../modality.js';

export interface CheckpointInhibitorOptions {
  /** Plan lines at most. */
  readonly maxPlans: number;
  /** Uses around surgery too. */
  readonly perioperative: boolean;
  /** Uses of which something that the label asks is not known; they say what to test. */
  readonly undecided: boolean;
}

export const DEFAULT_CHECKPOINT_INHIBITOR_OPTIONS: CheckpointInhibitorOptions = {
  maxPlans: 8,
  perioperative: true,
  undecided: true,
};

/** @throws OptionError naming the option that is out of its range. */
export function checkCheckpointInhibitorOptions(
  options: CheckpointInhibitorOptions,
): CheckpointInhibitorOptions {
  checkWholeNumbers('checkpoint-inhibitor', options, { maxPlans: { least: 1, most: 50 } });
  return options;
}
