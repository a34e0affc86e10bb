import { seededRandom } from '../../src/core/seeded-random.js';
import { TREE_NODES, TREE_SPLITS } from '../../src/engines/editing/efficacy-model.js';

export interface BoostOptions {
  readonly trees: number;
  /** Share of a tree's answer that is kept. */
  readonly rate: number;
  /** Of rows and of questions drawn for each tree. */
  readonly rowShare: number;
  readonly featureShare: number;
  /** Fewest drawn rows on a side of a split. */
  readonly smallest: number;
  readonly seed: number;
}

/** Trees in the layout of EfficacyVariant. */
export interface BoostFit {
  readonly start: number;
  readonly splits: Uint16Array;
  readonly values: Float32Array;
}

/** Rows drawn for one tree and where they stand in it. */
interface Growth {
  /** Node of each row, drawn or not. */
  readonly node: Uint8Array;
  readonly drawn: Uint8Array;
  readonly residual: Float64Array;
  /** Of the drawn rows, by node. */
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/**
 * Gradient boosting of trees of depth three on squared error (Friedman 2001, doi 10.1214/aos/1013203451), rows and
 * questions drawn anew for each tree. `yes[f]` are the rows that answer question f with yes.
 */
export function boostTrees(
  yes: readonly Int32Array[],
  targets: Float64Array,
  options: BoostOptions,
): BoostFit {
  const random = seededRandom(options.seed);
  const start = targets.reduce((sum, y) => sum + y, 0) / targets.length;
  const residual = targets.map((y) => y - start);
  const splits = new Uint16Array(options.trees * TREE_SPLITS);
  const values = new Float32Array(options.trees * TREE_NODES);
  const allFeatures = yes.map((_, f) => f);
  const featureCount = Math.ceil(options.featureShare * yes.length);
  for (let tree = 0; tree < options.trees; tree++) {
    const growth: Growth = {
      node: new Uint8Array(targets.length),
      drawn: Uint8Array.from(targets, () => (random.next() < options.rowShare ? 1 : 0)),
      residual,
      sums: new Float64Array(TREE_NODES),
      counts: new Float64Array(TREE_NODES),
    };
    addUpNodes(growth);
    const features = random.shuffled(allFeatures).slice(0, featureCount);
    for (let first = 0; first < TREE_SPLITS; first = 2 * first + 1) {
      const chosen = bestSplits(yes, features, growth, first, options.smallest);
      for (let node = first; node <= 2 * first; node++) {
        splits[tree * TREE_SPLITS + node] = chosen[node - first] as number;
      }
      descend(yes, growth, chosen, first);
      addUpNodes(growth);
    }
    const answer = (node: number): number =>
      nodeValue(growth, node, options.smallest) * options.rate;
    for (let node = 0; node < TREE_NODES; node++) values[tree * TREE_NODES + node] = answer(node);
    for (let row = 0; row < residual.length; row++) {
      residual[row]! -= values[tree * TREE_NODES + (growth.node[row] as number)] as number;
    }
  }
  return { start, splits, values };
}

/** Sums and counts of the nodes that rows stand on now; those above keep theirs. */
function addUpNodes({ node, drawn, residual, sums, counts }: Growth): void {
  const here = new Set(node);
  for (const one of here) {
    sums[one] = 0;
    counts[one] = 0;
  }
  for (let row = 0; row < node.length; row++) {
    if (drawn[row] === 0) continue;
    sums[node[row] as number]! += residual[row] as number;
    counts[node[row] as number]!++;
  }
}

/** Mean residual of the drawn rows of a node; one with too few answers as its parent. */
function nodeValue(
  growth: Pick<Growth, 'sums' | 'counts'>,
  node: number,
  smallest: number,
): number {
  const count = growth.counts[node] as number;
  if (node > 0 && count < smallest) return nodeValue(growth, (node - 1) >> 1, smallest);
  return count > 0 ? (growth.sums[node] as number) / count : 0;
}

/** For the nodes `first` to 2 `first` of a level, the question whose answers part the residuals most. */
function bestSplits(
  yes: readonly Int32Array[],
  features: readonly number[],
  { node, drawn, residual, sums, counts }: Growth,
  first: number,
  smallest: number,
): readonly number[] {
  const width = first + 1;
  const best = Array.from({ length: width }, () => features[0] as number);
  const bestGain = new Float64Array(width);
  const yesSums = new Float64Array(width);
  const yesCounts = new Float64Array(width);
  for (const feature of features) {
    yesSums.fill(0);
    yesCounts.fill(0);
    for (const row of yes[feature] as Int32Array) {
      if (drawn[row] === 0) continue;
      const at = (node[row] as number) - first;
      yesSums[at]! += residual[row] as number;
      yesCounts[at]!++;
    }
    for (let at = 0; at < width; at++) {
      const yesCount = yesCounts[at] as number;
      const noCount = (counts[first + at] as number) - yesCount;
      if (yesCount < smallest || noCount < smallest) continue;
      const yesSum = yesSums[at] as number;
      const noSum = (sums[first + at] as number) - yesSum;
      const gain = (yesSum * yesSum) / yesCount + (noSum * noSum) / noCount;
      if (gain > (bestGain[at] as number)) {
        bestGain[at] = gain;
        best[at] = feature;
      }
    }
  }
  return best;
}

/** Moves every row, drawn or not, to the child its answer names. */
function descend(
  yes: readonly Int32Array[],
  { node }: Growth,
  chosen: readonly number[],
  first: number,
): void {
  const next = node.map((at) => 2 * at + 1);
  chosen.forEach((feature, at) => {
    for (const row of yes[feature] as Int32Array) if (node[row] === first + at) next[row]!++;
  });
  node.set(next);
}
