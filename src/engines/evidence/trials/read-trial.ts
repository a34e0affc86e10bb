import type { RegisteredTrial } from '../../../formats/trials/read-ctgov.js';
import { eligibilityLines } from './eligibility-lines.js';
import { readCriterion, type TrialVocabulary } from './read-criterion.js';
import { namedTumourTypes } from './read-tumour-types.js';
import type { RecruitmentStatus, Trial } from './trial.js';
import { type Criterion, require } from './trial-rule.js';

const STATUS: Readonly<Record<string, RecruitmentStatus>> = {
  RECRUITING: 'recruiting',
  ENROLLING_BY_INVITATION: 'recruiting',
  AVAILABLE: 'recruiting',
  NOT_YET_RECRUITING: 'not-yet-recruiting',
  ACTIVE_NOT_RECRUITING: 'closed',
  COMPLETED: 'closed',
  SUSPENDED: 'closed',
  TERMINATED: 'closed',
  WITHDRAWN: 'closed',
  NO_LONGER_AVAILABLE: 'closed',
};

/** A registered trial with its criteria typed as far as they can be: its fields first, then its text line by line. */
export function readTrial(registered: RegisteredTrial, vocabulary: TrialVocabulary): Trial {
  const { nctId, status, eligibility } = registered;
  const lines = eligibility === null ? [] : eligibilityLines(eligibility);
  const ofFields = fieldCriteria(registered, vocabulary);
  // A search answer may come without the text: nothing is met by what was not read.
  const ofText =
    eligibility === null ? [NO_TEXT] : lines.map((line) => readCriterion(line, vocabulary));
  return {
    id: nctId,
    title: registered.title,
    status: STATUS[status ?? ''] ?? 'unknown',
    registeredStatus: status ?? 'not stated',
    phases: registered.phases,
    conditions: registered.conditions,
    interventions: registered.interventions,
    countries: registered.countries,
    recordDate: registered.lastUpdate,
    source: 'ClinicalTrials.gov',
    // Age and sex of the fields are the registry's own; the text repeats them.
    criteria: [...ofFields, ...ofText.filter((line) => !repeats(line, ofFields))],
    arms: [],
  };
}

const NO_TEXT: Criterion = {
  side: 'inclusion',
  text: 'the record holds no eligibility text: look the trial up',
  from: 'field',
  rule: null,
  rest: 'none',
  isForCohort: false,
};

function repeats({ rule, rest }: Criterion, fields: readonly Criterion[]): boolean {
  if (rule?.kind !== 'require' || rule.requirement.kind !== 'age' || rest !== 'none') return false;
  return fields.some(
    (field) => field.rule?.kind === 'require' && field.rule.requirement.kind === 'age',
  );
}

function fieldCriteria(
  registered: RegisteredTrial,
  vocabulary: TrialVocabulary,
): readonly Criterion[] {
  const { sex, minimumAge, maximumAge, conditions } = registered;
  const criteria: Criterion[] = [];
  const add = (text: string, rule: Criterion['rule'], rest: Criterion['rest'] = 'none'): void => {
    criteria.push({ side: 'inclusion', text, from: 'field', rule, rest, isForCohort: false });
  };
  const least = years(minimumAge);
  const most = years(maximumAge);
  if (least !== null || most !== null) {
    const text = [minimumAge, maximumAge].filter((age) => age !== null).join(' to ');
    add(`age: ${text}`, require({ kind: 'age', years: { least, most } }));
  }
  if (sex === 'FEMALE' || sex === 'MALE') {
    add(
      `sex: ${sex.toLowerCase()}`,
      require({ kind: 'sex', sex: sex === 'MALE' ? 'male' : 'female' }),
    );
  }
  if (conditions.length > 0) {
    const { codes, rest } = conditionTypes(registered, vocabulary);
    add(
      `conditions: ${conditions.join('; ')}`,
      codes.length === 0 ? null : require({ kind: 'tumour-type', codes }),
      rest,
    );
  }
  return criteria;
}

/** Types of the registered conditions. Others may fit where a condition is not known, or title or text name more. */
function conditionTypes(
  { title, conditions, eligibility }: RegisteredTrial,
  vocabulary: TrialVocabulary,
): { readonly codes: readonly string[]; readonly rest: Criterion['rest'] } {
  const codes = new Set<string>();
  let isMarked = false;
  let isOpen = false;
  for (const condition of conditions) {
    const isMarker =
      MARKER.test(condition) ||
      condition.split(/[^A-Za-z0-9-]+/).some((word) => vocabulary.gene(word) !== null);
    isMarked ||= isMarker;
    const types = isMarker ? null : vocabulary.tumourTypes(condition);
    for (const code of types ?? []) codes.add(code);
    if (types === null) isOpen ||= isMarker ? TUMOUR.test(condition) : !SPREAD.test(condition);
  }
  const known = [...codes];
  const lines = eligibility === null ? [] : eligibilityLines(eligibility);
  const texts = [title, ...lines.filter(({ side }) => side === 'inclusion').map(({ own }) => own)];
  const isOther = (code: string): boolean =>
    !vocabulary.isWithin(code, known) &&
    // `Lung cancer` says no more than the condition NSCLC.
    (code === 'SOLID' ||
      code === 'LIQUID' ||
      !known.some((one) => vocabulary.isWithin(one, [code])));
  isOpen ||= texts.some((text) =>
    namedTumourTypes(text, vocabulary).some((mention) => mention?.codes.some(isOther) ?? false),
  );
  return { codes: known, rest: isOpen ? 'alternatives' : isMarked ? 'more' : 'none' };
}

/** A registered condition that names a marker. */
const MARKER = /\bMSI\b|\bmicrosatellite|\bd?MMR\b|mutat|fusion|positive|amplif/i;
const TUMOUR =
  /tumou?r|cancer|carcinoma|neoplasm|malignan|melanoma|lymphoma|leuka?emia|sarcoma|glio|\bHGG\b|\bN?SCLC\b|\bCRC\b/i;
/** Where the tumour has gone: no type. */
const SPREAD = /metasta\w*$/i;

/** A child's age in months or weeks is under one or some years. */
function years(age: string | null): number | null {
  const read = /^(\d+)\s+(year|month|week|day)s?$/i.exec(age ?? '');
  if (read === null) return null;
  const per = { year: 1, month: 12, week: 365.25 / 7, day: 365.25 };
  return Number(read[1]) / per[(read[2] as string).toLowerCase() as keyof typeof per];
}
