import type { HlaAllele, Peptide } from '../../../core/brands.js';
import type { Context } from '../../../core/context.js';
import { OptionError } from '../../../core/errors.js';
import { hlaClass } from '../../../core/hla-allele.js';
import type { MhcClass } from '../../presentation/presentation-model.js';
import { lowerBound } from './assignment.js';
import { exactOrder } from './held-karp.js';
import {
  BINDER_RANKS,
  type BinderRanks,
  type JunctionEngines,
  type JunctionForm,
  PeptideJudge,
} from './junctions.js';
import { localOrder } from './local-order.js';
import {
  type ConstructPart,
  type ConstructParts,
  costsOfPairs,
  type Junction,
  type PairJunctions,
  pairKey,
  tryForms,
} from './pair-junctions.js';
import { pathCost, type PathCost } from './path-costs.js';
import { type OtherPeptides, readConstruct } from './read-construct.js';

/** What pVACvector 5 tries, in its order; none first (docs.pvactools.org, pVACvector). */
export const PVACVECTOR_SPACERS: readonly string[] = [
  '',
  'AAY',
  'HHHH',
  'GGS',
  'GPGPG',
  'HHAA',
  'AAL',
  'HH',
  'HHC',
  'HHH',
  'HHHD',
  'HHL',
  'HHHC',
];

export interface EpitopeToOrder extends ConstructPart {
  readonly id: string;
  readonly sequence: Peptide;
}

export interface OrderOptions {
  /** The patient's; those without a model are named in the answer. */
  readonly alleles: readonly HlaAllele[];
  /** The empty one is none. */
  readonly spacers?: readonly string[];
  /** Residues taken off an end at most; a core is never touched. */
  readonly maxClip?: number;
  /** Classes that junctions are made for; class II 15-mers are read at the end in any case. */
  readonly mhcClasses?: readonly MhcClass[];
  readonly ranks?: BinderRanks;
  /** Up to so many epitopes the order is exact. */
  readonly exactUpTo?: number;
  /** What stands before the first and after the last, e.g. a signal peptide; null or left out: an end. */
  readonly before?: string | null;
  readonly after?: string | null;
}

/** An epitope as it stands in the construct. */
interface PlacedEpitope {
  /** Into the epitopes given. */
  readonly index: number;
  readonly id: string;
  readonly sequence: string;
  readonly clippedStart: number;
  readonly clippedEnd: number;
}

/** Two neighbours; null is what stands before or after all. */
interface PlacedJunction extends Junction {
  readonly left: string | null;
  readonly right: string | null;
}

export interface OrderedEpitopes {
  readonly epitopes: readonly PlacedEpitope[];
  /** In order; those with the fixed ends too, where there are any. */
  readonly junctions: readonly PlacedJunction[];
  /** Epitopes and spacers, without what stands before and after. */
  readonly sequence: string;
  readonly cost: PathCost;
  /** No order of these junctions has a lower worst cost, nor a lower sum within the worst cost reached. */
  readonly lowerBound: PathCost;
  readonly method: 'dynamic programming' | 'local search';
  readonly isOptimal: boolean;
  /** Lowest rank at the best junction of each pair, left by right; null where nothing is scored, or on the diagonal. */
  readonly junctionRanks: readonly (readonly (number | null)[])[];
  /** Strong binders and healthy peptides that no junction alone makes. */
  readonly others: OtherPeptides;
  /** Alleles that took no part, and why. */
  readonly unscored: readonly { readonly allele: HlaAllele; readonly reason: string }[];
}

const DEFAULT_MAX_CLIP = 3;
const EXACT_UP_TO = 16;
const SHORTEST_EPITOPE = 8;
const TOLERANCE = 1e-12;

/**
 * The row of epitopes, with spacers and clipped ends, whose junctions make the least of new binders: least
 * worst cost, then least sum (README.md). Same input and seed: the same row.
 * @throws OptionError for an epitope under 8 residues or an id given twice, a spacer that is no peptide, or a number out of range.
 */
export async function orderEpitopes(
  epitopes: readonly EpitopeToOrder[],
  options: OrderOptions,
  engines: JunctionEngines,
  context: Context,
): Promise<OrderedEpitopes> {
  const { alleles, spacers = PVACVECTOR_SPACERS, maxClip = DEFAULT_MAX_CLIP } = options;
  const { mhcClasses = ['I'], ranks = BINDER_RANKS, exactUpTo = EXACT_UP_TO } = options;
  checkOptions(epitopes, { spacers, maxClip, exactUpTo });
  const parts: ConstructParts = {
    epitopes,
    before: options.before ?? null,
    after: options.after ?? null,
  };
  const judge = new PeptideJudge(engines, alleles, ranks, context);
  const rules = { spacers, maxClip, mhcClasses };

  let junctions: PairJunctions = new Map();
  let order: readonly number[] = [];
  for (let clip = 0; clip <= maxClip; clip++) {
    junctions = await tryForms(junctions, parts, clip, rules, judge, context);
    const costs = costsOfPairs(junctions, parts);
    order = (await (epitopes.length <= exactUpTo ? exactOrder : localOrder)(costs, context)) ?? [];
    if (pathCost(costs, order).worst < 1) break;
  }
  const costs = costsOfPairs(junctions, parts);
  const cost = pathCost(costs, order);
  const bound = lowerBound(costs, cost.worst);
  const isExact = epitopes.length <= exactUpTo;
  const placed = place(epitopes, order, junctions, parts);
  return {
    ...placed,
    cost,
    lowerBound: isExact ? cost : bound,
    method: isExact ? 'dynamic programming' : 'local search',
    isOptimal:
      isExact || (cost.worst <= bound.worst && cost.sum - bound.sum <= TOLERANCE * epitopes.length),
    junctionRanks: epitopes.map((_, left) =>
      epitopes.map(
        (__, right) => junctions.get(pairKey(left, right))?.strongest?.percentileRank ?? null,
      ),
    ),
    others: await readConstruct(placed, parts, mhcClasses, judge),
    unscored: await unscoredAlleles(alleles, engines, context),
  };
}

