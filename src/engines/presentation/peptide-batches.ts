import { residueCode } from '../../core/amino-acids.js';
import type { Peptide } from '../../core/brands.js';

/** Peptides of one length. */
export interface PeptideBatch {
  readonly length: number;
  /** Places in the list they come from. */
  readonly indices: Int32Array;
  /** Residue codes 0-19, `indices.length x length`. */
  readonly residues: Uint8Array;
}

/**
 * Peptides sorted by length; leaves out those of other lengths than `lengths`.
 * @throws Error for a residue that is none of the twenty, whatever the types say.
 */
export function peptideBatches(
  peptides: readonly Peptide[],
  lengths: readonly number[],
): readonly PeptideBatch[] {
  const places = new Map(lengths.map((length) => [length, [] as number[]]));
  for (const [i, { length }] of peptides.entries()) places.get(length)?.push(i);
  return [...places]
    .filter(([, indices]) => indices.length > 0)
    .map(([length, indices]) => {
      const residues = new Uint8Array(indices.length * length);
      let at = 0;
      for (const index of indices) {
        const peptide = peptides[index] as Peptide;
        for (let position = 0; position < length; position++) {
          const residue = residueCode(peptide, position);
          if (residue < 0) throw new Error(`"${peptide}" is no Peptide`);
          residues[at++] = residue;
        }
      }
      return { length, indices: Int32Array.from(indices), residues };
    });
}
