import type { Modality } from '../modality.js';
import { assessPeptideVaccine } from './assess.js';
import { designPeptides } from './design-peptides.js';
import { DEFAULT_PEPTIDE_VACCINE_OPTIONS, type PeptideVaccineOptions } from './options.js';
import { peptideConstructs, peptideOrders } from './outputs.js';
import type { PeptideVaccineDesign } from './peptide-vaccine-design.js';
import { reportPeptideVaccine } from './report.js';

/** Long synthetic peptides of the tumour's own mutations; README.md. */
export const peptideVaccine: Modality<
  'peptide-vaccine',
  PeptideVaccineOptions,
  PeptideVaccineDesign
> = {
  kind: 'peptide-vaccine',
  title: 'Peptide vaccine',
  defaults: DEFAULT_PEPTIDE_VACCINE_OPTIONS,
  assess: assessPeptideVaccine,
  design: designPeptides,
  // What a peptide does to T cells in this patient has not been measured: README.md.
  model: () => null,
  report: reportPeptideVaccine,
  constructs: peptideConstructs,
  orders: peptideOrders,
};
