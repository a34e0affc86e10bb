// What a pair closes: hairpins, stacks, bulges, interior loops, multiloops.

import {
  arrivalBase,
  arrivalFirst,
  basesIn,
  basesOut,
  best,
  BULGE,
  bulge1,
  classCount,
  closing,
  edgeFirst,
  edges,
  fillInf,
  firstNode,
  hairpinByClass,
  hairpinBySize,
  i32At,
  inEdges,
  INF,
  inFirst,
  interior11,
  interior21,
  interior22,
  JOINED,
  lastGap,
  left1,
  left1First,
  window,
  left2,
  left2First,
  leftBulge,
  leftBulgeFirst,
  leftClass,
  mismatchInterior,
  mismatchInterior1n,
  mismatchInterior23,
  ONE,
  openBases,
  pairCodes,
  pairRows,
  right1,
  right1First,
  right2,
  right2First,
  rightBulge,
  rightBulgeFirst,
  rightClass,
  scalarRow,
  SHORTEST_HAIRPIN,
  SHORTEST_SPAN,
  smallHairpins,
  stack,
  terminal,
  typeMasks,
  WIDE,
  WIDE23,
  word,
} from './memory';

/** Lowers best[type] of every type in the mask for loops around one inner pair of energy `inner`. */
function lower(mask: i32, inner: i32, table: usize, stride: usize): void {
  let rest = mask;
  while (rest != 0) {
    const type = ctz(rest);
    rest &= rest - 1;
    const energy = inner + load<i32>(table + <usize>type * stride);
    const slot = word(best, type);
    if (energy < load<i32>(slot)) store<i32>(slot, energy);
  }
}

