import { meltingTemperature } from './melting-temperature.js';

/** An oligo whose 3′ end anneals to a template. */
export interface Primer {
  /** 5'->3', with what it adds in front. */
  readonly sequence: string;
  /** How many of its last bases anneal. */
  readonly annealedBases: number;
  /** Of those on their template, by nearest neighbours, degrees Celsius. */
  readonly meltingC: number;
}

const LENGTHS = { least: 18, most: 36 };
const BEST_C = 60;

/**
 * The primer that starts at `start0` of a template read 5'->3', long enough to melt nearest to 60 C; of two alike,
 * the one that ends in G or C. `tail` is put in front. Null: fewer than 18 bases are left.
 */
export function primerAt(template: string, start0: number, tail = ''): Primer | null {
  let best: Primer | null = null;
  let leastCost = Infinity;
  for (let length = LENGTHS.least; length <= LENGTHS.most; length++) {
    const annealed = template.slice(start0, start0 + length);
    if (annealed.length < length) break;
    const meltingC = meltingTemperature(annealed);
    const cost = Math.abs(meltingC - BEST_C) + (/[GC]$/.test(annealed) ? 0 : 1);
    if (cost >= leastCost) continue;
    leastCost = cost;
    best = { sequence: tail + annealed, annealedBases: length, meltingC };
  }
  return best;
}
