import type { SeededRandom } from '../../core/seeded-random.js';
import { UNKNOWN_RESIDUE } from '../../kernels/near-matches.js';
import type { Proteome } from '../search/proteome-format.js';

/** Random human peptides that a percentile rank is counted against. */
export const CALIBRATION_PEPTIDES = 100_000;
/** Rows of a rank table for a factor of ten in rank. */
const RANKS_PER_DECADE = 24;

/** Scores of random peptides at some ranks. */
export interface RankTable {
  /** Descending. */
  readonly scores: Float64Array;
  /** Per cent of random peptides that score at least as high, ascending to 100; parallel to `scores`. */
  readonly percents: Float64Array;
  /** ln of `percents`. */
  readonly logPercents: Float64Array;
}

/** 1-based places of a rank table's rows, ascending from 1 to `total`: even in the logarithm, and each per cent. */
export function rankPlaces(total: number): readonly number[] {
  const steps = Math.ceil(Math.log10(total) * RANKS_PER_DECADE);
  const places = new Set<number>();
  for (let step = 0; step <= steps; step++) places.add(Math.round(total ** (step / steps)));
  // Towards 100 % scores fall steeply, where rows even in the logarithm are too far apart.
  for (let percent = 1; percent <= 100; percent++) places.add(Math.round((total * percent) / 100));
  return [...places].sort((a, b) => a - b);
}

/** The table of an allele from the scores that random peptides have on it, in any order. */
export function rankTableOf(randomScores: Float64Array): RankTable {
  const ascending = randomScores.slice().sort();
  const places = rankPlaces(ascending.length);
  return rankTable(
    Float64Array.from(places, (place) => ascending.at(-place) as number),
    Float64Array.from(places, (place) => (100 * place) / ascending.length),
  );
}

export function rankTable(scores: Float64Array, percents: Float64Array): RankTable {
  return { scores, percents, logPercents: percents.map(Math.log) };
}

/** Per cent of random peptides that score at least as high: log-linear between rows, never below the first. */
export function percentileRank(
  { scores, percents, logPercents }: RankTable,
  score: number,
): number {
  const last = scores.length - 1;
  let low = 0;
  let high = last + 1;
  // The number of rows that score at least as high: ties count, as "at least as high" says.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((scores[middle] as number) >= score) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return percents[0] as number;
  const above = scores[low - 1] as number;
  if (low > last || above === score) return percents[low - 1] as number;
  const below = scores[low] as number;
  const from = logPercents[low - 1] as number;
  const to = logPercents[low] as number;
  return Math.exp(from + ((to - from) * (above - score)) / (above - below));
}

/**
 * Residue codes of `count` peptides from places drawn uniformly over a proteome, with replacement; stretches
 * with a residue that is none of the twenty are passed over.
 */
export function drawHumanPeptides(
  { text }: Proteome,
  {
    count,
    length,
    random,
  }: { readonly count: number; readonly length: number; readonly random: SeededRandom },
): Uint8Array {
  const residues = new Uint8Array(count * length);
  for (let drawn = 0; drawn < count;) {
    const start = random.below(text.length - length);
    const stretch = text.subarray(start, start + length);
    if (stretch.some((residue) => residue >= UNKNOWN_RESIDUE)) continue;
    residues.set(stretch, drawn * length);
    drawn++;
  }
  return residues;
}
