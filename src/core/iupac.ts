/**
 * Bases that each of IUPAC's letters for DNA stands for, in alphabetical order (Cornish-Bowden 1985, Nucleic Acids
 * Res 13:3021).
 */
export const IUPAC_BASES: Readonly<Record<string, string>> = {
  A: 'A',
  B: 'CGT',
  C: 'C',
  D: 'AGT',
  G: 'G',
  H: 'ACT',
  K: 'GT',
  M: 'AC',
  N: 'ACGT',
  R: 'AG',
  S: 'CG',
  T: 'T',
  V: 'ACG',
  W: 'AT',
  Y: 'CT',
};

const COMPLEMENTS: Readonly<Record<string, string>> = {
  A: 'T',
  B: 'V',
  C: 'G',
  D: 'H',
  G: 'C',
  H: 'D',
  K: 'M',
  M: 'K',
  N: 'N',
  R: 'Y',
  S: 'S',
  T: 'A',
  V: 'B',
  W: 'W',
  Y: 'R',
};

/** The other strand of upper-case DNA letters, IUPAC's included; anything else becomes N. */
export function otherStrand(letters: string): string {
  let reversed = '';
  for (let i = letters.length - 1; i >= 0; i--)
    reversed += COMPLEMENTS[letters[i] as string] ?? 'N';
  return reversed;
}
