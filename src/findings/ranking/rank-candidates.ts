import { roundedTo } from '../../core/decimals.js';
import { compareText } from '../../core/skipped.js';
import { anchorsFromShares } from '../../engines/presentation/anchors.js';
import type {
  AlleleModel,
  CandidatePeptide,
  Findings,
  MutantProtein,
  NeoantigenVariant,
  PeptideScore,
} from '../findings.js';
import type { RankOptions } from './rank-options.js';
import type { RankedCandidate, Ranking } from './ranking.js';
import {
  bindingOutcome,
  binds,
  isPreferredTranscript,
  reviewTier,
  TIERS,
  type TierEvidence,
  type TierReview,
} from './tier.js';

/** One peptide on one allele, reported on one transcript. */
export interface EpitopeRow {
  readonly peptideIndex: number;
  readonly alleleIndex: number;
  readonly proteinIndex: number;
  readonly peptide: CandidatePeptide;
  readonly protein: MutantProtein;
  readonly score: PeptideScore;
}

/** May this transcript enter the review: its biotype is wanted and its coding sequence complete. */
export function isReviewed(protein: MutantProtein, options: RankOptions): boolean {
  if (protein.biotype !== null && !options.biotypes.includes(protein.biotype)) return false;
  return options.allowIncompleteTranscripts || !hasIncompleteCds(protein);
}

export function hasIncompleteCds(protein: MutantProtein): boolean {
  return protein.flags.some((flag) => /cds_(start|end)_nf/i.test(flag));
}

/** Every scored peptide of a variant on every reviewed transcript that gives it. */
export function epitopeRows(
  variant: NeoantigenVariant,
  alleles: readonly AlleleModel[],
  options: RankOptions,
): readonly EpitopeRow[] {
  const rows: EpitopeRow[] = [];
  variant.peptides.forEach((peptide, peptideIndex) => {
    if (!isReviewedPeptide(peptide, options)) return;
    for (const { protein: proteinIndex } of peptide.sources) {
      const protein = variant.proteins[proteinIndex] as MutantProtein;
      if (!isReviewed(protein, options)) continue;
      peptide.scores.forEach((score, alleleIndex) => {
        if (score === null || alleles[alleleIndex]?.mhcClass !== options.mhcClass) return;
        rows.push({ peptideIndex, alleleIndex, proteinIndex, peptide, protein, score });
      });
    }
  });
  return rows;
}

function isReviewedPeptide(peptide: CandidatePeptide, options: RankOptions): boolean {
  return (
    peptide.mhcClass === options.mhcClass &&
    (options.mhcClass === 'I' ? options.classILengths : options.classIILengths).includes(
      peptide.peptide.length,
    )
  );
}

/** 1-based positions of residues the lab cannot make, by pVACseq's rules. */
export function problematicPositions(peptide: string, rules: readonly string[]): readonly number[] {
  const positions = new Set<number>();
  for (const rule of rules) {
    const [residues = '', where] = rule.split(':');
    const at = where === undefined ? null : Number(where);
    for (let i = 0; i + residues.length <= peptide.length; i++) {
      if (!peptide.startsWith(residues, i)) continue;
      const fromEnd = i - peptide.length;
      if (at === null || at === i + 1 || at === fromEnd) positions.add(i + 1);
    }
  }
  return [...positions].sort((a, b) => a - b);
}

interface Reviewer {
  readonly options: RankOptions;
  readonly clonalVaf: number;
  readonly alleles: readonly AlleleModel[];
  readonly tslSupported: boolean;
}

/**
 * The anchors (1-based) a review with these options looks at: positions 1, 2, n-1 and n, or the
 * allele's own where that was asked for and its model has them.
 */
export function reviewedAnchors(
  allele: AlleleModel | undefined,
  length: number,
  options: RankOptions,
): readonly number[] {
  return anchorsFor(allele, length, options) ?? [1, 2, length - 1, length];
}

function anchorsFor(
  allele: AlleleModel | undefined,
  length: number,
  options: RankOptions,
): readonly number[] | null {
  if (!options.alleleSpecificAnchors || allele?.status !== 'scored') return null;
  const shares = allele.positionShares[String(length)];
  return shares === undefined
    ? null
    : anchorsFromShares(shares, options.anchorContributionThreshold);
}

function supportLevel(
  protein: MutantProtein,
  tslSupported: boolean,
): TierEvidence['transcriptSupportLevel'] {
  return tslSupported ? protein.transcriptSupportLevel : 'not-supported';
}

