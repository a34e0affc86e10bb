/** Codes of bases in the order of NCBI's genetic code tables; 4 for anything but ACGT. */
const BASE_CODE = new Uint8Array(128).fill(4);
for (const [code, base] of [...'TCAG'].entries()) BASE_CODE[base.charCodeAt(0)] = code;

/** NCBI genetic codes 1 (standard) and 2 (vertebrate mitochondrial), codons TTT, TTC, … GGG. */
const RESIDUES: Readonly<Record<1 | 2, readonly string[]>> = {
  1: [...'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG'],
  2: [...'FFLLSSSSYY**CCWWLLLLPPPPHHQQRRRRIIMMTTTTNNKKSS**VVVVAAAADDEEGGGG'],
};

/** The residue of the codon at `at`: `*` for a stop, `X` where a base is not ACGT or missing. */
export function residueAt(bases: string, at: number, geneticCode: 1 | 2): string {
  if (at < 0 || at + 3 > bases.length) return 'X';
  return residueOfCodes(
    bases.charCodeAt(at),
    bases.charCodeAt(at + 1),
    bases.charCodeAt(at + 2),
    geneticCode,
  );
}

/** The residue of a codon given by the character codes of its bases. */
export function residueOfCodes(
  code1: number,
  code2: number,
  code3: number,
  geneticCode: 1 | 2,
): string {
  const first = BASE_CODE[code1] as number;
  const second = BASE_CODE[code2] as number;
  const third = BASE_CODE[code3] as number;
  if ((first | second | third) > 3) return 'X';
  return RESIDUES[geneticCode][first * 16 + second * 4 + third] as string;
}

/** All whole codons as residues, stops included; one or two bases left over are dropped. */
export function translateCodons(bases: string, geneticCode: 1 | 2): string {
  let residues = '';
  for (let at = 0; at + 3 <= bases.length; at += 3) residues += residueAt(bases, at, geneticCode);
  return residues;
}

/** Does translation start at this codon; every start of the code counts for mitochondria. */
export function isStartCodon(codon: string, geneticCode: 1 | 2): boolean {
  return codon === 'ATG' || (geneticCode === 2 && codon === 'ATA');
}
