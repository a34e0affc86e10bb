// Counts the mismatches of a guide in 128 places at once.

/** Most bases beside a PAM: the bits of a lane while it is transposed. */
export const MOST_BASES: u32 = 32;
/** Bytes of one row of 128 bits. */
export const ROW: usize = 16;
/** Offset of the rows to work with. */
const WORK: usize = (<usize>MOST_BASES * 4 + 1) * ROW;

/** Rows of mismatches, four letters for each distance from the PAM, then a row of zeros, then 32 to work with. */
export let rowsAt: usize = 0;
/** The u16 offsets of the rows to work with. */
let workListAt: usize = 0;
/** Rows of a guide without bulge, in groups of eight. */
export let plainGroups: u32 = 0;
/** Most mismatches, 0-6. */
let budget: u32 = 0;

export function openRows(rows: usize, workList: usize): void {
  rowsAt = rows;
  workListAt = workList;
}

export function openMismatches(groups: u32, maxMismatches: u32): void {
  plainGroups = groups;
  budget = maxMismatches;
}

function carry(a: v128, b: v128, c: v128): v128 {
  return v128.or(v128.and(a, b), v128.and(v128.xor(a, b), c));
}

function sum(a: v128, b: v128, c: v128): v128 {
  return v128.xor(v128.xor(a, b), c);
}

function row(at: usize, index: usize): v128 {
  return v128.load(rowsAt + <usize>load<u16>(at + (index << 1)));
}

function splatBit(bit: u32): v128 {
  return i32x4.splat(0 - (bit & 1));
}

/** Places within budget without a bulge. Eight or more mismatches are beyond any budget. */
export function plainHits(at: usize): v128 {
  let ones = i64x2.splat(0);
  let twos = i64x2.splat(0);
  let fours = i64x2.splat(0);
  let over = i64x2.splat(0);
  let hits = i64x2.splat(0);
  for (let group: u32 = 0; group < plainGroups; group++) {
    const r0 = row(at, 0);
    const r1 = row(at, 1);
    const twoA = carry(ones, r0, r1);
    ones = sum(ones, r0, r1);
    const r2 = row(at, 2);
    const r3 = row(at, 3);
    const twoB = carry(ones, r2, r3);
    ones = sum(ones, r2, r3);
    const fourA = carry(twos, twoA, twoB);
    twos = sum(twos, twoA, twoB);
    const r4 = row(at, 4);
    const r5 = row(at, 5);
    const twoC = carry(ones, r4, r5);
    ones = sum(ones, r4, r5);
    const r6 = row(at, 6);
    const r7 = row(at, 7);
    const twoD = carry(ones, r6, r7);
    ones = sum(ones, r6, r7);
    const fourB = carry(twos, twoC, twoD);
    twos = sum(twos, twoC, twoD);
    over = v128.or(over, carry(fours, fourA, fourB));
    fours = sum(fours, fourA, fourB);
    if (group == 0 && plainGroups > 1) {
      at += 16;
      continue;
    }
    // Count <= budget, from the lowest bit up.
    hits = carry(v128.not(ones), i64x2.splat(-1), splatBit(budget));
    hits = carry(v128.not(twos), hits, splatBit(budget >> 1));
    hits = carry(v128.not(fours), hits, splatBit(budget >> 2));
    hits = v128.andnot(hits, over);
    if (!v128.any_true(hits)) return hits;
    at += 16;
  }
  return hits;
}

/**
 * Can any place be within budget with this bulge: a letter that mismatches before it and after it mismatches
 * wherever the bulge is. It saves half of the time for up to three mismatches, and none for six.
 */
export function mayHitBulged(at: usize, steps: u32): bool {
  let to = rowsAt + WORK;
  for (let step: u32 = 0; step < steps; step++) {
    v128.store(to, v128.and(row(at, 0), row(at, 1)));
    at += 4;
    to += ROW;
  }
  for (let step = steps; step < plainGroups * 8; step++) {
    v128.store(to, i64x2.splat(0));
    to += ROW;
  }
  return v128.any_true(plainHits(workListAt));
}

/**
 * Places within budget with one bulge: pE and qE are the places with at most E mismatches before and after it.
 * Each step has two rows: the letter's mismatches where no bulge came yet, and where it did.
 */
export function bulgeHits(at: usize, steps: u32): v128 {
  let p0 = i64x2.splat(-1);
  let p1 = p0;
  let p2 = p0;
  let p3 = p0;
  let p4 = p0;
  let p5 = p0;
  let p6 = p0;
  let q0 = i64x2.splat(0);
  let q1 = q0;
  let q2 = q0;
  let q3 = q0;
  let q4 = q0;
  let q5 = q0;
  let q6 = q0;
  for (let step: u32 = 0; step < steps; step++) {
    const before = row(at, 0);
    const after = row(at, 1);
    at += 4;
    const opens = step > 0;
    if (budget > 5) {
      if (opens) q6 = v128.or(q6, p6);
      p6 = v128.or(p5, v128.andnot(p6, before));
      q6 = v128.or(opens ? v128.or(q5, p5) : q5, v128.andnot(q6, after));
    }
    if (budget > 4) {
      if (opens) q5 = v128.or(q5, p5);
      p5 = v128.or(p4, v128.andnot(p5, before));
      q5 = v128.or(opens ? v128.or(q4, p4) : q4, v128.andnot(q5, after));
    }
    if (budget > 3) {
      if (opens) q4 = v128.or(q4, p4);
      p4 = v128.or(p3, v128.andnot(p4, before));
      q4 = v128.or(opens ? v128.or(q3, p3) : q3, v128.andnot(q4, after));
    }
    if (budget > 2) {
      if (opens) q3 = v128.or(q3, p3);
      p3 = v128.or(p2, v128.andnot(p3, before));
      q3 = v128.or(opens ? v128.or(q2, p2) : q2, v128.andnot(q3, after));
    }
    if (budget > 1) {
      if (opens) q2 = v128.or(q2, p2);
      p2 = v128.or(p1, v128.andnot(p2, before));
      q2 = v128.or(opens ? v128.or(q1, p1) : q1, v128.andnot(q2, after));
    }
    if (budget > 0) {
      if (opens) q1 = v128.or(q1, p1);
      p1 = v128.or(p0, v128.andnot(p1, before));
      q1 = v128.or(opens ? v128.or(q0, p0) : q0, v128.andnot(q1, after));
    }
    if (opens) q0 = v128.or(q0, p0);
    p0 = v128.andnot(p0, before);
    q0 = v128.andnot(q0, after);
  }
  switch (budget) {
    case 0:
      return q0;
    case 1:
      return q1;
    case 2:
      return q2;
    case 3:
      return q3;
    case 4:
      return q4;
    case 5:
      return q5;
    default:
      return q6;
  }
}
