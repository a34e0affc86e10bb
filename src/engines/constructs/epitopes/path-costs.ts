/** What it costs to put things in a row; Infinity: may not follow. */
export interface PathCosts {
  readonly count: number;
  /** `count x count`, row before column. */
  readonly between: Float64Array;
  /** Of coming first and of coming last. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Worst and summed cost of a row; rows are compared by the first, then by the second. */
export interface PathCost {
  readonly worst: number;
  readonly sum: number;
}

/** Its ends count too. An empty row costs nothing. */
export function pathCost(
  { count, between, first, last }: PathCosts,
  order: readonly number[],
): PathCost {
  if (order.length === 0) return { worst: 0, sum: 0 };
  const start = first[order[0] as number] as number;
  const end = last[order.at(-1) as number] as number;
  let worst = Math.max(start, end);
  let sum = start;
  for (let i = 1; i < order.length; i++) {
    const cost = between[(order[i - 1] as number) * count + (order[i] as number)] as number;
    worst = Math.max(worst, cost);
    sum += cost;
  }
  return { worst, sum: sum + end };
}

/** Negative where `a` is the better one. */
export function comparePathCosts(a: PathCost, b: PathCost): number {
  if (a.worst !== b.worst) return a.worst < b.worst ? -1 : 1;
  return a.sum === b.sum ? 0 : a.sum < b.sum ? -1 : 1;
}

/** The same costs where none over `limit` may be used. */
export function costsUpTo(costs: PathCosts, limit: number): PathCosts {
  const cut = (values: Float64Array): Float64Array =>
    values.map((cost) => (cost <= limit ? cost : Infinity));
  return {
    count: costs.count,
    between: cut(costs.between),
    first: cut(costs.first),
    last: cut(costs.last),
  };
}

/** All finite costs, each once, ascending. */
export function costLevels({ between, first, last }: PathCosts): readonly number[] {
  return [...new Set([...between, ...first, ...last])]
    .filter((cost) => cost < Infinity)
    .sort((a, b) => a - b);
}
