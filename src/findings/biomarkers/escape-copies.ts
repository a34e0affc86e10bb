import type { CopyNumberSegment, Given } from '../../case/tumour-case.js';
import { plainChromosome, type GenomeBuild } from '../../engines/genome/chromosome-names.js';

/** A stretch of a genome: chromosome without `chr`, `[start0, end0)`. */
interface GenePlace {
  readonly chromosome: string;
  readonly start0: number;
  readonly end0: number;
}

export type PlaceByBuild = Readonly<Record<GenomeBuild, GenePlace>>;

/** Copies of a gene in the tumour: the fewest of any segment that touches it. */
export type GeneCopies =
  | {
      readonly kind: 'known';
      readonly totalCopies: number;
      /** Null where the table does not tell the parental copies apart. */
      readonly minorCopies: number | null;
      /** Do segments cover the whole gene. */
      readonly isWhole: boolean;
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A fitted copy number below this is none: tables of copies may hold fractions. */
export const NO_COPY = 0.5;

/** Copies of a gene from the case's segments, with the reason where there are none. */
export function geneCopies(
  copyNumber: Given<readonly CopyNumberSegment[]>,
  build: Given<GenomeBuild>,
  places: PlaceByBuild,
): GeneCopies {
  if (copyNumber.kind === 'missing') {
    return { kind: 'unknown', reason: `copy number: ${copyNumber.reason}` };
  }
  if (build.kind === 'missing') return { kind: 'unknown', reason: `build: ${build.reason}` };
  const place = places[build.value];
  const touching = copyNumber.value.filter(
    ({ chromosome, start0, end0 }) =>
      start0 < place.end0 &&
      end0 > place.start0 &&
      plainChromosome(chromosome) === place.chromosome,
  );
  const [first] = touching;
  if (first === undefined) return { kind: 'unknown', reason: 'no copy-number segment covers it' };
  const fewest = touching.reduce((least, segment) =>
    segment.totalCopies < least.totalCopies ||
    (segment.totalCopies === least.totalCopies &&
      (segment.minorCopies ?? Infinity) < (least.minorCopies ?? Infinity))
      ? segment
      : least,
  );
  const minors = touching.flatMap(({ minorCopies }) => (minorCopies === null ? [] : [minorCopies]));
  const covered = touching.reduce(
    (sum, { start0, end0 }) => sum + Math.min(end0, place.end0) - Math.max(start0, place.start0),
    0,
  );
  return {
    kind: 'known',
    totalCopies: fewest.totalCopies,
    minorCopies: minors.length < touching.length ? null : Math.min(...minors),
    isWhole: covered >= place.end0 - place.start0,
  };
}
