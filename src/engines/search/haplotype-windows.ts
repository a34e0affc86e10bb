import type { PatientVariant } from './patient-variants.js';

/** Variants so near to each other that one site may reach over two of them, in order; and their chromosome's bounds. */
export interface VariantGroup {
  readonly variants: readonly PatientVariant[];
  /** Reference bases around the group that its windows may take, `[start0, end0)`. */
  readonly start0: number;
  readonly end0: number;
}

/** A stretch of a haplotype: bases of the reference, or an alternate in their place. */
export interface HaplotypeSegment {
  /** Place in the group; null for reference bases. */
  readonly variant: number | null;
  /** On the reference. */
  readonly start0: number;
  readonly end0: number;
  /** On the haplotype, from its window's start. */
  readonly at: number;
  readonly length: number;
}

/**
 * One way in which the patient's sequence may read around a variant, its anchor, with no other alternate before it.
 * The sites on it that touch the anchor are those of which the anchor is the first alternate.
 */
export interface HaplotypeWindow {
  readonly anchor: number;
  readonly segments: readonly HaplotypeSegment[];
  /** True where another alternate lies before the window for certain, so that sites beyond its start are another anchor's. */
  readonly cutBefore: boolean;
}

/** Beyond so many ways to combine the variants beside an anchor, it is taken alone and with all of them. */
const MOST_HAPLOTYPES = 64;

/** Groups variants of one chromosome (in order) between which no `reach` unchanged bases lie. */
export function* variantGroups(
  variants: readonly PatientVariant[],
  reach: number,
): Generator<VariantGroup> {
  let from = 0;
  let end0 = -Infinity;
  const group = (to: number): VariantGroup => {
    const members = variants.slice(from, to);
    const start0 = Math.max(0, (members[0] as PatientVariant).start0 - reach + 1);
    return { variants: members, start0, end0: end0 + reach - 1 };
  };
  for (const [i, { start0, reference }] of variants.entries()) {
    if (i > from && start0 - end0 >= reach) {
      yield group(i);
      from = i;
      end0 = -Infinity;
    }
    end0 = Math.max(end0, start0 + reference.length);
  }
  if (variants.length > from) yield group(variants.length);
}

/** Copies that a haplotype may still be, by phase set. */
type OpenCopies = ReadonlyMap<string, number>;

/** Null where no copy is left. */
function narrowed(
  open: OpenCopies,
  { carried }: PatientVariant,
  isAlternate: boolean,
): OpenCopies | null {
  switch (carried.kind) {
    case 'every-copy':
      return isAlternate ? open : null;
    case 'unknown':
      return open;
    case 'phased': {
      const { set, copies, all } = carried;
      const left = (open.get(set) ?? all) & (isAlternate ? copies : all & ~copies);
      return left === 0 ? null : new Map([...open, [set, left]]);
    }
  }
}

/**
 * The windows of an anchor: all combinations of the variants beside it that their phases allow. `isCut` where there are
 * too many, so that only the anchor alone and with all that fit are given.
 */
export function haplotypeWindows(
  group: VariantGroup,
  anchor: number,
  reach: number,
): { readonly windows: readonly HaplotypeWindow[]; readonly isCut: boolean } {
  const windows: HaplotypeWindow[] = [];
  let isCut = false;
  for (const { from0, open, cutBefore } of leftSides(group, anchor, reach)) {
    const { chosen, isMore } = rightSides(group, anchor, reach, open);
    isCut ||= isMore;
    for (const taken of chosen) {
      windows.push({ anchor, segments: segmentsOf(group, taken, from0, reach), cutBefore });
    }
  }
  return { windows, isCut };
}

/** What stands behind the anchor: its own place, then those of the alternates that follow. */
function rightSides(
  group: VariantGroup,
  anchor: number,
  reach: number,
  open: OpenCopies,
): { readonly chosen: readonly (readonly number[])[]; readonly isMore: boolean } {
  const { variants } = group;
  const chosen: (readonly number[])[] = [];
  let isMore = false;
  const follow = (taken: readonly number[], next: number, copies: OpenCopies): void => {
    if (chosen.length >= MOST_HAPLOTYPES) {
      isMore = true;
      return;
    }
    const variant = variants[next];
    if (variant === undefined || !isWithin(group, taken, variant, reach)) {
      chosen.push(taken);
      return;
    }
    const last = variants[taken.at(-1) as number] as PatientVariant;
    if (areOnOneCopy(last, variant)) {
      const withIt = narrowed(copies, variant, true);
      if (withIt !== null) follow([...taken, next], next + 1, withIt);
      const without = narrowed(copies, variant, false);
      if (without !== null) follow(taken, next + 1, without);
    } else follow(taken, next + 1, copies);
  };
  follow([anchor], anchor + 1, open);
  if (!isMore) return { chosen, isMore };
  return { chosen: [[anchor], allThatFit(group, anchor, reach, open)], isMore };
}

