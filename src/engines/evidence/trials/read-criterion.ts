import type { CriterionPiece } from './criterion-piece.js';
import type { EligibilityLine } from './eligibility-lines.js';
import { any, readAlterations } from './read-alterations.js';
import { readConditions, readPriorTherapy } from './read-conditions.js';
import { readMeasures } from './read-measures.js';
import { readTumourTypes } from './read-tumour-types.js';
import type { Criterion, Requirement, TrialRule } from './trial-rule.js';

/** Words of the trial's world, from packs that the host has. */
export interface TrialVocabulary {
  /** The symbol a word stands for, `HER2` for `ERBB2`; null where it names no gene. */
  gene(word: string): string | null;
  /** OncoTree codes that a registered condition means; null where it is not known. */
  tumourTypes(condition: string): readonly string[] | null;
  /** Whether a type is one of these or lies below one. */
  isWithin(code: string, codes: readonly string[]): boolean;
}

/** Words that add nothing to what was read. */
const FILLERS = new Set(
  `a an the of in on with for to as at by is are be been was were has have had having must should will who whom that this
  their his her its patient patients subject subjects participant participants individual individuals person people
  documented confirmed histologically cytologically pathologically harboring harbouring carrying presence known evidence
  tumor tumors tumour tumours cancer cancers disease malignancy gene genes mutation mutations mutated alteration alterations status performance score ps
  oncology group eastern cooperative ecog who years year old age aged inclusive time informed consent positive
  adequate function level levels count counts value values serum total blood according
  prior previous previously treatment therapy therapies treated received with using agent agents drug drugs
  testing test tested determined assessed measured sample samples tissue local central
  following one any all each include including limited e g i etc and both male female males females
  history current concurrent ongoing infection infections antibody virus seropositive women men woman lactating positive
  inhibitor inhibitors immunotherapy anti small molecule targeted`.split(/\s+/),
);
/** Everything behind one of these is an exception, not a rule. */
const EXCEPTION = /\b(?:unless|except|excluding|other than|provided that)\b/i;
const PERMISSION =
  /\b(?:may|if|can|eligible|allowed|permitted|acceptable|(?:for|in) (?:patients|subjects|participants) with (?:known |documented )?(?:liver|hepatic|bone|Gilbert))\b/i;
/** Words between which an `or` leaves no choice. */
const EXTENT = String.raw`(?:(?:histo|cyto|patho)logic(?:al)?(?:ly)?|(?:locally )?advanced|metastatic|recurrent|refractory|relapsed|unresectable|inoperable|progressive)`;
const IDLE_OR = new RegExp(
  String.raw`(?<=\b${EXTENT}(?: \([^)]*\))?,? ?)(?:\bor\b|\band\/or\b|\band\b|\/)(?= ?${EXTENT}\b)`,
  'gi',
);
/** Alternatives that a text counts. */
const COUNTED_ALTERNATIVES = /\(1\).*\bor \(\d\)/i;
const EXAMPLES = /\b(?:including|such as|e\.g|etc)\b/i;
/** Said of some patients only, or a permission: no rule for all. */
const CONDITIONAL =
  /^(?:if|in case|for (?:\w+ ){0,2}(?:patients|subjects|participants|women|men|those)|(?:wom[ae]n|females?|m[ae]n|males?)\b(?! (?:or|and)\b))|\b(?:are|is|may be|will be) (?:also |still )?(?:eligible|allowed|permitted|acceptable|enrolled)\b|^(?:patients|subjects|participants) with .{0,120}\b(?:must|should|may|need)\b/i;

