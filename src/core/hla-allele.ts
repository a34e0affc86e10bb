import type { HlaAllele } from './brands.js';

/** Class I genes with a groove that holds peptides; A, B and C are the classical ones. */
const CLASS_I_GENES = ['A', 'B', 'C', 'E', 'F', 'G'] as const;
const CLASS_II_GENES = ['DRB1', 'DRB3', 'DRB4', 'DRB5', 'DQA1', 'DQB1', 'DPA1', 'DPB1'] as const;

type ClassIGene = (typeof CLASS_I_GENES)[number];
type HlaGene = ClassIGene | (typeof CLASS_II_GENES)[number];
/** Where an allele sits: its gene, or `DQ` or `DP` for an alpha-beta pair. */
export type HlaLocus = HlaGene | 'DQ' | 'DP';

/** Why a name cannot be used; a stable word for counting. */
type HlaRefusal =
  | 'ambiguous'
  | 'invariant-chain'
  | 'low-resolution'
  | 'not-on-surface'
  | 'not-presenting'
  | 'null-allele'
  | 'other-species'
  | 'several-alleles'
  | 'unknown-locus'
  | 'unreadable';

interface NamedAllele {
  readonly kind: 'allele';
  /** As written, at most 60 characters. */
  readonly given: string;
  readonly allele: HlaAllele;
  /** What a reader should know of the reading, e.g. that the allele is expressed weakly. */
  readonly notes: readonly string[];
}

interface RefusedName {
  readonly kind: 'refused';
  readonly given: string;
  readonly code: HlaRefusal;
  /** A sentence. */
  readonly reason: string;
}

export type HlaName = NamedAllele | RefusedName;

/** Genes of the HLA region that show no peptide to a T cell or are not typed for it. */
const NOT_PRESENTING = new Set(
  (
    'MICA MICB HFE TAP1 TAP2 DMA DMB DOA DOB DPA2 DPB2 DQA2 DQB2 DRB2 DRB6 DRB7 DRB8 DRB9 ' +
    'H J K L N P R S T U V W X Y Z'
  ).split(' '),
);

/** Spellings of a gene, longest first, so that `DRB1` is tried before `B`. */
const GENE_SPELLINGS: readonly (readonly [spelling: string, gene: string])[] = [
  ...[...CLASS_I_GENES, ...CLASS_II_GENES, 'DRA', 'DRA1', ...NOT_PRESENTING].map(
    (gene) => [gene, gene === 'DRA1' ? 'DRA' : gene] as const,
  ),
  ['CW', 'C'] as const,
].sort(([a], [b]) => b.length - a.length);

/** Prefixes of MHC names of other species in IPD-MHC. */
const OTHER_SPECIES = /^(MAMU|PATR|PAPA|GOGO|MAFA|DLA|SLA|BOLA|OVAR|OLA|EQCA|GAGA|RT1|FLA)-/;
const MOUSE = /^H-?2-?[A-Z]/;
const SEROLOGY = /^(DR|DQ|DP|DW|BW)\d{1,4}$/;

type LetterMeaning =
  | { readonly refused: HlaRefusal; readonly reason: string }
  | { readonly note: string | null };

/**
 * What the letter after an allele's number says: how the allele is expressed
 * (https://www.ebi.ac.uk/ipd/imgt/hla/alleles/nulls; none had C or A as of April 2025), or that it
 * stands for a group of the same binding groove, G in DNA and P in protein.
 */
const LETTERS: ReadonlyMap<string, LetterMeaning> = new Map<string, LetterMeaning>([
  ['', { note: null }],
  ['N', { refused: 'null-allele', reason: 'is a null allele: not expressed on the cell surface' }],
  [
    'S',
    {
      refused: 'not-on-surface',
      reason: 'makes a secreted protein that is not on the cell surface',
    },
  ],
  [
    'C',
    {
      refused: 'not-on-surface',
      reason: 'makes a protein that stays in the cytoplasm, not on the cell surface',
    },
  ],
  ['L', { note: 'low cell-surface expression (suffix L)' }],
  ['Q', { note: 'questionable cell-surface expression (suffix Q)' }],
  ['A', { note: 'aberrant expression, in doubt whether it is expressed at all (suffix A)' }],
  ['G', { note: 'a G group, taken as the allele it is named after' }],
  ['P', { note: 'a P group, taken as the allele it is named after' }],
]);

/** Room for an ambiguous typing with a hundred alternatives. Unit: UTF-16 units. */
const MAX_NAME_LENGTH = 1_000;
const TWO_FIELDS_NEEDED = 'is typed at low resolution; two fields are needed, as in A*02:01';

/** One chain as read; `name` is without `HLA-`, e.g. `DQB1*06:02`, and `DRA` may stand alone. */
interface Chain {
  readonly gene: string;
  readonly name: string;
  readonly notes: readonly string[];
}

interface UnreadChain {
  /** Null where no human HLA gene is named. */
  readonly gene: string | null;
  readonly code: HlaRefusal;
  /** Goes on from the name as given. */
  readonly reason: string;
}

type ChainReading = Chain | UnreadChain;

