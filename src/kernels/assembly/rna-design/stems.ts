// Stems side by side: in multiloops, and outside of all loops.

import {
  arcsIn,
  arcsOut,
  arrivalBase,
  arrivalFirst,
  beam,
  best,
  branch,
  bulgeStemRow,
  edgeFirst,
  edges,
  exterior,
  exteriorStemRow,
  fillInf,
  firstNode,
  gains,
  i32At,
  INF,
  JOINED,
  lastGap,
  longStemRow,
  mismatchInterior1n,
  multiRows,
  pairCodes,
  pairRows,
  scalarRow,
  SHORTEST_SPAN,
  stemRow,
  terminal,
  trailingRow,
  unpairedInMulti,
  word,
} from './memory';

/** The best stem from node u to each node, as a branch, outside all loops, in a long bulge and in a 1 x n loop. */
export function stemsFrom(u: i32, gap: i32): void {
  const first = firstNode(gap + SHORTEST_SPAN);
  const end = firstNode(lastGap(gap) + 1);
  fillInf(word(stemRow, first), word(stemRow, end));
  fillInf(word(exteriorStemRow, first), word(exteriorStemRow, end));
  fillInf(word(bulgeStemRow, first), word(bulgeStemRow, end));
  fillInf(word(longStemRow, first), word(longStemRow, end));
  const edgeEnd = i32At(edgeFirst, u + 1);
  for (let edge = i32At(edgeFirst, u); edge < edgeEnd; edge++) {
    const base = load<i32>(edges + 16 * <usize>edge);
    const row = load<usize>(word(pairRows, edge));
    for (let v = first; v < end; v++) {
      const arrivalEnd = i32At(arrivalFirst, v + 1);
      const at: usize = (<usize>v) << 2;
      for (let arrival = i32At(arrivalFirst, v); arrival < arrivalEnd; arrival++) {
        const type = i32At(pairCodes, 4 * i32At(arrivalBase, arrival) + base);
        if (type < 0) continue;
        const energy = i32At(row, arrival);
        const weak = i32At(terminal, type);
        store<i32>(stemRow + at, min(load<i32>(stemRow + at), energy + i32At(branch, type)));
        store<i32>(exteriorStemRow + at, min(load<i32>(exteriorStemRow + at), energy + weak));
        store<i32>(
          longStemRow + at,
          min(load<i32>(longStemRow + at), energy + i32At(mismatchInterior1n, type)),
        );
      }
    }
  }
  // A stem costs the same at its end outside all loops and in a long bulge.
  memory.copy(word(bulgeStemRow, first), word(exteriorStemRow, first), 4 * <usize>(end - first));
}

/** The least gain that the `beam` best stems of a row have; -INF where all are kept. */
function leastGain(first: i32, end: i32, multiRow: usize): i32 {
  if (beam == 0) return -INF;
  let count: i32 = 0;
  for (let v = first; v < end; v++) {
    const stem = i32At(stemRow, v);
    const gain = i32At(multiRow, v) - stem;
    if (stem >= INF / 2 || gain <= 0) continue;
    store<i32>(word(gains, count), gain);
    count++;
  }
  if (count <= beam) return -INF;
  // Quickselect: the gain with `beam - 1` better ones.
  let low: i32 = 0;
  let high: i32 = count - 1;
  const wanted = beam - 1;
  while (low < high) {
    const pivot = i32At(gains, (low + high) >> 1);
    let a = low;
    let b = high;
    while (a <= b) {
      while (i32At(gains, a) > pivot) a++;
      while (i32At(gains, b) < pivot) b--;
      if (a > b) break;
      const kept = i32At(gains, a);
      store<i32>(word(gains, a), i32At(gains, b));
      store<i32>(word(gains, b), kept);
      a++;
      b--;
    }
    if (wanted <= b) high = b;
    else if (wanted >= a) low = a;
    else break;
  }
  return i32At(gains, wanted);
}

/** Into `target`, the least of itself and `source` + `cost`, over nodes from `first` up to `end`. */
function lowerRow(target: usize, source: usize, cost: i32, first: i32, end: i32): void {
  const add = i32x4.splat(cost);
  let at: usize = (<usize>first) << 2;
  const stop: usize = (<usize>end) << 2;
  for (; at + 16 <= stop; at += 16) {
    const sum = i32x4.add(v128.load(source + at), add);
    v128.store(target + at, i32x4.min_s(v128.load(target + at), sum));
  }
  for (; at < stop; at += 4) {
    store<i32>(target + at, min(load<i32>(target + at), load<i32>(source + at) + cost));
  }
}

/** The rows of node u inside a multiloop: at least one stem, and at least two. */
export function joinsFrom(u: i32, gap: i32): void {
  const first = firstNode(gap + SHORTEST_SPAN);
  const end = firstNode(lastGap(gap) + 1);
  const multi = load<usize>(word(multiRows, u));
  const joined = scalarRow(JOINED, gap, u);
  fillInf(word(multi, first), word(multi, end));
  fillInf(word(joined, firstNode(gap)), word(joined, end));
  const inner = firstNode(gap + 1 + SHORTEST_SPAN);
  for (let k: usize = 0; k < 16; k += 8) {
    const arc = arcsOut + 16 * <usize>u + k;
    const next = load<i32>(arc);
    if (next < 0) break;
    const cost = load<i32>(arc, 4) + unpairedInMulti;
    lowerRow(multi, load<usize>(word(multiRows, next)), cost, inner, end);
    lowerRow(joined, scalarRow(JOINED, gap + 1, next), cost, inner, end);
  }
  const threshold = leastGain(first, end, multi);
  for (let gap3 = gap + SHORTEST_SPAN; gap3 <= lastGap(gap); gap3++) {
    const vEnd = firstNode(gap3 + 1);
    const beyond = firstNode(gap3 + SHORTEST_SPAN);
    for (let v = firstNode(gap3); v < vEnd; v++) {
      let trailing = INF;
      if (gap3 > gap + SHORTEST_SPAN) {
        for (let k: usize = 0; k < 16; k += 8) {
          const arc = arcsIn + 16 * <usize>v + k;
          const before = load<i32>(arc);
          if (before < 0) break;
          trailing = min(
            trailing,
            i32At(trailingRow, before) + load<i32>(arc, 4) + unpairedInMulti,
          );
        }
      }
      const stem = i32At(stemRow, v);
      const skipped = i32At(multi, v);
      const other = min(min(skipped, i32At(joined, v)), trailing);
      // A stem that another fold of the same stretch equals starts no better multiloop than that fold does.
      if (stem < other && skipped - stem >= threshold) {
        const rest = load<usize>(word(multiRows, v));
        if (beyond < end) lowerRow(joined, rest, stem, beyond, end);
      }
      store<i32>(word(trailingRow, v), min(INF, min(stem, trailing)));
      store<i32>(word(multi, v), min(INF, min(other, stem)));
    }
  }
}

export function exteriorFrom(u: i32, gap: i32): void {
  let energy = INF;
  for (let k: usize = 0; k < 16; k += 8) {
    const arc = arcsOut + 16 * <usize>u + k;
    const next = load<i32>(arc);
    if (next < 0) break;
    energy = min(energy, i32At(exterior, next) + load<i32>(arc, 4));
  }
  const end = firstNode(lastGap(gap) + 1);
  for (let v = firstNode(gap + SHORTEST_SPAN); v < end; v++) {
    energy = min(energy, i32At(exteriorStemRow, v) + i32At(exterior, v));
  }
  store<i32>(word(exterior, u), energy);
}
