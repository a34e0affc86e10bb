import type { ReadSupport } from '../case/tumour-case.js';
import type { Clonality, Manufacturability, NeoantigenVariant } from '../findings/findings.js';
import type { Criterion, RankedCandidate, Tier } from '../findings/ranking/ranking.js';
import { copyView, type CopyView } from './candidate-copy-view.js';
import type { DossierInput } from './dossier-input.js';
import type { ProteinAlignment } from './protein-alignment.js';
import { alignProtein } from './protein-alignment.js';

/** Best peptide of a candidate on its best allele. */
export interface BestPeptideView {
  readonly peptide: string;
  readonly mhcClass: 'I' | 'II';
  readonly allele: string;
  readonly wildtype: string | null;
  readonly mutatedPositions: readonly number[];
  /** 1-based; null where not known for this allele and length. */
  readonly anchors: readonly number[] | null;
  readonly percentileRank: number;
  readonly affinityNm: number | null;
  readonly wildtypePercentileRank: number | null;
  readonly wildtypeAffinityNm: number | null;
  readonly healthyCount: number;
  readonly healthyProteins: readonly string[];
  /** What makes it hard to synthesise, in words. */
  readonly synthesisIssues: readonly string[];
  readonly maxSevenMerGravy: number;
}

export interface TranscriptView {
  readonly transcript: string;
  readonly gene: string | null;
  readonly maneSelect: boolean | null;
  readonly canonical: boolean | null;
  readonly supportLevel: number | null;
  readonly biotype: string | null;
  readonly terms: readonly string[];
  readonly hgvsc: string | null;
  readonly hgvsp: string | null;
  readonly geneExpression: number | null;
  readonly transcriptExpression: number | null;
  readonly flags: readonly string[];
  readonly doubt: string | null;
  readonly holdsBestPeptide: boolean;
}

/** Percentile ranks of one peptide, parallel to `PageData.scoredAlleles`. */
interface PeptideRanks {
  readonly peptide: string;
  readonly ranks: readonly (number | null)[];
}

/** All that the page shows of one candidate, resolved and ready to print; plain JSON. */
export interface CandidateView {
  readonly place: number;
  readonly variantId: string;
  readonly gene: string;
  readonly change: string;
  readonly tier: Tier;
  readonly summary: string;
  readonly filters: readonly string[];
  readonly best: BestPeptideView | null;
  readonly tumourDna: ReadSupport;
  readonly normalDna: ReadSupport | null;
  readonly tumourRna: ReadSupport | null;
  readonly geneExpression: number | null;
  readonly transcriptExpression: number | null;
  readonly alleleExpression: number | null;
  readonly clonality: Clonality;
  readonly criteria: readonly Criterion[];
  readonly alignment: ProteinAlignment | null;
  readonly peptides: readonly PeptideRanks[];
  /** Scored peptides that are not in `peptides`. */
  readonly morePeptides: number;
  readonly includedPeptides: number;
  readonly passingPeptides: number;
  readonly passingTranscripts: number;
  /** Passing peptides, parallel to `PageData.scoredAlleles`. */
  readonly passingByAllele: readonly number[];
  readonly transcripts: readonly TranscriptView[];
  /** Null where the variant acts alone and nothing near it is uncertain. */
  readonly copy: CopyView | null;
  readonly nearestSelf: RankedCandidate['nearestSelf'];
}

/** What the page's script reads. */
export interface PageData {
  /** Alleles that have a model. */
  readonly scoredAlleles: readonly string[];
  readonly expressionUnit: string;
  readonly candidates: readonly CandidateView[];
}

/** Peptides in a candidate's allele matrix; the best ones, all the others are in all_epitopes.tsv. */
const MATRIX_PEPTIDES = 10;

export function pageData(input: DossierInput): PageData {
  const { findings, ranking } = input;
  const scored = findings.neoantigens.alleles.flatMap((model, index) =>
    model.status === 'scored' ? [index] : [],
  );
  return {
    scoredAlleles: scored.map((index) => findings.neoantigens.alleles[index]?.allele as string),
    expressionUnit: findings.tumour.expressionUnit,
    candidates: ranking.candidates.map((candidate) => candidateView(input, candidate, scored)),
  };
}

function candidateView(
  input: DossierInput,
  candidate: RankedCandidate,
  scored: readonly number[],
): CandidateView {
  const variant = input.findings.neoantigens.variants[candidate.variant];
  if (variant === undefined) throw new Error(`the ranking names variant ${candidate.variant}`);
  const reported = variant.proteins[candidate.protein] ?? null;
  const own = candidate.best === null ? null : (variant.peptides[candidate.best.peptide] ?? null);
  const source = own?.sources.find(({ protein }) => protein === candidate.protein);
  const { peptides, morePeptides } = bestRankedPeptides(variant, scored, own?.peptide ?? null);
  return {
    place: candidate.place,
    variantId: variant.id,
    gene: reported?.geneSymbol ?? reported?.geneId ?? 'unnamed gene',
    change: candidate.aminoAcidChange,
    tier: candidate.tier,
    summary: candidate.summary,
    filters: variant.filters,
    best: bestPeptide(input, variant, candidate),
    tumourDna: variant.tumourDna,
    normalDna: variant.normalDna,
    tumourRna: variant.tumourRna,
    geneExpression: reported?.geneExpression ?? null,
    transcriptExpression: reported?.transcriptExpression ?? null,
    alleleExpression: candidate.alleleExpression,
    clonality: variant.clonality,
    criteria: candidate.criteria,
    alignment:
      reported === null
        ? null
        : alignProtein(
            reported,
            own === null || source === undefined
              ? null
              : { sequence: own.peptide, start0: source.start0 },
          ),
    peptides,
    morePeptides,
    includedPeptides: candidate.includedPeptides,
    passingPeptides: candidate.passingPeptides,
    passingTranscripts: candidate.passingTranscripts,
    passingByAllele: scored.map((index) => candidate.passingByAllele[index] ?? 0),
    transcripts: transcriptViews(variant, candidate),
    copy: copyView(variant, candidate),
    nearestSelf: candidate.nearestSelf,
  };
}

