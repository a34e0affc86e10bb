import { breathe, type Context } from '../../core/context.js';
import type { SkippedItem } from '../../core/skipped.js';
import type { SomaticVariant, TranscriptConsequence, TumourCase } from '../../case/tumour-case.js';
import type { PresentationModel } from '../../engines/presentation/presentation-model.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import type {
  CandidatePeptide,
  MissingPart,
  MutantProtein,
  NeoantigenFindings,
  NeoantigenVariant,
} from '../findings.js';
import { novelPeptides } from './candidate-peptides.js';
import { estimateClonality } from './clonality.js';
import { manufacturability } from './manufacturability.js';
import { mutantSequence, mutationWindows, type MutantSequence } from './mutant-protein.js';
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

/** Residues kept either side of a change: enough for 27-residue long peptides. */
const WINDOW_FLANK = 26;
/** Variants handled between two breaths. */
const VARIANTS_PER_BREATH = 40;

interface Draft extends Omit<CandidatePeptide, 'healthyOccurrences' | 'scores'> {
  /** The gene whose healthy protein has the peptide elsewhere; null where it does not. */
  readonly ownProtein: string | null;
}

interface VariantDraft {
  readonly variant: SomaticVariant;
  readonly proteins: readonly MutantProtein[];
  readonly peptides: readonly Draft[];
}

export interface FoundNeoantigens {
  readonly neoantigens: NeoantigenFindings;
  readonly skipped: readonly SkippedItem[];
  readonly missing: readonly MissingPart[];
}

/** The sequences behind one annotated consequence, or why there are none. */
export function sequencesOf(
  tumour: TumourCase,
  variant: SomaticVariant,
  consequence: TranscriptConsequence,
): ReturnType<typeof mutantSequence> {
  return mutantSequence({
    terms: consequence.terms,
    proteinPosition: consequence.proteinPosition,
    aminoAcids: consequence.aminoAcids,
    referenceLength: variant.reference.length,
    alternateLength: variant.alternate.length,
    wildtypeProtein:
      consequence.wildtypeProtein === null
        ? null
        : (tumour.proteins[consequence.wildtypeProtein] ?? null),
    mutantProtein: consequence.mutantProtein,
    proteinDoubt: consequence.proteinDoubt,
  });
}

function mutantProtein(
  consequence: TranscriptConsequence,
  sequence: MutantSequence,
): MutantProtein {
  const windows = mutationWindows(sequence, WINDOW_FLANK);
  return {
    transcript: consequence.transcript,
    geneSymbol: consequence.geneSymbol,
    geneId: consequence.geneId,
    kind: sequence.kind,
    terms: consequence.terms,
    proteinPosition: (consequence.proteinPosition ?? '').split('/')[0] as string,
    aminoAcids: consequence.aminoAcids ?? '',
    codons: consequence.codons,
    hgvsc: consequence.hgvsc,
    hgvsp: consequence.hgvsp,
    biotype: consequence.biotype,
    canonical: consequence.canonical,
    maneSelect: consequence.maneSelect,
    transcriptSupportLevel: consequence.transcriptSupportLevel,
    flags: consequence.flags,
    geneExpression: consequence.geneExpression,
    transcriptExpression: consequence.transcriptExpression,
    wildtypeLength: sequence.wildtype.length,
    mutantLength: sequence.mutant.length,
    changedStart0: sequence.changedStart0,
    changedEnd0: sequence.changedEnd0,
    mutantWindow: windows.mutant,
    wildtypeWindow: windows.wildtype,
    windowStart0: windows.start0,
    doubt: sequence.doubt,
  };
}

function describe(variant: SomaticVariant): string {
  return `variant ${variant.id}`;
}

function draftVariant(
  tumour: TumourCase,
  variant: SomaticVariant,
  options: NeoantigenOptions,
  skip: (item: SkippedItem) => void,
): VariantDraft | null {
  const proteins: MutantProtein[] = [];
  const peptides = new Map<string, Draft & { sources: { protein: number; start0: number }[] }>();
  let nonStandardWindows = 0;
  for (const consequence of variant.consequences) {
    const result = sequencesOf(tumour, variant, consequence);
    if (result.status === 'silent') continue;
    if (result.status === 'skipped') {
      skip({
        status: 'skipped',
        item: `${describe(variant)} on ${consequence.transcript}`,
        code: result.code,
        reason: result.reason,
        line: variant.line,
      });
      continue;
    }
    const protein = proteins.length;
    proteins.push(mutantProtein(consequence, result.sequence));
    for (const [mhcClass, lengths] of [
      ['I', options.classILengths],
      ['II', options.classIILengths],
    ] as const) {
      const novel = novelPeptides(result.sequence, lengths);
      nonStandardWindows += novel.nonStandardWindows;
      for (const novelPeptide of novel.peptides) {
        const { peptide, wildtype, mutatedPositions, start0 } = novelPeptide;
        const key = `${peptide} ${wildtype ?? ''}`;
        const known = peptides.get(key);
        if (known !== undefined) {
          known.sources.push({ protein, start0 });
          continue;
        }
        peptides.set(key, {
          peptide,
          mhcClass,
          wildtype,
          mutatedPositions,
          sources: [{ protein, start0 }],
          manufacturability: manufacturability(peptide),
          ownProtein: novelPeptide.elsewhereInHealthyProtein
            ? `${consequence.geneSymbol ?? consequence.transcript} (its own healthy protein)`
            : null,
        });
      }
    }
  }
  if (nonStandardWindows > 0) {
    skip({
      status: 'skipped',
      item: describe(variant),
      code: 'non-standard-residue',
      reason: `${nonStandardWindows} windows hold a residue that is none of the twenty`,
      line: variant.line,
    });
  }
  if (proteins.length === 0) return null;
  if (peptides.size === 0) {
    skip({
      status: 'skipped',
      item: describe(variant),
      code: 'no-novel-peptide',
      reason: 'the changed protein holds no peptide that the healthy one does not',
      line: variant.line,
    });
  }
  return { variant, proteins, peptides: [...peptides.values()] };
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
 * up in the healthy proteome. Variants keep the order of the input.
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
  const drafts: VariantDraft[] = [];
  for (const [i, variant] of considered.entries()) {
    if (i % VARIANTS_PER_BREATH === 0) {
      context.report({ step: 'mutant proteins', done: i, total: considered.length });
      await breathe(context);
    }
    const draft = draftVariant(tumour, variant, options, (item) => skipped.push(item));
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
