import {
  type Dangles,
  type FoldEnergies,
  LONGEST_INTERIOR,
  PAIR_CODES,
  PAIRS,
  BASES,
  SHORTEST_HAIRPIN,
  TABLE_START,
  tableSize,
  type EnergyTable,
} from './reference/rna-fold-energies.js';
import {
  exteriorStemEnergy,
  hairpinBySize,
  multiClosingEnergy,
  multiStemEnergy,
  specialHairpin,
  terminalPenalty,
} from './reference/rna-fold-loops.js';
import { NO_FOLD } from './reference/rna-fold.js';

/** Stands for the base beside a stem at an end of the RNA. */
const NO_BASE = 4;

/** Numbers at the start of the block that are codes of pairs, not energies. */
export const PAIR_CODE_COUNT = PAIR_CODES.length;

/** The part of the block that depends on no RNA; made once, it takes 1 ms. */
const modelBlocks = new WeakMap<FoldEnergies, Map<Dangles, Int32Array>>();

/**
 * The energies of one RNA in the order in which the assembly kernels read them, 1/100 kcal/mol: tables of the
 * model, tables of stems by [pair][base before, or none][base after, or none], and for each base the special
 * hairpins that begin there and the plain hairpin of that size.
 */
export function foldBlock(energies: FoldEnergies, codes: Uint8Array, dangles: Dangles): Int32Array {
  let byDangles = modelBlocks.get(energies);
  if (byDangles === undefined) {
    byDangles = new Map();
    modelBlocks.set(energies, byDangles);
  }
  let model = byDangles.get(dangles);
  if (model === undefined) {
    model = modelBlock(energies, dangles);
    byDangles.set(dangles, model);
  }
  const n = codes.length;
  const block = new Int32Array(model.length + 4 * n).fill(NO_FOLD);
  block.set(model);
  [3, 4, 6].forEach((size, list) => {
    for (let i = 0; i + size + 1 < n; i++) {
      const special = specialHairpin(energies, codes, i, i + size + 1);
      if (special !== null) block[model.length + list * n + i] = special;
    }
  });
  for (let size = SHORTEST_HAIRPIN; size < n; size++) {
    block[model.length + 3 * n + size] = hairpinBySize(energies, size);
  }
  return block;
}

function modelBlock(energies: FoldEnergies, dangles: Dangles): Int32Array {
  const table = (name: EnergyTable): Int16Array =>
    energies.values.subarray(TABLE_START[name], TABLE_START[name] + tableSize(name));
  const value = (name: EnergyTable): number => table(name)[0] as number;
  const asymmetry = Array.from({ length: LONGEST_INTERIOR + 1 }, (_, difference) =>
    Math.min(value('mostAsymmetry'), difference * value('asymmetry')),
  );
  return Int32Array.from([
    ...PAIR_CODES,
    ...table('stack'),
    ...table('interior11'),
    ...table('interior21'),
    ...table('interior22'),
    ...table('mismatchHairpin'),
    ...table('mismatchInterior'),
    ...table('mismatchInterior1n'),
    ...table('mismatchInterior23'),
    ...stemTable((bases, i) => exteriorStemEnergy(energies, bases, i, i + 1, dangles)),
    ...stemTable((bases, i) => multiStemEnergy(energies, bases, i, i + 1, dangles)),
    ...closingTable((bases) => multiClosingEnergy(energies, bases, 0, 3, dangles)),
    ...PAIRS.map((_, pair) => terminalPenalty(energies, pair)),
    ...table('bulge'),
    ...table('interior'),
    ...asymmetry,
    value('multiUnpaired'),
  ]);
}

function pairBases(pair: string): readonly number[] {
  return [...pair].map((base) => BASES.indexOf(base));
}

/** [pair][base before or none][base after or none] */
function stemTable(energy: (bases: Uint8Array, i: number) => number): number[] {
  const neighbours = [0, 1, 2, 3, NO_BASE];
  return PAIRS.flatMap((pair) =>
    neighbours.flatMap((before) =>
      neighbours.map((after) => {
        const bases = [before, ...pairBases(pair), after].filter((base) => base !== NO_BASE);
        return energy(Uint8Array.from(bases), before === NO_BASE ? 0 : 1);
      }),
    ),
  );
}

/** [pair][base after its 5' base][base before its 3' base] */
function closingTable(energy: (bases: Uint8Array) => number): number[] {
  const bases = [0, 1, 2, 3];
  return PAIRS.flatMap((pair) => {
    const [base5 = 0, base3 = 0] = pairBases(pair);
    return bases.flatMap((after) =>
      bases.map((before) => energy(Uint8Array.from([base5, after, before, base3]))),
    );
  });
}
