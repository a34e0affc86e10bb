import type { CriterionPiece } from './criterion-piece.js';
import { DRUG_CLASSES, placeOfAgent } from './drug-classes.js';
import { type Criterion, type PatientCondition, require, type TrialRule } from './trial-rule.js';

const CONDITION_WORDS: readonly (readonly [PatientCondition, RegExp])[] = [
  ['autoimmunity', /\b(?:active |severe |history of )*autoimmune (?:diseases?|disorders?)/gi],
  [
    'transplant',
    /\b(?:(?:solid )?organ|kidney|renal|liver|heart|lung|allogeneic|stem[- ]cell|bone marrow|tissue)[\w\s,/-]{0,40}transplant\w*/gi,
  ],
  [
    'steroids',
    /\b(?:concurrent |chronic |systemic )*(?:systemic )?(?:cortico)?steroids?(?: therapy)?\b/gi,
  ],
  [
    'brainMetastases',
    /\b(?:brain|CNS|central nervous system|central nervous|intracranial|leptomeningeal)(?: \(CNS\))?[\s\w/-]{0,24}metasta\w+|\bleptomeningeal (?:disease|spread)/gi,
  ],
  [
    'pregnancy',
    /\bpregnan(?:t|cy)\b(?! tests?\b)|\bbreast[- ]?feeding\b|\b(?:lactating|nursing)\b/gi,
  ],
  ['hiv', /\bHIV\b|human immunodeficiency virus(?: \(HIV\))?/gi],
  ['hepatitis', /\bhepatitis (?:[BC]|B or C)\b(?: virus(?: ?\(H[BC]V\))?)?|\bH[BC]V\b/gi],
  [
    'interstitialLungDisease',
    /\binterstitial lung disease(?: \(ILD\))?|\bILD\b|\b(?:non-infectious |radiation |active )*pneumonitis\b/gi,
  ],
];

const NEGATION =
  /\b(?:no|not|without|absence of|free of|seronegative for|negative for|never|non)(?:[\s-]+(?:have|has|had|be|are|is|an?|any|known|active|history of|evidence of|prior|previously|received|untreated|symptomatic|requiring|documented))*[\s-]*$/i;
const PRIOR =
  /\b(?:prior|previous(?:ly)?|received|pre-?treated|exposure|exposed|history of treatment|treated with|progress\w+ (?:on|after|following)|refractory|failed|intolerant)\b/i;

/** The rule, or its contrary where a negation stands before it; that belongs to what was read. */
function negatable(rule: TrialRule, before: string, end: number): CriterionPiece {
  const negation = NEGATION.exec(before);
  return negation === null
    ? { rule, start: before.length, end }
    : { rule: { kind: 'not', rule }, start: negation.index, end };
}

/** What another condition is treated with. */
const REQUIRING = /\b(?:requir\w+|need\w*|treat\w+ with)[\w\s,/-]{0,40}$/i;

/** Conditions of the patient that a criterion names. */
export function readConditions(text: string): readonly CriterionPiece[] {
  const found = CONDITION_WORDS.flatMap(([condition, words]) =>
    [...text.matchAll(words)].slice(0, 1).map((match) => ({ condition, match })),
  );
  return found
    .filter(
      ({ condition, match }) =>
        condition !== 'steroids' ||
        found.length === 1 ||
        !REQUIRING.test(text.slice(0, match.index)),
    )
    .map(({ condition, match }) =>
      negatable(
        require({ kind: 'condition', condition }),
        text.slice(0, match.index),
        match.index + match[0].length,
      ),
    );
}

/** How long ago a therapy has to be, not that there has to be one. */
const WASH_OUT = /\b(?:\d+|two|three|four|six)[ -](?:days?|weeks?|months?|half[- ]li\w+)\b/i;

/** Classes and agents that a patient must or must not have had before; nothing where the text is of another time. */
export function readPriorTherapy(text: string, side: Criterion['side']): readonly CriterionPiece[] {
  if (!PRIOR.test(text) || (side === 'inclusion' && WASH_OUT.test(text))) return [];
  const lower = text.toLowerCase();
  const spans: { start: number; end: number }[] = [];
  const classes: string[] = [];
  const agents: string[] = [];
  for (const [id, { words, agents: members }] of Object.entries(DRUG_CLASSES)) {
    const named = [...lower.matchAll(words)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }));
    if (named.length > 0) {
      classes.push(id);
      spans.push(...named);
      continue;
    }
    for (const agent of members) {
      const at = placeOfAgent(lower, agent);
      if (at === -1) continue;
      agents.push(agent);
      spans.push({ start: at, end: at + agent.length });
    }
  }
  if (spans.length === 0) return [];
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  const start = (spans[0] as { start: number }).start;
  const end = Math.max(...spans.map((span) => span.end));
  // To have had this and that is to have had both; to be excluded for this and that, either.
  const isBoth = side === 'inclusion' && /\band\b(?!\/or)/i.test(text.slice(start, end));
  const rule: TrialRule = isBoth
    ? {
        kind: 'all',
        rules: [
          ...classes.map((id) => require({ kind: 'prior-therapy', classes: [id], agents: [] })),
          ...agents.map((agent) =>
            require({ kind: 'prior-therapy', classes: [], agents: [agent] }),
          ),
        ],
      }
    : require({ kind: 'prior-therapy', classes, agents });
  const before = text.slice(0, start).replace(/\b(?:treatment|therapy) (?:with|using)\s*$/i, '');
  return [negatable(rule, before, end)];
}
