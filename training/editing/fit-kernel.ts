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
  samePlaces,
  WINDOWS,
  WORD_KINDS,
  wordAt,
} from '../../src/engines/editing/guide-kernel.js';
import type { KernelGuide } from './kernel-guides.js';

/** What the ranks owe to the cut's place within its own gene: fitted beside the sequence and left out of the score. */
export interface PlaceWeights {
  /** Alike in share of the protein (deviation 15 %). */
  readonly share: number;
  /** Alike within 10 and within 50 residues: domains, shared cleavage sites of neighbours. */
  readonly near: number;
  readonly far: number;
}

export interface KernelSetting {
  readonly name: string;
  readonly weights: KernelWeights;
  readonly place: PlaceWeights;
  /** Variance of a rank that nothing explains; of a guide with r rows, its half and the other half over r. */
  readonly noise: number;
}

/** Likeness of every guide with every other (row-major). */
export function likenessMatrix(
  guides: readonly KernelGuide[],
  weights: KernelWeights,
): Float64Array {
  const n = guides.length;
  const packed = packGuides(guides.map(({ context }) => context));
  const counts = baseCounts(packed);
  const bases = Uint8Array.from({ length: n * PLACED_PLACES }, (_, at) =>
    baseAt(packed, Math.floor(at / PLACED_PLACES), at % PLACED_PLACES),
  );
  const words = WORD_KINDS.map((kind) =>
    Uint8Array.from({ length: n * kind.starts }, (_, at) =>
      wordAt(packed, Math.floor(at / kind.starts), kind, at % kind.starts),
    ),
  );
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const placed = placedTable(packed, i);
    const tables = WORD_KINDS.map((kind) => {
      const table = new Float64Array(kind.starts * 4 ** kind.length);
      addWords(table, kind, packed, i, perWord(weights, kind));
      return table;
    });
    for (let j = 0; j <= i; j++) {
      const squared = countDistance(counts, i, counts, j);
      let near = 0;
      for (let place = 0; place < PLACED_PLACES; place++) {
        near += placed[4 * place + (bases[j * PLACED_PLACES + place] as number)] as number;
      }
      let likeness =
        windowLikeness(weights, packed, i, j) +
        weights.composition * (COMPOSITION_LIKENESS[squared] as number) +
        perPlaced(weights) * near * (PLACED_LIKENESS[squared] as number);
      for (let k = 0; k < WORD_KINDS.length; k++) {
        const { starts, length } = WORD_KINDS[k] as (typeof WORD_KINDS)[number];
        const table = tables[k] as Float64Array;
        const own = words[k] as Uint8Array;
        for (let start = 0; start < starts; start++) {
          likeness += table[
            (start << (2 * length)) + (own[j * starts + start] as number)
          ] as number;
        }
      }
      matrix[i * n + j] = likeness;
      matrix[j * n + i] = likeness;
    }
  }
  return matrix;
}

function windowLikeness(
  weights: KernelWeights,
  packed: PackedGuides,
  i: number,
  j: number,
): number {
  const same = samePlaces(packed, i, packed, j);
  let sum = 0;
  for (const { name, mask, likeness } of WINDOWS) {
    sum += weights[name] * (likeness[bitCount(same & mask)] as number);
  }
  return sum;
}

/** Covariance of two guides' ranks besides their sequence: what the cut's place does, and chance in a guide with itself. */
export function besideSequence(
  a: KernelGuide,
  b: KernelGuide,
  { place, noise }: Pick<KernelSetting, 'place' | 'noise'>,
): number {
  if (a.gene !== b.gene) return 0;
  const residues = (a.cut.residue - b.cut.residue) ** 2;
  const shares = (shareOf(a) - shareOf(b)) ** 2;
  return (
    place.share * Math.exp(-shares / (2 * 0.15 ** 2)) +
    place.near * Math.exp(-residues / (2 * 10 ** 2)) +
    place.far * Math.exp(-residues / (2 * 50 ** 2)) +
    (a === b ? noise * (0.5 + 0.5 / a.rows) : 0)
  );
}

/** Likeness with what is beside the sequence: the matrix that the coefficients solve. */
export function covarianceMatrix(
  likeness: Float64Array,
  guides: readonly KernelGuide[],
  setting: Pick<KernelSetting, 'place' | 'noise'>,
): Float64Array {
  const n = guides.length;
  const covariance = likeness.slice();
  guides.forEach((a, i) => {
    guides.forEach((b, j) => {
      covariance[i * n + j]! += besideSequence(a, b, setting);
    });
  });
  return covariance;
}

function shareOf({ cut }: KernelGuide): number {
  return cut.residue / cut.proteinLength;
}
