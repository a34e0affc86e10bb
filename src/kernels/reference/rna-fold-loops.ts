import {
  BASES,
  type Dangles,
  type FoldEnergies,
  PAIR_CODES,
  TABLE_START,
  TABULATED_LOOP,
} from './rna-fold-energies.js';

// Pairs from here on have an AU or GU in them: their stem's end costs extra.
const FIRST_WEAK_PAIR = 2;

/** Code of the pair of base codes, 5' base first; -1 where they do not pair. */
export function pairCode(base5: number, base3: number): number {
  return PAIR_CODES[4 * base5 + base3] as number;
}

function pairAt(codes: Uint8Array, i: number, j: number): number {
  return pairCode(codes[i] as number, codes[j] as number);
}

function one({ values }: FoldEnergies, table: 'multiClosing' | 'terminalAu' | 'asymmetry'): number {
  return values[TABLE_START[table]] as number;
}

/** Energy of a loop by its size; beyond the table it grows with the logarithm, cut to whole units. */
function bySize(
  energies: FoldEnergies,
  table: 'hairpin' | 'bulge' | 'interior',
  size: number,
): number {
  const start = TABLE_START[table];
  if (size <= TABULATED_LOOP) return energies.values[start + size] as number;
  const longest = energies.values[start + TABULATED_LOOP] as number;
  return longest + Math.trunc(energies.loopGrowth * Math.log(size / TABULATED_LOOP));
}

/** What a stem's end with this pair costs, 1/100 kcal/mol. */
export function terminalPenalty(energies: FoldEnergies, pair: number): number {
  return pair < FIRST_WEAK_PAIR ? 0 : one(energies, 'terminalAu');
}

/** A hairpin loop of so many unpaired bases, without its closing pair's part; 1/100 kcal/mol. */
export function hairpinBySize(energies: FoldEnergies, size: number): number {
  return bySize(energies, 'hairpin', size);
}

/** Energy of the special hairpin closed by (i, j), null where it is none. */
export function specialHairpin(
  { specialHairpins }: FoldEnergies,
  codes: Uint8Array,
  i: number,
  j: number,
): number | null {
  const size = j - i - 1;
  if (size !== 3 && size !== 4 && size !== 6) return null;
  let bases = '';
  for (let at = i; at <= j; at++) bases += BASES[codes[at] as number];
  return specialHairpins.get(bases) ?? null;
}

/** The hairpin loop closed by the pair (i, j), of three unpaired bases or more; 1/100 kcal/mol. */
export function hairpinEnergy(
  energies: FoldEnergies,
  codes: Uint8Array,
  i: number,
  j: number,
): number {
  const special = specialHairpin(energies, codes, i, j);
  if (special !== null) return special;
  const pair = pairAt(codes, i, j);
  const size = j - i - 1;
  const bare = hairpinBySize(energies, size);
  if (size === 3) return bare + terminalPenalty(energies, pair);
  return bare + mismatch(energies, 'mismatchHairpin', pair, codes[i + 1], codes[j - 1]);
}

type Mismatches =
  | 'mismatchHairpin'
  | 'mismatchInterior'
  | 'mismatchInterior1n'
  | 'mismatchInterior23'
  | 'mismatchMulti'
  | 'mismatchExterior';

function mismatch(
  { values }: FoldEnergies,
  table: Mismatches,
  pair: number,
  base5 = 0,
  base3 = 0,
): number {
  return values[TABLE_START[table] + 16 * pair + 4 * base5 + base3] as number;
}

/**
 * The loop between the pair (i, j) and the pair (p, q) inside it: a stack, a bulge or an interior loop;
 * 1/100 kcal/mol. Both must be pairs of the model.
 */
