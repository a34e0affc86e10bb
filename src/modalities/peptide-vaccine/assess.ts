import { cited } from '../../core/cited.js';
import type { Findings } from '../../findings/findings.js';
import { vaccineFit } from '../../findings/vaccine/vaccine-fit.js';
import type { Assessment } from '../modality.js';
import { DEFAULT_PEPTIDE_VACCINE_OPTIONS } from './options.js';
import { SOURCES } from './sources.js';

/** Does a peptide vaccine fit the tumour: is there a mutation that an allele of the patient is likely to show. */
export function assessPeptideVaccine(findings: Findings): Assessment {
  return vaccineFit(findings, {
    windowLength: DEFAULT_PEPTIDE_VACCINE_OPTIONS.mostResidues,
    precedent: cited(
      'long peptides of up to 20 mutations raised T cells in patients with melanoma',
      SOURCES.ott,
    ),
  });
}
