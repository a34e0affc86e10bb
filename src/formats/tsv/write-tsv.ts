/** Nothing to replace and nothing to guard against: nearly every cell, in one test instead of three. */
const PLAIN = /^[!#-*,./0-9:;<>?A-Z[-~][ -~]*$/;

/** Null is written `NA`. */
export type TsvCell = string | number | null;

/** A number, a strand, or an amino-acid change such as `-/L`: no spreadsheet computes these. */
const HARMLESS = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$|^[+-](?:\/[A-Z*]*)?$/;

/**
 * A tab-separated table that a spreadsheet opens without running anything (see `tsvRow`).
 * @throws Error for a row of another length than the header: a bug of the caller.
 */
export function writeTsv(
  columns: readonly string[],
  rows: readonly (readonly TsvCell[])[],
): string {
  const lines = [columns, ...rows].map((row) => {
    if (row.length !== columns.length) {
      throw new Error(`a row of ${row.length} cells for ${columns.length} columns`);
    }
    return `${tsvRow(row)}\n`;
  });
  return lines.join('');
}

/**
 * One row, without its line end. Text that a spreadsheet would take for a formula, or for a quoted
 * cell with a formula in it, gets a leading apostrophe (https://owasp.org/www-community/attacks/CSV_Injection);
 * tabs, line breaks and NUL become spaces.
 * @throws Error for a number that is not finite: a bug of the caller.
 */
export function tsvRow(cells: readonly TsvCell[]): string {
  return cells.map(cellText).join('\t');
}

function cellText(cell: TsvCell): string {
  if (cell === null) return 'NA';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new Error(`${cell} cannot be written to a table`);
    return String(cell);
  }
  if (PLAIN.test(cell)) return cell;
  // oxlint-disable-next-line no-control-regex -- the control characters are what is to be replaced
  const oneLine = cell.replace(/[\0\t\n\v\f\r\u0085\u2028\u2029]/g, ' ');
  return /^[=+\-@\t\r"＝＋－＠]/.test(cell) && !HARMLESS.test(cell) ? `'${oneLine}` : oneLine;
}
