import type { Modality } from '../modality.js';
import { assessTargetedTherapy } from './assess.js';
import { designTargetedTherapy } from './design-targeted-therapy.js';
import { DEFAULT_TARGETED_THERAPY_OPTIONS, type TargetedTherapyOptions } from './options.js';
import { reportTargetedTherapy } from './report.js';
import type { TargetedTherapyDesign } from './targeted-therapy-design.js';

/** Drugs that the tumour's alterations speak for or against, with every paper; README.md. */
export const targetedTherapy: Modality<
  'targeted-therapy',
  TargetedTherapyOptions,
  TargetedTherapyDesign
> = {
  kind: 'targeted-therapy',
  title: 'Targeted therapy',
  defaults: DEFAULT_TARGETED_THERAPY_OPTIONS,
  assess: assessTargetedTherapy,
  design: designTargetedTherapy,
  // Levels of evidence say that a drug worked in some patients, not how fast in this one: README.md.
  model: () => null,
  report: reportTargetedTherapy,
  constructs: () => [],
  orders: () => [],
};
