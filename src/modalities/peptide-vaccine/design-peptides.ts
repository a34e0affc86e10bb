import type { HlaAllele, Peptide } from '../../core/brands.js';
import { type Cited, cited } from '../../core/cited.js';
import { breathe, type Context } from '../../core/context.js';
import type { ChosenSet } from '../../engines/constructs/epitopes/choose-epitopes.js';
import type { PatientAllele } from '../../engines/constructs/epitopes/epitope-candidate.js';
import { BINDER_RANKS, PeptideJudge } from '../../engines/constructs/epitopes/junctions.js';
import { peptideProperties } from '../../engines/constructs/epitopes/peptide-properties.js';
import type { Findings } from '../../findings/findings.js';
import { countedReasons } from '../../findings/vaccine/counted-reasons.js';
import type { VaccineCandidate } from '../../findings/vaccine/vaccine-candidates.js';
import { setClaims, shownEpitopes, vaccineSet } from '../../findings/vaccine/vaccine-set.js';
import type { DesignEngines } from '../modality.js';
import { checkPeptideVaccineOptions, type PeptideVaccineOptions } from './options.js';
import type {
  PeptidePool,
  PeptideVaccineDesign,
  ShortPeptide,
  VaccinePeptide,
} from './peptide-vaccine-design.js';
import { placePeptide } from './place-peptide.js';
import { balancedPools } from './pools.js';
import { type SolubilityTail, solubilityTail } from './solubility-tail.js';
import { BINDERS } from '../../findings/vaccine/vaccine-fit.js';
import { SOURCES } from './sources.js';
import { isHydrophobic, troublesOf } from './troubles.js';

/** The set of long peptides for a tumour, in pools; none where no mutation is usable. */
export async function designPeptides(
  findings: Findings,
  options: PeptideVaccineOptions,
  engines: DesignEngines,
  context: Context,
): Promise<readonly PeptideVaccineDesign[]> {
  const { maxEpitopes, capPerGene, capPerAllele, mostResidues } =
    checkPeptideVaccineOptions(options);
  await breathe(context);
  const { found, set } = await vaccineSet(
    findings,
    { windowLength: mostResidues, maxEpitopes, capPerGene, capPerAllele },
    engines.healthyTissues,
    context,
  );
  if (set.chosen.length === 0) return [];

  const judge = new PeptideJudge(
    engines,
    found.alleles.map(({ allele }) => allele),
    BINDER_RANKS,
    context,
  );
  const drafts: Omit<VaccinePeptide, 'pool'>[] = [];
  for (const [place, chosen] of set.chosen.entries()) {
    context.report({ step: 'vaccine peptides', done: place, total: set.chosen.length });
    await breathe(context);
    const candidate = found.candidates[chosen.index] as VaccineCandidate;
    const placed = placePeptide(candidate, options);
    const tail =
      options.solubilityTails && isHydrophobic(peptideProperties(placed.sequence))
        ? await solubilityTail(placed.sequence, judge)
        : null;
    drafts.push({
      ...described(candidate, found.alleles, placed, tail),
      id: `P${String(place + 1).padStart(2, '0')}`,
      leadingAllele: chosen.leadingAllele,
      gain: chosen.gain,
      expected: chosen.expected,
    });
  }
  const poolOf = balancedPools(
    drafts.map(({ id, leadingAllele, properties }) => ({ id, leadingAllele, ...properties })),
    options.pools,
  );
  const peptides = drafts.map((draft, i): VaccinePeptide => ({
    ...draft,
    pool: (poolOf[i] as number) + 1,
  }));
  const { expected, upperBound, isOptimal, unknown } = set;
  return [
    {
      kind: 'peptide-vaccine',
      id: 'peptide-vaccine-1',
      score: expected,
      claims: claimsOf(findings, set, found.alleles, peptides),
      peptides,
      shortPeptides: options.shortPeptides ? shortPeptidesOf(peptides) : [],
      pools: poolsOf(peptides),
      set: { expected, upperBound, isOptimal, unknown },
      order: { purityPercent: options.purityPercent, amountMg: options.amountMg },
      candidates: found.candidates.length,
      leftOut: countedReasons(found.leftOut),
      unscored: found.unscored,
    },
  ];
}

function described(
  candidate: VaccineCandidate,
  alleles: readonly PatientAllele[],
  { sequence: stretch, start0 }: { readonly sequence: Peptide; readonly start0: number },
  tail: SolubilityTail | null,
): Omit<VaccinePeptide, 'expected' | 'gain' | 'id' | 'leadingAllele' | 'pool'> {
  const { label, gene, change, clonal, expressed, neededByTumour, healthyExpression } = candidate;
  const sequence = (
    tail === null ? stretch : tail.end === 'N' ? tail.residues + stretch : stretch + tail.residues
  ) as Peptide;
  const properties = peptideProperties(sequence);
  const within = (place: number): number => Math.max(0, Math.min(stretch.length, place - start0));
  return {
    label,
    gene,
    sequence,
    stretch,
    change: { start0: within(change.start0), end0: within(change.end0) },
    tail,
    minimal: shownEpitopes(candidate, alleles, stretch),
    clonal,
    expressed,
    neededByTumour,
    healthyExpression,
    properties,
    troubles: troublesOf(sequence, properties),
  };
}

function shortPeptidesOf(peptides: readonly VaccinePeptide[]): readonly ShortPeptide[] {
  return peptides.flatMap(({ id, minimal }) => {
    const allelesOf = new Map<Peptide, HlaAllele[]>();
    for (const { peptide, allele, kept } of minimal) {
      if (kept === 0) continue;
      const known = allelesOf.get(peptide);
      if (known === undefined) allelesOf.set(peptide, [allele]);
      else known.push(allele);
    }
    return [...allelesOf].map(([sequence, alleles], i): ShortPeptide => ({
      id: `${id}.${i + 1}`,
      sequence,
      ofPeptide: id,
      alleles,
      troubles: troublesOf(sequence, peptideProperties(sequence)),
    }));
  });
}

function poolsOf(peptides: readonly VaccinePeptide[]): readonly PeptidePool[] {
  const numbers = [...new Set(peptides.map(({ pool }) => pool))].sort((a, b) => a - b);
  return numbers.map((pool) => {
    const members = peptides.filter((peptide) => peptide.pool === pool);
    const mean = (of: (peptide: VaccinePeptide) => number): number =>
      members.reduce((sum, peptide) => sum + of(peptide), 0) / members.length;
    const alleles = [...new Set(members.map(({ leadingAllele }) => leadingAllele))].sort();
    return {
      pool,
      peptides: members.map(({ id }) => id),
      hydropathy: mean(({ properties }) => properties.hydropathy),
      netCharge: mean(({ properties }) => properties.netCharge),
      alleles: alleles.map((allele) => ({
        allele,
        count: members.filter(({ leadingAllele }) => leadingAllele === allele).length,
      })),
    };
  });
}

function claimsOf(
  findings: Findings,
  set: ChosenSet,
  alleles: readonly PatientAllele[],
  peptides: readonly VaccinePeptide[],
): readonly Cited<string>[] {
  const tailed = peptides.filter(({ tail }) => tail !== null).length;
  return [
    ...setClaims(findings, set, alleles, 'peptides'),
    cited('up to 20 long peptides in four pools were given to patients', SOURCES.ott),
    ...(tailed === 0
      ? []
      : [
          cited(
            `${tailed} peptides carry a charged tail that makes no new strong binder on this patient's alleles`,
            BINDERS,
            SOURCES.charge,
          ),
        ]),
  ];
}
