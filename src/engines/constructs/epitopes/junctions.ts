import { type HlaAllele, isPeptide, type Peptide } from '../../../core/brands.js';
import { breathe, type Context } from '../../../core/context.js';
import { hlaClass } from '../../../core/hla-allele.js';
import { compareText } from '../../../core/skipped.js';
import type { MhcClass, PresentationModel } from '../../presentation/presentation-model.js';
import type { HealthyProteome } from '../../search/healthy-proteome.js';
import { presentationProbability } from './presentation-probability.js';

/** What junctions are judged with. */
export interface JunctionEngines {
  readonly presentation: readonly PresentationModel[];
  readonly healthyProteome: Pick<HealthyProteome, 'occurrences'>;
}

/** Residues between two parts, and residues taken off the end of the left and the start of the right one. */
export interface JunctionForm {
  readonly leftClip: number;
  /** Empty where there is none. */
  readonly spacer: string;
  readonly rightClip: number;
}

/** A new peptide and the allele on which it ranks lowest. */
export interface NewBinder {
  readonly peptide: Peptide;
  readonly allele: HlaAllele;
  readonly mhcClass: MhcClass;
  readonly percentileRank: number;
}

/** What a junction makes that neither part holds. */
export interface JunctionJudgement {
  /** The lowest rank; null where no allele is scored or there is no new peptide. */
  readonly strongest: NewBinder | null;
  /** New peptides that a healthy protein has, with one that does: `ALDKLALDK (PLEC)`. */
  readonly healthy: readonly string[];
  readonly isAcceptable: boolean;
  /** Presentation probability at the lowest rank, 0 beyond a weak binder's, plus 1 where it is not acceptable. */
  readonly cost: number;
}

/** Ranks (%) below which a peptide is a strong binder, and up to which it is a weak one. */
export interface BinderRanks {
  readonly strong: Readonly<Record<MhcClass, number>>;
  readonly weak: Readonly<Record<MhcClass, number>>;
}

/** NetMHCpan 4.1 and NetMHCIIpan 4.3 (services.healthtech.dtu.dk). */
export const BINDER_RANKS: BinderRanks = { strong: { I: 0.5, II: 1 }, weak: { I: 2, II: 5 } };

/** A part of a construct and what stands on either side of it. */
export interface JunctionParts {
  readonly left: string;
  readonly right: string;
}

/** Peptides asked for at once: some 30 ms in the search of the proteome. */
const PEPTIDES_PER_BATCH = 10_000;

const LENGTHS: Readonly<Record<MhcClass, readonly number[]>> = { I: [8, 9, 10, 11], II: [15] };

/**
 * The stretches of the lengths of a class that are not wholly inside the left or the right part as they stand,
 * nor anywhere in them: `left` and `right` are already clipped.
 */
export function newPeptides(
  { left, right }: JunctionParts,
  spacer: string,
  mhcClass: MhcClass,
): readonly Peptide[] {
  const peptides = new Set<Peptide>();
  for (const length of LENGTHS[mhcClass]) {
    const leftEnd = left.slice(-(length - 1));
    const text = leftEnd + spacer + right.slice(0, length - 1);
    const rightStart = leftEnd.length + spacer.length;
    for (let start = 0; start + length <= text.length; start++) {
      const end = start + length;
      if (end <= leftEnd.length || start >= rightStart) continue;
      const peptide = text.slice(start, end);
      if (isPeptide(peptide) && !left.includes(peptide) && !right.includes(peptide)) {
        peptides.add(peptide);
      }
    }
  }
  return [...peptides];
}

/**
 * Judges new peptides on one patient's alleles and remembers them: junctions share most of theirs.
 */
export class PeptideJudge {
  private readonly strongestOf = new Map<Peptide, NewBinder | null>();
  private readonly healthyOf = new Map<Peptide, string | null>();