/** Gene expression times RNA allele fraction, each to three decimals as pVACseq keeps them. */
function alleleExpression(
  geneExpression: number | null,
  variant: NeoantigenVariant,
): number | null {
  const rnaVaf = variant.tumourRna?.alleleFraction ?? null;
  if (geneExpression === null || rnaVaf === null) return null;
  return roundedTo(roundedTo(geneExpression, 3) * roundedTo(rnaVaf, 3), 3);
}

function evidenceFor(
  variant: NeoantigenVariant,
  protein: MutantProtein,
  row: EpitopeRow | null,
  reviewer: Reviewer,
): TierEvidence {
  const { options, alleles } = reviewer;
  const model = row === null ? undefined : alleles[row.alleleIndex];
  const peptide = row?.peptide.peptide ?? '';
  return {
    allele: model?.allele ?? 'any of the alleles given',
    mutatedPositions:
      row === null || row.peptide.wildtype === null ? null : row.peptide.mutatedPositions,
    affinityNm: row?.score.affinityNm ?? null,
    percentileRank: row?.score.percentileRank ?? null,
    wildtypeAffinityNm: row?.score.wildtypeAffinityNm ?? null,
    wildtypePercentileRank: row?.score.wildtypePercentileRank ?? null,
    geneExpression: protein.geneExpression,
    rnaVaf: variant.tumourRna?.alleleFraction ?? null,
    rnaDepth: variant.tumourRna?.depth ?? null,
    alleleExpression: alleleExpression(protein.geneExpression, variant),
    dnaVaf: variant.tumourDna.alleleFraction,
    maneSelect: protein.maneSelect,
    canonical: protein.canonical,
    transcriptSupportLevel: supportLevel(protein, reviewer.tslSupported),
    referenceMatch: row === null ? null : row.peptide.healthyOccurrences.count > 0,
    problematicPositions: problematicPositions(peptide, options.problematicAminoAcids),
    anchors: reviewedAnchors(model, peptide.length, options),
  };
}

/** What orders rows: IC50 where every row has one and it is asked for, else percentile rank. */
function bindingMetric(
  rows: readonly EpitopeRow[],
  options: RankOptions,
): (score: PeptideScore) => number {
  const affine =
    options.topScoreMetric2 === 'ic50' && rows.every(({ score }) => score.affinityNm !== null);
  return affine ? (score) => score.affinityNm ?? Infinity : (score) => score.percentileRank;
}

export interface ReviewedRow extends EpitopeRow {
  readonly evidence: TierEvidence;
  readonly review: TierReview;
}

function keepIfAny<T>(items: readonly T[], test: (item: T) => boolean): readonly T[] {
  const kept = items.filter(test);
  return kept.length === 0 ? items : kept;
}

/**
 * The transcript to report a peptide on: MANE Select, canonical, best supported, longest; the order
 * that gives pVACseq 6.0.5's Best Transcript for 358 of 358 HCC1395 variants.
 */
export function compareTranscripts(a: MutantProtein, b: MutantProtein): number {
  const noSupport = 6;
  return (
    Number(b.maneSelect) - Number(a.maneSelect) ||
    Number(b.canonical) - Number(a.canonical) ||
    (a.transcriptSupportLevel ?? noSupport) - (b.transcriptSupportLevel ?? noSupport) ||
    b.wildtypeLength - a.wildtypeLength ||
    compareText(a.transcript, b.transcript)
  );
}

function compareRows(a: ReviewedRow, b: ReviewedRow): number {
  return (
    compareTranscripts(a.protein, b.protein) ||
    compareText(a.peptide.peptide, b.peptide.peptide) ||
    compareText(a.evidence.allele, b.evidence.allele)
  );
}

/**
 * pVACseq's choice among the rows of a variant: protein-coding, preferred transcript, nothing
 * problematic, anchors passed, each only where some row has it; then the best binder on the best
 * transcript.
 */
