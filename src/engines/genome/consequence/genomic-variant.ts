/** One alternate allele on the genome's forward strand, upper case; either allele may be empty. */
export interface GenomicVariant {
  /** Plain name, as in `Transcript`. */
  readonly chromosome: string;
  readonly start0: number;
  readonly reference: string;
  readonly alternate: string;
}

/** Bases of the forward strand around a variant, upper case; shorter where the chromosome ends. */
export type GenomeFetch = (start0: number, end0: number) => string;

/** An allele without the bases that reference and alternate share, those at the front dropped first. */
export function trimmedAlleles(
  start0: number,
  reference: string,
  alternate: string,
): { readonly start0: number; readonly reference: string; readonly alternate: string } {
  const shorter = Math.min(reference.length, alternate.length);
  let front = 0;
  while (front < shorter && reference.charCodeAt(front) === alternate.charCodeAt(front)) front++;
  let back = 0;
  while (
    back < shorter - front &&
    reference.charCodeAt(reference.length - 1 - back) ===
      alternate.charCodeAt(alternate.length - 1 - back)
  ) {
    back++;
  }
  if (front === 0 && back === 0) return { start0, reference, alternate };
  return {
    start0: start0 + front,
    reference: reference.slice(front, reference.length - back),
    alternate: alternate.slice(front, alternate.length - back),
  };
}

/**
 * How far an insertion or deletion of `bases` between two boundaries can move in one direction with the
 * same result. `next(i)` is the code of the i-th base that it would move over, -1 where unknown.
 */
export function shiftDistance(
  bases: string,
  direction: 'up' | 'down',
  next: (i: number) => number,
): number {
  const { length } = bases;
  let distance = 0;
  for (;;) {
    const at = distance % length;
    const leaving = bases.charCodeAt(direction === 'down' ? at : length - 1 - at);
    if (next(distance) !== leaving) return distance;
    distance++;
  }
}

/** An inserted or deleted sequence as it reads after a shift; negative towards the start. */
export function shiftedBases(bases: string, shift: number): string {
  const at = ((shift % bases.length) + bases.length) % bases.length;
  return at === 0 ? bases : bases.slice(at) + bases.slice(0, at);
}
