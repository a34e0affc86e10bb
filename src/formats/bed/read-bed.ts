import { genomicPosition, type GenomicPosition } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import { compareText, type SkippedItem } from '../../core/skipped.js';
import { textLines } from '../tsv/read-tsv.js';

export interface BedRegions {
  readonly file: string;
  /** As in the file, 0-based half-open. */
  readonly regions: readonly GenomicPosition[];
  /** Bases in all, those that regions share counted once. Unit: bp. */
  readonly sizeBp: number;
  readonly skipped: readonly SkippedItem[];
}

/**
 * The regions of a BED file; columns after the third are passed over, as are `track`, `browser` and `#` lines.
 * @throws InputError where no line holds a region.
 */
export function readBed(text: string, file: string): BedRegions {
  const regions: GenomicPosition[] = [];
  const skipped: SkippedItem[] = [];
  for (const [i, line] of textLines(text, file).entries()) {
    if (line.trim() === '' || /^(#|track\b|browser\b)/.test(line)) continue;
    const [chromosome = '', start = '', end = ''] = line.trim().split(/\t| +/);
    const isPlace = /^\d+$/.test(start) && /^\d+$/.test(end) && Number(start) < Number(end);
    if (isPlace) regions.push(genomicPosition(chromosome, Number(start), Number(end)));
    else {
      skipped.push({
        status: 'skipped',
        item: `region on line ${i + 1}`,
        code: 'bad-region',
        reason: 'it is not chromosome, start and a larger end',
        file,
        line: i + 1,
      });
    }
  }
  if (regions.length === 0) {
    throw new InputError('the file holds no region', {
      file,
      hint: 'a BED file has chromosome, start (from 0) and end in each line, separated by tabs',
    });
  }
  return { file, regions, sizeBp: sizeOfUnion(regions), skipped };
}

function sizeOfUnion(regions: readonly GenomicPosition[]): number {
  const ordered = regions.toSorted(
    (a, b) => compareText(a.chromosome, b.chromosome) || a.start0 - b.start0,
  );
  let size = 0;
  let chromosome = '';
  let end0 = 0;
  for (const region of ordered) {
    const from = region.chromosome === chromosome ? Math.max(end0, region.start0) : region.start0;
    size += Math.max(0, region.end0 - from);
    end0 = region.chromosome === chromosome ? Math.max(end0, region.end0) : region.end0;
    chromosome = region.chromosome;
  }
  return size;
}
