import type { Cited } from '../core/cited.js';
import type { Section } from '../core/document.js';
import type { SkippedItem } from '../core/skipped.js';
import { countByCode } from '../core/skipped.js';
import type {
  AlleleModel,
  Clonality,
  Findings,
  Manufacturability,
  MissingPart,
  PeptideScore,
} from '../findings/findings.js';
import type { Criterion, RankedCandidate, Ranking, Tier } from '../findings/ranking/ranking.js';
import { type Designs, modalityOf, type TherapyDesigns } from '../modalities/designs.js';
import type { PackUse } from '../packs/pack-store.js';
import type { ReadSupport } from '../case/tumour-case.js';
import { copyView, type CopyView } from './candidate-copy-view.js';
import { designFiles } from './design-files.js';
import type { DossierInput } from './dossier-input.js';
import { RESEARCH_USE_ONLY } from './dossier-input.js';
import { TIER_MEANINGS } from './tiers.js';

/** One candidate with all that its place rests on, the indices of findings and ranking resolved. */
interface DossierCandidate {
  readonly place: number;
  readonly tier: Tier;
  readonly summary: string;
  readonly variant: string;
  readonly gene: string | null;
  readonly aminoAcidChange: string;
  readonly best: {
    readonly peptide: string;
    readonly wildtype: string | null;
    readonly mutatedPositions: readonly number[];
    /** 1-based; null where not known. */
    readonly anchors: readonly number[] | null;
    readonly allele: string;
    readonly transcript: string;
    readonly score: PeptideScore;
    readonly healthyOccurrences: { readonly count: number; readonly proteins: readonly string[] };
    readonly manufacturability: Manufacturability;
  } | null;
  /** Variants that make the reported protein together, and near ones that were not joined; null where there are none. */
  readonly copy: CopyView | null;
  readonly criteria: readonly Criterion[];
  readonly tumourDna: ReadSupport;
  readonly normalDna: ReadSupport | null;
  readonly tumourRna: ReadSupport | null;
  readonly clonality: Clonality;
  readonly geneExpression: number | null;
  readonly alleleExpression: number | null;
  readonly includedPeptides: number;
  readonly passingPeptides: number;
  readonly passingTranscripts: number;
  readonly passingByAllele: Readonly<Record<string, number>>;
  readonly transcripts: readonly string[];
  readonly nearestSelf: RankedCandidate['nearestSelf'];
}

/** What became of one therapy; paths of files are below the dossier's folder. */
interface DossierTherapy extends Omit<TherapyDesigns, 'designs'> {
  readonly designs: readonly {
    readonly id: string;
    readonly score: number;
    readonly claims: readonly Cited<string>[];
    readonly report: readonly Section[];
    readonly files: readonly string[];
  }[];
}

/** `dossier/dossier.json`: what the page says, for a program to read. */
export interface DossierJson {
  readonly kind: 'oncoscript/dossier';
  readonly schemaVersion: 1;
  readonly use: string;
  readonly softwareVersion: string;
  readonly inputHash: string;
  readonly seed: number;
  readonly tumour: Findings['tumour'];
  readonly summary: {
    readonly candidates: number;
    readonly tiers: readonly { readonly tier: Tier; readonly count: number }[];
    readonly alleles: readonly Omit<AlleleModel, 'positionShares'>[];
  };
  readonly candidates: readonly DossierCandidate[];
  readonly methods: {
    readonly models: readonly string[];
    readonly rankingOptions: Ranking['options'];
    readonly clonalVaf: number | null;
    readonly clonalVafFrom: string;
    readonly packs: readonly PackUse[];
  };
  readonly missing: readonly MissingPart[];
  readonly skippedByCode: readonly { readonly code: string; readonly count: number }[];
  /** All of them, unlike the page's list. */
  readonly skipped: readonly SkippedItem[];
  readonly sections: readonly Section[];
  readonly therapies: readonly DossierTherapy[];
}

