import {
  ASYMMETRY,
  BULGE,
  INTERIOR,
  LONGEST_INTERIOR,
  SHORTEST_SPAN,
  bulgeRow,
  bulges,
  genericRow,
  generics,
  kept,
  n,
  oneRow,
  ones,
  run,
  scaleAfter,
  scales,
  sizeRow,
  weightOf,
} from './memory';

/** row[j] += a[j] x aRun[j] x x + b[j] x bRun[j] x y */
function gather(
  row: usize,
  a: usize,
  aRun: usize,
  x: f64,
  b: usize,
  bRun: usize,
  y: f64,
  from: usize,
  end: usize,
): void {
  const xs = f64x2.splat(x);
  const ys = f64x2.splat(y);
  for (let at = from; at < end; at += 16) {
    const first = f64x2.mul(f64x2.mul(v128.load(a + at), v128.load(aRun + at)), xs);
    const second = f64x2.mul(f64x2.mul(v128.load(b + at), v128.load(bRun + at)), ys);
    v128.store(row + at, f64x2.add(v128.load(row + at), f64x2.add(first, second)));
  }
}

/** a[j] += row[j] x run[j] x x; the transpose of one half of `gather` */
function spread(row: usize, a: usize, aRun: usize, x: f64, from: usize, end: usize): void {
  const xs = f64x2.splat(x);
  for (let at = from; at < end; at += 16) {
    const part = f64x2.mul(f64x2.mul(v128.load(row + at), v128.load(aRun + at)), xs);
    v128.store(a + at, f64x2.add(v128.load(a + at), part));
  }
}

/** Sums over the inner pairs of row i by kind of loop, without the part of (i, j) and its scales. */
export function interiorLoops(i: usize): void {
  const from = (i + SHORTEST_SPAN) << 3;
  if (i + SHORTEST_SPAN >= n) return;
  const end = n << 3;
  memory.fill(bulgeRow + from, 0, end - from + 16);
  memory.fill(oneRow + from, 0, end - from + 16);
  memory.fill(genericRow + from, 0, end - from + 16);
  for (let size: usize = 2; size <= LONGEST_INTERIOR; size++) {
    const weight = weightOf(BULGE, size);
    const a = kept(bulges, i + 1) - ((size + 1) << 3);
    const b = kept(bulges, i + 1 + size) - 8;
    gather(bulgeRow, a, run(size), weight, b, run(0), weight * scaleAfter(size), from, end);
  }
  for (let size: usize = 4; size <= LONGEST_INTERIOR; size++) {
    const weight = weightOf(INTERIOR, size) * weightOf(ASYMMETRY, size - 2);
    const a = kept(ones, i + 2) - (size << 3);
    const b = kept(ones, i + size) - 16;
    const x = weight * scaleAfter(1);
    gather(oneRow, a, run(size - 1), x, b, run(1), weight * scaleAfter(size - 1), from, end);
  }
  const nextScale = f64x2.splat(scaleAfter(1));
  for (let size: usize = 4; size <= LONGEST_INTERIOR; size++) {
    const asymmetry = weightOf(ASYMMETRY, size - 4);
    const a = kept(generics, i + 3) - ((size - 1) << 3);
    // Two bases on either side are one loop, not two.
    const b = kept(generics, i + size - 1) - 24;
    const smaller = sizeRow(i + 1, size - 2) - 8;
    const row = sizeRow(i, size);
    for (let at = from; at < end; at += 16) {
      const scaled = f64x2.mul(v128.load(smaller + at), v128.load(run(1) + at));
      v128.store(row + at, f64x2.mul(scaled, nextScale));
    }
    const y = size == 4 ? 0 : asymmetry * scaleAfter(size - 2);
    gather(row, a, run(size - 2), asymmetry * scaleAfter(2), b, run(2), y, from, end);
    if (size < 6) continue;
    const weight = f64x2.splat(weightOf(INTERIOR, size));
    for (let at = from; at < end; at += 16) {
      const whole = f64x2.mul(v128.load(row + at), weight);
      v128.store(genericRow + at, f64x2.add(v128.load(genericRow + at), whole));
    }
  }
}

/** The way back of `interiorLoops`: from derivatives by its sums to derivatives by inner pairs. */
export function byInteriorLoops(i: usize): void {
  const from = (i + SHORTEST_SPAN) << 3;
  if (i + SHORTEST_SPAN >= n) return;
  const end = n << 3;
  for (let size: usize = 2; size <= LONGEST_INTERIOR; size++) {
    const weight = weightOf(BULGE, size);
    spread(bulgeRow, kept(bulges, i + 1) - ((size + 1) << 3), run(size), weight, from, end);
    const y = weight * scaleAfter(size);
    spread(bulgeRow, kept(bulges, i + 1 + size) - 8, run(0), y, from, end);
  }
  for (let size: usize = 4; size <= LONGEST_INTERIOR; size++) {
    const weight = weightOf(INTERIOR, size) * weightOf(ASYMMETRY, size - 2);
    const x = weight * scaleAfter(1);
    spread(oneRow, kept(ones, i + 2) - (size << 3), run(size - 1), x, from, end);
    const y = weight * scaleAfter(size - 1);
    spread(oneRow, kept(ones, i + size) - 16, run(1), y, from, end);
  }
  const thisScale = f64x2.splat(load<f64>(scales + (i << 3)));
  for (let size: usize = 4; size <= LONGEST_INTERIOR; size++) {
    const asymmetry = weightOf(ASYMMETRY, size - 4);
    const weight = f64x2.splat(size < 6 ? 0 : weightOf(INTERIOR, size));
    const row = sizeRow(i, size);
    const larger = sizeRow(i + 1, size + 2) + 8;
    const hasLarger = i > 0 && size + 2 <= LONGEST_INTERIOR;
    for (let at = from; at < end; at += 16) {
      let by = f64x2.mul(v128.load(genericRow + at), weight);
      if (hasLarger) {
        const scaled = f64x2.mul(v128.load(larger + at), v128.load(run(1) + at + 8));
        by = f64x2.add(by, f64x2.mul(scaled, thisScale));
      }
      v128.store(row + at, by);
    }
    const x = asymmetry * scaleAfter(2);
    spread(row, kept(generics, i + 3) - ((size - 1) << 3), run(size - 2), x, from, end);
    if (size == 4) continue;
    const y = asymmetry * scaleAfter(size - 2);
    spread(row, kept(generics, i + size - 1) - 24, run(2), y, from, end);
  }
}
