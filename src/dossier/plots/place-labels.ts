/** A point that would like its name beside it; coordinates in pixels. */
export interface LabelWish {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
  readonly text: string;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Mean advance of a gene and its change at 11 px, weight 600: DejaVu Sans 7.4, Arial 6.5 in Chromium. */
const LETTER_PX = 7.4;
const LINE_PX = 13;

/**
 * Puts each label right, left, above or below its point, where it touches no other label and no
 * labelled point, on the side that covers the fewest other points; a label with no such side is
 * left out. Wishes come most important first.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  points: readonly { readonly x: number; readonly y: number }[],
  frame: Box,
): readonly PlacedLabel[] {
  const taken = wishes.map(boxAround);
  const marks = points.map(boxAround);
  const placed: PlacedLabel[] = [];
  for (const { x, y, text } of wishes) {
    const width = text.length * LETTER_PX;
    const sides: readonly (PlacedLabel & { readonly left: number })[] = [
      { x: x + 8, y: y + 4, anchor: 'start', text, left: x + 8 },
      { x: x - 8, y: y + 4, anchor: 'end', text, left: x - 8 - width },
      { x, y: y - 9, anchor: 'middle', text, left: x - width / 2 },
      { x, y: y + 18, anchor: 'middle', text, left: x - width / 2 },
    ];
    let best: { label: PlacedLabel; box: Box; covered: number } | null = null;
    for (const { left, ...label } of sides) {
      const box = { left, right: left + width, top: label.y - LINE_PX + 3, bottom: label.y + 3 };
      if (!within(box, frame) || taken.some((other) => overlap(box, other))) continue;
      const covered = marks.filter((mark) => overlap(box, mark)).length;
      if (best === null || covered < best.covered) best = { label, box, covered };
    }
    if (best !== null) {
      taken.push(best.box);
      placed.push(best.label);
    }
  }
  return placed;
}

function boxAround({ x, y }: { readonly x: number; readonly y: number }): Box {
  return { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 };
}

function within(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left &&
    box.right <= frame.right &&
    box.top >= frame.top &&
    box.bottom <= frame.bottom
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
