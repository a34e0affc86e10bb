/** A stretch of a protein, and where it starts there. */
export interface ProteinStretch {
  readonly sequence: string;
  readonly start0: number;
}

/** Residues beside a change that its longest class I peptides (11) reach into. */
const REACH = 10;
/** Residues kept beside a change where one window holds it: all 9-mers over it. */
const LEAST_FLANK = 8;

/**
 * The windows of a mutant protein, `length` residues where it has as many, that together hold every 8- to
 * 11-mer over its change `[start0, end0)`: one with the change in the middle, shifted at the protein's ends;
 * for a longer change, as a frameshift's tail, several that share ten residues. A deletion's change is empty.
 */
export function mutationWindows(
  protein: string,
  change: { readonly start0: number; readonly end0: number },
  length: number,
): readonly ProteinStretch[] {
  const size = Math.min(length, protein.length);
  const at = (start0: number): ProteinStretch => {
    const shifted = Math.max(0, Math.min(start0, protein.length - size));
    return { sequence: protein.slice(shifted, shifted + size), start0: shifted };
  };
  const changed = change.end0 - change.start0;
  if (changed <= size - 2 * LEAST_FLANK || size === protein.length) {
    return [at(change.start0 - Math.floor((size - changed) / 2))];
  }
  const end0 = Math.min(protein.length, change.end0 + REACH);
  const windows: ProteinStretch[] = [];
  for (let start0 = Math.max(0, change.start0 - REACH); ; start0 += size - REACH) {
    const isLast = start0 + size >= end0;
    windows.push(at(isLast ? end0 - size : start0));
    if (isLast) return windows;
  }
}
