import type { ContigStart } from './genome-block.js';

/** Leaves out the sequences that end before a place. */
export function contigsFrom<T extends ContigStart>(
  contigs: readonly T[],
  place: number,
): readonly T[] {
  return contigs.slice(Math.max(0, contigAt(contigs, place)));
}

/** Index of the last sequence that begins at a place or before it; -1 where there is none. */
export function contigAt(contigs: readonly ContigStart[], place: number): number {
  let low = 0;
  let high = contigs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((contigs[middle] as ContigStart).start <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
