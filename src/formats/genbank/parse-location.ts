import type { GenBankFeature } from './write-genbank.js';

export type ParsedLocation =
  | (Pick<GenBankFeature, 'ranges' | 'strand'> & { readonly kind: 'placed' })
  /** A location this reader has no place for, and why. */
  | { readonly kind: 'unplaced'; readonly reason: string };

interface Piece {
  readonly start0: number;
  readonly end0: number;
  readonly strand: 1 | -1;
}

/**
 * A location of the INSDC feature table as ranges in the order in which the top strand is read. Open ends (`<`, `>`)
 * count as the base they name; places between bases, other records and pieces on both strands are not placed.
 */
export function parseLocation(text: string): ParsedLocation {
  const location = text.replace(/\s+/g, '');
  const pieces = piecesOf(location, 1);
  if (typeof pieces === 'string') return { kind: 'unplaced', reason: pieces };
  const [first] = pieces;
  if (first === undefined) return { kind: 'unplaced', reason: `"${location}" names no base` };
  if (pieces.some(({ strand }) => strand !== first.strand)) {
    return { kind: 'unplaced', reason: 'its pieces lie on both strands' };
  }
  const ordered = first.strand === 1 ? pieces : pieces.toReversed();
  const [head, ...rest] = ordered.map(({ start0, end0 }) => ({ start0, end0 }));
  return {
    kind: 'placed',
    strand: first.strand,
    ranges: [head as NonNullable<typeof head>, ...rest],
  };
}

/** In reading order of their strand; a sentence where one cannot be placed. */
function piecesOf(location: string, strand: 1 | -1): readonly Piece[] | string {
  const call = /^(complement|join|order)\((.*)\)$/.exec(location);
  if (call !== null) {
    const inside = call[2] as string;
    if (call[1] === 'complement') {
      const pieces = piecesOf(inside, strand === 1 ? -1 : 1);
      return typeof pieces === 'string' ? pieces : pieces.toReversed();
    }
    const all: Piece[] = [];
    for (const part of topLevelParts(inside)) {
      const pieces = piecesOf(part, strand);
      if (typeof pieces === 'string') return pieces;
      all.push(...pieces);
    }
    return all;
  }
  const range = /^<?(\d+)(?:\.\.>?(\d+))?$/.exec(location.replace(/^>/, ''));
  if (range === null) {
    return location.includes(':')
      ? 'it lies in another record'
      : `"${location}" is no range of bases`;
  }
  const from = Number(range[1]);
  const to = Number(range[2] ?? range[1]);
  if (from < 1 || to < from) return `"${location}" is no range of bases`;
  return [{ start0: from - 1, end0: to, strand }];
}

/** The parts between commas that stand in no bracket. */
function topLevelParts(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')') depth--;
    if (at === text.length || (text[at] === ',' && depth === 0)) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return parts;
}