function bestRow(
  rows: readonly ReviewedRow[],
  metric: (score: PeptideScore) => number,
  options: RankOptions,
): ReviewedRow | null {
  let kept = keepIfAny(rows, ({ protein }) => protein.biotype === 'protein_coding');
  kept = keepIfAny(kept, ({ evidence }) => isPreferredTranscript(evidence, options));
  kept = keepIfAny(kept, ({ evidence }) => evidence.problematicPositions.length === 0);
  kept = keepIfAny(kept, ({ review }) =>
    review.criteria.every(({ name, outcome }) => name !== 'anchor' || outcome !== 'failed'),
  );
  return (
    [...kept].sort(
      (a, b) =>
        Number(hasIncompleteCds(a.protein)) - Number(hasIncompleteCds(b.protein)) ||
        metric(a.score) - metric(b.score) ||
        compareRows(a, b),
    )[0] ?? null
  );
}

/** The rows counted in the review: binders in the wide sense, of the best peptides only; the best peptide always. */
function includedRows(
  rows: readonly ReviewedRow[],
  best: ReviewedRow | null,
  metric: (score: PeptideScore) => number,
  options: RankOptions,
): readonly ReviewedRow[] {
  const wide = rows.filter(({ score }) =>
    score.affinityNm !== null
      ? score.affinityNm < options.aggregateInclusionBindingThreshold
      : score.percentileRank < options.aggregateInclusionRankThreshold,
  );
  const byPeptide = new Map<string, ReviewedRow[]>();
  for (const row of wide) {
    const same = byPeptide.get(row.peptide.peptide);
    if (same === undefined) byPeptide.set(row.peptide.peptide, [row]);
    else same.push(row);
  }
  const bestPeptide = best?.peptide.peptide ?? null;
  if (byPeptide.size <= options.aggregateInclusionCountLimit) {
    return bestPeptide === null || byPeptide.has(bestPeptide)
      ? wide
      : [...wide, ...rows.filter(({ peptide }) => peptide.peptide === bestPeptide)];
  }
  const strongest = [...byPeptide]
    .map(([peptide, same]) => ({
      peptide,
      metric: Math.min(...same.map(({ score }) => metric(score))),
    }))
    .sort((a, b) => a.metric - b.metric || compareText(a.peptide, b.peptide))
    .slice(0, options.aggregateInclusionCountLimit);
  const kept = new Set([...strongest.map(({ peptide }) => peptide), bestPeptide]);
  return wide.filter(({ peptide }) => kept.has(peptide.peptide));
}

/** pVACseq's short name of a change: `E204Q`, `FS248-249`, `VIFE662-665E`. */
function aminoAcidChange(protein: MutantProtein): string {
  if (protein.kind === 'frameshift') return `FS${protein.proteinPosition}`;
  const [before = '', after = ''] = protein.aminoAcids.split('/');
  return `${before}${protein.proteinPosition}${after}`;
}

/** The transcript a variant without any scored peptide is reported on. */
function reportedProtein(
  variant: NeoantigenVariant,
  reviewer: Reviewer,
): { readonly protein: MutantProtein; readonly index: number } | null {
  const candidates = variant.proteins
    .map((protein, index) => ({ protein, index }))
    .filter(({ protein }) => isReviewed(protein, reviewer.options));
  const preferred = keepIfAny(candidates, ({ protein }) =>
    isPreferredTranscript(
      { ...protein, transcriptSupportLevel: supportLevel(protein, reviewer.tslSupported) },
      reviewer.options,
    ),
  );
  return [...preferred].sort((a, b) => compareTranscripts(a.protein, b.protein))[0] ?? null;
}

/**
 * Allele fraction of the founding clone: half the purity; without one, the highest allele fraction
 * below 0.6 (taken as copy-neutral), at most 0.5 (pVACseq 6).
 */
export function clonalVaf(
  dnaVafs: readonly number[],
  purity: number | null,
): { readonly value: number; readonly from: string } {
  if (purity !== null) return { value: purity / 2, from: `half of the purity of ${purity}` };
  const neutral = dnaVafs.filter((vaf) => vaf < 0.6);
  if (neutral.length === 0) {
    return { value: 0.6, from: 'no purity given and no allele fraction below 0.6' };
  }
  const highest = neutral.reduce((a, b) => Math.max(a, b));
  return {
    value: Math.min(0.5, highest),
    from:
      highest > 0.5
        ? `no purity given: the highest allele fraction below 0.6 is ${highest}, capped at 0.5`
        : 'no purity given: the highest allele fraction below 0.6',
  };
}

/** A candidate before it has its place. */
interface Unplaced extends Omit<RankedCandidate, 'place'> {
  readonly metric: number;
  readonly gene: string;
}

