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

/** The other strand of DNA letters, IUPAC codes included (a site to search may have them). */
export function otherStrand(bases: string): string {
  let reversed = '';
  for (let i = bases.length - 1; i >= 0; i--) reversed += COMPLEMENTS[bases[i] as string] ?? 'N';
  return reversed;
}

export function asDna(bases: string): string {
  return bases.toUpperCase().replaceAll('U', 'T');
}

export function asRna(bases: string): string {
  return bases.toUpperCase().replaceAll('T', 'U');
}
