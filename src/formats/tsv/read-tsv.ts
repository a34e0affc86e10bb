import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';

export interface TsvRow {
  /** 1-based line on which the row starts. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table with a header row; every row has as many cells as there are columns. */
export interface Tsv {
  readonly file: string;
  readonly columns: readonly string[];
  /** Line of the header, 1-based. */
  readonly headerLine: number;
  readonly rows: readonly TsvRow[];
  /** Rows that were left out: `ragged-row`, `malformed-quotes`. */
  readonly skipped: readonly SkippedItem[];
}

/** A quoted cell of a CSV may run over this many lines; a longer one is a forgotten quote. */
const MAX_LINES_A_RECORD = 1_000;

/**
 * Reads a table: tab-separated where the header has a tab, else comma-separated. UTF-8 mark, CRLF,
 * blank lines and comments (`##…`, `# …`) are passed over; `#chromosome` is a header. A cell that
 * starts with a quote is quoted as in RFC 4180; only in CSV may it hold a line break. Where each row
 * has one cell more than the header, the first is taken for R's row names and dropped.
 * @throws InputError for an empty file, NUL bytes, or a quote that is never closed.
 */
export function readTsv(text: string, file: string): Tsv {
  const lines = textLines(text, file);
  const headerIndex = lines.findIndex((line) => line.trim() !== '' && !isComment(line));
  if (headerIndex < 0) throw new InputError('the file has no table in it', { file });
  const headerText = (lines[headerIndex] as string).replace(/^#/, '');
  const delimiter = headerText.includes('\t') ? '\t' : ',';
  const header = cellsOf(headerText, delimiter);
  if (header.state !== 'closed') {
    throw new InputError('a quote in the header is not closed', { file, line: headerIndex + 1 });
  }
  const columns = header.cells.map((cell) => cell.trim());

  const rows: TsvRow[] = [];
  const skipped: SkippedItem[] = [];
  const skip = (line: number, code: string, reason: string): void => {
    skipped.push({ status: 'skipped', item: `row on line ${line}`, code, reason, file, line });
  };
  for (let index = headerIndex + 1; index < lines.length; index++) {
    const start = index;
    let record = lines[index] as string;
    if (record === '' || isComment(record) || record.trim() === '') continue;
    let parsed = cellsOf(record, delimiter);
    while (parsed.state === 'open') {
      index++;
      if (index >= lines.length || index - start > MAX_LINES_A_RECORD) {
        throw new InputError('a quote is opened and not closed', { file, line: start + 1 });
      }
      record += `\n${lines[index]}`;
      parsed = cellsOf(record, delimiter);
    }
    if (parsed.state === 'malformed') {
      skip(start + 1, 'malformed-quotes', 'text follows the closing quote of a cell');
    } else {
      rows.push({ line: start + 1, cells: parsed.cells });
    }
  }

  const withRowNames =
    rows.length > 0 && rows.every((row) => row.cells.length === columns.length + 1);
  const whole: TsvRow[] = [];
  for (const row of rows) {
    const cells = withRowNames ? row.cells.slice(1) : row.cells;
    if (cells.length === columns.length) whole.push({ line: row.line, cells });
    else skip(row.line, 'ragged-row', `${cells.length} cells, the header has ${columns.length}`);
  }
  skipped.sort((a, b) => (a.line as number) - (b.line as number));
  return { file, columns, headerLine: headerIndex + 1, rows: whole, skipped };
}

/**
 * Lines of a text file, without the UTF-8 mark and line ends.
 * @throws InputError where a NUL says that it is not text (or UTF-16).
 */
export function textLines(text: string, file: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (text.includes('\0')) {
    throw new InputError('the file has NUL bytes in it, so it is not plain text', {
      file,
      line: lines.findIndex((line) => line.includes('\0')) + 1,
      hint: 'save it as UTF-8 text; a binary or UTF-16 file cannot be read',
    });
  }
  return lines;
}

function isComment(line: string): boolean {
  return line.startsWith('##') || line.startsWith('# ');
}

interface ParsedCells {
  readonly cells: readonly string[];
  readonly state: 'closed' | 'open' | 'malformed';
}

/** Cells of one line; `open` is for CSV only: in a tab-separated line an unclosed quote is an ordinary character. */
export function cellsOf(record: string, delimiter: '\t' | ','): ParsedCells {
  if (!record.includes('"')) return { cells: record.split(delimiter), state: 'closed' };
  const cells: string[] = [];
  let state: ParsedCells['state'] = 'closed';
  let at = 0;
  for (;;) {
    const close = record[at] === '"' ? closingQuote(record, at + 1) : null;
    if (close === -1 && delimiter === ',') return { cells, state: 'open' };
    const from = close === null || close === -1 ? at : close + 1;
    const next = record.indexOf(delimiter, from);
    const end = next < 0 ? record.length : next;
    if (from === at) {
      cells.push(record.slice(at, end));
    } else {
      cells.push(record.slice(at + 1, from - 1).replaceAll('""', '"'));
      if (end !== from) state = 'malformed';
    }
    if (next < 0) return { cells, state };
    at = end + 1;
  }
}

/** Index of the quote that ends a quoted cell, or -1. */
function closingQuote(record: string, from: number): number {
  let quote = record.indexOf('"', from);
  while (quote >= 0 && record[quote + 1] === '"') quote = record.indexOf('"', quote + 2);
  return quote;
}

/**
 * Index of the first of these columns that the table has, whatever its case, or -1.
 * @throws InputError where the table has that column twice.
 */
export function columnIndex(table: Tsv, ...names: readonly string[]): number {
  const columns = table.columns.map((column) => column.toLowerCase());
  for (const name of names) {
    const index = columns.indexOf(name.toLowerCase());
    if (index < 0) continue;
    if (columns.indexOf(name.toLowerCase(), index + 1) >= 0) {
      throw new InputError(`the column "${table.columns[index]}" occurs twice`, {
        file: table.file,
        line: table.headerLine,
      });
    }
    return index;
  }
  return -1;
}
