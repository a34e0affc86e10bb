// Bulges and interior loops by their number of unpaired bases, carried from row to row and from column to column.

import {
  arcsIn,
  arcsOut,
  arrivalBase,
  asymmetry,
  best,
  BULGE,
  bulgeStemRow,
  bulgeWeights,
  carried,
  carriedRow,
  edges,
  fillInf,
  firstNode,
  GENERIC,
  genericWeights,
  i32At,
  INF,
  interior5,
  JOINED,
  lastGap,
  left1,
  left1First,
  window,
  LEFT_BULGE,
  LEFT_FREE,
  LEFT_LONG,
  longStemRow,
  longWeights,
  mismatchInterior,
  mismatchInterior23,
  ONE,
  ONE_LEFT,
  ONE_RIGHT,
  OPEN23,
  pairCodes,
  pairRows,
  RECORD,
  right1,
  right1First,
  RIGHT_BULGE,
  RIGHT_FREE,
  RIGHT_LONG,
  RIGHT_RECORD,
  rightRecords,
  scalarRow,
  SHORTEST_SPAN,
  WIDE,
  WIDE23,
  word,
} from './memory';

function horizontalMin(lanes: v128): i32 {
  const a = min(i32x4.extract_lane(lanes, 0), i32x4.extract_lane(lanes, 1));
  return min(a, min(i32x4.extract_lane(lanes, 2), i32x4.extract_lane(lanes, 3)));
}

/**
 * One base more on one side: lane k of `target` becomes the least of lane k - 1 of the sources with their costs, lane
 * 0 becomes `start`. `b` is 0 where there is one source. The least of lanes and weights is returned.
 */
function grow(
  target: usize,
  a: usize,
  costA: i32,
  b: usize,
  costB: i32,
  start: i32,
  bytes: usize,
  weights: usize,
): i32 {
  const addA = i32x4.splat(costA);
  const addB = i32x4.splat(costB);
  let least = i32x4.splat(INF);
  for (let at: usize = 0; at < bytes; at += 16) {
    let lanes = i32x4.add(v128.load(a + at - 4), addA);
    if (b != 0) lanes = i32x4.min_s(lanes, i32x4.add(v128.load(b + at - 4), addB));
    if (at == 0) lanes = i32x4.replace_lane(lanes, 0, start);
    v128.store(target + at, lanes);
    least = i32x4.min_s(least, i32x4.add(lanes, v128.load(weights + at)));
  }
  return horizontalMin(least);
}

/** Inner pairs with their mismatches, one base on either side, inside of (w, z): in `table`, [inner][after][before]. */
function openedBoth(w: i32, z: i32, table: usize, table23: usize, result: usize): void {
  let energy = INF;
  let energy23 = INF;
  const lEnd = window(left1First, left1, w + 1);
  const rStart = window(right1First, right1, z);
  const rEnd = window(right1First, right1, z + 1);
  for (let l = window(left1First, left1, w); l < lEnd; l += 12) {
    const before = load<i32>(l);
    const edge = load<i32>(l, 4);
    const cost = load<i32>(l, 8);
    const base = load<i32>(edges + 16 * <usize>edge);
    const row = load<usize>(word(pairRows, edge));
    for (let r = rStart; r < rEnd; r += 12) {
      const arrival = load<i32>(r, 4);
      const type = i32At(pairCodes, 4 * i32At(arrivalBase, arrival) + base);
      if (type < 0) continue;
      const inner = i32At(row, arrival) + cost + load<i32>(r, 8);
      const at = 16 * type + 4 * load<i32>(r) + before;
      energy = min(energy, inner + i32At(table, at));
      energy23 = min(energy23, inner + i32At(table23, at));
    }
  }
  store<i32>(result, energy);
  store<i32>(result, energy23, 4);
}

