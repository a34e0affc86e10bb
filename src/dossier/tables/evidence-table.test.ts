import { describe, expect, it } from 'vitest';

import { readTsv } from '../../formats/tsv/read-tsv.js';
import type { Designs } from '../../modalities/designs.js';
import type {
  EvidenceLine,
  TargetedTherapyDesign,
} from '../../modalities/targeted-therapy/targeted-therapy-design.js';
import { evidenceTable } from './evidence-table.js';

const line = (evidence: string, more: Partial<EvidenceLine> = {}): EvidenceLine => ({
  evidence,
  profile: 'TOY V600E',
  alteration: 'TOY V600E',
  closeness: 'exact',
  therapy: 'Onedrug',
  says: 'sensitivity',
  type: 'Predictive',
  level: 'B',
  rating: null,
  disease: 'Melanoma',
  relation: 'same',
  qualifier: null,
  ampTier: 'I-B',
  escatTier: 'II',
  germline: 'none',
  pmid: '1',
  citation: 'PubMed 1',
  notes: [],
  ...more,
});

function designs(
  own: readonly Partial<TargetedTherapyDesign>[],
  kind = 'targeted-therapy',
): Designs {
  const therapies = [
    {
      kind,
      title: '',
      assessment: { verdict: 'fits' as const, reasons: [] },
      options: {},
      designs: own.map((design) => ({
        supporting: [],
        contradicting: [],
        againstObjections: [],
        other: null,
        therapy: 'Onedrug',
        ampTier: 'I-B' as const,
        escatTier: null,
        standing: 'contested' as const,
        ...design,
      })) as unknown as Designs['therapies'][number]['designs'],
    },
  ];
  return { therapies } as unknown as Designs;
}

function rowsOf(of: Designs): readonly Readonly<Record<string, string>>[] {
  const { columns, rows } = readTsv([...evidenceTable(of)].join('\n'), 'evidence.tsv');
  return rows.map(({ cells }) =>
    Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ''])),
  );
}

describe('evidenceTable', () => {
  it('has a row for each item, under its regimen, then what was found besides', () => {
    const other = {
      opposed: [line('EID4')],
      outcome: [line('EID5', { therapy: '' })],
      germline: [],
      undecided: [],
      notUnderstood: [],
    };
    const rows = rowsOf(
      designs([
        {
          supporting: [line('EID1'), line('EID2')],
          contradicting: [line('EID3', { pmid: null, citation: 'ASCO 9' })],
          other,
        },
        { therapy: 'Otherdrug', supporting: [line('EID1', { notes: ['a', 'b'] })] },
      ]),
    );
    expect(
      rows.map((row) => [row['regimen'], row['regimen_rank'], row['part'], row['evidence']]),
    ).toEqual([
      ['Onedrug', '1', 'supports', 'EID1'],
      ['Onedrug', '1', 'supports', 'EID2'],
      ['Onedrug', '1', 'against', 'EID3'],
      ['Otherdrug', '2', 'supports', 'EID1'],
      ['NA', 'NA', 'opposed', 'EID4'],
      ['NA', 'NA', 'outcome', 'EID5'],
    ]);
    expect(rows[2]).toMatchObject({ pmid: 'NA', citation: 'ASCO 9', regimen_escat: 'NA' });
    expect(rows[3]).toMatchObject({ note: 'a; b' });
    expect(rows[5]).toMatchObject({ therapy: 'NA' });
  });

  it('is a header where no targeted therapy was designed', () => {
    expect(rowsOf(designs([{ supporting: [line('EID1')] }], 'other'))).toEqual([]);
    expect(rowsOf(designs([]))).toEqual([]);
  });
});
