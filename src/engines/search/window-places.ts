import type { HaplotypeSegment, HaplotypeWindow, VariantGroup } from './haplotype-windows.js';
import type { PatientVariant } from './patient-variants.js';

/** On a window or on the reference. */
export interface Stretch {
  readonly start0: number;
  readonly end0: number;
}

/** Does `[from, to)` hold a base of the stretch or, where that is empty, the joint. */
export function touches({ start0, end0 }: Stretch, from: number, to: number): boolean {
  return from < to ? start0 < to && from < end0 : start0 < from && from < end0;
}

/** Alternates of a window that a stretch of it touches. */
export function touchedAlternates(
  { segments }: HaplotypeWindow,
  stretch: Stretch,
): readonly number[] {
  return segments.flatMap(({ variant, at, length }) =>
    variant !== null && touches(stretch, at, at + length) ? [variant] : [],
  );
}

/** The reference's base in the place of a haplotype's; null within an alternate of another length. */
export function onReference(segments: readonly HaplotypeSegment[], at: number): number | null {
  const segment = segments.find((one) => one.at <= at && at < one.at + one.length);
  return segment === undefined || !isParallel(segment) ? null : segment.start0 + at - segment.at;
}

export function onHaplotype(segments: readonly HaplotypeSegment[], at0: number): number | null {
  const segment = segments.find((one) => one.start0 <= at0 && at0 < one.end0);
  return segment === undefined || !isParallel(segment) ? null : segment.at + at0 - segment.start0;
}

function isParallel({ start0, end0, length }: HaplotypeSegment): boolean {
  return end0 - start0 === length;
}

/** Where a stretch of a haplotype lies on the reference. */
export function referencePlace(
  segments: readonly HaplotypeSegment[],
  { start0, end0 }: Stretch,
): Stretch {
  const holding = (at: number): HaplotypeSegment =>
    segments.find((one) => one.at <= at && at < one.at + one.length) as HaplotypeSegment;
  const first = holding(start0);
  const last = holding(end0 - 1);
  return {
    start0: isParallel(first) ? first.start0 + start0 - first.at : first.start0,
    end0: isParallel(last) ? last.start0 + end0 - last.at : last.end0,
  };
}

/** A variant with its place in its group. */
export type Numbered = readonly [index: number, variant: PatientVariant];

/** The stretch of the reference that a window stands for. */
export function spanOf({ segments }: HaplotypeWindow): Stretch {
  const [first] = segments as [HaplotypeSegment];
  const last = segments.at(-1) as HaplotypeSegment;
  return { start0: first.start0, end0: last.end0 };
}

/** Variants of a group that lie on a window's stretch of the reference or touch it. */
export function variantsWithin(
  { variants }: VariantGroup,
  window: HaplotypeWindow,
): readonly Numbered[] {
  const { start0, end0 } = spanOf(window);
  const found: Numbered[] = [];
  for (let i = window.anchor; i < variants.length; i++) {
    const one = variants[i] as PatientVariant;
    if (one.start0 > end0) break;
    found.push([i, one]);
  }
  for (let i = window.anchor - 1; i >= 0; i--) {
    const one = variants[i] as PatientVariant;
    if (one.start0 + one.reference.length >= start0) found.unshift([i, one]);
  }
  return found;
}

/** Variants that the window does not take, whose place a stretch of it spans. */
export function readAsReference(
  near: readonly Numbered[],
  { segments }: HaplotypeWindow,
  { start0, end0 }: Stretch,
): readonly number[] {
  const spanned = segments.flatMap((segment): readonly Stretch[] => {
    if (segment.variant !== null) return [];
    const from = Math.max(start0, segment.at);
    const to = Math.min(end0, segment.at + segment.length);
    const shift = segment.start0 - segment.at;
    return from < to ? [{ start0: from + shift, end0: to + shift }] : [];
  });
  return near.flatMap(([i, { start0: from, reference }]) =>
    spanned.some((stretch) => touches(stretch, from, from + reference.length)) ? [i] : [],
  );
}
