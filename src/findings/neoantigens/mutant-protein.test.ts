import { describe, expect, it } from 'vitest';

import {
  firstProteinPosition,
  mutantSequence,
  mutationKind,
  mutationWindows,
  type MutantSequence,
  type ProteinChange,
} from './mutant-protein.js';

//                1         2
//       1234567890123456789012345
const PROTEIN = 'MADKLNVGSTPQRIYWCHEFGALDK';

function change(changes: Partial<ProteinChange>): ProteinChange {
  return {
    terms: ['missense_variant'],
    proteinPosition: '7',
    aminoAcids: 'V/D',
    referenceLength: 1,
    alternateLength: 1,
    wildtypeProtein: PROTEIN,
    mutantProtein: null,
    proteinDoubt: null,
    ...changes,
  };
}

function built(changes: Partial<ProteinChange>): MutantSequence {
  const result = mutantSequence(change(changes));
  if (result.status !== 'built') throw new Error(`not built: ${JSON.stringify(result)}`);
  return result.sequence;
}

// Expected proteins are worked out by hand from PROTEIN.
describe('mutantSequence', () => {
  it('carries the doubt of our own caller', () => {
    const proteinDoubt = 'the coding sequence starts before the transcript';
    expect(built({}).doubt).toBe(null);
    expect(built({ proteinDoubt }).doubt).toBe(proteinDoubt);
  });

  it('replaces one residue', () => {
    expect(built({})).toMatchObject({
      kind: 'missense',
      mutant: 'MADKLNDGSTPQRIYWCHEFGALDK',
      changedStart0: 6,
      changedEnd0: 7,
    });
  });

  it('narrows a change of several residues to those that differ', () => {
    expect(built({ proteinPosition: '6-8', aminoAcids: 'NVG/NDG' })).toMatchObject({
      mutant: 'MADKLNDGSTPQRIYWCHEFGALDK',
      changedStart0: 6,
      changedEnd0: 7,
    });
  });

  it('takes residues out and leaves a joint without a new residue', () => {
    const terms = ['inframe_deletion'];
    expect(
      built({ terms, proteinPosition: '7-10', aminoAcids: 'VGST/-', referenceLength: 13 }),
    ).toMatchObject({
      mutant: 'MADKLNPQRIYWCHEFGALDK',
      changedStart0: 6,
      changedEnd0: 6,
    });
    expect(
      built({ terms, proteinPosition: '7-10', aminoAcids: 'VGST/T', referenceLength: 10 }),
    ).toMatchObject({
      mutant: 'MADKLNTPQRIYWCHEFGALDK',
      changedStart0: 6,
      changedEnd0: 6,
    });
  });

  it('puts residues in between two and into one', () => {
    const terms = ['inframe_insertion'];
    expect(
      built({ terms, proteinPosition: '6-7', aminoAcids: '-/WW', alternateLength: 7 }),
    ).toMatchObject({
      mutant: 'MADKLNWWVGSTPQRIYWCHEFGALDK',
      changedStart0: 6,
      changedEnd0: 8,
    });
    expect(
      built({ terms, proteinPosition: '7', aminoAcids: 'V/VAA', alternateLength: 7 }),
    ).toMatchObject({
      mutant: 'MADKLNVAAGSTPQRIYWCHEFGALDK',
      changedStart0: 7,
      changedEnd0: 9,
    });
  });

  it('ends at a stop that a change brings in', () => {
    expect(
      built({
        terms: ['inframe_insertion', 'stop_gained'],
        proteinPosition: '6-7',
        aminoAcids: '-/W*',
      }),
    ).toMatchObject({
      mutant: 'MADKLNW',
      endsAtReplacement: true,
    });
  });

  it('takes a frameshift as annotated, from its first new residue', () => {
    const frameshift = built({
      terms: ['frameshift_variant'],
      aminoAcids: 'V/X',
      mutantProtein: 'MADKLNVQQQRRR*AAA',
    });
    expect(frameshift).toMatchObject({
      mutant: 'MADKLNVQQQRRR',
      changedStart0: 7,
      changedEnd0: 13,
    });
  });

  it('knows only the first residue past a lost stop, and says so', () => {
    const lost = built({ terms: ['stop_lost'], proteinPosition: '26', aminoAcids: '*/Q' });
    expect(lost).toMatchObject({ mutant: `${PROTEIN}Q`, changedStart0: 25, changedEnd0: 26 });
    expect(lost.doubt).toContain('reads on');
  });

  it('is silent where the protein stays or cannot be said', () => {
    for (const terms of [
      ['synonymous_variant'],
      ['intron_variant'],
      ['start_lost', 'missense_variant'],
      ['stop_retained_variant', 'inframe_insertion'],
    ]) {
      expect(mutantSequence(change({ terms }))).toEqual({ status: 'silent' });
    }
  });

  it('skips with its reason what cannot be built', () => {
    const codes = (
      [
        { proteinPosition: null },
        { proteinPosition: '?-?' },
        { wildtypeProtein: null },
        { wildtypeProtein: 'MAD*KLN' },
        { aminoAcids: null },
        { aminoAcids: 'V' },
        { aminoAcids: 'W/D' },
        { proteinPosition: '99' },
        { terms: ['frameshift_variant'] },
      ] as const
    ).map((changes) => {
      const result = mutantSequence(change(changes));
      return result.status === 'skipped' ? result.code : result.status;
    });
    expect(codes).toEqual([
      'no-protein-position',
      'no-protein-position',
      'no-wildtype-protein',
      'internal-stop',
      'no-amino-acids',
      'no-amino-acids',
      'residue-mismatch',
      'residue-mismatch',
      'no-frameshift-protein',
    ]);
  });
});

describe('mutationKind', () => {
  it('tells insertion from deletion by length where the term does not', () => {
    expect(mutationKind(['protein_altering_variant'], 4, 1)).toBe('inframe-deletion');
    expect(mutationKind(['protein_altering_variant'], 1, 7)).toBe('inframe-insertion');
    expect(mutationKind(['protein_altering_variant'], 1, 3)).toBeNull();
    expect(mutationKind(['frameshift_variant', 'stop_lost'], 2, 1)).toBe('frameshift');
    expect(mutationKind(['stop_lost', 'inframe_deletion'], 4, 1)).toBe('stop-lost');
  });

  it('reads the first residue of a position', () => {
    expect(['58', '662-665', '58/312', '?-12', '12-?', '-', ''].map(firstProteinPosition)).toEqual([
      58,
      662,
      58,
      12,
      12,
      null,
      null,
    ]);
  });
});

describe('mutationWindows', () => {
  it('centres a change, and shifts near an end so that the length stays', () => {
    expect(mutationWindows(built({}), 3)).toEqual({
      wildtype: 'KLNVGST',
      mutant: 'KLNDGST',
      start0: 3,
    });
    expect(mutationWindows(built({ proteinPosition: '2', aminoAcids: 'A/W' }), 3)).toEqual({
      wildtype: 'MADKLNV',
      mutant: 'MWDKLNV',
      start0: 0,
    });
    expect(mutationWindows(built({ proteinPosition: '24', aminoAcids: 'D/W' }), 3)).toEqual({
      wildtype: 'EFGALDK',
      mutant: 'EFGALWK',
      start0: 18,
    });
  });

  it('runs a frameshift to its end', () => {
    const frameshift = built({ terms: ['frameshift_variant'], mutantProtein: 'MADKLNQQQRRR' });
    expect(mutationWindows(frameshift, 3)).toEqual({
      wildtype: 'KLNVGS',
      mutant: 'KLNQQQRRR',
      start0: 3,
    });
  });
});
