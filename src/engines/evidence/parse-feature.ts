import { InputError } from '../../core/errors.js';
import { parseHgvs } from '../genome/hgvs/parse-hgvs.js';
import { printNucleotideChange } from '../genome/hgvs/print-hgvs.js';
import type { NucleotideChange } from '../genome/hgvs/hgvs-expression.js';
import type {
  GeneState,
  MeasuredQuantity,
  MolecularFeature,
  ProfileExpression,
} from './molecular-profile.js';
import { domainOf } from './protein-domains.js';
import { proteinShorthand } from './protein-shorthand.js';

/**
 * One part of a molecular profile, `GENE VARIANT`; what is not understood comes back as text with the reason. A
 * variant of two changes is both of them.
 */
export function parseFeature(text: string): ProfileExpression {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const variant = rest.join(' ');
  const whole = WHOLE_TUMOUR.has(first);
  if (whole) return one({ kind: 'signature', name: first, value: variant.toLowerCase() });
  if (first.includes('::')) {
    return one(fusionOf(first, variant) ?? unread(null, text, 'a fusion in other words'));
  }
  const gene = first.toUpperCase();
  const both = variant.split(' and ');
  if (both.length > 1) {
    return { kind: 'all', of: both.map((part) => variantOf(gene, part, text)) };
  }
  return variantOf(gene, variant, text);
}

/** Names that stand where a gene would, for a property of the whole tumour. */
const WHOLE_TUMOUR: ReadonlySet<string> = new Set(['MSI', 'TMB', 'Kataegis', 'CK', 'Methylation']);

function one(feature: MolecularFeature): ProfileExpression {
  return { kind: 'feature', feature };
}

function unread(gene: string | null, text: string, reason: string): MolecularFeature {
  return { kind: 'text', gene, text, reason };
}

/** `v` and `?` stand for any partner. */
function fusionOf(pair: string, variant: string): MolecularFeature | null {
  const [left = '', right = '', ...more] = pair.split('::');
  if (left === '' || right === '' || more.length > 0) return null;
  const partner = (name: string): string | null =>
    /^[v?]$/.test(name) ? null : name.toUpperCase();
  const exons = /^e(\d+)::e(\d+)$/.exec(variant);
  if (exons === null && !/^(?:fusion)?$/i.test(variant)) return null;
  return {
    kind: 'fusion',
    gene5: partner(left),
    gene3: partner(right),
    exon5: exons === null ? null : Number(exons[1]),
    exon3: exons === null ? null : Number(exons[2]),
  };
}

function variantOf(gene: string, variant: string, text: string): ProfileExpression {
  const others = /^Non-([A-Z]\d+)$/.exec(variant);
  if (others !== null) {
    const codon = codonsOf(gene, others[1] as string);
    if (codon !== null) {
      return {
        kind: 'all',
        of: [one({ kind: 'state', gene, state: 'mutation' }), { kind: 'not', of: one(codon) }],
      };
    }
  }
  for (const read of READERS) {
    const feature = read(gene, variant);
    if (feature !== null) return one(feature);
  }
  return one(unread(gene, text, reasonFor(variant)));
}

type Reader = (gene: string, variant: string) => MolecularFeature | null;

const READERS: readonly Reader[] = [
  upstreamOf,
  codonsOf,
  proteinOf,
  codingOf,
  (gene, variant) => {
    const state = STATES.get(plain(variant.replace(new RegExp(`^${escaped(gene)} `), '')));
    return state === undefined ? null : { kind: 'state', gene, state };
  },
  exonsOf,
  domainFeature,
  measuredOf,
  polymorphismOf,
  isoformOf,
  (_, variant) => {
    const [, pair] = /^(?:reg_e@)?(\S+::\S+?)(?: fusion)?$/i.exec(variant) ?? [];
    return pair === undefined ? null : fusionOf(pair.replace(/[[\]]/g, ''), '');
  },
];

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function plain(variant: string): string {
  return variant
    .toLowerCase()
    .replace(/[-\s]+/g, ' ')
    .trim();
}

