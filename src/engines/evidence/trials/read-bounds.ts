import type { Bounds } from './trial-rule.js';

const NUMBER = String.raw`(\d{1,3}(?:[,\s]\d{3})+|\d+(?:\.\d+)?|one|two|three|four)`;
const AT_LEAST = String.raw`≥|>\s?(?:\/|or)?\s?=|=\s?>|greater than or equal to|more than or equal to|at least|not less than|no less than|minimum(?: of)?`;
const ABOVE = String.raw`>|greater than|more than|over|above|older than`;
const AT_MOST = String.raw`≤|<\s?(?:\/|or)?\s?=|=\s?<|less than or equal to|no (?:more|greater) than|not (?:more|greater) than|at most|up to|maximum(?: of)?`;
const BELOW = String.raw`<|less than|below|under|younger than`;
const COMPARED = new RegExp(
  String.raw`^(?:(${AT_LEAST})|(${AT_MOST})|(${ABOVE})|(${BELOW}))\s*${NUMBER}`,
  'i',
);
const RANGE = new RegExp(String.raw`^(?:between\s+)?${NUMBER}\s*(?:-|–|to|and)\s*${NUMBER}`, 'i');
const WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4 };

/** A comparison or a range at the very start of the text, and how many characters it takes; else null. */
export function readBounds(
  text: string,
): { readonly bounds: Bounds; readonly length: number } | null {
  const compared = COMPARED.exec(text);
  if (compared !== null) {
    const [whole, atLeast, , above, below, number] = compared;
    const value = numberOf(number as string);
    const isLow = atLeast !== undefined || above !== undefined;
    const isStrict = above !== undefined || below !== undefined;
    return {
      bounds: {
        least: isLow ? value : null,
        most: isLow ? null : value,
        ...(isStrict ? { isStrict: true as const } : {}),
      },
      length: whole.length,
    };
  }
  const range = RANGE.exec(text);
  if (range === null) return null;
  const [whole, from, to] = range;
  return {
    bounds: { least: numberOf(from as string), most: numberOf(to as string) },
    length: whole.length,
  };
}

function numberOf(text: string): number {
  return WORDS[text.toLowerCase()] ?? Number(text.replace(/[,\s]/g, ''));
}

/** Bounds in another unit. */
export function scaled(bounds: Bounds, factor: number): Bounds {
  const times = (value: number | null): number | null =>
    value === null ? null : Number((value * factor).toPrecision(12));
  return { ...bounds, least: times(bounds.least), most: times(bounds.most) };
}

export function isWithin(value: number, { least, most, isStrict }: Bounds): boolean {
  return isStrict === true
    ? (least === null || value > least) && (most === null || value < most)
    : (least === null || value >= least) && (most === null || value <= most);
}