/** Reads what a machine can check of one line; the rest stays text, and is said to. */
export function readCriterion(line: EligibilityLine, vocabulary: TrialVocabulary): Criterion {
  const { side, text, own, isForCohort } = line;
  const asText: Criterion = {
    side,
    text,
    from: 'text',
    rule: null,
    rest: 'none',
    isForCohort,
  };
  if (line.isConditional || COUNTED_ALTERNATIVES.test(own)) return asText;
  if (line.isAlternative || (side === 'inclusion' && CONDITIONAL.test(own))) return asText;
  if (/^for (?:\w+ ){0,2}(?:patients|subjects)/i.test(own)) return asText;
  const plain = own.replace(IDLE_OR, (or) => ' '.repeat(or.length));
  const read = readable(plain);
  const pieces = apart([
    ...(side === 'inclusion' ? readTumourTypes(firstSentence(plain), vocabulary) : []),
    ...readPriorTherapy(read, side),
    ...readMeasures(read),
    ...readAlterations(read, vocabulary.gene),
    ...readConditions(read),
  ]);
  const [first] = pieces;
  if (first === undefined) return asText;
  if (pieces.some((piece, index) => isTypeOrElse(plain, piece, pieces[index + 1]))) return asText;
  const others =
    pieces.length === 1 && isAlteration(first.rule) ? alsoEligible(plain, vocabulary) : [];
  if (others.length > 0) {
    return { ...asText, rule: any([first.rule, ...others].flatMap(alternativesOf)), rest: 'more' };
  }
  const rest = restOf(plain, pieces, side);
  if (side === 'exclusion' && !isOneKind(pieces)) return asText;
  // Of a line that excludes for much more than was read, a machine would exclude too many.
  if (side === 'exclusion' && rest !== 'none' && kindsOf(first.rule).includes('stage'))
    return asText;
  return {
    ...asText,
    rule: side === 'exclusion' ? any(rulesOf(pieces)) : joined(plain, pieces),
    rest,
  };
}

function firstSentence(text: string): string {
  return /^.*?[A-Za-z0-9)\]%]{2}\.\s+(?:\.\s+)?(?=[A-Z])/.exec(text)?.[0] ?? text;
}

/** Changes of which a later sentence says that they will do as well. */
function alsoEligible(text: string, vocabulary: TrialVocabulary): readonly TrialRule[] {
  const later = text.slice(firstSentence(text).length);
  const sentence = firstSentence(later);
  if (!/\b(?:will |are )?also (?:be )?eligible\b/i.test(sentence)) return [];
  return readAlterations(sentence.replace(/\balso (?:be )?eligible\b.*/i, ''), vocabulary.gene).map(
    ({ rule }) => rule,
  );
}

function alternativesOf(rule: TrialRule): readonly TrialRule[] {
  return rule.kind === 'any' ? rule.rules : [rule];
}

/** The first sentence up to its exception, if it has one: what comes after is for a person to read. */
function readable(text: string): string {
  const sentence = firstSentence(text);
  const exception = EXCEPTION.exec(sentence);
  return exception === null ? sentence : sentence.slice(0, exception.index);
}

/** A tumour type and something else, either of which will do. */
function isTypeOrElse(
  text: string,
  piece: CriterionPiece,
  next: CriterionPiece | undefined,
): boolean {
  if (next === undefined || isTumourType(piece.rule) === isTumourType(next.rule)) return false;
  return /^[\s,]*(?:and\/)?or\b/i.test(text.slice(piece.end, next.start));
}

function isTumourType(rule: TrialRule): boolean {
  return kindsOf(rule).includes('tumour-type');
}

