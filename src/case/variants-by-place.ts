import { trimmedAlleles } from '../engines/genome/consequence/genomic-variant.js';
import { isKnownElsewhere, isOnEveryCopy } from '../engines/genome/haplotype/haplotype-copies.js';
import type { CaseVariant } from './case-variant.js';
import type { SomaticVariant, UnjoinedVariant } from './tumour-case.js';

/** Variants that can be asked for by place; chromosomes by their plain names. */
export class VariantsByPlace {
  private readonly byChromosome = new Map<string, CaseVariant[]>();
  private readonly longest: number;

  constructor(variants: readonly CaseVariant[]) {
    let longest = 0;
    for (const variant of variants) {
      const { chromosome, reference } = variant.variant;
      const list = this.byChromosome.get(chromosome);
      if (list === undefined) this.byChromosome.set(chromosome, [variant]);
      else list.push(variant);
      longest = Math.max(longest, reference.length);
    }
    this.longest = longest;
    for (const list of this.byChromosome.values()) {
      list.sort((a, b) => a.variant.start0 - b.variant.start0 || (a.id < b.id ? -1 : 1));
    }
  }

  /** Those that share a base with `[start0, end0)` or touch it. */
  within(chromosome: string, start0: number, end0: number): readonly CaseVariant[] {
    const list = this.byChromosome.get(chromosome) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle] as CaseVariant).variant.start0 < start0 - this.longest) low = middle + 1;
      else high = middle;
    }
    const found: CaseVariant[] = [];
    for (let at = low; at < list.length; at++) {
      const one = list[at] as CaseVariant;
      if (one.variant.start0 > end0) break;
      if (one.variant.start0 + one.variant.reference.length >= start0) found.push(one);
    }
    return found;
  }
}

/** As far as the haplotypes of a known transcript look; 25 residues. Unit: bp. */
export const NEIGHBOUR_REACH_BP = 75;

/**
 * Without the transcript's sequence: germline variants near on the genome, and somatic ones that change the
 * same transcript, but for those on another copy.
 */
export function genomicNeighbours(
  own: CaseVariant,
  transcript: string,
  all: VariantsByPlace,
  variants: ReadonlyMap<string, SomaticVariant>,
): readonly UnjoinedVariant[] {
  const { chromosome } = own.variant;
  const { start0, end0 } = changedBases(own);
  const found: UnjoinedVariant[] = [];
  for (const near of all.within(
    chromosome,
    start0 - NEIGHBOUR_REACH_BP,
    end0 + NEIGHBOUR_REACH_BP,
  )) {
    if (near === own) continue;
    const isSameCopy =
      isOnEveryCopy(near) ||
      isOnEveryCopy(own) ||
      (isKnownElsewhere(near, [own]) && meets(near, own));
    if (!isSameCopy && isKnownElsewhere(near, [own])) continue;
    const itself = near.origin === 'somatic' ? variants.get(near.id) : undefined;
    if (itself !== undefined && !itself.consequences.some((one) => one.transcript === transcript)) {
      continue;
    }
    const other = changedBases(near);
    const distanceBp = Math.max(other.start0 - end0, start0 - other.end0);
    // Two that change the same bases are not on one copy.
    if (distanceBp < 0 || (start0 === other.start0 && end0 === other.end0)) continue;
    if (distanceBp > NEIGHBOUR_REACH_BP) continue;
    found.push({
      id: near.id,
      origin: near.origin,
      filters: near.filters,
      distanceBp,
      why: isSameCopy ? 'no-transcript-sequence' : 'phase-unknown',
    });
  }
  return found;
}

/** Without the bases that both alleles share. */
function changedBases({ variant }: CaseVariant): {
  readonly start0: number;
  readonly end0: number;
} {
  const { start0, reference } = trimmedAlleles(
    variant.start0,
    variant.reference,
    variant.alternate,
  );
  return { start0, end0: start0 + reference.length };
}

/** Phased against each other, with a copy that has both. */
function meets(one: CaseVariant, two: CaseVariant): boolean {
  return one.genotype.alleles.some(
    (allele, copy) =>
      allele === one.alleleNumber && two.genotype.alleles[copy] === two.alleleNumber,
  );
}
