import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { VECTORS, vectorById } from './vector-catalogue.js';
import { fitOf, vectorFit, type VectorQuestion } from './vector-fit.js';
import type { Vector } from './vector.js';

const ANYWHERE: VectorQuestion = { organ: null, route: null, needs: {} };
const RANK = ['fits', 'tight', 'cannot-say', 'does-not-fit'];

function vector(id: string): Vector {
  const found = vectorById(id);
  if (found === null) throw new Error(id);
  return found;
}

describe('what a vector takes', () => {
  // 4,700 bp from ITR to ITR, 290 of them the ITRs: 4,410 of insert; 5,000 - 290 = 4,710 at most.
  it('counts the ITRs of AAV: 4,000 bp leave 410, 4,500 are 90 over, 12,000 are 7,290 over the longest', () => {
    const aav = vector('aav2');
    expect(fitOf(aav, 4_000, ANYWHERE)).toMatchObject({
      verdict: 'fits',
      softMarginBp: 410,
      split: null,
    });
    expect(fitOf(aav, 4_500, ANYWHERE)).toMatchObject({
      verdict: 'tight',
      softMarginBp: -90,
      hardMarginBp: 210,
    });
    const long = fitOf(aav, 12_000, ANYWHERE);
    expect(long).toMatchObject({ verdict: 'does-not-fit', hardMarginBp: -7_290 });
    expect(long.reasons[0]?.value).toContain('7,290 bp over');
    expect(long.split?.value.parts).toBe(2);
  });

  // 9,000 bp from LTR to LTR, 1,500 of them the vector's: 7,500.
  it('lets a lentivirus go over its limit at the cost of titre', () => {
    expect(fitOf(vector('lentivirus-sin'), 8_000, ANYWHERE)).toMatchObject({
      verdict: 'tight',
      softMarginBp: -500,
    });
  });

  it('says that it cannot say where no limit was read', () => {
    expect(fitOf(vector('lnp-mrna'), 1_000, ANYWHERE)).toMatchObject({
      verdict: 'cannot-say',
      softMarginBp: null,
      hardMarginBp: null,
    });
  });

  it('never likes a longer insert better', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VECTORS),
        fc.integer({ min: 1, max: 50_000 }),
        fc.integer({ min: 0, max: 50_000 }),
        (of, length, more) => {
          const short = fitOf(of, length, ANYWHERE).verdict;
          const long = fitOf(of, length + more, ANYWHERE).verdict;
          expect(RANK.indexOf(long)).toBeGreaterThanOrEqual(RANK.indexOf(short));
        },
      ),
    );
  });
});

describe('what is asked of a vector', () => {
  it('rules out what integrates, what does not, what needs division and what does not last', () => {
    const verdict = (id: string, needs: VectorQuestion['needs']): string =>
      fitOf(vector(id), 1_000, { ...ANYWHERE, needs }).verdict;
    expect(verdict('lentivirus-sin', { noIntegration: true })).toBe('does-not-fit');
    expect(verdict('lentivirus-sin', { permanent: true })).toBe('fits');
    expect(verdict('ad5-e1e3', { permanent: true })).toBe('does-not-fit');
    expect(verdict('ad5-e1e3', { atLeast: 'months' })).toBe('does-not-fit');
    expect(verdict('ad5-hd', { atLeast: 'months' })).toBe('fits');
    expect(verdict('gammaretrovirus', { restingCells: true })).toBe('does-not-fit');
    expect(verdict('hsv1-oncolytic', { replicating: false })).toBe('does-not-fit');
    expect(verdict('ad5-e1e3', { replicating: true })).toBe('does-not-fit');
    expect(verdict('plasmid', { noIntegration: true })).toBe('cannot-say');
  });
});

describe('vectors for an organ', () => {
  it('come by what reached it: E1/E3-deleted adenovirus first in the bladder, as in an approved product', () => {
    const [first] = vectorFit(1_500, {
      organ: 'bladder',
      route: 'intravesical',
      needs: { replicating: false },
    });
    expect(first?.vector.id).toBe('ad5-e1e3');
    expect(first?.verdict).toBe('fits');
    expect(first?.reach[0]?.value).toMatchObject({
      as: 'nadofaragene firadenovec',
      evidence: 'approved product',
    });
  });

  it('stay unsaid where nobody that was read gave them by the route', () => {
    const fit = fitOf(vector('ad5-e1e3'), 1_500, {
      organ: 'bladder',
      route: 'intravenous',
      needs: {},
    });
    expect(fit.verdict).toBe('cannot-say');
    expect(fit.reach).toEqual([]);
  });

  it('are not shown to reach a tumour by the healthy organ or by cells alone', () => {
    const to = (id: string, organ: 'breast' | 'liver'): string =>
      fitOf(vector(id), 1_500, { organ, route: null, needs: {} }).verdict;
    expect(to('aav5', 'liver')).toBe('cannot-say');
    expect(to('ad5-f35', 'breast')).toBe('cannot-say');
    expect(to('ad5-e1e3', 'breast')).toBe('fits');
  });

  it('come in the same order each time, the better verdict first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 40_000 }),
        fc.constantFrom('bladder', 'brain', 'kidney', 'pleura', null),
        (length, organ) => {
          const question: VectorQuestion = { organ, route: null, needs: {} };
          const fits = vectorFit(length, question);
          expect(fits.map(({ vector: { id } }) => id)).toEqual(
            vectorFit(length, question).map(({ vector: { id } }) => id),
          );
          expect(fits).toHaveLength(VECTORS.length);
          const ranks = fits.map(({ verdict }) => RANK.indexOf(verdict));
          expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
          expect(fits.every(({ reasons }) => reasons.length > 0)).toBe(true);
        },
      ),
    );
  });
});
