/** What an enzyme recognises and where it cuts; REBASE (Roberts 2023, Nucleic Acids Res 51:D629). */
export interface RestrictionEnzyme {
  readonly name: string;
  /** Enzymes with the same site and cut, from other makers or hosts. */
  readonly isoschizomers: readonly string[];
  /** 5'->3', IUPAC letters. */
  readonly site: string;
  /** Bases from the site's start to the cut of the strand that reads the site, and of the other. */
  readonly topCut: number;
  readonly bottomCut: number;
}

function enzyme(
  name: string,
  site: string,
  topCut: number,
  bottomCut: number,
  ...isoschizomers: readonly string[]
): RestrictionEnzyme {
  return { name, isoschizomers, site, topCut, bottomCut };
}

export const RESTRICTION_ENZYMES = [
  enzyme('SapI', 'GCTCTTC', 8, 11, 'BspQI'),
  enzyme('BsaI', 'GGTCTC', 7, 11),
  enzyme('BsmBI', 'CGTCTC', 7, 11, 'Esp3I'),
  enzyme('BbsI', 'GAAGAC', 8, 12, 'BpiI'),
  enzyme('EcoRI', 'GAATTC', 1, 5),
  enzyme('BamHI', 'GGATCC', 1, 5),
  enzyme('HindIII', 'AAGCTT', 1, 5),
  enzyme('XhoI', 'CTCGAG', 1, 5),
  enzyme('XbaI', 'TCTAGA', 1, 5),
  enzyme('NheI', 'GCTAGC', 1, 5),
  enzyme('SpeI', 'ACTAGT', 1, 5),
  enzyme('NotI', 'GCGGCCGC', 2, 6),
  enzyme('AscI', 'GGCGCGCC', 2, 6),
  enzyme('NdeI', 'CATATG', 2, 4),
  enzyme('NcoI', 'CCATGG', 1, 5),
  enzyme('SalI', 'GTCGAC', 1, 5),
  enzyme('KpnI', 'GGTACC', 5, 1),
  enzyme('SacI', 'GAGCTC', 5, 1),
  enzyme('PstI', 'CTGCAG', 5, 1),
  enzyme('EcoRV', 'GATATC', 3, 3),
  enzyme('PmeI', 'GTTTAAAC', 4, 4),
  enzyme('SwaI', 'ATTTAAAT', 4, 4),
  enzyme('PacI', 'TTAATTAA', 5, 3),
  enzyme('MluI', 'ACGCGT', 1, 5),
  enzyme('BglII', 'AGATCT', 1, 5),
] as const satisfies readonly RestrictionEnzyme[];

/** By its name or an isoschizomer's. Null: not in the table. */
export function restrictionEnzyme(name: string): RestrictionEnzyme | null {
  const enzymes: readonly RestrictionEnzyme[] = RESTRICTION_ENZYMES;
  return enzymes.find((entry) => entry.name === name || entry.isoschizomers.includes(name)) ?? null;
}
