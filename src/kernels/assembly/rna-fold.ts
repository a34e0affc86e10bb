// Hot loops of rna-fold.ts (the façade lays out the memory; reference/rna-fold.ts is the definition).
//
// Rows i go from the 3' end to the 5' end; within a row, four ends j at a time. An interior loop other than the
// smallest has an energy that splits into a part of (i, j), a part of (p, q), one of its size and one of its
// asymmetry. Rows of inner pairs with their part added are kept for the last 32 rows; the best inner pair for
// each size, asymmetry counted, is that of the loop one base smaller on both sides, or has a side of two bases.

/** Above every energy; two of them fit an i32. */
const NO_FOLD: i32 = 1_000_000_000;
/** Sums with a NO_FOLD in them are above. */
const UNFOLDED: i32 = 500_000_000;
const LONGEST_INTERIOR: usize = 30;
const SHORTEST_SPAN: usize = 4;
/** Rows of inner pairs that are kept: a power of two above LONGEST_INTERIOR. */
const RING: usize = 32;
/** Cells before each kept row, so that j - 1 - 30 stays in it; and after, for the last four lanes. */
const MARGIN: usize = 32;
const NO_BASE: usize = 4;

// The block of energies, i32, as rna-fold-block.ts writes it.
const STACK: usize = 4 * 16;
const INTERIOR_11: usize = STACK + 4 * 36;
const INTERIOR_21: usize = INTERIOR_11 + 4 * 576;
const INTERIOR_22: usize = INTERIOR_21 + 4 * 2304;
const MISMATCH_HAIRPIN: usize = INTERIOR_22 + 4 * 9216;
const MISMATCH_INTERIOR: usize = MISMATCH_HAIRPIN + 4 * 96;
const MISMATCH_1N: usize = MISMATCH_INTERIOR + 4 * 96;
const MISMATCH_23: usize = MISMATCH_1N + 4 * 96;
const EXTERIOR_STEM: usize = MISMATCH_23 + 4 * 96;
const MULTI_STEM: usize = EXTERIOR_STEM + 4 * 150;
const MULTI_CLOSING: usize = MULTI_STEM + 4 * 150;
const TERMINAL: usize = MULTI_CLOSING + 4 * 96;
const BULGE: usize = TERMINAL + 4 * 6;
const INTERIOR: usize = BULGE + 4 * 31;
const ASYMMETRY: usize = INTERIOR + 4 * 31;
const MULTI_UNPAIRED: usize = ASYMMETRY + 4 * 31;
const HAIRPINS: usize = MULTI_UNPAIRED + 4;

let n: usize = 0;
/** u8 codes of the bases. */
let codes: usize = 0;
let block: usize = 0;
let pairs: usize = 0;
let multi: usize = 0;
let exterior: usize = 0;
/** Bytes of a kept row, and the address of its cell 0. */
let stride: usize = 0;
let raw: usize = 0;
let bulges: usize = 0;
let ones: usize = 0;
let twoThrees: usize = 0;
let generics: usize = 0;
/** Two sets of 31 rows, by size: the best inner pair of row i and of row i + 1. */
let sizes: usize = 0;
/** Rows of this i: best loop of a kind by j; branches; sums of a branch and the rest. */
let bestBulge: usize = 0;
let best1n: usize = 0;
let bestGeneric: usize = 0;
let branch: usize = 0;
let joined: usize = 0;
/** Two branches or more on i + 1..j, then on i..j. */
let branched: usize = 0;

function energyOf(table: usize, index: usize): i32 {
  return load<i32>(block + table + (index << 2));
}

function base(at: usize): usize {
  return <usize>load<u8>(codes + at);
}

/** Code of the pair, -1 where the bases do not pair. */
function pairOf(five: usize, three: usize): i32 {
  return load<i32>(block + (((five << 2) + three) << 2));
}

/** Bytes from a triangle's start to the place of (i, 0), if it had one. */
function rowOffset(i: usize): usize {
  return (i * n - ((i * (i + 1)) >> 1)) << 2;
}

