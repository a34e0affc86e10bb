import { seededRandom } from '../../src/core/seeded-random.js';
import {
  BASES,
  type EnergyTable,
  type FoldEnergies,
  LONGEST_INTERIOR,
  TABLE_START,
  VALUE_COUNT,
} from '../../src/kernels/reference/rna-fold-energies.js';

/**
 * Energies drawn at random, so that every kind of loop is best somewhere; -3 to 3 kcal/mol. Some of the hairpins of
 * the RNA are special.
 */
export function randomEnergies(seed: number, codes: Uint8Array): FoldEnergies {
  const random = seededRandom(seed);
  const between = (least: number, most: number): number => least + random.below(most - least + 1);
  const values = Int16Array.from({ length: VALUE_COUNT }, () => between(-300, 300));
  const set = (table: EnergyTable, value: number): void => {
    values[TABLE_START[table]] = value;
  };
  set('asymmetry', between(0, 100));
  set('mostAsymmetry', between(0, 400));
  set('multiUnpaired', between(-40, 40));
  const specialHairpins = new Map<string, number>();
  const letters = Array.from(codes, (code) => BASES[code]).join('');
  for (const size of [3, 4, 6]) {
    const start = random.below(Math.max(1, letters.length - size - 1));
    const bases = letters.slice(start, start + size + 2);
    if (bases.length === size + 2) specialHairpins.set(bases, between(-900, 300));
  }
  return { values, loopGrowth: 100 * random.next(), specialHairpins };
}

/**
 * RNAs of a stem of two pairs around one of one or two, with every number of unpaired bases on either side that an
 * interior loop can have, and one more.
 */
export function rnasWithEveryLoop(): readonly Uint8Array[] {
  const rnas: Uint8Array[] = [];
  for (let size5 = 0; size5 <= LONGEST_INTERIOR + 1; size5++) {
    for (let size3 = 0; size5 + size3 <= LONGEST_INTERIOR + 1; size3++) {
      const [run5, run3] = ['A'.repeat(size5), 'A'.repeat(size3)];
      const letters = size5 % 2 === 0 ? `GC${run5}CGAAACG${run3}GC` : `CG${run5}GAAAC${run3}CG`;
      rnas.push(Uint8Array.from(letters, (letter) => BASES.indexOf(letter)));
    }
  }
  return rnas;
}
