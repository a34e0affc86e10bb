import type { Command } from 'commander';

import { runCommand } from '../run-command.js';
import type { DesignFlags } from './design.js';

function collected(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** `oncoscript design`; what it does is loaded when it is asked for. */
export function addDesignCommand(
  program: Command,
  {
    number,
    withLogFlags,
  }: { number: (text: string) => number; withLogFlags: (command: Command) => Command },
): void {
  withLogFlags(
    program
      .command('design')
      .description('one therapy for a tumour: what to make and to order, with a page')
      .argument('[kind]', 'e.g. mrna-vaccine; without it, all kinds and their options are listed')
      .argument('[case]', 'case file, 01-case.json or 02-findings.json')
      .option('--out <folder>', 'where the design goes')
      .option('--max-epitopes <n>', 'mutations in a vaccine at most', number)
      .option('--set <name=value>', 'an option of the therapy; may be repeated', collected)
      .option(
        '--genome <file>',
        'whole genome (FASTA, 2bit or index) for the off-targets of guides',
      )
      .option(
        '--variants <vcf>',
        "the patient's variants, part of that genome; may be repeated",
        collected,
      )
      .option('--sample <name>', 'whose variants of that VCF; may be repeated', collected)
      .option('--options', "lists the therapy's options with their defaults")
      .option(
        '--reference <pack>',
        'transcripts for what is not annotated, else reference-panel-<build>',
      )
      .option('--packs <folder>', 'your own packs; else $ONCOSCRIPT_PACKS or ~/.oncoscript/packs'),
  )
    .addHelpText(
      'after',
      `
Example:
  oncoscript design mrna-vaccine 02-findings.json --max-epitopes 20 --out vaccine
  oncoscript design mrna-vaccine --options`,
    )
    .action(async (kind: string | undefined, input: string | undefined, flags: DesignFlags) => {
      const { design } = await import('./design.js');
      await runCommand(flags, async (run) => design(kind ?? null, input ?? null, flags, run));
    });
}
