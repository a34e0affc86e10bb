import { tsvRow, type TsvCell } from '../../formats/tsv/write-tsv.js';
import type {
  CandidatePeptide,
  Findings,
  MutantProtein,
  NeoantigenVariant,
} from '../../findings/findings.js';
import { manufacturability } from '../../findings/neoantigens/manufacturability.js';
import { residuesAway } from '../../findings/neoantigens/haplotype-sequence.js';
import type { RankedCandidate, Ranking } from '../../findings/ranking/ranking.js';

const FIXED_COLUMNS = [
  'place',
  'tier',
  'variant',
  'gene',
  'change',
  'mutation_kind',
  'peptide',
  'mhc_class',
  'length',
  'is_best_peptide',
  'wildtype_peptide',
  'mutated_positions',
  'best_allele',
  'best_percentile_rank',
  'best_affinity_nm',
  'wildtype_percentile_rank',
  'wildtype_affinity_nm',
  'transcripts',
  'hgvsp',
  'made_by',
  'phase_set',
  'unjoined_neighbours',
  'protein_doubt',
  'incomplete_cds',
  'gene_expression',
  'expression_unit',
  'allele_expression',
  'dna_depth',
  'dna_vaf',
  'dna_support_from',
  'rna_depth',
  'rna_vaf',
  'normal_depth',
  'normal_vaf',
  'vcf_filters',
  'cancer_cell_fraction',
  'cancer_cell_fraction_low',
  'cancer_cell_fraction_high',
  'clonal_probability',
  'clonality_missing',
  'healthy_proteome_matches',
  'healthy_proteins',
  'nearest_self_mismatches',
  'nearest_self_peptide',
  'max_7mer_gravy',
  'cysteines',
  'synthesis_warnings',
  'why',
] as const;

/** What makes a peptide hard to make, in words; empty where nothing does. */
function synthesisWarnings(peptide: string): readonly string[] {
  const make = manufacturability(peptide);
  return [
    make.difficultNTerminalResidue ? `N-terminal ${peptide[0]}` : null,
    make.nTerminalAsparagine ? 'N-terminal N' : null,
    make.cTerminalCysteine ? 'C-terminal C' : null,
    make.cTerminalProline ? 'C-terminal P' : null,
    make.cysteineCount > 1 ? `${make.cysteineCount} cysteines` : null,
    make.asparagineProlineBonds > 0 ? 'Asn-Pro bond' : null,
  ].filter((warning) => warning !== null);
}

function bestScored(peptide: CandidatePeptide): number | null {
  let best: number | null = null;
  peptide.scores.forEach((score, index) => {
    if (score === null) return;
    const held = best === null ? null : (peptide.scores[best] ?? null);
    if (held === null || score.percentileRank < held.percentileRank) best = index;
  });
  return best;
}

function clonalityCells(variant: NeoantigenVariant): readonly TsvCell[] {
  const { clonality } = variant;
  return clonality.kind === 'missing'
    ? [null, null, null, null, clonality.reason]
    : [
        clonality.cancerCellFraction,
        clonality.low,
        clonality.high,
        clonality.clonalProbability,
        '',
      ];
}

/** Variants that change a residue of the peptide, their phase set, and what near them was not joined. */
function copyCells(variant: NeoantigenVariant, peptide: CandidatePeptide): readonly TsvCell[] {
  const makers = new Set([`somatic:${variant.id}`]);
  const phaseSets = new Set<string>();
  const unjoined = new Set<string>();
  const doubts = new Set<string>();
  for (const { protein, start0 } of peptide.sources) {
    const source = variant.proteins[protein] as MutantProtein;
    const end0 = start0 + peptide.peptide.length;
    for (const member of source.haplotype?.variants ?? []) {
      if (residuesAway(member, start0, end0) > 0) continue;
      makers.add(`${member.origin}:${member.id}`);
      if (source.haplotype?.phaseSet != null) phaseSets.add(source.haplotype.phaseSet);
    }
    for (const { origin, id, why } of source.unjoined) unjoined.add(`${origin}:${id} (${why})`);
    if (source.doubt !== null) doubts.add(source.doubt);
  }
  return [makers, phaseSets, unjoined, doubts].map((values) => [...values].join('; '));
}

function candidateRow(
  candidate: RankedCandidate,
  variant: NeoantigenVariant,
  peptideIndex: number,
  findings: Findings,
): readonly TsvCell[] {
  const { alleles } = findings.neoantigens;
  const peptide = variant.peptides[peptideIndex] as CandidatePeptide;
  const sources = peptide.sources.map(({ protein }) => variant.proteins[protein] as MutantProtein);
  const protein = sources[0] as MutantProtein;
  const best = bestScored(peptide);
  const score = best === null ? null : (peptide.scores[best] ?? null);
  const isBest = candidate.best?.peptide === peptideIndex;
  const nearest = isBest ? candidate.nearestSelf : null;
  return [
    candidate.place,
    candidate.tier,
    variant.id,
    protein.geneSymbol ?? protein.geneId,
    candidate.aminoAcidChange,
    protein.kind,
    peptide.peptide,
    peptide.mhcClass,
    peptide.peptide.length,
    isBest ? 'yes' : 'no',
    peptide.wildtype,
    peptide.mutatedPositions.join(','),
    best === null ? null : (alleles[best]?.allele ?? null),
    score?.percentileRank ?? null,
    score?.affinityNm ?? null,
    score?.wildtypePercentileRank ?? null,
    score?.wildtypeAffinityNm ?? null,
    sources.map(({ transcript }) => transcript).join(','),
    sources.map(({ hgvsp }) => hgvsp ?? '').join(','),
    ...copyCells(variant, peptide),
    sources.every(({ flags }) => flags.length > 0) ? 'yes' : 'no',
    protein.geneExpression,
    findings.tumour.expressionUnit,
    candidate.alleleExpression,
    variant.tumourDna.depth,
    variant.tumourDna.alleleFraction,
    variant.tumourDna.from,
    variant.tumourRna?.depth ?? null,
    variant.tumourRna?.alleleFraction ?? null,
    variant.normalDna?.depth ?? null,
    variant.normalDna?.alleleFraction ?? null,
    variant.filters.join(';'),
    ...clonalityCells(variant),
    peptide.healthyOccurrences.count,
    peptide.healthyOccurrences.proteins.join(','),
    nearest?.mismatches ?? null,
    nearest?.examples[0]?.peptide ?? null,
    Number(manufacturability(peptide.peptide).maxSevenMerGravy.toFixed(3)),
    manufacturability(peptide.peptide).cysteineCount,
    synthesisWarnings(peptide.peptide).join('; '),
    candidate.summary,
    ...alleles.map((_, index) => peptide.scores[index]?.percentileRank ?? null),
  ];
}

/** Our own table: every scored peptide of every ranked variant with all that is known of it. */
export function* candidatesTable(findings: Findings, ranking: Ranking): Generator<string> {
  const { alleles, variants } = findings.neoantigens;
  yield tsvRow([...FIXED_COLUMNS, ...alleles.map(({ allele }) => `rank_${allele}`)]);
  for (const candidate of ranking.candidates) {
    const variant = variants[candidate.variant] as NeoantigenVariant;
    for (const [index, peptide] of variant.peptides.entries()) {
      if (peptide.scores.some((score) => score !== null)) {
        yield tsvRow(candidateRow(candidate, variant, index, findings));
      }
    }
  }
}
