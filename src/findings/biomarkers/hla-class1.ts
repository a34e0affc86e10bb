import type { HlaAllele } from '../../core/brands.js';
import { hlaLocus } from '../../core/hla-allele.js';
import type { LabValues } from '../../case/lab-values.js';
import type { TumourCase } from '../../case/tumour-case.js';
import {
  alleleDivergence,
  type AlleleDivergence,
  HED_SOURCES,
  type HlaDomains,
} from '../../engines/presentation/hla-divergence.js';
import type { NeoantigenFindings } from '../findings.js';
import type { ClassILocus, ClassILocusFinding, HlaFindings, Zygosity } from './hla-findings.js';
import { HLA_PLACES_SOURCE, locusLoss } from './hla-loss.js';
import { PRESENTED_RANK, presentationLoss } from './hla-presentation-loss.js';

const LOCI: readonly ClassILocus[] = ['A', 'B', 'C'];

export interface HlaEvidence {
  readonly tumour: Pick<TumourCase, 'build' | 'copyNumber' | 'hla'>;
  readonly lab: Pick<LabValues, 'lostHla'>;
  readonly neoantigens: NeoantigenFindings;
  /** Null where the pack is not installed. */
  readonly domains: HlaDomains | null;
  /** Loci of which the same allele was typed twice. */
  readonly homozygousLoci: readonly string[];
}

function zygosityOf(
  alleles: readonly HlaAllele[],
  locus: ClassILocus,
  homozygousLoci: readonly string[],
): Zygosity {
  if (alleles.length === 2) return { kind: 'heterozygous' };
  if (alleles.length === 0) {
    return { kind: 'unknown', reason: `no allele of HLA-${locus} was given` };
  }
  return homozygousLoci.includes(locus)
    ? { kind: 'homozygous' }
    : {
        kind: 'unknown',
        reason: `one allele of HLA-${locus} was given once; that it is homozygous is not assumed`,
      };
}

function divergenceOf(
  alleles: readonly HlaAllele[],
  zygosity: Zygosity,
  domains: HlaDomains | null,
): AlleleDivergence {
  if (zygosity.kind === 'unknown') return { kind: 'missing', reason: zygosity.reason };
  if (domains === null) {
    return { kind: 'missing', reason: 'the pack of binding domains is not installed' };
  }
  const [first, second] = alleles;
  if (first === undefined) throw new Error('zygosity of a locus without alleles');
  return alleleDivergence(domains, first, second ?? first);
}

/**
 * HLA-A, -B and -C of the patient: zygosity, evolutionary divergence (mean Grantham distance of the binding
 * domains), what the tumour lost of them, and what that does to each presented mutation.
 */
export function findHla(evidence: HlaEvidence): HlaFindings {
  const { tumour, lab, neoantigens, domains, homozygousLoci } = evidence;
  const typed = tumour.hla.kind === 'given' ? tumour.hla.value : [];
  const loci = LOCI.map((locus): ClassILocusFinding => {
    const alleles = typed.filter((allele) => hlaLocus(allele) === locus);
    const zygosity = zygosityOf(alleles, locus, homozygousLoci);
    return {
      locus,
      alleles,
      zygosity,
      divergence: divergenceOf(alleles, zygosity, domains),
      loss: locusLoss(tumour, lab, locus, alleles),
    };
  });
  const gaps = loci.flatMap(({ locus, divergence }) =>
    divergence.kind === 'missing' ? [`HLA-${locus}: ${divergence.reason}`] : [],
  );
  const measured = loci.flatMap(({ divergence }) =>
    divergence.kind === 'measured' ? [divergence.grantham] : [],
  );
  return {
    loci,
    meanDivergence:
      gaps.length === 0 ? measured.reduce((sum, value) => sum + value, 0) / LOCI.length : null,
    meanDivergenceMissing: gaps.length === 0 ? null : gaps.join('; '),
    rankLimit: PRESENTED_RANK,
    presentation: presentationLoss(neoantigens, loci),
    sources: [...HED_SOURCES, HLA_PLACES_SOURCE],
  };
}
