import type { HlaAllele } from '../../core/brands.js';
import type { PatientAllele } from '../../engines/constructs/epitopes/epitope-candidate.js';
import type { ClassILocusFinding } from '../biomarkers/hla-findings.js';
import type { Findings } from '../findings.js';

export interface PatientAlleles {
  /** Those that a model scores. */
  readonly alleles: readonly PatientAllele[];
  readonly unscored: readonly { readonly allele: string; readonly reason: string }[];
}

/** The patient's alleles with a model, and whether the tumour still has each; and those without. */
export function patientAlleles(findings: Findings): PatientAlleles {
  const models = [
    ...findings.neoantigens.alleles,
    ...(findings.junctionNeoantigens?.alleles ?? []),
  ];
  const byName = [...new Map(models.map((model) => [model.allele, model])).values()];
  const { loci } = findings.biomarkers.hla;
  return {
    alleles: byName.flatMap(({ allele, mhcClass, status }): readonly PatientAllele[] =>
      status === 'scored' ? [{ allele, mhcClass, ...alleleInTumour(allele, loci) }] : [],
    ),
    unscored: byName.flatMap((model) =>
      model.status === 'unscored' ? [{ allele: model.allele, reason: model.reason }] : [],
    ),
  };
}

type InTumour = Pick<PatientAllele, 'kept' | 'pairedWith'>;

/**
 * Whether the tumour still has an allele, by what the findings say of its locus. Of a pair of which one is lost,
 * not known which, each is kept in one of two cases, and never both. Null where nothing is known.
 */
function alleleInTumour(allele: HlaAllele, loci: readonly ClassILocusFinding[]): InTumour {
  const found = loci.find(({ alleles }) => alleles.includes(allele));
  if (found === undefined) {
    return { kept: { value: null, basis: 'loss is told of HLA-A, -B and -C only' } };
  }
  const { loss, zygosity } = found;
  switch (loss.kind) {
    case 'retained':
      return { kept: { value: 1, basis: loss.reason } };
    case 'both-lost':
      return { kept: { value: 0, basis: `lost in the tumour; ${loss.reason}` } };
    case 'lost':
      return loss.alleles.includes(allele)
        ? { kept: { value: 0, basis: `lost in the tumour; ${loss.reason}` } }
        : { kept: { value: 1, basis: `not among those lost; ${loss.reason}` } };
    case 'one-copy-lost':
      if (zygosity.kind === 'homozygous') {
        return { kept: { value: 1, basis: `${loss.reason}; the copy that is left has it too` } };
      }
      return oneOfTwo(allele, found, loss.reason);
    case 'unknown':
      return { kept: { value: null, basis: loss.reason } };
  }
}

function oneOfTwo(allele: HlaAllele, { alleles }: ClassILocusFinding, reason: string): InTumour {
  const [other, ...more] = alleles.filter((typed) => typed !== allele);
  if (more.length > 0) {
    return { kept: { value: null, basis: `${reason}, but ${alleles.length} alleles were typed` } };
  }
  const value = 0.5;
  if (other === undefined) {
    const basis = `it or an allele that was not typed is lost, unless the patient has it twice; ${reason}`;
    return { kept: { value, basis } };
  }
  const basis = `one of the pair is lost, not known which; ${reason}`;
  return { kept: { value, basis }, pairedWith: other };
}

/** Which alleles do not count, or count half, and why; empty where none is known to be lost. */
export function lossStatements(alleles: readonly PatientAllele[]): readonly string[] {
  const lessThanWhole = alleles.filter(({ kept: { value } }) => value !== null && value < 1);
  const bases = new Set(lessThanWhole.map(({ kept: { basis } }) => basis));
  return [...bases].map((basis) => {
    const some = lessThanWhole.filter(({ kept }) => kept.basis === basis);
    const names = some.map(({ allele }) => allele).join(', ');
    const isLost = some.every(({ kept: { value } }) => value === 0);
    if (some.length === 1) return `${names} ${isLost ? 'does not count' : 'counts half'}: ${basis}`;
    return `${names} ${isLost ? 'do not count' : 'count half each'}: ${basis}`;
  });
}
