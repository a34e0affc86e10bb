import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { localAlignment, ungappedAlignment } from './local-alignment.js';

const SCORES = { match: 1, mismatch: 2, gap: 3 };

/** The definition: every cell of the matrix, no band. */
function bestScore(query: Uint8Array, subject: Uint8Array): number {
  let best = 0;
  let above = Array.from({ length: subject.length + 1 }, () => 0);
  for (const letter of query) {
    const row = [0];
    for (let j = 1; j <= subject.length; j++) {
      const paired = (above[j - 1] as number) + (letter === subject[j - 1] ? 1 : -2);
      const score = Math.max(0, paired, (above[j] as number) - 3, (row[j - 1] as number) - 3);
      row.push(score);
      best = Math.max(best, score);
    }
    above = row;
  }
  return best;
}

const LETTERS = fc.uint8Array({ max: 3, minLength: 1, maxLength: 40 });

describe('localAlignment', () => {
  it('scores as the whole matrix does, when the band takes in all of it', () => {
    fc.assert(
      fc.property(LETTERS, LETTERS, (query, subject) => {
        const found = localAlignment(query, subject, -query.length, subject.length, SCORES);
        expect(found?.score ?? 0).toBe(bestScore(query, subject));
      }),
      { numRuns: 2_000 },
    );
  });

  it('counts what it aligns: ends, agreeing letters and gaps give its score', () => {
    fc.assert(
      fc.property(LETTERS, LETTERS, fc.integer({ min: -20, max: 20 }), (query, subject, lowest) => {
        const found = localAlignment(query, subject, lowest, lowest + 9, SCORES);
        if (found === null) return;
        const inQuery = found.queryEnd0 - found.queryStart0;
        const inSubject = found.subjectEnd0 - found.subjectStart0;
        const gaps = 2 * found.columns - inQuery - inSubject;
        const mismatches = found.columns - gaps - found.matches;
        expect(found.matches - 2 * mismatches - 3 * gaps).toBe(found.score);
        const diagonal = found.subjectStart0 - found.queryStart0;
        expect(diagonal).toBeGreaterThanOrEqual(lowest);
        expect(diagonal).toBeLessThanOrEqual(lowest + 9);
      }),
      { numRuns: 2_000 },
    );
  });

  it('bridges a gap: ACGTACGTAC-GTACGTACGTAC', () => {
    const codes = (text: string): Uint8Array =>
      Uint8Array.from(text, (letter) => 'ACGT'.indexOf(letter));
    // By hand: 22 agree, one gap.
    expect(
      localAlignment(
        codes('ACGTTGCAACGGCATTACGATC'),
        codes('ACGTTGCAACGTGCATTACGATC'),
        -5,
        5,
        SCORES,
      ),
    ).toEqual({
      score: 19,
      queryStart0: 0,
      queryEnd0: 22,
      subjectStart0: 0,
      subjectEnd0: 23,
      matches: 22,
      columns: 23,
    });
  });
});

describe('ungappedAlignment', () => {
  it('is the alignment in a band of one diagonal', () => {
    fc.assert(
      fc.property(
        LETTERS,
        LETTERS,
        fc.integer({ min: -30, max: 30 }),
        (query, subject, diagonal) => {
          const banded = localAlignment(query, subject, diagonal, diagonal, SCORES);
          expect(ungappedAlignment(query, subject, diagonal, SCORES)?.score ?? 0).toBe(
            banded?.score ?? 0,
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
