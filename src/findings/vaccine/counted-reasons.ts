import { compareText } from '../../core/skipped.js';

/** The reasons of a list and how many things each stands for, the most frequent first. */
export function countedReasons(
  leftOut: readonly { readonly reason: string }[],
): readonly { readonly reason: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || compareText(a.reason, b.reason));
}
