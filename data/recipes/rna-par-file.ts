import {
  ENERGY_TABLES,
  type EnergyTable,
  NO_SUCH_LOOP,
  PAIRS,
  TABLE_START,
  tableSize,
  VALUE_COUNT,
} from '../../src/kernels/reference/rna-fold-energies.js';
import type { EnergyParameters, SpecialHairpin } from '../../src/engines/rna/energy-pack.js';

/** Sizes of an axis in a file: with the unknown pair after the six, with the unknown base before the four. */
const PAIRS_AND_UNKNOWN = PAIRS.length + 1;
const BASES_AND_UNKNOWN = 5;

interface Section {
  /** Words of the section, comments taken out. */
  readonly words: readonly string[];
  /** 1-based line of its heading. */
  readonly line: number;
}

function readSections(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, { words: string[]; line: number }>();
  let words: string[] = [];
  text.split('\n').forEach((line, at) => {
    const heading = /^# (\w+)/.exec(line);
    if (heading !== null) {
      words = [];
      sections.set(heading[1] as string, { words, line: at + 1 });
    } else if (!line.startsWith('#')) {
      words.push(
        ...line
          .replaceAll(/\/\*.*?\*\//g, ' ')
          .split(/\s+/)
          .filter(Boolean),
      );
    }
  });
  return sections;
}

/** Where a table's numbers lie in the file, and how many numbers its axes have there. */
const TABLE_SECTIONS: readonly (readonly [EnergyTable, string, readonly number[]])[] = [
  ['stack', 'stack', [7, 7]],
  ['mismatchHairpin', 'mismatch_hairpin', [7, 5, 5]],
  ['mismatchInterior', 'mismatch_internal', [7, 5, 5]],
  ['mismatchInterior1n', 'mismatch_internal_1n', [7, 5, 5]],
  ['mismatchInterior23', 'mismatch_internal_23', [7, 5, 5]],
  ['mismatchMulti', 'mismatch_multi', [7, 5, 5]],
  ['mismatchExterior', 'mismatch_exterior', [7, 5, 5]],
  ['dangle5', 'dangle5', [7, 5]],
  ['dangle3', 'dangle3', [7, 5]],
  ['interior11', 'int11', [7, 7, 5, 5]],
  ['interior21', 'int21', [7, 7, 5, 5, 5]],
  ['interior22', 'int22', [6, 6, 4, 4, 4, 4]],
  ['hairpin', 'hairpin', [31]],
  ['bulge', 'bulge', [31]],
  ['interior', 'internal', [31]],
];

/** A table without the unknown pair and the unknown base. */
function known<T>(numbers: readonly T[], axes: readonly number[]): readonly T[] {
  return numbers.filter((_, at) => {
    let rest = at;
    for (const size of axes.toReversed()) {
      const index = rest % size;
      rest = Math.floor(rest / size);
      if (size === PAIRS_AND_UNKNOWN && index === PAIRS.length) return false;
      if (size === BASES_AND_UNKNOWN && index === 0) return false;
    }
    return true;
  });
}

/** A word of the file as a number; null where it is none. */
function readNumber(word: string): number | null {
  if (word === 'INF') return NO_SUCH_LOOP;
  return /^-?\d+$/.test(word) ? Number(word) : null;
}

/** The stack of pairs a and b is that of b and a read from the other strand. */
function repairedStack(
  numbers: readonly (number | null)[],
  repaired: (place: string) => void,
): readonly (number | null)[] {
  const size = PAIRS.length;
  return numbers.map((number, at) => {
    if (number !== null) return number;
    const outer = Math.floor(at / size);
    const inner = at % size;
    repaired(`stack ${PAIRS[outer]} ${PAIRS[inner]}`);
    return numbers[inner * size + outer] ?? null;
  });
}

/**
 * Parameters from the text of a ViennaRNA parameter file, version 2.0. A stack that the file misspells is taken
 * from its mirror image in the same table and named in `repairs`.
 * @throws Error where a section is missing, of another size, or has a word that is no number.
 */
export function readParFile(text: string): {
  readonly parameters: Omit<EnergyParameters, 'm1PsiStacks'>;
  readonly repairs: readonly string[];
} {
  const sections = readSections(text);
  const repairs = new Set<string>();
  const section = (name: string): Section => {
    const found = sections.get(name);
    if (found === undefined) throw new Error(`the file has no section ${name}`);
    return found;
  };
  const numbersOf = (name: string, axes: readonly number[]): readonly number[] => {
    const { words, line } = section(name);
    const expected = axes.reduce((product, size) => product * size, 1);
    if (words.length !== expected) {
      throw new Error(`line ${line}: ${name} has ${words.length} numbers, not ${expected}`);
    }
    const read = known(words.map(readNumber), axes);
    const numbers = name === 'stack' ? repairedStack(read, (place) => repairs.add(place)) : read;
    return numbers.map((number) => {
      if (number === null) throw new Error(`line ${line}: ${name} has a word that is no number`);
      return number;
    });
  };

  const freeEnergies = new Int16Array(VALUE_COUNT);
  const enthalpies = new Int16Array(VALUE_COUNT);
  const filled = new Set<EnergyTable>();
  const fill = (
    table: EnergyTable,
    energies: readonly number[],
    heats: readonly number[],
  ): void => {
    if (energies.length !== tableSize(table) || heats.length !== tableSize(table)) {
      throw new Error(`${table} has ${energies.length} numbers, not ${tableSize(table)}`);
    }
    freeEnergies.set(energies, TABLE_START[table]);
    enthalpies.set(heats, TABLE_START[table]);
    filled.add(table);
  };
  for (const [table, name, axes] of TABLE_SECTIONS) {
    fill(table, numbersOf(name, axes), numbersOf(`${name}_enthalpies`, axes));
  }
  const [unpaired, unpairedH, closing, closingH, branch, branchH] = numbersOf('ML_params', [6]);
  const [asymmetry, asymmetryH, mostAsymmetry] = numbersOf('NINIO', [3]);
  const [, , terminalAu, terminalAuH] = numbersOf('Misc', [4]);
  const one = (table: EnergyTable, energy?: number, heat?: number): void =>
    fill(table, [energy as number], [heat as number]);
  one('multiUnpaired', unpaired, unpairedH);
  one('multiClosing', closing, closingH);
  one('multiBranch', branch, branchH);
  one('asymmetry', asymmetry, asymmetryH);
  // A cap, not a measured energy: the same at any temperature.
  one('mostAsymmetry', mostAsymmetry, mostAsymmetry);
  one('terminalAu', terminalAu, terminalAuH);
  const missing = ENERGY_TABLES.filter((table) => !filled.has(table));
  if (missing.length > 0) throw new Error(`nothing fills ${missing.join(', ')}`);

  const hairpins = ['Triloops', 'Tetraloops', 'Hexaloops'].flatMap((name) =>
    readHairpins(section(name), name),
  );
  return { parameters: { freeEnergies, enthalpies, hairpins }, repairs: [...repairs] };
}

function readHairpins({ words, line }: Section, name: string): readonly SpecialHairpin[] {
  return Array.from({ length: Math.ceil(words.length / 3) }, (_, h) => {
    const [bases = '', energy = '', heat = ''] = words.slice(3 * h, 3 * h + 3);
    const freeEnergy = readNumber(energy);
    const enthalpy = readNumber(heat);
    if (!/^[ACGU]+$/.test(bases) || freeEnergy === null || enthalpy === null) {
      throw new Error(`line ${line}: ${name} has a hairpin that cannot be read: ${bases}`);
    }
    return { bases, freeEnergy, enthalpy };
  });
}
