import { InputError } from '../../core/errors.js';
import {
  shiftDistance,
  trimmedAlleles,
  type GenomeFetch,
  type GenomicVariant,
} from './consequence/genomic-variant.js';

/** An allele as SPDI has it: sequence, 0-based position, deleted and inserted bases. */
export interface Spdi {
  /** An accession with its version, `NC_000017.11`. */
  readonly sequence: string;
  readonly position0: number;
  readonly deletion: string;
  readonly insertion: string;
}

/** Bases read at once beside an insertion or deletion. Unit: bp. */
const STEP_BP = 256;

/**
 * The contextual allele of a variant: an insertion or deletion widened over every place where it could
 * as well be written, a substitution without shared bases (Holmes et al. 2020, Bioinformatics 36:1902,
 * the Variant Overprecision Correction Algorithm). Equal changes have equal SPDI.
 */
export function contextualSpdi(
  sequence: string,
  variant: Pick<GenomicVariant, 'start0' | 'reference' | 'alternate'>,
  genome: GenomeFetch,
): Spdi {
  return spdiAmong(sequence, variant, forwardReader(genome));
}

/** The same from single bases, as character codes; -1 for one that is not known, which no shift passes. */
export function spdiAmong(
  sequence: string,
  variant: Pick<GenomicVariant, 'start0' | 'reference' | 'alternate'>,
  base: (place0: number) => number,
): Spdi {
  const { start0, reference, alternate } = trimmedAlleles(
    variant.start0,
    variant.reference,
    variant.alternate,
  );
  if ((reference === '') === (alternate === '')) {
    return { sequence, position0: start0, deletion: reference, insertion: alternate };
  }
  const end0 = start0 + reference.length;
  const bases = reference + alternate;
  const up = shiftDistance(bases, 'up', (i) => base(start0 - 1 - i));
  const down = shiftDistance(bases, 'down', (i) => base(end0 + i));
  const read = (from0: number, to0: number): string => {
    let text = '';
    for (let place0 = from0; place0 < to0; place0++) text += String.fromCharCode(base(place0));
    return text;
  };
  const before = read(start0 - up, start0);
  const after = read(end0, end0 + down);
  return {
    sequence,
    position0: start0 - up,
    deletion: before + reference + after,
    insertion: before + alternate + after,
  };
}

/** Reads single bases in steps; -1 beyond the chromosome. */
function forwardReader(genome: GenomeFetch): (place0: number) => number {
  let from0 = 0;
  let bases = '';
  return (place0) => {
    if (place0 < 0) return -1;
    if (place0 < from0 || place0 >= from0 + bases.length) {
      from0 = Math.max(0, place0 - STEP_BP);
      bases = genome(from0, place0 + STEP_BP);
      if (place0 >= from0 + bases.length) return -1;
    }
    return bases.charCodeAt(place0 - from0);
  };
}

export function printSpdi({ sequence, position0, deletion, insertion }: Spdi): string {
  return `${sequence}:${position0}:${deletion}:${insertion}`;
}

/** @throws InputError where the text is no SPDI; a deletion given as a length needs the sequence. */
export function parseSpdi(text: string): Spdi {
  const match = /^([^:\s]+):(\d+):([ACGTN]*):([ACGTN]*)$/.exec(text.trim());
  if (match === null) {
    throw new InputError(`"${text}" is not an SPDI`, {
      hint: 'expected sequence:position:deleted:inserted, e.g. NC_000017.11:7674219:C:T',
    });
  }
  const [, sequence, position, deletion, insertion] = match as unknown as string[];
  return {
    sequence: sequence as string,
    position0: Number(position),
    deletion: deletion as string,
    insertion: insertion as string,
  };
}
