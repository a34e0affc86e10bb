import { plainChromosome } from '../engines/genome/chromosome-names.js';
import { trimmedAlleles } from '../engines/genome/consequence/genomic-variant.js';
import type { OriginVariant } from '../engines/genome/haplotype/haplotype-copies.js';
import type { PhasedGenotype } from '../formats/vcf/phased-genotype.js';
import type { ReadVariant } from './import-variants.js';

/** A variant of the case or of the files beside it, as haplotypes are made of. */
export interface CaseVariant extends OriginVariant {
  readonly id: string;
  readonly filters: readonly string[];
}

/** Two files number their sets and copies each on its own, so a set is named by its file too. */
function setName(genotype: PhasedGenotype, file: string): string {
  return genotype.phaseSet === null ? file : `${genotype.phaseSet} in ${file}`;
}

/** The phase of a genotype: its set is the file's own. */
export function phaseOf(
  genotype: PhasedGenotype | null,
  alleleNumber: number,
  file: string,
): Pick<CaseVariant, 'alleleNumber' | 'genotype' | 'phaseSet'> {
  // Called in the tumour without a genotype: on one copy or more, which is not known.
  if (genotype === null) {
    return {
      alleleNumber,
      genotype: { alleles: [null, alleleNumber], isPhased: false },
      phaseSet: null,
    };
  }
  const { alleles, isPhased } = genotype;
  return {
    alleleNumber,
    genotype: { alleles, isPhased },
    phaseSet: isPhased ? setName(genotype, file) : null,
  };
}

/** A somatic variant of the case with the phase its own record gives it. */
export function somaticCaseVariant(read: ReadVariant, file: string): CaseVariant {
  const { variant, genotype, alleleNumber } = read;
  return {
    id: variant.id,
    origin: 'somatic',
    filters: variant.filters,
    variant: {
      chromosome: plainChromosome(variant.position.chromosome),
      start0: variant.position.start0,
      reference: variant.reference,
      alternate: variant.alternate,
    },
    ...phaseOf(genotype, alleleNumber, file),
  };
}

/** One name for a change however its alleles are padded. */
export function changeKey({ variant }: Pick<CaseVariant, 'variant'>): string {
  const { start0, reference, alternate } = trimmedAlleles(
    variant.start0,
    variant.reference,
    variant.alternate,
  );
  return `${variant.chromosome}-${start0}-${reference}-${alternate}`;
}
