import type { HlaAllele, Peptide, TranscriptId } from '../../src/core/brands.js';
import type { Findings, NeoantigenVariant } from '../../src/findings/findings.js';
import { manufacturability } from '../../src/findings/neoantigens/manufacturability.js';
import { emptyFindings } from '../contract/check-modality.js';

/** What a test wants of one variant; everything else is ordinary. */
export interface PlannedVariant {
  readonly gene: string;
  /** Percentile rank on the one allele; null: no model scored it. */
  readonly rank: number | null;
  readonly expression: number;
  readonly biotype?: string;
  readonly flags?: readonly string[];
}

const PEPTIDE = 'SIINFEKLY' as Peptide;
const HEALTHY = 'SIINYEKLY' as Peptide;

function variant(plan: PlannedVariant, index: number): NeoantigenVariant {
  const reads = { depth: 100, altReads: 50, alleleFraction: 0.5, from: 'test' };
  return {
    id: `chr1-${index + 1}-A-C`,
    chromosome: 'chr1',
    start0: index,
    reference: 'A',
    alternate: 'C',
    filters: [],
    tumourDna: reads,
    normalDna: null,
    tumourRna: reads,
    clonality: { kind: 'missing', reason: 'test' },
    proteins: [
      {
        transcript: `ENST0000000000${index}.1` as TranscriptId,
        geneSymbol: plan.gene,
        geneId: `ENSG0000000000${index}`,
        kind: 'missense',
        terms: ['missense_variant'],
        proteinPosition: '5',
        aminoAcids: 'Y/F',
        codons: null,
        hgvsc: null,
        hgvsp: null,
        biotype: plan.biotype ?? 'protein_coding',
        canonical: true,
        maneSelect: true,
        transcriptSupportLevel: 1,
        flags: plan.flags ?? [],
        geneExpression: plan.expression,
        transcriptExpression: null,
        wildtypeLength: 9,
        mutantLength: 9,
        changedStart0: 4,
        changedEnd0: 5,
        mutantWindow: PEPTIDE,
        wildtypeWindow: HEALTHY,
        windowStart0: 0,
        doubt: null,
        haplotype: null,
        unjoined: [],
      },
    ],
    peptides: [
      {
        peptide: PEPTIDE,
        mhcClass: 'I',
        wildtype: HEALTHY,
        mutatedPositions: [5],
        sources: [{ protein: 0, start0: 0 }],
        healthyOccurrences: { count: 0, proteins: [] },
        manufacturability: manufacturability(PEPTIDE),
        scores: [
          plan.rank === null
            ? null
            : {
                affinityNm: null,
                presentationScore: 10 - plan.rank,
                percentileRank: plan.rank,
                coreStart0: null,
                wildtypeAffinityNm: null,
                wildtypePresentationScore: 1,
                wildtypePercentileRank: 50,
              },
        ],
      },
    ],
  };
}

/** Findings with one class I allele and the variants a test asks for. */
export function tumourWith(plans: readonly PlannedVariant[]): Findings {
  const empty = emptyFindings();
  return {
    ...empty,
    tumour: { ...empty.tumour, build: { kind: 'given', value: 'GRCh38', from: 'test' } },
    neoantigens: {
      alleles: [
        {
          allele: 'HLA-A*02:01' as HlaAllele,
          mhcClass: 'I',
          status: 'scored',
          modelId: 'test-1',
          nearestTrained: null,
          positionShares: {},
        },
      ],
      variants: plans.map(variant),
    },
  };
}
