import type { Command } from 'commander';

import { runCommand } from '../run-command.js';
import type { TrialsExplainFlags } from './trials-explain.js';
import type { TrialsMatchFlags } from './trials-match.js';
import type { TrialsReadFlags } from './trials-read.js';

interface Shared {
  readonly number: (text: string) => number;
  readonly list: (text: string) => readonly string[];
  readonly withLogFlags: (command: Command) => Command;
}

/** `oncoscript trials`; what a command does is loaded when it is asked for. */
export function addTrialsCommands(program: Command, { number, list, withLogFlags }: Shared): void {
  const trials = program
    .command('trials')
    .description('which clinical trials fit a case, criterion by criterion, and why others do not');
  const packs = 'your own packs; else $ONCOSCRIPT_PACKS or ~/.oncoscript/packs';
  const files = 'JSON of ClinicalTrials.gov (API v2) or CTML, or folders of it, besides the pack';
  withLogFlags(
    trials
      .command('match')
      .description('a table of the trials that a patient may be eligible for')
      .argument('<case>', 'case file (YAML or JSON), 01-case.json or 02-findings.json')
      .option('--trials <paths...>', files)
      .option('--status <list>', 'any of recruiting, not-yet-recruiting, closed, unknown', list, [
        'recruiting',
        'not-yet-recruiting',
        'unknown',
      ])
      .option('--limit <n>', 'how many to list', number, 20)
      .option('--all', 'those that do not fit too, with the reason')
      .option('--out <folder>', 'trials.tsv and criteria.tsv with all columns')
      .option('--json', 'prints all as JSON')
      .option('--reference <pack>', 'transcripts of genes, else reference-panel-<build>')
      .option('--packs <folder>', packs),
  )
    .addHelpText(
      'after',
      `
Examples:
  oncoscript trials match case.yaml
  oncoscript trials match results/02-findings.json --trials downloads/ --all --out trials`,
    )
    .action(async (input: string, flags: TrialsMatchFlags) => {
      const { trialsMatch } = await import('./trials-match.js');
      await runCommand(flags, async (run) => trialsMatch(input, flags, run));
    });
  withLogFlags(
    trials
      .command('explain')
      .description(
        'every criterion of a trial: what it asks, what the patient has, what can change',
      )
      .argument('<case>', 'case file (YAML or JSON), 01-case.json or 02-findings.json')
      .argument('<ids...>', 'e.g. NCT04956640')
      .option('--trials <paths...>', files)
      .option('--json', 'prints all as JSON')
      .option('--reference <pack>', 'transcripts of genes, else reference-panel-<build>')
      .option('--packs <folder>', packs),
  )
    .addHelpText('after', '\nExample:\n  oncoscript trials explain case.yaml NCT04956640')
    .action(async (input: string, ids: readonly string[], flags: TrialsExplainFlags) => {
      const { trialsExplain } = await import('./trials-explain.js');
      await runCommand(flags, async (run) => trialsExplain(input, ids, flags, run));
    });
  withLogFlags(
    trials
      .command('read')
      .description('how each criterion of some trials was read, and which stay text')
      .argument('[paths...]', 'files or folders; by default the pack of trials at hand')
      .option('--json', 'prints all as JSON')
      .option('--packs <folder>', packs),
  )
    .addHelpText('after', '\nExample:\n  oncoscript trials read NCT04956640.json')
    .action(async (paths: readonly string[], flags: TrialsReadFlags) => {
      const { trialsRead } = await import('./trials-read.js');
      await runCommand(flags, async (run) => trialsRead(paths, flags, run));
    });
}
