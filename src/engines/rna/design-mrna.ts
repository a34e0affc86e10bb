import { type Context, quietContext } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { codonGraph, UNITS_PER_DCAL } from '../../kernels/reference/rna-design-graph.js';
import { type DesignProblem, designBytes, fillDesignTables } from '../../kernels/rna-design.js';
import { codonChoices } from './codon-choices.js';
import { codonAdaptation, type CodonUsage, codonsIn } from './codon-usage.js';
import { type MrnaConstraints, requireSensible, USUAL_CONSTRAINTS } from './constraints.js';
import { checkConstraints, type ConstraintResult } from './constraints-check.js';
import { repairDesign, withUsedCodons } from './design-repair.js';
import { type DesignedFold, traceDesign } from './design-traceback.js';
import type { EnergyModel } from './energy-model.js';
import { type BaseCosts, NO_BASE_COSTS, steerDesign } from './design-steering.js';
import { foldDesign, openTheStart } from './design-open-start.js';
import { shareOf } from './mrna-score.js';
import { baseCodes, parseDotBracket } from './structure.js';
import { partnersEnergy } from './structure-energy.js';

export interface DesignOptions {
  readonly model: EnergyModel;
  readonly usage: CodonUsage;
  /** Weight of codon adaptation against free energy: kcal/mol for a unit of -ln of the CAI, times codons. 0 to 100. */
  readonly lambda?: number;
  /** Stems from each place that may begin a multiloop; null, the default, for all: then the optimum is exact. */
  readonly beam?: number | null;
  /** Most bases from the first to the last of a pair; null, the default, for as many as fit in memory. */
  readonly maxSpan?: number | null;
  readonly constraints?: MrnaConstraints;
  /** Memory for the tables at most, bytes. */
  readonly memoryBytes?: number;
}

/** An mRNA with its fold, without dangling ends, at the model's temperature. */
interface DesignPoint {
  readonly freeEnergyKcal: number;
  /** Null without a codon that counts. */
  readonly cai: number | null;
}

export interface MrnaDesign extends DesignPoint {
  readonly protein: string;
  /** A, C, G, U. */
  readonly sequence: string;
  /** Dot-bracket. */
  readonly structure: string;
  readonly lambda: number;
  readonly beam: number | null;
  readonly maxSpan: number;
  /** No other mRNA of this protein has a lower free energy - lambda x codons x ln(CAI). */
  readonly optimumIsExact: boolean;
  /** What the search found before any constraint. */
  readonly optimum: DesignPoint;
  /** What the constraints cost, kcal/mol. */
  readonly energyLostKcal: number;
  /** Codons that the constraints changed. */
  readonly codonsChanged: number;
  readonly gcShare: number;
  readonly uridineShare: number;
  readonly constraints: readonly ConstraintResult[];
}

/** Tables of a design that fit beside everything else on a small laptop. */
const USUAL_MEMORY_BYTES = 1.5 * 2 ** 30;
const LARGEST_LAMBDA = 100;

/** The longest pair span whose tables fit. @throws OptionError where not even short pairs fit. */
function spanThatFits(problem: DesignProblem, memoryBytes: number): number {
  if (designBytes(problem) <= memoryBytes) return problem.maxSpan;
  let low = 0;
  let high = problem.maxSpan;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (designBytes({ ...problem, maxSpan: middle }) <= memoryBytes) low = middle;
    else high = middle;
  }
  if (low < 30) throw new OptionError('the tables do not fit into so little memory', 'memoryBytes');
  return low;
}

