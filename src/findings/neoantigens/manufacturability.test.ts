import { expect, it } from 'vitest';

import { hasShared, sharedRows } from '../../../test/shared-data.js';
import { manufacturability } from './manufacturability.js';

it('measures VVFEYVAIY as pVACseq does', () => {
  // Recorded by pVACseq 6.0.5 for ZNF548 D24Y (HCC1395, MHC_I.filtered.tsv).
  expect(manufacturability('VVFEYVAIY')).toMatchObject({
    difficultNTerminalResidue: false,
    cTerminalCysteine: false,
    cTerminalProline: false,
    cysteineCount: 0,
    nTerminalAsparagine: false,
    asparagineProlineBonds: 0,
  });
});

const FILES = [
  { file: 'formats/out_order/expected_output.manufacturability.tsv', peptide: 'peptide_sequence' },
  { file: 'cases/hcc1395/pvacseq/MHC_I.filtered.tsv', peptide: 'MT Epitope Seq' },
];
for (const { file, peptide } of FILES) {
  const present = hasShared(file);
  it.skipIf(!present)(
    `equals vaxrank's numbers in ${file}${present ? '' : ' (skipped: ../shared is absent)'}`,
    () => {
      const rows = sharedRows(file);
      expect(rows.length).toBeGreaterThan(5);
      for (const row of rows) {
        const ours = manufacturability(row[peptide] as string);
        expect(ours.cTerminalSevenMerGravy).toBeCloseTo(Number(row['cterm_7mer_gravy_score']), 10);
        expect(ours.maxSevenMerGravy).toBeCloseTo(Number(row['max_7mer_gravy_score']), 10);
        expect(
          [
            ours.difficultNTerminalResidue,
            ours.cTerminalCysteine,
            ours.cTerminalProline,
            ours.nTerminalAsparagine,
          ].map((flag) => (flag ? 'True' : 'False')),
        ).toEqual([
          row['difficult_n_terminal_residue'],
          row['c_terminal_cysteine'],
          row['c_terminal_proline'],
          row['n_terminal_asparagine'],
        ]);
        expect([ours.cysteineCount, ours.asparagineProlineBonds]).toEqual([
          Number(row['cysteine_count']),
          Number(row['asparagine_proline_bond_count']),
        ]);
      }
    },
  );
}