/** Two changes whose bases do not overlap, and which do not insert at one place. */
function areOnOneCopy(first: PatientVariant, second: PatientVariant): boolean {
  const end0 = first.start0 + first.reference.length;
  const bothInsert = first.reference === '' && second.reference === '';
  return second.start0 >= end0 && !(bothInsert && second.start0 === first.start0);
}

/** Can a site that touches the anchor reach over `variant`, on the haplotype or as the reference has it. */
function isWithin(
  { variants }: VariantGroup,
  taken: readonly number[],
  variant: PatientVariant,
  reach: number,
): boolean {
  const [anchor, ...others] = taken.map((i) => variants[i] as PatientVariant);
  const { start0, reference } = anchor as PatientVariant;
  const grown = others.reduce((sum, one) => sum + one.alternate.length - one.reference.length, 0);
  const between = variant.start0 - (start0 + reference.length);
  return between + Math.min(0, grown) < reach - 1;
}

/**
 * Where windows begin: as far ahead as a site reaches, with all variants before the anchor as the reference reads; and
 * behind each one that a copy of the anchor has for certain, or that the phase of others depends on.
 */
function leftSides(
  { variants, start0: first0 }: VariantGroup,
  anchor: number,
  reach: number,
): readonly { readonly from0: number; readonly open: OpenCopies; readonly cutBefore: boolean }[] {
  const own = variants[anchor] as PatientVariant;
  const from0 = Math.max(first0, own.start0 - reach + 1);
  let open = narrowed(new Map(), own, true);
  if (open === null) return [];
  const sides: { from0: number; open: OpenCopies; cutBefore: boolean }[] = [];
  for (let i = anchor - 1; i >= 0; i--) {
    const before = variants[i] as PatientVariant;
    const end0 = before.start0 + before.reference.length;
    if (end0 <= from0 || !areOnOneCopy(before, own)) continue;
    const withIt = before.carried.kind === 'unknown' ? null : narrowed(open, before, true);
    if (withIt !== null) sides.push({ from0: end0, open: withIt, cutBefore: true });
    const without = narrowed(open, before, false);
    if (without === null) return sides;
    open = without;
  }
  return [...sides, { from0, open, cutBefore: false }];
}

function allThatFit(
  group: VariantGroup,
  anchor: number,
  reach: number,
  start: OpenCopies,
): readonly number[] {
  const { variants } = group;
  const taken = [anchor];
  let open = start;
  for (let next = anchor + 1; next < variants.length; next++) {
    const variant = variants[next] as PatientVariant;
    if (!isWithin(group, taken, variant, reach)) break;
    if (!areOnOneCopy(variants[taken.at(-1) as number] as PatientVariant, variant)) continue;
    const withIt = narrowed(open, variant, true);
    if (withIt === null) continue;
    taken.push(next);
    open = withIt;
  }
  return taken;
}

/** From the bound to `reach - 1` bases behind the anchor, of the haplotype and of the reference, or to the group's end. */
function segmentsOf(
  { variants, end0: groupEnd0 }: VariantGroup,
  [anchor, ...others]: readonly number[],
  from0: number,
  reach: number,
): readonly HaplotypeSegment[] {
  const segments: HaplotypeSegment[] = [];
  let at = 0;
  let place0 = from0;
  const add = (variant: number | null, end0: number, length: number): void => {
    if (length > 0 || variant !== null) {
      segments.push({ variant, start0: place0, end0, at, length });
    }
    at += length;
    place0 = end0;
  };
  const addAlternate = (i: number): void => {
    const { start0, reference, alternate } = variants[i] as PatientVariant;
    add(null, start0, start0 - place0);
    add(i, start0 + reference.length, alternate.length);
  };
  addAlternate(anchor as number);
  const least = { at: at + reach - 1, place0: place0 + reach - 1 };
  for (const i of others) addAlternate(i);
  const rest = Math.max(least.at - at, least.place0 - place0, 0);
  const end0 = Math.min(place0 + rest, groupEnd0);
  add(null, end0, end0 - place0);
  return segments;
}
