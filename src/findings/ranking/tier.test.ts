import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkRankOptions, DEFAULT_RANK_OPTIONS, type RankOptions } from './rank-options.js';
import { reviewTier, TIERS, type TierEvidence } from './tier.js';

const GOOD: TierEvidence = {
  allele: 'HLA-A*02:01',
  mutatedPositions: [5],
  affinityNm: 50,
  percentileRank: 0.1,
  wildtypeAffinityNm: 5_000,
  wildtypePercentileRank: 20,
  geneExpression: 40,
  rnaVaf: 0.5,
  rnaDepth: 100,
  alleleExpression: 20,
  dnaVaf: 0.4,
  maneSelect: true,
  canonical: true,
  transcriptSupportLevel: 1,
  referenceMatch: false,
  problematicPositions: [],
  anchors: [1, 2, 8, 9],
};

const CLONAL_VAF = 0.5;

function tier(changes: Partial<TierEvidence>, options: Partial<RankOptions> = {}): string {
  return reviewTier({ ...GOOD, ...changes }, { ...DEFAULT_RANK_OPTIONS, ...options }, CLONAL_VAF)
    .tier;
}

// Expected tiers follow pVACseq 6's rules; test/agreement/pvacseq-tiers.test.ts holds its recorded ones.
describe('reviewTier', () => {
  it('names the one criterion that fails', () => {
    expect(tier({})).toBe('Pass');
    expect(tier({ affinityNm: 500 })).toBe('PoorBinder');
    expect(tier({ referenceMatch: true })).toBe('RefMatch');
    expect(tier({ problematicPositions: [3] })).toBe('ProbPos');
    expect(tier({ maneSelect: false, canonical: false, transcriptSupportLevel: 2 })).toBe(
      'PoorTranscript',
    );
    expect(tier({ mutatedPositions: [2], wildtypeAffinityNm: 100 })).toBe('Anchor');
    expect(tier({ dnaVaf: 0.2 })).toBe('Subclonal');
    expect(tier({ alleleExpression: 2.5 })).toBe('LowExpr');
    expect(tier({ geneExpression: 0, alleleExpression: 0, rnaVaf: 0 })).toBe('NoExpr');
  });

  it('is Poor where two fail, except that PoorTranscript does not look at anchors', () => {
    expect(tier({ affinityNm: 900, dnaVaf: 0.1 })).toBe('Poor');
    expect(tier({ alleleExpression: 1, dnaVaf: 0.1 })).toBe('Poor');
    expect(
      tier({
        maneSelect: false,
        canonical: false,
        transcriptSupportLevel: null,
        mutatedPositions: [2],
        wildtypeAffinityNm: 10,
      }),
    ).toBe('PoorTranscript');
  });

  it('calls a site with reads but no gene expression lowly expressed', () => {
    expect(tier({ geneExpression: 0, alleleExpression: 0, rnaDepth: 11, rnaVaf: 0.26 })).toBe(
      'LowExpr',
    );
    expect(tier({ geneExpression: 0, alleleExpression: 0, rnaDepth: 10, rnaVaf: 0.26 })).toBe(
      'NoExpr',
    );
  });

  it('checks anchors only where at most two positions change, and fails an unknown healthy score', () => {
    expect(tier({ mutatedPositions: [1, 2, 9], wildtypeAffinityNm: 10 })).toBe('Pass');
    expect(tier({ mutatedPositions: null, wildtypeAffinityNm: null })).toBe('Pass');
    expect(
      tier({ mutatedPositions: [9], wildtypeAffinityNm: null, wildtypePercentileRank: null }),
    ).toBe('Anchor');
    expect(tier({ mutatedPositions: [2, 9], wildtypeAffinityNm: 500 })).toBe('Pass');
    expect(tier({ mutatedPositions: [3], anchors: [3], wildtypeAffinityNm: 10 })).toBe('Anchor');
  });

  it('judges by percentile rank where the model gives no IC50', () => {
    const ranked = { affinityNm: null, wildtypeAffinityNm: null };
    expect(tier({ ...ranked, percentileRank: 1.99 })).toBe('Pass');
    expect(tier({ ...ranked, percentileRank: 2 })).toBe('PoorBinder');
    expect(tier({ ...ranked, mutatedPositions: [2], wildtypePercentileRank: 1 })).toBe('Anchor');
    const { criteria } = reviewTier({ ...GOOD, ...ranked }, DEFAULT_RANK_OPTIONS, CLONAL_VAF);
    expect(criteria[0]).toMatchObject({
      name: 'binding',
      value: 'rank 0.1 %',
      threshold: 'rank < 2 %',
      outcome: 'passed',
    });
    expect(criteria[0]?.explanation).toContain('strong: under 0.5 %');
  });

  it('never passes or calls a poor binder what no model scored', () => {
    const unscored = { affinityNm: null, percentileRank: null };
    expect(tier(unscored)).toBe('Poor');
    expect(tier({ ...unscored, rnaVaf: 0, alleleExpression: 0 })).toBe('NoExpr');
  });

  it('asks for both or either of IC50 and percentile', () => {
    const options = { percentileThreshold: 0.5 };
    expect(tier({ percentileRank: 1 }, options)).toBe('PoorBinder');
    expect(
      tier({ percentileRank: 1 }, { ...options, percentileThresholdStrategy: 'exploratory' }),
    ).toBe('Pass');
  });

  it('takes the published cut of the allele where asked to (Paul 2013: A*02:01 255 nM)', () => {
    expect(tier({ affinityNm: 300 }, { alleleSpecificBindingThresholds: true })).toBe('PoorBinder');
    expect(
      tier({ affinityNm: 300, allele: 'HLA-A*24:02' }, { alleleSpecificBindingThresholds: true }),
    ).toBe('Pass');
    expect(
      tier({ affinityNm: 499, allele: 'HLA-C*01:02' }, { alleleSpecificBindingThresholds: true }),
    ).toBe('Pass');
  });

  it('lets unknown marks, expression and clonality pass, and says they were not assessed', () => {
    const unknown = {
      maneSelect: null,
      canonical: null,
      alleleExpression: null,
      geneExpression: null,
      rnaVaf: null,
      dnaVaf: null,
      referenceMatch: null,
    };
    expect(tier(unknown)).toBe('Pass');
    const { criteria } = reviewTier({ ...GOOD, ...unknown }, DEFAULT_RANK_OPTIONS, CLONAL_VAF);
    expect(
      criteria.filter(({ outcome }) => outcome === 'not-assessed').map(({ name }) => name),
    ).toEqual(['expression', 'clonality', 'reference-match']);
  });

  it('needs no support level on builds that have none', () => {
    const bare = { maneSelect: false, canonical: false };
    expect(tier({ ...bare, transcriptSupportLevel: 'not-supported' })).toBe('Pass');
    expect(tier({ ...bare, transcriptSupportLevel: 1 })).toBe('Pass');
    expect(
      tier(
        { ...bare, transcriptSupportLevel: 1 },
        { transcriptPrioritizationStrategy: ['mane_select'] },
      ),
    ).toBe('PoorTranscript');
  });

  it('gives one of the ten tiers, and Pass only where nothing failed, for any evidence', () => {
    const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
      fc.option(value, { nil: null });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const amount = fc.double({ min: 0, max: 5_000, noNaN: true });
    const evidence: fc.Arbitrary<TierEvidence> = fc.record({
      allele: fc.constantFrom('HLA-A*02:01', 'HLA-B*45:01'),
      mutatedPositions: maybe(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 })),
      affinityNm: maybe(amount),
      percentileRank: maybe(fc.double({ min: 0, max: 100, noNaN: true })),
      wildtypeAffinityNm: maybe(amount),
      wildtypePercentileRank: maybe(share),
      geneExpression: maybe(amount),
      rnaVaf: maybe(share),
      rnaDepth: maybe(fc.nat(500)),
      alleleExpression: maybe(amount),
      dnaVaf: maybe(share),
      maneSelect: maybe(fc.boolean()),
      canonical: maybe(fc.boolean()),
      transcriptSupportLevel: fc.constantFrom(null, 1, 2, 5, 'not-supported' as const),
      referenceMatch: maybe(fc.boolean()),
      problematicPositions: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
      anchors: fc.constant([1, 2, 8, 9]),
    });
    fc.assert(
      fc.property(evidence, (any) => {
        const { tier: found, criteria } = reviewTier(any, DEFAULT_RANK_OPTIONS, CLONAL_VAF);
        expect(TIERS).toContain(found);
        const failed = criteria.filter(({ outcome }) => outcome === 'failed');
        if (found === 'Pass') expect(failed).toEqual([]);
        if (failed.length > 1) expect(['Poor', 'NoExpr', 'PoorTranscript']).toContain(found);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('checkRankOptions', () => {
  it('names the option that is out of range', () => {
    expect(checkRankOptions(DEFAULT_RANK_OPTIONS)).toBe(DEFAULT_RANK_OPTIONS);
    for (const wrong of [
      { trnaVaf: 1.5 },
      { bindingThresholdNm: Number.NaN },
      { tumorPurity: 0 },
      { maximumTranscriptSupportLevel: 6 },
      { anchorContributionThreshold: 0.95 },
      { problematicAminoAcids: ['c'] },
      { problematicAminoAcids: ['C:x'] },
    ]) {
      const [name = ''] = Object.keys(wrong);
      expect(() => checkRankOptions({ ...DEFAULT_RANK_OPTIONS, ...wrong })).toThrow(
        expect.objectContaining({ name: 'OptionError', path: name }),
      );
    }
  });
});
