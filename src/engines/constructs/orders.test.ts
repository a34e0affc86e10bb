import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';

import { OptionError } from '../../core/errors.js';
import { FRAGMENT_VENDORS } from './fragment-vendors.js';
import { fragmentOrder } from './order-fragments.js';
import type { PeptideOrderItem } from './order-rows.js';
import { fragmentSheet, orderCsv, orderWorkbook, peptideOrder, plateMap } from './order-sheets.js';

const PEPTIDE: PeptideOrderItem = {
  name: 'TP53 p.R175H',
  sequence: 'SQHMTEVVRHCPHHERCSDSDGLAP',
  nTerminus: 'H',
  cTerminus: 'OH',
  purityPercent: 95,
  amountMg: 5,
  modifications: 'none',
  solubilityNotes: '=2+2, "DMSO" first',
};
const VENDOR = { name: 'toy', shortestBp: 10, longestBp: 100 };

describe('peptideOrder', () => {
  it('has a row a peptide with its length', () => {
    expect(peptideOrder([PEPTIDE]).rows[0]?.slice(0, 3)).toEqual([
      PEPTIDE.name,
      PEPTIDE.sequence,
      25,
    ]);
  });

  it('refuses what cannot be made', () => {
    for (const wrong of [
      { sequence: 'SIINFEKX' },
      { sequence: '' },
      { purityPercent: 0 },
      { purityPercent: 101 },
      { amountMg: Number.NaN },
      { name: ' ' },
    ]) {
      expect(() => peptideOrder([{ ...PEPTIDE, ...wrong }])).toThrow(OptionError);
    }
    expect(() => peptideOrder([PEPTIDE, PEPTIDE])).toThrow('two items');
  });
});

describe('fragmentOrder', () => {
  it('splits into pieces within the limits that put the sequence together again', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ACGT]{10,700}$/),
        fc.integer({ min: 1, max: 40 }),
        (sequence, overlapBp) => {
          const pieces = fragmentOrder([{ name: 'x', sequence }], VENDOR, { overlapBp });
          const joined = pieces
            .map((piece, i) => (i === 0 ? piece.sequence : piece.sequence.slice(overlapBp)))
            .join('');
          expect(joined).toBe(sequence);
          for (const [i, piece] of pieces.entries()) {
            expect(piece.sequence.length).toBeLessThanOrEqual(100);
            expect(piece.sequence.length).toBeGreaterThanOrEqual(10);
            const next = pieces[i + 1]?.sequence.slice(0, overlapBp);
            if (next !== undefined) expect(piece.sequence.endsWith(next)).toBe(true);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('refuses what a vendor does not make, with its limit', () => {
    const order =
      (sequence: string, overlapBp: number | null = null) =>
      () =>
        fragmentOrder([{ name: 'x', sequence }], VENDOR, { overlapBp });
    expect(order('ACGT')).toThrow('4 bp is shorter than the 10 bp');
    expect(order('A'.repeat(101))).toThrow('101 bp is longer than the 100 bp');
    expect(order('ACGTNACGTACGT')).toThrow('"N" cannot be synthesised');
    expect(order('A'.repeat(101), 50)).toThrow('overlap');
    expect(order('A'.repeat(100))()).toEqual([{ name: 'x', sequence: 'A'.repeat(100) }]);
  });

  it('knows IDT’s lengths: gBlocks 125-3,000 bp, eBlocks 300-1,500 bp', () => {
    expect(
      FRAGMENT_VENDORS.map(({ id, shortestBp, longestBp }) => [id, shortestBp, longestBp]),
    ).toEqual([
      ['idt-gblocks', 125, 3_000],
      ['idt-eblocks', 300, 1_500],
    ]);
  });
});

describe('plateMap', () => {
  it('goes down the columns and on to a second plate', () => {
    const items = Array.from({ length: 98 }, (_, i) => ({ name: `p${i}`, sequence: 'AC' }));
    const wells = plateMap(items).rows.map(([plate, well]) => `${plate} ${well}`);
    expect([wells[0], wells[7], wells[8], wells[95], wells[96], wells[97]]).toEqual([
      '1 A1',
      '1 H1',
      '1 A2',
      '1 H12',
      '2 A1',
      '2 B1',
    ]);
  });
});

describe('the workbook and its CSV', () => {
  const sheets = [
    peptideOrder([PEPTIDE]),
    plateMap([PEPTIDE]),
    fragmentSheet([{ name: 'a<b>&"c', sequence: 'ACGT' }]),
  ];

  it('is read back by read-excel-file, cell by cell', async () => {
    const bytes = Buffer.from(orderWorkbook(sheets));
    expect(await readXlsxFile(bytes)).toEqual(
      sheets.map(({ name, columns, rows }) => ({ sheet: name, data: [columns, ...rows] })),
    );
  });

  it('is the same bytes for the same sheets', () => {
    expect(orderWorkbook(sheets)).toEqual(orderWorkbook(sheets));
  });

  it('quotes in CSV, and runs no formula', () => {
    expect(orderCsv(sheets[2] as NonNullable<(typeof sheets)[2]>)).toBe(
      'Name,Sequence\r\n"a<b>&""c",ACGT\r\n',
    );
    expect(orderCsv(peptideOrder([PEPTIDE])).split('\r\n')[1]).toBe(
      'TP53 p.R175H,SQHMTEVVRHCPHHERCSDSDGLAP,25,H,OH,95,5,none,"\'=2+2, ""DMSO"" first"',
    );
  });
});
