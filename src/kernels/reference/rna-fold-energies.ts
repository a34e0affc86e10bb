/** Bases, as codes: A 0, C 1, G 2, U 3. */
export const BASES = 'ACGU';

/** Pairs, as codes: the six that the model knows, 5' base first. */
export const PAIRS = ['CG', 'GC', 'GU', 'UG', 'AU', 'UA'] as const;

/** Code of a pair by `4 x 5' base + 3' base`; -1 where the two do not pair. */
export const PAIR_CODES: Int8Array = Int8Array.from({ length: 16 }, (_, both) =>
  PAIRS.findIndex((pair) => pair === `${BASES[both >> 2]}${BASES[both & 3]}`),
);

/** Unpaired bases in an interior loop or bulge at most, as in other programs. */
export const LONGEST_INTERIOR = 30;
/** Unpaired bases in a hairpin loop at least. */
export const SHORTEST_HAIRPIN = 3;
/** Loops up to this size have a measured or tabulated energy; beyond, it grows with the logarithm. */
export const TABULATED_LOOP = 30;
/** Stands in a loop table for a size that does not occur. */
export const NO_SUCH_LOOP = 32_767;

const PAIR_COUNT = PAIRS.length;

/**
 * The tables in the order in which they lie in `FoldEnergies.values`, with their shapes (row-major). A pair is
 * seen from inside its loop: `outer` is `(i, j)`, `inner` is `(q, p)` read backwards, for `i < p < q < j`.
 */
const SHAPES = {
  /** [outer][inner] */
  stack: [PAIR_COUNT, PAIR_COUNT],
  /** [pair][base after its 5' base][base before its 3' base]: inside the loop that the pair closes. */
  mismatchHairpin: [PAIR_COUNT, 4, 4],
  mismatchInterior: [PAIR_COUNT, 4, 4],
  mismatchInterior1n: [PAIR_COUNT, 4, 4],
  mismatchInterior23: [PAIR_COUNT, 4, 4],
  /** [pair][base before its 5' base][base after its 3' base]: outside the stem that the pair ends. */
  mismatchMulti: [PAIR_COUNT, 4, 4],
  mismatchExterior: [PAIR_COUNT, 4, 4],
  /** [pair][base before its 5' base] */
  dangle5: [PAIR_COUNT, 4],
  /** [pair][base after its 3' base] */
  dangle3: [PAIR_COUNT, 4],
  /** [outer][inner][i + 1][j - 1] */
  interior11: [PAIR_COUNT, PAIR_COUNT, 4, 4],
  /** [outer][inner][i + 1][q + 1][j - 1]: one base on the 5' side, two on the 3' side. */
  interior21: [PAIR_COUNT, PAIR_COUNT, 4, 4, 4],
  /** [outer][inner][i + 1][p - 1][q + 1][j - 1] */
  interior22: [PAIR_COUNT, PAIR_COUNT, 4, 4, 4, 4],
  /** [unpaired bases] */
  hairpin: [TABULATED_LOOP + 1],
  bulge: [TABULATED_LOOP + 1],
  interior: [TABULATED_LOOP + 1],
  /** A base of asymmetry, and the most that asymmetry can cost. */
  asymmetry: [1],
  mostAsymmetry: [1],
  multiClosing: [1],
  multiBranch: [1],
  multiUnpaired: [1],
  /** Of a stem's end with a pair other than CG or GC. */
  terminalAu: [1],
} as const;

export type EnergyTable = keyof typeof SHAPES;

export const ENERGY_TABLES = Object.keys(SHAPES) as readonly EnergyTable[];

/** Numbers in a table. */
export function tableSize(table: EnergyTable): number {
  return SHAPES[table].reduce((product, size) => product * size, 1);
}

/** Where each table starts in `FoldEnergies.values`. */
export const TABLE_START: Readonly<Record<EnergyTable, number>> = Object.fromEntries(
  ENERGY_TABLES.map((table, t) => [
    table,
    ENERGY_TABLES.slice(0, t).reduce((sum, before) => sum + tableSize(before), 0),
  ]),
) as Record<EnergyTable, number>;

/** Numbers in all tables. */
export const VALUE_COUNT = ENERGY_TABLES.reduce((sum, table) => sum + tableSize(table), 0);

/** Parameters of the nearest-neighbour model; energies in 1/100 kcal/mol. */
export interface FoldEnergies {
  /** All tables, each from its `TABLE_START`. */
  readonly values: Int16Array;
  /** A loop of n > 30 unpaired bases costs that of 30 and this times ln(n / 30); 1/100 kcal/mol. */
  readonly loopGrowth: number;
  /** Whole energy of certain hairpins of 3, 4 or 6 unpaired bases, by their letters, closing pair included. */
  readonly specialHairpins: ReadonlyMap<string, number>;
}

/** How the bases beside a stem count: not at all, or on both sides of every stem (ViennaRNA's -d0 and -d2). */
export type Dangles = 'none' | 'both-sides';
