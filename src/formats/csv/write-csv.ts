/** Null is an empty cell. */
export type CsvCell = string | number | null;

/**
 * CSV as RFC 4180: commas, quotes where needed, CRLF. Text that a spreadsheet would run as a formula gets a
 * leading apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
 * @throws Error for a row of another length than the header or a number that is not finite.
 */
export function writeCsv(
  columns: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): string {
  return [columns, ...rows]
    .map((row) => {
      if (row.length !== columns.length) {
        throw new Error(`a row of ${row.length} cells for ${columns.length} columns`);
      }
      return `${row.map(cellText).join(',')}\r\n`;
    })
    .join('');
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new Error(`${cell} cannot be written to a table`);
    return String(cell);
  }
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
