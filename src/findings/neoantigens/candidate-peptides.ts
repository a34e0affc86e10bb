import { isPeptide, type Peptide } from '../../core/brands.js';
import type { MutantSequence } from './mutant-protein.js';

/** A stretch of one mutant protein that its healthy protein does not have in that place. */
export interface NovelPeptide {
  readonly peptide: Peptide;
  readonly start0: number;
  /** Healthy counterpart by alignment; null where fewer than half its residues align. */
  readonly wildtype: Peptide | null;
  /** 1-based positions in the peptide that are not the counterpart's (or, without one, that are new). */
  readonly mutatedPositions: readonly number[];
  /** The healthy protein has it elsewhere, e.g. in another of its repeats. */
  readonly elsewhereInHealthyProtein: boolean;
}

export interface NovelPeptides {
  readonly peptides: readonly NovelPeptide[];
  /** Windows left out because of a residue that is not one of the twenty. */
  readonly nonStandardWindows: number;
}

function differingPositions(peptide: string, counterpart: string): readonly number[] {
  const positions: number[] = [];
  for (let i = 0; i < peptide.length; i++) {
    if (peptide.charCodeAt(i) !== counterpart.charCodeAt(i)) positions.push(i + 1);
  }
  return positions;
}

/**
 * The healthy stretch a mutant window replaces: aligned from the left, or, for insertions and
 * deletions, from the right where more residues agree. At least half the residues must agree, as in
 * pVACseq; a frameshift's tail therefore has none.
 */
function counterpart(sequence: MutantSequence, start0: number, length: number): string | null {
  const { wildtype, mutant, kind } = sequence;
  const peptide = mutant.slice(start0, start0 + length);
  const agreeing = (other: string): number =>
    other.length === length ? length - differingPositions(peptide, other).length : -1;
  const fromLeft = wildtype.slice(start0, start0 + length);
  let best = fromLeft;
  if (kind === 'inframe-insertion' || kind === 'inframe-deletion') {
    const shifted0 = start0 + wildtype.length - mutant.length;
    const fromRight =
      sequence.endsAtReplacement || shifted0 < 0 ? '' : wildtype.slice(shifted0, shifted0 + length);
    if (agreeing(fromRight) > agreeing(fromLeft)) best = fromRight;
  }
  return agreeing(best) >= Math.ceil(length / 2) ? best : null;
}

/**
 * Every window of the given lengths that overlaps the change (or spans a deletion's joint), is made
 * of standard residues and is not in the healthy protein around the change (as a shifted window may
 * be, within a repeat).
 */
export function novelPeptides(sequence: MutantSequence, lengths: readonly number[]): NovelPeptides {
  const { mutant, wildtype, changedStart0, changedEnd0, annotatedStart0, replacedLength } =
    sequence;
  const peptides: NovelPeptide[] = [];
  let nonStandardWindows = 0;
  for (const length of lengths) {
    const firstStart0 = Math.max(0, changedStart0 - length + 1);
    // A pure deletion has no new residue: the windows that span its joint start before it.
    const lastStart0 = Math.min(
      mutant.length - length,
      Math.max(changedEnd0 - 1, changedStart0 - 1),
    );
    const nearby = wildtype.slice(
      Math.max(0, annotatedStart0 - length + 1),
      annotatedStart0 + replacedLength + length - 1,
    );
    for (let start0 = firstStart0; start0 <= lastStart0; start0++) {
      const peptide = mutant.slice(start0, start0 + length);
      if (!isPeptide(peptide)) {
        nonStandardWindows++;
        continue;
      }
      if (nearby.includes(peptide)) continue;
      const healthy = counterpart(sequence, start0, length);
      const aligned = healthy !== null && isPeptide(healthy) ? healthy : null;
      peptides.push({
        peptide,
        start0,
        wildtype: aligned,
        mutatedPositions:
          aligned === null
            ? newPositions(sequence, start0, length)
            : differingPositions(peptide, aligned),
        elsewhereInHealthyProtein: wildtype.includes(peptide),
      });
    }
  }
  return { peptides, nonStandardWindows };
}

function newPositions(sequence: MutantSequence, start0: number, length: number): readonly number[] {
  const first = Math.max(start0, sequence.changedStart0);
  const end = Math.min(start0 + length, sequence.changedEnd0);
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first - start0 + 1 + i);
}
