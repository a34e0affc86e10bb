import type { MhcClass } from '../../presentation/presentation-model.js';

/** Upper ends of the bins of ranks that were counted, %; the lowest rank that the models give is 0.001. */
const BIN_ENDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100] as const;

/**
 * Probability in each bin, by class. A rank is uniform over random human peptides, so by Bayes
 * P(ligand | rank) = P(ligand) x (density of the rank among ligands). The density is that of 14,599 held-out
 * mono-allelic ligands in class I and of 12,313 eluted 15-mers in class II; P(ligand) the median number of
 * ligands found per molecule (1,374.5 and 493.5) over the different peptides of expressed human proteins
 * (38.0 and 9.6 million, 69 % expressed). Made by training/vaccine/presentation-probability.ts.
 */
const PROBABILITIES: Readonly<Record<MhcClass, readonly number[]>> = {
  I: [
    0.154, 0.133, 0.0924, 0.0635, 0.0331, 0.0156, 0.00646, 0.00163, 0.000377, 0.0001, 0.0000268,
    0.0000101, 9.89e-7,
  ],
  II: [
    0.0438, 0.036, 0.0313, 0.0281, 0.0181, 0.0125, 0.00859, 0.00417, 0.0018, 0.000734, 0.000219,
    0.000073, 0.00000902,
  ],
};

/** The middle of each bin in the logarithm. */
const BIN_MIDDLES = BIN_ENDS.map((end, i) => Math.sqrt((BIN_ENDS[i - 1] ?? 0.001) * end));

/**
 * Probability that a peptide of an expressed protein is found presented by an allele on which it has this
 * percentile rank (0-100): log-log between the middles of the bins, level beyond them. It falls as the rank rises.
 */
export function presentationProbability(percentileRank: number, mhcClass: MhcClass): number {
  const probabilities = PROBABILITIES[mhcClass];
  const upper = BIN_MIDDLES.findIndex((middle) => middle >= percentileRank);
  if (upper === -1) return probabilities.at(-1) as number;
  const to = probabilities[upper] as number;
  if (upper === 0) return to;
  const from = probabilities[upper - 1] as number;
  const fromRank = BIN_MIDDLES[upper - 1] as number;
  const part =
    Math.log(percentileRank / fromRank) / Math.log((BIN_MIDDLES[upper] as number) / fromRank);
  return from * (to / from) ** part;
}
