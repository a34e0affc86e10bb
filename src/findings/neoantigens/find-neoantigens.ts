import type { HlaAllele, Peptide } from '../../core/brands.js';
import { breathe, type Context } from '../../core/context.js';
import { hlaClass } from '../../core/hla-allele.js';
import type { SkippedItem } from '../../core/skipped.js';
import type { SomaticVariant, TranscriptConsequence, TumourCase } from '../../case/tumour-case.js';
import { pairClassIIChains } from '../../engines/presentation/class-ii-pairs.js';
import type {
  AlleleScores,
  PresentationModel,
} from '../../engines/presentation/presentation-model.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import type {
  AlleleModel,
  CandidatePeptide,
  MissingPart,
  MutantProtein,
  NeoantigenFindings,
  NeoantigenVariant,
  PeptideScore,
} from '../findings.js';
import { novelPeptides } from './candidate-peptides.js';
import { estimateClonality } from './clonality.js';
import { manufacturability } from './manufacturability.js';
import { mutantSequence, mutationWindows, type MutantSequence } from './mutant-protein.js';

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
    frameshiftProtein: consequence.frameshiftProtein,
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

/** Five significant digits: more than any model means, and a third of the file. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

class ScoreTable {
  private readonly index = new Map<string, number>();

  constructor(
    private readonly peptides: readonly Peptide[],
    private readonly byAllele: ReadonlyMap<HlaAllele, AlleleScores>,
  ) {
    this.peptides.forEach((peptide, i) => this.index.set(peptide, i));
  }

  scoreOf(draft: Pick<Draft, 'peptide' | 'wildtype'>, allele: HlaAllele): PeptideScore | null {
    const scores = this.byAllele.get(allele);
    const at = this.index.get(draft.peptide);
    if (scores?.kind !== 'scored' || at === undefined) return null;
    const presentationScore = scores.presentationScore[at] as number;
    if (Number.isNaN(presentationScore)) return null;
    const healthy = draft.wildtype === null ? undefined : this.index.get(draft.wildtype);
    const read = (values: Float64Array | null, i: number | undefined): number | null => {
      const value = i === undefined ? undefined : values?.[i];
      return value === undefined || Number.isNaN(value) ? null : rounded(value);
    };
    return {
      affinityNm: read(scores.affinityNm, at),
      presentationScore: rounded(presentationScore),
      percentileRank: rounded(scores.percentileRank[at] as number),
      coreStart0: scores.coreStart0?.[at] ?? null,
      wildtypeAffinityNm: read(scores.affinityNm, healthy),
      wildtypePresentationScore: read(scores.presentationScore, healthy),
      wildtypePercentileRank: read(scores.percentileRank, healthy),
    };
  }
}

/** The peptides of a class that are scored, and their counterparts. */
function scoredPeptides(
  drafts: readonly VariantDraft[],
  mhcClass: 'I' | 'II',
  options: NeoantigenOptions,
): readonly Peptide[] {
  const lengths = scoredLengths(mhcClass, options);
  const peptides = new Set<Peptide>();
  for (const { peptides: ofVariant } of drafts) {
    for (const draft of ofVariant) {
      if (draft.mhcClass !== mhcClass || !lengths.includes(draft.peptide.length)) continue;
      peptides.add(draft.peptide);
      if (draft.wildtype !== null) peptides.add(draft.wildtype);
    }
  }
  return [...peptides].sort();
}

function scoredLengths(mhcClass: 'I' | 'II', options: NeoantigenOptions): readonly number[] {
  return mhcClass === 'I' ? options.classILengths : options.classIIScoredLengths;
}

/** Scores each class with its model; what has none says so. */
async function scoreAlleles(
  drafts: readonly VariantDraft[],
  typed: readonly HlaAllele[],
  options: NeoantigenOptions,
  tools: NeoantigenTools,
  context: Context,
): Promise<{
  readonly models: readonly AlleleModel[];
  readonly tables: ReadonlyMap<'I' | 'II', ScoreTable>;
}> {
  const { molecules, unpaired } = pairClassIIChains(typed);
  const alleles = [
    ...typed.filter((allele) => hlaClass(allele) === 'I'),
    ...molecules.map(({ allele }) => allele),
  ];
  const models = new Map<HlaAllele, AlleleModel>();
  const tables = new Map<'I' | 'II', ScoreTable>();
  for (const mhcClass of ['I', 'II'] as const) {
    const ofClass = alleles.filter((allele) => hlaClass(allele) === mhcClass);
    if (ofClass.length === 0) continue;
    const model = tools.presentation.find((candidate) => candidate.mhcClass === mhcClass);
    if (model === undefined) {
      for (const allele of ofClass) {
        models.set(allele, {
          allele,
          mhcClass,
          status: 'unscored',
          reason: `no class ${mhcClass} presentation model is installed`,
        });
      }
      continue;
    }
    const peptides = scoredPeptides(drafts, mhcClass, options);
    const byAllele = new Map<HlaAllele, AlleleScores>();
    for (const [i, allele] of ofClass.entries()) {
      context.report({ step: `class ${mhcClass} presentation`, done: i, total: ofClass.length });
      await breathe(context);
      const [scores] = (await model.score(peptides, [allele], context)) as [AlleleScores];
      byAllele.set(allele, scores);
      models.set(
        allele,
        scores.kind === 'scored'
          ? {
              allele,
              mhcClass,
              status: 'scored',
              modelId: scores.modelId,
              nearestTrained: nearestTrained(model, allele),
              positionShares: await positionShares(model, allele, options, mhcClass, context),
            }
          : { allele, mhcClass, status: 'unscored', reason: scores.reason },
      );
    }
    context.report({
      step: `class ${mhcClass} presentation`,
      done: ofClass.length,
      total: ofClass.length,
    });
    tables.set(mhcClass, new ScoreTable(peptides, byAllele));
  }
  return {
    models: [
      ...alleles.map((allele) => models.get(allele) as AlleleModel),
      ...unpaired.map(({ allele, reason }): AlleleModel => ({
        allele,
        mhcClass: 'II',
        status: 'unscored',
        reason,
      })),
    ],
    tables,
  };
}

function nearestTrained(
  model: PresentationModel,
  allele: HlaAllele,
): Extract<AlleleModel, { status: 'scored' }>['nearestTrained'] {
  const distance = model.alleleDistance(allele);
  return distance === null
    ? null
    : { allele: distance.nearest, differingResidues: distance.differingResidues };
}

async function positionShares(
  model: PresentationModel,
  allele: HlaAllele,
  options: NeoantigenOptions,
  mhcClass: 'I' | 'II',
  context: Context,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const known: [string, readonly number[]][] = [];
  for (const length of scoredLengths(mhcClass, options)) {
    const shares = await model.positionShares(allele, length, context);
    if (shares !== null) known.push([String(length), shares.map((share) => rounded(share))]);
  }
  return Object.fromEntries(known);
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
