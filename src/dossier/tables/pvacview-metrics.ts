import { pvacseqAlleleName } from '../../core/hla-allele.js';
import { compareText } from '../../core/skipped.js';
import type {
  Findings,
  MutantProtein,
  NeoantigenVariant,
  PeptideScore,
} from '../../findings/findings.js';
import { ALLELE_SPECIFIC_CUTOFFS_NM } from '../../findings/ranking/allele-specific-cutoffs.js';
import {
  type ReviewedRow,
  type VariantReview,
  variantReviews,
} from '../../findings/ranking/rank-candidates.js';
import {
  alleleExpressionThreshold,
  type RankOptions,
} from '../../findings/ranking/rank-options.js';
import type { Ranking } from '../../findings/ranking/ranking.js';
import { positionsText, problematicText } from './aggregated-table.js';
import { geneName, pvacseqType, pvacseqVariantId } from './pvacseq-index.js';
import { supportLevelText } from './variants-table.js';

type NumberOrNa = number | 'NA';

/** An allele with its place in the findings and pVACseq's name for it. */
interface ShownAllele {
  readonly index: number;
  readonly name: string;
}

const orNa = (value: number | null | undefined): NumberOrNa => value ?? 'NA';

function annotation(variant: NeoantigenVariant, protein: MutantProtein): string {
  const mutation =
    protein.kind === 'frameshift'
      ? `${variant.reference}/${variant.alternate}`
      : protein.aminoAcids;
  return [protein.transcript, geneName(protein), mutation, protein.proteinPosition].join('-');
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** What stands for the counterpart of a peptide that has none. */
function wildtypeText({ peptide, protein }: ReviewedRow): string {
  if (peptide.wildtype !== null) return peptide.wildtype;
  const short = {
    frameshift: 'FS',
    'inframe-insertion': 'INS',
    'inframe-deletion': 'DEL',
  } as const;
  return protein.kind in short ? `${short[protein.kind as keyof typeof short]}-NA` : 'NA';
}

/** One peptide's calls on every allele, in the form pVACview draws. */
function peptideMetrics(
  rows: readonly ReviewedRow[],
  alleles: readonly ShownAllele[],
  modelIds: readonly string[],
  options: RankOptions,
): Readonly<Record<string, unknown>> {
  const first = rows[0] as ReviewedRow;
  const byAllele = new Map(rows.map((row) => [row.alleleIndex, row]));
  const nameOf = (row: ReviewedRow): string =>
    alleles.find(({ index }) => index === row.alleleIndex)?.name ?? row.evidence.allele;
  const along = (value: (score: PeptideScore) => number | null): (NumberOrNa | 'X')[] =>
    alleles.map(({ index }) => {
      const row = byAllele.get(index);
      return row === undefined ? 'X' : orNa(value(row.score));
    });
  const calls = (
    mutant: (score: PeptideScore) => number | null,
    wildtype: (score: PeptideScore) => number | null,
  ) => ({
    algorithms: modelIds,
    MT: Object.fromEntries(rows.map((row) => [nameOf(row), [orNa(mutant(row.score))]])),
    WT: Object.fromEntries(rows.map((row) => [nameOf(row), [orNa(wildtype(row.score))]])),
  });
  const affinity = calls(
    (score) => score.affinityNm,
    (score) => score.wildtypeAffinityNm,
  );
  const percentile = calls(
    (score) => score.percentileRank,
    (score) => score.wildtypePercentileRank,
  );
  const presentation = calls(
    (score) => score.presentationScore,
    (score) => score.wildtypePresentationScore,
  );
  const anchorFails = rows
    .filter(({ review }) =>
      review.criteria.some(({ name, outcome }) => name === 'anchor' && outcome === 'failed'),
    )
    .map(nameOf);
  return {
    ic50s_MT: along((score) => score.affinityNm),
    percentiles_MT: along((score) => score.percentileRank),
    ic50s_WT: along((score) => score.wildtypeAffinityNm),
    percentiles_WT: along((score) => score.wildtypePercentileRank),
    hla_types: alleles.map(({ name }) => name),
    mutation_position: positionsText(first.peptide),
    problematic_positions: problematicText(first.peptide.peptide, options),
    anchor_fails: anchorFails.length === 0 ? 'None' : anchorFails.join(', '),
    individual_ic50_calls: affinity,
    individual_ic50_percentile_calls: percentile,
    individual_el_calls: presentation,
    individual_el_percentile_calls: percentile,
    individual_percentile_calls: percentile,
    wt_peptide: wildtypeText(first),
  };
}

/** Transcripts that give the same peptides form a set. */
function transcriptSets(
  variant: NeoantigenVariant,
  rows: readonly ReviewedRow[],
  alleles: readonly ShownAllele[],
  findings: Findings,
  modelIds: readonly string[],
  options: RankOptions,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const byTranscript = grouped(rows, ({ protein }) => annotation(variant, protein));
  const sets = grouped([...byTranscript], ([, ofTranscript]) =>
    [...new Set(ofTranscript.map(({ peptide }) => peptide.peptide))].sort().join(' '),
  );
  return Object.fromEntries(
    [...sets.values()].map((members, index) => {
      const [, ofFirst] = members[0] as [string, ReviewedRow[]];
      const peptides = grouped(ofFirst, ({ peptide }) => peptide.peptide);
      const proteins = members.map(([, ofMember]) => (ofMember[0] as ReviewedRow).protein);
      const expression = proteins.map(({ transcriptExpression }) => transcriptExpression);
      return [
        `Transcript Set ${index + 1}`,
        {
          peptides: Object.fromEntries(
            [...peptides].map(([peptide, ofPeptide]) => [
              peptide,
              peptideMetrics(ofPeptide, alleles, modelIds, options),
            ]),
          ),
          transcripts: members.map(([name]) => name),
          transcript_expr: expression.map(orNa),
          mane_select: proteins.map(({ maneSelect }) => maneSelect ?? 'Not Run'),
          canonical: proteins.map(({ canonical }) => canonical ?? 'Not Run'),
          tsl: proteins.map((protein) => supportLevelText(protein, findings)),
          biotype: proteins.map(({ biotype }) => biotype ?? 'NA'),
          transcript_cds_flags: proteins.map(({ flags }) =>
            flags.length === 0 ? 'None' : flags.join('&').toLowerCase(),
          ),
          transcript_length: proteins.map(({ wildtypeLength }) => wildtypeLength),
          transcript_count: members.length,
          peptide_count: peptides.size,
          total_expr: expression.reduce((sum: number, value) => sum + (value ?? 0), 0),
        },
      ];
    }),
  );
}

/**
 * `aggregated.metrics.json`, which pVACview loads beside the aggregated report: the options, and for each
 * candidate its peptides by sets of transcripts with the scores on every allele. Written from pVACtools'
 * documented structure; our one model stands where pVACseq has its predictors.
 */
export function pvacviewMetrics(
  findings: Findings,
  ranking: Ranking,
  options: RankOptions,
): Readonly<Record<string, unknown>> {
  const { alleles, variants } = findings.neoantigens;
  const shown = alleles.filter(({ mhcClass }) => mhcClass === options.mhcClass);
  const shownAlleles = alleles
    .map(({ allele, mhcClass }, index) => ({ index, mhcClass, name: pvacseqAlleleName(allele) }))
    .filter(({ mhcClass }) => mhcClass === options.mhcClass)
    .sort((a, b) => compareText(a.name, b.name));
  const modelIds = [
    ...new Set(shown.flatMap((model) => (model.status === 'scored' ? [model.modelId] : []))),
  ];
  const { purity } = findings.tumour;
  const clonal = ranking.clonalVaf ?? 0.5;
  const reviews = variantReviews(findings, options);
  const candidates = ranking.candidates.map((candidate) => {
    const variant = variants[candidate.variant] as NeoantigenVariant;
    const protein = variant.proteins[candidate.protein] as MutantProtein;
    const { best, included } = reviews[candidate.variant] as VariantReview;
    const sets = transcriptSets(variant, included, shownAlleles, findings, modelIds, options);
    const column = (key: string): unknown[] => Object.values(sets).map((set) => set[key]);
    return [
      pvacseqVariantId(variant),
      {
        good_binders: sets,
        sets: Object.keys(sets),
        transcript_counts: column('transcript_count'),
        peptide_counts: column('peptide_count'),
        set_expr: column('total_expr'),
        'DNA VAF': orNa(variant.tumourDna.alleleFraction),
        'RNA VAF': orNa(variant.tumourRna?.alleleFraction),
        gene_expr: orNa(protein.geneExpression),
        best_peptide_mt: best?.peptide.peptide ?? 'NA',
        best_peptide_wt: best?.peptide.wildtype ?? 'NA',
        best_hla_allele:
          shownAlleles.find(({ index }) => index === best?.alleleIndex)?.name ?? 'NA',
        variant_type: pvacseqType(protein.kind),
      },
    ] as const;
  });
  return {
    tumor_purity: options.tumorPurity ?? (purity.kind === 'given' ? purity.value : null),
    vaf_clonal: Number(clonal.toFixed(3)),
    vaf_subclonal: Number((clonal / 2).toFixed(3)),
    binding_threshold: options.bindingThresholdNm,
    aggregate_inclusion_binding_threshold: options.aggregateInclusionBindingThreshold,
    aggregate_inclusion_count_limit: options.aggregateInclusionCountLimit,
    trna_vaf: options.trnaVaf,
    trna_cov: options.trnaCov,
    allele_expr_threshold: alleleExpressionThreshold(options),
    transcript_prioritization_strategy: [...options.transcriptPrioritizationStrategy].sort(),
    maximum_transcript_support_level: options.maximumTranscriptSupportLevel,
    percentile_threshold: options.percentileThreshold,
    percentile_threshold_strategy: options.percentileThresholdStrategy,
    use_allele_specific_binding_thresholds: options.alleleSpecificBindingThresholds,
    mt_top_score_metric: 'Best',
    wt_top_score_metric: 'Corresponding',
    top_score_metric2: options.topScoreMetric2,
    allele_specific_binding_thresholds: Object.fromEntries(
      shown.flatMap(({ allele }) => {
        const cutoff = ALLELE_SPECIFIC_CUTOFFS_NM[allele];
        return cutoff === undefined ? [] : [[allele, cutoff]];
      }),
    ),
    allele_specific_anchors: options.alleleSpecificAnchors,
    alleles: shownAlleles.map(({ name }) => name),
    anchor_contribution_threshold: options.anchorContributionThreshold,
    epitope_lengths: [...options.classILengths],
    ...Object.fromEntries(candidates),
  };
}
