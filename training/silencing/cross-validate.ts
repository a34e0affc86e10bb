import { seededRandom } from '../../src/core/seeded-random.js';
import {
  type DoubtBin,
  type EfficacyVariant,
  variantScore,
} from '../../src/engines/editing/efficacy-model.js';
import { SIRNA_FEATURE_COUNT } from '../../src/engines/silencing/sirna-features.js';
import { boostTrees } from '../editing/boost-trees.js';
import { fitRidge } from '../editing/fit-ridge.js';
import { FOLD_SEED, FOLDS, RECIPE } from './recipe.js';
import type { SirnaRow } from './sirna-rows.js';

/** A row with the questions that it answers with yes. */
export interface AnsweredRow extends SirnaRow {
  readonly found: readonly number[];
}

/** Trained on these rows; its doubt is still to be measured. */
export function fitModel(rows: readonly AnsweredRow[]): Omit<EfficacyVariant, 'doubt'> {
  const lists: number[][] = Array.from({ length: SIRNA_FEATURE_COUNT }, () => []);
  rows.forEach(({ found }, row) => {
    for (const feature of found) lists[feature]?.push(row);
  });
  const yes = lists.map((list) => Int32Array.from(list));
  const targets = Float64Array.from(rows, ({ activity }) => activity);
  const linear = fitRidge(yes, targets, RECIPE.penalty);
  const boosted = boostTrees(yes, targets, RECIPE);
  return {
    featureCount: SIRNA_FEATURE_COUNT,
    linearMean: linear.mean,
    weights: linear.weights,
    yesShares: linear.yesShares,
    treeStart: boosted.start,
    splits: boosted.splits,
    values: boosted.values,
  };
}

/** Letters that two guides share where they lie over each other on a transcript. */
const SHARED_LETTERS = 15;

/** The fold of each row: guides that share 15 letters are neighbours on a transcript and stay together. */
function foldsOf(rows: readonly SirnaRow[]): readonly number[] {
  const parent = rows.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] as number;
    return at;
  };
  const firstWith = new Map<string, number>();
  rows.forEach(({ guide }, i) => {
    for (let k = 0; k + SHARED_LETTERS <= guide.length; k++) {
      const word = guide.slice(k, k + SHARED_LETTERS);
      const first = firstWith.get(word);
      if (first === undefined) firstWith.set(word, i);
      else parent[rootOf(i)] = rootOf(first);
    }
  });
  const random = seededRandom(FOLD_SEED);
  const foldOf = new Map<number, number>();
  return rows.map((_, i) => {
    const root = rootOf(i);
    let fold = foldOf.get(root);
    if (fold === undefined) foldOf.set(root, (fold = random.below(FOLDS)));
    return fold;
  });
}

/** Each row's activity as predicted by a model that met no neighbour of its guide. */
export function heldOutActivities(rows: readonly AnsweredRow[]): Float64Array {
  const folds = foldsOf(rows);
  const activities = new Float64Array(rows.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = { ...fitModel(rows.filter((_, i) => folds[i] !== fold)), doubt: [] };
    rows.forEach(({ found }, i) => {
      if (folds[i] === fold) activities[i] = variantScore(model, found);
    });
  }
  return activities;
}

/** Share of rows that were measured within the range of their prediction. */
export function coverage(
  rows: readonly SirnaRow[],
  predicted: Float64Array,
  doubt: readonly DoubtBin[],
): number {
  const inside = rows.filter(({ activity }, i) => {
    const value = predicted[i] as number;
    const bin = doubt.find(({ below }) => value < below) as DoubtBin;
    return activity >= value + bin.low && activity <= value + bin.high;
  });
  return inside.length / rows.length;
}
