/**
 * Names of one thing, as maps, GenBank records and this library write it. A name may stand in several groups where
 * it does not say which is meant (`ITR`, `VP1`). Spelling (case, Greek letters, hyphens) needs no row.
 */
const SYNONYMS: readonly (readonly string[])[] = [
  ['ori', 'ori (pUC/ColE1)', 'ori (pUC)', 'pUC ori', 'pUC origin', 'ColE1 ori', 'pMB1 ori'],
  ['AmpR', 'bla', 'bla(M)', 'beta-lactamase', 'ampicillin resistance'],
  ['NeoR/KanR', 'NeoR/KanR (Tn5)', 'KanR/NeoR', 'NeoR', 'nptII', "aph(3')-II"],
  ['KanR', 'KanR (Tn903)', "aph(3')-Ia"],
  // f1 and M13 are strains of one phage; the library's records of both differ in one or two of 380 bases.
  ['f1 ori', 'M13 ori', 'M13 origin', 'f1 origin'],
  // Maps call the 204 bases behind the enhancer the CMV promoter.
  ['CMV promoter', 'CMV core promoter', 'CMV IE promoter'],
  ['EF1α promoter', 'EF-1α promoter', 'EF-1-alpha promoter', 'EEF1A1 promoter'],
  [
    'AAV2 ITR',
    'AAV2 ITR, left (flip)',
    'AAV2 ITR, right (flop)',
    'ITR145',
    '5ITR145',
    '3ITR145',
    'ITR128',
    '5ITR128',
    '3ITR128',
    'inverted terminal repeat',
    'ITR',
  ],
  ['AAV2 ITR (dtrs)', 'AAV2 ITR without D and terminal resolution site', '3ITR145 dtrs'],
  ['Ad5 ITR', 'Ad5 ITR, left', 'ITR'],
  ['AAV2 VP1', 'major coat protein VP1', 'VP1'],
  ['AAV9 VP1', 'capsid protein VP1', 'VP1'],
  ['AAV2 Rep78', 'Rep 78 protein', 'Rep78'],
  ['lacZα', 'lacZ-alpha', 'lacZ alpha'],
  ['SV40 small t intron', 'small t intron'],
  ['HIV-1 gag', 'gag'],
  ['HIV-1 pol', 'pol'],
  ['HIV-1 rev', 'rev'],
  ['Rev response element', 'RRE'],
  ['HIV-1 Ψ', 'HIV-1 Psi'],
  ['Ad5 Ψ', 'Ad5 Psi'],
  ['HIV-1 cPPT/CTS', 'cPPT/CTS'],
  ['ori (p15A)', 'p15A ori'],
  ['bGH poly(A) signal', 'bGH polyA'],
  ['chimeric intron', 'intron of CAG promoter'],
];

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  λ: 'lambda',
  φ: 'phi',
  ψ: 'psi',
};

function plain(name: string): string {
  return name
    .replace(/\(fragment\)/gi, '')
    .toLowerCase()
    .replace(/[α-ω]/g, (letter) => GREEK[letter] ?? letter)
    .replace(/[^a-z0-9]/g, '');
}

const GROUPS_OF = ((): ReadonlyMap<string, ReadonlySet<number>> => {
  const groups = new Map<string, Set<number>>();
  for (const [group, names] of SYNONYMS.entries()) {
    for (const name of names) {
      groups.set(plain(name), (groups.get(plain(name)) ?? new Set()).add(group));
    }
  }
  return groups;
})();

/** Do two names mean the same thing, by spelling or by the table of synonyms. */
export function isSameFeatureName(a: string, b: string): boolean {
  const [first, second] = [plain(a), plain(b)];
  if (first === second) return true;
  const groups = GROUPS_OF.get(second);
  return [...(GROUPS_OF.get(first) ?? [])].some((group) => groups?.has(group) === true);
}
