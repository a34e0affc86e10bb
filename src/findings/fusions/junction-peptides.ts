import { isPeptide } from '../../core/brands.js';
import type { NovelPeptide, NovelPeptides } from '../neoantigens/candidate-peptides.js';

/** A protein across a junction; the readers in `formats/fusion` give it in this shape. */
export interface JunctionSequence {
  /** Upper case, without stop. */
  readonly sequence: string;
  /** First residue after the junction. */
  readonly breakpoint0: number;
  /** Residues `[start0, end0)` that neither partner has; empty where two codons were joined cleanly. */
  readonly novelStart0: number;
  readonly novelEnd0: number;
}

/** Whole healthy proteins of the two partners, as far as they are known. */
export interface FusionParents {
  readonly protein5: string | null;
  readonly protein3: string | null;
}

/**
 * Every window of the given lengths that spans the junction or holds a residue that neither partner has
 * (out of frame: all that follow), without those that stand in either partner's own protein. There is no
 * healthy counterpart to align with; the changed positions are the new residues, or, at a clean joint, the
 * residues after it.
 */
export function junctionPeptides(
  junction: JunctionSequence,
  lengths: readonly number[],
  parents: FusionParents = { protein5: null, protein3: null },
): NovelPeptides {
  const { sequence, breakpoint0, novelStart0, novelEnd0 } = junction;
  const isCleanJoint = novelStart0 === novelEnd0;
  const changedEnd0 = isCleanJoint ? sequence.length : novelEnd0;
  const changedStart0 = isCleanJoint ? breakpoint0 : novelStart0;
  const peptides: NovelPeptide[] = [];
  let nonStandardWindows = 0;
  for (const length of lengths) {
    const firstStart0 = Math.max(0, changedStart0 - length + 1);
    const lastStart0 = Math.min(
      sequence.length - length,
      isCleanJoint ? breakpoint0 - 1 : novelEnd0 - 1,
    );
    for (let start0 = firstStart0; start0 <= lastStart0; start0++) {
      const peptide = sequence.slice(start0, start0 + length);
      if (!isPeptide(peptide)) {
        nonStandardWindows++;
        continue;
      }
      if (parents.protein5?.includes(peptide) === true) continue;
      if (parents.protein3?.includes(peptide) === true) continue;
      const first = Math.max(start0, changedStart0);
      const end = Math.min(start0 + length, changedEnd0);
      peptides.push({
        peptide,
        start0,
        wildtype: null,
        mutatedPositions: Array.from({ length: end - first }, (_, i) => first - start0 + 1 + i),
        elsewhereInHealthyProtein: false,
      });
    }
  }
  return { peptides, nonStandardWindows };
}
