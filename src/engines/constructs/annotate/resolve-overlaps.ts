import { compareText } from '../../../core/skipped.js';
import { isWhole, type AnnotationHit } from './annotation-hit.js';

/** A hit that was kept, and what else its place reads like. */
export interface ResolvedHit {
  readonly hit: AnnotationHit;
  /** Names of other entries found at the same place (whole ones, if the hit is), best first, each once. */
  readonly alternatives: readonly string[];
}

/** Two hits that each cover this much of the other are one feature. */
const SAME_PLACE = 0.8;
/** A hit of which this much lies in another is inside it. */
const INSIDE = 0.95;
/** A fragment of which this much lies in better hits tells nothing new. */
const COVERED_FRAGMENT = 0.5;
const MOST_ALTERNATIVES = 5;

/**
 * Overlaps and nesting, by one rule. Hits are taken in turn: whole ones before the rest, then by bases that agree
 * times identity (and coverage, if whole), DNA before protein, parts before records. One is left out where a hit taken before it
 * (1) has the same place: each covers 80 % of the other;
 * (2) holds it and has the same role;
 * (3) and others cover half of it, if it is not whole.
 * So an origin inside a promoter stays, a shorter variant of a promoter does not. What is put together from others
 * (an enhancer with its promoter) hides none of them.
 */
export function resolveOverlaps(
  hits: readonly AnnotationHit[],
  length: number,
): readonly ResolvedHit[] {
  const kept: { readonly hit: AnnotationHit; readonly names: string[] }[] = [];
  const covered = new Uint8Array(length);
  for (const hit of hits.toSorted(byRank)) {
    const isPart = !isWhole(hit);
    const same = kept.find(
      (other) =>
        shareOf(hit, other.hit, length) >= SAME_PLACE &&
        shareOf(other.hit, hit, length) >= SAME_PLACE,
    );
    if (same !== undefined) {
      const { name } = hit.entry;
      const isNew = name !== same.hit.entry.name && !same.names.includes(name);
      const isAsGood = !isPart || !isWhole(same.hit);
      if (isAsGood && isNew && same.names.length < MOST_ALTERNATIVES) same.names.push(name);
      continue;
    }
    if (isPart && coveredShare(hit, covered) >= COVERED_FRAGMENT) continue;
    if (kept.some((other) => hides(other.hit, hit, length))) continue;
    kept.push({ hit, names: [] });
    for (let i = 0; i < hit.length; i++) covered[(hit.start0 + i) % length] = 1;
  }
  return kept
    .map(({ hit, names }) => ({ hit, alternatives: names }))
    .toSorted(
      ({ hit: a }, { hit: b }) => a.start0 - b.start0 || b.length - a.length || byRank(a, b),
    );
}

function hides(kept: AnnotationHit, hit: AnnotationHit, length: number): boolean {
  if (kept.entry.isComposite && isWhole(kept)) return false;
  return kept.entry.role === hit.entry.role && shareOf(hit, kept, length) >= INSIDE;
}

function byRank(a: AnnotationHit, b: AnnotationHit): number {
  return (
    Number(isWhole(b)) - Number(isWhole(a)) ||
    worth(b) - worth(a) ||
    compareText(a.level, b.level) ||
    compareText(a.entry.kind, b.entry.kind) ||
    a.start0 - b.start0 ||
    b.strand - a.strand ||
    compareText(a.entry.id, b.entry.id)
  );
}

function worth(hit: AnnotationHit): number {
  const bases = hit.level === 'DNA' ? hit.matches : 3 * hit.matches;
  return bases * hit.identity * (isWhole(hit) ? hit.coverage : 1);
}

/** Part of `a` that lies in `b`, on a circle of `length`. */
function shareOf(a: AnnotationHit, b: AnnotationHit, length: number): number {
  let shared = 0;
  for (const turn of [-length, 0, length]) {
    const from = Math.max(a.start0, b.start0 + turn);
    const to = Math.min(a.start0 + a.length, b.start0 + turn + b.length);
    shared += Math.max(0, to - from);
  }
  return shared / a.length;
}

function coveredShare({ start0, length: bases }: AnnotationHit, covered: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bases; i++) count += covered[(start0 + i) % covered.length] as number;
  return count / bases;
}
