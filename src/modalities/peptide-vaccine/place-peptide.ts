import { isPeptide, type Peptide } from '../../core/brands.js';
import { peptideProperties } from '../../engines/constructs/epitopes/peptide-properties.js';
import type { VaccineCandidate } from '../../findings/vaccine/vaccine-candidates.js';
import { troublesOf } from './troubles.js';

/** A stretch of the mutant protein that is to be made. */
export interface PlacedPeptide {
  readonly sequence: Peptide;
  /** Where it starts in the candidate's protein. */
  readonly start0: number;
}

/** Residues that a peptide is moved at most to avoid trouble at its ends. */
const MOST_SHIFT = 5;

/**
 * The stretch of 25-27 residues (as asked) around a candidate's change with the fewest troubles; of those the one
 * that is nearest to having the candidate's window in its middle, then the longest. All that the candidate counts stays inside.
 */
export function placePeptide(
  candidate: VaccineCandidate,
  {
    leastResidues,
    mostResidues,
  }: { readonly leastResidues: number; readonly mostResidues: number },
): PlacedPeptide {
  const { protein, core, sequence } = candidate;
  const middle = protein.start0 + sequence.length / 2;
  const coreStart0 = protein.start0 + core.start0;
  const coreEnd0 = protein.start0 + core.end0;
  let best: { readonly placed: PlacedPeptide; readonly key: readonly number[] } | null = null;
  for (let length = leastResidues; length <= mostResidues; length++) {
    for (let start0 = Math.max(0, coreEnd0 - length); start0 <= coreStart0; start0++) {
      const stretch = protein.sequence.slice(start0, start0 + length);
      const shift = Math.abs(start0 + length / 2 - middle);
      if (stretch.length < length || shift > MOST_SHIFT || !isPeptide(stretch)) continue;
      const troubles = troublesOf(stretch, peptideProperties(stretch)).length;
      const key = [troubles, shift, -length, start0];
      if (best === null || isLess(key, best.key))
        best = { placed: { sequence: stretch, start0 }, key };
    }
  }
  // A short protein, or a core that needs all of the window.
  return best?.placed ?? { sequence, start0: protein.start0 };
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}
