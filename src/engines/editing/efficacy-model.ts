import { GUIDE_FEATURES } from './guide-features.js';

/** Splits of a tree: nodes 0 to 6 ask, 7 to 14 are leaves; the children of node i are 2i + 1 (no) and 2i + 2 (yes). */
export const TREE_SPLITS = 7;
export const TREE_NODES = 15;

/** Half a linear model, half boosted trees, over the same yes-or-no questions. */
export interface EfficacyVariant {
  /** Questions it may ask: the first so many of GUIDE_FEATURES. */
  readonly featureCount: number;
  /** Mean of the linear model over its training rows. */
  readonly linearMean: number;
  /** `featureCount` weights, and how often each answer is yes in training. */
  readonly weights: Float32Array;
  readonly yesShares: Float32Array;
  /** Where the trees start from. */
  readonly treeStart: number;
  /** Questions, TREE_SPLITS a tree. */
  readonly splits: Uint16Array;
  /** What each node would answer, TREE_NODES a tree. */
  readonly values: Float32Array;
  /** How far truth lay from scores like this in genes never met; ascending by `below`, the last one infinite. */
  readonly doubt: readonly DoubtBin[];
}

/** For scores under `below` (and not under the bin before): the 10th and 90th percentile of truth less score. */
export interface DoubtBin {
  readonly below: number;
  readonly low: number;
  readonly high: number;
}

/** Score of a guide with these true questions (ascending indices). */
export function variantScore(variant: EfficacyVariant, found: readonly number[]): number {
  let score = 0;
  addUp(variant, found, (_, amount) => {
    score += amount;
  });
  return variantBase(variant) + score;
}

/** The score of a guide nothing is known of. */
export function variantBase({ linearMean, treeStart, values }: EfficacyVariant): number {
  let roots = treeStart;
  for (let node = 0; node < values.length; node += TREE_NODES) roots += values[node] as number;
  return (linearMean + roots) / 2;
}

/**
 * What each subject adds to `variantBase`, by subject, exact: they add up to the score. The linear half gives a question its
 * weight times the answer less its mean; a tree gives a question what the answer changes on the way to the leaf.
 */
export function variantReasons(
  variant: EfficacyVariant,
  found: readonly number[],
): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  addUp(variant, found, (feature, amount) => {
    const { subject } = GUIDE_FEATURES[feature] as { readonly subject: string };
    reasons.set(subject, (reasons.get(subject) ?? 0) + amount);
  });
  return reasons;
}

function addUp(
  { featureCount, weights, yesShares, splits, values }: EfficacyVariant,
  found: readonly number[],
  add: (feature: number, amount: number) => void,
): void {
  const yes = new Uint8Array(featureCount);
  for (const feature of found) yes[feature] = 1;
  for (let feature = 0; feature < featureCount; feature++) {
    const beside = (yes[feature] as number) - (yesShares[feature] as number);
    add(feature, ((weights[feature] as number) * beside) / 2);
  }
  for (let tree = 0; tree * TREE_SPLITS < splits.length; tree++) {
    let node = 0;
    while (node < TREE_SPLITS) {
      const feature = splits[tree * TREE_SPLITS + node] as number;
      const next = 2 * node + 1 + (yes[feature] as number);
      const here = values[tree * TREE_NODES + node] as number;
      add(feature, ((values[tree * TREE_NODES + next] as number) - here) / 2);
      node = next;
    }
  }
}
