import type { DoubtBin } from './efficacy-model.js';
import { COMPOSITION_SUBJECT, placeName } from './guide-features.js';
import {
  addWords,
  baseAt,
  baseCounts,
  bitCount,
  COMPOSITION_LIKENESS,
  countDistance,
  type KernelWeights,
  PLACED_LIKENESS,
  PLACED_PLACES,
  type PackedGuides,
  packGuides,
  perPlaced,
  perWord,
  placedTable,
  WINDOWS,
  WORD_KINDS,
  wordAt,
  type WordKind,
} from './guide-kernel.js';
import { CONTEXT_LENGTH } from './rule-set-1.js';

/** What is asked of a guide: each place of the 30-mer, and last its composition. */
export const KERNEL_SUBJECTS = CONTEXT_LENGTH + 1;
const COMPOSITION = CONTEXT_LENGTH;

/** Kernel ridge regression: a score is the mean and, for each guide of training, its coefficient times its likeness. */
export interface KernelVariant {
  readonly weights: KernelWeights;
  /** Mean of the ranks in training. */
  readonly mean: number;
  readonly guides: PackedGuides;
  readonly coefficients: Float32Array;
  /** Mean over the guides of training of what each subject adds, KERNEL_SUBJECTS of them. */
  readonly usual: Float64Array;
  /** As of EfficacyVariant. */
  readonly doubt: readonly DoubtBin[];
}

/** Scores a 30-mer as `guideContext` gives it. */
export interface KernelScorer {
  /** What each subject adds to the mean; together with it they are the score. */
  amounts(context: string): Float64Array;
}

type Fitted = Pick<KernelVariant, 'weights' | 'guides' | 'coefficients'>;

/** Sums over the guides of training what can be summed before a guide is known. */
export function openKernel(model: Fitted): KernelScorer {
  const compositions = byComposition(model);
  const words = WORD_KINDS.map((kind) => wordTable(model, kind));
  return {
    amounts: (context) => {
      const guide = packGuides([context]);
      const amounts = new Float64Array(KERNEL_SUBJECTS);
      addWindows(amounts, model, guide);
      addCompositions(amounts, model.weights, compositions, guide);
      WORD_KINDS.forEach((kind, n) =>
        addWordsFound(amounts, kind, words[n] as Float64Array, guide),
      );
      return amounts;
    },
  };
}

const CHUNK_BITS = 6;
const CHUNK_VALUES = 2 ** CHUNK_BITS;
const CHUNKS = CONTEXT_LENGTH / CHUNK_BITS;

/** Likenesses of places that agree together, each shared evenly among these places. */
function addWindows(
  amounts: Float64Array,
  { weights, guides, coefficients }: Fitted,
  guide: PackedGuides,
): void {
  const { low, high } = guides;
  const [ownLow = 0] = guide.low;
  const [ownHigh = 0] = guide.high;
  // Summed by which six places agree, in five tables, and told apart by place at the end: a step per table, not per place.
  const sums = new Float64Array(CHUNKS * CHUNK_VALUES);
  for (const { name, mask, likeness } of WINDOWS) {
    const shares = likeness.map((value, same) => (same === 0 ? 0 : (weights[name] * value) / same));
    const first = Math.floor((31 - Math.clz32(mask & -mask)) / CHUNK_BITS);
    for (let i = 0; i < coefficients.length; i++) {
      const bits = ~(((low[i] as number) ^ ownLow) | ((high[i] as number) ^ ownHigh)) & mask;
      const share = (coefficients[i] as number) * (shares[bitCount(bits)] as number);
      for (let chunk = first; chunk < CHUNKS; chunk++) {
        const agreeing = (bits >>> (chunk * CHUNK_BITS)) & (CHUNK_VALUES - 1);
        const at = chunk * CHUNK_VALUES + agreeing;
        sums[at] = (sums[at] as number) + share;
      }
    }
  }
  for (let at = 0; at < sums.length; at++) {
    const from = Math.floor(at / CHUNK_VALUES) * CHUNK_BITS;
    for (let k = 0; k < CHUNK_BITS; k++) {
      if ((at >> k) & 1) amounts[from + k]! += sums[at] as number;
    }
  }
}