/** Carries inner pairs of node w on to the loops that a pair around them may close. */
export function loopsFrom(w: i32, gap: i32): void {
  const first = firstNode(gap);
  const end = firstNode(lastGap(gap) + 1);
  for (let kind = 0; kind < JOINED; kind++) {
    const row = scalarRow(kind, gap, w);
    fillInf(word(row, first), word(row, end));
  }
  const bulgeRow = scalarRow(BULGE, gap, w);
  const oneRow = scalarRow(ONE, gap, w);
  const oneRightRow = scalarRow(ONE_RIGHT, gap, w);
  const oneLeftRow = scalarRow(ONE_LEFT, gap, w);
  const wideRow = scalarRow(WIDE, gap, w);
  const wide23Row = scalarRow(WIDE23, gap, w);
  const open23Row = scalarRow(OPEN23, gap, w);
  const row = carriedRow(gap, w);
  fillInf(rightRecords, rightRecords + 4 * RIGHT_RECORD);
  const early = min(firstNode(gap + SHORTEST_SPAN), end);
  fillInf(row + RECORD * <usize>firstNode(gap + SHORTEST_SPAN - 2), row + RECORD * <usize>early);

  const arc = arcsOut + 16 * <usize>w;
  const nextA = load<i32>(arc);
  if (nextA < 0) return;
  const costA = load<i32>(arc, 4);
  const nextB = load<i32>(arc, 8);
  const costB = load<i32>(arc, 12);
  const rowA = carriedRow(gap + 1, nextA);
  const rowB: usize = nextB < 0 ? 0 : carriedRow(gap + 1, nextB);
  const oneRightA = scalarRow(ONE_RIGHT, gap + 1, nextA);
  const oneRightB: usize = nextB < 0 ? 0 : scalarRow(ONE_RIGHT, gap + 1, nextB);
  const open23A = scalarRow(OPEN23, gap + 1, nextA);
  const open23B: usize = nextB < 0 ? 0 : scalarRow(OPEN23, gap + 1, nextB);

  for (let gap3 = gap + SHORTEST_SPAN; gap3 <= lastGap(gap); gap3++) {
    const zEnd = firstNode(gap3 + 1);
    const zStart = firstNode(gap3);
    const zBefore = firstNode(gap3 - 1);
    for (let z = zStart; z < zEnd; z++) {
      const arcIn = arcsIn + 16 * <usize>z;
      const beforeA = load<i32>(arcIn);
      const inA = load<i32>(arcIn, 4);
      const beforeB = load<i32>(arcIn, 8);
      const inB = load<i32>(arcIn, 12);
      const right = rightRecords + RIGHT_RECORD * <usize>(2 * (gap3 & 1) + (z - zStart));
      const rights = rightRecords + RIGHT_RECORD * <usize>(2 * (1 - (gap3 & 1)));
      const rightA = rights + RIGHT_RECORD * <usize>(beforeA - zBefore);
      const rightB: usize = beforeB < 0 ? 0 : rights + RIGHT_RECORD * <usize>(beforeB - zBefore);
      const column = row + RECORD * <usize>z;
      const columnA = rowA + RECORD * <usize>z;
      const columnB: usize = nextB < 0 ? 0 : rowB + RECORD * <usize>z;

      let opened = INF;
      let opened23 = INF;
      if (gap3 - gap >= SHORTEST_SPAN + 2) {
        openedBoth(w, z, mismatchInterior, mismatchInterior23, best);
        opened = load<i32>(best);
        opened23 = load<i32>(best, 4);
      }
      store<i32>(word(open23Row, z), opened23);

      const bulgeStem = i32At(bulgeStemRow, z);
      const longStem = i32At(longStemRow, z);
      const b5 = columnB == 0 ? <usize>0 : columnB + LEFT_BULGE;
      const b3 = rightB == 0 ? <usize>0 : rightB + RIGHT_BULGE;
      const bulge = min(
        grow(
          column + LEFT_BULGE,
          columnA + LEFT_BULGE,
          costA,
          b5,
          costB,
          bulgeStem,
          128,
          bulgeWeights,
        ),
        grow(right + RIGHT_BULGE, rightA + RIGHT_BULGE, inA, b3, inB, bulgeStem, 128, bulgeWeights),
      );
      store<i32>(word(bulgeRow, z), min(INF, bulge));

      const l5 = columnB == 0 ? <usize>0 : columnB + LEFT_LONG;
      const l3 = rightB == 0 ? <usize>0 : rightB + RIGHT_LONG;
      const oneLeft = grow(
        column + LEFT_LONG,
        columnA + LEFT_LONG,
        costA,
        l5,
        costB,
        longStem,
        128,
        longWeights,
      );
      const oneRight = grow(
        right + RIGHT_LONG,
        rightA + RIGHT_LONG,
        inA,
        l3,
        inB,
        longStem,
        128,
        longWeights,
      );
      store<i32>(word(oneLeftRow, z), min(INF, oneLeft));
      store<i32>(word(oneRightRow, z), min(INF, oneRight));

      const f5 = columnB == 0 ? <usize>0 : columnB + LEFT_FREE;
      const f3 = rightB == 0 ? <usize>0 : rightB + RIGHT_FREE;
      grow(column + LEFT_FREE, columnA + LEFT_FREE, costA, f5, costB, opened, 112, bulgeWeights);
      grow(right + RIGHT_FREE, rightA + RIGHT_FREE, inA, f3, inB, opened, 112, bulgeWeights);

      // One base of 1 x n on the other side, and the third base of 2 x 3.
      let one = i32At(oneRightA, z) + costA;
      let wide23 = i32At(open23A, z) + costA;
      if (nextB >= 0) {
        one = min(one, i32At(oneRightB, z) + costB);
        wide23 = min(wide23, i32At(open23B, z) + costB);
      }
      if (beforeA >= 0) {
        one = min(one, i32At(oneLeftRow, beforeA) + inA);
        wide23 = min(wide23, i32At(open23Row, beforeA) + inA);
      }
      if (beforeB >= 0) {
        one = min(one, i32At(oneLeftRow, beforeB) + inB);
        wide23 = min(wide23, i32At(open23Row, beforeB) + inB);
      }
      store<i32>(word(oneRow, z), min(INF, one));
      store<i32>(word(wide23Row, z), min(INF, wide23 + interior5));

      const aa = rowA + RECORD * <usize>beforeA;
      const ab: usize = beforeB < 0 ? 0 : rowA + RECORD * <usize>beforeB;
      const ba: usize = nextB < 0 ? 0 : rowB + RECORD * <usize>beforeA;
      const bb: usize = nextB < 0 || beforeB < 0 ? 0 : rowB + RECORD * <usize>beforeB;
      store<i32>(
        word(wideRow, z),
        min(
          INF,
          growBoth(
            column,
            right,
            aa,
            costA + inA,
            ab,
            costA + inB,
            ba,
            costB + inA,
            bb,
            costB + inB,
          ),
        ),
      );
    }
  }
}