export function interiorEnergy(
  energies: FoldEnergies,
  codes: Uint8Array,
  i: number,
  j: number,
  p: number,
  q: number,
): number {
  const { values } = energies;
  const outer = pairAt(codes, i, j);
  const inner = pairAt(codes, q, p);
  const both = 6 * outer + inner;
  const size5 = p - i - 1;
  const size3 = j - q - 1;
  const longer = Math.max(size5, size3);
  const shorter = Math.min(size5, size3);

  if (longer === 0) return values[TABLE_START.stack + both] as number;
  if (shorter === 0) {
    const bulge = bySize(energies, 'bulge', longer);
    return longer === 1
      ? bulge + (values[TABLE_START.stack + both] as number)
      : bulge + terminalPenalty(energies, outer) + terminalPenalty(energies, inner);
  }

  const base = (at: number): number => codes[at] as number;
  if (longer === 1) {
    return values[TABLE_START.interior11 + 16 * both + 4 * base(i + 1) + base(j - 1)] as number;
  }
  if (shorter === 1 && longer === 2) {
    // The side of one base is read first: where it is the 3' side, the loop is read from the inner pair.
    const at =
      size5 === 1
        ? 64 * both + 16 * base(i + 1) + 4 * base(q + 1) + base(j - 1)
        : 64 * (6 * inner + outer) + 16 * base(q + 1) + 4 * base(i + 1) + base(p - 1);
    return values[TABLE_START.interior21 + at] as number;
  }
  if (shorter === 2 && longer === 2) {
    const at = 64 * base(i + 1) + 16 * base(p - 1) + 4 * base(q + 1) + base(j - 1);
    return values[TABLE_START.interior22 + 256 * both + at] as number;
  }

  let table: Mismatches = 'mismatchInterior';
  if (shorter === 1) table = 'mismatchInterior1n';
  else if (longer === 3 && shorter === 2) table = 'mismatchInterior23';
  return (
    bySize(energies, 'interior', size5 + size3) +
    Math.min(
      values[TABLE_START.mostAsymmetry] as number,
      (longer - shorter) * one(energies, 'asymmetry'),
    ) +
    mismatch(energies, table, outer, codes[i + 1], codes[j - 1]) +
    mismatch(energies, table, inner, codes[q + 1], codes[p - 1])
  );
}

/** Mismatch or dangling end beside a stem that ends with `pair`; a neighbour is absent at an end of the RNA. */
function besideStem(
  energies: FoldEnergies,
  table: 'mismatchMulti' | 'mismatchExterior',
  pair: number,
  before: number | undefined,
  after: number | undefined,
): number {
  const { values } = energies;
  if (before !== undefined && after !== undefined) {
    return mismatch(energies, table, pair, before, after);
  }
  if (before !== undefined) return values[TABLE_START.dangle5 + 4 * pair + before] as number;
  if (after !== undefined) return values[TABLE_START.dangle3 + 4 * pair + after] as number;
  return 0;
}

/** A stem with outer pair (i, j) that lies in no loop; 1/100 kcal/mol. */
export function exteriorStemEnergy(
  energies: FoldEnergies,
  codes: Uint8Array,
  i: number,
  j: number,
  dangles: Dangles,
): number {
  const pair = pairAt(codes, i, j);
  const beside =
    dangles === 'none'
      ? 0
      : besideStem(energies, 'mismatchExterior', pair, codes[i - 1], codes[j + 1]);
  return terminalPenalty(energies, pair) + beside;
}

/** A stem with outer pair (i, j) as a branch of a multiloop; 1/100 kcal/mol. */
export function multiStemEnergy(
  energies: FoldEnergies,
  codes: Uint8Array,
  i: number,
  j: number,
  dangles: Dangles,
): number {
  const pair = pairAt(codes, i, j);
  const beside =
    dangles === 'none'
      ? 0
      : besideStem(energies, 'mismatchMulti', pair, codes[i - 1], codes[j + 1]);
  return branchEnergy(energies, pair) + beside;
}

/** The pair (i, j) as the one that closes a multiloop, without its branches; 1/100 kcal/mol. */
export function multiClosingEnergy(
  energies: FoldEnergies,
  codes: Uint8Array,
  i: number,
  j: number,
  dangles: Dangles,
): number {
  const pair = pairAt(codes, j, i);
  const beside =
    dangles === 'none'
      ? 0
      : besideStem(energies, 'mismatchMulti', pair, codes[j - 1], codes[i + 1]);
  return one(energies, 'multiClosing') + branchEnergy(energies, pair) + beside;
}

function branchEnergy(energies: FoldEnergies, pair: number): number {
  return (energies.values[TABLE_START.multiBranch] as number) + terminalPenalty(energies, pair);
}
