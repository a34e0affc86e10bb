import type { NeoantigenFindings, NeoantigenVariant } from '../findings.js';
import type { Estimated } from './biomarkers.js';
import { PRESENTED_RANK } from './hla-presentation-loss.js';

/** Mutations with a peptide that at least one scored class I molecule presents, by clonality. */
export interface NeoantigenBurden {
  /** Percentile rank up to which a peptide counts as presented. Unit: %. */
  readonly rankLimit: number;
  readonly mutations: number;
  readonly clonal: number;
  readonly subclonal: number;
  readonly unknownClonality: number;
  /** Peptides with a rank within the limit on any molecule. */
  readonly peptides: number;
}

/** At least as likely as not in every tumour cell. */
const CLONAL_FROM = 0.5;

/** How many mutations of passing variants a class I molecule of the patient presents. */
export function neoantigenBurden(neoantigens: NeoantigenFindings): Estimated<NeoantigenBurden> {
  const scored = neoantigens.alleles.map(
    ({ mhcClass, status }) => mhcClass === 'I' && status === 'scored',
  );
  if (!scored.includes(true)) {
    return {
      kind: 'missing',
      reason: 'no HLA class I molecule was scored',
      wouldNeed: 'the HLA class I type',
    };
  }
  const presented = neoantigens.variants
    .filter(({ filters }) => filters.length === 0)
    .map((variant) => ({ variant, peptides: presentedPeptides(variant, scored) }))
    .filter(({ peptides }) => peptides > 0);
  const clonalities = presented.map(({ variant }) => variant.clonality);
  const estimated = clonalities.filter((clonality) => clonality.kind === 'estimated');
  const clonal = estimated.filter(
    ({ clonalProbability }) => clonalProbability >= CLONAL_FROM,
  ).length;
  return {
    kind: 'estimated',
    from: `${presented.length} mutations with a class I rank of at most ${PRESENTED_RANK} %`,
    sources: [],
    value: {
      rankLimit: PRESENTED_RANK,
      mutations: presented.length,
      clonal,
      subclonal: estimated.length - clonal,
      unknownClonality: clonalities.length - estimated.length,
      peptides: presented.reduce((sum, { peptides }) => sum + peptides, 0),
    },
  };
}

function presentedPeptides({ peptides }: NeoantigenVariant, scored: readonly boolean[]): number {
  return peptides.filter(
    ({ healthyOccurrences, scores }) =>
      healthyOccurrences.count === 0 &&
      scores.some(
        (score, allele) =>
          scored[allele] === true && score !== null && score.percentileRank <= PRESENTED_RANK,
      ),
  ).length;
}
