import type { HlaAllele, Peptide } from '../../core/brands.js';
import { breathe, type Context } from '../../core/context.js';
import { hlaClass } from '../../core/hla-allele.js';
import { pairClassIIChains } from '../../engines/presentation/class-ii-pairs.js';
import type {
  AlleleScores,
  PresentationModel,
} from '../../engines/presentation/presentation-model.js';
import type { AlleleModel, CandidatePeptide, PeptideScore } from '../findings.js';

/** A peptide to score, and its healthy counterpart. */
type ScoredDraft = Pick<CandidatePeptide, 'mhcClass' | 'peptide' | 'wildtype'>;

interface WithDrafts {
  readonly peptides: readonly ScoredDraft[];
}

/** Peptide lengths that are scored, by class. */
interface ScoredLengths {
  readonly classILengths: readonly number[];
  readonly classIIScoredLengths: readonly number[];
}

/** Five significant digits: more than any model means, and a third of the file. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

/** The scores of all alleles of one class. */
class ScoreTable {
  private readonly index = new Map<string, number>();

  constructor(
    private readonly peptides: readonly Peptide[],
    private readonly byAllele: ReadonlyMap<HlaAllele, AlleleScores>,
  ) {
    this.peptides.forEach((peptide, i) => this.index.set(peptide, i));
  }

  scoreOf(
    draft: Pick<ScoredDraft, 'peptide' | 'wildtype'>,
    allele: HlaAllele,
  ): PeptideScore | null {
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
  drafts: readonly WithDrafts[],
  mhcClass: 'I' | 'II',
  options: ScoredLengths,
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

function scoredLengths(mhcClass: 'I' | 'II', options: ScoredLengths): readonly number[] {
  return mhcClass === 'I' ? options.classILengths : options.classIIScoredLengths;
}

/** Scores each class with its model; what has none says so. */
export async function scoreAlleles(
  drafts: readonly WithDrafts[],
  typed: readonly HlaAllele[],
  options: ScoredLengths,
  tools: { readonly presentation: readonly PresentationModel[] },
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
  options: ScoredLengths,
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
