import type { HlaAllele, Peptide } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import type { SeededRandom } from '../../src/core/seeded-random.js';
import { compareText } from '../../src/core/skipped.js';
import type { PresentationModel } from '../../src/engines/presentation/presentation-model.js';

import { auprc, auroc, ppvAtN } from '../metrics.js';

import { drawHumanPeptides } from './human-peptides.js';
import type { HumanProteome } from './human-peptides.js';
import type { Ligand } from './ligand-table.js';

export interface RankingMetrics {
  readonly auroc: number;
  readonly auprc: number;
  readonly ppvAtN: number;
}

export const METRICS = ['auroc', 'auprc', 'ppvAtN'] as const satisfies (keyof RankingMetrics)[];

export interface AlleleMetrics extends RankingMetrics {
  readonly allele: string;
  readonly ligands: number;
}

export interface AlleleEvaluation {
  /** Sorted by allele. */
  readonly scored: readonly AlleleMetrics[];
  readonly withoutModel: readonly { readonly allele: string; readonly ligands: number }[];
  /** Ligands of a length that the model does not score. */
  readonly otherLengths: number;
}

/** All three metrics of scores, higher meaning likelier a ligand. */
export function rankingMetrics(ligands: Float64Array, decoys: Float64Array): RankingMetrics {
  return {
    auroc: auroc(ligands, decoys),
    auprc: auprc(ligands, decoys),
    ppvAtN: ppvAtN(ligands, decoys),
  };
}

/**
 * Each allele's ligands against `decoysPerLigand` random human peptides of the same length each, none of
 * them a known ligand of the allele (`known`: `allele peptide`).
 */
export async function evaluateAlleles(
  model: PresentationModel,
  ligands: readonly Ligand[],
  {
    proteome,
    known,
    decoysPerLigand,
    seed,
  }: {
    readonly proteome: HumanProteome;
    readonly known: ReadonlySet<string>;
    readonly decoysPerLigand: number;
    readonly seed: number;
  },
): Promise<AlleleEvaluation> {
  const random = seededRandom(seed);
  const lengths = new Set(model.peptideLengths);
  const groups = new Map<string, Peptide[]>();
  let otherLengths = 0;
  for (const { allele, peptide } of ligands) {
    if (!lengths.has(peptide.length)) {
      otherLengths++;
      continue;
    }
    const group = groups.get(allele);
    if (group === undefined) groups.set(allele, [peptide as Peptide]);
    else group.push(peptide as Peptide);
  }
  const scored: AlleleMetrics[] = [];
  const withoutModel: { allele: string; ligands: number }[] = [];
  for (const [allele, peptides] of [...groups].sort(([a], [b]) => compareText(a, b))) {
    const decoys = matchedDecoys(peptides, decoysPerLigand, proteome, random).filter(
      (decoy) => !known.has(`${allele} ${decoy}`),
    );
    const [answer] = await model.score(
      [...peptides, ...decoys],
      [allele as HlaAllele],
      quietContext(),
    );
    if (answer?.kind !== 'scored') {
      withoutModel.push({ allele, ligands: peptides.length });
      continue;
    }
    const scores = answer.presentationScore;
    scored.push({
      allele,
      ligands: peptides.length,
      ...rankingMetrics(scores.slice(0, peptides.length), scores.slice(peptides.length)),
    });
  }
  return { scored, withoutModel, otherLengths };
}

function matchedDecoys(
  peptides: readonly Peptide[],
  decoysPerLigand: number,
  proteome: HumanProteome,
  random: SeededRandom,
): readonly Peptide[] {
  const counts = new Map<number, number>();
  for (const { length } of peptides) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .flatMap(([length, count]) =>
      drawHumanPeptides(proteome, { count: count * decoysPerLigand, length, random }),
    );
}

export interface MeanWithInterval {
  readonly mean: number;
  /** 95 % percentile bootstrap over the values. */
  readonly low: number;
  readonly high: number;
}

/** Mean of values and its interval over `resamples` seeded bootstrap samples. */
export function bootstrapMean(
  values: readonly number[],
  { seed, resamples = 2000 }: { readonly seed: number; readonly resamples?: number },
): MeanWithInterval {
  const random = seededRandom(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[random.below(values.length)] as number;
    return sum / values.length;
  }).sort();
  const quantile = (share: number): number => means[Math.round(share * (resamples - 1))] as number;
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    low: quantile(0.025),
    high: quantile(0.975),
  };
}
