import { describe, expect, it } from 'vitest';

import { AMINO_ACIDS } from '../../src/core/amino-acids.js';
import { seededRandom } from '../../src/core/seeded-random.js';

import { drawHumanPeptides, proteomeOf } from './human-peptides.js';

describe('random human peptides', () => {
  const proteome = proteomeOf('-ACDEFGHIKU-LMNPQRSTVWY-AC');

  it('never run across proteins or residues that are none of the twenty', () => {
    const drawn = drawHumanPeptides(proteome, { count: 500, length: 8, random: seededRandom(1) });
    expect([...new Set(drawn)].sort()).toEqual([
      'ACDEFGHI',
      'CDEFGHIK',
      'LMNPQRST',
      'MNPQRSTV',
      'NPQRSTVW',
      'PQRSTVWY',
    ]);
  });

  it('are the same for the same seed', () => {
    const [first, again, other] = [5, 5, 6].map((seed) =>
      drawHumanPeptides(proteome, { count: 30, length: 2, random: seededRandom(seed) }),
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('come with the frequencies of the twenty residues', () => {
    const { frequencies } = proteomeOf('-AAC-XD');
    expect(frequencies[AMINO_ACIDS.indexOf('A')]).toBe(0.5);
    expect(frequencies[AMINO_ACIDS.indexOf('D')]).toBe(0.25);
  });
});
