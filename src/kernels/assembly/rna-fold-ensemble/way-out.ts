import {
  ASYMMETRY,
  EXTERIOR_STEM,
  INTERIOR,
  MISMATCH_1N,
  MISMATCH_23,
  MISMATCH_INTERIOR,
  MULTI_CLOSING,
  MULTI_STEM,
  MULTI_UNPAIRED,
  NO_BASE,
  SHORTEST_SPAN,
  TERMINAL,
  after,
  base,
  branch,
  branched,
  bulgeRow,
  bulges,
  exterior,
  genericRow,
  generics,
  joined,
  kept,
  multi,
  n,
  oneRow,
  ones,
  pairOf,
  pairs,
  rowOffset,
  run,
  scaleAfter,
  scales,
  spans,
  twoThrees,
  weightOf,
} from './memory';
import { hairpin, smallLoops } from './small-loops';

/** Sum over the folds closed by the pair (i, j). */
function closed(i: usize, j: usize, pair: usize): f64 {
  const mismatch: usize = 16 * pair + 4 * base(i + 1) + base(j - 1);
  const at = j << 3;
  const twoThree =
    load<f64>(kept(twoThrees, i + 3) + at - 32) * scaleAfter(2) * load<f64>(run(3) + at) +
    load<f64>(kept(twoThrees, i + 4) + at - 24) * scaleAfter(3) * load<f64>(run(2) + at);
  const size23 = weightOf(INTERIOR, 5) * weightOf(ASYMMETRY, 1);
  const inside =
    load<f64>(bulgeRow + at) * weightOf(TERMINAL, pair) +
    load<f64>(oneRow + at) * weightOf(MISMATCH_1N, mismatch) +
    load<f64>(genericRow + at) * weightOf(MISMATCH_INTERIOR, mismatch) +
    twoThree * size23 * weightOf(MISMATCH_23, mismatch) +
    load<f64>(branched + at - 8) * weightOf(MULTI_CLOSING, mismatch);
  const ends = load<f64>(scales + (i << 3)) * load<f64>(scales + at);
  return (
    hairpin(i, j, pair, mismatch) * load<f64>(spans + at) + smallLoops(i, j, pair) + ends * inside
  );
}

/** Row i of the pairs, of the kept rows, and the sum over the folds outside all loops. */
export function pairRow(i: usize): void {
  const row = pairs + rowOffset(i);
  const before = i > 0 ? base(i - 1) : NO_BASE;
  const scale = load<f64>(scales + (i << 3));
  let outside = load<f64>(exterior + ((i + 1) << 3)) * scale;
  store<f64>(spans + (i << 3), scale);
  for (let j = i + 1; j < n; j++) {
    const at = j << 3;
    store<f64>(spans + at, load<f64>(spans + at) * scale);
    const pair = j < i + SHORTEST_SPAN ? -1 : pairOf(base(i), base(j));
    let bulge: f64 = 0;
    let one: f64 = 0;
    let twoThree: f64 = 0;
    let generic: f64 = 0;
    let stem: f64 = 0;
    if (pair >= 0) {
      const sum = closed(i, j, <usize>pair);
      store<f64>(row + at, sum);
      const after = j + 1 < n ? base(j + 1) : NO_BASE;
      const beside: usize = 25 * <usize>pair + 5 * before + after;
      stem = sum * weightOf(MULTI_STEM, beside);
      outside += sum * weightOf(EXTERIOR_STEM, beside) * load<f64>(exterior + at + 8);
      if (before != NO_BASE && after != NO_BASE) {
        const inner = <usize>pairOf(base(j), base(i));
        const mismatch: usize = 16 * inner + 4 * after + before;
        bulge = sum * weightOf(TERMINAL, inner);
        one = sum * weightOf(MISMATCH_1N, mismatch);
        twoThree = sum * weightOf(MISMATCH_23, mismatch);
        generic = sum * weightOf(MISMATCH_INTERIOR, mismatch);
      }
    }
    store<f64>(kept(bulges, i) + at, bulge);
    store<f64>(kept(ones, i) + at, one);
    store<f64>(kept(twoThrees, i) + at, twoThree);
    store<f64>(kept(generics, i) + at, generic);
    store<f64>(branch + at, stem);
  }
  store<f64>(exterior + (i << 3), outside);
}

/** Row i of the parts of multiloops. */
export function multiRow(i: usize): void {
  const row = multi + rowOffset(i);
  const next = multi + rowOffset(i + 1);
  const unpaired = weightOf(MULTI_UNPAIRED, 0);
  const first = unpaired * load<f64>(scales + (i << 3));
  const end = n << 3;
  if (i + SHORTEST_SPAN >= n) return;
  memory.fill(joined + (i << 3), 0, end - (i << 3) + 16);
  let last: f64 = 0;
  for (let j = i + SHORTEST_SPAN; j < n; j++) {
    const at = j << 3;
    const stem = load<f64>(branch + at);
    const two = load<f64>(joined + at);
    last = last * unpaired * load<f64>(scales + at) + stem;
    store<f64>(branched + at, load<f64>(branched + at) * first + two);
    store<f64>(row + at, load<f64>(next + at) * first + last + two);
    if (stem == 0) continue;
    const stems = f64x2.splat(stem);
    const rest = multi + rowOffset(j + 1);
    for (let to = at + 8; to < end; to += 16) {
      const part = f64x2.mul(v128.load(rest + to), stems);
      v128.store(joined + to, f64x2.add(v128.load(joined + to), part));
    }
  }
}
