import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { hasShared, sharedText } from '../../test/shared-data.js';
import { compileTmbCohort, LARGEST_STUDY_DIFFERENCE } from './tmb-cohort.js';

const TABLE = 'data/clinical/cohorts/tcga_tmb.tsv.gz';
const skipped = hasShared(TABLE) ? '' : ' (skipped: ../shared is absent)';

describe('the pack of the TMB cohort', () => {
  it('has studies of the sizes that TCGAmutations lists for MC3, but for 4 % at most', () => {
    expect(LARGEST_STUDY_DIFFERENCE).toBeLessThan(0.04);
  });

  it.skipIf(skipped !== '')(`is rebuilt byte for byte${skipped}`, async () => {
    const { bytes, manifest } = compileTmbCohort(sharedText(TABLE));
    const shipped = await readFile(new URL('../tmb-cohort.bin', import.meta.url));
    expect(Buffer.from(bytes).equals(shipped)).toBe(true);
    expect(
      JSON.parse(await readFile(new URL('../tmb-cohort.manifest.json', import.meta.url), 'utf8')),
    ).toEqual(manifest);
  });

  it.skipIf(skipped !== '')(
    `refuses a table in which a study would begin elsewhere${skipped}`,
    () => {
      const lines = sharedText(TABLE).trimEnd().split('\n');
      const shifted = [lines[0], ...lines.slice(51), ...lines.slice(1, 51)].join('\n');
      expect(() => compileTmbCohort(shifted)).toThrow(/source site/);
      expect(() => compileTmbCohort(lines.slice(0, 100).join('\n'))).toThrow(/rows/);
      expect(() => compileTmbCohort('a\tb\n')).toThrow(/not the table/);
    },
  );
});