const STATES: ReadonlyMap<string, GeneState> = new Map<string, GeneState>([
  ['mutation', 'mutation'],
  ['activating mutation', 'activating'],
  ['gain of function', 'activating'],
  ['inactivating mutation', 'inactivating'],
  ['deleterious mutation', 'inactivating'],
  ['loss of function', 'inactivating'],
  ['truncating mutation', 'truncating'],
  ['truncation', 'truncating'],
  ['frameshift', 'frameshift'],
  ['frameshift truncation', 'frameshift'],
  ['loss', 'loss'],
  ['deletion', 'deletion'],
  ['null (large deletion)', 'deletion'],
  ['biallelic inactivation', 'biallelic-loss'],
  ['loh', 'loss-of-heterozygosity'],
  ['copy neutral loss of heterozygosity', 'loss-of-heterozygosity'],
  ['amplification', 'amplification'],
  ['copy number variation', 'copy-number-change'],
  ['overexpression', 'overexpression'],
  ['underexpression', 'underexpression'],
  ['expression', 'expression'],
  ['fusion', 'rearrangement'],
  ['fsuion', 'rearrangement'],
  ['rearrangement', 'rearrangement'],
  ['rearrangements', 'rearrangement'],
  ['translocation', 'rearrangement'],
  ['itd', 'internal-duplication'],
  ['internal duplication', 'internal-duplication'],
  ['promoter mutation', 'promoter-mutation'],
  ['wildtype', 'wild-type'],
  ['wild type', 'wild-type'],
  ['alteration', 'alteration'],
]);

/**
 * TERT's promoter changes go by the end of a place on chromosome 5 of GRCh37, 1,295,228 and 1,295,250: 124 and
 * 146 bases before the start codon, C to T on its strand (Horn 2013 and Huang 2013, after
 * https://pmc.ncbi.nlm.nih.gov/articles/PMC6756069, figure 2). Read as residues they would be nonsense.
 */
const TERT_PROMOTER: Readonly<Record<string, number>> = { C228T: -124, C250T: -146 };

function upstreamOf(gene: string, variant: string): MolecularFeature | null {
  const base = gene === 'TERT' ? TERT_PROMOTER[variant.toUpperCase()] : undefined;
  return base === undefined
    ? null
    : { kind: 'upstream', gene, base, reference: 'C', alternate: 'T' };
}

/** `V600`, `G12/G13`, `S310F/Y`. */
function codonsOf(gene: string, variant: string): MolecularFeature | null {
  if (/^[A-Z]\d+(?:\/[A-Z]\d+)*$/.test(variant)) {
    const residues = variant
      .split('/')
      .map((codon) => ({ residue: codon.charAt(0), position: Number(codon.slice(1)) }));
    return { kind: 'codon', gene, residues, alternatives: null };
  }
  const [, residue, position, alternatives] =
    /^([A-Z])(\d+)([A-Z](?:\/[A-Z])+)$/.exec(variant) ?? [];
  if (residue === undefined) return null;
  return {
    kind: 'codon',
    gene,
    residues: [{ residue, position: Number(position) }],
    alternatives: (alternatives as string).split('/'),
  };
}

/** `V600E`, `L178P (c.533T>C)`, `R474C c.1420C>T`. */
function proteinOf(gene: string, variant: string): MolecularFeature | null {
  const [, shorthand = '', coding] = /^(\S+)(?:\s+\(?(c\.[^()]+)\)?)?$/.exec(variant) ?? [];
  const change = proteinShorthand(shorthand);
  if (change === null) return null;
  return {
    kind: 'protein',
    gene,
    change,
    coding: coding === undefined ? null : codingChange(coding),
  };
}

/** `c.7515+1_2del`, `Splice Site (c.340+1G>A)`, `3'UTR alteration (c.*70C>A)`, `1100DELC`. */
function codingOf(gene: string, variant: string): MolecularFeature | null {
  const [, inParentheses] = /\((c\.[^()]+)\)$/.exec(variant) ?? [];
  const bare = /^\d+DEL[ACGT]+$/i.test(variant) ? `c.${variant}` : variant;
  const text = inParentheses ?? (bare.startsWith('c.') ? bare : null);
  const coding = text === null ? null : codingChange(text);
  return coding === null ? null : { kind: 'coding', gene, coding };
}

