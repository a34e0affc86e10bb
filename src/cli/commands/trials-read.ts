import type { Context } from '../../core/context.js';
import { canonicalJson } from '../../core/canonical-json.js';
import { ruleText } from '../../engines/evidence/trials/requirement-text.js';
import type { Trial } from '../../engines/evidence/trials/trial.js';
import type { Criterion } from '../../engines/evidence/trials/trial-rule.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import type { LogFlags } from '../run-command.js';
import { filesNote, openTrialsPack, readTrialFiles } from '../trial-sources.js';
import { loadTrialVocabulary } from '../trial-vocabulary-of-packs.js';

export interface TrialsReadFlags extends LogFlags {
  readonly json?: boolean;
  readonly packs?: string;
}

/** `oncoscript trials read`: what was made of each criterion, so that a person can check it. */
export async function trialsRead(
  paths: readonly string[],
  flags: TrialsReadFlags,
  context: Context,
): Promise<void> {
  const store = openUserPackStore(userPacksFolder(flags.packs));
  const { trials, note } =
    paths.length === 0
      ? await ofPack(store)
      : await ofFiles(paths, await loadTrialVocabulary(store), context);
  if (flags.json === true) {
    const kind = 'oncoscript/trials';
    process.stdout.write(`${canonicalJson({ kind, schemaVersion: 1, sources: [note], trials })}\n`);
    return;
  }
  for (const trial of trials) process.stdout.write(printed(trial));
  const all = trials.flatMap(criteriaOf);
  const typed = all.filter(({ rule }) => rule !== null).length;
  process.stdout.write(
    `\n${note}\n${typed} of ${all.length} criteria typed, ${all.length - typed} stay text\n`,
  );
}

async function ofPack(store: Parameters<typeof openTrialsPack>[0]) {
  const { library, note } = await openTrialsPack(store);
  return { trials: library.trials, note };
}

async function ofFiles(...given: Parameters<typeof readTrialFiles>) {
  const read = await readTrialFiles(...given);
  return { trials: read.trials, note: filesNote(read) };
}

function criteriaOf({ criteria, arms }: Trial): readonly Criterion[] {
  return [...criteria, ...arms.flatMap((arm) => arm.criteria)];
}

function printed(trial: Trial): string {
  const lines = ['', `${trial.id}  ${trial.title}`];
  lines.push(...trial.criteria.flatMap(criterionLines));
  for (const { code, isOpen, criteria } of trial.arms) {
    lines.push(`  ${code}${isOpen ? '' : ' (closed)'}`, ...criteria.flatMap(criterionLines));
  }
  return `${lines.join('\n')}\n`;
}

const BEYOND = {
  none: '',
  more: '; the text narrows it',
  alternatives: '; the text has alternatives or exceptions',
} as const;

function criterionLines({ side, text, rule, rest, isForCohort }: Criterion): readonly string[] {
  const sign = side === 'inclusion' ? '+' : '-';
  const part = isForCohort ? '; a part of the trial' : '';
  return [
    `  ${sign} ${text}`,
    rule === null
      ? `      stays text${part}`
      : `      read as: ${side === 'exclusion' ? 'excludes for ' : ''}${ruleText(rule)}${BEYOND[rest]}${part}`,
  ];
}
