import type { CriterionPiece } from './criterion-piece.js';
import type { TrialVocabulary } from './read-criterion.js';
import { require } from './trial-rule.js';

type Types = Pick<TrialVocabulary, 'tumourTypes'>;

const HEAD =
  /\b(?:[Cc]ancers?|[Tt]umou?rs?|[Nn]eoplasms?|[Mm]alignanc(?:y|ies)|[A-Za-z]*(?:carcin|Carcin|sarc|Sarc|lymph|Lymph|melan|Melan|myel|Myel|gli|Gli|blast|mesotheli|Mesotheli|cyt)omas?|[Ll]euka?emias?|NSCLC|SCLC|CRC|PDAC|HCC|RCC|HNSCC|GBM|AML|BTC)\b/g;
/** Says nothing without the words before it. */
const GENERIC = /^(?:cancers?|carcinomas?|tumou?rs?|neoplasms?|malignanc(?:y|ies))$/i;
/** Names with tumours in them that are no patient's. */
const NO_TYPE =
  /response evaluation criteria (?:in|for) solid tumou?rs|anaplastic lymphoma(?: receptor tyrosine)? kinase/gi;
const DIAGNOSIS =
  /\b(?:histolog|cytolog|patholog)\w*\b|\b(?:confirmed|proven|diagnosis of|diagnosed(?: with)?)\b/i;
const EXTENT =
  /\b(?:advanced|metastatic|recurrent|refractory|relapsed|unresectable|inoperable|progressive|(?:histo|cyto|patho)logical(?:ly)?|resectable)$/i;
const OTHER_THAN = /\((?:excluding|except(?: for)?|other than|not including)\s+([^)]*)\)/i;
/** Longest name of a type, in words before the last. */
const WORDS_BEFORE = 6;

interface Mention {
  readonly codes: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Types that a text names, in order; null for a name that ends like one and is not known. */
export function namedTumourTypes(given: string, types: Types): readonly (Mention | null)[] {
  const text = given.replace(NO_TYPE, (name) => ' '.repeat(name.length));
  const found: (Mention | null)[] = [];
  for (const head of text.matchAll(HEAD)) {
    const end = head.index + head[0].length;
    const clause = /[^,;:()]*$/.exec(text.slice(0, head.index))?.[0] ?? '';
    const before = clause.match(/\S+\s+/g) ?? [];
    const isGeneric = GENERIC.test(head[0]);
    let mention: Mention | null = null;
    for (let n = Math.min(WORDS_BEFORE, before.length); n >= (isGeneric ? 1 : 0); n--) {
      const start = head.index - before.slice(before.length - n).join('').length;
      const name = text.slice(start, end);
      // The stage is read by itself.
      const codes = /\bstages?\b/i.test(name) ? null : types.tumourTypes(name);
      // `Advanced cancer` is any cancer: no type.
      if (codes === null || (codes.includes('SOLID') && codes.includes('LIQUID'))) continue;
      mention = { codes, start, end };
      break;
    }
    if (mention !== null || !isGeneric) found.push(mention);
  }
  return found;
}

/** The tumour types that a line of diagnosis takes, and those it leaves out; nothing where a name is not known. */
export function readTumourTypes(text: string, types: Types): readonly CriterionPiece[] {
  if (!DIAGNOSIS.test(text)) return [];
  const others = OTHER_THAN.exec(text);
  const named = namedTumourTypes(text.slice(0, others?.index ?? text.length), types);
  const mentions = named.filter((mention) => mention !== null);
  if (mentions.length < named.length) return [];
  const [first] = mentions;
  const last = mentions.at(-1);
  if (first === undefined || last === undefined) return [];
  if (mentions.some((mention, i) => isHalfRead(text, mention, mentions[i - 1]))) return [];
  const codes = [...new Set(mentions.flatMap((mention) => mention.codes))];
  const taken: CriterionPiece = {
    rule: require({ kind: 'tumour-type', codes }),
    start: first.start,
    end: last.end,
  };
  if (others === null) return [taken];
  const left = (others[1] as string)
    .split(/\s*(?:,|\/|\bor\b|\band\b)\s*/)
    .filter((name) => name !== '')
    .map((name) => types.tumourTypes(name));
  if (left.includes(null)) return [];
  const excluded = [...new Set(left.flatMap((some) => some ?? []))];
  return [
    taken,
    {
      rule: { kind: 'not', rule: require({ kind: 'tumour-type', codes: excluded }) },
      start: others.index,
      end: others.index + others[0].length,
    },
  ];
}

/** `Ovarian or prostate cancer`: what stands before the `or` is a type, too, and was not read. */
function isHalfRead(text: string, { start }: Mention, previous: Mention | undefined): boolean {
  const before = text.slice(previous?.end ?? 0, start);
  const listed = /^(.*?)\s*(?:,\s*(?:or|and)?|\/|\b(?:or|and|and\/or))\s*$/s.exec(before);
  if (listed === null) return false;
  const words = (listed[1] as string).trim();
  return words === '' ? previous === undefined : !EXTENT.test(words.replace(/\s*\([^)]*\)$/, ''));
}
