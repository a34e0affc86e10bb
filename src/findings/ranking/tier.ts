import { ALLELE_SPECIFIC_CUTOFFS_NM } from './allele-specific-cutoffs.js';
import { alleleExpressionThreshold, type RankOptions } from './rank-options.js';
import type { Criterion, Tier } from './ranking.js';

/** Tiers from best to worst, the order pVACseq 6 sorts them in. */
export const TIERS: readonly Tier[] = [
  'Pass',
  'PoorBinder',
  'RefMatch',
  'PoorTranscript',
  'LowExpr',
  'Anchor',
  'Subclonal',
  'ProbPos',
  'Poor',
  'NoExpr',
];

/** What is known of one candidate on one allele; null where it is not known. */
export interface TierEvidence {
  readonly allele: string;
  /** 1-based; null where the peptide has no healthy counterpart. */
  readonly mutatedPositions: readonly number[] | null;
  readonly affinityNm: number | null;
  readonly percentileRank: number | null;
  readonly wildtypeAffinityNm: number | null;
  readonly wildtypePercentileRank: number | null;
  readonly geneExpression: number | null;
  readonly rnaVaf: number | null;
  readonly rnaDepth: number | null;
  readonly alleleExpression: number | null;
  readonly dnaVaf: number | null;
  /** Null where the annotation has no such field. */
  readonly maneSelect: boolean | null;
  readonly canonical: boolean | null;
  /** `not-supported` for builds that have no support levels. */
  readonly transcriptSupportLevel: number | 'not-supported' | null;
  /** Does the peptide occur in a healthy protein; null where that was not searched. */
  readonly referenceMatch: boolean | null;
  /** 1-based positions holding a residue the lab cannot make. */
  readonly problematicPositions: readonly number[];
  /** 1-based positions that are anchors. */
  readonly anchors: readonly number[];
}

export interface TierReview {
  readonly tier: Tier;
  readonly criteria: readonly Criterion[];
}

type Outcome = Criterion['outcome'];

const number = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

function bindingThresholdNm(allele: string, options: RankOptions): number {
  if (!options.alleleSpecificBindingThresholds) return options.bindingThresholdNm;
  return ALLELE_SPECIFIC_CUTOFFS_NM[allele] ?? options.bindingThresholdNm;
}

/** Does this affinity, or without one this rank, make a binder; null where there is neither. */
export function binds(
  allele: string,
  affinityNm: number | null,
  percentileRank: number | null,
  options: RankOptions,
): boolean | null {
  if (affinityNm !== null) return affinityNm < bindingThresholdNm(allele, options);
  if (percentileRank !== null) return percentileRank < options.rankThreshold;
  return null;
}

function bindingCriteria(evidence: TierEvidence, options: RankOptions): readonly Criterion[] {
  const { allele, affinityNm, percentileRank } = evidence;
  const bound = binds(allele, affinityNm, percentileRank, options);
  const threshold =
    affinityNm !== null || bound === null
      ? `IC50 < ${bindingThresholdNm(allele, options)} nM`
      : `rank < ${options.rankThreshold} %`;
  const strong =
    affinityNm === null && percentileRank !== null && percentileRank < options.strongRankThreshold;
  const criteria: Criterion[] = [
    {
      name: 'binding',
      title: 'Binds',
      value:
        affinityNm !== null
          ? `${number(affinityNm, 3)} nM`
          : percentileRank === null
            ? 'not predicted'
            : `rank ${number(percentileRank, 3)} %`,
      threshold,
      outcome: bound === null ? 'not-assessed' : bound ? 'passed' : 'failed',
      explanation:
        bound === null
          ? `no model scores this peptide for ${allele}`
          : affinityNm === null
            ? `the model gives no IC50, so the percentile rank decides${strong ? ` (strong: under ${options.strongRankThreshold} %)` : ''}`
            : 'predicted IC50 of the mutant peptide',
    },
  ];
  if (options.percentileThreshold !== null) {
    criteria.push({
      name: 'percentile',
      title: 'Percentile rank',
      value: percentileRank === null ? 'not predicted' : `${number(percentileRank, 3)} %`,
      threshold: `< ${options.percentileThreshold} %`,
      outcome:
        percentileRank === null
          ? 'not-assessed'
          : percentileRank < options.percentileThreshold
            ? 'passed'
            : 'failed',
      explanation:
        options.percentileThresholdStrategy === 'conservative'
          ? 'asked for besides the binding threshold'
          : 'enough on its own',
    });
  }
  return criteria;
}

