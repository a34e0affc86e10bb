const BASES = 'TCAG';
/** Standard genetic code (NCBI table 1), codons in the order TTT, TTC, TTA, TTG, TCT, … GGG. */
const RESIDUES = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG';

/** One letter a whole codon, `*` for a stop, `X` for a codon with anything but ACGT in it. */
export function translateCodons(bases: string): string {
  let residues = '';
  for (let i = 0; i + 3 <= bases.length; i += 3) residues += residueOf(bases, i);
  return residues;
}

/** The protein up to, and without, the first stop; `stopped` is false where the bases run out. */
export function translateToStop(bases: string): { protein: string; stopped: boolean } {
  let protein = '';
  for (let i = 0; i + 3 <= bases.length; i += 3) {
    const residue = residueOf(bases, i);
    if (residue === '*') return { protein, stopped: true };
    protein += residue;
  }
  return { protein, stopped: false };
}

function residueOf(bases: string, at: number): string {
  const first = BASES.indexOf(bases.charAt(at));
  const second = BASES.indexOf(bases.charAt(at + 1));
  const third = BASES.indexOf(bases.charAt(at + 2));
  if (first < 0 || second < 0 || third < 0) return 'X';
  return RESIDUES.charAt(first * 16 + second * 4 + third);
}

const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A', N: 'N' };

export function reverseComplement(bases: string): string {
  let reversed = '';
  for (let i = bases.length - 1; i >= 0; i--) reversed += COMPLEMENT[bases.charAt(i)] ?? 'N';
  return reversed;
}

const THREE_LETTERS: Readonly<Record<string, string>> = {
  A: 'Ala',
  C: 'Cys',
  D: 'Asp',
  E: 'Glu',
  F: 'Phe',
  G: 'Gly',
  H: 'His',
  I: 'Ile',
  K: 'Lys',
  L: 'Leu',
  M: 'Met',
  N: 'Asn',
  P: 'Pro',
  Q: 'Gln',
  R: 'Arg',
  S: 'Ser',
  T: 'Thr',
  V: 'Val',
  W: 'Trp',
  Y: 'Tyr',
  '*': 'Ter',
};

/** `GC` -> `GlyCys`, `*` -> `Ter`; `Xaa` for anything else. */
export function threeLetters(residues: string): string {
  return [...residues].map((residue) => THREE_LETTERS[residue] ?? 'Xaa').join('');
}