/** One base more on both sides of the generic interior loops; the others enter with one side at its least. */
function growBoth(
  column: usize,
  right: usize,
  aa: usize,
  costAA: i32,
  ab: usize,
  costAB: i32,
  ba: usize,
  costBA: i32,
  bb: usize,
  costBB: i32,
): i32 {
  let least = i32x4.splat(INF);
  const addAA = i32x4.splat(costAA);
  const addAB = i32x4.splat(costAB);
  const addBA = i32x4.splat(costBA);
  const addBB = i32x4.splat(costBB);
  for (let at: usize = 0; at < 112; at += 16) {
    const shifted = at - 8;
    let lanes = i32x4.add(v128.load(aa + shifted), addAA);
    if (ab != 0) lanes = i32x4.min_s(lanes, i32x4.add(v128.load(ab + shifted), addAB));
    if (ba != 0) lanes = i32x4.min_s(lanes, i32x4.add(v128.load(ba + shifted), addBA));
    if (bb != 0) lanes = i32x4.min_s(lanes, i32x4.add(v128.load(bb + shifted), addBB));
    const free = i32x4.min_s(
      v128.load(column + LEFT_FREE + shifted),
      v128.load(right + RIGHT_FREE + shifted),
    );
    lanes = i32x4.min_s(lanes, i32x4.add(free, v128.load(asymmetry + at)));
    if (at == 0) {
      lanes = i32x4.replace_lane(lanes, 0, INF);
      lanes = i32x4.replace_lane(lanes, 1, INF);
      // One base on either side: the innermost loop, whatever was carried to these lanes.
      lanes = i32x4.replace_lane(lanes, 2, load<i32>(right + RIGHT_FREE));
      const third = i32x4.extract_lane(free, 3) + load<i32>(asymmetry, 12);
      lanes = i32x4.replace_lane(lanes, 3, third);
    }
    v128.store(column + GENERIC + at, lanes);
    least = i32x4.min_s(least, i32x4.add(lanes, v128.load(genericWeights + at)));
  }
  return horizontalMin(least);
}
