import { breathe, type Context } from '../../core/context.js';
import { type Cited, cited } from '../../core/cited.js';
import { checkConstruct } from '../../engines/constructs/check-construct.js';
import type { ChosenSet } from '../../engines/constructs/epitopes/choose-epitopes.js';
import type { PatientAllele } from '../../engines/constructs/epitopes/epitope-candidate.js';
import {
  orderEpitopes,
  type OrderedEpitopes,
} from '../../engines/constructs/epitopes/order-epitopes.js';
import { findSites } from '../../engines/constructs/find-sites.js';
import { restrictionEnzyme } from '../../engines/constructs/restriction-enzymes.js';
import { codonAdaptation, type CodonUsage, translateMrna } from '../../engines/rna/codon-usage.js';
import { type MrnaConstraints, USUAL_CONSTRAINTS } from '../../engines/rna/constraints.js';
import { designMrna, type MrnaDesign } from '../../engines/rna/design-mrna.js';
import type { EnergyModel } from '../../engines/rna/energy-model.js';
import { foldRna } from '../../engines/rna/fold.js';
import { foldEnsemble } from '../../engines/rna/partition.js';
import type { Findings } from '../../findings/findings.js';
import { countedReasons } from '../../findings/vaccine/counted-reasons.js';
import { BINDERS, findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { VaccineCandidate } from '../../findings/vaccine/vaccine-candidates.js';
import {
  lossMark,
  setClaims,
  shownEpitopes,
  vaccineSet,
} from '../../findings/vaccine/vaccine-set.js';
import type { DesignEngines } from '../modality.js';
import {
  type ProteinStretch,
  usedParts,
  type VaccineConstructs,
  vaccineConstructs,
  type VaccineParts,
  vaccineParts,
} from './assemble.js';
import { epitopeId } from './epitope-id.js';
import type {
  MrnaVaccineDesign,
  StringEpitope,
  StringJunction,
  TradeOffPoint,
} from './mrna-vaccine-design.js';
import { checkMrnaVaccineOptions, type MrnaVaccineOptions, spacersOf } from './options.js';
import { SOURCES } from './sources.js';

/** First bases of the mRNA whose fold is shown. */
const START_BASES = 120;
/** Least part of the first bases of the coding sequence that is to be unpaired. */
const OPEN_START_SHARE = 0.6;
/** Shares of G and C in every 100 bases; makers of DNA refuse what lies beyond, each by its own limits. */
const GC_WINDOW = { window: 100, lowest: 0.2, highest: 0.8 };
const ID = 'mrna-vaccine-1';

/** One string of epitopes in one mRNA; none where no mutation is usable. */
export async function designMrnaVaccine(
  findings: Findings,
  options: MrnaVaccineOptions,
  engines: DesignEngines,
  context: Context,
): Promise<readonly MrnaVaccineDesign[]> {
  const { maxEpitopes, capPerGene, capPerAllele, windowResidues } =
    checkMrnaVaccineOptions(options);
  const parts = vaccineParts(options, engines.parts);
  await breathe(context);
  const { found, set } = await vaccineSet(
    findings,
    { windowLength: windowResidues, maxEpitopes, capPerGene, capPerAllele },
    engines.healthyTissues,
    context,
  );
  if (set.chosen.length === 0) return [];

  const chosen = set.chosen.map(({ index }, place) => ({
    ...(found.candidates[index] as VaccineCandidate),
    id: epitopeId(place),
  }));
  // Without a signal peptide the first epitope follows the start codon.
  const before = parts.signalPeptide?.sequence ?? 'M';
  const order = await orderEpitopes(
    chosen,
    {
      alleles: found.alleles.map(({ allele }) => allele),
      spacers: spacersOf(options),
      maxClip: options.maxClip,
      before,
      after: parts.traffickingDomain?.sequence ?? null,
    },
    engines,
    context,
  );
  const epitopes = stringEpitopes(order, chosen, set, found.alleles);
  const stretches = proteinStretches(order, epitopes, parts, before);
  const protein = stretches.map(({ residues }) => residues).join('');
  const energies = options.uridine === 'm1psi' ? engines.rna.energiesM1Psi : engines.rna.energies;
  const coding = await designMrna(
    protein,
    {
      model: energies,
      usage: engines.rna.codonUsage,
      lambda: options.lambda,
      beam: options.beam,
      constraints: constraintsOf(options),
    },
    context,
  );
  if (translateMrna(coding.sequence) !== protein) throw new Error('the mRNA is not of its protein');
  const constructs = vaccineConstructs(
    ID,
    findings.tumour.name,
    parts,
    stretches,
    coding.sequence,
    options.utr3Copies,
  );
  const { sequence: _, structure: __, protein: ___, ...judged } = coding;
  return [
    {
      kind: 'mrna-vaccine',
      id: ID,
      score: set.expected,
      claims: claimsOf(findings, set, found.alleles, order, coding, parts),
      epitopes,
      junctions: order.junctions.map(stringJunction),
      order: {
        cost: order.cost,
        isOptimal: order.isOptimal,
        junctionRanks: order.junctionRanks,
        lowerBound: order.lowerBound,
        method: order.method,
        others: order.others,
      },
      set: {
        expected: set.expected,
        isOptimal: set.isOptimal,
        unknown: set.unknown,
        upperBound: set.upperBound,
      },
      protein,
      epitopeString: order.sequence,
      coding: judged,
      tradeOff: await tradeOffOf(coding, protein, energies, engines.rna.codonUsage, context),
      fold: await foldOf(constructs.mrna.sequence, energies, context),
      parts: usedParts(parts, engines.parts),
      ...constructs,
      problems: problemsOf(constructs, coding, order, options),
      candidates: found.candidates.length,
      leftOut: countedReasons(found.leftOut),
      unscored: found.unscored,
    },
  ];
}

function constraintsOf({ openStartBases, mostUridine }: MrnaVaccineOptions): MrnaConstraints {
  return {
    ...USUAL_CONSTRAINTS,
    gcWindow: { bases: GC_WINDOW.window, least: GC_WINDOW.lowest, most: GC_WINDOW.highest },
    mostUridine,
    openStart:
      openStartBases === 0 ? null : { bases: openStartBases, leastUnpaired: OPEN_START_SHARE },
  };
}

function stringEpitopes(
  order: OrderedEpitopes,
  chosen: readonly VaccineCandidate[],
  set: ChosenSet,
  alleles: readonly PatientAllele[],
): readonly StringEpitope[] {
  return order.epitopes.map(({ index, id, sequence, clippedStart, clippedEnd }): StringEpitope => {
    const candidate = chosen[index] as VaccineCandidate;
    const { gain, expected, leadingAllele } = set.chosen[index] as ChosenSet['chosen'][number];
    const windowStart0 = candidate.protein.sequence.indexOf(candidate.sequence);
    const within = (place: number): number =>
      Math.max(0, Math.min(sequence.length, place - windowStart0 - clippedStart));
    return {
      id,
      label: candidate.label,
      gene: candidate.gene,
      sequence,
      clippedStart,
      clippedEnd,
      change: { start0: within(candidate.change.start0), end0: within(candidate.change.end0) },
      shown: shownEpitopes(candidate, alleles, sequence),
      leadingAllele,
      clonal: candidate.clonal,
      expressed: candidate.expressed,
      neededByTumour: candidate.neededByTumour,
      healthyExpression: candidate.healthyExpression,
      gain,
      expected,
    };
  });
}

/** Signal peptide or start codon, epitopes with the spacers before them, spacer and trafficking domain. */
function proteinStretches(
  { epitopes, junctions, sequence }: OrderedEpitopes,
  described: readonly StringEpitope[],
  { signalPeptide, traffickingDomain }: VaccineParts,
  before: string,
): readonly ProteinStretch[] {
  const stretches: ProteinStretch[] = [
    {
      role: signalPeptide === null ? 'region' : 'signal_peptide',
      label: signalPeptide?.name ?? 'start',
      residues: before,
      notes: [],
      part: signalPeptide,
    },
  ];
  const spacer = (left: string | null, right: string | null): void => {
    const residues =
      junctions.find((one) => one.left === left && one.right === right)?.form.spacer ?? '';
    if (residues === '') return;
    stretches.push({ role: 'linker', label: residues, residues, notes: [], part: null });
  };
  let left: string | null = null;
  for (const [i, { id, sequence: residues }] of epitopes.entries()) {
    spacer(left, id);
    const { label, shown } = described[i] as StringEpitope;
    stretches.push({
      role: 'epitope',
      label: `${id} ${label}`,
      residues,
      notes: shown.map(
        (one) =>
          `${one.peptide} on ${one.allele}, rank ${one.percentileRank.toPrecision(2)} %${lossMark(one)}`,
      ),
      part: null,
    });
    left = id;
  }
  if (traffickingDomain !== null) {
    spacer(left, null);
    stretches.push({
      role: 'trafficking_domain',
      label: traffickingDomain.name,
      residues: traffickingDomain.sequence,
      notes: [],
      part: traffickingDomain,
    });
  }
  const whole = before + sequence + (traffickingDomain?.sequence ?? '');
  if (stretches.map(({ residues }) => residues).join('') !== whole) {
    throw new Error('the stretches are not the ordered string');
  }
  return stretches;
}

function stringJunction({
  left,
  right,
  form,
  strongest,
  healthy,
  isAcceptable,
}: OrderedEpitopes['junctions'][number]): StringJunction {
  return { left, right, spacer: form.spacer, strongest, healthy, isAcceptable };
}

/** The design beside what it was before its constraints, and the most used codons alone. */
async function tradeOffOf(
  { freeEnergyKcal, cai, optimum }: MrnaDesign,
  protein: string,
  model: EnergyModel,
  usage: CodonUsage,
  context: Context,
): Promise<readonly TradeOffPoint[]> {
  const mostUsed = [...protein]
    .map((residue) => usage.codonsOf.get(residue)?.find(({ loss }) => loss === 0)?.codon)
    .join('');
  const { energyKcal } = await foldRna(mostUsed, { model, dangles: 'none' }, context);
  return [
    { name: 'this design', freeEnergyKcal, cai },
    { name: 'before its constraints', ...optimum },
    {
      name: 'most used codons',
      freeEnergyKcal: energyKcal,
      cai: codonAdaptation(mostUsed, usage),
    },
  ];
}

async function foldOf(
  sequence: string,
  model: EnergyModel,
  context: Context,
): Promise<MrnaVaccineDesign['fold']> {
  const options = { model, dangles: 'both-sides' } as const;
  const { structure, energyKcal } = await foldRna(sequence, options, context);
  const start = sequence.slice(0, START_BASES);
  const { unpaired } = await foldEnsemble(start, options, context);
  return {
    freeEnergyKcal: energyKcal,
    start: {
      sequence: start,
      structure: structure.slice(0, START_BASES),
      unpaired: Array.from(unpaired, (share) => Math.round(share * 1e4) / 1e4),
    },
  };
}

/** Limits that the whole does not keep to, though each part may. */
function problemsOf(
  { insert, plasmid }: VaccineConstructs,
  coding: MrnaDesign,
  order: OrderedEpitopes,
  { linearisation }: MrnaVaccineOptions,
): readonly string[] {
  const sites = USUAL_CONSTRAINTS.forbiddenSites.map(({ name, pattern, strands }) => ({
    name,
    site: pattern,
    strands: strands === 'both' ? ('both' as const) : ('top' as const),
  }));
  // Without the tail, which is a run on purpose.
  const ofInsert = checkConstruct(insert, {
    forbidden: sites,
    longestRun: USUAL_CONSTRAINTS.longestRun ?? insert.sequence.length,
    gc: GC_WINDOW,
    // A 3' UTR has its own poly(A) signal.
    allowedIn: new Set(['three_prime_UTR']),
  });
  const site = restrictionEnzyme(linearisation)?.site ?? '';
  const cuts = findSites(plasmid, [{ name: linearisation, site, strands: 'both' }]).length;
  return [
    ...coding.constraints
      .filter(({ met }) => !met)
      .map(({ constraint, detail }) => `coding sequence, ${constraint}: ${detail}`),
    ...ofInsert.map(({ message }) => `insert: ${message}`),
    ...(cuts === 1 ? [] : [`${linearisation} cuts the plasmid ${cuts} times, not once`]),
    ...order.junctions
      .filter(({ isAcceptable }) => !isAcceptable)
      .map(
        ({ left, right, strongest, healthy }) =>
          `junction of ${left ?? 'the start'} and ${right ?? 'the end'}: ${[
            strongest === null
              ? ''
              : `${strongest.peptide} ranks at ${strongest.percentileRank.toPrecision(2)} % on ${strongest.allele}`,
            healthy.length === 0 ? '' : `holds the healthy ${healthy.join(', ')}`,
          ]
            .filter((text) => text !== '')
            .join('; ')}`,
      ),
    ...order.others.strongBinders.map(
      ({ peptide, allele, percentileRank }) =>
        `the whole string also makes ${peptide}, rank ${percentileRank.toPrecision(2)} % on ${allele}`,
    ),
    ...order.others.healthy.map((healthy) => `the whole string also holds the healthy ${healthy}`),
  ];
}

function claimsOf(
  findings: Findings,
  set: ChosenSet,
  alleles: readonly PatientAllele[],
  order: OrderedEpitopes,
  coding: MrnaDesign,
  { signalPeptide, traffickingDomain }: VaccineParts,
): readonly Cited<string>[] {
  const own = findingsSource(findings);
  return [
    ...setClaims(findings, set, alleles, 'epitopes'),
    cited(
      order.isOptimal
        ? 'no other order of these epitopes has better junctions'
        : `the order's junctions cost ${order.cost.sum.toPrecision(3)}; none costs less than ${order.lowerBound.sum.toPrecision(3)}`,
      own,
      BINDERS,
    ),
    cited(
      `the coding sequence has a free energy of ${coding.freeEnergyKcal.toFixed(1)} kcal/mol and a codon adaptation index of ${coding.cai?.toFixed(2) ?? 'none'}`,
      SOURCES.energies,
      SOURCES.terai,
      SOURCES.cohen,
      SOURCES.cai,
    ),
    cited('up to 34 neoantigens of one patient were given in one mRNA', SOURCES.weber),
    ...(signalPeptide === null || traffickingDomain === null
      ? []
      : [
          cited(
            'a class I leader and trafficking domain raised presentation of coupled antigens on both classes',
            SOURCES.kreiter,
          ),
        ]),
  ];
}
