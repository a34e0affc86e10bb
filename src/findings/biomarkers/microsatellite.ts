import type { SomaticVariant } from '../../case/tumour-case.js';
import { trimmedAlleles } from '../../engines/genome/consequence/genomic-variant.js';

/** A run of one base from here on is a microsatellite, as in MSIseq (Huang et al. 2015). Unit: bp. */
const LEAST_HOMOPOLYMER_BP = 5;
/** A run of units of 2-4 bases from here on; MSIseq takes UCSC's simple repeats, which start at 25. Unit: bp. */
const LEAST_REPEAT_BP = 20;
const LONGEST_UNIT_BP = 4;

/** Is a variant an insertion or deletion of bases, however its alleles are padded. */
export function isIndel({ position, reference, alternate }: SomaticVariant): boolean {
  const trimmed = trimmedAlleles(position.start0, reference, alternate);
  return trimmed.reference.length !== trimmed.alternate.length;
}

/**
 * Does an insertion or deletion lie in a run of one base, or of units of two to four; null where the bases beside it
 * are not known.
 */
export function isAtMicrosatellite(variant: SomaticVariant): boolean | null {
  const { flanks, position, reference, alternate } = variant;
  if (flanks === null) return null;
  const trimmed = trimmedAlleles(position.start0, reference, alternate);
  const bases = `${flanks.before}${reference}${flanks.after}`;
  const from = flanks.before.length + trimmed.start0 - position.start0;
  // Of an insertion both bases beside it, of a deletion its own.
  const first = trimmed.reference.length === 0 ? from - 1 : from;
  const last = trimmed.reference.length === 0 ? from : from + trimmed.reference.length - 1;
  for (let at = Math.max(0, first); at <= Math.min(last, bases.length - 1); at++) {
    for (let unit = 1; unit <= LONGEST_UNIT_BP; unit++) {
      const least = unit === 1 ? LEAST_HOMOPOLYMER_BP : LEAST_REPEAT_BP;
      if (runLength(bases, at, unit) >= least) return true;
    }
  }
  return false;
}

/** Length of the longest stretch around a base in which every base equals the one a unit before it. */
function runLength(bases: string, at: number, unit: number): number {
  let start = at;
  while (
    start > 0 &&
    start - 1 + unit < bases.length &&
    bases[start - 1] === bases[start - 1 + unit]
  ) {
    start--;
  }
  let end = Math.min(start + unit, bases.length);
  while (end < bases.length && bases[end] === bases[end - unit]) end++;
  return end > at ? end - start : 0;
}
