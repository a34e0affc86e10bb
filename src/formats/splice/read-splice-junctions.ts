import { genomicPosition, type GenomicPosition } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import { numberInCell } from '../tsv/number-cell.js';
import { columnIndex, readTsv, type TsvRow } from '../tsv/read-tsv.js';

/**
 * How a junction sits on the annotation (RegTools' `anchor`): both ends known and joined as annotated (DA) or
 * otherwise (NDA), only the donor (D), only the acceptor (A), or neither (N).
 */
type JunctionAnchor = 'A' | 'D' | 'DA' | 'N' | 'NDA';

/** One splice junction seen in RNA reads; its place is the intron, 0-based half-open. */
export interface SpliceJunctionRow extends GenomicPosition {
  readonly name: string;
  readonly strand: '+' | '-' | null;
  /** Reads across the junction (RegTools' `score`). */
  readonly reads: number;
  readonly anchor: JunctionAnchor;
  /** The intron's first and last two bases, e.g. `GT-AG`. */
  readonly spliceSite: string;
  readonly acceptorsSkipped: number;
  readonly exonsSkipped: number;
  readonly donorsSkipped: number;
  readonly geneSymbols: readonly string[];
  readonly geneIds: readonly string[];
  readonly transcripts: readonly string[];
  /** Variants near an exon's end that may be its cause; empty where none was given. */
  readonly variants: readonly GenomicPosition[];
  /** 1-based. */
  readonly line: number;
}

export interface SpliceJunctionTable {
  readonly file: string;
  readonly rows: readonly SpliceJunctionRow[];
  readonly skipped: readonly SkippedItem[];
}

const ANCHORS: ReadonlySet<string> = new Set(['A', 'D', 'DA', 'N', 'NDA']);
const COLUMNS = ['chrom', 'start', 'end', 'score', 'strand', 'anchor'];

/**
 * Reads RegTools' junctions, annotated (`junctions annotate`) or with the variants that may cause them
 * (`cis-splice-effects identify`). Its start is the last base of the exon before, its end the first of the
 * one after, both 1-based.
 * @throws InputError for another table; a plain BED of junctions is named.
 */
export function readSpliceJunctions(text: string, file: string): SpliceJunctionTable {
  if (/^chr\S*\t\d+\t\d+\tJUNC\d+\t/m.test(text) && !/^chrom\t/m.test(text)) {
    throw new InputError('these junctions are not annotated', {
      file,
      line: 1,
      hint: 'run regtools junctions annotate or cis-splice-effects identify on them',
    });
  }
  const table = readTsv(text, file);
  const missing = COLUMNS.filter((name) => columnIndex(table, name) < 0);
  if (missing.length > 0) {
    throw new InputError(`the table has no column ${missing.join(', ')}`, {
      file,
      line: table.headerLine,
      hint: 'regtools cis-splice-effects identify writes chrom, start, end, name, score, strand, … anchor',
    });
  }
  const rows: SpliceJunctionRow[] = [];
  const skipped: SkippedItem[] = [...table.skipped];
  for (const row of table.rows) {
    try {
      rows.push(junctionRow(row, (name) => columnIndex(table, name)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      skipped.push({
        status: 'skipped',
        item: `junction on line ${row.line}`,
        code: 'bad-junction',
        reason: error.message,
        file,
        line: row.line,
      });
    }
  }
  return { file, rows, skipped };
}

function junctionRow(row: TsvRow, indexOf: (column: string) => number): SpliceJunctionRow {
  const text = (column: string): string => {
    const index = indexOf(column);
    const cell = index < 0 ? '' : (row.cells[index] as string).trim();
    return cell === 'NA' ? '' : cell;
  };
  const count = (column: string): number => {
    const value = numberInCell(text(column));
    if (value === null || value < 0 || !Number.isInteger(value)) {
      throw new InputError(`${column} is "${text(column)}", not a count`);
    }
    return value;
  };
  const names = (column: string): readonly string[] =>
    text(column)
      .split(',')
      .filter((name) => name !== '');
  const anchor = text('anchor');
  if (!ANCHORS.has(anchor)) throw new InputError(`anchor is "${anchor}"`);
  const strand = text('strand');
  const [start, end] = [count('start'), count('end')];
  if (end < start + 2) throw new InputError(`no intron between ${start} and ${end}`);
  return {
    ...genomicPosition(text('chrom'), start, end - 1),
    name: text('name'),
    strand: strand === '+' || strand === '-' ? strand : null,
    reads: count('score'),
    anchor: anchor as JunctionAnchor,
    spliceSite: text('splice_site'),
    acceptorsSkipped: count('acceptors_skipped'),
    exonsSkipped: count('exons_skipped'),
    donorsSkipped: count('donors_skipped'),
    geneSymbols: names('gene_names'),
    geneIds: names('gene_ids'),
    transcripts: names('transcripts'),
    variants: names('variant_info').map(variantPlace),
    line: row.line,
  };
}

/** `chr1:93226448-93226449`, 0-based half-open. */
function variantPlace(text: string): GenomicPosition {
  const [, chromosome, start, end] = /^(.+):(\d+)-(\d+)$/.exec(text) ?? [];
  if (chromosome === undefined) throw new InputError(`variant_info is "${text}"`);
  return genomicPosition(chromosome, Number(start), Number(end));
}
