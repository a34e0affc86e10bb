/**
 * Ranking metrics of a classifier from the scores of its positives and negatives, higher meaning likelier
 * positive. Row order can't flatter: ties get what a random order would give on average, or count as one step.
 * Every function throws on an empty or NaN-holding side.
 */

/** Items with the same score, best score first. */
interface TieGroup {
  readonly positives: number;
  readonly negatives: number;
}

function tieGroups(positives: Float64Array, negatives: Float64Array): readonly TieGroup[] {
  const up = positives.slice().sort();
  const un = negatives.slice().sort();
  if (up.length === 0 || un.length === 0) throw new Error('a metric needs both classes');
  // NaN sorts last.
  if (Number.isNaN(up.at(-1)) || Number.isNaN(un.at(-1))) throw new Error('a score is NaN');
  const groups: TieGroup[] = [];
  let p = up.length - 1;
  let n = un.length - 1;
  while (p >= 0 || n >= 0) {
    const score = Math.max(
      p >= 0 ? (up[p] as number) : -Infinity,
      n >= 0 ? (un[n] as number) : -Infinity,
    );
    const p0 = p;
    const n0 = n;
    while (p >= 0 && up[p] === score) p--;
    while (n >= 0 && un[n] === score) n--;
    groups.push({ positives: p0 - p, negatives: n0 - n });
  }
  return groups;
}

/** Area under the ROC curve, 0-1: the chance that a positive outscores a negative, a tie counting half. */
export function auroc(positives: Float64Array, negatives: Float64Array): number {
  let seen = 0;
  let wins = 0;
  for (const group of tieGroups(positives, negatives)) {
    wins += group.negatives * (seen + group.positives / 2);
    seen += group.positives;
  }
  return wins / (positives.length * negatives.length);
}

/** Area under the precision-recall curve as average precision, a group of ties taken as one step. */
export function auprc(positives: Float64Array, negatives: Float64Array): number {
  let hits = 0;
  let taken = 0;
  let area = 0;
  for (const group of tieGroups(positives, negatives)) {
    hits += group.positives;
    taken += group.positives + group.negatives;
    area += (group.positives * hits) / taken;
  }
  return area / positives.length;
}

/** Share of positives among the n best, n the number of positives; the expected share where the cut splits a tie. */
export function ppvAtN(positives: Float64Array, negatives: Float64Array): number {
  const n = positives.length;
  let hits = 0;
  let taken = 0;
  for (const group of tieGroups(positives, negatives)) {
    const size = group.positives + group.negatives;
    if (taken + size >= n) {
      hits += (group.positives * (n - taken)) / size;
      break;
    }
    hits += group.positives;
    taken += size;
  }
  return hits / n;
}

/** Ranks from 1, ties sharing their mean. */
function meanRanks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** Spearman's rank correlation, ties sharing their mean rank. @throws Error for fewer than two pairs. */
export function spearman(x: Float64Array, y: Float64Array): number {
  if (x.length !== y.length || x.length < 2) throw new Error('Spearman needs two or more pairs');
  const [a, b] = [meanRanks(x), meanRanks(y)];
  const mean = (x.length + 1) / 2;
  let covariance = 0;
  let varianceA = 0;
  let varianceB = 0;
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [(a[i] as number) - mean, (b[i] as number) - mean];
    covariance += da * db;
    varianceA += da * da;
    varianceB += db * db;
  }
  return covariance / Math.sqrt(varianceA * varianceB);
}
