import { type ClinicalValue, readLabValues } from '../../src/case/read-lab-values.js';
import type { Biomarker } from '../../src/case/tumour-case.js';
import type { Biomarkers } from '../../src/findings/biomarkers/biomarkers.js';
import { findHla } from '../../src/findings/biomarkers/hla-class1.js';

/** Biomarkers of a case of which nothing is known but what a test gives of the laboratory. */
export function smallBiomarkers(
  given: {
    readonly clinical?: Readonly<Record<string, ClinicalValue>>;
    readonly biomarkers?: readonly Biomarker[];
    readonly priorTherapy?: readonly string[];
  } = {},
): Biomarkers {
  const missing = { kind: 'missing', reason: 'not given' } as const;
  const unknown = { ...missing, wouldNeed: 'variants' } as const;
  const lab = readLabValues(
    {
      clinical: given.clinical ?? {},
      biomarkers: given.biomarkers ?? [],
      priorTherapy: given.priorTherapy ?? null,
    },
    null,
  );
  return {
    lab,
    tmb: unknown,
    msi: unknown,
    hrd: { suggests: 'undecided', reason: 'not given', genes: ['BRCA1'], hits: [] },
    signatures: unknown,
    hla: findHla({
      tumour: { build: missing, copyNumber: missing, hla: missing },
      lab,
      neoantigens: { alleles: [], variants: [] },
      domains: null,
      homozygousLoci: [],
    }),
    escape: [],
    expression: unknown,
    burden: unknown,
  };
}
