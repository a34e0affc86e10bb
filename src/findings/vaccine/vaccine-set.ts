import type { HlaAllele, Peptide } from '../../core/brands.js';
import { type Cited, cited, type Source } from '../../core/cited.js';
import type { Context } from '../../core/context.js';
import {
  chooseBalanced,
  chooseEpitopes,
  type ChosenSet,
} from '../../engines/constructs/epitopes/choose-epitopes.js';
import type { PatientAllele } from '../../engines/constructs/epitopes/epitope-candidate.js';
import type { HealthyTissues } from '../../engines/expression/healthy-tissues.js';
import type { Findings } from '../findings.js';
import {
  type VaccineCandidate,
  vaccineCandidates,
  type VaccineCandidates,
} from './vaccine-candidates.js';
import { findingsSource } from './vaccine-fit.js';

export interface VaccineSetWish {
  /** Residues of a window. */
  readonly windowLength: number;
  readonly maxEpitopes: number;
  /** Of one gene, and led by one allele, at most; null: no cap, and half unless places would stay empty. */
  readonly capPerGene: number | null;
  readonly capPerAllele: number | null;
}

/** The windows that a tumour offers, and the best set of them. */
export async function vaccineSet(
  findings: Findings,
  { windowLength, maxEpitopes, capPerGene, capPerAllele }: VaccineSetWish,
  healthyTissues: HealthyTissues | undefined,
  context: Context,
): Promise<{ readonly found: VaccineCandidates; readonly set: ChosenSet }> {
  const found = await vaccineCandidates(findings, { windowLength, healthyTissues }, context);
  const { candidates, alleles } = found;
  const set =
    capPerAllele === null
      ? await chooseBalanced(candidates, alleles, { maxEpitopes, capPerGene }, context)
      : await chooseEpitopes(
          candidates,
          alleles,
          { maxEpitopes, capPerGene, capPerAllele },
          context,
        );
  return { found, set };
}

/** A peptide that an allele is likely to show, within an epitope. */
export interface ShownEpitope {
  readonly allele: HlaAllele;
  readonly peptide: Peptide;
  readonly percentileRank: number;
  /** That the allele presents it, given that its protein is made. */
  readonly probability: number;
}

/** What each allele shows of a candidate; alleles that show nothing are left out. */
export function shownEpitopes(
  { shown }: VaccineCandidate,
  alleles: readonly PatientAllele[],
): readonly ShownEpitope[] {
  return shown.flatMap((peptide, a) => {
    const allele = alleles[a]?.allele;
    if (peptide === null || allele === undefined) return [];
    const { percentileRank, probability } = peptide;
    return [{ allele, peptide: peptide.peptide, percentileRank, probability }];
  });
}

/** Ranks become probabilities by those of known ligands. */
export const LIGAND_RANKS: Source = {
  name: 'Ranks of known ligands (docs/science/vaccine-design.md), IEDB',
  doi: '10.1093/nar/gky1006',
  licence: 'CC BY 4.0',
};

/** What a set claims: how much of it is expected to be shown, and that no set would do better. */
export function setClaims(
  findings: Findings,
  set: ChosenSet,
  what: 'epitopes' | 'peptides',
): readonly Cited<string>[] {
  const own = findingsSource(findings);
  return [
    cited(
      `${set.chosen.length} ${what}; ${set.expected.toFixed(2)} of their mutations are expected to be found presented`,
      own,
      LIGAND_RANKS,
    ),
    cited(
      set.isOptimal
        ? 'no other set under the caps has a higher expected number'
        : `no set under the caps exceeds ${set.upperBound.toFixed(2)}`,
      own,
    ),
  ];
}
