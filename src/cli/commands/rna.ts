import { type Command, Option } from 'commander';

import { type LogFlags, runCommand } from '../run-command.js';
import type { DesignFlags } from './rna-design.js';
import type { FoldFlags } from './rna-fold.js';
import type { ScoreFlags } from './rna-score.js';

/** How the command line reads its values. */
interface Readers {
  number(text: string): number;
  list(text: string): readonly string[];
  withLogFlags(command: Command): Command;
}

function withOutput(command: Command, { number }: Readers): Command {
  return command
    .addOption(
      new Option('--format <name>', 'how results are written')
        .choices(['text', 'fasta', 'tsv', 'json'])
        .default('text'),
    )
    .option('--out <file>', 'where they go, else stdout')
    .option('--temperature <C>', 'degrees Celsius, 37 unless told', number)
    .option('--m1psi', 'every U is N1-methylpseudouridine');
}

function withConstraints(command: Command, { number, list }: Readers): Command {
  return command
    .optionsGroup('Constraints:')
    .option('--codon-usage <file>', 'CSV of codon, residue, share; else human')
    .option('--no-constraints', 'none but those given')
    .option('--avoid <sites>', 'instead of the usual sites: enzymes, signals or DNA letters', list)
    .option('--longest-run <n>', 'equal bases in a row, 7 unless told', number)
    .option(
      '--shortest-repeat <n>',
      'bases that occur twice, on either strand, 20 unless told',
      number,
    )
    .option('--gc-window <n:least:most>', 'share of GC in every n bases, e.g. 50:0.3:0.7')
    .option('--most-uridine <share>', 'share of U', number)
    .option('--open-start <n[:share]>', 'of the first n bases this share unpaired, e.g. 40:0.75')
    .optionsGroup('Options:');
}

function dangles(usual: '0' | '2'): Option {
  return new Option('--dangles <0|2>', "bases beside stems, as ViennaRNA's -d")
    .choices(['0', '2'])
    .default(usual);
}

/** Adds `oncoscript rna fold|score|design`. */
export function addRnaCommands(program: Command, readers: Readers): void {
  const rna = program.command('rna').description('folds, judges and designs mRNA');

  withOutput(
    readers.withLogFlags(
      rna
        .command('fold')
        .description('fold of least free energy (Turner 2004)')
        .argument('<fasta>', 'RNA or DNA letters; - for stdin')
        .addOption(dangles('2'))
        .option('--partition', 'the ensemble of all folds too'),
    ),
    readers,
  )
    .addHelpText('after', '\nExample:\n  oncoscript rna fold mrna.fa --dangles 0')
    .action(async (input: string, flags: FoldFlags & LogFlags) => {
      const { rnaFold } = await import('./rna-fold.js');
      await runCommand(flags, async (run) => rnaFold(input, flags, run));
    });

  withOutput(
    withConstraints(
      readers.withLogFlags(
        rna
          .command('score')
          .description(
            'judges an mRNA as a design is judged: free energy, CAI, constraints, translation',
          )
          .argument('<fasta>', 'RNA or DNA letters; - for stdin')
          .addOption(dangles('0'))
          .option(
            '--cds <first-last>',
            'part that is translated, else the longest open reading frame',
          ),
      ),
      readers,
    ),
    readers,
  )
    .addHelpText('after', '\nExample:\n  oncoscript rna score mrna.fa --most-uridine 0.2')
    .action(async (input: string, flags: ScoreFlags & LogFlags) => {
      const { rnaScore } = await import('./rna-score.js');
      await runCommand(flags, async (run) => rnaScore(input, flags, run));
    });

  withOutput(
    withConstraints(
      readers.withLogFlags(
        rna
          .command('design')
          .description(
            'mRNA of a protein: least free energy - lambda x codon adaptation, within constraints',
          )
          .argument('<fasta>', 'proteins, * at the end for a stop codon, either case; - for stdin')
          .option('--lambda <kcal>', "weight of -ln of a codon's adaptiveness", readers.number, 0)
          .option(
            '--beam <n>',
            'stems a place that may begin a multiloop; all, and exact, unless told',
            readers.number,
          )
          .option(
            '--max-span <n>',
            'bases that a pair spans; all that fit in memory unless told',
            readers.number,
          )
          .option('--protein', 'letters are residues even where they look like DNA'),
      ),
      readers,
    ),
    readers,
  )
    .addHelpText('after', '\nExample:\n  oncoscript rna design protein.fa --lambda 0 --format json')
    .action(async (input: string, flags: DesignFlags & LogFlags) => {
      const { rnaDesign } = await import('./rna-design.js');
      await runCommand(flags, async (run) => rnaDesign(input, flags, run));
    });
}
