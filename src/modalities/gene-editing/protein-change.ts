import type { AlleleProtein } from './locus.js';

/** Residue changes named one by one; more are counted. */
const MOST_NAMED = 4;

/**
 * How a protein differs from the healthy one, in one-letter changes: `none`, `H133R`, `H133R, M134V`, `Q61*`; what
 * changes the length otherwise in words.
 */
export function proteinChangeFrom(healthy: string, { residues, stopped }: AlleleProtein): string {
  if (residues === healthy) return stopped ? 'none' : 'the stop is lost';
  let first = 0;
  while (first < Math.min(healthy.length, residues.length) && healthy[first] === residues[first]) {
    first++;
  }
  if (residues.length === healthy.length) {
    const changes = [...residues].flatMap((residue, i) =>
      residue === healthy[i] ? [] : [`${healthy[i]}${i + 1}${residue}`],
    );
    return changes.length <= MOST_NAMED
      ? changes.join(', ')
      : `${changes.length} residues from ${changes[0]} on`;
  }
  if (first === residues.length && stopped) return `${healthy[first]}${first + 1}*`;
  return `other residues from ${healthy[first] ?? 'the end'}${first + 1} on, ${residues.length} instead of ${healthy.length}`;
}
