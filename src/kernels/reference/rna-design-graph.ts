import { BASES } from './rna-fold-energies.js';

/** Energies of a design are counted in this many parts of 1/100 kcal/mol, so that rounded codon costs add up well. */
export const UNITS_PER_DCAL = 128;

/** A codon that may stand at one place. */
export interface CodonChoice {
  /** Three of A, C, G, U. */
  readonly codon: string;
  /** -ln of its relative adaptiveness: 0 for the most used codon of its residue. */
  readonly loss: number;
  /** What it adds to the energy, 1/128 of 1/100 kcal/mol; 0 for the cheapest codon of its place. */
  readonly cost: number;
}

/**
 * All mRNAs of a protein, as paths. A node is a gap between two bases together with what has been read of its
 * codon: one node between codons, one or two inside. An edge is a base. An arrival is all edges of one base into one
 * node: outside of the pair that such a base makes, nothing can tell them apart.
 */
export interface CodonGraph {
  readonly baseCount: number;
  /** Nodes of gap b are `nodeFirst[b]` to `nodeFirst[b + 1]`, gaps 0 to baseCount. */
  readonly nodeFirst: Int32Array;
  /** Gap of each node. */
  readonly nodeGap: Int32Array;
  /** Edges out of node u are `edgeFirst[u]` to `edgeFirst[u + 1]`. */
  readonly edgeFirst: Int32Array;
  readonly edgeSource: Int32Array;
  readonly edgeTarget: Int32Array;
  readonly edgeBase: Uint8Array;
  readonly edgeCost: Int32Array;
  readonly edgeLoss: Float64Array;
  readonly edgeArrival: Int32Array;
  /** Arrivals at node v are `arrivalFirst[v]` to `arrivalFirst[v + 1]`. */
  readonly arrivalFirst: Int32Array;
  readonly arrivalEnd: Int32Array;
  readonly arrivalBase: Uint8Array;
  /** Edges of each arrival: one or two. */
  readonly arrivalEdges: readonly (readonly number[])[];
}

interface Edge {
  readonly source: number;
  readonly target: number;
  readonly base: number;
  readonly cost: number;
  readonly loss: number;
}

/** The graph of `places.length` codons, each with its choices. @throws Error for a place without a choice of cost 0. */
export function codonGraph(places: readonly (readonly CodonChoice[])[]): CodonGraph {
  const nodeFirst = [0];
  const edges: Edge[] = [];
  let node = 0;
  for (const choices of places) {
    if (Math.min(...choices.map(({ cost }) => cost)) !== 0)
      throw new Error('a place without a codon of cost 0');
    const firsts = prefixes(choices, 1);
    const seconds = prefixes(choices, 2);
    const firstNode = node + 1;
    const secondNode = firstNode + firsts.length;
    const end = secondNode + seconds.length;
    nodeFirst.push(firstNode, secondNode, end);
    firsts.forEach((first, f) =>
      edges.push({ source: node, target: firstNode + f, ...silentBase(first, 0) }),
    );
    seconds.forEach((second, s) =>
      edges.push({
        source: firstNode + firsts.indexOf(second.slice(0, 1)),
        target: secondNode + s,
        ...silentBase(second, 1),
      }),
    );
    for (const { codon, cost, loss } of choices) {
      const source = secondNode + seconds.indexOf(codon.slice(0, 2));
      edges.push({ source, target: end, base: BASES.indexOf(codon[2] as string), cost, loss });
    }
    node = end;
  }
  nodeFirst.push(node + 1);
  return indexed(nodeFirst, edges);
}

function prefixes(choices: readonly CodonChoice[], length: number): readonly string[] {
  return [...new Set(choices.map(({ codon }) => codon.slice(0, length)))].sort();
}

/** The codon's cost lies on its last base: only there is the codon known. */
function silentBase(prefix: string, at: number): Pick<Edge, 'base' | 'cost' | 'loss'> {
  return { base: BASES.indexOf(prefix[at] as string), cost: 0, loss: 0 };
}

function indexed(nodeFirst: readonly number[], unsorted: readonly Edge[]): CodonGraph {
  const nodes = nodeFirst.at(-1) as number;
  const edges = [...unsorted].sort((a, b) => a.source - b.source || a.base - b.base);
  const edgeFirst = new Int32Array(nodes + 1);
  for (const { source } of edges) edgeFirst[source + 1] = (edgeFirst[source + 1] as number) + 1;
  for (let u = 0; u < nodes; u++)
    edgeFirst[u + 1] = (edgeFirst[u + 1] as number) + (edgeFirst[u] as number);

  const byEnd = edges
    .map((edge, index) => ({ ...edge, index }))
    .sort((a, b) => a.target - b.target || a.base - b.base || a.source - b.source);
  const arrivalFirst = new Int32Array(nodes + 1);
  const arrivalEdges: number[][] = [];
  const arrivalEnd: number[] = [];
  const arrivalBase: number[] = [];
  const edgeArrival = new Int32Array(edges.length);
  for (const { target, base, index } of byEnd) {
    const last = arrivalEdges.length - 1;
    if (last >= 0 && arrivalEnd[last] === target && arrivalBase[last] === base) {
      (arrivalEdges[last] as number[]).push(index);
    } else {
      arrivalEdges.push([index]);
      arrivalEnd.push(target);
      arrivalBase.push(base);
      arrivalFirst[target + 1] = (arrivalFirst[target + 1] as number) + 1;
    }
    edgeArrival[index] = arrivalEdges.length - 1;
  }
  for (let v = 0; v < nodes; v++)
    arrivalFirst[v + 1] = (arrivalFirst[v + 1] as number) + (arrivalFirst[v] as number);

  const nodeGap = new Int32Array(nodes);
  for (let gap = 0; gap + 1 < nodeFirst.length; gap++)
    nodeGap.fill(gap, nodeFirst[gap], nodeFirst[gap + 1]);
  return {
    baseCount: nodeFirst.length - 2,
    nodeFirst: Int32Array.from(nodeFirst),
    nodeGap,
    edgeFirst,
    edgeSource: Int32Array.from(edges, ({ source }) => source),
    edgeTarget: Int32Array.from(edges, ({ target }) => target),
    edgeBase: Uint8Array.from(edges, ({ base }) => base),
    edgeCost: Int32Array.from(edges, ({ cost }) => cost),
    edgeLoss: Float64Array.from(edges, ({ loss }) => loss),
    edgeArrival,
    arrivalFirst,
    arrivalEnd: Int32Array.from(arrivalEnd),
    arrivalBase: Uint8Array.from(arrivalBase),
    arrivalEdges,
  };
}

/** `from` up to, but without, `to`. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** Edges out of a node. */
export function edgesFrom({ edgeFirst }: CodonGraph, node: number): readonly number[] {
  return range(edgeFirst[node] as number, edgeFirst[node + 1] as number);
}

/** Arrivals at a node. */
export function arrivalsAt({ arrivalFirst }: CodonGraph, node: number): readonly number[] {
  return range(arrivalFirst[node] as number, arrivalFirst[node + 1] as number);
}

/** Edges into a node. */
export function edgesInto(graph: CodonGraph, node: number): readonly number[] {
  return arrivalsAt(graph, node).flatMap((arrival) => graph.arrivalEdges[arrival] as number[]);
}
