import { type Command, Option } from 'commander';

import { runCommand } from '../run-command.js';
import type { BiomarkersFlags } from './biomarkers.js';

/** `oncoscript biomarkers`; what it does is loaded when it is asked for. */
export function addBiomarkersCommand(
  program: Command,
  { withLogFlags }: { withLogFlags: (command: Command) => Command },
): void {
  withLogFlags(
    program
      .command('biomarkers')
      .description('the biomarker panel of a tumour: TMB, MSI, signatures, HLA, laboratory values')
      .argument('[case]', 'case file, 01-case.json or 02-findings.json')
      .option('--out <folder>', 'writes biomarkers.tsv and biomarkers.json there')
      .option('--json', 'prints all as JSON')
      .option('--missing', 'lists each missing value and what would give it')
      .option('--all-samples', 'every patient of a MAF, a row each; needs --out')
      .option('--maf <file>', 'somatic variants as MAF, without a case file')
      .option('--vcf <file>', 'somatic variants as VCF, without a case file')
      .option('--tumour-sample <name>', 'sample of the tumour in VCF or MAF')
      .option('--tumour-type <code>', 'OncoTree code, e.g. LUAD')
      .option('--assay <name>', 'sequencing assay, e.g. "MSK-IMPACT 468" or "TCGA exome"')
      .option('--target <bed>', 'regions that were sequenced')
      .option('--genome <file>', 'genome of the variants (FASTA, 2bit or index), for signatures')
      .addOption(new Option('--build <name>', 'genome build').choices(['GRCh37', 'GRCh38']))
      .option('--reference <pack>', 'transcripts, else reference-panel-<build>')
      .option('--packs <folder>', 'your own packs; else $ONCOSCRIPT_PACKS or ~/.oncoscript/packs'),
  )
    .addHelpText(
      'after',
      `
Examples:
  oncoscript biomarkers case.yaml --out panel
  oncoscript biomarkers --maf cohort.maf.gz --all-samples --tumour-type AML --assay "TCGA exome" --out cohort`,
    )
    .action(async (input: string | undefined, flags: BiomarkersFlags) => {
      const { biomarkers } = await import('./biomarkers.js');
      await runCommand(flags, async (run) => biomarkers(input ?? null, flags, run));
    });
}
