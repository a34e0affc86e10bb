import { tsvRow } from '../../formats/tsv/write-tsv.js';
import type { TrialSearch } from '../../engines/evidence/trials/trial-library.js';
import { CRITERION_COLUMNS, criterionRows } from '../../engines/evidence/trials/trial-table.js';

/** `trials.tsv`: every criterion of every trial shown, with state, reason and the patient's value. */
export function* trialsTable({ matches }: TrialSearch): Generator<string> {
  yield tsvRow(CRITERION_COLUMNS);
  for (const match of matches) {
    for (const row of criterionRows(match)) yield tsvRow(row);
  }
}
