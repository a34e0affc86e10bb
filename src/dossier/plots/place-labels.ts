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
 * Puts each label right, left, above or below its point, the first that touches no earlier label
 * and no point; a label with no free side is left out. Wishes come most important first.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  points: readonly { readonly x: number; readonly y: number }[],
  frame: Box,
): readonly PlacedLabel[] {
  const taken: Box[] = points.map(({ x, y }) => ({
    left: x - 6,
    right: x + 6,
    top: y - 6,
    bottom: y + 6,
  }));
  const placed: PlacedLabel[] = [];
  for (const { x, y, text } of wishes) {
    const width = text.length * LETTER_PX;
    const sides: readonly (PlacedLabel & { readonly left: number })[] = [
      { x: x + 8, y: y + 4, anchor: 'start', text, left: x + 8 },
      { x: x - 8, y: y + 4, anchor: 'end', text, left: x - 8 - width },
      { x, y: y - 9, anchor: 'middle', text, left: x - width / 2 },
      { x, y: y + 18, anchor: 'middle', text, left: x - width / 2 },
    ];
    for (const { left, ...label } of sides) {
      const box = { left, right: left + width, top: label.y - LINE_PX + 3, bottom: label.y + 3 };
      const inside =
        box.left >= frame.left &&
        box.right <= frame.right &&
        box.top >= frame.top &&
        box.bottom <= frame.bottom;
      if (inside && !taken.some((other) => overlap(box, other))) {
        taken.push(box);
        placed.push(label);
        break;
      }
    }
  }
  return placed;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