  constructor(
    private readonly engines: JunctionEngines,
    private readonly alleles: readonly HlaAllele[],
    private readonly ranks: BinderRanks,
    private readonly context: Context,
  ) {}

  /** Scores and looks up the peptides that are not known yet. */
  async learn(peptides: Iterable<Peptide>, mhcClass: MhcClass): Promise<void> {
    const unknown = [...new Set(peptides)].filter((peptide) => !this.strongestOf.has(peptide));
    unknown.sort(compareText);
    for (let from = 0; from < unknown.length; from += PEPTIDES_PER_BATCH) {
      this.context.report({ step: 'junction peptides', done: from, total: unknown.length });
      await breathe(this.context);
      const batch = unknown.slice(from, from + PEPTIDES_PER_BATCH);
      await this.score(batch, mhcClass);
      await breathe(this.context);
      for (const { peptide, proteins, examples } of this.engines.healthyProteome.occurrences(
        batch,
      )) {
        const gene = examples[0]?.gene ?? 'a healthy protein';
        this.healthyOf.set(peptide as Peptide, proteins > 0 ? gene : null);
      }
    }
  }

  /** What stands against a set of peptides that were learnt. */
  judge(peptides: readonly Peptide[]): JunctionJudgement {
    let strongest: NewBinder | null = null;
    let probability = 0;
    let isStrong = false;
    const healthy: string[] = [];
    for (const peptide of peptides) {
      const gene = this.healthyOf.get(peptide) ?? null;
      if (gene !== null) healthy.push(`${peptide} (${gene})`);
      const binder = this.strongestOf.get(peptide) ?? null;
      if (binder === null) continue;
      const { mhcClass, percentileRank } = binder;
      isStrong ||= percentileRank < this.ranks.strong[mhcClass];
      const presented =
        percentileRank > this.ranks.weak[mhcClass]
          ? 0
          : presentationProbability(percentileRank, mhcClass);
      if (strongest !== null && presented <= probability && !isLower(binder, strongest)) continue;
      strongest = binder;
      probability = Math.max(probability, presented);
    }
    const isAcceptable = !isStrong && healthy.length === 0;
    return { strongest, healthy, isAcceptable, cost: probability + (isAcceptable ? 0 : 1) };
  }

  /** Those of the peptides that are strong binders, the strongest first. */
  strongBinders(peptides: readonly Peptide[]): readonly NewBinder[] {
    return peptides
      .flatMap((peptide) => this.strongestOf.get(peptide) ?? [])
      .filter(({ mhcClass, percentileRank }) => percentileRank < this.ranks.strong[mhcClass])
      .sort((a, b) => a.percentileRank - b.percentileRank || compareText(a.peptide, b.peptide));
  }

  private async score(batch: readonly Peptide[], mhcClass: MhcClass): Promise<void> {
    for (const peptide of batch) this.strongestOf.set(peptide, null);
    const model = this.engines.presentation.find((candidate) => candidate.mhcClass === mhcClass);
    const alleles = this.alleles.filter((allele) => hlaClass(allele) === mhcClass);
    if (model === undefined || alleles.length === 0) return;
    for (const scores of await model.score(batch, alleles, this.context)) {
      if (scores.kind === 'unscored') continue;
      scores.percentileRank.forEach((percentileRank, i) => {
        const peptide = batch[i] as Peptide;
        const known = this.strongestOf.get(peptide) ?? null;
        // NaN, of a length without a model, is below nothing.
        if (percentileRank < (known?.percentileRank ?? Infinity)) {
          this.strongestOf.set(peptide, {
            peptide,
            allele: scores.allele,
            mhcClass,
            percentileRank,
          });
        }
      });
    }
  }
}

/** Of equal probability, as beyond the table's ends, the lower rank counts. */
function isLower(a: NewBinder, b: NewBinder): boolean {
  return a.mhcClass === b.mhcClass && a.percentileRank < b.percentileRank;
}
