import { guideLetters } from './guide-letters.js';

/** A deletion between two copies of a short sequence on either side of a cut; one copy is lost with what lies between. */
interface MicrohomologyDeletion {
  /** The repeated sequence, at least 2 nt. */
  readonly microhomology: string;
  /** The bases lost, `[start0, end0)` of the given sequence. */
  readonly start0: number;
  readonly end0: number;
  /** nt */
  readonly length: number;
  /** Pattern score of Bae 2014: 100 x exp(-length / 20), rounded as there, x (A, T count 1, G, C count 2). */
  readonly score: number;
}

/** What a cut is expected to leave, where ends are joined through microhomology. */
export interface MicrohomologyOutcome {
  /** By score, best first, then by place. */
  readonly deletions: readonly MicrohomologyDeletion[];
  /** Sum of the scores. */
  readonly microhomologyScore: number;
  /** Share of the score in deletions whose length three does not divide, 0 to 1; null where there is no microhomology. */
  readonly outOfFrameShare: number | null;
}

const SHORTEST = 2;
/** nt over which a deletion's weight falls by e. */
const DECAY_NT = 20;

function patternScore(microhomology: string, length: number): number {
  const decay = Math.round(Math.exp(-length / DECAY_NT) * 1_000) / 1_000;
  const strong = microhomology.replaceAll(/[AT]/g, '').length;
  return 100 * decay * (microhomology.length + strong);
}

/**
 * Deletions through microhomology around a blunt cut before base `cut0` of `bases`, their scores and the share
 * that shifts the frame (Bae 2014, doi 10.1038/nmeth.3015). The source uses 60 to 80 bases, the cut in the middle; another
 * length gives another score. Each pair of copies counts at its full extent only.
 * @throws InputError for a letter besides A, C, G, T.
 */
export function microhomologyOutcome(bases: string, cut0: number): MicrohomologyOutcome {
  const sequence = guideLetters(bases, bases.length, 'the sequence around the cut');
  if (!(cut0 >= 0 && cut0 <= sequence.length)) throw new Error(`no place ${cut0} in the sequence`);
  const deletions: MicrohomologyDeletion[] = [];
  for (let left = 0; left < cut0; left++) {
    for (let right = cut0; right < sequence.length; right++) {
      if (left > 0 && right > cut0 && sequence[left - 1] === sequence[right - 1]) continue;
      let size = 0;
      while (
        left + size < cut0 &&
        right + size < sequence.length &&
        sequence[left + size] === sequence[right + size]
      ) {
        size++;
      }
      if (size < SHORTEST) continue;
      const microhomology = sequence.slice(left, left + size);
      const length = right - left;
      deletions.push({
        microhomology,
        start0: left + size,
        end0: right + size,
        length,
        score: patternScore(microhomology, length),
      });
    }
  }
  deletions.sort((a, b) => b.score - a.score || a.start0 - b.start0 || a.end0 - b.end0);
  let sum = 0;
  let shifting = 0;
  for (const { length, score } of deletions) {
    sum += score;
    if (length % 3 !== 0) shifting += score;
  }
  return {
    deletions,
    microhomologyScore: sum,
    outOfFrameShare: sum > 0 ? shifting / sum : null,
  };
}