/**
 * Reads one allele name in any usual spelling and gives its two-field form, or says why not.
 * Never throws. Nomenclature: Marsh et al. 2010, Tissue Antigens 75:291.
 */
export function parseHlaAllele(text: string): HlaName {
  const given = text.trim().slice(0, 60);
  if (text.length > MAX_NAME_LENGTH) return refusal(given, 'unreadable', 'is too long for a name');
  const name = tidy(text);
  if (name === '') return refusal(given, 'unreadable', 'is empty');
  if (/[\s,;+^|~]/.test(name)) {
    return refusal(given, 'several-alleles', 'names several alleles; give each on its own');
  }
  if (MOUSE.test(name)) {
    return refusal(given, 'other-species', 'is a mouse MHC allele; only human HLA is used');
  }
  if (OTHER_SPECIES.test(name)) {
    return refusal(given, 'other-species', 'is not a human allele; only human HLA is used');
  }
  const [first, ...rest] = separateParts(name).map(readChain) as [ChainReading, ...ChainReading[]];
  return rest.length === 0 ? oneChain(first, given) : severalChains([first, ...rest], given);
}

function refusal(given: string, code: HlaRefusal, reason: string): RefusedName {
  return { kind: 'refused', given, code, reason: `"${given}" ${reason}` };
}

