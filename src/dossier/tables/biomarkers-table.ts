import type { Biomarkers } from '../../findings/biomarkers/biomarkers.js';
import { type TsvCell, tsvRow } from '../../formats/tsv/write-tsv.js';
import { biomarkerRows, sourceName } from '../biomarker-rows.js';

const COLUMNS = [
  'group',
  'biomarker',
  'value',
  'unit',
  'low_95',
  'high_95',
  'origin',
  'detail',
  'would_need',
  'sources',
] as const;

/** The panel as TSV, a line each. */
export function* biomarkersTable(biomarkers: Biomarkers): Generator<string> {
  yield tsvRow(COLUMNS);
  for (const row of biomarkerRows(biomarkers)) {
    const { group, biomarker, value, unit, low, high, origin, detail, wouldNeed, sources } = row;
    yield tsvRow([
      group,
      biomarker,
      value,
      unit,
      low,
      high,
      origin,
      detail,
      wouldNeed === '' ? null : wouldNeed,
      sources.map(sourceName).join('; ') || null,
    ] satisfies readonly TsvCell[]);
  }
}