function checkOptions(
  epitopes: readonly EpitopeToOrder[],
  {
    spacers,
    maxClip,
    exactUpTo,
  }: { spacers: readonly string[]; maxClip: number; exactUpTo: number },
): void {
  const short = epitopes.find(({ sequence }) => sequence.length < SHORTEST_EPITOPE);
  if (short !== undefined) {
    throw new OptionError(`${short.id} has fewer than ${SHORTEST_EPITOPE} residues`, 'epitopes');
  }
  if (new Set(epitopes.map(({ id }) => id)).size < epitopes.length) {
    throw new OptionError('two epitopes have the same id', 'epitopes');
  }
  if (
    spacers.length === 0 ||
    spacers.some((spacer) => !/^[ACDEFGHIKLMNPQRSTVWY]{0,7}$/.test(spacer))
  ) {
    throw new OptionError('a spacer is 0-7 of the twenty residues', 'spacers', 'e.g. AAY, GPGPG');
  }
  if (!Number.isInteger(maxClip) || maxClip < 0 || maxClip > 8) {
    throw new OptionError(`maxClip is ${maxClip}, expected a whole number from 0 to 8`, 'maxClip');
  }
  if (!Number.isInteger(exactUpTo) || exactUpTo < 0 || exactUpTo > 18) {
    throw new OptionError(
      `exactUpTo is ${exactUpTo}, expected a whole number from 0 to 18`,
      'exactUpTo',
    );
  }
}

const NO_CLIP: JunctionForm = { leftClip: 0, spacer: '', rightClip: 0 };

function place(
  epitopes: readonly EpitopeToOrder[],
  order: readonly number[],
  junctions: PairJunctions,
  { before, after }: ConstructParts,
): Pick<OrderedEpitopes, 'epitopes' | 'junctions' | 'sequence'> {
  const between = (left: number, right: number): PlacedJunction | null => {
    const junction = junctions.get(pairKey(left, right));
    return junction === undefined
      ? null
      : { left: epitopes[left]?.id ?? null, right: epitopes[right]?.id ?? null, ...junction };
  };
  const placed: PlacedEpitope[] = [];
  const used: PlacedJunction[] = [];
  let sequence = '';
  order.forEach((index, place) => {
    const { id, sequence: whole } = epitopes[index] as EpitopeToOrder;
    const isFirst = place === 0;
    const isLast = place === order.length - 1;
    const left =
      isFirst && before === null
        ? null
        : between(isFirst ? -1 : (order[place - 1] as number), index);
    const right =
      isLast && after === null ? null : between(index, isLast ? -1 : (order[place + 1] as number));
    const clippedStart = (left?.form ?? NO_CLIP).rightClip;
    const clippedEnd = (right?.form ?? NO_CLIP).leftClip;
    const kept = whole.slice(clippedStart, whole.length - clippedEnd);
    if (left !== null) used.push(left);
    if (isLast && right !== null) used.push(right);
    sequence += (left?.form ?? NO_CLIP).spacer + kept;
    if (isLast) sequence += (right?.form ?? NO_CLIP).spacer;
    placed.push({ index, id, sequence: kept, clippedStart, clippedEnd });
  });
  return { epitopes: placed, junctions: used, sequence };
}

async function unscoredAlleles(
  alleles: readonly HlaAllele[],
  { presentation }: JunctionEngines,
  context: Context,
): Promise<OrderedEpitopes['unscored']> {
  const unscored: { allele: HlaAllele; reason: string }[] = [];
  for (const mhcClass of ['I', 'II'] as const) {
    const ofClass = alleles.filter((allele) => hlaClass(allele) === mhcClass);
    const model = presentation.find((candidate) => candidate.mhcClass === mhcClass);
    if (ofClass.length === 0) continue;
    if (model === undefined) {
      const reason = `no class ${mhcClass} presentation model is installed`;
      unscored.push(...ofClass.map((allele) => ({ allele, reason })));
      continue;
    }
    for (const scores of await model.score([], ofClass, context)) {
      if (scores.kind === 'unscored') unscored.push(scores);
    }
  }
  return unscored.map(({ allele, reason }) => ({ allele, reason }));
}