function summarise(tier: string, review: TierReview, best: ReviewedRow | null): string {
  const failed = review.criteria.filter(({ outcome }) => outcome === 'failed');
  const unknown = review.criteria.filter(({ outcome }) => outcome === 'not-assessed');
  const subject =
    best === null
      ? 'No peptide of this variant has a score'
      : `${best.peptide.peptide} on ${best.evidence.allele}`;
  const verdict =
    failed.length === 0
      ? 'meets every criterion that could be assessed'
      : `fails ${failed.map((c) => `${c.title.toLowerCase()} (${c.value}, wanted ${c.threshold})`).join('; ')}`;
  const doubt =
    unknown.length === 0
      ? ''
      : `; not assessed: ${unknown.map((c) => c.title.toLowerCase()).join(', ')}`;
  return `${tier}: ${subject} ${best === null ? 'and it ' : ''}${verdict}${doubt}.`;
}

/** The scored rows of a variant, each with its review. */
function reviewedRows(variant: NeoantigenVariant, reviewer: Reviewer): readonly ReviewedRow[] {
  return epitopeRows(variant, reviewer.alleles, reviewer.options).map((row) => {
    const evidence = evidenceFor(variant, row.protein, row, reviewer);
    return { ...row, evidence, review: reviewTier(evidence, reviewer.options, reviewer.clonalVaf) };
  });
}

/**
 * The row of each variant that survives pVACseq's filters (binding, reads and allele fractions,
 * expression, transcript, residues that cannot be made), or null. What is not known passes.
 */
export function filteredRows(
  findings: Findings,
  options: RankOptions,
): readonly (EpitopeRow | null)[] {
  const reviewer = reviewerFor(findings, options).reviewer;
  const atLeast = (value: number | null | undefined, least: number): boolean =>
    value === null || value === undefined || value >= least;
  return findings.neoantigens.variants.map((variant) => {
    const { tumourDna, tumourRna, normalDna } = variant;
    const supported =
      atLeast(tumourDna.depth, options.tdnaCov) &&
      atLeast(tumourDna.alleleFraction, options.tdnaVaf) &&
      atLeast(tumourRna?.depth, options.trnaCov) &&
      atLeast(tumourRna?.alleleFraction, options.trnaVaf) &&
      atLeast(normalDna?.depth, options.normalCov) &&
      (normalDna?.alleleFraction ?? 0) <= options.normalVaf;
    if (!supported) return null;
    const rows = reviewedRows(variant, reviewer).filter(
      ({ evidence, review }) =>
        bindingOutcome(review.criteria, options) === true &&
        evidence.problematicPositions.length === 0 &&
        isPreferredTranscript(evidence, options) &&
        atLeast(evidence.geneExpression, options.expnVal),
    );
    return bestRow(rows, bindingMetric(rows, options), options);
  });
}

/** A variant's best row, and all rows counted in its review, best rows first. */
export interface VariantReview {
  readonly best: ReviewedRow | null;
  readonly included: readonly ReviewedRow[];
}

/** The review of every variant, parallel to the variants of the findings. */
export function variantReviews(findings: Findings, options: RankOptions): readonly VariantReview[] {
  const { reviewer } = reviewerFor(findings, options);
  return findings.neoantigens.variants.map((variant) => reviewWith(variant, reviewer));
}

function reviewWith(variant: NeoantigenVariant, reviewer: Reviewer): VariantReview {
  const { options } = reviewer;
  const rows = reviewedRows(variant, reviewer);
  const metric = bindingMetric(rows, options);
  const best = bestRow(rows, metric, options);
  const included = [...includedRows(rows, best, metric, options)].sort(
    (a, b) => metric(a.score) - metric(b.score) || compareRows(a, b),
  );
  return { best, included };
}

