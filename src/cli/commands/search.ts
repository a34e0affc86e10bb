import { type Command, Option } from 'commander';

import { type LogFlags, runCommand } from '../run-command.js';
import type { IndexFlags } from './search-index.js';
import type { OffTargetFlags } from './search-offtargets.js';

/** How the command line reads its values. */
interface Readers {
  number(text: string): number;
  withLogFlags(command: Command): Command;
}

function collected(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** Adds `oncoscript search index|offtargets`. */
export function addSearchCommands(program: Command, readers: Readers): void {
  const { number, withLogFlags } = readers;
  const search = program.command('search').description('finds where guides pair in a genome');

  withLogFlags(
    search
      .command('index')
      .description('packs a genome for searches; optional, they read FASTA and 2bit too')
      .argument('<genome>', 'FASTA (plain, gzip, bgzip) or 2bit')
      .requiredOption('--out <file>', 'the index; a broken-off one is gone on from'),
  )
    .addHelpText('after', '\nExample:\n  oncoscript search index hg38.2bit --out hg38.index')
    .action(async (input: string, flags: IndexFlags & LogFlags) => {
      const { searchIndex } = await import('./search-index.js');
      await runCommand(flags, async (run) => searchIndex(input, flags, run));
    });

  withLogFlags(
    search
      .command('offtargets')
      .description('every site of guides in a genome, on both strands, with mismatches and bulges')
      .requiredOption('--genome <file>', 'FASTA (plain, gzip, bgzip), 2bit, or an index')
      .option('--index <file>', 'index to read instead, once it is known to be of that genome')
      .requiredOption('--guides <file>', 'a sequence a line, without PAM, and a name behind it')
      .requiredOption('--out <file>', 'the table of sites')
      .option('--pam <letters>', "IUPAC, 5' to 3'", 'NGG')
      .addOption(
        new Option('--pam-side <side>', 'side of the protospacer on which the PAM lies')
          .choices(['5prime', '3prime'])
          .default('3prime'),
      )
      .option('--mismatches <n>', 'most mismatches, 0-6', number, 4)
      .option(
        '--dna-bulge <n>',
        'most unpaired bases of the genome, in one stretch, 0-2',
        number,
        0,
      )
      .option('--rna-bulge <n>', 'most unpaired bases of the guide, in one stretch, 0-2', number, 0)
      .option(
        '--variants <vcf>',
        "the patient's variants: sites that they create, change or destroy too; may be repeated",
        collected,
      )
      .option('--sample <name>', 'whose variants, in a VCF of several; may be repeated', collected)
      .option('--reference <id>', 'reference pack of the same build: adds exons and genes')
      .option(
        '--essential-genes <file>',
        'symbols, one a line, in place of the core essential genes at hand; with --reference',
      )
      .option('--threads <n>', 'threads, by default one a processor, at most 4', number)
      .option('--packs <folder>', 'your own packs; else $ONCOSCRIPT_PACKS or ~/.oncoscript/packs'),
  )
    .addHelpText(
      'after',
      '\nExample:\n  oncoscript search offtargets --genome hg38.2bit --guides guides.txt --mismatches 4 \\\n' +
        '    --dna-bulge 1 --rna-bulge 1 --pam NRG --out sites.tsv\n' +
        '  oncoscript search offtargets --genome hg38.2bit --guides guides.txt --out sites.tsv \\\n' +
        '    --variants germline.vcf.gz --variants somatic.vcf.gz --sample NORMAL --sample TUMOR',
    )
    .action(async (flags: OffTargetFlags & LogFlags) => {
      const { searchOffTargetsCommand } = await import('./search-offtargets.js');
      await runCommand(flags, async (run) => searchOffTargetsCommand(flags, run));
    });
}