/** Upper case, without quotes, brackets, trailing punctuation, `HLA-` prefixes and look-alike signs. */
function tidy(text: string): string {
  return text
    .toUpperCase()
    .replace(/[∗＊⁎]/g, '*')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[：∶]/g, ':')
    .replace(/\\/g, '')
    .replace(/^[\s"'`([]+/, '')
    .replace(/[\s"'`)\],;.:]+$/, '')
    .replace(/(^|[/_+^|~-])HLA[-_: ]?/g, '$1');
}

/** Parts of a pair or of a list of alternatives: at `/`, and at `-` or `_` before a class II gene. */
function separateParts(name: string): readonly string[] {
  const parts = name.split(/\/|[-_]+(?=D[PQR])/);
  const first = parts[0] as string;
  const gene = /^[A-Z]+\d?\*/.exec(first)?.[0];
  const firstField = /^[A-Z]+\d?\*\d+:/.exec(first)?.[0];
  // `A*02:01/02:09` and `A*02:01/09` leave out what the first part has said.
  return parts.map((part) => {
    if (gene !== undefined && /^\d+:/.test(part)) return gene + part;
    if (firstField !== undefined && /^\d+[A-Z]?$/.test(part)) return firstField + part;
    return part;
  });
}

const PARTNER_GENE: Readonly<Record<string, string>> = {
  DQA1: 'DQB1',
  DQB1: 'DQA1',
  DPA1: 'DPB1',
  DPB1: 'DPA1',
};

function oneChain(chain: ChainReading, given: string): HlaName {
  if ('code' in chain) return refusal(given, chain.code, chain.reason);
  const { gene, name, notes } = chain;
  if (gene === 'DRA') {
    return refusal(
      given,
      'invariant-chain',
      'is the DR alpha chain, which hardly varies; give the beta chain (DRB1, DRB3-5)',
    );
  }
  const partner = PARTNER_GENE[gene];
  return {
    kind: 'allele',
    given,
    allele: `HLA-${name}` as HlaAllele,
    notes: [
      ...notes,
      ...(partner === undefined ? [] : [`one chain typed apart; it needs a ${partner} partner`]),
      ...(/^[EFG]$/.test(gene) ? ['non-classical class I'] : []),
    ],
  };
}

/** `/` and `-` join either the two chains of a molecule or the alternatives of an uncertain typing. */
function severalChains(readings: readonly ChainReading[], given: string): HlaName {
  const genes = new Set(readings.map(({ gene }) => gene));
  const unread = readings.find((reading) => 'code' in reading);
  if (unread !== undefined) {
    return unread.code === 'null-allele' && genes.size === 1
      ? refusal(given, 'ambiguous', `leaves open which of ${readings.length} alleles it is`)
      : refusal(given, unread.code, unread.reason);
  }
  const chains = readings.filter((reading): reading is Chain => 'name' in reading);
  const [alpha, beta, third] = [...chains].sort((a, b) => (a.gene < b.gene ? -1 : 1)) as [
    Chain,
    Chain,
    Chain?,
  ];
  if (genes.size === 1) {
    const names = [...new Set(chains.map(({ name }) => name))];
    if (names.length > 1) {
      return refusal(given, 'ambiguous', `leaves open whether it is ${names.join(' or ')}`);
    }
    return oneChain({ ...alpha, notes: [...new Set(chains.flatMap(({ notes }) => notes))] }, given);
  }
  if (third !== undefined) {
    return refusal(given, 'several-alleles', 'names several alleles; give each on its own');
  }
  if (alpha.gene === 'DRA' && beta.gene.startsWith('DRB')) return oneChain(beta, given);
  if (PARTNER_GENE[alpha.gene] !== beta.gene) {
    return refusal(
      given,
      'several-alleles',
      `joins ${alpha.gene} and ${beta.gene}, which do not form one molecule`,
    );
  }
  return {
    kind: 'allele',
    given,
    allele: `HLA-${alpha.name}-${beta.name}` as HlaAllele,
    notes: [...alpha.notes, ...beta.notes],
  };
}

function readChain(part: string): ChainReading {
  if (SEROLOGY.test(part)) return { gene: null, code: 'low-resolution', reason: TWO_FIELDS_NEEDED };
  const found = GENE_SPELLINGS.find(
    ([spelling]) => part.startsWith(spelling) && !/^[A-Z]/.test(part.slice(spelling.length)),
  );
  if (found === undefined) {
    return { gene: null, code: 'unknown-locus', reason: 'does not start with a human HLA gene' };
  }
  const [spelling, gene] = found;
  if (NOT_PRESENTING.has(gene)) {
    const reason = `is of HLA-${gene}, which is not used to show peptides to T cells`;
    return { gene, code: 'not-presenting', reason };
  }
  const number = part.slice(spelling.length).replace(/^[*_:-]+/, '');
  if (number !== '') return readNumber(gene, number);
  return gene === 'DRA'
    ? { gene, name: gene, notes: [] }
    : { gene, code: 'low-resolution', reason: 'names a gene but no allele of it' };
}

/** The part after the gene: fields, and a letter for expression or for a group. */
function readNumber(gene: string, number: string): ChainReading {
  const unread = (code: HlaRefusal, reason: string): UnreadChain => ({ gene, code, reason });
  const match = /^(\d[\d:_-]*?)[:_-]?([A-Z]*)$/.exec(number);
  if (match === null) return unread('unreadable', 'does not end in the numbers of an allele');
  const [, digits, letters] = match as unknown as [string, string, string];
  if (letters.length > 1) {
    return unread('ambiguous', `ends in the code ${letters}, which stands for several alleles`);
  }
  const separated = /[:_-]/.test(digits);
  const fields = separated ? digits.split(/[:_-]/) : fieldsOfDigits(gene, digits);
  if (fields === null) {
    return unread('unreadable', `has ${digits.length} digits in a row; where does a field end?`);
  }
  if (fields.length === 1) return unread('low-resolution', TWO_FIELDS_NEEDED);
  if (fields.length > 4 || !fields.every((field, index) => isField(gene, field, index))) {
    return unread('unreadable', `has fields ${fields.join(':')}, which no HLA-${gene} allele has`);
  }
  const meaning = LETTERS.get(letters);
  if (meaning === undefined) {
    return unread('unreadable', `ends in ${letters}, a letter without meaning`);
  }
  if ('refused' in meaning) return unread(meaning.refused, meaning.reason);
  return {
    gene,
    name: `${gene}*${fields[0]}:${fields[1]}`,
    notes: [
      ...(meaning.note === null ? [] : [meaning.note]),
      ...(separated || digits.length <= 4 ? [] : [`digits in a row, read as ${fields.join(':')}`]),
    ],
  };
}

/**
 * Splits digits without separators: pairs, except that five digits are 2 + 3 (`A02101` is A*02:101)
 * or, for DPB1, whose first field counts on past 99, 3 + 2 (`DPB110401` is DPB1*104:01).
 */
function fieldsOfDigits(gene: string, digits: string): readonly string[] | null {
  if (digits.length <= 3) return [digits];
  if (digits.length === 5) {
    const cut = gene === 'DPB1' ? 3 : 2;
    return [digits.slice(0, cut), digits.slice(cut)];
  }
  return digits.length % 2 === 0 ? (digits.match(/../g) as readonly string[]) : null;
}

/** Two digits, or more that count on past 99; a shorter one was cut off. */
function isField(gene: string, field: string, index: number): boolean {
  if (index === 0 && gene !== 'DPB1') return /^\d\d$/.test(field) && field !== '00';
  return /^(?:\d\d|[1-9]\d{2,3})$/.test(field) && field !== '00';
}

/** Class of the molecule an allele is part of. */
export function hlaClass(allele: HlaAllele): 'I' | 'II' {
  return /^HLA-[A-G]\*/.test(allele) ? 'I' : 'II';
}

/** Gene of an allele, or `DQ` or `DP` for a pair. */
export function hlaLocus(allele: HlaAllele): HlaLocus {
  const chains = hlaChains(allele);
  const gene = (chains[0] as string).split('*')[0] as HlaGene;
  return chains.length === 2 ? (gene.slice(0, 2) as 'DQ' | 'DP') : gene;
}

/** `HLA-DQA1*01:02-DQB1*06:02` -> `DQA1*01:02`, `DQB1*06:02`; any other allele has one chain. */
export function hlaChains(allele: HlaAllele): readonly string[] {
  return allele.slice('HLA-'.length).split('-');
}

/** How pVACseq writes it: class I `HLA-A*02:01`, class II `DRB1*04:05`, `DQA1*01:02-DQB1*06:02`. */
export function pvacseqAlleleName(allele: HlaAllele): string {
  return hlaClass(allele) === 'I' ? allele : allele.slice('HLA-'.length);
}
