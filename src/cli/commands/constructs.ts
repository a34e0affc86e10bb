import type { Command } from 'commander';

import { type LogFlags, runCommand } from '../run-command.js';
import type { AnnotatePlasmidFlags } from './constructs-annotate.js';

/** How the command line reads its values. */
interface Readers {
  withLogFlags(command: Command): Command;
}

/** Adds `oncoscript constructs annotate`. */
export function addConstructsCommands(program: Command, { withLogFlags }: Readers): void {
  const constructs = program
    .command('constructs')
    .description('reads plasmids with the parts library');

  withLogFlags(
    constructs
      .command('annotate')
      .description(
        'names promoters, genes, terminators, origins, ITRs and LTRs in a plasmid, on both strands and over its origin',
      )
      .argument('<plasmid>', 'GenBank (.gb), SnapGene (.dna) or FASTA, plain or gzip')
      .option('--out <file>', 'the annotated map as GenBank; a table goes beside it as .tsv')
      .option('--circular', 'a circle, whatever the file says')
      .option('--linear', 'linear, whatever the file says'),
  )
    .addHelpText(
      'after',
      '\nWithout --out the table goes to standard output.\n\nExample:\n' +
        '  oncoscript constructs annotate plasmid.fa --circular --out plasmid.gb',
    )
    .action(async (path: string, flags: AnnotatePlasmidFlags & LogFlags) => {
      const { constructsAnnotate } = await import('./constructs-annotate.js');
      await runCommand(flags, async (run) => constructsAnnotate(path, flags, run));
    });
}
