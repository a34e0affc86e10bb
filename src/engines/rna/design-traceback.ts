import { breathe, type Context } from '../../core/context.js';
import {
  arrivalsAt,
  type CodonGraph,
  edgesFrom,
  edgesInto,
  range,
} from '../../kernels/reference/rna-design-graph.js';
import { hairpins, interiorLoops, type Stretch } from '../../kernels/reference/rna-design-loops.js';
import {
  type DesignProblem,
  type DesignTables,
  stemEnergies,
  unpairedInMulti,
} from '../../kernels/reference/rna-design.js';
import { BASES, pairCode } from './energy-model.js';
import { type Partners } from './structure.js';

/** An mRNA and a fold of it. */
export interface DesignedFold {
  /** A, C, G, U. */
  readonly sequence: string;
  readonly partners: Partners;
}

export interface TracedDesign extends DesignedFold {
  /** The edge of the codon graph at each base. */
  readonly edges: Int32Array;
}

/** A step takes up to a few milliseconds. */
const STEPS_PER_BREATH = 8;

type Open =
  | { readonly kind: 'exterior'; readonly u: number }
  | { readonly kind: 'multi'; readonly u: number; readonly v: number }
  | { readonly kind: 'pair'; readonly edge: number; readonly arrival: number };

/** Reads the mRNA and the fold of least energy out of the tables; of several always the same one. */
export function traceDesign(
  problem: DesignProblem,
  tables: DesignTables,
  context: Context,
): Promise<TracedDesign> {
  return new Tracer(problem, tables).trace(context);
}

class Tracer {
  readonly #graph: CodonGraph;
  readonly #chosen: Int32Array;
  readonly #partners: Partners;

  constructor(
    private readonly problem: DesignProblem,
    private readonly tables: DesignTables,
  ) {
    this.#graph = problem.graph;
    this.#chosen = new Int32Array(problem.graph.baseCount).fill(-1);
    this.#partners = new Int32Array(problem.graph.baseCount).fill(-1);
  }

