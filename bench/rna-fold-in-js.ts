import { cellCount, cellOf, type FoldTables, NO_FOLD } from '../src/kernels/reference/rna-fold.js';
import {
  type Dangles,
  type FoldEnergies,
  LONGEST_INTERIOR,
  SHORTEST_HAIRPIN,
  TABLE_START,
} from '../src/kernels/reference/rna-fold-energies.js';
import {
  exteriorStemEnergy,
  hairpinEnergy,
  interiorEnergy,
  multiClosingEnergy,
  multiStemEnergy,
  pairCode,
  terminalPenalty,
} from '../src/kernels/reference/rna-fold-loops.js';

const UNFOLDED = NO_FOLD / 2;

/** The kernel's own algorithm in JavaScript: typed arrays, rows of inner pairs, sizes carried on, few branches. */
export function fillTablesInJs(
  energies: FoldEnergies,
  codes: Uint8Array,
  dangles: Dangles,
): FoldTables {
  const { values } = energies;
  const n = codes.length;
  const pairs = new Int32Array(cellCount(n)).fill(NO_FOLD);
  const multi = new Int32Array(cellCount(n)).fill(NO_FOLD);
  const exterior = new Int32Array(n + 1);
  const rows = (count: number): Int32Array[] =>
    Array.from({ length: count }, () => new Int32Array(n + 64).fill(NO_FOLD));
  const [bulges, ones, twoThrees, generics] = [rows(32), rows(32), rows(32), rows(32)];
  const sizes = [rows(31), rows(31)] as const;
  const [bulgeRow, oneRow, genericRow, branch, joined, branched] = rows(6) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const single = (table: 'asymmetry' | 'mostAsymmetry' | 'multiUnpaired'): number =>
    values[TABLE_START[table]] as number;
  const unpaired = single('multiUnpaired');
  const asymmetry = Int32Array.from({ length: 31 }, (_, difference) =>
    Math.min(single('mostAsymmetry'), difference * single('asymmetry')),
  );
  const bySize = (table: 'bulge' | 'interior', size: number): number =>
    values[TABLE_START[table] + size] as number;
  const kept = (ring: readonly Int32Array[], p: number): Int32Array => ring[p & 31] as Int32Array;
  const mismatch = (
    table: 'mismatchInterior' | 'mismatchInterior1n' | 'mismatchInterior23',
    pair: number,
    five: number,
    three: number,
  ): number => values[TABLE_START[table] + 16 * pair + 4 * five + three] as number;

  /** row[j + 32] = min(row[j + 32], energy + min(a[j + 32 - aBack], b[j + 32 - bBack])) */
  const lower = (
    row: Int32Array,
    energy: number,
    a: Int32Array,
    aBack: number,
    b: Int32Array,
    bBack: number,
    from: number,
  ): void => {
    for (let at = from + 32; at < n + 32; at++) {
      const first = a[at - aBack] as number;
      const second = b[at - bBack] as number;
      const sum = (first < second ? first : second) + energy;
      if (sum < (row[at] as number)) row[at] = sum;
    }
  };

  const interiorLoops = (i: number): void => {
    const from = i + 4;
    bulgeRow.fill(NO_FOLD, from + 32);
    oneRow.fill(NO_FOLD, from + 32);
    genericRow.fill(NO_FOLD, from + 32);
    for (let size = 2; size <= LONGEST_INTERIOR; size++) {
      const energy = bySize('bulge', size);
      const [a, b] = [kept(bulges, i + 1), kept(bulges, i + 1 + size)];
      lower(bulgeRow, energy, a, size + 1, b, 1, from);
    }
    for (let size = 4; size <= LONGEST_INTERIOR; size++) {
      const energy = bySize('interior', size) + (asymmetry[size - 2] as number);
      lower(oneRow, energy, kept(ones, i + 2), size, kept(ones, i + size), 2, from);
    }
    for (let size = 4; size <= LONGEST_INTERIOR; size++) {
      const row = sizes[i & 1]?.[size] as Int32Array;
      const smaller = sizes[(i + 1) & 1]?.[size - 2] as Int32Array;
      const [a, b] = [kept(generics, i + 3), kept(generics, i + size - 1)];
      const lopsided = asymmetry[size - 4] as number;
      const energy = bySize('interior', size);
      for (let at = from + 32; at < n + 32; at++) {
        const first = a[at - size + 1] as number;
        const second = b[at - 3] as number;
        const sum = (first < second ? first : second) + lopsided;
        const carried = smaller[at - 1] as number;
        const inner = sum < carried ? sum : carried;
        row[at] = inner;
        if (size >= 6 && inner + energy < (genericRow[at] as number))
          genericRow[at] = inner + energy;
      }
    }
  };

  const closed = (i: number, j: number, pair: number): number => {
    const five = codes[i + 1] as number;
    const three = codes[j - 1] as number;
    const at = j + 32;
    let energy = hairpinEnergy(energies, codes, i, j);
    for (let p = i + 1; p <= i + 3; p++) {
      for (let q = j - 1; q >= j - 3 && q > p; q--) {
        const [size5, size3] = [p - i - 1, j - q - 1];
        if (size5 + size3 === 2 && size5 !== 1) continue;
        const inner = pairs[cellOf(n, p, q)] as number;
        if (inner === NO_FOLD) continue;
        energy = Math.min(energy, inner + interiorEnergy(energies, codes, i, j, p, q));
      }
    }
    const twoThree = Math.min(
      kept(twoThrees, i + 3)[at - 4] as number,
      kept(twoThrees, i + 4)[at - 3] as number,
    );
    return Math.min(
      energy,
      (bulgeRow[at] as number) + terminalPenalty(energies, pair),
      (oneRow[at] as number) + mismatch('mismatchInterior1n', pair, five, three),
      (genericRow[at] as number) + mismatch('mismatchInterior', pair, five, three),
      twoThree +
        bySize('interior', 5) +
        (asymmetry[1] as number) +
        mismatch('mismatchInterior23', pair, five, three),
      (branched[at - 1] as number) + multiClosingEnergy(energies, codes, i, j, dangles),
    );
  };

  const pairRow = (i: number): void => {
    let outside = exterior[i + 1] as number;
    for (let j = i + SHORTEST_HAIRPIN + 1; j < n; j++) {
      const at = j + 32;
      for (const ring of [bulges, ones, twoThrees, generics]) kept(ring, i)[at] = NO_FOLD;
      branch[at] = NO_FOLD;
      const pair = pairCode(codes[i] as number, codes[j] as number);
      if (pair < 0) continue;
      const energy = closed(i, j, pair);
      pairs[cellOf(n, i, j)] = energy;
      branch[at] = energy + multiStemEnergy(energies, codes, i, j, dangles);
      const free = energy + exteriorStemEnergy(energies, codes, i, j, dangles);
      outside = Math.min(outside, free + (exterior[j + 1] as number));
      if (i === 0 || j === n - 1) continue;
      const inner = pairCode(codes[j] as number, codes[i] as number);
      const [after, before] = [codes[j + 1] as number, codes[i - 1] as number];
      kept(bulges, i)[at] = energy + terminalPenalty(energies, inner);
      kept(ones, i)[at] = energy + mismatch('mismatchInterior1n', inner, after, before);
      kept(twoThrees, i)[at] = energy + mismatch('mismatchInterior23', inner, after, before);
      kept(generics, i)[at] = energy + mismatch('mismatchInterior', inner, after, before);
    }
    exterior[i] = outside;
  };

  const multiRow = (i: number): void => {
    joined.fill(NO_FOLD);
    const row = cellOf(n, i, 0);
    const next = i + 1 < n ? cellOf(n, i + 1, 0) : 0;
    let last = NO_FOLD;
    for (let j = i + SHORTEST_HAIRPIN + 1; j < n; j++) {
      const at = j + 32;
      const two = Math.min((branched[at] as number) + unpaired, joined[at] as number);
      branched[at] = two < UNFOLDED ? two : NO_FOLD;
      let energy = Math.min(two, (multi[next + j] as number) + unpaired, last + unpaired);
      const stem = branch[at] as number;
      last = Math.min(last + unpaired, stem);
      if (last >= UNFOLDED) last = NO_FOLD;
      if (stem < energy) {
        energy = stem;
        if (j + 1 < n) {
          const rest = cellOf(n, j + 1, 0);
          for (let to = j + 1; to < n; to++) {
            const sum = stem + (multi[rest + to] as number);
            if (sum < (joined[to + 32] as number)) joined[to + 32] = sum;
          }
        }
      }
      multi[row + j] = energy < UNFOLDED ? energy : NO_FOLD;
    }
  };

  for (let i = n - 1; i >= 0; i--) {
    interiorLoops(i);
    pairRow(i);
    multiRow(i);
  }
  return { pairs, multi, exterior };
}