export function dossierJson(input: DossierInput): DossierJson {
  const { findings, ranking } = input;
  const { alleles } = findings.neoantigens;
  return {
    kind: 'oncoscript/dossier',
    schemaVersion: 1,
    use: RESEARCH_USE_ONLY,
    softwareVersion: findings.softwareVersion,
    inputHash: findings.inputHash,
    seed: findings.seed,
    tumour: findings.tumour,
    summary: {
      candidates: ranking.candidates.length,
      tiers: TIER_MEANINGS.map(({ tier }) => ({
        tier,
        count: ranking.candidates.filter((candidate) => candidate.tier === tier).length,
      })),
      alleles: alleles.map((model) =>
        model.status === 'scored'
          ? {
              allele: model.allele,
              mhcClass: model.mhcClass,
              status: model.status,
              modelId: model.modelId,
              nearestTrained: model.nearestTrained,
            }
          : model,
      ),
    },
    candidates: ranking.candidates.map((candidate) => dossierCandidate(input, candidate)),
    methods: {
      models: [
        ...new Set(alleles.flatMap((model) => (model.status === 'scored' ? [model.modelId] : []))),
      ],
      rankingOptions: ranking.options,
      clonalVaf: ranking.clonalVaf,
      clonalVafFrom: ranking.clonalVafFrom,
      packs: input.designs?.packs ?? findings.packs,
    },
    missing: findings.missing,
    skippedByCode: countByCode(findings.skipped),
    skipped: findings.skipped,
    sections: input.sections ?? [],
    therapies: input.designs == null ? [] : dossierTherapies(input.designs, findings),
  };
}

function dossierTherapies(designs: Designs, findings: Findings): readonly DossierTherapy[] {
  return designs.therapies.map((therapy) => ({
    ...therapy,
    designs: therapy.designs.map((design) => ({
      id: design.id,
      score: design.score,
      claims: design.claims,
      report: modalityOf(therapy.kind).report(design, findings),
      files: designFiles(designs, therapy, design).map(({ path }) => `designs/${path}`),
    })),
  }));
}

function dossierCandidate(input: DossierInput, candidate: RankedCandidate): DossierCandidate {
  const { alleles, variants } = input.findings.neoantigens;
  const variant = variants[candidate.variant];
  if (variant === undefined) throw new Error(`the ranking names variant ${candidate.variant}`);
  const reported = variant.proteins[candidate.protein];
  return {
    place: candidate.place,
    tier: candidate.tier,
    summary: candidate.summary,
    variant: variant.id,
    gene: reported?.geneSymbol ?? null,
    aminoAcidChange: candidate.aminoAcidChange,
    best: candidate.best === null ? null : bestPeptide(input, candidate, candidate.best),
    copy: copyView(variant, candidate),
    criteria: candidate.criteria,
    tumourDna: variant.tumourDna,
    normalDna: variant.normalDna,
    tumourRna: variant.tumourRna,
    clonality: variant.clonality,
    geneExpression: reported?.geneExpression ?? null,
    alleleExpression: candidate.alleleExpression,
    includedPeptides: candidate.includedPeptides,
    passingPeptides: candidate.passingPeptides,
    passingTranscripts: candidate.passingTranscripts,
    passingByAllele: Object.fromEntries(
      alleles.map(({ allele }, index) => [allele, candidate.passingByAllele[index] ?? 0]),
    ),
    transcripts: variant.proteins.map(({ transcript }) => transcript),
    nearestSelf: candidate.nearestSelf,
  };
}

function bestPeptide(
  { findings, anchors }: DossierInput,
  { variant }: RankedCandidate,
  best: NonNullable<RankedCandidate['best']>,
): DossierCandidate['best'] {
  const { alleles, variants } = findings.neoantigens;
  const peptide = variants[variant]?.peptides[best.peptide];
  const allele = alleles[best.allele]?.allele;
  const transcript = variants[variant]?.proteins[best.protein]?.transcript;
  const score = peptide?.scores[best.allele];
  if (peptide === undefined || allele === undefined || transcript === undefined || score == null) {
    throw new Error(
      `the ranking's best peptide of variant ${variant} has no score in the findings`,
    );
  }
  return {
    peptide: peptide.peptide,
    wildtype: peptide.wildtype,
    mutatedPositions: peptide.mutatedPositions,
    anchors: anchors?.(allele, peptide.peptide.length) ?? null,
    allele,
    transcript,
    score,
    healthyOccurrences: peptide.healthyOccurrences,
    manufacturability: peptide.manufacturability,
  };
}
