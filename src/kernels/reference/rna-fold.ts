import {
  type Dangles,
  type FoldEnergies,
  LONGEST_INTERIOR,
  SHORTEST_HAIRPIN,
  TABLE_START,
} from './rna-fold-energies.js';
import {
  exteriorStemEnergy,
  hairpinEnergy,
  interiorEnergy,
  multiClosingEnergy,
  multiStemEnergy,
  pairCode,
} from './rna-fold-loops.js';

/** Least free energies of all stretches of an RNA of n bases; 1/100 kcal/mol. */
export interface FoldTables {
  /** By `cellOf(n, i, j)`: the best fold of i..j in which i pairs with j; `NO_FOLD` where they cannot. */
  readonly pairs: Int32Array;
  /** By `cellOf(n, i, j)`: the best part of a multiloop on i..j with one branch or more; `NO_FOLD` where none fits. */
  readonly multi: Int32Array;
  /** n + 1: the best fold of i..n-1, outside all loops. */
  readonly exterior: Int32Array;
}

/** Above every energy; two of them still fit an i32. */
export const NO_FOLD = 1_000_000_000;

/** Cells of a triangle 0 <= i <= j < n. */
export function cellCount(n: number): number {
  return (n * (n + 1)) / 2;
}

/** Where (i, j), i <= j, lies in a triangle whose rows i are contiguous in j. */
export function cellOf(n: number, i: number, j: number): number {
  return i * n - (i * (i + 1)) / 2 + j;
}

/**
 * The definition: every loop that a pair can close is tried (Zuker & Stiegler 1981), O(n^2 x 30^2 + n^3).
 * Memory 8 bytes a cell.
 */
export function fillFoldTables(
  energies: FoldEnergies,
  codes: Uint8Array,
  dangles: Dangles,
): FoldTables {
  const n = codes.length;
  const pairs = new Int32Array(cellCount(n)).fill(NO_FOLD);
  const multi = new Int32Array(cellCount(n)).fill(NO_FOLD);
  /** As `multi`, with two branches or more. */
  const branched = new Int32Array(cellCount(n)).fill(NO_FOLD);
  const exterior = new Int32Array(n + 1);
  const unpaired = energies.values[TABLE_START.multiUnpaired] as number;
  const read = (table: Int32Array, i: number, j: number): number =>
    i > j ? NO_FOLD : (table[cellOf(n, i, j)] as number);
  const canPair = (i: number, j: number): boolean =>
    j - i > SHORTEST_HAIRPIN && pairCode(codes[i] as number, codes[j] as number) >= 0;

  const bestPair = (i: number, j: number): number => {
    let best = hairpinEnergy(energies, codes, i, j);
    for (let p = i + 1; p <= i + 1 + LONGEST_INTERIOR; p++) {
      const firstQ = Math.max(p + 1, j - 1 - (LONGEST_INTERIOR - (p - i - 1)));
      for (let q = j - 1; q >= firstQ; q--) {
        const inner = read(pairs, p, q);
        if (inner === NO_FOLD) continue;
        best = Math.min(best, inner + interiorEnergy(energies, codes, i, j, p, q));
      }
    }
    const inside = read(branched, i + 1, j - 1);
    return inside === NO_FOLD
      ? best
      : Math.min(best, inside + multiClosingEnergy(energies, codes, i, j, dangles));
  };

  for (let i = n - 1; i >= 0; i--) {
    exterior[i] = exterior[i + 1] as number;
    for (let j = i; j < n; j++) {
      const cell = cellOf(n, i, j);
      // The first base of the stretch is unpaired, or begins a branch that ends at k.
      let two = read(branched, i + 1, j);
      if (two !== NO_FOLD) two += unpaired;
      let one = read(multi, i + 1, j);
      if (one !== NO_FOLD) one += unpaired;
      if (canPair(i, j)) pairs[cell] = bestPair(i, j);
      for (let k = i + 1; k <= j; k++) {
        const stem = read(pairs, i, k);
        if (stem === NO_FOLD) continue;
        const branch = stem + multiStemEnergy(energies, codes, i, k, dangles);
        one = Math.min(one, branch + (j - k) * unpaired);
        const rest = read(multi, k + 1, j);
        if (rest !== NO_FOLD) two = Math.min(two, branch + rest);
      }
      branched[cell] = two;
      multi[cell] = Math.min(one, two);

      const stem = pairs[cell] as number;
      if (stem === NO_FOLD) continue;
      const outside = exteriorStemEnergy(energies, codes, i, j, dangles);
      exterior[i] = Math.min(exterior[i] as number, stem + outside + (exterior[j + 1] as number));
    }
  }
  return { pairs, multi, exterior };
}