  async trace(context: Context): Promise<TracedDesign> {
    let steps = 0;
    const pending: Open[] = [{ kind: 'exterior', u: 0 }];
    for (let open = pending.pop(); open !== undefined; open = pending.pop()) {
      if (++steps % STEPS_PER_BREATH === 0) await breathe(context);
      if (open.kind === 'exterior') pending.push(...this.#exterior(open.u));
      else if (open.kind === 'multi') pending.push(...this.#multi(open.u, open.v));
      else pending.push(...this.#pair(open.edge, open.arrival));
    }
    const { edgeBase } = this.#graph;
    const bases = Array.from(this.#chosen, (edge, at) => {
      if (edge < 0) throw new Error(`no base was chosen at ${at}`);
      return BASES[edgeBase[edge] as number] as string;
    });
    return { sequence: bases.join(''), partners: this.#partners, edges: this.#chosen };
  }

  #choose(edges: readonly number[]): void {
    for (const edge of edges)
      this.#chosen[this.#graph.nodeGap[this.#graph.edgeSource[edge] as number] as number] = edge;
  }

  #exterior(from: number): readonly Open[] {
    const { edgeCost, edgeTarget, nodeGap } = this.#graph;
    const last = nodeGap.length - 1;
    const free: number[] = [];
    for (let u = from; u !== last;) {
      const target = this.tables.exterior(u);
      const stem = this.#stem(
        u,
        range(u + 1, last + 1),
        'exterior',
        (v) => target - this.tables.exterior(v),
      );
      if (stem !== null) {
        this.#fill(from, u, free.length, null, null);
        return [stem.open, { kind: 'exterior', u: stem.v }];
      }
      const edge = this.#cheapest(
        edgesFrom(this.#graph, u).filter(
          (edge) =>
            this.tables.exterior(edgeTarget[edge] as number) + (edgeCost[edge] as number) ===
            target,
        ),
      );
      free.push(edge);
      u = edgeTarget[edge] as number;
    }
    this.#fill(from, last, free.length, null, null);
    return [];
  }

  /** The first stem from u to one of `ends` that has the energy asked for. */
  #stem(
    u: number,
    ends: readonly number[],
    where: 'branch' | 'exterior',
    energyAt: (v: number) => number,
  ): { readonly open: Open; readonly v: number } | null {
    const { edgeBase, arrivalBase } = this.#graph;
    for (const v of ends) {
      const energy = energyAt(v);
      for (const edge of edgesFrom(this.#graph, u)) {
        for (const arrival of arrivalsAt(this.#graph, v)) {
          const base5 = edgeBase[edge] as number;
          const base3 = arrivalBase[arrival] as number;
          if (pairCode(base5, base3) < 0) continue;
          const end = stemEnergies(this.problem, base5, base3)[where];
          if (this.tables.pair(edge, arrival) + end === energy)
            return { open: { kind: 'pair', edge, arrival }, v };
        }
      }
    }
    return null;
  }

  #multi(u: number, v: number): readonly Open[] {
    const { edgeCost, edgeSource, edgeTarget } = this.#graph;
    const target = this.tables.multi(u, v);
    const unpaired = unpairedInMulti(this.problem);
    const stem = this.#stem(u, [v], 'branch', () => target);
    if (stem !== null) return [stem.open];
    const split = this.#split(u, v, target, false);
    if (split !== null) return split;
    const after = edgesFrom(this.#graph, u).filter(
      (edge) =>
        this.tables.multi(edgeTarget[edge] as number, v) + (edgeCost[edge] as number) + unpaired ===
        target,
    );
    if (after.length > 0) {
      const edge = this.#cheapest(after);
      this.#choose([edge]);
      return [{ kind: 'multi', u: edgeTarget[edge] as number, v }];
    }
    const before = edgesInto(this.#graph, v).filter(
      (edge) =>
        this.tables.multi(u, edgeSource[edge] as number) + (edgeCost[edge] as number) + unpaired ===
        target,
    );
    if (before.length > 0) {
      const edge = this.#cheapest(before);
      this.#choose([edge]);
      return [{ kind: 'multi', u, v: edgeSource[edge] as number }];
    }
    const better = this.#split(u, v, target, true);
    if (better === null) throw new Error('a multiloop part that the tables do not explain');
    return better;
  }

  /**
   * Two parts of a multiloop that have the energy asked for. With a beam the tables join a part with kept stems
   * only, and what they hold for the same two parts may lie below it: `orBetter` takes the lowest of those.
   */
  #split(u: number, v: number, target: number, orBetter: boolean): readonly Open[] | null {
    if (orBetter && this.problem.beam === null) return null;
    let lowest = target + 1;
    let at: number | null = null;
    for (const k of this.#between(u, v)) {
      const energy = this.tables.multi(u, k) + this.tables.multi(k, v);
      if (orBetter ? energy < lowest : energy === target) {
        lowest = energy;
        at = k;
        if (!orBetter) break;
      }
    }
    return at === null
      ? null
      : [
          { kind: 'multi', u, v: at },
          { kind: 'multi', u: at, v },
        ];
  }

  #between(u: number, v: number): readonly number[] {
    const { nodeFirst, nodeGap } = this.#graph;
    return range(
      nodeFirst[(nodeGap[u] as number) + 1] as number,
      nodeFirst[nodeGap[v] as number] as number,
    );
  }

  #pair(edge: number, arrival: number): readonly Open[] {
    const { arrivalEdges, edgeBase, edgeCost, edgeSource, edgeTarget, nodeGap } = this.#graph;
    const base5 = edgeBase[edge] as number;
    for (const other of arrivalEdges[arrival] as readonly number[]) {
      const target =
        this.tables.pair(edge, arrival) - (edgeCost[edge] as number) - (edgeCost[other] as number);
      const ends = [base5, edgeBase[other] as number] as const;
      const [u, v] = [edgeTarget[edge] as number, edgeSource[other] as number];
      const inside =
        this.#closed(...ends, u, v, target) ??
        this.#split(u, v, target - stemEnergies(this.problem, ...ends).closing, true);
      if (inside === null) continue;
      this.#choose([edge, other]);
      const i = nodeGap[edgeSource[edge] as number] as number;
      const j = nodeGap[edgeSource[other] as number] as number;
      this.#partners[i] = j;
      this.#partners[j] = i;
      return inside;
    }
    throw new Error('a pair that the tables do not explain');
  }

  /** What a pair around (u, v) closes at the energy `target`; null where nothing does. */
  #closed(
    base5: number,
    base3: number,
    u: number,
    v: number,
    target: number,
  ): readonly Open[] | null {
    const pair = (edge: number, arrival: number): number => this.tables.pair(edge, arrival);
    for (const loop of interiorLoops(this.problem, base5, base3, u, v, pair)) {
      if (loop.energy !== target) continue;
      this.#fillStretch(loop.left);
      this.#fillStretch(loop.right);
      return [{ kind: 'pair', edge: loop.edge, arrival: loop.arrival }];
    }
    for (const loop of hairpins(this.problem, base5, base3, u, v)) {
      if (loop.energy !== target) continue;
      if (loop.kind === 'every-base') this.#choose(loop.edges);
      else this.#fillStretch(loop.stretch);
      return [];
    }
    return this.#split(u, v, target - stemEnergies(this.problem, base5, base3).closing, false);
  }

  #fillStretch({ from, to, length, first, last }: Stretch): void {
    if (length > 0) this.#fill(from, to, length, first, last);
  }

  #cheapest(edges: readonly number[]): number {
    const { edgeCost, edgeLoss } = this.#graph;
    return [...edges].sort(
      (a, b) =>
        (edgeCost[a] as number) - (edgeCost[b] as number) ||
        (edgeLoss[a] as number) - (edgeLoss[b] as number) ||
        a - b,
    )[0] as number;
  }

  /** Chooses the cheapest bases between two nodes; of equal ones those of the more used codons. */
  #fill(from: number, to: number, length: number, first: number | null, last: number | null): void {
    const { edgeBase, edgeCost, edgeLoss, edgeTarget } = this.#graph;
    interface Way {
      readonly cost: number;
      readonly loss: number;
      readonly edges: readonly number[];
    }
    let ways = new Map<number, Way>([[from, { cost: 0, loss: 0, edges: [] }]]);
    for (let n = 0; n < length; n++) {
      const next = new Map<number, Way>();
      for (const [node, way] of ways) {
        for (const edge of edgesFrom(this.#graph, node)) {
          if (n === 0 && first !== null && edgeBase[edge] !== first) continue;
          if (n === length - 1 && last !== null && edgeBase[edge] !== last) continue;
          const target = edgeTarget[edge] as number;
          const cost = way.cost + (edgeCost[edge] as number);
          const loss = way.loss + (edgeLoss[edge] as number);
          const known = next.get(target);
          if (
            known === undefined ||
            cost < known.cost ||
            (cost === known.cost && loss < known.loss)
          )
            next.set(target, { cost, loss, edges: [...way.edges, edge] });
        }
      }
      ways = next;
    }
    const way = ways.get(to);
    if (way === undefined) throw new Error('a stretch that the codons do not allow');
    this.#choose(way.edges);
  }
}
