import { type PatientVariant, patientVariant } from '../../engines/search/patient-variants.js';
import type { Findings } from '../../findings/findings.js';

/**
 * The somatic variants that the findings hold, those of drivers and those that change a protein, without what failed a
 * filter; on which copies they lie is not among the findings.
 */
export function patientVariantsOf({ drivers, neoantigens }: Findings): readonly PatientVariant[] {
  const variants = new Map<string, PatientVariant>();
  const of = [
    ...drivers.map(({ variantId: id, ...driver }) => ({ id, ...driver })),
    ...neoantigens.variants,
  ];
  for (const { id, chromosome, start0, reference, alternate, filters } of of) {
    if (filters.length > 0 || variants.has(id)) continue;
    variants.set(id, patientVariant(id, { chromosome, start0, reference, alternate }));
  }
  return [...variants.values()];
}
