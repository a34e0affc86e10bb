import { residueCode } from '../../core/amino-acids.js';
import type { Manufacturability } from '../findings.js';

/** Kyte & Doolittle 1982, J Mol Biol 157:105 (doi 10.1016/0022-2836(82)90515-0), Table 2; in the order ACDEFGHIKLMNPQRSTVWY. */
const HYDROPATHY = [
  1.8, 2.5, -3.5, -3.5, 2.8, -0.4, -3.2, 4.5, -3.9, 3.8, 1.9, -3.5, -1.6, -3.5, -4.5, -0.8, -0.7,
  4.2, -0.9, -1.3,
];

/** Mean hydropathy (GRAVY) of `[start0, end0)`. */
function gravy(peptide: string, start0: number, end0: number): number {
  let sum = 0;
  for (let i = start0; i < end0; i++) sum += HYDROPATHY[residueCode(peptide, i)] as number;
  return sum / (end0 - start0);
}

/**
 * What makes a peptide hard to synthesise or keep, with the measures pVACseq reports (after
 * vaxrank): hydrophobic stretches of seven, N-terminal Q, E or C, C-terminal C or P, cysteines,
 * N-terminal N, Asn-Pro bonds. Standard residues only, seven or more of them.
 */
export function manufacturability(peptide: string): Manufacturability {
  let maxSevenMerGravy = -Infinity;
  for (let start0 = 0; start0 + 7 <= peptide.length; start0++) {
    maxSevenMerGravy = Math.max(maxSevenMerGravy, gravy(peptide, start0, start0 + 7));
  }
  const first = peptide[0] as string;
  const last = peptide.at(-1) as string;
  return {
    maxSevenMerGravy,
    cTerminalSevenMerGravy: gravy(peptide, peptide.length - 7, peptide.length),
    difficultNTerminalResidue: 'QEC'.includes(first),
    cTerminalCysteine: last === 'C',
    cTerminalProline: last === 'P',
    cysteineCount: peptide.split('C').length - 1,
    nTerminalAsparagine: first === 'N',
    asparagineProlineBonds: peptide.split('NP').length - 1,
  };
}
