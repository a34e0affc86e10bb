import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AMINO_ACIDS } from '../../core/amino-acids.js';
import { junctionPeptides } from './junction-peptides.js';

function peptides(...args: Parameters<typeof junctionPeptides>): readonly string[] {
  return junctionPeptides(...args).peptides.map(({ peptide }) => peptide);
}

describe('junctionPeptides', () => {
  it('gives the windows across a clean joint', () => {
    // By hand: AAAA|CCCC, three residues.
    const junction = { sequence: 'AAAACCCC', breakpoint0: 4, novelStart0: 4, novelEnd0: 4 };
    const { peptides: found } = junctionPeptides(junction, [3]);
    expect(
      found.map(({ peptide, start0, mutatedPositions }) => [peptide, start0, mutatedPositions]),
    ).toEqual([
      ['AAC', 2, [3]],
      ['ACC', 3, [2, 3]],
    ]);
    expect(found.every(({ wildtype }) => wildtype === null)).toBe(true);
  });

  it('gives every window with the residue of a shared codon, in frame', () => {
    const junction = { sequence: 'AAAAKCCCC', breakpoint0: 4, novelStart0: 4, novelEnd0: 5 };
    const { peptides: found } = junctionPeptides(junction, [3]);
    expect(found.map(({ peptide, mutatedPositions }) => [peptide, mutatedPositions])).toEqual([
      ['AAK', [3]],
      ['AKC', [2]],
      ['KCC', [1]],
    ]);
  });

  it('gives all that follows out of frame', () => {
    const junction = { sequence: 'AAAAKLMN', breakpoint0: 4, novelStart0: 4, novelEnd0: 8 };
    expect(peptides(junction, [3])).toEqual(['AAK', 'AKL', 'KLM', 'LMN']);
  });

  it('leaves out what either partner has itself, and counts what is no standard residue', () => {
    const junction = { sequence: 'AAAAKXMN', breakpoint0: 4, novelStart0: 4, novelEnd0: 8 };
    const parents = { protein5: 'GGAAKGG', protein3: 'MMAAMM' };
    expect(junctionPeptides(junction, [2, 3], parents)).toMatchObject({
      peptides: [{ peptide: 'AK' }, { peptide: 'MN' }].slice(1),
      nonStandardWindows: 5,
    });
  });

  it('finds exactly the windows that a joined pair of proteins has and neither of them has', () => {
    const protein = fc.string({
      unit: fc.constantFrom(...AMINO_ACIDS),
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        protein,
        protein,
        fc.integer({ min: 2, max: 11 }),
        (protein5, protein3, length) => {
          const sequence = protein5 + protein3;
          const joint = protein5.length;
          const windows = (text: string): readonly string[] =>
            Array.from({ length: Math.max(0, text.length - length + 1) }, (_, i) =>
              text.slice(i, i + length),
            );
          const expected = new Set(
            windows(sequence).filter((one) => !protein5.includes(one) && !protein3.includes(one)),
          );
          const junction = { sequence, breakpoint0: joint, novelStart0: joint, novelEnd0: joint };
          expect(new Set(peptides(junction, [length], { protein5, protein3 }))).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
