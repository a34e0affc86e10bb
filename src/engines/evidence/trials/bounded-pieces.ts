import type { CriterionPiece } from './criterion-piece.js';
import { readBounds } from './read-bounds.js';
import { type Bounds, require, type Requirement } from './trial-rule.js';

/** Reads what it knows of a line. */
export type Reader = (text: string) => readonly CriterionPiece[];

/** A requirement read from `[start, end)`. */
export function piece(requirement: Requirement, start: number, end: number): CriterionPiece {
  return { rule: require(requirement), start, end };
}

/** Every place of `key` that a bound follows within `reach` characters. */
export function bounded(
  text: string,
  key: RegExp,
  reach: number,
): readonly { readonly bounds: Bounds; readonly start: number; readonly end: number }[] {
  const found: { bounds: Bounds; start: number; end: number }[] = [];
  for (const match of text.matchAll(key)) {
    const from = match.index + match[0].length;
    for (let at = from; at <= Math.min(text.length, from + reach); at++) {
      if (/[.;]/.test(text.charAt(at - 1)) && at > from) break;
      // A number begins at its first digit only.
      if (/\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at))) continue;
      const read = readBounds(text.slice(at));
      if (read === null) continue;
      found.push({ bounds: read.bounds, start: match.index, end: at + read.length });
      break;
    }
  }
  return found;
}
