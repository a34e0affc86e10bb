import { fillFoldTables } from '../../kernels/reference/rna-fold.js';
import { type EnergyModel, PAIRS, pairCode, TABLE_START } from '../rna/energy-model.js';
import { baseCodes } from '../rna/structure.js';
import { DUPLEX_LENGTH, type SirnaGuide } from './sirna-guide.js';

/** How firmly the strands of a siRNA hold together, kcal/mol; below 0, lower is firmer. */
export interface DuplexEnergies {
  /** All stacks of the 19 base pairs, in the order of the guide: 18. */
  readonly stacksKcal: readonly number[];
  readonly wholeKcal: number;
  /** Four stacks at the 5' end of each strand, with the cost of an AU or UA pair at the very end. */
  readonly guide5EndKcal: number;
  readonly passenger5EndKcal: number;
  /**
   * Guide's 5' end less the passenger's: above 0 the guide's end opens more easily, so that it is the strand that is
   * loaded (Schwarz 2003, Khvorova 2003).
   */
  readonly asymmetryKcal: number;
  /** Letters 2-8 of the guide with what they pair with. */
  readonly seedKcal: number;
  /** Least free energy of the guide folded on itself; 0 where it does not. */
  readonly guideFoldKcal: number;
}

const END_STACKS = 4;
const SEED_STACKS = { from: 1, to: 7 };

/** By the nearest-neighbour energies of a model (Turner 2004), without the cost of bringing the strands together. */
export function duplexEnergies(guide: SirnaGuide, energies: EnergyModel): DuplexEnergies {
  const codes = baseCodes(guide);
  const at = (i: number): number => codes[i] as number;
  const pairs = Array.from({ length: DUPLEX_LENGTH }, (_, i) => pairCode(at(i), 3 - at(i)));
  const stacksKcal = Array.from({ length: DUPLEX_LENGTH - 1 }, (_, i) => {
    // The inner pair is read backwards, as the table has it.
    const inner = pairCode(3 - at(i + 1), at(i + 1));
    const outer = pairs[i] as number;
    return (energies.values[TABLE_START.stack + PAIRS.length * outer + inner] as number) / 100;
  });
  const sum = (from: number, to: number): number =>
    stacksKcal.slice(from, to).reduce((total, stack) => total + stack, 0);
  const terminalAu = (energies.values[TABLE_START.terminalAu] as number) / 100;
  const endCost = (i: number): number => (at(i) === 0 || at(i) === 3 ? terminalAu : 0);
  const last = DUPLEX_LENGTH - 1;
  const guide5EndKcal = sum(0, END_STACKS) + endCost(0);
  const passenger5EndKcal = sum(last - END_STACKS, last) + endCost(last);
  return {
    stacksKcal,
    wholeKcal: sum(0, last) + endCost(0) + endCost(last),
    guide5EndKcal,
    passenger5EndKcal,
    asymmetryKcal: guide5EndKcal - passenger5EndKcal,
    seedKcal: sum(SEED_STACKS.from, SEED_STACKS.to),
    guideFoldKcal: (fillFoldTables(energies, codes, 'both-sides').exterior[0] as number) / 100,
  };
}