function bestPeptide(
  { findings, anchors }: DossierInput,
  variant: NeoantigenVariant,
  { best }: RankedCandidate,
): BestPeptideView | null {
  if (best === null) return null;
  const candidate = variant.peptides[best.peptide];
  const model = findings.neoantigens.alleles[best.allele];
  const score = candidate?.scores[best.allele] ?? null;
  if (candidate === undefined || model === undefined || score === null) {
    throw new Error(`the ranking's best peptide of ${variant.id} has no score in the findings`);
  }
  return {
    peptide: candidate.peptide,
    mhcClass: candidate.mhcClass,
    allele: model.allele,
    wildtype: candidate.wildtype,
    mutatedPositions: candidate.mutatedPositions,
    anchors: anchors?.(model.allele, candidate.peptide.length) ?? null,
    percentileRank: score.percentileRank,
    affinityNm: score.affinityNm,
    wildtypePercentileRank: score.wildtypePercentileRank,
    wildtypeAffinityNm: score.wildtypeAffinityNm,
    healthyCount: candidate.healthyOccurrences.count,
    healthyProteins: candidate.healthyOccurrences.proteins,
    synthesisIssues: synthesisIssues(candidate.manufacturability),
    maxSevenMerGravy: candidate.manufacturability.maxSevenMerGravy,
  };
}

/** The peptides with the best ranks; the candidate's own best peptide is always among them. */
function bestRankedPeptides(
  variant: NeoantigenVariant,
  scored: readonly number[],
  bestPeptide: string | null,
): Pick<CandidateView, 'peptides' | 'morePeptides'> {
  const rows: (PeptideRanks & { readonly bestRank: number })[] = [];
  for (const { peptide, scores } of variant.peptides) {
    const ranks = scored.map((index) => scores[index]?.percentileRank ?? null);
    const known = ranks.filter((rank) => rank !== null);
    if (known.length > 0) rows.push({ peptide, ranks, bestRank: Math.min(...known) });
  }
  rows.sort((a, b) => a.bestRank - b.bestRank);
  const shown = rows.slice(0, MATRIX_PEPTIDES);
  const own = rows.find(({ peptide }) => peptide === bestPeptide);
  if (own !== undefined && !shown.includes(own)) shown[shown.length - 1] = own;
  return {
    peptides: shown.map(({ peptide, ranks }) => ({
      peptide,
      ranks: ranks.map((rank) => (rank === null ? null : Number(rank.toPrecision(3)))),
    })),
    morePeptides: rows.length - shown.length,
  };
}

function transcriptViews(
  variant: NeoantigenVariant,
  { best }: RankedCandidate,
): readonly TranscriptView[] {
  const holders = new Set(
    best === null ? [] : variant.peptides[best.peptide]?.sources.map(({ protein }) => protein),
  );
  return variant.proteins.map((protein, index) => ({
    transcript: protein.transcript,
    gene: protein.geneSymbol,
    maneSelect: protein.maneSelect,
    canonical: protein.canonical,
    supportLevel: protein.transcriptSupportLevel,
    biotype: protein.biotype,
    terms: protein.terms,
    hgvsc: protein.hgvsc,
    hgvsp: protein.hgvsp,
    geneExpression: protein.geneExpression,
    transcriptExpression: protein.transcriptExpression,
    flags: protein.flags,
    doubt: protein.doubt,
    holdsBestPeptide: holders.has(index),
  }));
}

function synthesisIssues(peptide: Manufacturability): readonly string[] {
  const issues: string[] = [];
  if (peptide.difficultNTerminalResidue) issues.push('difficult first residue');
  if (peptide.nTerminalAsparagine) issues.push('asparagine first');
  if (peptide.cTerminalCysteine) issues.push('cysteine last');
  if (peptide.cTerminalProline) issues.push('proline last');
  if (peptide.cysteineCount > 0) {
    issues.push(`${peptide.cysteineCount} cysteine${peptide.cysteineCount === 1 ? '' : 's'}`);
  }
  if (peptide.asparagineProlineBonds > 0) {
    issues.push(
      `${peptide.asparagineProlineBonds} asparagine-proline bond${peptide.asparagineProlineBonds === 1 ? '' : 's'}`,
    );
  }
  return issues;
}
