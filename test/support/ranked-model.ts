import type { HlaAllele } from '../../src/core/brands.js';
import { hlaClass } from '../../src/core/hla-allele.js';
import type { JunctionEngines } from '../../src/engines/constructs/epitopes/junctions.js';
import type {
  MhcClass,
  PresentationModel,
} from '../../src/engines/presentation/presentation-model.js';

/** A peptide's percentile rank on an allele; null for the empty peptide stands for an allele without a model. */
export type RankOf = (peptide: string, allele: HlaAllele) => number | null;

/** A model whose ranks the test decides. */
export function rankedModel(mhcClass: MhcClass, rank: RankOf): PresentationModel {
  return {
    id: 'test-1',
    title: 'test',
    mhcClass,
    peptideLengths: mhcClass === 'I' ? [8, 9, 10, 11] : [15],
    alleles: [],
    score: async (peptides, alleles) =>
      alleles.map((allele) => {
        if (hlaClass(allele) !== mhcClass || rank('', allele) === null) {
          return { kind: 'unscored', allele, reason: `no groove for ${allele}` };
        }
        const percentileRank = Float64Array.from(
          peptides,
          (peptide) => rank(peptide, allele) as number,
        );
        return {
          kind: 'scored',
          allele,
          modelId: 'test-1',
          affinityNm: null,
          presentationScore: percentileRank,
          percentileRank,
          coreStart0: null,
        };
      }),
    positionShares: async () => null,
    alleleDistance: () => null,
  };
}

/** A proteome of which only its exact occurrences are asked: the peptides of one protein of PLEC. */
export function proteomeOf(healthy: readonly string[]): JunctionEngines['healthyProteome'] {
  return {
    occurrences: (peptides) =>
      peptides.map((peptide) => ({
        peptide,
        proteins: healthy.includes(peptide) ? 1 : 0,
        places: healthy.includes(peptide) ? 1 : 0,
        examples: healthy.includes(peptide) ? [{ gene: 'PLEC', accession: 'Q15149' }] : [],
      })),
  };
}
