import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guideSpecificity } from './guide-specificity.js';

describe('guideSpecificity', () => {
  it('is 1 for a guide with no other site', () => {
    expect(guideSpecificity([])).toEqual({
      specificity: 1,
      offTargetSum: 0,
      scored: 0,
      unscored: 0,
    });
  });

  it('halves for a second perfect copy, and falls for one with NAG', () => {
    // 1 / (1 + 1); 1 / (1 + 0.259259259) with the weight of AG in CFD.
    expect(guideSpecificity([1]).specificity).toBe(0.5);
    expect(guideSpecificity([0.259259259]).specificity).toBeCloseTo(0.794117647, 8);
  });

  it('counts the sites a score does not know, without a number for them', () => {
    expect(guideSpecificity([null, 0.5])).toMatchObject({
      scored: 1,
      unscored: 1,
      offTargetSum: 0.5,
    });
  });

  it('lies in (0, 1] and falls with every site', () => {
    const score = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(score), score, (sites, another) => {
        const { specificity } = guideSpecificity(sites);
        expect(specificity).toBeGreaterThan(0);
        expect(specificity).toBeLessThanOrEqual(1);
        expect(guideSpecificity([...sites, another]).specificity).toBeLessThan(specificity);
      }),
    );
  });

  it('refuses what is no score', () => {
    expect(() => guideSpecificity([1.2])).toThrow('1.2');
    expect(() => guideSpecificity([NaN])).toThrow('NaN');
  });
});
