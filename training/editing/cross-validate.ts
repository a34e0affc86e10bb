import { measuredDoubt } from '../measured-doubt.js';
import {
  type DoubtBin,
  type EfficacyVariant,
  variantScore,
} from '../../src/engines/editing/efficacy-model.js';
import { boostTrees } from './boost-trees.js';
import { fitRidge } from './fit-ridge.js';
import { RECIPE } from './recipe.js';
import { rowsByFeature, type ScreenRow } from './screen-rows.js';
import { spearman } from './spearman.js';

/** Trained on these rows; its doubt is still to be measured. */
export function fitVariant(
  rows: readonly ScreenRow[],
  featureCount: number,
): Omit<EfficacyVariant, 'doubt'> {
  const yes = rowsByFeature(rows, featureCount);
  const targets = Float64Array.from(rows, ({ rank }) => rank);
  const linear = fitRidge(yes, targets, RECIPE.penalty);
  const boosted = boostTrees(yes, targets, RECIPE);
  return {
    featureCount,
    linearMean: linear.mean,
    weights: linear.weights,
    yesShares: linear.yesShares,
    treeStart: boosted.start,
    splits: boosted.splits,
    values: boosted.values,
  };
}

export function genesOf(rows: readonly Pick<ScreenRow, 'gene'>[]): readonly string[] {
  return [...new Set(rows.map(({ gene }) => gene))].sort();
}

/** Each row's score by a model that met no guide of its gene. */
export function heldOutScores(rows: readonly ScreenRow[], featureCount: number): readonly number[] {
  const scores = new Map<ScreenRow, number>();
  for (const gene of genesOf(rows)) {
    const variant = {
      ...fitVariant(
        rows.filter((row) => row.gene !== gene),
        featureCount,
      ),
      doubt: [],
    };
    for (const row of rows) {
      if (row.gene === gene) {
        scores.set(
          row,
          variantScore(
            variant,
            row.found.filter((feature) => feature < featureCount),
          ),
        );
      }
    }
  }
  return rows.map((row) => scores.get(row) as number);
}

/** Rank correlation over all rows and, for each gene, over its own. */
export function agreement(
  rows: readonly ScreenRow[],
  scores: readonly number[],
): {
  readonly pooled: number;
  readonly mean: number;
  readonly byGene: ReadonlyMap<string, number>;
} {
  const ranks = rows.map(({ rank }) => rank);
  const byGene = new Map<string, number>();
  for (const gene of genesOf(rows)) {
    const own = rows.flatMap((row, i) => (row.gene === gene ? [i] : []));
    byGene.set(
      gene,
      spearman(
        own.map((i) => scores[i] as number),
        own.map((i) => ranks[i] as number),
      ),
    );
  }
  const sum = [...byGene.values()].reduce((total, r) => total + r, 0);
  return { pooled: spearman(scores, ranks), mean: sum / byGene.size, byGene };
}

/** Share of rows whose rank lies in the interval measured on the other genes. */
export function coverage(rows: readonly ScreenRow[], scores: readonly number[]): number {
  let inside = 0;
  for (const gene of genesOf(rows)) {
    const others = rows.flatMap((row, i) => (row.gene === gene ? [] : [i]));
    const doubt = measuredDoubt(
      others.map((i) => (rows[i] as ScreenRow).rank),
      others.map((i) => scores[i] as number),
    );
    rows.forEach((row, i) => {
      if (row.gene !== gene) return;
      const score = scores[i] as number;
      const bin = doubt.find(({ below }) => score < below) as DoubtBin;
      if (row.rank >= score + bin.low && row.rank <= score + bin.high) inside++;
    });
  }
  return inside / rows.length;
}
