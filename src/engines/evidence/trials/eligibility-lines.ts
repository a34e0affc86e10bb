/** One line of a registered eligibility text, with the side it is on. */
export interface EligibilityLine {
  readonly side: 'inclusion' | 'exclusion';
  /** Without its bullet; a line below another has that one's text in front. */
  readonly text: string;
  /** What is read for rules: the line's own text. */
  readonly own: string;
  readonly isForCohort: boolean;
  /** One of several of which a patient needs only one. */
  readonly isAlternative: boolean;
  /** Below a line that names for which patients it holds. */
  readonly isConditional: boolean;
}

const BULLET = /^(?:[*•–-]|\(?\d{1,2}[.)](?!\d)|\(?[a-z][.)]|[ivx]{1,4}[.)])\s*/i;
const HEADING =
  /^-?\s*(?:(?:key|main|major|general)\s+)?(inclusion|exclusion)(?:\s+criteria)?\s*[:：]?\s*$/i;
const LONG_HEADING = /\b(inclusion|exclusion) criteria\b|\bwill be (excluded)\b/i;
const COHORT =
  /\b(?:cohort|part|arm|group|phase|stage) [A-D0-9][A-Za-z0-9]{0,3}\b.{0,40}(?::|\bonly\b)|\bcohorts? only\b|some parts? of the study|for (?:some|certain|one) parts?/i;
/** `For patients who have had earlier therapy:` */
const FOR_SOME = /^(?:if|in case|for|in (?:patients|subjects|participants))\b/i;
const ONE_OF = /\b(?:one of|either|any of|at least one)\b/i;

interface Open {
  readonly depth: number;
  readonly text: string;
}

interface Draft extends Open {
  text: string;
  readonly side: EligibilityLine['side'];
  readonly cohort: boolean;
  readonly parents: readonly Open[];
}

/** The lines of an eligibility text as ClinicalTrials.gov holds it: lists in Markdown, or one line a criterion. */
export function eligibilityLines(text: string): readonly EligibilityLine[] {
  const lines: EligibilityLine[] = [];
  let side: EligibilityLine['side'] = 'inclusion';
  let cohort = false;
  let parents: Open[] = [];
  const drafts: Draft[] = [];
  let isOpen = false;
  for (const raw of text.replace(/\\([[\]<>^*~_#.()-])/g, '$1').split(/\r?\n/)) {
    const trimmed = raw.trim();
    if (trimmed === '') {
      isOpen = false;
      continue;
    }
    const depth = raw.length - raw.trimStart().length;
    const unmarked = withoutBullet(trimmed);
    const isBullet = unmarked !== trimmed;
    const named = HEADING.exec(unmarked) ?? (isBullet ? null : headingOf(trimmed));
    if (named !== null) {
      side = /^ex/i.test(named[1] ?? named[2] ?? '') ? 'exclusion' : 'inclusion';
      [cohort, isOpen, parents] = [false, false, []];
      continue;
    }
    if (!isBullet && trimmed.endsWith(':') && depth === 0) {
      [cohort, isOpen, parents] = [COHORT.test(trimmed), false, []];
      continue;
    }
    const last = drafts.at(-1);
    if (!isBullet && last !== undefined && (isOpen || depth > 0)) {
      last.text += ` ${trimmed}`;
      continue;
    }
    parents = parents.filter((parent) => parent.depth < depth);
    drafts.push({ depth, text: unmarked, side, cohort, parents });
    parents = [...parents, { depth, text: unmarked }];
    isOpen = isBullet;
  }
  for (const [index, draft] of drafts.entries()) {
    const own = draft.text.replace(/\s+/g, ' ').replace(/[;；.]+$/, '');
    const next = drafts[index + 1];
    // A line that only opens a list says nothing by itself.
    if (own.endsWith(':') && next !== undefined && next.depth > draft.depth) continue;
    const above = draft.parents.filter((parent) => /[:：]$/.test(parent.text.trim()));
    lines.push({
      side: draft.side,
      text: [...above.map((parent) => parent.text.trim()), own].join(' '),
      own,
      isForCohort: draft.cohort || COHORT.test([...above.map((up) => up.text), own].join(' ')),
      isConditional: above.some((parent) => FOR_SOME.test(parent.text)),
      isAlternative: draft.side === 'inclusion' && above.some((parent) => ONE_OF.test(parent.text)),
    });
  }
  return lines;
}

function headingOf(line: string): RegExpExecArray | null {
  return line.length < 160 ? LONG_HEADING.exec(line) : null;
}

function withoutBullet(line: string): string {
  let rest = line;
  for (let pass = 0; pass < 2; pass++) {
    const shorter = rest.replace(BULLET, '');
    // `1.5 x ULN` and `I-131` start no list.
    if (shorter === rest || shorter === '') break;
    rest = shorter;
  }
  return rest;
}
