import type { Context } from '../../core/context.js';
import { canonicalJson } from '../../core/canonical-json.js';
import { OptionError } from '../../core/errors.js';
import {
  type CriterionMatch,
  matchTrial,
  type TrialMatch,
} from '../../engines/evidence/trials/match-trial.js';
import { ruleText } from '../../engines/evidence/trials/requirement-text.js';
import { groupsOf } from '../../engines/evidence/trials/trial-table.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import type { LogFlags } from '../run-command.js';
import { trialPatientOfCase } from '../trial-patient-of-case.js';
import { openTrialSources } from '../trial-sources.js';
import { loadTrialVocabulary } from '../trial-vocabulary-of-packs.js';

export interface TrialsExplainFlags extends LogFlags {
  readonly trials?: readonly string[];
  readonly json?: boolean;
  readonly reference?: string;
  readonly packs?: string;
}

/** `oncoscript trials explain`: each criterion of some trials, held against one patient. */
export async function trialsExplain(
  input: string,
  ids: readonly string[],
  flags: TrialsExplainFlags,
  context: Context,
): Promise<void> {
  const store = openUserPackStore(userPacksFolder(flags.packs));
  const vocabulary = async () => loadTrialVocabulary(store);
  const { library, notes } = await openTrialSources(flags.trials ?? [], store, vocabulary, context);
  const trials = ids.map((id) => {
    const trial = library.trials.find((one) => one.id.toUpperCase() === id.toUpperCase());
    if (trial !== undefined) return trial;
    throw new OptionError(
      `${id} is not among the ${library.trials.length} trials at hand`,
      'trials explain',
      'give its file with --trials, or oncoscript packs pull trials --query WORDS',
    );
  });
  const { name, patient } = await trialPatientOfCase(input, flags, store, context);
  const matches = trials.map((trial) => matchTrial(trial, patient));
  if (flags.json === true) {
    const kind = 'oncoscript/trial-explanations';
    process.stdout.write(
      `${canonicalJson({ kind, schemaVersion: 1, case: name, sources: notes, matches })}\n`,
    );
    return;
  }
  process.stdout.write(`${notes.join('\n')}\n`);
  for (const match of matches) process.stdout.write(explained(name, match));
  process.stdout.write(
    'Research use only: a trial decides on its whole protocol, and records grow old.\n',
  );
}

function explained(name: string, match: TrialMatch): string {
  const { trial, state, whyNot, whyThis } = match;
  const lines = [
    '',
    `${trial.id}  ${trial.title}`,
    `${trial.registeredStatus}, ${trial.phases.join('/') || 'no phase'}, record of ${trial.recordDate ?? 'no known date'} (${trial.source})`,
    `${name}: ${state}${whyNot === null ? '' : `: ${whyNot}`}`,
    ...(whyThis.length === 0 ? [] : [`this patient's for: ${whyThis.join('; ')}`]),
  ];
  for (const { arm, matched } of groupsOf(match)) {
    if (arm !== null) lines.push('', arm);
    for (const side of ['inclusion', 'exclusion'] as const) {
      const ofSide = matched.filter(({ criterion }) => criterion.side === side);
      if (ofSide.length > 0) lines.push('', side === 'inclusion' ? 'To be met' : 'Excluded for');
      lines.push(...ofSide.flatMap(criterionLines));
    }
  }
  return `${lines.join('\n')}\n`;
}

function criterionLines(one: CriterionMatch): readonly string[] {
  const { criterion, state, reason, patientValue, canChange } = one;
  const { rule, text, isForCohort } = criterion;
  const part = isForCohort ? ' (a part of the trial)' : '';
  if (rule === null) return [`  ${'read it'.padEnd(12)}  ${text}${part}`];
  const value = patientValue === null ? 'not given' : patientValue;
  const lines = [
    `  ${state.padEnd(12)}  ${text}${part}`,
    `${' '.repeat(16)}read as: ${ruleText(rule)}${REST[criterion.rest]}`,
    `${' '.repeat(16)}${reason}; patient: ${value}${canChange ? '; can change' : ''}`,
  ];
  return criterion.from === 'field' ? lines.filter((_, i) => i !== 1) : lines;
}

const REST = {
  none: '',
  more: ' (the text narrows it)',
  alternatives: ' (the text has alternatives or exceptions)',
} as const;
