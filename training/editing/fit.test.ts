import { describe, expect, it } from 'vitest';

import { variantScore } from '../../src/engines/editing/efficacy-model.js';
import { boostTrees } from './boost-trees.js';
import { fitRidge, solvePositive } from './fit-ridge.js';
import { RECIPE } from './recipe.js';
import { spearman } from './spearman.js';

describe('spearman', () => {
  it('shares ranks among ties', () => {
    // By hand: ranks 0, 1.5, 1.5, 3 beside 0, 1, 2, 3: 4.5 / sqrt(4.5 x 5).
    expect(spearman([1, 2, 2, 4], [10, 20, 30, 40])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBe(-1);
  });
});

describe('fitRidge', () => {
  it('solves a system by hand', () => {
    // 4x + 2y = 2, 2x + 3y = 5: x = -0.5, y = 2.
    const x = solvePositive(Float64Array.of(4, 2, 2, 3), Float64Array.of(2, 5));
    expect(x[0]).toBeCloseTo(-0.5, 12);
    expect(x[1]).toBeCloseTo(2, 12);
  });

  it('shrinks the weight of one question as the formula says', () => {
    // Answers yes, yes, no, no beside 1, 1, 0, 0: sum of squares 1, of products 1; 1 / (1 + 1).
    const fit = fitRidge([Int32Array.of(0, 1)], Float64Array.of(1, 1, 0, 0), 1);
    expect(fit.weights[0]).toBe(0.5);
    expect(fit.mean).toBe(0.5);
    expect(fit.yesShares[0]).toBe(0.5);
  });
});

describe('boostTrees', () => {
  /** 400 rows, the answers to three questions the bits of the row's number. */
  const rows = Array.from({ length: 400 }, (_, row) => row);
  const yes = [0, 1, 2].map((bit) => Int32Array.from(rows.filter((row) => (row >> bit) & 1)));
  const targets = Float64Array.from(rows, (row) => ((row & 1) !== (row >> 1) % 2 ? 1 : 0));
  const options = { ...RECIPE, trees: 300, featureShare: 1 };

  it('learns that one of two answers but not both counts, which no linear model can', () => {
    const { start, splits, values } = boostTrees(yes, targets, options);
    const blank = { linearMean: 0, weights: new Float32Array(3), yesShares: new Float32Array(3) };
    const variant = { ...blank, featureCount: 3, treeStart: start, splits, values, doubt: [] };
    // A variant is half linear, and the linear half is nought here.
    const score = (found: readonly number[]) => 2 * variantScore(variant, found);
    expect(score([0])).toBeCloseTo(1, 2);
    expect(score([1])).toBeCloseTo(1, 2);
    expect(score([])).toBeCloseTo(0, 2);
    expect(score([0, 1, 2])).toBeCloseTo(0, 2);
  });

  it('gives the same trees for the same seed, others for another', () => {
    const again = boostTrees(yes, targets, options).values;
    expect(boostTrees(yes, targets, options).values).toEqual(again);
    expect(boostTrees(yes, targets, { ...options, seed: 2 }).values).not.toEqual(again);
  });
});
