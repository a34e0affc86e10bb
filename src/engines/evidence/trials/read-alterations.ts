import type { CriterionPiece } from './criterion-piece.js';
import { type AlterationPattern, require, type TrialRule } from './trial-rule.js';

interface Mention {
  readonly genes: readonly string[];
  readonly start: number;
  readonly end: number;
}

const CHANGE = String.raw`(?:p\.)?[A-Z]\d{1,4}(?:[A-Z*]|fs)?`;
const JOINER = String.raw`(?:\s*[,/]\s*(?:and\/or |or |and )?|\s+(?:or|and|and\/or)\s+)`;
const CHANGES = new RegExp(
  String.raw`^[\s(:,-]*((?:${CHANGE}|non-)${`(?:${JOINER}(?:${CHANGE}|[A-Z*](?![A-Za-z0-9])))*`})`,
);
const ADJECTIVES = String.raw`[\s(-]*(?:(?:gene|activating|sensiti[sz]ing|sensitive|oncogenic|pathogenic|driver|somatic|hotspot|actionable|targetable)\s+)*`;
const LEAD = new RegExp(`^${ADJECTIVES}`, 'i');
const EXON = new RegExp(
  String.raw`^${ADJECTIVES}(?:ex(?:on)?\s?)?(\d{1,2})\s?[- ]?(del\w*|ins\w*|skip\w*|mutations?|alterations?)`,
  'i',
);
const WILD_TYPE = /^[\s(-]*(?:gene\s+)?(?:wild[- ]?type|wt\b)/i;
const NON_CHANGE = new RegExp(String.raw`^[\s(-]*non-(${CHANGE})(?:\s+mutations?)?`);
const KINDS: readonly (readonly [RegExp, readonly AlterationPattern[]])[] = [
  [
    /^(?:gene\s+)?(?:fusions?|rearrange\w*|translocations?)\b/i,
    [{ kind: 'fusion', partner: null }],
  ],
  [/^(?:gene\s+)?amplif\w+/i, [{ kind: 'amplification' }]],
  [/^(?:gene\s+)?(?:homozygous\s+)?(?:loss\b|delet\w+|deficien\w+)/i, [{ kind: 'loss' }]],
  [
    /^(?:gene\s+)?(?:mutations? (?:or|and\/or) )?(?:alter\w+|aberrations?|defects?|abnormalit\w+)/i,
    [
      { kind: 'mutation' },
      { kind: 'fusion', partner: null },
      { kind: 'amplification' },
      { kind: 'loss' },
    ],
  ],
  [/^(?:gene\s+)?(?:mutat\w+|mutant|variants?)\b/i, [{ kind: 'mutation' }]],
];
const BEFORE_CHANGE = new RegExp(
  String.raw`(${CHANGE})[- ](?:mutated|mutant|mutations? (?:in|of))\s*$`,
);
const BEFORE_KIND =
  /(mutations?|alterations?|fusions?|rearrangements?|amplifications?|defects?)(?: (?:in|of|involving))(?: (?:the|one or more of the following|any of the following))*(?: genes?)?:?\s*$/i;
const NEGATED =
  /\b(?:no|not|without|absence of|lack(?:ing)?(?: of)?|negative for|neither)(?:\s+(?:have|has|an?|any|known|documented|harbou?r\w*|presence of))*\s*$/i;
const FOUND_ABSENT = /^\s*(?:status\s+)?(?:was|were|is|are)?\s*(?:negative|not detected|absent)\b/i;
/** The gene is a drug's target here, not a finding. */
const OF_A_DRUG = new RegExp(
  String.raw`^(?:[- ]?${CHANGE})?(?:[/-][A-Z0-9]+)*[- ]*(?:small[- ]molecule |targeted |tyrosine[- ]kinase |family |pathway\b)*(?:inhibitor|tki\b|directed|antibod|therap|agent|vaccine|targeted|degrader)`,
  'i',
);

/**
 * Changes of genes that a criterion names: protein changes, exons, fusions, amplification, loss, wild type. A gene
 * that stands as a drug's target is passed over, and one with nothing said of it too.
 */
export function readAlterations(
  text: string,
  gene: (word: string) => string | null,
): readonly CriterionPiece[] {
  const pieces: CriterionPiece[] = [];
  for (const mention of mentions(text, gene)) {
    const before = text.slice(0, mention.start);
    const after = text.slice(mention.end);
    if (OF_A_DRUG.test(after) || isPartOfList(before, after, gene)) continue;
    const read = patternsAfter(after) ?? patternsBefore(before);
    if (read === null) continue;
    const required = any(
      mention.genes.flatMap((symbol) =>
        read.patterns.map((pattern) => ofGene(symbol, pattern, read.isOtherThan)),
      ),
    );
    const negatedAt = NEGATED.exec(before.slice(0, before.length - read.before));
    const absent = FOUND_ABSENT.exec(after.slice(read.after));
    const isNegated = read.isAbsence !== (negatedAt !== null || absent !== null);
    pieces.push({
      rule: isNegated ? { kind: 'not', rule: required } : required,
      start: mention.start - read.before - (negatedAt?.[0].length ?? 0),
      end: mention.end + read.after + (absent?.[0].length ?? 0),
    });
  }
  return pieces;
}

/** A list with a name that is not known can't be read by halves. */
function isPartOfList(
  before: string,
  after: string,
  gene: (word: string) => string | null,
): boolean {
  const ahead = /([A-Z][A-Z0-9-]{2,9})\s*(?:,|\/|,?\s(?:and\/)?or)\s*$/.exec(before)?.[1];
  const behind = /^\s*(?:,|\/|,?\s(?:and\/)?or\b)\s*([A-Z][A-Z0-9-]{2,9})\b/.exec(after)?.[1];
  return [ahead, behind].some(
    (name) => name !== undefined && gene(name) === null && !NO_GENE.test(name),
  );
}

/** Capitals that stand in lists with genes: protein changes and methods. */
const NO_GENE = /^[A-Z]\d+(?:[A-Z*]|fs)?$|^(?:ECOG|HLA|MSI|TMB|DNA|RNA|NGS|PCR|IHC|FISH)\b/;

/** `KRAS non-G12C`: mutated, but not so. */
function ofGene(gene: string, pattern: AlterationPattern, isOtherThan: boolean): TrialRule {
  const has = require({ kind: 'alteration', gene, pattern });
  if (!isOtherThan) return has;
  const mutated = require({ kind: 'alteration', gene, pattern: { kind: 'mutation' } });
  return { kind: 'all', rules: [mutated, { kind: 'not', rule: has }] };
}

export function any(rules: readonly TrialRule[]): TrialRule {
  const [only, ...others] = rules;
  return only !== undefined && others.length === 0 ? only : { kind: 'any', rules };
}

/** Genes named one after another are read together, for what is said of them comes last. */
function mentions(text: string, gene: (word: string) => string | null): readonly Mention[] {
  const found: Mention[] = [];
  for (const match of text.matchAll(/[A-Z][A-Z0-9]{1,8}(?:-\d)?/g)) {
    const before = text.charAt(match.index - 1);
    const symbol = /[A-Za-z0-9]/.test(before) ? null : gene(match[0]);
    const end = match.index + match[0].length;
    if (symbol === null || /[a-z]/.test(text.charAt(end))) continue;
    const last = found.at(-1);
    const alias = last === undefined ? '' : text.slice(last.end, match.index);
    // `CRAF (RAF1)` names one gene twice.
    if (last !== undefined && /^\s?\($/.test(alias) && text.charAt(end) === ')') {
      if (last.genes.at(-1) === symbol) {
        found[found.length - 1] = { ...last, end: end + 1 };
        continue;
      }
    }
    const between = last === undefined ? null : text.slice(last.end, match.index);
    if (
      last !== undefined &&
      between !== null &&
      /^(?:\s*[,/]\s*|\s+)(?:and\/or\s+|or\s+|and\s+)?$/.test(between) &&
      between !== ' '
    ) {
      found[found.length - 1] = { genes: [...last.genes, symbol], start: last.start, end };
    } else found.push({ genes: [symbol], start: match.index, end });
  }
  return found;
}

interface Patterns {
  readonly patterns: readonly AlterationPattern[];
  /** Characters read before and after the genes. */
  readonly before: number;
  readonly after: number;
  readonly isAbsence: boolean;
  readonly isOtherThan: boolean;
}

function patternsAfter(after: string): Patterns | null {
  const wildType = WILD_TYPE.exec(after);
  if (wildType !== null) {
    return found([{ kind: 'mutation' }], wildType[0].length, true);
  }
  const non = NON_CHANGE.exec(after);
  if (non !== null) {
    return { ...found([proteinChange(non[1] as string)], non[0].length), isOtherThan: true };
  }
  const changes = CHANGES.exec(after);
  if (changes !== null) {
    const read = proteinChanges(changes[1] as string);
    const rest = after.slice(changes[0].length);
    const word = /^[- ]*(?:gene\s+)?(?:mutat\w+|mutant|variants?)?/i.exec(rest)?.[0].length ?? 0;
    return found(read, changes[0].length + word);
  }
  const exon = EXON.exec(after);
  if (exon !== null) {
    const [whole, number, word = ''] = exon;
    const change = /^del/i.test(word)
      ? 'deletion'
      : /^ins/i.test(word)
        ? 'insertion'
        : /^skip/i.test(word)
          ? 'skipping'
          : 'any';
    return found([{ kind: 'exon', exon: Number(number), change }], whole.length);
  }
  const lead = LEAD.exec(after)?.[0].length ?? 0;
  for (const [kind, patterns] of KINDS) {
    const match = kind.exec(after.slice(lead));
    if (match !== null) return found(patterns, lead + match[0].length);
  }
  return null;
}

function patternsBefore(before: string): Patterns | null {
  const change = BEFORE_CHANGE.exec(before);
  if (change !== null) {
    return { ...found([proteinChange(change[1] as string)], 0), before: change[0].length };
  }
  const kind = BEFORE_KIND.exec(before);
  if (kind === null) return null;
  const [, patterns] = KINDS.find(([word]) => word.test(kind[1] as string)) as (typeof KINDS)[0];
  return { ...found(patterns, 0), before: kind[0].length };
}

function found(patterns: readonly AlterationPattern[], after: number, isAbsence = false): Patterns {
  return { patterns, before: 0, after, isAbsence, isOtherThan: false };
}

function proteinChange(written: string): AlterationPattern {
  const change = written.replace(/^p\./, '');
  return /\d$/.test(change)
    ? { kind: 'residue', residue: change }
    : { kind: 'protein-change', change };
}

/** `V600E/K` names two changes of one residue. */
function proteinChanges(written: string): readonly AlterationPattern[] {
  const changes: AlterationPattern[] = [];
  let residue = '';
  for (const part of written.split(/\s*(?:[,/]|\band\/or\b|\bor\b|\band\b)\s*/)) {
    if (part === '') continue;
    const whole = /^[A-Z*]$/.test(part) ? residue + part : part;
    residue = /(?:p\.)?([A-Z]\d+)/.exec(whole)?.[1] ?? residue;
    changes.push(proteinChange(whole));
  }
  return changes;
}
