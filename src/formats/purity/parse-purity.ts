import { InputError } from '../../core/errors.js';
import { numberInCell } from '../tsv/number-cell.js';
import { columnIndex, readTsv } from '../tsv/read-tsv.js';
import type { Tsv, TsvRow } from '../tsv/read-tsv.js';

/** How much of a sample is tumour, and how many copies its cells have on average. */
export interface PurityEstimate {
  readonly tool: 'PURPLE' | 'plain table' | 'number';
  /** Fraction of tumour cells, over 0 and at most 1; null where the file does not say. */
  readonly purity: number | null;
  /** Mean copies a tumour cell; null where the file does not say. */
  readonly ploidy: number | null;
  /** Lowest and highest purity that fit about as well, where the tool says. */
  readonly purityRange: readonly [number, number] | null;
}

/**
 * Reads PURPLE's `purple.purity.tsv`, a table of one row with columns `purity` and/or `ploidy`, or a
 * file with nothing but the purity, as a fraction.
 * @throws InputError for another file, several rows, a purity that is not a fraction, or a tumour
 * that PURPLE did not find.
 */
export function parsePurity(text: string, file: string): PurityEstimate {
  const alone = numberInCell(text.replace(/^\uFEFF/, ''));
  if (alone !== null) {
    const purity = requirePurity(alone, { file, line: 1 });
    return { tool: 'number', purity, ploidy: null, purityRange: null };
  }
  if (/^\s*[\d.]+\s*%\s*$/.test(text)) {
    throw new InputError(`"${text.trim()}" is a percentage`, {
      file,
      line: 1,
      hint: FRACTION_HINT,
    });
  }
  if (text.startsWith('QCStatus\t')) {
    throw new InputError('this is PURPLE’s quality report, which holds no purity', {
      file,
      line: 1,
      hint: 'give purple.purity.tsv from the same folder',
    });
  }
  const table = readTsv(text, file);
  const row = onlyRow(table);
  const isPurple = columnIndex(table, 'normFactor') >= 0 && columnIndex(table, 'minPurity') >= 0;
  const place = { file, line: row.line };
  const purity = cellNumber(table, row, 'purity');
  const ploidy = cellNumber(table, row, 'ploidy');
  if (purity === null && ploidy === null) {
    throw new InputError('no purity and no ploidy', {
      ...place,
      hint: 'a plain table has a column purity (a fraction) and, if known, a column ploidy',
    });
  }
  if (isPurple && /NO_TUMOR/.test(statusOf(table, row))) {
    throw new InputError('PURPLE found no tumour in this sample, so its purity means nothing', {
      ...place,
      hint: 'leave purity out, or give a pathologist’s estimate',
    });
  }
  if (ploidy !== null && ploidy <= 0) {
    throw new InputError(`a ploidy of ${ploidy}`, { ...place, hint: 'a number over 0 is needed' });
  }
  const low = cellNumber(table, row, 'minPurity');
  const high = cellNumber(table, row, 'maxPurity');
  return {
    tool: isPurple ? 'PURPLE' : 'plain table',
    purity: purity === null ? null : requirePurity(purity, place),
    ploidy,
    purityRange: low === null || high === null ? null : [low, high],
  };
}

const FRACTION_HINT = 'write the fraction of tumour cells, as in 0.75';

interface Place {
  readonly file: string;
  readonly line: number;
}

function requirePurity(purity: number, place: Place): number {
  if (purity > 0 && purity <= 1) return purity;
  throw new InputError(`a purity of ${purity} is not a fraction over 0 and at most 1`, {
    ...place,
    hint: FRACTION_HINT,
  });
}

function onlyRow(table: Tsv): TsvRow {
  const [row, second] = table.rows;
  const [bad] = table.skipped;
  if (row === undefined) {
    throw new InputError(bad === undefined ? 'no row under the header' : bad.reason, {
      file: table.file,
      line: bad?.line ?? table.headerLine,
      hint: 'a table with the columns purity and ploidy and one row is expected',
    });
  }
  if (second !== undefined) {
    throw new InputError(`${table.rows.length} rows, one is expected`, {
      file: table.file,
      line: second.line,
      hint: 'give the best fit only, in PURPLE purple.purity.tsv, not purple.purity.range.tsv',
    });
  }
  return row;
}

/** @throws InputError for text; null for an empty cell, NA, or no such column. */
function cellNumber(table: Tsv, { cells, line }: TsvRow, column: string): number | null {
  const index = columnIndex(table, column);
  if (index < 0) return null;
  const cell = (cells[index] as string).trim();
  if (cell === '' || cell === 'NA') return null;
  const value = numberInCell(cell);
  if (value === null) {
    const hint = cell.endsWith('%') ? FRACTION_HINT : 'a number is needed';
    throw new InputError(`${column} is "${cell}"`, { file: table.file, line, hint });
  }
  return value;
}

/** Newer versions call the column `fitMethod`. */
function statusOf(table: Tsv, { cells }: TsvRow): string {
  return ['status', 'fitMethod', 'qcStatus']
    .map((column) => columnIndex(table, column))
    .map((index) => (index < 0 ? '' : cells[index]))
    .join(' ');
}
