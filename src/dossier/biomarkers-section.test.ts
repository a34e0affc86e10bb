import { describe, expect, it } from 'vitest';

import { smallBiomarkers } from '../../test/support/small-biomarkers.js';
import type { Block } from '../core/document.js';
import type { Biomarkers } from '../findings/biomarkers/biomarkers.js';
import { biomarkersSection } from './biomarkers-section.js';
import { biomarkerRows, splitMissing } from './biomarker-rows.js';
import { biomarkersTable } from './tables/biomarkers-table.js';

const GIVEN = smallBiomarkers({
  clinical: { age: 61, albumin: '39 g/L', brainMetastases: false },
  biomarkers: [
    { name: 'PD-L1 TPS', value: 60, unit: '%', assay: '22C3' },
    { name: 'CEA', value: '=1+1', unit: 'ng/mL', assay: null },
  ],
  priorTherapy: [],
});

const WITH_TMB: Biomarkers = {
  ...GIVEN,
  tmb: {
    kind: 'estimated',
    from: '38 coding mutations in 38 Mb',
    sources: [],
    value: {
      mutations: 38,
      perMb: 1,
      low: 0.71,
      high: 1.37,
      target: { sizeMb: 38, kind: 'exome', from: 'test' },
      counted: [{ mutationClass: 'missense', mutations: 38 }],
      leftOut: [],
      atLeastTenProbability: 0,
      percentile: {
        cohort: 'TCGA X',
        tumours: 100,
        percentile: 45,
        medianPerMb: 1.1,
        quantilesPerMb: Array.from({ length: 21 }, (_, i) => i / 10),
        caution: 'a panel against exomes',
      },
      cautions: ['one mutation has no fraction'],
    },
  },
};

function blocksOf<Kind extends Block['kind']>(biomarkers: Biomarkers, kind: Kind) {
  return biomarkersSection({ biomarkers }).blocks.filter(
    (block): block is Extract<Block, { kind: Kind }> => block.kind === kind,
  );
}

describe('biomarkerRows', () => {
  const row = (biomarker: string) =>
    biomarkerRows(GIVEN).find((one) => one.biomarker === biomarker);

  it('shows what was given in one unit, and what was not with what would give it', () => {
    expect(row('albumin')).toMatchObject({ value: 3.9, unit: 'g/dL', origin: 'given' });
    expect(row('PD-L1 TPS')).toMatchObject({ value: 60, unit: '% (22C3)' });
    expect(row('brain metastases')).toMatchObject({ value: 'no', group: 'clinic' });
    expect(row('prior systemic therapy')).toMatchObject({ value: 'no' });
    expect(row('LDH')).toMatchObject({ value: null, origin: 'missing' });
    expect(row('tumour mutational burden')).toMatchObject({
      origin: 'missing',
      wouldNeed: 'variants',
    });
  });

  it('loses no value that it does not know', () => {
    expect(row('CEA')).toMatchObject({
      value: '=1+1',
      detail: expect.stringContaining('kept as written'),
    });
  });

  it('tells what was not given from what could not be worked out', () => {
    const missing = biomarkerRows(GIVEN).filter(({ origin }) => origin === 'missing');
    const { unstated, explained } = splitMissing(missing);
    expect(unstated).toContain('LDH');
    expect(explained.map(({ biomarker }) => biomarker)).toContain('tumour mutational burden');
  });
});

describe('biomarkersTable', () => {
  it('has as many cells in each row as columns, and runs nothing in a spreadsheet', () => {
    const lines = [...biomarkersTable(WITH_TMB)].map((line) => line.split('\t'));
    expect(new Set(lines.map((cells) => cells.length))).toEqual(new Set([10]));
    expect(lines.find(([, name]) => name === 'CEA')?.[2]).toBe("'=1+1");
    expect(lines.find(([, name]) => name === 'tumour mutational burden')?.slice(2, 7)).toEqual([
      '1',
      'mutations/Mb',
      '0.71',
      '1.37',
      'estimated',
    ]);
  });
});

describe('the biomarker panel', () => {
  it('draws the burden against the tumours of its type, with its cautions', () => {
    const [plot] = blocksOf(WITH_TMB, 'line-plot');
    const [cohort, own] = plot?.lines ?? [];
    expect(cohort?.points.at(0)).toEqual({ x: 0, y: 0 });
    expect(cohort?.points.at(-1)).toEqual({ x: 1.9, y: 95 });
    expect(own?.points.map(({ x, y }) => [x, y])).toEqual([
      [0.71, 45],
      [1, 45],
      [1.37, 45],
    ]);
    expect(blocksOf(WITH_TMB, 'notice').map(({ text }) => text)).toEqual([
      'one mutation has no fraction',
      'a panel against exomes',
    ]);
    expect(blocksOf(GIVEN, 'line-plot')).toEqual([]);
  });

  it('shows a column only where a row has something in it', () => {
    const tables = blocksOf(WITH_TMB, 'table');
    const titles = (caption: string) =>
      tables.find((table) => table.caption === caption)?.columns.map(({ key }) => key);
    expect(titles('Given by the clinic')).toEqual(['biomarker', 'value', 'detail']);
    expect(titles('Estimated from the variants')).toContain('interval');
    for (const { columns, rows } of tables) {
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
    }
  });
});
