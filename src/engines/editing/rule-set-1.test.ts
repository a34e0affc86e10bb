import { describe, expect, it } from 'vitest';

import type { GuideScoreTables } from './guide-score-tables.js';
import { gcOfProtospacer, guideContext, ruleSet1Score } from './rule-set-1.js';

const CONTEXT = `ACGT${'ACGTACGTACGTACGTACGT'}TGGACG`;

describe('ruleSet1Score', () => {
  it('is the logistic of intercept, G and C, and the motifs at their places', () => {
    const tables: GuideScoreTables = {
      cfdMismatch: {},
      cfdPam: {},
      mit: [],
      ruleSet1: {
        intercept: 0.5,
        gcLow: -0.2,
        gcHigh: -0.1,
        terms: [
          { motif: 'C', place: 2, weight: 0.3 },
          { motif: 'GG', place: 26, weight: -0.7 },
          { motif: 'A', place: 2, weight: 9 },
        ],
      },
    };
    // Ten G or C: no term; 0.5 + 0.3 - 0.7 = 0.1.
    expect(ruleSet1Score(tables, CONTEXT)).toBeCloseTo(1 / (1 + Math.exp(-0.1)), 12);
    // Two fewer: 0.1 - 2 x 0.2; two more: 0.1 - 2 x 0.1.
    const poor = CONTEXT.slice(0, 4) + 'AATT' + CONTEXT.slice(8);
    expect(ruleSet1Score(tables, poor)).toBeCloseTo(1 / (1 + Math.exp(0.3)), 12);
    const rich = CONTEXT.slice(0, 4) + 'GCGC' + CONTEXT.slice(8);
    expect(ruleSet1Score(tables, rich)).toBeCloseTo(1 / (1 + Math.exp(0.1)), 12);
  });
});

describe('guideContext', () => {
  it('takes a soft-masked 30-mer', () => {
    expect(guideContext(CONTEXT.toLowerCase())).toBe(CONTEXT);
    expect(gcOfProtospacer(CONTEXT)).toBe(10);
  });

  it('refuses another length, another letter and another PAM', () => {
    expect(() => guideContext('ACGT')).toThrow('has 4 nt, 30 are needed');
    expect(() => guideContext(`N${CONTEXT.slice(1)}`)).toThrow('holds N');
    expect(() => guideContext(CONTEXT.replace('TGG', 'TAG'))).toThrow('the PAM is TAG');
  });
});
