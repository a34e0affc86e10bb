const THREE_LETTERS: Readonly<Record<string, string>> = {
  A: 'Ala',
  B: 'Asx',
  C: 'Cys',
  D: 'Asp',
  E: 'Glu',
  F: 'Phe',
  G: 'Gly',
  H: 'His',
  I: 'Ile',
  J: 'Xle',
  K: 'Lys',
  L: 'Leu',
  M: 'Met',
  N: 'Asn',
  O: 'Pyl',
  P: 'Pro',
  Q: 'Gln',
  R: 'Arg',
  S: 'Ser',
  T: 'Thr',
  U: 'Sec',
  V: 'Val',
  W: 'Trp',
  X: 'Xaa',
  Y: 'Tyr',
  Z: 'Glx',
  '*': 'Ter',
};

const ONE_LETTER = new Map(Object.entries(THREE_LETTERS).map(([one, three]) => [three, one]));

/** `GC` -> `GlyCys`, `*` -> `Ter`; `Xaa` for anything else. */
export function threeLetters(residues: string): string {
  let names = '';
  for (const residue of residues) names += THREE_LETTERS[residue] ?? 'Xaa';
  return names;
}

/** `Gly` or `G` -> `G`, `Ter` or `*` -> `*`; null for anything else. */
export function oneLetter(name: string): string | null {
  return name.length === 1 ? (name in THREE_LETTERS ? name : null) : (ONE_LETTER.get(name) ?? null);
}