/** Address of cell 0 of row p in a ring of kept rows. */
function kept(ring: usize, p: usize): usize {
  return ring + (p & (RING - 1)) * stride + (MARGIN << 2);
}

function sizeRow(i: usize, size: usize): usize {
  return sizes + ((i & 1) * (LONGEST_INTERIOR + 1) + size) * stride + (MARGIN << 2);
}

/** Bytes of scratch for RNAs of `bases`. */
export function scratchBytes(bases: usize): usize {
  return rowBytes(bases) * (5 * RING + 2 * (LONGEST_INTERIOR + 1) + 6);
}

function rowBytes(bases: usize): usize {
  return ((bases + 2 * MARGIN) << 2) & ~15;
}

/** Takes places: `bases` codes, the block, two triangles, bases + 1 exterior energies, the scratch. */
export function open(
  bases: usize,
  codesAt: usize,
  blockAt: usize,
  pairsAt: usize,
  multiAt: usize,
  exteriorAt: usize,
  scratchAt: usize,
): void {
  n = bases;
  codes = codesAt;
  block = blockAt;
  pairs = pairsAt;
  multi = multiAt;
  exterior = exteriorAt;
  stride = rowBytes(bases);
  raw = scratchAt;
  bulges = raw + RING * stride;
  ones = bulges + RING * stride;
  twoThrees = ones + RING * stride;
  generics = twoThrees + RING * stride;
  sizes = generics + RING * stride;
  const rows = sizes + 2 * (LONGEST_INTERIOR + 1) * stride + (MARGIN << 2);
  bestBulge = rows;
  best1n = rows + stride;
  bestGeneric = rows + 2 * stride;
  branch = rows + 3 * stride;
  joined = rows + 4 * stride;
  branched = rows + 5 * stride;
  const end = scratchAt + scratchBytes(bases);
  for (let at = scratchAt; at < end; at += 4) store<i32>(at, NO_FOLD);
  store<i32>(exterior + (n << 2), 0);
}

/** row[j] = min(row[j], energy + min(a[j], b[j])) for j from i + 4 on. */
function lower(row: usize, energy: i32, a: usize, b: usize, from: usize, end: usize): void {
  const add = i32x4.splat(energy);
  for (let at = from; at < end; at += 16) {
    const inner = i32x4.min_s(v128.load(a + at), v128.load(b + at));
    v128.store(row + at, i32x4.min_s(v128.load(row + at), i32x4.add(inner, add)));
  }
}

/** The best loop of each kind that splits into parts, for each j of row i, without the part of (i, j). */
function interiorLoops(i: usize): void {
  const from = (i + SHORTEST_SPAN) << 2;
  const end = n << 2;
  const none = i32x4.splat(NO_FOLD);
  for (let at = from; at < end; at += 16) {
    v128.store(bestBulge + at, none);
    v128.store(best1n + at, none);
    v128.store(bestGeneric + at, none);
  }
  for (let size: usize = 2; size <= LONGEST_INTERIOR; size++) {
    const a = kept(bulges, i + 1) - ((size + 1) << 2);
    lower(bestBulge, energyOf(BULGE, size), a, kept(bulges, i + 1 + size) - 4, from, end);
  }
  for (let size: usize = 4; size <= LONGEST_INTERIOR; size++) {
    const energy = energyOf(INTERIOR, size) + energyOf(ASYMMETRY, size - 2);
    const a = kept(ones, i + 2) - (size << 2);
    lower(best1n, energy, a, kept(ones, i + size) - 8, from, end);
  }
  for (let size: usize = 4; size <= LONGEST_INTERIOR; size++) {
    const asymmetry = i32x4.splat(energyOf(ASYMMETRY, size - 4));
    const energy = i32x4.splat(energyOf(INTERIOR, size));
    const a = kept(generics, i + 3) - ((size - 1) << 2);
    const b = kept(generics, i + size - 1) - 12;
    const smaller = sizeRow(i + 1, size - 2) - 4;
    const row = sizeRow(i, size);
    for (let at = from; at < end; at += 16) {
      const twoBases = i32x4.min_s(v128.load(a + at), v128.load(b + at));
      const inner = i32x4.min_s(v128.load(smaller + at), i32x4.add(twoBases, asymmetry));
      v128.store(row + at, inner);
      // Sizes 4 and 5 have energies of their own: they only begin larger loops.
      if (size < 6) continue;
      const whole = i32x4.add(inner, energy);
      v128.store(bestGeneric + at, i32x4.min_s(v128.load(bestGeneric + at), whole));
    }
  }
}

