import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { openPartsLibrary } from '../../src/engines/constructs/parts-library.js';
import { roundTripFaults } from '../construct-round-trip.js';
import { randomConstructs } from '../random-constructs.js';

describe('written GenBank', () => {
  // bench/construct-round-trip.bench.ts does the same with 10,000.
  it('of 1,000 random constructs is read alike by bio-parsers, seqparse and our reader', () => {
    const { parts } = openPartsLibrary({
      bytes: readFileSync(new URL('../../data/construct-parts.bin', import.meta.url)),
    });
    let circular = 0;
    for (const construct of randomConstructs(parts, 1_000, 1)) {
      expect([construct.id, ...roundTripFaults(construct)]).toEqual([construct.id]);
      if (construct.topology === 'circular') circular++;
    }
    expect(circular).toBeGreaterThan(400);
    expect(circular).toBeLessThan(600);
  });
});
