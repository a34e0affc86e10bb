import type { Modality } from '../modality.js';
import { assessCheckpointInhibitor } from './assess.js';
import type { CheckpointDesign } from './checkpoint-design.js';
import { designCheckpointInhibitor } from './design-checkpoint-inhibitor.js';
import {
  type CheckpointInhibitorOptions,
  DEFAULT_CHECKPOINT_INHIBITOR_OPTIONS,
} from './options.js';
import { reportCheckpointInhibitor } from './report.js';

/** Approved antibodies against PD-1, PD-L1, CTLA-4 and LAG-3; README.md. */
export const checkpointInhibitor: Modality<
  'checkpoint-inhibitor',
  CheckpointInhibitorOptions,
  CheckpointDesign
> = {
  kind: 'checkpoint-inhibitor',
  title: 'Checkpoint inhibitor',
  defaults: DEFAULT_CHECKPOINT_INHIBITOR_OPTIONS,
  assess: assessCheckpointInhibitor,
  design: (findings, options, _engines, context) =>
    designCheckpointInhibitor(findings, options, context),
  // Nothing measured in this patient tells how fast tumour and T cells act on each other: README.md.
  model: () => null,
  report: reportCheckpointInhibitor,
  constructs: () => [],
  orders: () => [],
};
