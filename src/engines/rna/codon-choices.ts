import { type CodonChoice, UNITS_PER_DCAL } from '../../kernels/reference/rna-design-graph.js';
import type { CodonUsage } from './codon-usage.js';
import { type BaseCosts, costOfBases, NO_BASE_COSTS } from './design-steering.js';

/** One kcal/mol in the units of a codon's cost. */
const UNITS_PER_KCAL = 100 * UNITS_PER_DCAL;

/**
 * The codons of each residue of a protein (`*` for a stop), each with its cost lambda x -ln(w), so that a design's sum of
 * energy and costs is free energy - lambda x codons x ln(CAI), in kcal/mol. Codons that are never used are
 * left out; `baseCosts` come on top. The cheapest codon of each place costs 0.
 */
export function codonChoices(
  protein: string,
  usage: CodonUsage,
  lambda: number,
  baseCosts: BaseCosts = NO_BASE_COSTS,
): readonly (readonly CodonChoice[])[] {
  return Array.from(protein, (residue, place) => {
    const codons = usage.codonsOf.get(residue);
    if (codons === undefined) throw new Error(`${residue} has no codons`);
    // Which stop codon is used is no part of the CAI.
    const weight = residue === '*' ? 0 : lambda;
    const choices = codons
      .filter(({ share }) => share > 0)
      .map(({ codon, loss }) => ({
        codon,
        loss,
        cost: Math.round((weight * loss + costOfBases(codon, baseCosts, place)) * UNITS_PER_KCAL),
      }));
    const least = Math.min(...choices.map(({ cost }) => cost));
    return choices.map((choice) => ({ ...choice, cost: choice.cost - least }));
  });
}