/** Stacks, bulges of one and interior loops of up to two by two bases inside of nodes (u, v). */
function smallLoops(u: i32, v: i32, size: i32, mask: i32): void {
  const edgeEnd = i32At(edgeFirst, u + 1);
  const arrivalStart = i32At(arrivalFirst, v);
  const arrivalEnd = i32At(arrivalFirst, v + 1);
  for (let edge = i32At(edgeFirst, u); edge < edgeEnd; edge++) {
    const base = load<i32>(edges + 16 * <usize>edge);
    const row = load<usize>(word(pairRows, edge));
    for (let arrival = arrivalStart; arrival < arrivalEnd; arrival++) {
      const type = i32At(pairCodes, 4 * i32At(arrivalBase, arrival) + base);
      if (type >= 0) lower(mask, i32At(row, arrival), word(stack, type), 24);
    }
  }
  if (size < SHORTEST_SPAN + 1) return;

  const bulgeEnd = window(leftBulgeFirst, leftBulge, u + 1);
  for (let entry = window(leftBulgeFirst, leftBulge, u); entry < bulgeEnd; entry += 12) {
    const edge = load<i32>(entry, 4);
    const cost = load<i32>(entry, 8) + bulge1;
    const base = load<i32>(edges + 16 * <usize>edge);
    const row = load<usize>(word(pairRows, edge));
    for (let arrival = arrivalStart; arrival < arrivalEnd; arrival++) {
      const type = i32At(pairCodes, 4 * i32At(arrivalBase, arrival) + base);
      if (type >= 0) lower(mask, i32At(row, arrival) + cost, word(stack, type), 24);
    }
  }
  const rightEnd = window(rightBulgeFirst, rightBulge, v + 1);
  for (let entry = window(rightBulgeFirst, rightBulge, v); entry < rightEnd; entry += 12) {
    const arrival = load<i32>(entry, 4);
    const cost = load<i32>(entry, 8) + bulge1;
    const base3 = i32At(arrivalBase, arrival);
    for (let edge = i32At(edgeFirst, u); edge < edgeEnd; edge++) {
      const type = i32At(pairCodes, 4 * base3 + load<i32>(edges + 16 * <usize>edge));
      if (type < 0) continue;
      const row = load<usize>(word(pairRows, edge));
      lower(mask, i32At(row, arrival) + cost, word(stack, type), 24);
    }
  }
  if (size < SHORTEST_SPAN + 2) return;

  const one5 = window(left1First, left1, u);
  const one5End = window(left1First, left1, u + 1);
  const one3 = window(right1First, right1, v);
  const one3End = window(right1First, right1, v + 1);
  const two5 = window(left2First, left2, u);
  const two5End = window(left2First, left2, u + 1);
  const two3 = window(right2First, right2, v);
  const two3End = window(right2First, right2, v + 1);
  for (let l = one5; l < one5End; l += 12) {
    const x = load<i32>(l);
    const edge = load<i32>(l, 4);
    const cost = load<i32>(l, 8);
    const base = load<i32>(edges + 16 * <usize>edge);
    const row = load<usize>(word(pairRows, edge));
    for (let r = one3; r < one3End; r += 12) {
      const arrival = load<i32>(r, 4);
      const type = i32At(pairCodes, 4 * i32At(arrivalBase, arrival) + base);
      if (type < 0) continue;
      const inner = i32At(row, arrival) + cost + load<i32>(r, 8);
      const at = 16 * type + 4 * x + load<i32>(r);
      lower(mask, inner, word(interior11, at), 4 * 96);
    }
    if (size < SHORTEST_SPAN + 3) continue;
    for (let r = two3; r < two3End; r += 12) {
      const arrival = load<i32>(r, 4);
      const type = i32At(pairCodes, 4 * i32At(arrivalBase, arrival) + base);
      if (type < 0) continue;
      const inner = i32At(row, arrival) + cost + load<i32>(r, 8);
      const at = 64 * type + 16 * x + load<i32>(r);
      lower(mask, inner, word(interior21, at), 4 * 384);
    }
  }
  if (size < SHORTEST_SPAN + 3) return;
  for (let l = two5; l < two5End; l += 12) {
    const xs = load<i32>(l);
    const edge = load<i32>(l, 4);
    const cost = load<i32>(l, 8);
    const base = load<i32>(edges + 16 * <usize>edge);
    const row = load<usize>(word(pairRows, edge));
    for (let r = one3; r < one3End; r += 12) {
      const arrival = load<i32>(r, 4);
      const type = i32At(pairCodes, 4 * i32At(arrivalBase, arrival) + base);
      if (type < 0) continue;
      const inner = i32At(row, arrival) + cost + load<i32>(r, 8);
      // The side of one base is the 3' side: the table is read from the inner pair.
      const at = 384 * type + 16 * load<i32>(r) + xs;
      lower(mask, inner, word(interior21, at), 4 * 64);
    }
    if (size < SHORTEST_SPAN + 4) continue;
    for (let r = two3; r < two3End; r += 12) {
      const arrival = load<i32>(r, 4);
      const type = i32At(pairCodes, 4 * i32At(arrivalBase, arrival) + base);
      if (type < 0) continue;
      const inner = i32At(row, arrival) + cost + load<i32>(r, 8);
      const at = 256 * type + 16 * xs + load<i32>(r);
      lower(mask, inner, word(interior22, at), 4 * 1536);
    }
  }
}

/** Interior loops whose energy splits into a part of each pair, with the outer pair's mismatch, inside of (u, v). */
function wideLoops(u: i32, v: i32, gap: i32, mask: i32): void {
  const edgeEnd = i32At(edgeFirst, u + 1);
  const inStart = i32At(inFirst, v);
  const inEnd = i32At(inFirst, v + 1);
  for (let edge = i32At(edgeFirst, u); edge < edgeEnd; edge++) {
    const record = edges + 16 * <usize>edge;
    const x = load<i32>(record);
    const w = load<i32>(record, 4);
    const cost = load<i32>(record, 8);
    const wide = scalarRow(WIDE, gap + 1, w);
    const wide23 = scalarRow(WIDE23, gap + 1, w);
    for (let k = inStart; k < inEnd; k++) {
      const other = inEdges + 16 * <usize>k;
      const z = load<i32>(other, 4);
      const at = 4 * x + load<i32>(other);
      const costs = cost + load<i32>(other, 8);
      lower(mask, i32At(wide, z) + costs, word(mismatchInterior, at), 64);
      lower(mask, i32At(wide23, z) + costs, word(mismatchInterior23, at), 64);
    }
  }
}

