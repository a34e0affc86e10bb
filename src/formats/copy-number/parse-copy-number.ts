import { genomicPosition } from '../../core/brands.js';
import type { GenomicPosition } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import { numberInCell } from '../tsv/number-cell.js';
import { columnIndex, readTsv } from '../tsv/read-tsv.js';
import type { Tsv, TsvRow } from '../tsv/read-tsv.js';

type CopyNumberTool = 'FACETS' | 'PURPLE' | 'CNVkit' | 'ASCAT or PCGR' | 'Sequenza' | 'plain table';

/** A stretch of one copy number in the tumour cells. */
interface CopyNumberRow extends GenomicPosition {
  readonly totalCopies: number;
  /** Copies of the rarer parental allele; null where the file does not say. */
  readonly minorCopies: number | null;
}

export interface CopyNumberTable {
  readonly tool: CopyNumberTool;
  readonly segments: readonly CopyNumberRow[];
  readonly skipped: readonly SkippedItem[];
}

interface Layout {
  readonly tool: CopyNumberTool;
  /** Names of a column, the first that the table has is used; so below. */
  readonly chromosome: readonly string[];
  readonly start: readonly string[];
  readonly end: readonly string[];
  /** Number of a chromosome's first base: 0 for BED-like half-open stretches, else 1, end included. */
  readonly firstBase: 0 | 1;
  /** A column that has to be there to tell the tool from others. */
  readonly mark?: string;
  /** Empty where the total is the sum of the alleles. */
  readonly total: readonly string[];
  readonly minor: readonly string[];
  /** Copies of either parental allele, in any order. */
  readonly alleles?: readonly [string, string];
}

const CHROMOSOME = ['chromosome', 'chrom', 'chr'];
const PLAIN_COPIES = {
  total: ['total', 'total_copies', 'total_cn', 'tcn', 'copy_number', 'cn'],
  minor: ['minor', 'minor_copies', 'minor_cn', 'lcn'],
};

/** The most particular first; docs/formats/copy-number.md has the sources. */
const LAYOUTS: readonly Layout[] = [
  {
    tool: 'FACETS',
    chromosome: ['chrom'],
    start: ['start'],
    end: ['end'],
    firstBase: 1,
    total: ['tcn.em'],
    minor: ['lcn.em'],
  },
  {
    tool: 'CNVkit',
    chromosome: ['chromosome'],
    start: ['start'],
    end: ['end'],
    firstBase: 0,
    mark: 'log2',
    total: ['cn'],
    minor: [],
    alleles: ['cn1', 'cn2'],
  },
  {
    tool: 'PURPLE',
    chromosome: ['chromosome'],
    start: ['start'],
    end: ['end'],
    firstBase: 1,
    total: ['copyNumber'],
    minor: ['minorAlleleCopyNumber', 'minorAllelePloidy'],
  },
  {
    tool: 'ASCAT or PCGR',
    chromosome: CHROMOSOME,
    start: ['start', 'startpos'],
    end: ['end', 'endpos'],
    firstBase: 1,
    mark: 'nMinor',
    total: [],
    minor: [],
    alleles: ['nMajor', 'nMinor'],
  },
  {
    tool: 'Sequenza',
    chromosome: ['chromosome'],
    start: ['start.pos'],
    end: ['end.pos'],
    firstBase: 1,
    total: ['CNt'],
    minor: [],
    alleles: ['A', 'B'],
  },
  {
    tool: 'plain table',
    chromosome: CHROMOSOME,
    start: ['start0'],
    end: ['end0', 'end'],
    firstBase: 0,
    ...PLAIN_COPIES,
  },
  {
    tool: 'plain table',
    chromosome: CHROMOSOME,
    start: ['start'],
    end: ['end'],
    firstBase: 1,
    ...PLAIN_COPIES,
  },
];

const LOG_RATIO_COLUMNS = ['log2', 'Segment_Mean', 'Segment.Mean', 'seg.mean', 'cnlr.median'];
const SAMPLE_COLUMNS = ['sample', 'SampleID', 'sample_id', 'ID'];

/** PURPLE fits fractions: this little below zero it means no copies; further below, the fit failed. */
const LOWEST_PURPLE_COPIES = -0.5;

/**
 * Segments with absolute copies in tumour cells, positions turned into 0-based half-open.
 * @throws InputError for a table of log ratios only, one without copies, one of several samples, or
 * one without a usable segment.
 */
