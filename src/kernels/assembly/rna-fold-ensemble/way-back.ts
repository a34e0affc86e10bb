import {
  ASYMMETRY,
  EXTERIOR_STEM,
  INTERIOR,
  MARGIN,
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
  byExterior,
  byMulti,
  byPairs,
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
  stride,
  twoThrees,
  weightOf,
} from './memory';
import { bySmallLoops } from './small-loops';

/** Derivatives by the branches (i, j), into `branch`, and by the parts of multiloops that follow them. */
export function byMultiRow(i: usize): void {
  const row = byMulti + rowOffset(i);
  const next = byMulti + rowOffset(i + 1);
  const before = i > 0 ? base(i - 1) : NO_BASE;
  const unpaired = weightOf(MULTI_UNPAIRED, 0);
  const first = unpaired * load<f64>(scales + (i << 3));
  const end = n << 3;
  for (let j = i + SHORTEST_SPAN; j < n; j++) {
    const at = j << 3;
    const one = load<f64>(row + at);
    const two = load<f64>(branched + at);
    store<f64>(joined + at, one + two);
    store<f64>(branched + at, two * first);
    store<f64>(next + at, load<f64>(next + at) + one * first);
  }
  let last: f64 = 0;
  for (let j = n - 1; j >= i + SHORTEST_SPAN; j--) {
    const at = j << 3;
    last = load<f64>(row + at) + last * unpaired * (j + 1 < n ? load<f64>(scales + at + 8) : 0);
    const sum = load<f64>(pairs + rowOffset(i) + at);
    store<f64>(branch + at, 0);
    if (sum == 0) continue;
    const after = j + 1 < n ? base(j + 1) : NO_BASE;
    const pair = <usize>pairOf(base(i), base(j));
    const weight = weightOf(MULTI_STEM, 25 * pair + 5 * before + after);
    const stems = f64x2.splat(sum * weight);
    const rest = multi + rowOffset(j + 1);
    const byRest = byMulti + rowOffset(j + 1);
    let sums = f64x2.splat(0);
    for (let to = at + 8; to < end; to += 16) {
      const by = v128.load(joined + to);
      sums = f64x2.add(sums, f64x2.mul(by, v128.load(rest + to)));
      v128.store(byRest + to, f64x2.add(v128.load(byRest + to), f64x2.mul(by, stems)));
    }
    const following = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    store<f64>(branch + at, weight * (last + following));
  }
}

/** Derivatives by the pairs (i, j), handed on to what lies inside them; the pairs' probabilities in their place. */
export function byPairRow(i: usize): void {
  const row = pairs + rowOffset(i);
  const byRow = byPairs + rowOffset(i);
  const before = i > 0 ? base(i - 1) : NO_BASE;
  const scale = load<f64>(scales + (i << 3));
  const outside = load<f64>(byExterior + (i << 3));
  const whole = load<f64>(exterior);
  const size23 = weightOf(INTERIOR, 5) * weightOf(ASYMMETRY, 1);
  const afterI = byExterior + ((i + 1) << 3);
  store<f64>(afterI, load<f64>(afterI) + outside * scale);
  for (let j = i + SHORTEST_SPAN; j < n; j++) {
    const at = j << 3;
    store<f64>(bulgeRow + at, 0);
    store<f64>(oneRow + at, 0);
    store<f64>(genericRow + at, 0);
    const sum = load<f64>(row + at);
    if (sum == 0) {
      store<f64>(byRow + at, 0);
      continue;
    }
    const pair = <usize>pairOf(base(i), base(j));
    const after = j + 1 < n ? base(j + 1) : NO_BASE;
    const free = weightOf(EXTERIOR_STEM, 25 * pair + 5 * before + after);
    let by = load<f64>(byRow + at) + load<f64>(branch + at);
    by += outside * free * load<f64>(exterior + at + 8);
    store<f64>(byExterior + at + 8, load<f64>(byExterior + at + 8) + outside * sum * free);
    if (before != NO_BASE && after != NO_BASE) {
      const inner = <usize>pairOf(base(j), base(i));
      const beside: usize = 16 * inner + 4 * after + before;
      by += load<f64>(kept(bulges, i) + at) * weightOf(TERMINAL, inner);
      by += load<f64>(kept(ones, i) + at) * weightOf(MISMATCH_1N, beside);
      by += load<f64>(kept(twoThrees, i) + at) * weightOf(MISMATCH_23, beside);
      by += load<f64>(kept(generics, i) + at) * weightOf(MISMATCH_INTERIOR, beside);
    }
    store<f64>(byRow + at, (by * sum) / whole);
    bySmallLoops(i, j, pair, by);

    const mismatch: usize = 16 * pair + 4 * base(i + 1) + base(j - 1);
    const ends = by * scale * load<f64>(scales + at);
    store<f64>(bulgeRow + at, ends * weightOf(TERMINAL, pair));
    store<f64>(oneRow + at, ends * weightOf(MISMATCH_1N, mismatch));
    store<f64>(genericRow + at, ends * weightOf(MISMATCH_INTERIOR, mismatch));
    const twoThree = ends * size23 * weightOf(MISMATCH_23, mismatch);
    const a = kept(twoThrees, i + 3) + at - 32;
    const b = kept(twoThrees, i + 4) + at - 24;
    store<f64>(a, load<f64>(a) + twoThree * scaleAfter(2) * load<f64>(run(3) + at));
    store<f64>(b, load<f64>(b) + twoThree * scaleAfter(3) * load<f64>(run(2) + at));
    const inside = branched + at - 8;
    store<f64>(inside, load<f64>(inside) + ends * weightOf(MULTI_CLOSING, mismatch));
  }
}

export function forget(ring: usize, i: usize): void {
  memory.fill(kept(ring, i) - (MARGIN << 3), 0, stride);
}