/** `c.7515+1_2del` -> `7515+1_7515+2del`, `c.353T>C` -> `353T>C`; null for what HGVS does not have. */
export function codingChange(text: string): string | null {
  const bare = text
    .replace(/^c\./, '')
    .replace(/del|ins|dup|inv/gi, (word) => word.toLowerCase())
    // `7515+1_2del` leaves the base of the second place away.
    .replace(/^(\d+)([+-])(\d+)_(\d+)(?=[a-z])/, '$1$2$3_$1$2$4')
    .replace(/(del|dup)(?:\d+)$/, '$1');
  // Several bases from one place on: HGVS has no such words, and one base would be too few.
  if (/^[^_]+(?:del|dup)[ACGTN]{2,}$/.test(bare)) return null;
  try {
    const parsed = parseHgvs(`transcript:c.${bare}`);
    if (parsed.type === 'p' || parsed.changes.length !== 1) return null;
    return printNucleotideChange(parsed.changes[0] as NucleotideChange);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** EGFR's form III lacks exons 2 to 7: Fenstermaker & Ciesielski 2000, Oncogene 19:4542. */
const FORM_III = /^(?:EGFR)?VIII$/i;

function exonsOf(gene: string, variant: string): MolecularFeature | null {
  if (gene === 'EGFR' && FORM_III.test(variant)) {
    return { kind: 'exon', gene, firstExon: 2, lastExon: 7, change: 'loss' };
  }
  const [, first, last, word] =
    /^exons? (\d+)(?:-(\d+))? (mutation|insertion|deletion|del|loss|skipping|skipping mutation|frameshift)$/i.exec(
      variant,
    ) ?? [];
  if (first === undefined) return null;
  const firstExon = Number(first);
  return {
    kind: 'exon',
    gene,
    firstExon,
    lastExon: last === undefined ? firstExon : Number(last),
    change: exonChange(gene, firstExon, (word as string).toLowerCase()),
  };
}

/** "Exon 19 deletion" of EGFR is a deletion of residues within it; of other genes, the exon itself is gone. */
function exonChange(
  gene: string,
  exon: number,
  word: string,
): (MolecularFeature & { readonly kind: 'exon' })['change'] {
  switch (word) {
    case 'deletion':
    case 'del':
      return gene === 'EGFR' && exon === 19 ? 'deletion' : 'loss';
    case 'loss':
      return word;
    case 'skipping':
    case 'skipping mutation':
      return 'skipping';
    case 'insertion':
    case 'frameshift':
      return word;
    default:
      return 'mutation';
  }
}

function domainFeature(gene: string, variant: string): MolecularFeature | null {
  const [, name] = /^(.+?)(?: domain)? mut(?:ation)?$/i.exec(variant) ?? [];
  const domain = name === undefined ? null : domainOf(gene, name);
  return domain === null ? null : { kind: 'domain', gene, ...domain };
}

const MEASURED: readonly (readonly [RegExp, MeasuredQuantity])[] = [
  [/^(.*?) ?nuclear expression$/i, 'nuclear-expression'],
  [/^loss of (nuclear) protein expression$/i, 'protein-expression-lost'],
  [/^(.*?) ?cytoplasmic expression$/i, 'cytoplasmic-expression'],
  [/^(.*?) ?cytoplasmic mislocalization$/i, 'mislocalization'],
  [/^(nuclear) translocation$/i, 'mislocalization'],
  [/^(.*?) ?phosphorylation$/i, 'phosphorylation'],
  [/^(.*?) ?promoter (?:hyper)?methylation$/i, 'promoter-methylation'],
  [/^(.*?) ?promoter demethylation$/i, 'promoter-demethylation'],
  [/^()methylation$/i, 'methylation'],
  [/^()serum levels$/i, 'serum-level'],
  [/^(p16|CD44s|exon \d+) (?:over)?expression$/i, 'isoform-expression'],
];

function measuredOf(gene: string, variant: string): MolecularFeature | null {
  for (const [pattern, quantity] of MEASURED) {
    const [, detail] = pattern.exec(variant) ?? [];
    if (detail !== undefined) return { kind: 'measured', gene, quantity, detail };
  }
  return null;
}

function polymorphismOf(gene: string, variant: string): MolecularFeature | null {
  return /^rs\d+|^SNP\d+$|^\S+\*\d+|polymorphism$|genotype$/i.test(variant)
    ? { kind: 'polymorphism', gene, name: variant.replace(/^rs/i, 'rs') }
    : null;
}

function isoformOf(gene: string, variant: string): MolecularFeature | null {
  const [, alternative] = /^alternative transcript \((\w+)\)$/i.exec(variant) ?? [];
  const name = alternative ?? (/^AR-V\d+$|^CD44v\d+$/.test(variant) ? variant : null);
  return name === null ? null : { kind: 'isoform', gene, name };
}

function reasonFor(variant: string): string {
  if (/rare/i.test(variant)) return 'what counts as rare is not said';
  if (/domain|loop|TKD/i.test(variant)) return 'the bounds of the domain are not said';
  if (/intron|IVS/i.test(variant)) return 'a place in an intron in other words than HGVS';
  if (/c\./.test(variant)) return 'a change that HGVS has no such words for';
  return 'no known kind of alteration';
}
