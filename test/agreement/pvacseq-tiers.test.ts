import { describe, expect, it } from 'vitest';

import { clonalVaf } from '../../src/findings/ranking/rank-candidates.js';
import { DEFAULT_RANK_OPTIONS } from '../../src/findings/ranking/rank-options.js';
import { reviewTier, TIERS } from '../../src/findings/ranking/tier.js';
import { hasShared, sharedRows } from '../shared-data.js';

// Tiers recorded by pVACseq 6.0.5 with its defaults; ../shared/README.md says how they were made.
const REPORTS = [
  {
    file: 'cases/hcc1395/pvacseq/MHC_I.aggregated.tsv',
    rows: 358,
    options: DEFAULT_RANK_OPTIONS,
    otherAnchors: [],
  },
  {
    file: 'cases/hcc1395/pvacseq/MHC_II.aggregated.tsv',
    rows: 359,
    options: DEFAULT_RANK_OPTIONS,
    otherAnchors: [],
  },
  {
    // Made with the allele-specific IC50 cuts (A*29:02 passes at 618 nM) and with the
    // allele-specific anchors of Xia 2023 (doi 10.1126/sciimmunol.abg2200), a table we do not have:
    // the five rows whose only mutated position is one of 1, 2, n-1, n but no anchor there.
    file: 'formats/out_neoantigen/H_NJ-HCC1395-HCC1395.Class_I.all_epitopes.aggregated.tsv',
    rows: 316,
    options: { ...DEFAULT_RANK_OPTIONS, alleleSpecificBindingThresholds: true },
    otherAnchors: [
      'chr1-154590262-154590263-T-A',
      'chrX-78015862-78015863-G-C',
      'chr14-32600790-32600791-A-T',
      'chr10-132163376-132163377-C-G',
      'chr7-140024672-140024681-TCAAAGATCA-T',
    ],
  },
] as const;

const numeric = (text: string | undefined): number | null =>
  text === undefined || text === 'NA' || text === '' ? null : Number(text);

const flag = (text: string | undefined): boolean | null =>
  text === 'Not Run' || text === undefined ? null : text === 'True';

describe('re-tiering pVACseq reports', () => {
  for (const { file, rows: expectedRows, options, otherAnchors } of REPORTS) {
    const present = hasShared(file);
    it.skipIf(!present)(
      `gives pVACseq's Tier for ${expectedRows - otherAnchors.length} of ${expectedRows} rows of ${file}${present ? '' : ' (skipped: ../shared is absent)'}`,
      () => {
        const rows = sharedRows(file);
        expect(rows).toHaveLength(expectedRows);
        const vafs = rows.map((row) => numeric(row['DNA VAF'])).filter((vaf) => vaf !== null);
        const clonal = clonalVaf(vafs, null);
        const differences = rows
          .map((row) => {
            const level = row['TSL'];
            const { length } = row['Best Peptide'] ?? '';
            const review = reviewTier(
              {
                allele: row['Allele'] ?? '',
                mutatedPositions:
                  row['Pos'] === 'NA' ? null : (row['Pos'] ?? '').split(', ').map(Number),
                affinityNm: numeric(row['IC50 MT']),
                percentileRank: numeric(row['%ile MT']),
                wildtypeAffinityNm: numeric(row['IC50 WT']),
                wildtypePercentileRank: numeric(row['%ile WT']),
                geneExpression: numeric(row['RNA Expr']),
                rnaVaf: numeric(row['RNA VAF']),
                rnaDepth: numeric(row['RNA Depth']),
                alleleExpression: numeric(row['Allele Expr']),
                dnaVaf: numeric(row['DNA VAF']),
                maneSelect: flag(row['MANE Select']),
                canonical: flag(row['Canonical']),
                transcriptSupportLevel:
                  level === 'Not Supported' ? 'not-supported' : numeric(level),
                referenceMatch: row['Ref Match'] === undefined ? null : row['Ref Match'] === 'True',
                problematicPositions: row['Prob Pos'] === 'None' ? [] : [1],
                anchors: [1, 2, length - 1, length],
              },
              options,
              clonal.value,
            );
            return { id: row['ID'], pvacseq: row['Tier'], ours: review.tier };
          })
          .filter(({ pvacseq, ours }) => pvacseq !== ours);
        expect(differences.map(({ id }) => id)).toEqual(otherAnchors);
      },
    );
  }

  it('knows the ten tiers in the order of pVACseq', () => {
    expect(TIERS).toHaveLength(10);
    expect([...TIERS].sort()).toEqual([...new Set(TIERS)].sort());
  });
});
