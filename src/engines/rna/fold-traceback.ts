import { cellOf, type FoldTables, NO_FOLD } from '../../kernels/rna-fold.js';
import {
  type Dangles,
  type EnergyModel,
  exteriorStemEnergy,
  hairpinEnergy,
  interiorEnergy,
  LONGEST_INTERIOR,
  multiClosingEnergy,
  multiStemEnergy,
  TABLE_START,
} from './energy-model.js';
import type { Partners } from './structure.js';

type Stretch = readonly [i: number, j: number];

/** One structure that has the energy of the tables: the first one met, so always the same. */
export function tracebackFold(
  model: EnergyModel,
  codes: Uint8Array,
  dangles: Dangles,
  { pairs, multi, exterior }: FoldTables,
): Partners {
  const n = codes.length;
  const unpaired = model.values[TABLE_START.multiUnpaired] as number;
  const pairEnergy = (i: number, j: number): number => pairs[cellOf(n, i, j)] as number;
  const multiEnergy = (i: number, j: number): number =>
    i > j ? NO_FOLD : (multi[cellOf(n, i, j)] as number);
  const branchEnergy = (i: number, j: number): number =>
    pairEnergy(i, j) + multiStemEnergy(model, codes, i, j, dangles);
  const partners = new Int32Array(n).fill(-1);
  const pending: Stretch[] = [];

  const exteriorBranches = (): void => {
    for (let i = 0; i < n; i++) {
      if (exterior[i] === exterior[i + 1]) continue;
      const end = exteriorEnd(i);
      pending.push([i, end]);
      i = end;
    }
  };
  const exteriorEnd = (i: number): number => {
    for (let j = i + 1; j < n; j++) {
      const stem = pairEnergy(i, j);
      if (stem === NO_FOLD) continue;
      const energy = stem + exteriorStemEnergy(model, codes, i, j, dangles);
      if (energy + (exterior[j + 1] as number) === exterior[i]) return j;
    }
    throw new Error(`no stem begins at ${i}`);
  };

  /** The pair (p, q) inside (i, j) where (i, j) closes an interior loop, or null. */
  const innerPair = (i: number, j: number): Stretch | null => {
    const energy = pairEnergy(i, j);
    for (let p = i + 1; p <= i + 1 + LONGEST_INTERIOR && p < j; p++) {
      const firstQ = Math.max(p + 1, j - 1 - (LONGEST_INTERIOR - (p - i - 1)));
      for (let q = j - 1; q >= firstQ; q--) {
        const inner = pairEnergy(p, q);
        if (inner === NO_FOLD) continue;
        if (inner + interiorEnergy(model, codes, i, j, p, q) === energy) return [p, q];
      }
    }
    return null;
  };

  /** Where the first branch of a multiloop lies that has `energy` on i..j, with others after it. */
  const firstBranch = (i: number, j: number, energy: number): Stretch => {
    for (let p = i; p < j; p++) {
      const rest = energy - (p - i) * unpaired;
      for (let k = p + 1; k < j; k++) {
        if (pairEnergy(p, k) === NO_FOLD || multiEnergy(k + 1, j) === NO_FOLD) continue;
        if (branchEnergy(p, k) + multiEnergy(k + 1, j) === rest) return [p, k];
      }
    }
    throw new Error(`no branches between ${i} and ${j}`);
  };

  /** The branches on from..j, one or more. */
  const branches = (from: number, j: number): void => {
    for (let i = from; ;) {
      const energy = multiEnergy(i, j);
      if (energy === multiEnergy(i + 1, j) + unpaired) {
        i++;
        continue;
      }
      const [end, isLast] = branchAt(i, j, energy);
      pending.push([i, end]);
      if (isLast) return;
      i = end + 1;
    }
  };
  const branchAt = (i: number, j: number, energy: number): readonly [number, boolean] => {
    for (let k = i + 1; k <= j; k++) {
      if (pairEnergy(i, k) === NO_FOLD) continue;
      const branch = branchEnergy(i, k);
      if (branch + (j - k) * unpaired === energy) return [k, true];
      if (branch + multiEnergy(k + 1, j) === energy) return [k, false];
    }
    throw new Error(`no branch begins at ${i}`);
  };

  exteriorBranches();
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [i, j] = pair;
    partners[i] = j;
    partners[j] = i;
    const energy = pairEnergy(i, j);
    if (energy === hairpinEnergy(model, codes, i, j)) continue;
    const inner = innerPair(i, j);
    if (inner !== null) {
      pending.push(inner);
      continue;
    }
    const inside = energy - multiClosingEnergy(model, codes, i, j, dangles);
    const first = firstBranch(i + 1, j - 1, inside);
    pending.push(first);
    branches(first[1] + 1, j - 1);
  }
  return partners;
}
