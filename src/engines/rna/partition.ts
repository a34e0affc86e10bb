import { breathe, type Context, quietContext } from '../../core/context.js';
import { cellOf, fillTables } from '../../kernels/rna-fold.js';
import { fillEnsemble } from '../../kernels/rna-fold-ensemble.js';
import type { FoldOptions } from './fold.js';
import { requireFoldable } from './structure.js';

/** All folds of an RNA in thermal equilibrium. */
export interface FoldEnsemble {
  /** -R T ln of the sum over all folds; kcal/mol, at or below the least free energy. */
  readonly energyKcal: number;
  readonly leastEnergyKcal: number;
  /** Probability that the bases i and j pair; 0-based, in either order. */
  pairProbability(i: number, j: number): number;
  /** Probability of each base to be unpaired. */
  readonly unpaired: Float64Array;
}

/** Bases of an RNA at most: its tables then take 1.6 GB. */
const LONGEST_ENSEMBLE = 10_000;

/**
 * How far the levels of the sums lie below the least free energies: folds near the best add to the sums, in RNAs
 * of any length by some 7 % of the energy. As ViennaRNA's scaling factor.
 */
const ENSEMBLE_SURPLUS = 1.07;

/**
 * Partition function and pair probabilities (McCaskill 1990) with the energies and loops of `foldRna`; takes
 * n^3 time and 32 bytes for each two bases.
 * @throws InputError for letters other than A, C, G, U and T in either case, and for more than 10,000 bases.
 */
export async function foldEnsemble(
  sequence: string,
  { model, dangles = 'both-sides' }: FoldOptions,
  context: Context = quietContext(),
): Promise<FoldEnsemble> {
  const codes = requireFoldable(sequence, LONGEST_ENSEMBLE);
  const n = codes.length;
  const pause = (done: number): Promise<void> => {
    context.report({ step: 'fold ensemble', done, total: 3 * n });
    return breathe(context);
  };
  const { exterior } = await fillTables(model, codes, dangles, pause);
  const thermalEnergy = 100 * model.thermalEnergyKcal;
  const levels = Float64Array.from(
    exterior,
    (least) => (-ENSEMBLE_SURPLUS * least) / thermalEnergy,
  );
  const { logSum, pairProbabilities } = await fillEnsemble(
    { energies: model, codes, dangles, thermalEnergy, levels },
    (done) => pause(n + done),
  );
  if (!Number.isFinite(logSum)) throw new Error(`the sums of ${n} bases left double precision`);

  const unpaired = new Float64Array(n).fill(1);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const probability = pairProbabilities[cellOf(n, i, j)] as number;
      unpaired[i] = (unpaired[i] as number) - probability;
      unpaired[j] = (unpaired[j] as number) - probability;
    }
  }
  return {
    energyKcal: -model.thermalEnergyKcal * logSum,
    leastEnergyKcal: (exterior[0] as number) / 100,
    pairProbability: (i, j) =>
      pairProbabilities[cellOf(n, Math.min(i, j), Math.max(i, j))] as number,
    unpaired: unpaired.map((probability) => Math.max(0, probability)),
  };
}

/** Mean probability of the bases from `start0` to before `end0` to be unpaired: 1 is an open stretch. */
export function meanUnpaired({ unpaired }: FoldEnsemble, start0: number, end0: number): number {
  const window = unpaired.subarray(start0, end0);
  return window.reduce((sum, probability) => sum + probability, 0) / window.length;
}
