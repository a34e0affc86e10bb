/** One bad item among many: kept as data, counted, and shown in the dossier. */
export interface SkippedItem {
  readonly status: 'skipped';
  /** What it is, e.g. `variant chr1:451649 A>AG`. */
  readonly item: string;
  /** A stable word for counting, e.g. `reference-mismatch`. */
  readonly code: string;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
}

/** How many items were skipped for each code, most frequent first, then by code. */
export function countByCode(
  items: readonly SkippedItem[],
): readonly { readonly code: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { code } of items) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || compareText(a.code, b.code));
}

/** Plain code-unit order, the same on every machine whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