/** The inner pair (p, q) under the table for its loop; -1 is no pair, and then it has no fold either. */
function withInner(table: usize, p: usize, q: usize, outer: usize, scale: usize, rest: usize): i32 {
  const inner = load<i32>(kept(raw, p) + (q << 2));
  if (inner >= UNFOLDED) return NO_FOLD;
  const pair = <usize>pairOf(base(q), base(p));
  return inner + energyOf(table, (6 * outer + pair) * scale + rest);
}

/** The best of the loops whose energy does not split, between (i, j) and an inner pair. */
function smallLoops(i: usize, j: usize, outer: usize): i32 {
  const after = base(i + 1);
  const before = base(j - 1);
  let best = withInner(STACK, i + 1, j - 1, outer, 1, 0);
  const bulge = energyOf(BULGE, 1);
  best = min(best, withInner(STACK, i + 1, j - 2, outer, 1, 0) + bulge);
  best = min(best, withInner(STACK, i + 2, j - 1, outer, 1, 0) + bulge);
  best = min(best, withInner(INTERIOR_11, i + 2, j - 2, outer, 16, 4 * after + before));
  const one5: usize = 16 * after + 4 * base(j - 2) + before;
  best = min(best, withInner(INTERIOR_21, i + 2, j - 3, outer, 64, one5));
  // Two bases on the 5' side: read from the inner pair.
  const inner = load<i32>(kept(raw, i + 3) + ((j - 2) << 2));
  if (inner < UNFOLDED) {
    const pair = <usize>pairOf(base(j - 2), base(i + 3));
    const one3: usize = 16 * before + 4 * after + base(i + 2);
    best = min(best, inner + energyOf(INTERIOR_21, 64 * (6 * pair + outer) + one3));
  }
  const two: usize = 64 * after + 16 * base(i + 2) + 4 * base(j - 2) + before;
  return min(best, withInner(INTERIOR_22, i + 3, j - 3, outer, 256, two));
}

function hairpin(i: usize, j: usize, pair: usize, mismatch: usize): i32 {
  const size = j - i - 1;
  if (size == 3 || size == 4 || size == 6) {
    const list: usize = size == 3 ? 0 : size == 4 ? 1 : 2;
    const special = energyOf(HAIRPINS, list * n + i);
    if (special != NO_FOLD) return special;
  }
  const bare = energyOf(HAIRPINS, 3 * n + size);
  return bare + (size == 3 ? energyOf(TERMINAL, pair) : energyOf(MISMATCH_HAIRPIN, mismatch));
}

/** The best fold closed by the pair (i, j). */
function closed(i: usize, j: usize, pair: usize): i32 {
  const mismatch: usize = 16 * pair + 4 * base(i + 1) + base(j - 1);
  const at = j << 2;
  let best = min(hairpin(i, j, pair, mismatch), smallLoops(i, j, pair));
  best = min(best, load<i32>(bestBulge + at) + energyOf(TERMINAL, pair));
  best = min(best, load<i32>(best1n + at) + energyOf(MISMATCH_1N, mismatch));
  best = min(best, load<i32>(bestGeneric + at) + energyOf(MISMATCH_INTERIOR, mismatch));
  const one = min(
    load<i32>(kept(twoThrees, i + 3) + at - 16),
    load<i32>(kept(twoThrees, i + 4) + at - 12),
  );
  const size23 = energyOf(INTERIOR, 5) + energyOf(ASYMMETRY, 1);
  best = min(best, one + size23 + energyOf(MISMATCH_23, mismatch));
  return min(best, load<i32>(branched + at - 4) + energyOf(MULTI_CLOSING, mismatch));
}

