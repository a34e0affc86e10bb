import { strToU8, zipSync } from 'fflate';

import { escapeXml } from './escape-xml.js';

/** Null is an empty cell. */
type XlsxCell = string | number | null;

export interface XlsxSheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly XlsxCell[])[];
}

/** The earliest time a ZIP entry can hold; the bytes depend on the sheets alone. */
const MODIFIED = new Date(1980, 0, 1);

/** Of a cell's text; Excel's specifications and limits. */
const LONGEST_CELL = 32_767;
const WIDEST_COLUMN = 60;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * A workbook (ECMA-376, Office Open XML) with a bold, frozen header in each sheet. Text is kept as text:
 * nothing is a formula. The same sheets give the same bytes.
 * @throws Error for no sheet, a bad or repeated name, a row of another length than the header, text over
 * 32,767 characters, or a number that is not finite: bugs of the caller.
 */
export function writeXlsx(sheets: readonly XlsxSheet[]): Uint8Array {
  if (sheets.length === 0) throw new Error('a workbook needs a sheet');
  const names = sheets.map(({ name }) => checkedName(name));
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    throw new Error('two sheets have the same name');
  }
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(names),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
  };
  for (const [i, sheet] of sheets.entries()) {
    files[`xl/worksheets/sheet${i + 1}.xml`] = worksheet(sheet);
  }
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: MODIFIED });
}

function checkedName(name: string): string {
  if (!/^[^[\]:*?/\\']{1,31}$/.test(name)) throw new Error(`"${name}" cannot name a sheet`);
  return name;
}

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${parts.join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const rows = targets.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${rows.join('')}</Relationships>`;
}

function workbook(names: readonly string[]): string {
  const rows = names.map(
    (name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${rows.join('')}</sheets></workbook>`;
}

/** Two cell styles: 0 plain, 1 bold. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function worksheet({ name, columns, rows }: XlsxSheet): string {
  const widths = columns.map((title, i) =>
    Math.min(
      WIDEST_COLUMN,
      rows.reduce((widest, row) => Math.max(widest, String(row[i] ?? '').length), title.length) + 2,
    ),
  );
  const columnRows = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  const lines = [columns, ...rows].map((row, i) => {
    if (row.length !== columns.length) {
      throw new Error(`${name}: a row of ${row.length} cells for ${columns.length} columns`);
    }
    return `<row r="${i + 1}">${row.map((cell, at) => cellXml(cell, `${columnName(at)}${i + 1}`, i === 0)).join('')}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columnRows.join('')}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: XlsxCell, at: string, isHeader: boolean): string {
  const style = isHeader ? ' s="1"' : '';
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new Error(`${cell} cannot be written to a sheet`);
    return `<c r="${at}"${style}><v>${cell}</v></c>`;
  }
  if (cell.length > LONGEST_CELL) throw new Error(`${at}: text of ${cell.length} characters`);
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
}

/** 0 -> A, 25 -> Z, 26 -> AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
