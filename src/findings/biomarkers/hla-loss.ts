import type { HlaAllele } from '../../core/brands.js';
import type { Source } from '../../core/cited.js';
import { hlaLocus } from '../../core/hla-allele.js';
import type { LabValues } from '../../case/lab-values.js';
import type { TumourCase } from '../../case/tumour-case.js';
import { type PlaceByBuild, geneCopies, NO_COPY } from './escape-copies.js';
import type { ClassILocus, LocusLoss } from './hla-findings.js';

/** RefSeq genes of the UCSC browser, hg19 and hg38. */
const HLA_PLACES: Readonly<Record<ClassILocus, PlaceByBuild>> = {
  A: {
    GRCh37: { chromosome: '6', start0: 29_910_246, end0: 29_913_661 },
    GRCh38: { chromosome: '6', start0: 29_942_469, end0: 29_945_884 },
  },
  B: {
    GRCh37: { chromosome: '6', start0: 31_321_648, end0: 31_324_989 },
    GRCh38: { chromosome: '6', start0: 31_353_871, end0: 31_357_212 },
  },
  C: {
    GRCh37: { chromosome: '6', start0: 31_236_525, end0: 31_239_913 },
    GRCh38: { chromosome: '6', start0: 31_268_748, end0: 31_272_136 },
  },
};

export const HLA_PLACES_SOURCE: Source = {
  name: 'UCSC Genome Browser, RefSeq genes HLA-A, HLA-B, HLA-C (hg19, hg38)',
  url: 'https://genome.ucsc.edu',
};

/**
 * What the tumour lost of one locus: as the laboratory reports it (LOHHLA and the like), else by the
 * copy-number segments over the gene, which do not say which allele went.
 */
export function locusLoss(
  tumour: Pick<TumourCase, 'build' | 'copyNumber'>,
  lab: Pick<LabValues, 'lostHla'>,
  locus: ClassILocus,
  alleles: readonly HlaAllele[],
): LocusLoss {
  if (lab.lostHla.kind === 'given') {
    const reported = lab.lostHla.value.filter((allele) => hlaLocus(allele) === locus);
    const reason = `reported by the laboratory (${lab.lostHla.from})`;
    if (reported.length === 0) return { kind: 'retained', reason: `no loss ${reason}` };
    const foreign = reported.filter((allele) => !alleles.includes(allele));
    if (foreign.length > 0) {
      return {
        kind: 'unknown',
        reason: `${foreign.join(', ')} is reported as lost, but the patient is not typed with it`,
      };
    }
    return reported.length >= alleles.length
      ? { kind: 'both-lost', reason: `${reported.join(' and ')} lost, ${reason}` }
      : { kind: 'lost', alleles: reported, reason };
  }
  const copies = geneCopies(tumour.copyNumber, tumour.build, HLA_PLACES[locus]);
  if (copies.kind === 'unknown') return copies;
  const { totalCopies, minorCopies } = copies;
  if (totalCopies < NO_COPY) {
    return { kind: 'both-lost', reason: `no copy of HLA-${locus} is left by copy number` };
  }
  if (minorCopies === null) {
    return {
      kind: 'unknown',
      reason: `${totalCopies} copies of HLA-${locus}, the parental copies not told apart`,
    };
  }
  return minorCopies < NO_COPY
    ? {
        kind: 'one-copy-lost',
        reason: `one parental copy of HLA-${locus} is lost by copy number (${Math.round(totalCopies)} in all, 0 of the rarer)`,
      }
    : { kind: 'retained', reason: `both parental copies of HLA-${locus} are there` };
}
