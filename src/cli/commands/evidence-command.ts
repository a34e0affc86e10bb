import { type Command, Option } from 'commander';

import { runCommand } from '../run-command.js';
import type { EvidenceFlags } from './evidence.js';

/** `oncoscript evidence`; what it does is loaded when it is asked for. */
export function addEvidenceCommand(
  program: Command,
  { withLogFlags }: { withLogFlags: (command: Command) => Command },
): void {
  withLogFlags(
    program
      .command('evidence')
      .description('what CIViC says of alterations: therapies, outcome, diagnosis, with papers')
      .argument('[alterations...]', 'e.g. "EGFR p.L858R"; several are taken to be in one tumour')
      .option('--tumour <code>', 'OncoTree code of the tumour type, e.g. LUAD')
      .option('--maf <file>', 'all patients of a MAF instead; needs --out')
      .addOption(
        new Option('--build <name>', 'genome build of places').choices(['GRCh37', 'GRCh38']),
      )
      .option('--germline', 'the alterations are inherited')
      .option('--therapy <name>', 'only items about a drug of this name, whole words')
      .option('--out <path>', 'a TSV of all columns; with --maf, a folder')
      .option('--json', 'prints all as JSON')
      .option('--reference <pack>', 'transcripts of genes, else reference-panel-<build>')
      .option('--packs <folder>', 'your own packs; else $ONCOSCRIPT_PACKS or ~/.oncoscript/packs'),
  )
    .addHelpText(
      'after',
      `
Examples:
  oncoscript evidence "EGFR p.L858R" --tumour LUAD
  oncoscript evidence "7:g.55259515T>G" --tumour LUAD --out evidence.tsv
  oncoscript evidence "EML4::ALK" "ALK G1202R" --tumour LUAD
  oncoscript evidence "ERBB2 amplification" --tumour BRCA --therapy trastuzumab
  oncoscript evidence --maf cohort.maf.gz --tumour AML --out evidence`,
    )
    .action(async (alterations: readonly string[], flags: EvidenceFlags) => {
      const { evidence } = await import('./evidence.js');
      await runCommand(flags, async (run) => evidence(alterations, flags, run));
    });
}
