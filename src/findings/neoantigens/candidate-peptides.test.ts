import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { novelPeptides } from './candidate-peptides.js';
import { mutantSequence, type MutantSequence } from './mutant-protein.js';

const RESIDUES = 'ACDEFGHIKLMNPQRSTVWY';

function sequence(
  wildtype: string,
  terms: readonly string[],
  proteinPosition: string,
  aminoAcids: string,
  mutantProtein: string | null = null,
): MutantSequence {
  const [before = '', after = ''] = aminoAcids.split('/');
  const result = mutantSequence({
    terms,
    proteinPosition,
    aminoAcids,
    referenceLength: 1 + 3 * before.replace('-', '').length,
    alternateLength: 1 + 3 * after.replace('-', '').length,
    wildtypeProtein: wildtype,
    mutantProtein,
    proteinDoubt: null,
  });
  if (result.status !== 'built') throw new Error(JSON.stringify(result));
  return result.sequence;
}

describe('novelPeptides', () => {
  it('gives every window over a substitution with its counterpart', () => {
    // Residues 1-20 of KRAS (UniProt P01116) with G12C; windows and positions counted by hand.
    const kras = sequence('MTEYKLVVVGAGGVGKSALT', ['missense_variant'], '12', 'G/C');
    const nine = novelPeptides(kras, [9]).peptides;
    expect(nine).toHaveLength(9);
    expect(nine[0]).toEqual({
      peptide: 'YKLVVVGAC',
      start0: 3,
      wildtype: 'YKLVVVGAG',
      mutatedPositions: [9],
      elsewhereInHealthyProtein: false,
    });
    expect(nine.map(({ mutatedPositions }) => mutatedPositions)).toEqual([
      [9],
      [8],
      [7],
      [6],
      [5],
      [4],
      [3],
      [2],
      [1],
    ]);
  });

  it('gives none where a longer run of one residue holds nothing new', () => {
    // NOTCH4 p.Leu15_Leu16dup in HCC1395: leucines in a run of leucines.
    const notch4 = sequence('MQPPSLLLLLLLLLLLCVSVVRP', ['inframe_insertion'], '16', 'L/LLL');
    expect(novelPeptides(notch4, [8, 9]).peptides).toEqual([]);
  });

  it('spans the joint of a deletion, aligned from the side that agrees more', () => {
    const deletion = sequence('MADKLNVGSTPQRIYWCHEF', ['inframe_deletion'], '7-10', 'VGST/-');
    const peptides = novelPeptides(deletion, [8]).peptides;
    expect(
      peptides.map(({ peptide, wildtype, mutatedPositions }) => [
        peptide,
        wildtype,
        mutatedPositions.join(','),
      ]),
    ).toEqual([
      ['MADKLNPQ', 'MADKLNVG', '7,8'],
      ['ADKLNPQR', 'ADKLNVGS', '6,7,8'],
      ['DKLNPQRI', 'DKLNVGST', '5,6,7,8'],
      ['KLNPQRIY', 'GSTPQRIY', '1,2,3'],
      ['LNPQRIYW', 'STPQRIYW', '1,2'],
      ['NPQRIYWC', 'TPQRIYWC', '1'],
    ]);
  });

  it('has no counterpart in the tail of a frameshift', () => {
    const frameshift = sequence(
      'MADKLNVGSTPQRIYWCHEF',
      ['frameshift_variant'],
      '7',
      'V/X',
      'MADKLNQQWHRRRSPA',
    );
    const peptides = novelPeptides(frameshift, [8]).peptides;
    expect(peptides[0]).toMatchObject({ peptide: 'MADKLNQQ', wildtype: 'MADKLNVG' });
    expect(peptides.find(({ peptide }) => peptide === 'QQWHRRRS')).toMatchObject({
      wildtype: null,
      mutatedPositions: [1, 2, 3, 4, 5, 6, 7, 8],
    });
  });

  it('counts windows with a residue that is not one of the twenty', () => {
    const selenoprotein = sequence('MADKLNVGUTPQRIYWCHEF', ['missense_variant'], '7', 'V/D');
    const { peptides, nonStandardWindows } = novelPeptides(selenoprotein, [8]);
    expect(peptides).toHaveLength(1);
    expect(nonStandardWindows).toBe(6);
  });

  it('finds exactly the windows over a substitution that its neighbourhood lacks, on any protein', () => {
    const protein = fc.string({ unit: fc.constantFrom(...RESIDUES), minLength: 12, maxLength: 60 });
    fc.assert(
      fc.property(
        protein,
        fc.nat(),
        fc.constantFrom(...RESIDUES),
        fc.integer({ min: 8, max: 11 }),
        (wildtype, at, residue, length) => {
          const position = at % wildtype.length;
          fc.pre(wildtype[position] !== residue);
          const mutant = wildtype.slice(0, position) + residue + wildtype.slice(position + 1);
          const built = sequence(
            wildtype,
            ['missense_variant'],
            String(position + 1),
            `${wildtype[position]}/${residue}`,
          );
          const nearby = wildtype.slice(Math.max(0, position - length + 1), position + length);
          const expected: string[] = [];
          for (let start = 0; start + length <= mutant.length; start++) {
            const peptide = mutant.slice(start, start + length);
            if (start <= position && position < start + length && !nearby.includes(peptide))
              expected.push(peptide);
          }
          const found = novelPeptides(built, [length]).peptides;
          expect(found.map(({ peptide }) => peptide)).toEqual(expected);
          for (const { peptide, start0, wildtype: healthy } of found) {
            expect(mutant.startsWith(peptide, start0)).toBe(true);
            expect(healthy).toBe(wildtype.slice(start0, start0 + length));
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