/** Without those that overlap one further in front in the list. */
function apart(pieces: readonly CriterionPiece[]): readonly CriterionPiece[] {
  const kept: CriterionPiece[] = [];
  for (const piece of pieces) {
    if (kept.every(({ start, end }) => piece.end <= start || piece.start >= end)) kept.push(piece);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function rulesOf(pieces: readonly CriterionPiece[]): readonly TrialRule[] {
  return pieces.map(({ rule }) => rule);
}

/** Pieces that `or` joins are alternatives, and changes in one list too; others all have to hold. */
function joined(text: string, pieces: readonly CriterionPiece[]): TrialRule {
  const groups: TrialRule[][] = [];
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1];
    const between = before === undefined ? '' : text.slice(before.end, piece.start);
    const isList =
      before !== undefined &&
      [before, piece].every(({ rule }) => isAlteration(rule)) &&
      /^[\s,/:(]*$/.test(between);
    const group = groups.at(-1);
    const isOwn = before !== undefined && [before, piece].some(({ rule }) => isTumourType(rule));
    if (isOwn) groups.push([piece.rule]);
    else if (isList && /[:(]/.test(between)) groups[groups.length - 1] = [piece.rule];
    else if (group !== undefined && (isList || isChoice(between))) group.push(piece.rule);
    else groups.push([piece.rule]);
  }
  const rules = groups.map(any);
  const [only, ...others] = rules;
  return only !== undefined && others.length === 0 ? only : { kind: 'all', rules };
}

/** The last word that joins decides: `mutations or alterations and …` asks for both. */
function isChoice(between: string): boolean {
  if (between.includes(';')) return false;
  const joiners = between.match(/\band\/or\b|\bor\b|\band\b/gi) ?? [];
  return between.trim() === '/' || /or$/i.test(joiners.at(-1) ?? '');
}

function isAlteration(rule: TrialRule): boolean {
  return new Set(kindsOf(rule)).size === 1 && kindsOf(rule)[0] === 'alteration';
}

function restOf(
  text: string,
  pieces: readonly CriterionPiece[],
  side: Criterion['side'],
): Criterion['rest'] {
  let left = '';
  let from = 0;
  for (const { start, end } of pieces) {
    left += ` ${text.slice(from, start)} `;
    from = Math.max(from, end);
  }
  left += text.slice(from);
  const isTherapy = pieces.some(({ rule }) => kindsOf(rule).includes('prior-therapy'));
  if (side === 'exclusion' && isTherapy && EXAMPLES.test(left)) return 'alternatives';
  const words = left.toLowerCase().match(/[a-z][a-z'-]*|\d+/g) ?? [];
  const isFiller = (word: string): boolean =>
    FILLERS.has(word) || word.split('-').every((part) => FILLERS.has(part));
  if (words.every((word) => isFiller(word) || /^(?:or|and)$/.test(word))) return 'none';
  if (EXCEPTION.test(left) || PERMISSION.test(left)) return 'alternatives';
  // An exclusion that goes on after an `or` excludes others as well.
  if (side === 'exclusion') {
    const outside = left.replace(/\([^()]*\)/g, ' ');
    return /\bor\b|\band\b|[,;/]/i.test(outside) ? 'alternatives' : 'more';
  }
  if (isTherapy && /\bor\b/i.test(left)) return 'alternatives';
  return pieces.some((piece, index) =>
    hasAlternative(text, piece, pieces[index - 1], pieces[index + 1]),
  )
    ? 'alternatives'
    : 'more';
}

/** An `or` beside what was read that leads to something else. */
function hasAlternative(
  text: string,
  { start, end }: CriterionPiece,
  previous: CriterionPiece | undefined,
  next: CriterionPiece | undefined,
): boolean {
  const after = text.slice(end, next?.start ?? text.length);
  const before = text.slice(previous?.end ?? 0, start);
  const isToNext = next !== undefined && after.length < 25;
  const isFromPrevious = previous !== undefined && before.length < 25;
  return (
    (!isToNext &&
      /^[\s,)-]*(?:\([^)]*\)\s*)?(?:(?:mutations?|positive|negative|tumou?rs?)\s*)?(?:and\/)?or\b/i.test(
        after,
      )) ||
    (!isFromPrevious && /\b(?:and\/)?or\s+(?:\w+\s+){0,2}$/i.test(before))
  );
}

function kindsOf(rule: TrialRule): readonly Requirement['kind'][] {
  switch (rule.kind) {
    case 'require':
      return [rule.requirement.kind];
    case 'not':
      return kindsOf(rule.rule);
    case 'all':
    case 'any':
      return rule.rules.flatMap(kindsOf);
  }
}

function isOneKind(pieces: readonly CriterionPiece[]): boolean {
  return new Set(rulesOf(pieces).flatMap(kindsOf)).size === 1;
}
