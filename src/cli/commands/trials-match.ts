import type { Context } from '../../core/context.js';
import { canonicalJson } from '../../core/canonical-json.js';
import { OptionError } from '../../core/errors.js';
import type { MatchState, TrialMatch } from '../../engines/evidence/trials/match-trial.js';
import type { RecruitmentStatus } from '../../engines/evidence/trials/trial.js';
import { searchTrials, type TrialSearch } from '../../engines/evidence/trials/trial-library.js';
import {
  allCriteria,
  askedAndNotGiven,
  CRITERION_COLUMNS,
  criterionRows,
  TRIAL_COLUMNS,
  trialRow,
} from '../../engines/evidence/trials/trial-table.js';
import { writeTsv } from '../../formats/tsv/write-tsv.js';
import { checkOutputFolder, inFolder, writeWhole } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import type { LogFlags } from '../run-command.js';
import { type NamedPatient, trialPatientOfCase } from '../trial-patient-of-case.js';
import { openTrialSources, type TrialSources } from '../trial-sources.js';
import { loadTrialVocabulary } from '../trial-vocabulary-of-packs.js';

export interface TrialsMatchFlags extends LogFlags {
  readonly trials?: readonly string[];
  readonly status: readonly string[];
  readonly limit: number;
  readonly all?: boolean;
  readonly out?: string;
  readonly json?: boolean;
  readonly reference?: string;
  readonly packs?: string;
}

const STATUSES: readonly RecruitmentStatus[] = [
  'recruiting',
  'not-yet-recruiting',
  'closed',
  'unknown',
];
/** Kinds of facts that are named as missing; the rest is counted. */
const NAMED_GAPS = 8;

/** `oncoscript trials match`: the trials at hand held against one patient, best first. */
export async function trialsMatch(
  input: string,
  flags: TrialsMatchFlags,
  context: Context,
): Promise<void> {
  const statuses = statusesFrom(flags.status);
  if (!Number.isInteger(flags.limit) || flags.limit < 1) {
    throw new OptionError(`${flags.limit} is no number of trials`, '--limit', 'e.g. --limit 20');
  }
  const out = flags.out === undefined ? null : await checkOutputFolder(flags.out);
  const store = openUserPackStore(userPacksFolder(flags.packs));
  const vocabulary = async () => loadTrialVocabulary(store);
  const sources = await openTrialSources(flags.trials ?? [], store, vocabulary, context);
  const named = await trialPatientOfCase(input, flags, store, context);
  const search = searchTrials(sources.library, named.patient, {
    limit: flags.limit,
    statuses,
    withFailed: flags.all === true,
  });
  if (out !== null) {
    const { matches } = search;
    await writeWhole(
      inFolder(out, 'trials.tsv'),
      [writeTsv(TRIAL_COLUMNS, matches.map(trialRow))],
      context.signal,
    );
    await writeWhole(
      inFolder(out, 'criteria.tsv'),
      [
        writeTsv(
          CRITERION_COLUMNS,
          matches.flatMap((match) => [...criterionRows(match)]),
        ),
      ],
      context.signal,
    );
  }
  if (flags.json === true) {
    process.stdout.write(`${canonicalJson(jsonOf(named, search, sources))}\n`);
    return;
  }
  process.stdout.write(printed(named, search, sources, flags));
  if (out !== null) process.stdout.write(`all columns are in ${out}\n`);
}

function statusesFrom(texts: readonly string[]): readonly RecruitmentStatus[] {
  return texts.map((text) => {
    const status = STATUSES.find((one) => one === text.toLowerCase());
    if (status === undefined) {
      throw new OptionError(`"${text}" is no status`, '--status', `any of ${STATUSES.join(', ')}`);
    }
    return status;
  });
}

const COLUMNS: readonly (readonly [string, number, (match: TrialMatch) => string])[] = [
  ['TRIAL', 14, ({ trial }) => trial.id],
  ['TITLE', 44, ({ trial }) => trial.title],
  ['STATE', 12, ({ state }) => state],
  ["WHY THIS PATIENT'S", 30, ({ whyThis }) => whyThis.join('; ') || '-'],
  ['WHY NOT', 60, ({ whyNot }) => whyNot ?? '-'],
  ['UNREAD', 9, (match) => `${match.unread} of ${allCriteria(match).length}`],
  ['STATUS', 22, ({ trial }) => trial.registeredStatus.toLowerCase().replaceAll('_', ' ')],
  ['PHASE', 13, ({ trial }) => trial.phases.join('/').replaceAll('PHASE', '') || '-'],
  ['AS OF', 10, ({ trial }) => trial.recordDate ?? 'not dated'],
];

function printed(
  { name, patient }: NamedPatient,
  { matches, counts, searched, otherStatus }: TrialSearch,
  { notes }: TrialSources,
  flags: TrialsMatchFlags,
): string {
  const type = patient.tumourTypes?.[0] ?? 'tumour type not given';
  const lines = [...notes, `${name}, ${type}: ${countsText(counts)} of ${searched} searched`];
  if (otherStatus > 0) {
    lines.push(`${otherStatus} trials of another status were left out (--status)`);
  }
  if (matches.length > 0) lines.push('', ...table(matches));
  lines.push('');
  if (flags.all !== true && counts.fail > 0) {
    lines.push(`${counts.fail} do not fit; --all lists them, with the reason`);
  }
  const fitting = counts.pass + counts.warn + counts.undetermined;
  const listed = flags.all === true ? searched : fitting;
  if (listed > matches.length) {
    lines.push(`${listed - matches.length} more; --limit ${listed} lists them`);
  }
  const gaps = askedAndNotGiven(matches);
  if (gaps.length > 0) {
    const told = gaps.slice(0, NAMED_GAPS).map(({ what, trials }) => `${what} (${trials})`);
    const more = gaps.length > NAMED_GAPS ? `, and ${gaps.length - NAMED_GAPS} more` : '';
    lines.push(`asked for and not given, by trials: ${told.join(', ')}${more}`);
    lines.push('  add what is known to the case file, under clinical, biomarkers and priorTherapy');
  }
  lines.push(
    'warn: typed criteria are met, but text remains to be read; oncoscript trials explain shows it',
    'Research use only: a trial decides on its whole protocol, and records grow old.',
  );
  return `${lines.join('\n')}\n`;
}

function countsText(counts: Readonly<Record<MatchState, number>>): string {
  return (['pass', 'warn', 'undetermined', 'fail'] as const)
    .map((state) => `${counts[state]} ${state}`)
    .join(', ');
}

function table(matches: readonly TrialMatch[]): readonly string[] {
  const rows = [
    COLUMNS.map(([title]) => title),
    ...matches.map((match) => COLUMNS.map(([, width, cell]) => shortened(cell(match), width))),
  ];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => (row[i] as string).length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] as number))
      .join('  ')
      .trimEnd(),
  );
}

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function jsonOf(
  { name, patient }: NamedPatient,
  { matches, counts, searched }: TrialSearch,
  { library, notes }: TrialSources,
): unknown {
  return {
    kind: 'oncoscript/trial-matches',
    schemaVersion: 1,
    case: name,
    patient,
    sources: notes,
    asOf: library.asOf,
    searched,
    counts,
    matches,
  };
}
