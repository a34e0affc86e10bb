import type { CandidatePeptide, MutantProtein } from '../findings/findings.js';

/** Mutant over wild-type protein around a change, both of equal length, `-` for a gap. */
export interface ProteinAlignment {
  readonly mutant: string;
  readonly wildtype: string;
  /** Columns `[start0, end0)` that differ. */
  readonly changed: readonly [start0: number, end0: number];
  /** Columns of the peptide; null where it lies outside the window. */
  readonly peptide: readonly [start0: number, end0: number] | null;
  /** 0-based position of the first column in the mutant protein. */
  readonly start0: number;
  /** Residues of a long new tail that are not shown. */
  readonly omittedResidues: number;
}

/** A frameshift's tail can be hundreds of residues; a reader needs its start and the peptide. Columns. */
const MAX_COLUMNS = 120;

/**
 * Lays a protein's mutant and wild-type windows over each other: the shared start, the change with
 * gaps where one side is shorter, and the shared end, which a frameshift or lost stop does not have.
 */
export function alignProtein(
  protein: MutantProtein,
  peptide: { readonly sequence: CandidatePeptide['peptide']; readonly start0: number } | null,
): ProteinAlignment {
  const { mutantWindow, wildtypeWindow, windowStart0 } = protein;
  const prefix = Math.min(
    commonPrefix(mutantWindow, wildtypeWindow),
    Math.max(0, protein.changedStart0 - windowStart0),
  );
  const keepsFrame = protein.kind !== 'frameshift' && protein.kind !== 'stop-lost';
  const suffix = keepsFrame
    ? Math.min(
        commonSuffix(mutantWindow.slice(prefix), wildtypeWindow.slice(prefix)),
        Math.max(0, windowStart0 + mutantWindow.length - protein.changedEnd0),
      )
    : 0;
  const mutantMiddle = mutantWindow.slice(prefix, mutantWindow.length - suffix);
  const wildtypeMiddle = wildtypeWindow.slice(prefix, wildtypeWindow.length - suffix);
  const middle = Math.max(mutantMiddle.length, wildtypeMiddle.length);
  const mutant =
    mutantWindow.slice(0, prefix) +
    mutantMiddle.padEnd(middle, '-') +
    mutantWindow.slice(mutantWindow.length - suffix);
  const wildtype =
    wildtypeWindow.slice(0, prefix) +
    wildtypeMiddle.padEnd(middle, '-') +
    wildtypeWindow.slice(wildtypeWindow.length - suffix);

  const gap = middle - mutantMiddle.length;
  const columnOf = (residue0: number): number => {
    const offset = residue0 - windowStart0;
    return offset < prefix + mutantMiddle.length ? offset : offset + gap;
  };
  let columns: readonly [number, number] | null = null;
  if (peptide !== null) {
    const from = columnOf(peptide.start0);
    const to = columnOf(peptide.start0 + peptide.sequence.length - 1) + 1;
    if (from >= 0 && to <= mutant.length) columns = [from, to];
  }
  const shown = Math.min(mutant.length, Math.max(MAX_COLUMNS, columns?.[1] ?? 0));
  return {
    mutant: mutant.slice(0, shown),
    wildtype: wildtype.slice(0, shown),
    changed: [prefix, Math.min(prefix + middle, shown)],
    peptide: columns,
    start0: windowStart0,
    omittedResidues: mutant.slice(shown).replaceAll('-', '').length,
  };
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonSuffix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length))
    length++;
  return length;
}
