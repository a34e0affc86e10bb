import type { Source } from '../../../core/cited.js';

/** Class and targets of a drug as the first sentence of its label's indications names them. */
export const DRUG_CLASS_SOURCE: Source = {
  name: 'FDA labels, section 1, as collected by the Molecular Oncology Almanac',
  url: 'https://www.accessdata.fda.gov/scripts/cder/daf/',
  date: '2026-02-01',
};

/** A class of therapies: words that name it in a trial's criteria, and the agents in it. */
interface DrugClass {
  readonly title: string;
  /** Matched on lower-case text. */
  readonly words: RegExp;
  readonly agents: readonly string[];
}

export const DRUG_CLASSES: Readonly<Record<string, DrugClass>> = {
  'pd-1': {
    title: 'PD-1 or PD-L1 inhibitor',
    words:
      /(?:anti-?\s?)?(?:pd-?1|pd-?l1|pd-?l2)\b(?!\s*(?:expression|positive|tps|cps|score|≥|>))|programmed (?:cell )?death[- ](?:receptor|ligand|protein)?|(?:immune[- ])?checkpoint(?: inhibitors?| blockade)?/g,
    agents: [
      'pembrolizumab',
      'nivolumab',
      'atezolizumab',
      'durvalumab',
      'avelumab',
      'cemiplimab',
      'dostarlimab',
      'tislelizumab',
      'toripalimab',
      'retifanlimab',
    ],
  },
  'ctla-4': {
    title: 'CTLA-4 inhibitor',
    words: /(?:anti-?\s?)?ctla-?4\b|cytotoxic t-lymphocyte/g,
    agents: ['ipilimumab', 'tremelimumab'],
  },
  'kras-g12c': {
    title: 'KRAS G12C inhibitor',
    words:
      /kras[- ]?(?:p\.)?g12c(?: small[- ]molecule)? (?:targeted )?(?:inhibitors?|therap(?:y|ies))/g,
    agents: ['sotorasib', 'adagrasib'],
  },
  'kras-g12d': {
    title: 'KRAS G12D inhibitor',
    words:
      /kras[- ]?(?:p\.)?g12d(?: small[- ]molecule)? (?:targeted )?(?:inhibitors?|therap(?:y|ies))/g,
    agents: [],
  },
  egfr: {
    title: 'EGFR inhibitor',
    words:
      /egfr[- ](?:tki|tyrosine[- ]kinase inhibitor|inhibitor|targeted)s?|(?:third[- ]generation )?egfr-?tki/g,
    agents: [
      'osimertinib',
      'erlotinib',
      'gefitinib',
      'afatinib',
      'dacomitinib',
      'lazertinib',
      'amivantamab',
      'cetuximab',
      'panitumumab',
      'mobocertinib',
      'sunvozertinib',
    ],
  },
  alk: {
    title: 'ALK inhibitor',
    words: /alk[- ](?:tki|inhibitor)s?/g,
    agents: ['alectinib', 'brigatinib', 'ceritinib', 'crizotinib', 'lorlatinib', 'ensartinib'],
  },
  braf: {
    title: 'BRAF inhibitor',
    words: /braf[- ]inhibitors?/g,
    agents: ['vemurafenib', 'dabrafenib', 'encorafenib', 'tovorafenib'],
  },
  mek: {
    title: 'MEK inhibitor',
    words: /mek[- ]inhibitors?/g,
    agents: ['trametinib', 'cobimetinib', 'binimetinib'],
  },
  her2: {
    title: 'HER2-directed therapy',
    words: /(?:anti-?\s?)?her-?2[- ](?:directed|targeted|therap\w+)(?: therap\w+)?/g,
    agents: [
      'trastuzumab',
      'pertuzumab',
      'trastuzumab deruxtecan',
      'trastuzumab emtansine',
      'tucatinib',
      'neratinib',
      'lapatinib',
      'margetuximab',
      'zanidatamab',
    ],
  },
  parp: {
    title: 'PARP inhibitor',
    words: /parp[- ]inhibitors?/g,
    agents: ['olaparib', 'niraparib', 'rucaparib', 'talazoparib'],
  },
  platinum: {
    title: 'platinum chemotherapy',
    words: /platinum[- ](?:based|containing|doublet)?(?: chemotherapy)?/g,
    agents: ['cisplatin', 'carboplatin', 'oxaliplatin'],
  },
};

const WORD_OF = new Map<string, RegExp>();

/** Where a text in lower case names an agent, as a whole word; -1 where it does not. */
export function placeOfAgent(text: string, agent: string): number {
  const word = WORD_OF.get(agent) ?? new RegExp(`\\b${agent}\\b`);
  WORD_OF.set(agent, word);
  return text.includes(agent) ? text.search(word) : -1;
}

/** Classes a therapy belongs to, by its agents' names; `carboplatin + pemetrexed` names two agents. */
export function classesOf(therapy: string): readonly string[] {
  const text = therapy.toLowerCase();
  return Object.entries(DRUG_CLASSES)
    .filter(
      ([, { words, agents }]) =>
        agents.some((agent) => placeOfAgent(text, agent) !== -1) || text.search(words) !== -1,
    )
    .map(([id]) => id);
}
