import { CONTEXT_LENGTH } from './rule-set-1.js';

/** How much each way of being alike counts; squares of units of the score. */
export interface KernelWeights {
  /** Same bases at the four places around the PAM's first base, linear. */
  readonly pam: number;
  /** At the last four of the protospacer and the same two of the PAM's side, cubed: three have to agree together. */
  readonly near: number;
  /** At the last ten of the protospacer and the PAM's first base, squared. */
  readonly seed: number;
  /** At all 28 free places, exponential. */
  readonly whole: number;
  /** Counts of the four bases in the protospacer, a Gaussian. */
  readonly composition: number;
  /** Same base at near places, where the composition is alike. */
  readonly placed: number;
  /** Same words of two, three and four bases, at near places. */
  readonly pairs: number;
  readonly triples: number;
  readonly fours: number;
}

/** 30-mers as two planes of bits, place i of the 30-mer at bit i: A 00, C 01, G 10, T 11. */
export interface PackedGuides {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

const BASES = 'ACGT';

function maskOf(places: readonly number[]): number {
  return places.reduce((mask, place) => mask | (1 << place), 0);
}

function span(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

const PROTOSPACER = { from: 4, to: 24 } as const;

interface Window {
  readonly name: 'pam' | 'near' | 'seed' | 'whole';
  readonly mask: number;
  /** What so many same bases count. */
  readonly likeness: Float64Array;
}

/** Unit of the exponential of `whole`: a same base makes the likeness e^0.3 as large. */
const WHOLE_RATE = 0.3;

function windowOf(
  name: Window['name'],
  places: readonly number[],
  likeness: (same: number, of: number) => number,
): Window {
  const values = Float64Array.from({ length: places.length + 1 }, (_, same) =>
    likeness(same, places.length),
  );
  return { name, mask: maskOf(places), likeness: values };
}

/** Likeness is 0 where nothing agrees and about 1 where all does. */
export const WINDOWS: readonly Window[] = [
  windowOf('pam', [22, 23, 24, 27], (same, of) => same / of),
  windowOf('near', [20, 21, 22, 23, 24, 27], (same, of) => (same / of) ** 3),
  windowOf('seed', span(14, 25), (same, of) => (same / of) ** 2),
  windowOf(
    'whole',
    span(0, CONTEXT_LENGTH).filter((i) => i !== 25 && i !== 26),
    (same, of) => Math.exp(WHOLE_RATE * (same - of)) - Math.exp(-WHOLE_RATE * of),
  ),
];

/** Words of `length` bases that begin at `from` or behind and end before `to`. */
export interface WordKind {
  readonly name: 'pairs' | 'triples' | 'fours';
  readonly length: number;
  readonly from: number;
  readonly starts: number;
  /** What the same word counts so many places away. */
  readonly nearness: Float64Array;
}

function nearness(deviation: number, starts: number): Float64Array {
  return Float64Array.from({ length: starts }, (_, apart) =>
    Math.exp(-(apart * apart) / (2 * deviation * deviation)),
  );
}

function wordKind(
  name: WordKind['name'],
  length: number,
  from: number,
  deviation: number,
): WordKind {
  const starts = PROTOSPACER.to - length + 1 - from;
  return { name, length, from, starts, nearness: nearness(deviation, starts) };
}

export const WORD_KINDS: readonly WordKind[] = [
  wordKind('pairs', 2, 4, 8),
  wordKind('triples', 3, 0, 2),
  wordKind('fours', 4, 0, 2),
];

/** `placed`: the first 25 places, a same base one place away counting exp(-1/2). */
export const PLACED_PLACES = 25;
const PLACED_NEARNESS = nearness(1, PLACED_PLACES);
const COMPOSITION_DEVIATION = 6;
const PLACED_DEVIATION = 5;

/** Gaussians by the squared distance of two counts of bases (at most 2 x 20 x 20). */
function gaussian(deviation: number): Float64Array {
  return Float64Array.from({ length: 801 }, (_, squared) =>
    Math.exp(-squared / (2 * deviation * deviation)),
  );
}
export const COMPOSITION_LIKENESS = gaussian(COMPOSITION_DEVIATION);
export const PLACED_LIKENESS = gaussian(PLACED_DEVIATION);

export function packGuides(contexts: readonly string[]): PackedGuides {
  const low = new Uint32Array(contexts.length);
  const high = new Uint32Array(contexts.length);
  contexts.forEach((context, guide) => {
    for (let place = 0; place < CONTEXT_LENGTH; place++) {
      const code = BASES.indexOf(context.charAt(place));
      low[guide]! |= (code & 1) << place;
      high[guide]! |= (code >> 1) << place;
    }
  });
  return { low, high };
}

/** A base of a packed guide, 0 to 3. */
export function baseAt({ low, high }: PackedGuides, guide: number, place: number): number {
  return (
    (((low[guide] as number) >>> place) & 1) | ((((high[guide] as number) >>> place) & 1) << 1)
  );
}

/** A word of a packed guide as a number in base four. */
export function wordAt(
  guides: PackedGuides,
  guide: number,
  { length, from }: Pick<WordKind, 'length' | 'from'>,
  start: number,
): number {
  let word = 0;
  for (let k = 0; k < length; k++) word = 4 * word + baseAt(guides, guide, from + start + k);
  return word;
}

/** A, C, G and T in the protospacer of each guide, four numbers a guide. */
export function baseCounts(guides: PackedGuides): Uint8Array {
  const counts = new Uint8Array(4 * guides.low.length);
  for (let guide = 0; guide < guides.low.length; guide++) {
    for (let place = PROTOSPACER.from; place < PROTOSPACER.to; place++) {
      counts[4 * guide + baseAt(guides, guide, place)]!++;
    }
  }
  return counts;
}

/** Squared distance of the counts of guide i and guide j. */
export function countDistance(a: Uint8Array, i: number, b: Uint8Array, j: number): number {
  let squared = 0;
  for (let base = 0; base < 4; base++) {
    const apart = (a[4 * i + base] as number) - (b[4 * j + base] as number);
    squared += apart * apart;
  }
  return squared;
}

/** Places at which guide i and guide j have the same base, as bits. */
export function samePlaces(a: PackedGuides, i: number, b: PackedGuides, j: number): number {
  return ~(
    ((a.low[i] as number) ^ (b.low[j] as number)) |
    ((a.high[i] as number) ^ (b.high[j] as number))
  );
}

export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * What each base (of four) at each of the first 25 places has in common with guide i: sum over its same bases of their
 * nearness. Added up over the places of another guide it is the likeness of `placed` before that of the composition.
 */
export function placedTable(guides: PackedGuides, i: number): Float64Array {
  const table = new Float64Array(4 * PLACED_PLACES);
  for (let from = 0; from < PLACED_PLACES; from++) {
    const base = baseAt(guides, i, from);
    for (let to = 0; to < PLACED_PLACES; to++) {
      table[4 * to + base]! += PLACED_NEARNESS[Math.abs(from - to)] as number;
    }
  }
  return table;
}

/** Adds `amount` times what guide i has in common with each word at each start (starts x 4^length numbers). */
export function addWords(
  table: Float64Array,
  kind: WordKind,
  guides: PackedGuides,
  i: number,
  amount: number,
): void {
  const words = 4 ** kind.length;
  for (let from = 0; from < kind.starts; from++) {
    const word = wordAt(guides, i, kind, from);
    for (let to = 0; to < kind.starts; to++) {
      table[to * words + word]! += amount * (kind.nearness[Math.abs(from - to)] as number);
    }
  }
}

/** Shares of a likeness, so that a guide is about 1 to itself. */
export function perPlaced(weights: KernelWeights): number {
  return weights.placed / PLACED_PLACES;
}

export function perWord(weights: KernelWeights, kind: WordKind): number {
  return weights[kind.name] / kind.starts;
}
