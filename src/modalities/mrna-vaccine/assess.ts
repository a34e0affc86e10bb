import { cited } from '../../core/cited.js';
import type { Findings } from '../../findings/findings.js';
import { vaccineFit } from '../../findings/vaccine/vaccine-fit.js';
import type { Assessment } from '../modality.js';
import { DEFAULT_MRNA_VACCINE_OPTIONS } from './options.js';
import { SOURCES } from './sources.js';

/** Does an mRNA vaccine fit the tumour: is there a mutation that an allele of the patient is likely to show. */
export function assessMrnaVaccine(findings: Findings): Assessment {
  return vaccineFit(findings, {
    windowLength: DEFAULT_MRNA_VACCINE_OPTIONS.windowResidues,
    precedent: cited(
      'mRNA with up to ten neoantigens of the patient raised T cells in melanoma',
      SOURCES.sahin,
    ),
  });
}
