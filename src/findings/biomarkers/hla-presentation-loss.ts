import type { HlaAllele } from '../../core/brands.js';
import { hlaLocus } from '../../core/hla-allele.js';
import type { NeoantigenFindings, NeoantigenVariant } from '../findings.js';
import type { ClassILocusFinding, PresentationLoss } from './hla-findings.js';

/** Weak binders and better count as presented; NetMHCpan 4.1 (pmid 32406916). Unit: % rank. */
export const PRESENTED_RANK = 2;

interface Presenting {
  readonly allele: HlaAllele;
  readonly peptide: string;
  readonly percentileRank: number;
}

/** The best of a mutation's new peptides on each class I molecule that presents one, best first. */
function presenting(
  variant: NeoantigenVariant,
  alleles: NeoantigenFindings['alleles'],
): readonly Presenting[] {
  return alleles
    .flatMap(({ allele, mhcClass }, i): readonly Presenting[] => {
      if (mhcClass !== 'I') return [];
      let best: Presenting | null = null;
      for (const { peptide, healthyOccurrences, scores } of variant.peptides) {
        const percentileRank = scores[i]?.percentileRank ?? null;
        if (percentileRank === null || healthyOccurrences.count > 0) continue;
        if (percentileRank > PRESENTED_RANK) continue;
        if (best === null || percentileRank < best.percentileRank) {
          best = { allele, peptide, percentileRank };
        }
      }
      return best === null ? [] : [best];
    })
    .sort((a, b) => a.percentileRank - b.percentileRank || (a.allele < b.allele ? -1 : 1));
}

function effectOf(
  by: readonly HlaAllele[],
  loci: readonly ClassILocusFinding[],
): Pick<PresentationLoss, 'effect' | 'lost' | 'perhapsLost'> {
  const locusOf = (allele: HlaAllele): ClassILocusFinding | undefined =>
    loci.find(({ locus }) => locus === hlaLocus(allele));
  const stateOf = (allele: HlaAllele): 'kept' | 'lost' | 'perhaps' => {
    const found = locusOf(allele);
    switch (found?.loss.kind) {
      case 'both-lost':
        return 'lost';
      case 'lost':
        return found.loss.alleles.includes(allele) ? 'lost' : 'kept';
      case 'one-copy-lost':
        // The copy that stays carries the only allele there is.
        return found.zygosity.kind === 'homozygous' ? 'kept' : 'perhaps';
      case 'retained':
      case 'unknown':
      case undefined:
        return 'kept';
    }
  };
  const states = by.map((allele) => ({ allele, state: stateOf(allele) }));
  const lost = states.filter(({ state }) => state === 'lost').map(({ allele }) => allele);
  const perhapsLost = states.filter(({ state }) => state === 'perhaps').map(({ allele }) => allele);
  // Of a pair of which one is lost, the other stays: both presenting means one keeps presenting.
  const pairStays = perhapsLost.some((allele) => {
    const found = locusOf(allele);
    return (
      found !== undefined &&
      found.alleles.length === 2 &&
      found.alleles.every((other) => perhapsLost.includes(other))
    );
  });
  const someStays = states.some(({ state }) => state === 'kept') || pairStays;
  const best = states[0]?.state;
  if (best === 'kept') return { effect: 'kept', lost, perhapsLost };
  if (best === 'lost') {
    if (someStays) return { effect: 'weaker', lost, perhapsLost };
    return { effect: perhapsLost.length > 0 ? 'perhaps-gone' : 'gone', lost, perhapsLost };
  }
  return { effect: someStays ? 'perhaps-weaker' : 'perhaps-gone', lost, perhapsLost };
}

/**
 * What the loss of HLA alleles does to each mutation that a class I molecule presents. A locus whose loss is
 * unknown counts as kept; where only the loss of one parental copy is known, which allele it was is left open.
 */
export function presentationLoss(
  { alleles, variants }: NeoantigenFindings,
  loci: readonly ClassILocusFinding[],
): readonly PresentationLoss[] {
  return variants.flatMap((variant): readonly PresentationLoss[] => {
    const by = presenting(variant, alleles);
    const [best] = by;
    if (best === undefined) return [];
    const presentedBy = by.map(({ allele }) => allele);
    return [
      {
        variantId: variant.id,
        geneSymbol: variant.proteins[0]?.geneSymbol ?? null,
        bestPeptide: best.peptide,
        bestAllele: best.allele,
        bestPercentileRank: best.percentileRank,
        presentedBy,
        ...effectOf(presentedBy, loci),
      },
    ];
  });
}
