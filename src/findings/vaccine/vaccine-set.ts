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
import { lossStatements } from './patient-alleles.js';
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
  /** That the tumour still has the allele, where it has lost it (0), or it or the other of its pair. */
  readonly kept?: number;
}

/**
 * What each allele shows of a candidate within `sequence`, as much of it as goes into the vaccine; alleles that show
 * nothing are left out, those that the tumour has lost are not.
 */
export function shownEpitopes(
  { shown }: VaccineCandidate,
  alleles: readonly PatientAllele[],
  sequence: string,
): readonly ShownEpitope[] {
  return shown.flatMap((peptide, a) => {
    const known = alleles[a];
    // A peptide of an allele that the tumour has lost may be cut off.
    if (peptide === null || known === undefined || !sequence.includes(peptide.peptide)) return [];
    const { percentileRank, probability } = peptide;
    const { allele, kept } = known;
    const epitope = { allele, peptide: peptide.peptide, percentileRank, probability };
    return [kept.value === null || kept.value === 1 ? epitope : { ...epitope, kept: kept.value }];
  });
}

/** What is said of an allele behind its name: nothing, or that the tumour has lost it, perhaps. */
export function lossMark({ kept }: ShownEpitope): string {
  if (kept === undefined) return '';
  return kept === 0 ? ', lost in the tumour' : ', perhaps lost in the tumour';
}

/** Ranks become probabilities by those of known ligands. */
export const LIGAND_RANKS: Source = {
  name: 'Ranks of known ligands (docs/science/vaccine-design.md), IEDB',
  doi: '10.1093/nar/gky1006',
  licence: 'CC BY 4.0',
};

/** What a set claims: how much of it is expected to be shown, what was not counted, and that no set would do better. */
export function setClaims(
  findings: Findings,
  set: ChosenSet,
  alleles: readonly PatientAllele[],
  what: 'epitopes' | 'peptides',
): readonly Cited<string>[] {
  const own = findingsSource(findings);
  return [
    cited(
      `${set.chosen.length} ${what}; ${set.expected.toFixed(2)} of their mutations are expected to be found presented`,
      own,
      LIGAND_RANKS,
    ),
    ...lossStatements(alleles).map((statement) => cited(statement, own)),
    cited(
      set.isOptimal
        ? 'no other set under the caps has a higher expected number'
        : `no set under the caps exceeds ${set.upperBound.toFixed(2)}`,
      own,
    ),
  ];
}