/** Fills the pair rows of the base after a gap. */
export function pairsFrom(gap: i32): void {
  const first = i32At(arrivalFirst, firstNode(gap + SHORTEST_SPAN));
  const end = i32At(arrivalFirst, firstNode(lastGap(gap) + 1));
  const edgesFrom = i32At(edgeFirst, firstNode(gap));
  const edgesTo = i32At(edgeFirst, firstNode(gap + 1));
  for (let edge = edgesFrom; edge < edgesTo; edge++) {
    const row = load<usize>(word(pairRows, edge));
    fillInf(word(row, first), word(row, end));
  }
  if (gap < openBases) return;
  const uEnd = firstNode(gap + 2);
  for (let u = firstNode(gap + 1); u < uEnd; u++) {
    const bulgeRow = scalarRow(BULGE, gap + 1, u);
    const oneRow = scalarRow(ONE, gap + 1, u);
    const joinedRow = scalarRow(JOINED, gap + 1, u);
    const classRow = hairpinByClass + 24 * <usize>(i32At(leftClass, u) * classCount);
    const bases5 = i32At(basesIn, u);
    for (let gap3 = gap + 1 + SHORTEST_HAIRPIN; gap3 < lastGap(gap); gap3++) {
      const size = gap3 - gap - 1;
      const small = size == 3 ? 0 : size == 4 ? 1 : size == 6 ? 2 : -1;
      const vEnd = firstNode(gap3 + 1);
      for (let v = firstNode(gap3); v < vEnd; v++) {
        const mask = i32At(typeMasks, 16 * bases5 + i32At(basesOut, v));
        if (mask == 0) continue;
        const hairpins = classRow + 24 * <usize>i32At(rightClass, v);
        const bySize = small >= 0 ? INF : i32At(hairpinBySize, size);
        const bulge = i32At(bulgeRow, v);
        const one = i32At(oneRow, v);
        const joined = i32At(joinedRow, v);
        let rest = mask;
        while (rest != 0) {
          const type = ctz(rest);
          rest &= rest - 1;
          let energy = min(INF, bySize + i32At(hairpins, type));
          energy = min(energy, bulge + i32At(terminal, type));
          energy = min(energy, one + i32At(mismatchInterior1n, type));
          energy = min(energy, joined + i32At(closing, type));
          store<i32>(word(best, type), energy);
        }
        if (size >= SHORTEST_SPAN) {
          smallLoops(u, v, size, mask);
          if (size >= SHORTEST_SPAN + 5) wideLoops(u, v, gap + 1, mask);
        }
        closePairs(u, v, gap3, small);
      }
    }
  }
}

/** Takes best[] over into the pairs of all edges into u with all edges out of v. */
function closePairs(u: i32, v: i32, gap3: i32, small: i32): void {
  const inEnd = i32At(inFirst, u + 1);
  const outStart = i32At(edgeFirst, v);
  const outEnd = i32At(edgeFirst, v + 1);
  const arrivalBegin = i32At(arrivalFirst, firstNode(gap3 + 1));
  for (let k = i32At(inFirst, u); k < inEnd; k++) {
    const from = inEdges + 16 * <usize>k;
    const base = load<i32>(from);
    const edge = load<i32>(from, 12);
    const row = load<usize>(word(pairRows, edge));
    for (let f = outStart; f < outEnd; f++) {
      const to = edges + 16 * <usize>f;
      const type = i32At(pairCodes, 4 * base + load<i32>(to));
      if (type < 0) continue;
      const arrival = load<i32>(to, 12);
      let energy = i32At(best, type) + load<i32>(from, 8) + load<i32>(to, 8);
      if (small >= 0) {
        const local = arrival - arrivalBegin;
        energy = min(energy, i32At(smallHairpins, 4 * (3 * edge + small) + local));
      }
      const cell = word(row, arrival);
      if (energy < load<i32>(cell)) store<i32>(cell, energy);
    }
  }
}