function rankVariant(
  variant: NeoantigenVariant,
  index: number,
  reviewer: Reviewer,
): Unplaced | null {
  const { options, alleles } = reviewer;
  const { best, included } = reviewWith(variant, reviewer);
  const reported =
    best === null
      ? reportedProtein(variant, reviewer)
      : { protein: best.protein, index: best.proteinIndex };
  if (reported === null) return null;
  if (
    best === null &&
    !variant.peptides.some((peptide) => comesFromReviewed(peptide, variant, options))
  ) {
    return null;
  }
  const review =
    best?.review ??
    reviewTier(evidenceFor(variant, reported.protein, null, reviewer), options, reviewer.clonalVaf);
  const passing = included.filter(
    ({ evidence }) =>
      binds(evidence.allele, evidence.affinityNm, evidence.percentileRank, options) === true,
  );
  const distinct = <T>(values: readonly T[]): number => new Set(values).size;
  return {
    variant: index,
    tier: review.tier,
    aminoAcidChange: aminoAcidChange(reported.protein),
    protein: reported.index,
    best:
      best === null
        ? null
        : {
            peptide: best.peptideIndex,
            allele: best.alleleIndex,
            protein: best.proteinIndex,
          },
    criteria: review.criteria,
    alleleExpression: alleleExpression(reported.protein.geneExpression, variant),
    includedPeptides: distinct(included.map(({ peptide }) => peptide.peptide)),
    passingPeptides: distinct(passing.map(({ peptide }) => peptide.peptide)),
    passingTranscripts: distinct(included.map(({ protein }) => protein.transcript)),
    passingByAllele: alleles.map((_, allele) =>
      distinct(
        passing.filter((row) => row.alleleIndex === allele).map((row) => row.peptide.peptide),
      ),
    ),
    nearestSelf: null,
    summary: summarise(review.tier, review, best),
    metric: best === null ? Infinity : bindingMetric([best], options)(best.score),
    gene: reported.protein.geneSymbol ?? reported.protein.geneId ?? '',
  };
}

function comesFromReviewed(
  peptide: CandidatePeptide,
  variant: NeoantigenVariant,
  options: RankOptions,
): boolean {
  return (
    isReviewedPeptide(peptide, options) &&
    peptide.sources.some(({ protein }) =>
      isReviewed(variant.proteins[protein] as MutantProtein, options),
    )
  );
}

/** Dense ranks from 1; missing values share the last one. */
function denseRanks(values: readonly number[]): ReadonlyMap<number, number> {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  return new Map(distinct.map((value, index) => [value, index + 1]));
}

function reviewerFor(
  findings: Findings,
  options: RankOptions,
): { readonly reviewer: Reviewer; readonly clonal: ReturnType<typeof clonalVaf> } {
  const { variants, alleles } = findings.neoantigens;
  const { purity, build } = findings.tumour;
  const reviewedVafs = variants
    .filter((variant) => variant.proteins.some((protein) => isReviewed(protein, options)))
    .map((variant) => variant.tumourDna.alleleFraction)
    .filter((vaf) => vaf !== null);
  const clonal = clonalVaf(
    reviewedVafs,
    options.tumorPurity ?? (purity.kind === 'given' ? purity.value : null),
  );
  const reviewer: Reviewer = {
    options,
    clonalVaf: clonal.value,
    alleles,
    tslSupported: build.kind === 'given' && build.value === 'GRCh38',
  };
  return { reviewer, clonal };
}

/**
 * Ranks a tumour's candidates: tier, then binding and expression together (their dense ranks
 * added), then gene and change. Pure: the same findings and options give the same ranking.
 */
export function rankCandidates(findings: Findings, options: RankOptions): Ranking {
  const { variants } = findings.neoantigens;
  const { reviewer, clonal } = reviewerFor(findings, options);
  const unplaced = variants
    .map((variant, index) => rankVariant(variant, index, reviewer))
    .filter((candidate) => candidate !== null);

  const bindingRanks = denseRanks(unplaced.map(({ metric }) => metric));
  const expressionKey = (candidate: Unplaced): number =>
    candidate.alleleExpression === null ? Infinity : -candidate.alleleExpression;
  const expressionRanks = denseRanks(unplaced.map(expressionKey));
  const together = (candidate: Unplaced): number =>
    (bindingRanks.get(candidate.metric) ?? 0) +
    (expressionRanks.get(expressionKey(candidate)) ?? 0);
  const sorted = [...unplaced].sort(
    (a, b) =>
      TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) ||
      together(a) - together(b) ||
      compareText(a.gene, b.gene) ||
      compareText(a.aminoAcidChange, b.aminoAcidChange) ||
      a.variant - b.variant,
  );
  return {
    kind: 'oncoscript/ranking',
    schemaVersion: 1,
    options: flatOptions(options),
    clonalVaf: clonal.value,
    clonalVafFrom: clonal.from,
    candidates: sorted.map(({ metric: _metric, gene: _gene, ...candidate }, index) => ({
      place: index + 1,
      ...candidate,
    })),
  };
}

function flatOptions(options: RankOptions): Ranking['options'] {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value as string | number | boolean | null),
    ]),
  );
}