function problemOf(
  protein: string,
  options: DesignOptions,
  { openBases = 0, baseCosts = NO_BASE_COSTS } = {},
): DesignProblem {
  const {
    model,
    usage,
    lambda = 0,
    beam = null,
    maxSpan = null,
    memoryBytes = USUAL_MEMORY_BYTES,
  } = options;
  if (!(lambda >= 0 && lambda <= LARGEST_LAMBDA)) {
    throw new OptionError(`${lambda} is not 0 to ${LARGEST_LAMBDA}`, '--lambda');
  }
  if (beam !== null && !(Number.isInteger(beam) && beam >= 1)) {
    throw new OptionError(`${beam} is not a whole number from 1 on`, '--beam');
  }
  if (maxSpan !== null && !(Number.isInteger(maxSpan) && maxSpan >= 5)) {
    throw new OptionError(`${maxSpan} is not a whole number from 5 on`, '--max-span');
  }
  const graph = codonGraph(codonChoices(protein, usage, lambda, baseCosts));
  const asked = {
    graph,
    energies: model,
    beam,
    openBases,
    maxSpan: Math.min(maxSpan ?? graph.baseCount, graph.baseCount),
  };
  return { ...asked, maxSpan: spanThatFits(asked, memoryBytes) };
}

/** The mRNA and fold of least energy and codon cost, checked against the energy model. */
async function bestFold(
  problem: DesignProblem,
  model: EnergyModel,
  context: Context,
): Promise<DesignedFold> {
  const tables = await fillDesignTables(problem, context);
  const fold = await traceDesign(problem, tables, context);
  const { graph } = problem;
  const costs = fold.edges.reduce((sum, edge) => sum + (graph.edgeCost[edge] as number), 0);
  const energy = partnersEnergy(model, baseCodes(fold.sequence), fold.partners, 'none');
  const found = energy * UNITS_PER_DCAL + costs;
  // A beam's tables may hold a better fold than the one that their last number stands for.
  if (problem.beam === null ? found !== tables.exterior(0) : found > tables.exterior(0)) {
    throw new Error('the tables and the energy model disagree on the design');
  }
  return fold;
}

/**
 * An mRNA for a protein (`proteinToDesign`): least free energy - lambda x codons x ln(CAI) over all synonymous mRNAs
 * and all their folds, then codons exchanged until the constraints are kept. A stop codon is there only where the
 * protein ends with `*`. Same input, same design.
 * @throws OptionError for options out of range.
 */
export async function designMrna(
  protein: string,
  options: DesignOptions,
  context: Context = quietContext(),
): Promise<MrnaDesign> {
  const { model, usage, lambda = 0, constraints = USUAL_CONSTRAINTS } = options;
  requireSensible(constraints);
  const settings = { constraints, usage, model, lambda };
  const problem = problemOf(protein, options);
  const isWhole = problem.maxSpan === problem.graph.baseCount;
  if (!isWhole && (options.maxSpan ?? null) === null) {
    context.warn(
      `pairs span at most ${problem.maxSpan} bases, so that the tables fit into memory: the design may miss the optimum`,
    );
  }
  const optimal = await withUsedCodons(await bestFold(problem, model, context), settings, context);

  const openBases = Math.min(constraints.openStart?.bases ?? 0, problem.graph.baseCount);
  const search = (baseCosts: BaseCosts): Promise<DesignedFold> =>
    bestFold(problemOf(protein, options, { openBases, baseCosts }), model, context);
  const start = openBases === 0 ? optimal : await search(NO_BASE_COSTS);
  const repaired = await steerDesign(start, constraints, search, (fold) =>
    repairDesign(fold, settings, context),
  );
  const { sequence, structure, energyKcal } = await openTheStart(repaired, settings, context);
  const before = codonsIn(optimal.sequence);
  const optimum = {
    // After a search with a beam or a span the mRNA may have a better fold than the one it was designed with.
    freeEnergyKcal: (await foldDesign(optimal, settings, context)).energyKcal,
    cai: codonAdaptation(optimal.sequence, usage),
  };
  return {
    protein,
    sequence,
    structure,
    freeEnergyKcal: energyKcal,
    cai: codonAdaptation(sequence, usage),
    lambda,
    beam: problem.beam,
    maxSpan: problem.maxSpan,
    optimumIsExact: isWhole && problem.beam === null,
    optimum,
    energyLostKcal: Math.round(100 * (energyKcal - optimum.freeEnergyKcal)) / 100,
    codonsChanged: codonsIn(sequence).filter((codon, at) => codon !== before[at]).length,
    gcShare: shareOf(sequence, /[GC]/g),
    uridineShare: shareOf(sequence, /U/g),
    constraints: checkConstraints(sequence, parseDotBracket(structure), constraints),
  };
}
