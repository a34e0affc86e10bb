/** A label that would like to stand at `at` along its edge; pixels. */
export interface EdgeWish {
  readonly at: number;
  readonly text: string;
}

/** A label that found its place along the edge. */
export type SpreadLabel<Wish extends EdgeWish> = Wish & { readonly placed: number };

/** A label above the edge; row 0 is nearest, `left` where its text starts. */
export interface StackedLabel extends EdgeWish {
  readonly left: number;
  readonly row: number;
}

/** Widest mean advance at 11 px: DejaVu Sans, weight 600, in Chromium. */
export const LETTER_PX = 7.4;
const GAP_PX = 10;
/** Between a leader line and its text. */
const LEADER_GAP_PX = 3;

export function textWidth(text: string): number {
  return [...text].length * LETTER_PX;
}

/**
 * Labels in rows above an edge, in the lowest row where no text meets another text or any leader line. Those
 * of the left half run right from their leaders, those of the right half left, unless there is no room; each
 * half is placed from the middle outwards, so that a leader is not built over. Null where `rows` rows are
 * not enough.
 */
export function stackLabels(
  wishes: readonly EdgeWish[],
  left: number,
  right: number,
  rows: number,
): readonly StackedLabel[] | null {
  const middle = (left + right) / 2;
  const ordered = [
    ...wishes.filter(({ at }) => at <= middle).sort((a, b) => b.at - a.at),
    ...wishes.filter(({ at }) => at > middle).sort((a, b) => a.at - b.at),
  ];
  const placed: StackedLabel[] = [];
  for (const wish of ordered) {
    const width = textWidth(wish.text);
    const starts = [wish.at + LEADER_GAP_PX, wish.at - LEADER_GAP_PX - width];
    const preferred = wish.at <= middle ? starts : starts.reverse();
    const found = preferred
      .flatMap((start) => Array.from({ length: rows }, (_, row) => ({ ...wish, row, left: start })))
      .find(
        (label) =>
          label.left >= left &&
          label.left + width <= right &&
          placed.every((other) => !meet(label, other)),
      );
    if (found === undefined) return null;
    placed.push(found);
  }
  return placed.sort((a, b) => a.at - b.at);
}

function meet(a: StackedLabel, b: StackedLabel): boolean {
  if (a.row === b.row) {
    return (
      a.left < b.left + textWidth(b.text) + GAP_PX && b.left < a.left + textWidth(a.text) + GAP_PX
    );
  }
  const [lower, upper] = a.row < b.row ? [a, b] : [b, a];
  const at = upper.at;
  return lower.left - 2 < at && at < lower.left + textWidth(lower.text) + 2;
}

/**
 * Labels spread along an edge from `from` to `to`, at least `spacing` apart and near their places, in the
 * same order. Those that find no room are left out, the last in `wishes` first.
 */
export function spreadLabels<Wish extends EdgeWish>(
  wishes: readonly Wish[],
  from: number,
  to: number,
  spacing: number,
): { readonly labels: readonly SpreadLabel<Wish>[]; readonly leftOut: number } {
  const room = Math.max(0, Math.floor((to - from) / spacing) + 1);
  const kept = wishes.slice(0, room).sort((a, b) => a.at - b.at);
  const groups: { wanted: number; count: number }[] = [];
  for (const { at } of kept) {
    groups.push({ wanted: at, count: 1 });
    for (;;) {
      const last = groups.at(-1) as { wanted: number; count: number };
      const before = groups.at(-2);
      const width = (count: number): number => ((count - 1) * spacing) / 2;
      const isApart =
        before === undefined ||
        clamp(last.wanted, from + width(last.count), to - width(last.count)) -
          width(last.count) -
          (clamp(before.wanted, from + width(before.count), to - width(before.count)) +
            width(before.count)) >=
          spacing - 1e-9;
      if (isApart || before === undefined) break;
      const count = last.count + before.count;
      const wanted = (last.wanted * last.count + before.wanted * before.count) / count;
      groups.splice(-2, 2, { wanted, count });
    }
  }
  const places = groups.flatMap(({ wanted, count }) => {
    const half = ((count - 1) * spacing) / 2;
    const middle = clamp(wanted, from + half, to - half);
    return Array.from({ length: count }, (_, i) => middle - half + i * spacing);
  });
  return {
    labels: kept.map((wish, i) => ({ ...wish, placed: places[i] as number })),
    leftOut: wishes.length - kept.length,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** The lane of each interval: the first in which it meets no other, in the order given. */
export function lanesOf(
  intervals: readonly (readonly { readonly start0: number; readonly end0: number }[])[],
): readonly number[] {
  const lanes: { start0: number; end0: number }[][] = [];
  return intervals.map((ranges) => {
    const isFree = (lane: readonly { start0: number; end0: number }[]): boolean =>
      ranges.every((range) =>
        lane.every((other) => range.end0 <= other.start0 || other.end0 <= range.start0),
      );
    const found = lanes.findIndex(isFree);
    const index = found === -1 ? lanes.length : found;
    lanes[index] = [...(lanes[index] ?? []), ...ranges];
    return index;
  });
}
