import { reverseComplement } from '../genome/reverse-complement.js';

/** The 96 kinds of substitution with the bases beside it, in COSMIC's order: `A[C>A]A`, `A[C>A]C`, … */
export const CHANNELS: readonly string[] = ['C>A', 'C>G', 'C>T', 'T>A', 'T>C', 'T>G'].flatMap(
  (change) =>
    [...'ACGT'].flatMap((before) => [...'ACGT'].map((after) => `${before}[${change}]${after}`)),
);

const INDEX_OF: ReadonlyMap<string, number> = new Map(CHANNELS.map((name, i) => [name, i]));

/**
 * The channel of a substitution, told on the strand whose changed base is C or T; null where a base is not one of
 * A, C, G and T, or nothing changes.
 */
export function channelOf(
  before: string,
  reference: string,
  alternate: string,
  after: string,
): number | null {
  const isPyrimidine = reference === 'C' || reference === 'T';
  const [first, from, to, last] = isPyrimidine
    ? [before, reference, alternate, after]
    : [after, reference, alternate, before].map(reverseComplement);
  return INDEX_OF.get(`${first}[${from}>${to}]${last}`) ?? null;
}
