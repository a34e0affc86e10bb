import { describe, expect, it } from 'vitest';

import { EVIDENCE_DIRECTIONS, SIGNIFICANCES, VARIANT_ORIGINS } from './evidence-item.js';
import { evidenceMeaning, isGermlineEvidence, therapyStance } from './evidence-meaning.js';
import { parseProfile } from './parse-profile.js';

describe('evidenceMeaning', () => {
  it('is the other one where the study does not support it', () => {
    for (const significance of SIGNIFICANCES) {
      const [yes, no, none] = EVIDENCE_DIRECTIONS.map((direction) =>
        evidenceMeaning({ direction, significance }),
      );
      expect(none).toBe('uncertain');
      if (yes !== 'uncertain') expect([significance, yes === no]).toEqual([significance, false]);
    }
  });

  it.each([
    ['Supports', 'Sensitivity/Response', 'for'],
    ['Does Not Support', 'Sensitivity/Response', 'against'],
    ['Supports', 'Resistance', 'against'],
    ['Does Not Support', 'Resistance', 'against-an-objection'],
    ['Supports', 'Adverse Response', 'against'],
    ['Supports', 'Better Outcome', null],
  ] as const)('%s %s speaks %s', (direction, significance, stance) => {
    expect(therapyStance(evidenceMeaning({ direction, significance }))).toBe(stance);
  });
});

describe('isGermlineEvidence', () => {
  const of = (
    origin: (typeof VARIANT_ORIGINS)[number] | null,
    type: 'Predictive' | 'Predisposing',
    name: string,
  ) => isGermlineEvidence({ origin, type, profile: parseProfile(name) });

  it('goes by the origin where the file has one', () => {
    expect(of('Rare Germline', 'Predictive', 'BRCA1 Mutation')).toBe(true);
    expect(of('Somatic', 'Predisposing', 'VHL R167Q')).toBe(false);
  });

  it('else by what the item is about: predisposition, a polymorphism', () => {
    expect(of(null, 'Predisposing', 'VHL R167Q')).toBe(true);
    expect(of(null, 'Predictive', 'UGT1A1 UGT1A1*28')).toBe(true);
    expect(of('Unknown', 'Predictive', 'BRAF V600E')).toBe(false);
  });
});
