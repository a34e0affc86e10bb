import { cellCount, cellOf } from '../src/kernels/reference/rna-fold.js';
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

/**
 * Logarithm of the sum over all folds, by the kernel's own algorithm in JavaScript; the way out only, and without
 * scales, so up to some 1,200 nt. `thermalEnergy` in 1/100 kcal/mol.
 */
export function logSumInJs(
  energies: FoldEnergies,
  codes: Uint8Array,
  dangles: Dangles,
  thermalEnergy: number,
): number {
  const n = codes.length;
  // Energies are whole numbers of a few thousand values: their weights are looked up.
  const [least, most] = [-4_000, 4_000];
  const weights = Float64Array.from({ length: most - least + 1 }, (_, at) =>
    Math.exp(-(at + least) / thermalEnergy),
  );
  const weight = (energy: number): number => weights[energy - least] as number;
  const weightOf = (table: keyof typeof TABLE_START, at = 0): number =>
    weight(energies.values[TABLE_START[table] + at] as number);
  const rows = (count: number): Float64Array[] =>
    Array.from({ length: count }, () => new Float64Array(n + 64));
  const pairs = new Float64Array(cellCount(n));
  const multi = new Float64Array(cellCount(n));
  const exterior = new Float64Array(n + 1).fill(1);
  const [bulges, ones, twoThrees, generics] = [rows(32), rows(32), rows(32), rows(32)];
  const sizes = [rows(31), rows(31)] as const;
  const [bulgeRow, oneRow, genericRow] = [
    new Float64Array(n + 64),
    new Float64Array(n + 64),
    new Float64Array(n + 64),
  ];
  const [branch, joined, branched] = [
    new Float64Array(n + 64),
    new Float64Array(n + 64),
    new Float64Array(n + 64),
  ];
  const unpaired = weightOf('multiUnpaired');
  const asymmetry = Float64Array.from({ length: 31 }, (_, difference) =>
    weight(
      Math.min(
        energies.values[TABLE_START.mostAsymmetry] as number,
        difference * (energies.values[TABLE_START.asymmetry] as number),
      ),
    ),
  );
  const kept = (ring: readonly Float64Array[], p: number): Float64Array =>
    ring[p & 31] as Float64Array;

  const gather = (
    row: Float64Array,
    weight: number,
    a: Float64Array,
    aBack: number,
    b: Float64Array,
    bBack: number,
    from: number,
  ): void => {
    for (let at = from + 32; at < n + 32; at++) {
      row[at] =
        (row[at] as number) + weight * ((a[at - aBack] as number) + (b[at - bBack] as number));
    }
  };

  const interiorLoops = (i: number): void => {
    const from = i + 4;
    for (const row of [bulgeRow, oneRow, genericRow]) row.fill(0, from + 32);
    for (let size = 2; size <= LONGEST_INTERIOR; size++) {
      const [a, b] = [kept(bulges, i + 1), kept(bulges, i + 1 + size)];
      gather(bulgeRow, weightOf('bulge', size), a, size + 1, b, 1, from);
    }
    for (let size = 4; size <= LONGEST_INTERIOR; size++) {
      const weight = weightOf('interior', size) * (asymmetry[size - 2] as number);
      gather(oneRow, weight, kept(ones, i + 2), size, kept(ones, i + size), 2, from);
    }
    for (let size = 4; size <= LONGEST_INTERIOR; size++) {
      const row = sizes[i & 1]?.[size] as Float64Array;
      const smaller = sizes[(i + 1) & 1]?.[size - 2] as Float64Array;
      const [a, b] = [kept(generics, i + 3), kept(generics, i + size - 1)];
      const lopsided = asymmetry[size - 4] as number;
      const other = size === 4 ? 0 : lopsided;
      const weight = size < 6 ? 0 : weightOf('interior', size);
      for (let at = from + 32; at < n + 32; at++) {
        const inner =
          (smaller[at - 1] as number) +
          lopsided * (a[at - size + 1] as number) +
          other * (b[at - 3] as number);
        row[at] = inner;
        genericRow[at] = (genericRow[at] as number) + weight * inner;
      }
    }
  };

  const closed = (i: number, j: number, pair: number): number => {
    const at = j + 32;
    const beside = 16 * pair + 4 * (codes[i + 1] as number) + (codes[j - 1] as number);
    let sum = weight(hairpinEnergy(energies, codes, i, j));
    for (let p = i + 1; p <= i + 3; p++) {
      for (let q = j - 1; q >= j - 3 && q > p; q--) {
        const [size5, size3] = [p - i - 1, j - q - 1];
        if (size5 + size3 === 2 && size5 !== 1) continue;
        const inner = pairs[cellOf(n, p, q)] as number;
        if (inner !== 0) sum += inner * weight(interiorEnergy(energies, codes, i, j, p, q));
      }
    }
    const twoThree =
      (kept(twoThrees, i + 3)[at - 4] as number) + (kept(twoThrees, i + 4)[at - 3] as number);
    return (
      sum +
      (bulgeRow[at] as number) * weight(terminalPenalty(energies, pair)) +
      (oneRow[at] as number) * weightOf('mismatchInterior1n', beside) +
      (genericRow[at] as number) * weightOf('mismatchInterior', beside) +
      twoThree *
        weightOf('interior', 5) *
        (asymmetry[1] as number) *
        weightOf('mismatchInterior23', beside) +
      (branched[at - 1] as number) * weight(multiClosingEnergy(energies, codes, i, j, dangles))
    );
  };

  const pairRow = (i: number): void => {
    let outside = exterior[i + 1] as number;
    for (let j = i + SHORTEST_HAIRPIN + 1; j < n; j++) {
      const at = j + 32;
      for (const ring of [bulges, ones, twoThrees, generics]) kept(ring, i)[at] = 0;
      branch[at] = 0;
      const pair = pairCode(codes[i] as number, codes[j] as number);
      if (pair < 0) continue;
      const sum = closed(i, j, pair);
      pairs[cellOf(n, i, j)] = sum;
      branch[at] = sum * weight(multiStemEnergy(energies, codes, i, j, dangles));
      const free = sum * weight(exteriorStemEnergy(energies, codes, i, j, dangles));
      outside += free * (exterior[j + 1] as number);
      if (i === 0 || j === n - 1) continue;
      const inner = pairCode(codes[j] as number, codes[i] as number);
      const beside = 16 * inner + 4 * (codes[j + 1] as number) + (codes[i - 1] as number);
      kept(bulges, i)[at] = sum * weight(terminalPenalty(energies, inner));
      kept(ones, i)[at] = sum * weightOf('mismatchInterior1n', beside);
      kept(twoThrees, i)[at] = sum * weightOf('mismatchInterior23', beside);
      kept(generics, i)[at] = sum * weightOf('mismatchInterior', beside);
    }
    exterior[i] = outside;
  };

  const multiRow = (i: number): void => {
    joined.fill(0);
    const row = cellOf(n, i, 0);
    const next = i + 1 < n ? cellOf(n, i + 1, 0) : 0;
    let last = 0;
    for (let j = i + SHORTEST_HAIRPIN + 1; j < n; j++) {
      const at = j + 32;
      const stem = branch[at] as number;
      const two = joined[at] as number;
      last = last * unpaired + stem;
      branched[at] = (branched[at] as number) * unpaired + two;
      multi[row + j] = (multi[next + j] as number) * unpaired + last + two;
      if (stem === 0 || j + 1 === n) continue;
      const rest = cellOf(n, j + 1, 0);
      for (let to = j + 1; to < n; to++) {
        joined[to + 32] = (joined[to + 32] as number) + stem * (multi[rest + to] as number);
      }
    }
  };

  for (let i = n - 1; i >= 0; i--) {
    interiorLoops(i);
    pairRow(i);
    multiRow(i);
  }
  return Math.log(exterior[0] as number);
}