/** Binding as the tiers use it: IC50 and percentile together, or either of them; null if unknown. */
export function bindingOutcome(
  criteria: readonly Criterion[],
  options: RankOptions,
): boolean | null {
  const binding = criteria.find(({ name }) => name === 'binding');
  const percentile = criteria.find(({ name }) => name === 'percentile');
  if (binding === undefined || binding.outcome === 'not-assessed') return null;
  const bound = binding.outcome === 'passed';
  if (percentile === undefined) return bound;
  const ranked = percentile.outcome === 'passed';
  return options.percentileThresholdStrategy === 'conservative' ? bound && ranked : bound || ranked;
}

/**
 * A change at anchors only leaves the T cell the healthy face, so it must not bind as healthy
 * peptide too. More than two changed positions, or none known, pass.
 */
function anchorCriterion(evidence: TierEvidence, options: RankOptions): Criterion {
  const { mutatedPositions, allele, anchors } = evidence;
  const anchorText = [...anchors].sort((a, b) => a - b).join(', ');
  const base = {
    name: 'anchor',
    title: 'Anchors',
    threshold: `not only at ${anchorText}`,
  } as const;
  if (mutatedPositions === null) {
    return {
      ...base,
      value: 'no counterpart',
      outcome: 'passed',
      explanation: 'the peptide has no healthy counterpart',
    };
  }
  const value = mutatedPositions.length === 0 ? 'none' : mutatedPositions.join(', ');
  if (mutatedPositions.length > 2 || !mutatedPositions.every((at) => anchors.includes(at))) {
    return { ...base, value, outcome: 'passed', explanation: 'changed where a T cell looks' };
  }
  const wildtypeBinds = binds(
    allele,
    evidence.wildtypeAffinityNm,
    evidence.wildtypePercentileRank,
    options,
  );
  return {
    ...base,
    value,
    outcome: wildtypeBinds === false ? 'passed' : 'failed',
    explanation:
      wildtypeBinds === null
        ? 'changed at anchors only, and the healthy peptide has no score'
        : wildtypeBinds
          ? 'changed at anchors only, and the healthy peptide binds too'
          : 'changed at anchors only, but the healthy peptide does not bind',
  };
}

/** Is the transcript one to rely on: any of the chosen marks is enough. */
export function isPreferredTranscript(
  transcript: Pick<TierEvidence, 'maneSelect' | 'canonical' | 'transcriptSupportLevel'>,
  options: RankOptions,
): boolean {
  const { maneSelect, canonical, transcriptSupportLevel: level } = transcript;
  return options.transcriptPrioritizationStrategy.some((mark) => {
    switch (mark) {
      case 'mane_select':
        return maneSelect !== false;
      case 'canonical':
        return canonical !== false;
      case 'tsl':
        return (
          level === 'not-supported' ||
          (level !== null && level <= options.maximumTranscriptSupportLevel)
        );
    }
  });
}

function transcriptCriterion(evidence: TierEvidence, options: RankOptions): Criterion {
  const { maneSelect, canonical, transcriptSupportLevel: level } = evidence;
  const marks = [
    maneSelect === true ? 'MANE Select' : maneSelect === null ? 'MANE not annotated' : null,
    canonical === true ? 'canonical' : canonical === null ? 'canonical not annotated' : null,
    typeof level === 'number' ? `TSL ${level}` : level === null ? null : 'TSL not on this build',
  ].filter((mark) => mark !== null);
  return {
    name: 'transcript',
    title: 'Transcript',
    value: marks.length === 0 ? 'none of the marks' : marks.join(', '),
    threshold: `any of ${options.transcriptPrioritizationStrategy
      .map((mark) => (mark === 'tsl' ? `TSL <= ${options.maximumTranscriptSupportLevel}` : mark))
      .join(', ')}`,
    outcome: isPreferredTranscript(evidence, options) ? 'passed' : 'failed',
    explanation:
      'whether the transcript is one to rely on; a mark that was not annotated counts as met',
  };
}

function judged(value: boolean | null): Outcome {
  return value === null ? 'not-assessed' : value ? 'passed' : 'failed';
}