/** Guides of training with the same counts of bases, taken together. */
interface Compositions {
  /** Four a composition. */
  readonly counts: Uint8Array;
  readonly coefficients: Float64Array;
  /** What each base at each of the first places counts, 4 x PLACED_PLACES a composition. */
  readonly placed: Float64Array;
}

function byComposition({ guides, coefficients }: Fitted): Compositions {
  const counts = baseCounts(guides);
  const numberOf = new Map<number, number>();
  const compositionOf = Uint32Array.from(coefficients, (_, i) => {
    const [a, c, g] = counts.subarray(4 * i, 4 * i + 3);
    const key = ((a as number) << 10) | ((c as number) << 5) | (g as number);
    const known = numberOf.get(key) ?? numberOf.size;
    numberOf.set(key, known);
    return known;
  });
  const found: Compositions = {
    counts: new Uint8Array(4 * numberOf.size),
    coefficients: new Float64Array(numberOf.size),
    placed: new Float64Array(4 * PLACED_PLACES * numberOf.size),
  };
  compositionOf.forEach((composition, i) => {
    const coefficient = coefficients[i] as number;
    found.counts.set(counts.subarray(4 * i, 4 * i + 4), 4 * composition);
    found.coefficients[composition]! += coefficient;
    placedTable(guides, i).forEach((value, at) => {
      found.placed[4 * PLACED_PLACES * composition + at]! += coefficient * value;
    });
  });
  return found;
}

function addCompositions(
  amounts: Float64Array,
  weights: KernelWeights,
  { counts, coefficients, placed }: Compositions,
  guide: PackedGuides,
): void {
  const own = baseCounts(guide);
  const at = Uint8Array.from({ length: PLACED_PLACES }, (_, place) => {
    return 4 * place + baseAt(guide, 0, place);
  });
  for (let composition = 0; composition < coefficients.length; composition++) {
    const squared = countDistance(counts, composition, own, 0);
    amounts[COMPOSITION]! +=
      weights.composition *
      (coefficients[composition] as number) *
      (COMPOSITION_LIKENESS[squared] as number);
    const near = perPlaced(weights) * (PLACED_LIKENESS[squared] as number);
    const from = 4 * PLACED_PLACES * composition;
    for (let place = 0; place < PLACED_PLACES; place++) {
      amounts[place]! += near * (placed[from + (at[place] as number)] as number);
    }
  }
}

function wordTable({ weights, guides, coefficients }: Fitted, kind: WordKind): Float64Array {
  const table = new Float64Array(kind.starts * 4 ** kind.length);
  coefficients.forEach((coefficient, i) => {
    addWords(table, kind, guides, i, coefficient * perWord(weights, kind));
  });
  return table;
}

/** What a word adds is shared evenly among its places. */
function addWordsFound(
  amounts: Float64Array,
  kind: WordKind,
  table: Float64Array,
  guide: PackedGuides,
): void {
  for (let start = 0; start < kind.starts; start++) {
    const amount = table[start * 4 ** kind.length + wordAt(guide, 0, kind, start)] as number;
    for (let k = 0; k < kind.length; k++) {
      amounts[kind.from + start + k]! += amount / kind.length;
    }
  }
}

/** The score of a guide nothing is known of. */
export function kernelBase({ mean, usual }: Pick<KernelVariant, 'mean' | 'usual'>): number {
  return usual.reduce((sum, amount) => sum + amount, mean);
}

export function kernelScore(mean: number, amounts: Float64Array): number {
  return amounts.reduce((sum, amount) => sum + amount, mean);
}

/** What each subject adds to `kernelBase`; exact: they add up to the score. */
export function kernelReasons(
  { usual }: Pick<KernelVariant, 'usual'>,
  amounts: Float64Array,
): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  amounts.forEach((amount, subject) => {
    const effect = amount - (usual[subject] as number);
    // The two G of the PAM are the same in every guide.
    if (amount === 0 && effect === 0) return;
    reasons.set(subject === COMPOSITION ? COMPOSITION_SUBJECT : placeName(subject), effect);
  });
  return reasons;
}
