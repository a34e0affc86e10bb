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
import { cellCount, cellOf } from './rna-fold.js';

/** An RNA of n bases whose ensemble is wanted. */
export interface EnsembleQuery {
  readonly energies: FoldEnergies;
  readonly codes: Uint8Array;
  readonly dangles: Dangles;
  /** Gas constant times temperature, 1/100 kcal/mol. */
  readonly thermalEnergy: number;
  /**
   * n + 1 numbers, none above the one before: sums over the folds of i..j are kept divided by
   * exp(levels[i] - levels[j + 1]), so that they stay within double precision. Any levels give the same answer.
   */
  readonly levels: Float64Array;
}

export interface EnsembleTables {
  /** Natural logarithm of the sum over all folds of exp(-energy / thermal energy). */
  readonly logSum: number;
  /** By `cellOf(n, i, j)`: the share of folds, by weight, in which i pairs with j. */
  readonly pairProbabilities: Float64Array;
}

/**
 * The definition (McCaskill 1990): every fold counts once, as in `fillFoldTables`, with sums for least energies;
 * a pair's probability is the derivative of the logarithm of the whole sum by the logarithm of its own. O(n^2 x 30^2 + n^3).
 */
export function fillEnsembleTables(query: EnsembleQuery): EnsembleTables {
  const { energies, codes, dangles, thermalEnergy, levels } = query;
  const n = codes.length;
  const table = (): Float64Array => new Float64Array(cellCount(n));
  const [pairs, multi, branched] = [table(), table(), table()];
  const exterior = new Float64Array(n + 1);
  exterior[n] = 1;

  const weight = (energy: number): number => Math.exp(-energy / thermalEnergy);
  /** Scale of the bases from..to - 1. */
  const scale = (from: number, to: number): number =>
    Math.exp((levels[to] as number) - (levels[from] as number));
  const unpaired = weight(energies.values[TABLE_START.multiUnpaired] as number);
  const unpairedRun = (from: number, to: number): number =>
    unpaired ** (to - from) * scale(from, to);
  const canPair = (i: number, j: number): boolean =>
    j - i > SHORTEST_HAIRPIN && pairCode(codes[i] as number, codes[j] as number) >= 0;
  const read = (cells: Float64Array, i: number, j: number): number =>
    i > j ? 0 : (cells[cellOf(n, i, j)] as number);
  const add = (cells: Float64Array, i: number, j: number, amount: number): void => {
    if (i <= j) cells[cellOf(n, i, j)] = read(cells, i, j) + amount;
  };
  const branch = (i: number, k: number): number =>
    canPair(i, k) ? weight(multiStemEnergy(energies, codes, i, k, dangles)) : 0;
  const outside = (i: number, j: number): number =>
    canPair(i, j) ? weight(exteriorStemEnergy(energies, codes, i, j, dangles)) : 0;
  /** A multiloop closed by (i, j), without what lies between. */
  const closing = (i: number, j: number): number =>
    weight(multiClosingEnergy(energies, codes, i, j, dangles)) * scale(i, i + 1) * scale(j, j + 1);
  /** Calls `visit` for every pair that can lie inside (i, j), with the weight of the loop between. */
  const forInnerPairs = (
    i: number,
    j: number,
    visit: (p: number, q: number, loop: number) => void,
  ): void => {
    for (let p = i + 1; p <= i + 1 + LONGEST_INTERIOR; p++) {
      const firstQ = Math.max(p + 1, j - 1 - (LONGEST_INTERIOR - (p - i - 1)));
      for (let q = j - 1; q >= firstQ; q--) {
        if (!canPair(p, q)) continue;
        const loop = weight(interiorEnergy(energies, codes, i, j, p, q));
        visit(p, q, loop * scale(i, p) * scale(q + 1, j + 1));
      }
    }
  };

  for (let i = n - 1; i >= 0; i--) {
    exterior[i] = (exterior[i + 1] as number) * scale(i, i + 1);
    for (let j = i; j < n; j++) {
      if (canPair(i, j)) {
        let sum = weight(hairpinEnergy(energies, codes, i, j)) * scale(i, j + 1);
        forInnerPairs(i, j, (p, q, loop) => {
          sum += read(pairs, p, q) * loop;
        });
        add(pairs, i, j, sum + read(branched, i + 1, j - 1) * closing(i, j));
      }
      let one = 0;
      let two = 0;
      for (let k = i + 1; k <= j; k++) {
        const stem = read(pairs, i, k) * branch(i, k);
        one += stem * unpairedRun(k + 1, j + 1);
        two += stem * read(multi, k + 1, j);
      }
      const next = unpairedRun(i, i + 1);
      add(branched, i, j, read(branched, i + 1, j) * next + two);
      add(multi, i, j, read(multi, i + 1, j) * next + one + two);
      exterior[i] =
        (exterior[i] as number) + read(pairs, i, j) * outside(i, j) * (exterior[j + 1] as number);
    }
  }

  // Derivatives of the whole sum by each of the sums above, in the opposite order.
  const [byPair, byMulti, byBranched] = [table(), table(), table()];
  const byExterior = new Float64Array(n + 1);
  byExterior[0] = 1;
  for (let i = 0; i < n; i++) {
    const before = byExterior[i] as number;
    byExterior[i + 1] = (byExterior[i + 1] as number) + before * scale(i, i + 1);
    for (let j = n - 1; j >= i; j--) {
      const stem = outside(i, j);
      add(byPair, i, j, before * stem * (exterior[j + 1] as number));
      byExterior[j + 1] = (byExterior[j + 1] as number) + before * read(pairs, i, j) * stem;

      const byOne = read(byMulti, i, j);
      const byTwo = byOne + read(byBranched, i, j);
      const next = unpairedRun(i, i + 1);
      add(byMulti, i + 1, j, byOne * next);
      add(byBranched, i + 1, j, read(byBranched, i, j) * next);
      for (let k = i + 1; k <= j; k++) {
        const rest = byOne * unpairedRun(k + 1, j + 1) + byTwo * read(multi, k + 1, j);
        add(byPair, i, k, branch(i, k) * rest);
        add(byMulti, k + 1, j, byTwo * read(pairs, i, k) * branch(i, k));
      }
    }
    for (let j = i; j < n; j++) {
      if (!canPair(i, j)) continue;
      const byThis = read(byPair, i, j);
      forInnerPairs(i, j, (p, q, loop) => add(byPair, p, q, byThis * loop));
      add(byBranched, i + 1, j - 1, byThis * closing(i, j));
    }
  }
  const sum = exterior[0] as number;
  return {
    logSum: Math.log(sum) + (levels[0] as number) - (levels[n] as number),
    pairProbabilities: byPair.map((by, cell) => (by * (pairs[cell] as number)) / sum),
  };
}