/**
 * The tier of one candidate, by the rules of pVACseq 6: a tier names the one criterion that fails,
 * more failures make it Poor. Two rules its manual leaves out: the expression cut is
 * `trna_vaf x expn_val x 10` on gene expression x RNA allele fraction, and PoorTranscript does not
 * look at anchors. What is not known does not count against a candidate, except an unknown
 * healthy score at anchors and unknown binding. `clonalVaf` is the allele fraction of the founding
 * clone.
 */
export function reviewTier(
  evidence: TierEvidence,
  options: RankOptions,
  clonalVaf: number,
): TierReview {
  const binding = bindingCriteria(evidence, options);
  const anchor = anchorCriterion(evidence, options);
  const transcript = transcriptCriterion(evidence, options);
  const { alleleExpression, dnaVaf, referenceMatch, problematicPositions } = evidence;
  const expressionCut = alleleExpressionThreshold(options);

  const bound = bindingOutcome(binding, options);
  const expressed = alleleExpression === null ? null : alleleExpression > expressionCut;
  const clonal = dnaVaf === null ? null : dnaVaf >= clonalVaf / 2;
  const novel = referenceMatch === null ? null : !referenceMatch;
  const makeable = problematicPositions.length === 0;

  const criteria: readonly Criterion[] = [
    ...binding,
    {
      name: 'expression',
      title: 'Expressed',
      value: alleleExpression === null ? 'not given' : number(alleleExpression, 3),
      threshold: `> ${number(expressionCut, 3)}`,
      outcome: judged(expressed),
      explanation: 'gene expression times the share of RNA reads that carry the variant',
    },
    {
      name: 'clonality',
      title: 'Clonal',
      value: dnaVaf === null ? 'not given' : number(dnaVaf, 3),
      threshold: `DNA VAF >= ${number(clonalVaf / 2, 3)}`,
      outcome: judged(clonal),
      explanation: `half of the founding clone's allele fraction of ${number(clonalVaf, 3)}`,
    },
    transcript,
    anchor,
    {
      name: 'reference-match',
      title: 'Not in a healthy protein',
      value: referenceMatch === null ? 'not searched' : referenceMatch ? 'found' : 'not found',
      threshold: 'not found',
      outcome: judged(novel),
      explanation: 'the mutant peptide looked up in the healthy proteome',
    },
    {
      name: 'problematic-position',
      title: 'Can be made',
      value: makeable ? 'none' : problematicPositions.join(', '),
      threshold: 'no residue named as problematic',
      outcome: judged(makeable),
      explanation:
        options.problematicAminoAcids.length === 0
          ? 'no residues were named as problematic'
          : `looked for ${options.problematicAminoAcids.join(', ')}`,
    },
  ];

  const failures = {
    binding: bound === false,
    expression: expressed === false,
    clonality: clonal === false,
    transcript: transcript.outcome === 'failed',
    anchor: anchor.outcome === 'failed',
    reference: novel === false,
    position: !makeable,
  };
  const onlyFailure = (
    allowed: keyof typeof failures | null,
    ignored: keyof typeof failures | null = null,
  ): boolean =>
    (Object.keys(failures) as (keyof typeof failures)[]).every(
      (name) => name === ignored || failures[name] === (name === allowed),
    );
  const tier = ((): Tier => {
    if (bound !== null) {
      if (onlyFailure(null)) return 'Pass';
      if (onlyFailure('binding')) return 'PoorBinder';
      if (onlyFailure('reference')) return 'RefMatch';
      if (onlyFailure('position')) return 'ProbPos';
      if (onlyFailure('transcript', 'anchor')) return 'PoorTranscript';
      if (onlyFailure('anchor')) return 'Anchor';
      if (onlyFailure('clonality')) return 'Subclonal';
    }
    const { geneExpression, rnaVaf, rnaDepth } = evidence;
    const someExpression =
      rnaVaf !== null &&
      geneExpression !== null &&
      alleleExpression !== null &&
      (alleleExpression > 0 ||
        (geneExpression === 0 &&
          rnaDepth !== null &&
          rnaDepth > options.trnaCov &&
          rnaVaf > options.trnaVaf));
    if (bound !== null && someExpression && onlyFailure('expression')) return 'LowExpr';
    if ((geneExpression === 0 || rnaVaf === 0) && !someExpression) return 'NoExpr';
    return 'Poor';
  })();
  return { tier, criteria };
}
