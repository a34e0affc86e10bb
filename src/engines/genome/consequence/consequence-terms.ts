export type Impact = 'HIGH' | 'MODERATE' | 'LOW' | 'MODIFIER';

/**
 * Sequence Ontology terms and impacts of Ensembl's VEP, most severe first, in the order in which VEP 105
 * writes them (https://www.ensembl.org/info/genome/variation/prediction/predicted_data.html). Where
 * VEP's ranks tie, the order is the one in its output for HCC1395.
 */
const TERMS = [
  ['transcript_ablation', 'HIGH'],
  ['splice_acceptor_variant', 'HIGH'],
  ['splice_donor_variant', 'HIGH'],
  ['stop_gained', 'HIGH'],
  ['frameshift_variant', 'HIGH'],
  ['stop_lost', 'HIGH'],
  ['start_lost', 'HIGH'],
  ['inframe_insertion', 'MODERATE'],
  ['inframe_deletion', 'MODERATE'],
  ['missense_variant', 'MODERATE'],
  ['protein_altering_variant', 'MODERATE'],
  ['splice_donor_5th_base_variant', 'LOW'],
  ['splice_donor_region_variant', 'LOW'],
  ['splice_polypyrimidine_tract_variant', 'LOW'],
  ['splice_region_variant', 'LOW'],
  ['incomplete_terminal_codon_variant', 'LOW'],
  ['start_retained_variant', 'LOW'],
  ['stop_retained_variant', 'LOW'],
  ['synonymous_variant', 'LOW'],
  ['coding_sequence_variant', 'MODIFIER'],
  ['5_prime_UTR_variant', 'MODIFIER'],
  ['3_prime_UTR_variant', 'MODIFIER'],
  ['non_coding_transcript_exon_variant', 'MODIFIER'],
  ['intron_variant', 'MODIFIER'],
  ['NMD_transcript_variant', 'MODIFIER'],
  ['non_coding_transcript_variant', 'MODIFIER'],
  ['upstream_gene_variant', 'MODIFIER'],
  ['downstream_gene_variant', 'MODIFIER'],
] as const satisfies readonly (readonly [string, Impact])[];

export type ConsequenceTerm = (typeof TERMS)[number][0];

const BIT_OF_TERM = new Map<ConsequenceTerm, number>(TERMS.map(([term], i) => [term, 1 << i]));

/** One bit a term, so that a set of terms is a number; the lowest bit is the most severe term. */
export function termBit(term: ConsequenceTerm): number {
  return BIT_OF_TERM.get(term) as number;
}

export interface RankedTerms {
  /** Most severe first. */
  readonly terms: readonly ConsequenceTerm[];
  /** Impact of the most severe term. */
  readonly impact: Impact;
}

const ranked = new Map<number, RankedTerms>();

/** The terms of a set of bits; equal sets give the same object. */
export function rankedTerms(bits: number): RankedTerms {
  const known = ranked.get(bits);
  if (known !== undefined) return known;
  const found = TERMS.filter((_, i) => (bits & (1 << i)) !== 0);
  const made: RankedTerms = {
    terms: found.map(([term]) => term),
    impact: found[0]?.[1] ?? 'MODIFIER',
  };
  ranked.set(bits, made);
  return made;
}
