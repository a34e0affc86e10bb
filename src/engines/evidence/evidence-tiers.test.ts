import { describe, expect, it } from 'vitest';

import type { EvidenceItem } from './evidence-item.js';
import { ampTier, bestAmpTier, bestEscatTier, escatTier } from './evidence-tiers.js';
import { parseProfile } from './parse-profile.js';

const ITEM: EvidenceItem = {
  id: 1,
  profile: parseProfile('BRAF V600E'),
  disease: null,
  therapies: ['Onedrug'],
  interaction: null,
  level: 'A',
  type: 'Predictive',
  direction: 'Supports',
  significance: 'Sensitivity/Response',
  origin: null,
  citation: { source: 'PubMed', id: '1' },
  pmid: '1',
  rating: null,
};

// By hand from the criteria: Diagnostics 2020, 10:1092, table 1 (AMP/ASCO/CAP); Front Oncol 2022, 12:997346, table 1 (ESCAT).
describe('tiers', () => {
  it.each([
    ['A', 'same', 'I-A', 'I'],
    ['A', 'wider', 'I-A', 'I'],
    ['A', 'any', 'I-A', 'I'],
    ['A', 'other', 'II-C', 'III-A'],
    ['A', 'sibling', 'II-C', 'III-A'],
    ['A', 'unknown', 'II-C', 'III-A'],
    ['B', 'narrower', 'I-B', 'II'],
    ['B', 'organ', 'II-C', 'III-A'],
    ['C', 'same', 'II-D', null],
    ['C', 'other', 'II-D', null],
    ['D', 'same', 'II-D', 'IV-A'],
    ['E', 'same', 'III', 'IV-B'],
  ] as const)(
    'of level %s in a tumour type that is %s are %s and %s',
    (level, relation, amp, escat) => {
      expect(ampTier(level, relation)).toBe(amp);
      expect(escatTier({ ...ITEM, level }, relation)).toBe(escat);
    },
  );

  it('of ESCAT are for drugs that an item speaks for', () => {
    expect(escatTier({ ...ITEM, direction: 'Does Not Support' }, 'same')).toBeNull();
    expect(escatTier({ ...ITEM, significance: 'Resistance' }, 'same')).toBeNull();
    expect(
      escatTier({ ...ITEM, direction: 'Does Not Support', significance: 'Resistance' }, 'same'),
    ).toBeNull();
    expect(
      escatTier({ ...ITEM, type: 'Prognostic', significance: 'Better Outcome' }, 'same'),
    ).toBeNull();
  });

  it('are best first', () => {
    expect(bestAmpTier(['III', 'II-C', 'I-B'])).toBe('I-B');
    expect(bestAmpTier([])).toBeNull();
    expect(bestEscatTier([null, 'IV-A', 'III-A'])).toBe('III-A');
    expect(bestEscatTier([null])).toBeNull();
  });
});
