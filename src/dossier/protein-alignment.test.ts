import { describe, expect, it } from 'vitest';

import type { Peptide } from '../core/brands.js';
import type { MutantProtein } from '../findings/findings.js';
import { alignProtein } from './protein-alignment.js';

type Window = Pick<
  MutantProtein,
  'kind' | 'mutantWindow' | 'wildtypeWindow' | 'windowStart0' | 'changedStart0' | 'changedEnd0'
>;

const align = (window: Window, peptide: string | null = null, start0 = 0) =>
  alignProtein(
    window as MutantProtein,
    peptide === null ? null : { sequence: peptide as Peptide, start0 },
  );

// All expected alignments are by hand.
describe('alignProtein', () => {
  it('puts a missense change over its wild-type residue and finds the peptide', () => {
    const aligned = align(
      {
        kind: 'missense',
        mutantWindow: 'VVVGACGVGKS',
        wildtypeWindow: 'VVVGAGGVGKS',
        windowStart0: 6,
        changedStart0: 11,
        changedEnd0: 12,
      },
      'VVGACGVGK',
      7,
    );
    expect(aligned).toEqual({
      mutant: 'VVVGACGVGKS',
      wildtype: 'VVVGAGGVGKS',
      changed: [5, 6],
      peptide: [1, 10],
      start0: 6,
      omittedResidues: 0,
    });
  });

  it('opens a gap in the mutant for a deletion, and the peptide runs across it', () => {
    // EGFR exon 19 deletion: KELREAT -> KT
    const aligned = align(
      {
        kind: 'inframe-deletion',
        mutantWindow: 'AIKTSPK',
        wildtypeWindow: 'AIKELREATSPK',
        windowStart0: 742,
        changedStart0: 745,
        changedEnd0: 745,
      },
      'IKTSPK',
      743,
    );
    expect(aligned.mutant).toBe('AIK-----TSPK');
    expect(aligned.wildtype).toBe('AIKELREATSPK');
    expect(aligned.changed).toEqual([3, 8]);
    expect(aligned.peptide).toEqual([1, 12]);
  });

  it('opens a gap in the wild type for an insertion', () => {
    const aligned = align({
      kind: 'inframe-insertion',
      mutantWindow: 'AASVDNP',
      wildtypeWindow: 'AANP',
      windowStart0: 0,
      changedStart0: 2,
      changedEnd0: 5,
    });
    expect(aligned.wildtype).toBe('AA---NP');
    expect(aligned.mutant).toBe('AASVDNP');
    expect(aligned.changed).toEqual([2, 5]);
  });

  it('does not align a frameshift’s tail, even where it ends like the wild type', () => {
    const aligned = align({
      kind: 'frameshift',
      mutantWindow: 'MKAQRSTV',
      wildtypeWindow: 'MKAWYV',
      windowStart0: 0,
      changedStart0: 3,
      changedEnd0: 8,
    });
    expect(aligned.mutant).toBe('MKAQRSTV');
    expect(aligned.wildtype).toBe('MKAWYV--');
    expect(aligned.changed).toEqual([3, 8]);
  });

  it('cuts a long tail and counts what it leaves out, but never cuts the peptide', () => {
    const tail = 'Q'.repeat(300);
    const window: Window = {
      kind: 'frameshift',
      mutantWindow: `MK${tail}`,
      wildtypeWindow: 'MKA',
      windowStart0: 0,
      changedStart0: 2,
      changedEnd0: 302,
    };
    expect(align(window)).toMatchObject({ omittedResidues: 182, changed: [2, 120] });
    expect(align(window, 'Q'.repeat(9), 200)).toMatchObject({
      peptide: [200, 209],
      omittedResidues: 93,
    });
  });

  it('says nothing of a peptide outside the window', () => {
    const window: Window = {
      kind: 'missense',
      mutantWindow: 'ACD',
      wildtypeWindow: 'AWD',
      windowStart0: 10,
      changedStart0: 11,
      changedEnd0: 12,
    };
    expect(align(window, 'MMMMMMMM', 0).peptide).toBeNull();
  });
});
