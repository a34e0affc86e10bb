import type { CutInProtein } from '../../src/engines/editing/guide-features.js';
import type { ScreenRow } from './screen-rows.js';

/** A 30-mer once, with what its rows say. */
export interface KernelGuide {
  readonly context: string;
  readonly gene: string;
  readonly cut: CutInProtein;
  readonly rows: number;
  /** Mean rank of its rows. */
  readonly rank: number;
}

/** In the order in which the 30-mers first come; each is in one gene (`screenRows` sees to it). */
export function kernelGuides(rows: readonly ScreenRow[]): readonly KernelGuide[] {
  const byContext = new Map<string, ScreenRow[]>();
  for (const row of rows) {
    const same = byContext.get(row.context);
    if (same === undefined) byContext.set(row.context, [row]);
    else same.push(row);
  }
  return [...byContext.values()].map((same) => {
    const { context, gene, cut } = same[0] as ScreenRow;
    const sum = same.reduce((total, { rank }) => total + rank, 0);
    return { context, gene, cut, rows: same.length, rank: sum / same.length };
  });
}
