/** The twenty standard amino acids in alphabetical one-letter order; index = code 0-19. */
export const AMINO_ACIDS = 'ACDEFGHIKLMNPQRSTVWY';

const CODE_OF = new Int8Array(128).fill(-1);
for (let code = 0; code < AMINO_ACIDS.length; code++) CODE_OF[AMINO_ACIDS.charCodeAt(code)] = code;

/** Code 0-19 of the residue at `index`, or -1 for anything else (X, U, *, lower case). */
export function residueCode(sequence: string, index: number): number {
  const unit = sequence.charCodeAt(index);
  return unit < 128 ? (CODE_OF[unit] as number) : -1;
}
