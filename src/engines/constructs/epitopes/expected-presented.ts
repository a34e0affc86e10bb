import type { EpitopeCandidate, Likelihood, PatientAllele } from './epitope-candidate.js';

/** What a likelihood counts as where it is not known. */
export interface UnknownFactor {
  readonly known: number;
  readonly unknown: number;
  /** Mean of the known ones, which the unknown take; null where the factor is left out: none is known, or they tell nothing. */
  readonly mean: number | null;
}

/** As much may the likelihoods of a pair differ from 1. */
const ROUNDING = 1e-12;

/** The numbers of the objective, every factor filled. */
export interface CountedCandidates {
  /** clonal x expressed, by candidate. */
  readonly weights: Float64Array;
  /** Index of the mutation, by candidate. */
  readonly mutations: Int32Array;
  readonly mutationCount: number;
  /** That an allele shows the candidate's best peptide, `candidates x alleles`; 0 where it shows none. */
  readonly shown: Float64Array;
  /** Which peptide that is, of a mutation on an allele: windows that share it count it once. -1: none. */
  readonly peptides: Int32Array;
  readonly peptideCount: number;
  readonly kept: Float64Array;
  /** The allele that is left where this one is lost, by allele; -1: none, lost on its own. */
  readonly partners: Int32Array;
}

export function unknownFactor(likelihoods: readonly Likelihood[]): UnknownFactor {
  const values = likelihoods.flatMap(({ value }) => (value === null ? [] : [value]));
  return {
    known: values.length,
    unknown: likelihoods.length - values.length,
    mean:
      values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}

function counted({ value }: Likelihood, unknown: UnknownFactor): number {
  return value ?? unknown.mean ?? 1;
}

/** Of each allele the other of its pair; one that no model scores takes no part, and shows nothing. */
function partnersOf(alleles: readonly PatientAllele[]): Int32Array {
  const partners = Int32Array.from(alleles, ({ pairedWith }) =>
    pairedWith === undefined ? -1 : alleles.findIndex(({ allele }) => allele === pairedWith),
  );
  partners.forEach((partner, a) => {
    if (partner < 0) return;
    const kept = [a, partner].map((at) => alleles[at]?.kept.value ?? NaN) as [number, number];
    if (
      partner === a ||
      partners[partner] !== a ||
      !(Math.abs(kept[0] + kept[1] - 1) <= ROUNDING)
    ) {
      throw new Error(`${alleles[a]?.allele} is not one of a pair of which exactly one is kept`);
    }
  });
  return partners;
}

/** Candidates of one mutation share its weight, so that it counts once: the highest of theirs. */
export function countCandidates(
  candidates: readonly EpitopeCandidate[],
  alleles: readonly PatientAllele[],
  factors: {
    readonly clonal: UnknownFactor;
    readonly expressed: UnknownFactor;
  },
): CountedCandidates {
  const indices = new Map<string, number>();
  const mutations = Int32Array.from(candidates, ({ mutation }) => {
    const known = indices.get(mutation) ?? indices.size;
    indices.set(mutation, known);
    return known;
  });
  const ofMutation = new Float64Array(indices.size);
  candidates.forEach(({ clonal, expressed }, i) => {
    const weight = counted(clonal, factors.clonal) * counted(expressed, factors.expressed);
    const at = mutations[i] as number;
    ofMutation[at] = Math.max(ofMutation[at] as number, weight);
  });
  const shown = new Float64Array(candidates.length * alleles.length);
  const peptides = new Int32Array(shown.length).fill(-1);
  const known = new Map<string, number>();
  candidates.forEach((candidate, i) => {
    candidate.shown.forEach((best, a) => {
      if (best === null) return;
      const at = i * alleles.length + a;
      const key = `${mutations[i]} ${a} ${best.peptide}`;
      const index = known.get(key) ?? known.size;
      known.set(key, index);
      shown[at] = best.probability;
      peptides[at] = index;
    });
  });
  return {
    weights: Float64Array.from(mutations, (mutation) => ofMutation[mutation] as number),
    mutations,
    mutationCount: indices.size,
    shown,
    peptides,
    peptideCount: known.size,
    kept: Float64Array.from(alleles, ({ kept }) => kept.value ?? 1),
    partners: partnersOf(alleles),
  };
}

/** A set of candidates and what it is worth; candidates are only added. */
export class PresentedSet {
  readonly members: number[] = [];
  value = 0;
  /** That an allele shows no peptide of the chosen windows of a mutation, `mutations x alleles`. */
  private readonly hidden: Float64Array;
  /** 1 for the peptides counted in `hidden`. */
  private readonly counted: Uint8Array;
  /** That no allele shows the mutation. */
  private readonly missed: Float64Array;

  constructor(private readonly from: CountedCandidates) {
    this.hidden = new Float64Array(from.mutationCount * from.kept.length).fill(1);
    this.missed = new Float64Array(from.mutationCount).fill(1);
    this.counted = new Uint8Array(from.peptideCount);
  }

  /** By how much the candidate would raise the value. */
  gain(candidate: number): number {
    const mutation = this.from.mutations[candidate] as number;
    const before = this.missed[mutation] as number;
    return (this.from.weights[candidate] as number) * (before - this.missedWith(candidate));
  }

  add(candidate: number): number {
    const { mutations, peptides, kept } = this.from;
    const gain = this.gain(candidate);
    const mutation = mutations[candidate] as number;
    this.missed[mutation] = this.missedWith(candidate);
    for (let a = 0; a < kept.length; a++) {
      this.hidden[mutation * kept.length + a] = this.hiddenWith(candidate, a);
    }
    for (let a = 0; a < kept.length; a++) {
      const peptide = peptides[candidate * kept.length + a] as number;
      if (peptide >= 0) this.counted[peptide] = 1;
    }
    this.members.push(candidate);
    this.value += gain;
    return gain;
  }

  /** That the allele shows no peptide of the mutation with the candidate beside those chosen. */
  private hiddenWith(candidate: number, allele: number): number {
    const { mutations, shown, peptides, kept } = this.from;
    const before = this.hidden[(mutations[candidate] as number) * kept.length + allele] as number;
    const at = candidate * kept.length + allele;
    const peptide = peptides[at] as number;
    return peptide < 0 || this.counted[peptide] === 1
      ? before
      : before * (1 - (shown[at] as number));
  }

  private missedWith(candidate: number): number {
    const { kept, partners } = this.from;
    let missed = 1;
    for (let a = 0; a < kept.length; a++) {
      const partner = partners[a] as number;
      const hidden = this.hiddenWith(candidate, a);
      if (partner < 0) missed *= 1 - (kept[a] as number) * (1 - hidden);
      else if (partner > a) {
        // One of them is left, either this or its partner.
        missed *=
          1 -
          (kept[a] as number) * (1 - hidden) -
          (kept[partner] as number) * (1 - this.hiddenWith(candidate, partner));
      }
    }
    return missed;
  }
}

/** What a set is worth, whatever the order of its members. */
export function expectedPresented(from: CountedCandidates, members: Iterable<number>): number {
  const set = new PresentedSet(from);
  for (const member of members) set.add(member);
  return set.value;
}
