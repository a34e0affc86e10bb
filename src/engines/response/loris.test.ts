import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { wilsonInterval } from './binomial-interval.js';
import { lorisCancerType } from './loris-cancer-type.js';
import { type LorisInputs, lorisScore } from './loris.js';
import { LORIS_MODELS } from './loris-parameters.js';
import { lorisProbability } from './loris-probability.js';

const FULL: LorisInputs = {
  tmbPerMb: 8,
  priorSystemicTherapy: false,
  albuminGPerDl: 4,
  neutrophilLymphocyteRatio: 3,
  ageYears: 60,
  pdl1TpsPercent: 50,
  cancerType: 'NSCLC',
};

function logit(inputs: LorisInputs): number {
  const score = lorisScore('pan-cancer-6', inputs);
  if (score.kind === 'missing') throw new Error('missing');
  return score.logit;
}

describe('LORIS', () => {
  it('gives no score where an input is missing, and says what would give one', () => {
    const score = lorisScore('pan-cancer-6', {
      ...FULL,
      albuminGPerDl: null,
      neutrophilLymphocyteRatio: null,
    });
    expect(score).toMatchObject({
      kind: 'missing',
      inputs: [
        { name: 'albumin (g/dL)', wouldNeed: 'serum albumin with its unit' },
        { name: 'neutrophil-lymphocyte ratio' },
      ],
    });
  });

  it('asks of a model only what it uses', () => {
    expect(lorisScore('pan-cancer-5-no-type', { ...FULL, cancerType: null }).kind).toBe('scored');
    expect(
      lorisScore('pan-cancer-5-no-therapy', { ...FULL, priorSystemicTherapy: null }).kind,
    ).toBe('scored');
    expect(lorisScore('nsclc-2', { ...FULL, albuminGPerDl: null }).kind).toBe('scored');
    expect(lorisScore('nsclc-6', { ...FULL, pdl1TpsPercent: null }).kind).toBe('missing');
  });

  it('caps TMB at 50, the ratio at 25 and age at 85 before anything else', () => {
    const capped = { ...FULL, tmbPerMb: 50, neutrophilLymphocyteRatio: 25, ageYears: 85 };
    const over = { ...FULL, tmbPerMb: 300, neutrophilLymphocyteRatio: 80, ageYears: 97 };
    expect(logit(over)).toBe(logit(capped));
    const score = lorisScore('pan-cancer-6', over);
    expect(score.kind === 'scored' ? score.capped : []).toHaveLength(3);
  });

  it('rises with TMB and albumin, falls with the ratio and with treatment before', () => {
    const number = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(logit({ ...FULL, tmbPerMb: 50 * high })).toBeGreaterThanOrEqual(
          logit({ ...FULL, tmbPerMb: 50 * low }),
        );
        expect(logit({ ...FULL, neutrophilLymphocyteRatio: 25 * high })).toBeLessThanOrEqual(
          logit({ ...FULL, neutrophilLymphocyteRatio: 25 * low }),
        );
      }),
    );
    expect(logit({ ...FULL, priorSystemicTherapy: true })).toBeLessThan(logit(FULL));
  });

  it('sums to its logit', () => {
    for (const { id, intercept } of LORIS_MODELS) {
      const score = lorisScore(id, FULL);
      if (score.kind === 'missing') throw new Error('missing');
      const sum = score.terms.reduce((total, term) => total + term.contribution, intercept);
      expect(sum).toBeCloseTo(score.logit, 10);
    }
  });

  it('is recalibrated within an interval that holds it', () => {
    for (const x of [-4, -1, 0, 2]) {
      const { share, low, high } = lorisProbability('pan-cancer-6', x);
      expect(low).toBeLessThan(share);
      expect(share).toBeLessThan(high);
      // The raw score is too high.
      expect(share).toBeLessThan(1 / (1 + Math.exp(-x)));
    }
  });

  it('knows the type of the training cohort by OncoTree code, and none where it is unclear', () => {
    expect(lorisCancerType('LUAD')).toBe('NSCLC');
    expect(lorisCancerType('SKCM')).toBe('Melanoma');
    expect(lorisCancerType('GEJ')).toBeNull();
    expect(lorisCancerType('UM')).toBeNull();
    expect(lorisCancerType('AML')).toBeNull();
  });
});

// Brown, Cai & DasGupta 2001 and any table: 5 of 10 gives 0.2366-0.7634.
it('gives Wilson’s interval', () => {
  const { low, high } = wilsonInterval(5, 10);
  expect(low).toBeCloseTo(0.2366, 4);
  expect(high).toBeCloseTo(0.7634, 4);
  expect(wilsonInterval(0, 20).low).toBe(0);
  expect(() => wilsonInterval(3, 0)).toThrow('no share');
});
