import { OptionError } from '../../core/errors.js';
import { isPeptide } from '../../core/brands.js';
import { writeCsv } from '../../formats/csv/write-csv.js';
import { writeXlsx } from '../../formats/xlsx/write-xlsx.js';
import type { FragmentOrderItem, OrderSheet, PeptideOrderItem } from './order-rows.js';

/** The columns peptide houses ask for. */
const PEPTIDE_COLUMNS = [
  'Name',
  'Sequence',
  'Length',
  'N-terminus',
  'C-terminus',
  'Purity (%)',
  'Amount (mg)',
  'Modifications',
  'Solubility notes',
] as const;

/** @throws OptionError for a repeated name, a letter that is no amino acid, a purity or amount out of range. */
export function peptideOrder(items: readonly PeptideOrderItem[]): OrderSheet {
  requireNames(items, 'peptides');
  return {
    name: 'Peptides',
    columns: PEPTIDE_COLUMNS,
    rows: items.map((item, i) => {
      const path = `peptides.${i}`;
      if (!isPeptide(item.sequence)) {
        throw new OptionError(`${item.name}: "${item.sequence}" is not a peptide`, path);
      }
      if (!(item.purityPercent > 0 && item.purityPercent <= 100)) {
        throw new OptionError(`${item.name}: a purity of ${item.purityPercent} %`, path);
      }
      if (!(item.amountMg > 0 && Number.isFinite(item.amountMg))) {
        throw new OptionError(`${item.name}: an amount of ${item.amountMg} mg`, path);
      }
      return [
        item.name,
        item.sequence,
        item.sequence.length,
        item.nTerminus,
        item.cTerminus,
        item.purityPercent,
        item.amountMg,
        item.modifications,
        item.solubilityNotes,
      ];
    }),
  };
}

/** `Name,Sequence`, as fragment vendors take it. */
export function fragmentSheet(items: readonly FragmentOrderItem[]): OrderSheet {
  requireNames(items, 'fragments');
  return {
    name: 'Fragments',
    columns: ['Name', 'Sequence'],
    rows: items.map(({ name, sequence }) => [name, sequence]),
  };
}

const PLATE_ROWS = 'ABCDEFGH';
const PLATE_COLUMNS = 12;
const WELLS = PLATE_ROWS.length * PLATE_COLUMNS;

/**
 * 96-well plates, filled down the columns (A1, B1, … H12) as multichannel pipettes take them; more than 96
 * items go on to plate 2. Empty wells have no row.
 */
export function plateMap(
  items: readonly { readonly name: string; readonly sequence: string }[],
): OrderSheet {
  requireNames(items, 'plate');
  return {
    name: 'Plate map',
    columns: ['Plate', 'Well', 'Name', 'Sequence', 'Length'],
    rows: items.map(({ name, sequence }, i) => [
      Math.floor(i / WELLS) + 1,
      wellName(i % WELLS),
      name,
      sequence,
      sequence.length,
    ]),
  };
}

function wellName(index: number): string {
  const row = PLATE_ROWS[index % PLATE_ROWS.length] as string;
  return `${row}${Math.floor(index / PLATE_ROWS.length) + 1}`;
}

/** All sheets in one XLSX file; the same sheets give the same bytes. */
export function orderWorkbook(sheets: readonly OrderSheet[]): Uint8Array {
  return writeXlsx(sheets);
}

/** One sheet as CSV. */
export function orderCsv({ columns, rows }: OrderSheet): string {
  return writeCsv(columns, rows);
}

function requireNames(items: readonly { readonly name: string }[], path: string): void {
  const seen = new Set<string>();
  for (const [i, { name }] of items.entries()) {
    if (name.trim() === '') throw new OptionError(`item ${i + 1} has no name`, `${path}.${i}`);
    if (seen.has(name)) throw new OptionError(`two items are named ${name}`, `${path}.${i}`);
    seen.add(name);
  }
}
