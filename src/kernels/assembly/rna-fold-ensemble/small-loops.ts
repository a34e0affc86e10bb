import {
  BULGE,
  HAIRPINS,
  INTERIOR_11,
  INTERIOR_21,
  INTERIOR_22,
  MISMATCH_HAIRPIN,
  SHORTEST_SPAN,
  STACK,
  TERMINAL,
  base,
  byPairs,
  n,
  pairOf,
  pairs,
  rowOffset,
  run,
  scaleAfter,
  scales,
  weightOf,
} from './memory';

/** Weight of the loop between (i, j) and (p, q) without its scales, for the loops that do not split; 0 for no pair. */
function smallLoop(i: usize, j: usize, outer: usize, p: usize, q: usize): f64 {
  const pair = pairOf(base(q), base(p));
  if (pair < 0) return 0;
  const both: usize = 6 * outer + <usize>pair;
  const size5 = p - i - 1;
  const size3 = j - q - 1;
  if (size5 + size3 == 0) return weightOf(STACK, both);
  if (size5 + size3 == 1) return weightOf(STACK, both) * weightOf(BULGE, 1);
  const first = base(i + 1);
  const last = base(j - 1);
  if (size5 + size3 == 2) return weightOf(INTERIOR_11, 16 * both + 4 * first + last);
  if (size5 == 2 && size3 == 2) {
    const two: usize = 64 * first + 16 * base(p - 1) + 4 * base(q + 1) + last;
    return weightOf(INTERIOR_22, 256 * both + two);
  }
  if (size5 == 1) return weightOf(INTERIOR_21, 64 * both + 16 * first + 4 * base(q + 1) + last);
  const turned: usize = 6 * <usize>pair + outer;
  return weightOf(INTERIOR_21, 64 * turned + 16 * base(q + 1) + 4 * first + base(p - 1));
}

/** Scales of the bases of (i, j) and of the unpaired ones between it and (p, q). */
function loopScale(i: usize, j: usize, p: usize, q: usize): f64 {
  const ends = load<f64>(scales + (i << 3)) * load<f64>(scales + (j << 3));
  return ends * scaleAfter(p - i - 1) * load<f64>(run(j - q - 1) + (j << 3));
}

/** Whether so many unpaired bases on the 5' and on the 3' side make a loop that does not split. */
function isSmall(size5: usize, size3: usize): bool {
  return size5 <= 2 && size3 <= 2 && (size5 + size3 != 2 || size5 == 1);
}

export function smallLoops(i: usize, j: usize, outer: usize): f64 {
  let sum: f64 = 0;
  for (let p = i + 1; p <= i + 3; p++) {
    const row = pairs + rowOffset(p);
    for (let q = j - 1; q >= j - 3 && q >= p + SHORTEST_SPAN; q--) {
      if (!isSmall(p - i - 1, j - 1 - q)) continue;
      const inner = load<f64>(row + (q << 3));
      if (inner != 0) sum += inner * smallLoop(i, j, outer, p, q) * loopScale(i, j, p, q);
    }
  }
  return sum;
}

export function bySmallLoops(i: usize, j: usize, outer: usize, by: f64): void {
  for (let p = i + 1; p <= i + 3; p++) {
    const row = byPairs + rowOffset(p);
    for (let q = j - 1; q >= j - 3 && q >= p + SHORTEST_SPAN; q--) {
      if (!isSmall(p - i - 1, j - 1 - q)) continue;
      const part = by * smallLoop(i, j, outer, p, q) * loopScale(i, j, p, q);
      store<f64>(row + (q << 3), load<f64>(row + (q << 3)) + part);
    }
  }
}

export function hairpin(i: usize, j: usize, pair: usize, mismatch: usize): f64 {
  const size = j - i - 1;
  if (size == 3 || size == 4 || size == 6) {
    const list: usize = size == 3 ? 0 : size == 4 ? 1 : 2;
    const special = weightOf(HAIRPINS, list * n + i);
    if (special != 0) return special;
  }
  const bare = weightOf(HAIRPINS, 3 * n + size);
  return bare * (size == 3 ? weightOf(TERMINAL, pair) : weightOf(MISMATCH_HAIRPIN, mismatch));
}
