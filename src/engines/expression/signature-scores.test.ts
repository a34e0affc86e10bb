import { describe, expect, it } from 'vitest';

import { SIGNATURE_GENES, T_CELL_INFLAMED } from './immune-signatures.js';
import { type SampleExpression, signatureScores } from './signature-scores.js';

function sample(
  values: Readonly<Record<string, number>>,
  unit = 'TPM',
  otherwise: number | null = null,
): SampleExpression {
  return { unit, valueOf: ({ symbol }) => values[symbol] ?? otherwise };
}

function scoreOf(expression: SampleExpression, signature: string) {
  const score = signatureScores(expression).find((one) => one.signature === signature);
  if (score === undefined) throw new Error(`no ${signature}`);
  return score;
}

describe('immune signatures', () => {
  // sqrt((3 + 0.01) (12 + 0.01)) by hand.
  it('gives cytolytic activity as the geometric mean of GZMA and PRF1 with 0.01 added', () => {
    const score = scoreOf(sample({ GZMA: 3, PRF1: 12 }), 'cytolytic-activity');
    expect(score.kind === 'scored' && score.value).toBeCloseTo(Math.sqrt(3.01 * 12.01), 10);
  });

  // All genes at 9: log10(10) = 1, the housekeeping genes at 99: 2; the weights sum to 1.142788.
  it('gives the T-cell-inflamed profile as weighted log10 less the housekeeping genes', () => {
    const housekeeping = Object.fromEntries(
      T_CELL_INFLAMED.housekeeping.map(({ symbol }) => [symbol, 99]),
    );
    const score = scoreOf(sample(housekeeping, 'TPM', 9), 't-cell-inflamed');
    expect(score.kind === 'scored' && score.value).toBeCloseTo(-1.142788, 6);
  });

  it('does without a gene of little weight and says so, but not without a tenth of the weight', () => {
    const all = Object.fromEntries(SIGNATURE_GENES.map(({ symbol }) => [symbol, 10]));
    const { PDCD1LG2: _little, ...almost } = all;
    const scored = scoreOf(sample(almost), 't-cell-inflamed');
    expect(scored.kind === 'scored' && scored.without).toEqual(['PDCD1LG2']);
    const { STAT1: _much, ...less } = all;
    const missing = scoreOf(sample(less), 't-cell-inflamed');
    expect(missing).toMatchObject({
      kind: 'missing',
      reason: 'the expression table lacks 1 of 18 genes: STAT1',
    });
  });

  it('gives nothing from counts', () => {
    for (const score of signatureScores(sample({}, 'counts', 5))) {
      expect(score).toMatchObject({ kind: 'missing' });
    }
  });

  it('names every gene that it reads once', () => {
    const symbols = SIGNATURE_GENES.map(({ symbol }) => symbol);
    expect(new Set(symbols).size).toBe(symbols.length);
    expect(symbols).toHaveLength(34);
  });
});