/** Row i of the pairs, of the kept rows, and the best fold outside all loops. */
function pairRow(i: usize): void {
  const row = pairs + rowOffset(i);
  const before = i > 0 ? base(i - 1) : NO_BASE;
  let outside = load<i32>(exterior + ((i + 1) << 2));
  for (let j = i; j < min(i + SHORTEST_SPAN, n); j++) store<i32>(row + (j << 2), NO_FOLD);
  for (let j = i + SHORTEST_SPAN; j < n; j++) {
    const at = j << 2;
    const pair = pairOf(base(i), base(j));
    let energy = NO_FOLD;
    let bulge = NO_FOLD;
    let one = NO_FOLD;
    let twoThree = NO_FOLD;
    let generic = NO_FOLD;
    let stem = NO_FOLD;
    if (pair >= 0) {
      energy = closed(i, j, <usize>pair);
      const after = j + 1 < n ? base(j + 1) : NO_BASE;
      const beside: usize = 25 * <usize>pair + 5 * before + after;
      stem = energy + energyOf(MULTI_STEM, beside);
      const free = energy + energyOf(EXTERIOR_STEM, beside);
      outside = min(outside, free + load<i32>(exterior + at + 4));
      if (before != NO_BASE && after != NO_BASE) {
        const inner = <usize>pairOf(base(j), base(i));
        const mismatch: usize = 16 * inner + 4 * after + before;
        bulge = energy + energyOf(TERMINAL, inner);
        one = energy + energyOf(MISMATCH_1N, mismatch);
        twoThree = energy + energyOf(MISMATCH_23, mismatch);
        generic = energy + energyOf(MISMATCH_INTERIOR, mismatch);
      }
    }
    store<i32>(row + at, energy);
    store<i32>(kept(raw, i) + at, energy);
    store<i32>(kept(bulges, i) + at, bulge);
    store<i32>(kept(ones, i) + at, one);
    store<i32>(kept(twoThrees, i) + at, twoThree);
    store<i32>(kept(generics, i) + at, generic);
    store<i32>(branch + at, stem);
  }
  store<i32>(exterior + (i << 2), outside);
}

/**
 * Row i of the parts of multiloops. A branch (i, j) that another fold of i..j equals or beats begins no best
 * part of a multiloop, so only the others are joined with what follows them.
 */
function multiRow(i: usize): void {
  const row = multi + rowOffset(i);
  const next = multi + rowOffset(i + 1);
  const unpaired = energyOf(MULTI_UNPAIRED, 0);
  const end = n << 2;
  const none = i32x4.splat(NO_FOLD);
  for (let at = (i + 1) << 2; at < end; at += 16) v128.store(joined + at, none);
  for (let j = i; j < min(i + SHORTEST_SPAN, n); j++) store<i32>(row + (j << 2), NO_FOLD);
  let last = NO_FOLD;
  for (let j = i + SHORTEST_SPAN; j < n; j++) {
    const at = j << 2;
    const two = min(load<i32>(branched + at) + unpaired, load<i32>(joined + at));
    store<i32>(branched + at, two < UNFOLDED ? two : NO_FOLD);
    let best = min(min(two, load<i32>(next + at) + unpaired), last + unpaired);
    const stem = load<i32>(branch + at);
    last = min(last + unpaired, stem);
    if (last >= UNFOLDED) last = NO_FOLD;
    if (stem < best) {
      best = stem;
      const add = i32x4.splat(stem);
      const rest = multi + rowOffset(j + 1);
      for (let to = at + 4; to < end; to += 16) {
        const sum = i32x4.add(v128.load(rest + to), add);
        v128.store(joined + to, i32x4.min_s(v128.load(joined + to), sum));
      }
    }
    store<i32>(row + at, best < UNFOLDED ? best : NO_FOLD);
  }
}

/** Fills the rows below `from`, down to `to`. */
export function fillRows(from: usize, to: usize): void {
  for (let i = from; i > to; i--) {
    interiorLoops(i - 1);
    pairRow(i - 1);
    multiRow(i - 1);
  }
}
