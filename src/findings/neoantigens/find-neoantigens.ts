import { breathe, type Context } from '../../core/context.js';
import type { SkippedItem } from '../../core/skipped.js';
import type { SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import type { PresentationModel } from '../../engines/presentation/presentation-model.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import type {
  CandidatePeptide,
  MissingPart,
  NeoantigenFindings,
  NeoantigenVariant,
} from '../findings.js';
import { estimateClonality } from './clonality.js';
import { copySharers, draftVariant, type VariantDraft } from './draft-variant.js';
import { scoreAlleles } from './score-alleles.js';

export interface NeoantigenOptions {
  /** Peptide lengths enumerated for class I and class II. */
  readonly classILengths: readonly number[];
  readonly classIILengths: readonly number[];
  /** Those of the class II lengths that are scored; the others are enumerated only. */
  readonly classIIScoredLengths: readonly number[];
  /** Take only records whose FILTER is PASS or unset. */
  readonly passOnly: boolean;
}

export const DEFAULT_NEOANTIGEN_OPTIONS: NeoantigenOptions = {
  classILengths: [8, 9, 10, 11],
  classIILengths: [12, 13, 14, 15, 16, 17, 18],
  classIIScoredLengths: [15],
  passOnly: false,
};

/** What the search for neoantigens needs besides the case. */
export interface NeoantigenTools {
  /** One model a class at most; a class without one is enumerated, not scored. */
  readonly presentation: readonly PresentationModel[];
  readonly healthyProteome: HealthyProteome;
}

/** Variants handled between two breaths. */
const VARIANTS_PER_BREATH = 40;

export interface FoundNeoantigens {
  readonly neoantigens: NeoantigenFindings;
  readonly skipped: readonly SkippedItem[];
  readonly missing: readonly MissingPart[];
}

/** Proteins of the pack that hold a peptide; the variant's own where the pack lacks it. */
function healthyOccurrences(
  inPack: CandidatePeptide['healthyOccurrences'] | undefined,
  ownProtein: string | null,
): CandidatePeptide['healthyOccurrences'] {
  if (inPack !== undefined && inPack.count > 0) return inPack;
  return ownProtein === null ? { count: 0, proteins: [] } : { count: 1, proteins: [ownProtein] };
}

function inReview(variant: SomaticVariant, options: NeoantigenOptions): boolean {
  return variant.calledInTumour !== false && (!options.passOnly || variant.filters.length === 0);
}

/**
 * All peptides the tumour makes and the healthy body does not: from missense, in-frame, frameshift
 * and stop-loss variants, on every annotated transcript, scored for the patient's alleles and looked
 * up in the healthy proteome. Variants of one copy act together, and a peptide that several of them make
 * is listed once (`listedWith`). Variants keep the order of the input.
 */
export async function findNeoantigens(
  tumour: TumourCase,
  tools: NeoantigenTools,
  options: NeoantigenOptions,
  context: Context,
): Promise<FoundNeoantigens> {
  const skipped: SkippedItem[] = [];
  const missing: MissingPart[] = [];
  if (tumour.variants.kind === 'missing') {
    missing.push({
      part: 'neoantigens',
      reason: tumour.variants.reason,
      wouldNeed:
        'a VCF of somatic variants, annotated by VEP with the Wildtype and Frameshift plugins',
    });
    return { neoantigens: { alleles: [], variants: [] }, skipped, missing };
  }
  if (tumour.annotation.kind === 'missing') {
    missing.push({
      part: 'neoantigens',
      reason: tumour.annotation.reason,
      wouldNeed: 'the VCF annotated by VEP with the Wildtype and Frameshift plugins',
    });
  }
  const considered = tumour.variants.value.filter((variant) => inReview(variant, options));
  const sharers = copySharers(considered);
  const drafts: VariantDraft[] = [];
  for (const [i, variant] of considered.entries()) {
    if (i % VARIANTS_PER_BREATH === 0) {
      context.report({ step: 'mutant proteins', done: i, total: considered.length });
      await breathe(context);
    }
    const draft = draftVariant(tumour, variant, options, sharers, (item) => skipped.push(item));
    if (draft !== null) drafts.push(draft);
  }
  context.report({ step: 'mutant proteins', done: considered.length, total: considered.length });

  if (tumour.hla.kind === 'missing') {
    missing.push({
      part: 'presentation of neoantigens',
      reason: tumour.hla.reason,
      wouldNeed: "the patient's HLA alleles, two fields each, e.g. --hla 'HLA-A*02:01,…'",
    });
  }
  const alleles = tumour.hla.kind === 'given' ? tumour.hla.value : [];
  const { models, tables } = await scoreAlleles(drafts, alleles, options, tools, context);
  for (const model of models) {
    if (model.status === 'unscored') {
      missing.push({
        part: `presentation by ${model.allele}`,
        reason: model.reason,
        wouldNeed: `a presentation model that covers ${model.allele}`,
      });
    }
  }

  context.report({ step: 'healthy proteome', done: 0, total: 1 });
  await breathe(context);
  const sought = [...new Set(drafts.flatMap(({ peptides }) => peptides.map((p) => p.peptide)))];
  const occurrences = new Map(
    tools.healthyProteome.occurrences(sought).map((occurrence) => [
      occurrence.peptide,
      {
        count: occurrence.proteins,
        proteins: occurrence.examples.map(({ gene, accession }) => `${gene} (${accession})`),
      },
    ]),
  );
  context.report({ step: 'healthy proteome', done: 1, total: 1 });

  const variants = drafts.map(({ variant, proteins, peptides }): NeoantigenVariant => ({
    id: variant.id,
    chromosome: variant.position.chromosome,
    start0: variant.position.start0,
    reference: variant.reference,
    alternate: variant.alternate,
    filters: variant.filters,
    tumourDna: variant.tumourDna,
    normalDna: variant.normalDna,
    tumourRna: variant.tumourRna,
    clonality: estimateClonality(
      variant.tumourDna,
      tumour.purity,
      tumour.copyNumber,
      variant.position,
    ),
    proteins,
    peptides: peptides.map(({ ownProtein, ...draft }): CandidatePeptide => ({
      ...draft,
      healthyOccurrences: healthyOccurrences(occurrences.get(draft.peptide), ownProtein),
      scores: models.map(
        ({ allele, mhcClass }) =>
          (mhcClass === draft.mhcClass ? tables.get(mhcClass) : undefined)?.scoreOf(
            draft,
            allele,
          ) ?? null,
      ),
    })),
  }));
  return { neoantigens: { alleles: models, variants }, skipped, missing };
}
