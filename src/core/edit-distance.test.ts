import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { editDistance } from './edit-distance.js';

describe('editDistance', () => {
  it('counts the edits of the textbook example (Wagner & Fischer 1974)', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('LUAC', 'LUAD')).toBe(1);
  });

  it('is a metric: symmetric, nothing only for the same text, no detour shorter', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});
