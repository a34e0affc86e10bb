import { AMINO_ACIDS } from '../../src/core/amino-acids.js';
import type { HlaAllele, Peptide, TranscriptId } from '../../src/core/brands.js';
import { hlaClass } from '../../src/core/hla-allele.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import type {
  AlleleModel,
  CandidatePeptide,
  Clonality,
  Findings,
  MutantProtein,
  NeoantigenVariant,
} from '../../src/findings/findings.js';
import { manufacturability } from '../../src/findings/neoantigens/manufacturability.js';
import { emptyFindings } from '../contract/check-modality.js';

/** What a test wants of a tumour's mutations; every mutation is a missense in a random protein of its own gene. */
export interface PlannedTumour {
  readonly mutations: number;
  /** Those without a model are `unscored`. */
  readonly alleles: readonly HlaAllele[];
  readonly withoutModel?: readonly HlaAllele[];
  /** Percentile rank of a peptide of mutation `i` on an allele; null: no score. Seeded draws over 0-100 unless told. */
  readonly rank?: (mutation: number, peptide: string, allele: HlaAllele) => number | null;
  readonly clonality?: (mutation: number) => Clonality;
  readonly filters?: (mutation: number) => readonly string[];
  readonly protein?: (mutation: number) => Partial<MutantProtein>;
  readonly healthy?: (mutation: number, peptide: string) => boolean;
}

const FLANK = 26;

function peptidesOf(
  window: string,
  mutation: number,
  plan: PlannedTumour,
  rank: NonNullable<PlannedTumour['rank']>,
): readonly CandidatePeptide[] {
  const scored = new Set(plan.withoutModel ?? []);
  const peptides: CandidatePeptide[] = [];
  for (const [mhcClass, lengths] of [
    ['I', [8, 9, 10, 11]],
    ['II', [15]],
  ] as const) {
    for (const length of lengths) {
      for (let start0 = FLANK - length + 1; start0 <= FLANK; start0++) {
        const peptide = window.slice(start0, start0 + length) as Peptide;
        if (peptide.length < length) continue;
        peptides.push({
          peptide,
          mhcClass,
          wildtype: null,
          mutatedPositions: [FLANK - start0 + 1],
          sources: [{ protein: 0, start0 }],
          healthyOccurrences:
            plan.healthy?.(mutation, peptide) === true
              ? { count: 1, proteins: ['TEST (P00000)'] }
              : { count: 0, proteins: [] },
          manufacturability: manufacturability(peptide),
          scores: plan.alleles.map((allele) => {
            const percentileRank =
              scored.has(allele) || hlaClass(allele) !== mhcClass
                ? null
                : rank(mutation, peptide, allele);
            return percentileRank === null
              ? null
              : {
                  affinityNm: null,
                  presentationScore: 1 - percentileRank / 100,
                  percentileRank,
                  coreStart0: null,
                  wildtypeAffinityNm: null,
                  wildtypePresentationScore: null,
                  wildtypePercentileRank: null,
                };
          }),
        });
      }
    }
  }
  return peptides;
}

/** Findings with missense mutations in random proteins, the same for the same plan. */
export function tumourOf(plan: PlannedTumour): Findings {
  const random = seededRandom(20_261_124);
  const rank = plan.rank ?? (() => 0.001 + 99.9 * random.next());
  const variants = Array.from({ length: plan.mutations }, (_, i): NeoantigenVariant => {
    const window = Array.from({ length: 2 * FLANK + 1 }, () => AMINO_ACIDS[random.below(20)]).join(
      '',
    );
    const protein: MutantProtein = {
      transcript: `ENST${String(i).padStart(11, '0')}.1` as TranscriptId,
      geneSymbol: `GENE${i}`,
      geneId: `ENSG${String(i).padStart(11, '0')}`,
      kind: 'missense',
      terms: ['missense_variant'],
      proteinPosition: String(100 + FLANK + 1),
      aminoAcids: `X/${window[FLANK]}`,
      codons: null,
      hgvsc: null,
      hgvsp: null,
      biotype: 'protein_coding',
      canonical: true,
      maneSelect: true,
      transcriptSupportLevel: 1,
      flags: [],
      geneExpression: 10,
      transcriptExpression: null,
      wildtypeLength: 400,
      mutantLength: 400,
      changedStart0: 100 + FLANK,
      changedEnd0: 100 + FLANK + 1,
      mutantWindow: window,
      wildtypeWindow: window,
      windowStart0: 100,
      doubt: null,
      haplotype: null,
      unjoined: [],
      ...plan.protein?.(i),
    };
    const reads = { depth: 100, altReads: 40, alleleFraction: 0.4, from: 'test' };
    return {
      id: `chr1-${i + 1}-A-C`,
      chromosome: 'chr1',
      start0: i,
      reference: 'A',
      alternate: 'C',
      filters: plan.filters?.(i) ?? [],
      tumourDna: reads,
      normalDna: null,
      tumourRna: reads,
      clonality: plan.clonality?.(i) ?? { kind: 'missing', reason: 'purity: not given' },
      proteins: [protein],
      peptides: peptidesOf(protein.mutantWindow, i, plan, rank),
    };
  });
  const withoutModel = new Set(plan.withoutModel ?? []);
  const empty = emptyFindings();
  return {
    ...empty,
    tumour: {
      ...empty.tumour,
      name: 'planned',
      expressionUnit: 'TPM',
      variantCount: plan.mutations,
      hla: { kind: 'given', value: plan.alleles, from: 'test' },
    },
    neoantigens: {
      alleles: plan.alleles.map((allele): AlleleModel => {
        const mhcClass = hlaClass(allele);
        return withoutModel.has(allele)
          ? {
              allele,
              mhcClass,
              status: 'unscored',
              reason: `no groove sequence is known for ${allele}`,
            }
          : {
              allele,
              mhcClass,
              status: 'scored',
              modelId: 'test-1',
              nearestTrained: null,
              positionShares: {},
            };
      }),
      variants,
    },
  };
}