export function parseCopyNumber(text: string, file: string): CopyNumberTable {
  const table = readTsv(text, file);
  const layout = LAYOUTS.find((candidate) => fits(table, candidate));
  if (layout === undefined) throw withoutCopies(table);
  refuseSeveralSamples(table);
  const indices = {
    chromosome: columnIndex(table, ...layout.chromosome),
    start: columnIndex(table, ...layout.start),
    end: columnIndex(table, ...layout.end),
  };
  const copiesOf = copiesReader(table, layout);
  const segments: CopyNumberRow[] = [];
  const skipped: SkippedItem[] = [...table.skipped];
  for (const row of table.rows) {
    const place = {
      chromosome: (row.cells[indices.chromosome] as string).trim(),
      start: (row.cells[indices.start] as string).trim(),
      end: (row.cells[indices.end] as string).trim(),
    };
    const position = positionOf(place, layout);
    const copies = copiesOf(row);
    if (position !== null && copies !== null) {
      segments.push({ ...position, ...copies });
      continue;
    }
    skipped.push({
      status: 'skipped',
      item: `segment ${place.chromosome}:${place.start}-${place.end}`,
      code: position === null ? 'impossible-position' : 'no-copy-number',
      reason:
        position === null
          ? 'its chromosome, start and end do not name a stretch of a genome'
          : 'it has no number of copies of 0 or more, or more minor copies than copies',
      file,
      line: row.line,
    });
  }
  if (segments.length === 0) {
    const [first] = skipped;
    throw new InputError(`no usable segment${first === undefined ? '' : `: ${first.reason}`}`, {
      file,
      line: first?.line ?? table.headerLine,
      hint: 'each row needs a chromosome, a start, an end and a number of copies',
    });
  }
  return { tool: layout.tool, segments, skipped };
}

function fits(table: Tsv, layout: Layout): boolean {
  const { chromosome, start, end, mark, total } = layout;
  const needed = [chromosome, start, end, ...(mark === undefined ? [] : [[mark]])];
  if (total.length > 0) needed.push(total);
  return needed.every((names) => columnIndex(table, ...names) >= 0);
}

interface Place {
  readonly chromosome: string;
  readonly start: string;
  readonly end: string;
}

function positionOf(place: Place, layout: Layout): GenomicPosition | null {
  const start = numberInCell(place.start);
  const end = numberInCell(place.end);
  if (start === null || end === null) return null;
  try {
    const position = genomicPosition(
      layout.tool === 'FACETS' ? facetsChromosome(place.chromosome) : place.chromosome,
      start - layout.firstBase,
      end,
    );
    return position.end0 > position.start0 ? position : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** FACETS numbers the human X chromosome 23 and Y 24. */
function facetsChromosome(chromosome: string): string {
  return chromosome.replace(/^(chr)?23$/, '$1X').replace(/^(chr)?24$/, '$1Y');
}

type Copies = Pick<CopyNumberRow, 'totalCopies' | 'minorCopies'>;

function copiesReader(table: Tsv, layout: Layout): (row: TsvRow) => Copies | null {
  const totalIndex = columnIndex(table, ...layout.total);
  const minorIndex = columnIndex(table, ...layout.minor);
  const alleleIndices = (layout.alleles ?? []).map((column) => columnIndex(table, column));
  const lowest = layout.tool === 'PURPLE' ? LOWEST_PURPLE_COPIES : 0;
  const copiesIn = ({ cells }: TsvRow, index: number): number | null => {
    const copies = index < 0 ? null : numberInCell(cells[index] as string);
    return copies !== null && copies >= lowest ? Math.max(0, copies) : null;
  };
  return (row) => {
    const [one = null, other = null] = alleleIndices.map((index) => copiesIn(row, index));
    const both =
      one === null || other === null ? null : { sum: one + other, minor: Math.min(one, other) };
    const totalCopies = totalIndex < 0 ? (both?.sum ?? null) : copiesIn(row, totalIndex);
    const minorCopies = minorIndex < 0 ? (both?.minor ?? null) : copiesIn(row, minorIndex);
    if (totalCopies === null || (minorCopies !== null && minorCopies > totalCopies)) return null;
    return { totalCopies, minorCopies };
  };
}

function withoutCopies(table: Tsv): InputError {
  const place = { file: table.file, line: table.headerLine };
  const logRatio = LOG_RATIO_COLUMNS.find((column) => columnIndex(table, column) >= 0);
  if (logRatio === undefined) {
    return new InputError('no columns of chromosome, start, end and copies', {
      ...place,
      hint: 'a plain table has the columns chromosome, start, end, total and, if known, minor',
    });
  }
  return new InputError(
    `only log ratios (${logRatio}): without purity and ploidy they are not numbers of copies`,
    {
      ...place,
      hint:
        logRatio === 'log2'
          ? 'run "cnvkit.py call --purity … --ploidy …" on the .cns and give its .call.cns'
          : 'give the segments of a caller that fits purity and ploidy: FACETS, PURPLE, ASCAT, Sequenza',
    },
  );
}

function refuseSeveralSamples(table: Tsv): void {
  const index = columnIndex(table, ...SAMPLE_COLUMNS);
  if (index < 0) return;
  const samples = new Set(table.rows.map(({ cells }) => cells[index] as string));
  if (samples.size <= 1) return;
  throw new InputError(
    `segments of ${samples.size} samples: ${[...samples].slice(0, 5).join(', ')}`,
    {
      file: table.file,
      line: table.headerLine,
      hint: 'keep the rows of this tumour',
    },
  );
}
