import { beforeAll, describe, expect, it } from 'vitest';

import { parsePeptide } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import { parseHlaAllele } from '../../src/core/hla-allele.js';
import type { PresentationModel } from '../../src/engines/presentation/presentation-model.js';
import { openEngines } from '../../src/pipeline.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { spearman } from '../../training/metrics.js';
import { hasShared, sharedRows } from '../shared-data.js';

// pVACseq 6.0.5's aggregated reports give, for each variant's best peptide, the median IC50 and rank of up
// to eight predictors (class I) and its own (class II); its filtered report gives each predictor apart.
const FOLDER = 'cases/hcc1395/pvacseq';
const present = hasShared(FOLDER);

interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

describe.skipIf(!present)(
  `presentation of HCC1395 beside pVACseq${present ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    let models: readonly PresentationModel[];
    beforeAll(async () => {
      models = (await openEngines(openPackStore())).presentation;
    });

    /** Our number of each row's peptide on its allele, beside a column of the report. */
    async function pairs(
      rows: readonly Readonly<Record<string, string>>[],
      columns: { readonly peptide: string; readonly allele: string; readonly value: string },
      ours: 'affinityNm' | 'percentileRank',
    ): Promise<readonly Pair[]> {
      const found: Pair[] = [];
      for (const allele of new Set(rows.map((row) => row[columns.allele] ?? ''))) {
        const name = parseHlaAllele(allele);
        if (name.kind === 'refused') throw new Error(name.reason);
        const ofAllele = rows.filter((row) => row[columns.allele] === allele);
        const model = models.find(({ mhcClass }) => (mhcClass === 'II') === allele.startsWith('D'));
        const [scores] = await (model as PresentationModel).score(
          ofAllele.map((row) => parsePeptide(row[columns.peptide] ?? '')),
          [name.allele],
          quietContext(),
        );
        if (scores?.kind !== 'scored') throw new Error(`${allele} has no model`);
        ofAllele.forEach((row, i) => {
          const theirs = Number(row[columns.value]);
          if (row[columns.value] !== 'NA' && Number.isFinite(theirs)) {
            found.push({ ours: scores[ours]?.[i] as number, theirs });
          }
        });
      }
      return found;
    }

    const correlation = (values: readonly Pair[]): number =>
      spearman(
        Float64Array.from(values, ({ ours }) => ours),
        Float64Array.from(values, ({ theirs }) => theirs),
      );
    const aggregated = { peptide: 'Best Peptide', allele: 'Allele' };

    it('orders the 358 best class I peptides as the median of eight predictors does', async () => {
      const rows = sharedRows(`${FOLDER}/MHC_I.aggregated.tsv`);
      const affinity = await pairs(rows, { ...aggregated, value: 'IC50 MT' }, 'affinityNm');
      const rank = await pairs(rows, { ...aggregated, value: '%ile MT' }, 'percentileRank');
      expect([affinity.length, rank.length]).toEqual([358, 358]);
      expect(correlation(affinity)).toBeGreaterThan(0.7);
      expect(correlation(rank)).toBeGreaterThan(0.7);
    });

    it('orders the 359 best class II peptides as its predictor does', async () => {
      const rows = sharedRows(`${FOLDER}/MHC_II.aggregated.tsv`);
      const affinity = await pairs(rows, { ...aggregated, value: 'IC50 MT' }, 'affinityNm');
      expect(affinity).toHaveLength(359);
      expect(correlation(affinity)).toBeGreaterThan(0.8);
    });
  },
);
