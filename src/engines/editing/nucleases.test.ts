import { describe, expect, it } from 'vitest';

import { BASE_EDITORS } from './base-editors.js';
import { NUCLEASES } from './nucleases.js';

const IUPAC = /^[ACGTRYSWKMBDHVN]+$/;

describe('NUCLEASES', () => {
  it('have ids of their own, IUPAC PAMs and cuts within reach', () => {
    expect(new Set(NUCLEASES.map(({ id }) => id)).size).toBe(NUCLEASES.length);
    for (const { pam, minorPams, spacerLength, cut, sources } of NUCLEASES) {
      for (const one of [pam, ...minorPams]) {
        expect(one).toMatch(IUPAC);
        expect(one).toHaveLength(pam.length);
      }
      expect(cut.spacerStrand).toBeLessThanOrEqual(spacerLength);
      expect(cut.targetStrand).toBeLessThanOrEqual(spacerLength);
      expect(sources.every(({ doi, url }) => doi !== undefined || url !== undefined)).toBe(true);
    }
  });

  it('cut as crisprBase says: three from a PAM behind, 18 and 23 from one in front', () => {
    for (const { family, pamSide, spacerLength, cut } of NUCLEASES) {
      expect(pamSide).toBe(family === 'Cas9' ? 3 : 5);
      const expected =
        family === 'Cas9'
          ? { spacerStrand: spacerLength - 3, targetStrand: spacerLength - 3 }
          : { spacerStrand: 18, targetStrand: 23 };
      expect(cut).toEqual(expected);
    }
  });

  it('say why where a value is missing', () => {
    for (const { seedLength, lengthAa } of NUCLEASES) {
      for (const stated of [seedLength, lengthAa]) {
        if (stated.value === null) expect(stated.reason).toContain('not verified');
        else expect(stated.value).toBeGreaterThan(0);
      }
    }
  });
});

describe('BASE_EDITORS', () => {
  it('have ids of their own and windows within the protospacer, the minor around the main', () => {
    expect(new Set(BASE_EDITORS.map(({ id }) => id)).size).toBe(BASE_EDITORS.length);
    for (const { pam, spacerLength, window, minorWindow } of BASE_EDITORS) {
      expect(pam).toMatch(IUPAC);
      const wide = minorWindow ?? window;
      expect(1 <= wide.first && wide.first <= window.first).toBe(true);
      expect(window.first <= window.last && window.last <= wide.last).toBe(true);
      expect(wide.last).toBeLessThanOrEqual(spacerLength);
    }
  });

  it('edit A to G or C to T', () => {
    for (const { kind, from, to } of BASE_EDITORS) {
      expect(from + to).toBe(kind === 'ABE' ? 'AG' : 'CT');
    }
  });
});
