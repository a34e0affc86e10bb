/** Residue codes 0-19 are those of core/amino-acids.ts; this one is any other residue and matches nothing. */
export const UNKNOWN_RESIDUE = 20;
/** Stands before the first, between any two and after the last protein; no match crosses it. */
export const BORDER = 21;

export interface NearMatchQuery {
  /** Residue codes. */
  readonly peptide: Uint8Array;
  /** Stretches equal to one of these are passed over; residue codes. */
  readonly excluded: readonly Uint8Array[];
}

/** The stretches of a text that differ from a peptide in the fewest residues. */
export interface NearMatches {
  /** Residues that differ, or null where no stretch is near enough. */
  readonly mismatches: number | null;
  /** How many stretches differ in exactly that many. */
  readonly count: number;
  /** Where the first of them start, 0-based, at most three, ascending. */
  readonly starts: readonly number[];
}

function differences(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((sum, code, i) => sum + (code === b[i] && code < UNKNOWN_RESIDUE ? 0 : 1), 0);
}

/** The definition: tries every start in `residues`. */
export function nearMatches(
  residues: Uint8Array,
  { peptide, excluded }: NearMatchQuery,
  maxMismatches: number,
): NearMatches {
  let fewest = maxMismatches;
  let starts: number[] = [];
  for (let start = 0; start + peptide.length <= residues.length; start++) {
    const stretch = residues.subarray(start, start + peptide.length);
    const mismatches = differences(stretch, peptide);
    if (mismatches > fewest || stretch.includes(BORDER)) continue;
    if (excluded.some((sequence) => differences(stretch, sequence) === 0)) continue;
    if (mismatches < fewest) starts = [];
    fewest = mismatches;
    starts.push(start);
  }
  return {
    mismatches: starts.length === 0 ? null : fewest,
    count: starts.length,
    starts: starts.slice(0, 3),
  };
}
