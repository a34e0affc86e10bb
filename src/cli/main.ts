#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import { SOFTWARE_VERSION } from '../core/version.js';
import type { AnnotateFlags } from './commands/annotate.js';
import { addConstructsCommands } from './commands/constructs.js';
import { addBiomarkersCommand } from './commands/biomarkers-command.js';
import { addDesignCommand } from './commands/design-command.js';
import { addEvidenceCommand } from './commands/evidence-command.js';
import type { PacksBuildFlags } from './commands/packs-build.js';
import type { PacksPullFlags } from './commands/packs-pull.js';
import type { PacksFlags } from './commands/packs.js';
import type { PlanFlags } from './commands/plan.js';
import type { PresentationFlags } from './commands/presentation.js';
import { addRnaCommands } from './commands/rna.js';
import { addSearchCommands } from './commands/search.js';
import { addTrialsCommands } from './commands/trials-command.js';
import type { RankFlags } from './rank-flags.js';
import { runCommand, type LogFlags } from './run-command.js';

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError('expected a number.');
  return value;
}

function lengths(text: string): readonly number[] {
  const span = /^(\d+)-(\d+)$/.exec(text);
  const values =
    span === null
      ? list(text).map(number)
      : Array.from(
          { length: Math.max(0, Number(span[2]) - Number(span[1]) + 1) },
          (_, i) => Number(span[1]) + i,
        );
  if (
    values.length === 0 ||
    values.some((value) => !Number.isInteger(value) || value < 8 || value > 25)
  ) {
    throw new InvalidArgumentError('expected lengths of 8 to 25, e.g. 8-11 or 9,10.');
  }
  return values;
}

function withLogFlags(command: Command): Command {
  return command
    .option('--json-log', 'progress and messages on stderr as JSON, a line each')
    .option('--quiet', 'no progress')
    .option('--seed <n>', 'seeds every random draw', number, 1);
}

/** The options that decide tiers; names and defaults are pVACseq's where it has them. */
function withRankFlags(command: Command): Command {
  return command
    .optionsGroup('Ranking:')
    .option('--ic50, --binding-threshold <nM>', 'IC50 that makes a binder', number)
    .option('--allele-specific-binding-thresholds', 'published IC50 cuts per allele instead')
    .option('--percentile-threshold <%>', 'rank a binder must stay below as well', number)
    .addOption(
      new Option(
        '--percentile-threshold-strategy <how>',
        'both, or either of IC50 and rank',
      ).choices(['conservative', 'exploratory']),
    )
    .option('--rank-threshold <%>', 'rank that makes a binder where a model gives no IC50', number)
    .option('--strong-rank-threshold <%>', 'rank that makes a strong binder', number)
    .option('--trna-vaf <fraction>', 'RNA allele fraction', number)
    .option('--trna-cov <reads>', 'RNA reads', number)
    .option('--expn-val <value>', 'gene expression', number)
    .option(
      '--transcript-prioritization-strategy <marks>',
      'any of mane_select,canonical,tsl',
      list,
    )
    .option('--maximum-transcript-support-level <1-5>', 'highest TSL to rely on', number)
    .option('--biotypes <names>', 'transcript biotypes to review', list)
    .option('--allow-incomplete-transcripts', 'review transcripts with an incomplete CDS too')
    .option('--tumor-purity <0-1>', 'overrides the purity of the case', number)
    .option('--allele-specific-anchors', "anchors from the allele's own motif")
    .option(
      '--anchor-contribution-threshold <share>',
      'share of binding the anchors make up',
      number,
    )
    .addOption(
      new Option('--top-score-metric2 <metric>', 'orders candidates within a tier').choices([
        'ic50',
        'percentile',
      ]),
    )
    .option(
      '--aggregate-inclusion-binding-threshold <nM>',
      'IC50 up to which peptides are counted',
      number,
    )
    .option(
      '--aggregate-inclusion-rank-threshold <%>',
      'rank up to which peptides are counted',
      number,
    )
    .option('--aggregate-inclusion-count-limit <n>', 'peptides counted for each variant', number)
    .option(
      '--problematic-amino-acids <rules>',
      'residues the lab cannot make, e.g. C,G:2,P:-1',
      list,
    )
    .option(
      '--class-i-review-lengths <lengths>',
      'peptide lengths to review, e.g. 8-11 or 8,9',
      lengths,
    )
    .option('--class-ii-review-lengths <lengths>', 'class II lengths to score and review', lengths)
    .option('--normal-cov <reads>', 'reads in healthy tissue, for filtered.tsv', number)
    .option(
      '--normal-vaf <fraction>',
      'allele fraction in healthy tissue, for filtered.tsv',
      number,
    )
    .option('--tdna-cov <reads>', 'DNA reads in the tumour, for filtered.tsv', number)
    .option('--tdna-vaf <fraction>', 'DNA allele fraction, for filtered.tsv', number)
    .optionsGroup('Options:');
}

function withCaseFlags(command: Command): Command {
  return command
    .option('--vcf <file>', 'somatic variants, annotated by VEP (Wildtype and Frameshift plugins)')
    .option('--maf <file>', 'somatic variants as MAF instead; --tumour-sample picks the patient')
    .option('--germline-vcf <file>', "the patient's germline variants; homozygous ones are joined")
    .option('--phased-vcf <file>', 'somatic and germline variants of the tumour with their phase')
    .option('--tumour-sample <name>', 'sample of the tumour in the VCF')
    .option('--normal-sample <name>', 'sample of healthy tissue in the VCF')
    .option('--rna-sample <name>', 'sample of tumour RNA in the VCF')
    .option('--hla <alleles>', "e.g. 'HLA-A*29:02,B*45:01'; any common spelling", list)
    .option('--hla-file <file>', 'OptiType, arcasHLA, HLA-HD, T1K or a plain list')
    .option('--expression <file...>', 'salmon, kallisto, RSEM or a plain table')
    .option('--copy-number <file>', 'table of segments with total copies')
    .option('--fusions <file>', 'Arriba, STAR-Fusion, AGFusion or FusionCatcher')
    .option('--junctions <file>', 'splice junctions, annotated by RegTools')
    .option('--purity <0-1>', 'fraction of tumour cells', number)
    .option('--ploidy <n>', 'mean copies a tumour cell', number)
    .option('--tumour-type <code>', 'OncoTree code, e.g. LUAD')
    .addOption(new Option('--build <name>', 'genome build').choices(['GRCh37', 'GRCh38']))
    .option(
      '--reference <pack>',
      'transcripts for what is not annotated, else reference-panel-<build>',
    )
    .option('--packs <folder>', 'your own packs; else $ONCOSCRIPT_PACKS or ~/.oncoscript/packs')
    .option('--name <text>', 'name of the case in all outputs');
}

const program = new Command('oncoscript')
  .description("From a tumour's genome to the therapies it calls for. Offline. Research use only.")
  .version(SOFTWARE_VERSION)
  .addHelpText(
    'after',
    `
Examples:
  oncoscript demo --out demo
  oncoscript plan case.yaml --out results
  oncoscript plan --vcf tumour.vcf.gz --tumour-sample T --normal-sample N \\
                  --hla 'HLA-A*29:02,B*45:01' --out results
  oncoscript rank results/02-findings.json --ic50 300 --out reranked`,
  )
  .showHelpAfterError('(add --help for the options and an example)')
  .exitOverride();

withLogFlags(
  withRankFlags(
    withCaseFlags(
      program
        .command('plan')
        .description('case in, ranked neoantigens and a dossier out')
        .argument(
          '[case]',
          'case file (YAML or JSON), or a stage file to go on from: 01-case.json, 02-findings.json',
        )
        .requiredOption('--out <folder>', 'where the results go'),
    )
      .option(
        '--refs-lock <file>',
        'refs.lock of an earlier run: stop unless its packs are at hand',
      )
      .option(
        '--design <kinds>',
        'therapies to design: all, none, or kinds with commas between',
        'all',
      )
      .option('--pass-only', 'only records whose FILTER is PASS or unset')
      .option('--class-i-lengths <lengths>', 'class I peptide lengths', lengths, [8, 9, 10, 11])
      .option(
        '--class-ii-lengths <lengths>',
        'class II peptide lengths',
        lengths,
        [12, 13, 14, 15, 16, 17, 18],
      ),
  ),
)
  .addHelpText('after', '\nExample:\n  oncoscript plan case.yaml --out results')
  .action(async (input: string | undefined, flags: PlanFlags) => {
    const { plan } = await import('./commands/plan.js');
    await runCommand(flags, async (run) => plan(input ?? null, flags, run));
  });

withLogFlags(
  withRankFlags(
    program
      .command('rank')
      .description(
        're-tiers findings; prints aggregated.tsv, or writes all tables and the dossier to --out',
      )
      .argument('<findings>', '02-findings.json')
      .option('--out <folder>', 'write tables and dossier there')
      .option('--designs <file>', '03-designs.json of the same case, for the dossier'),
  ),
)
  .addHelpText(
    'after',
    '\nExample:\n  oncoscript rank results/02-findings.json --ic50 300 > aggregated.tsv',
  )
  .action(
    async (
      input: string,
      flags: RankFlags & LogFlags & { readonly out?: string; readonly designs?: string },
    ) => {
      const { rank } = await import('./commands/rank.js');
      await runCommand(flags, async (run) => rank(input, flags, run));
    },
  );

addDesignCommand(program, { number, withLogFlags });

const caseCommand = program.command('case').description('looks at a case before anything runs');
withLogFlags(
  withCaseFlags(
    caseCommand
      .command('check')
      .description('says what was understood: samples, allele fractions, HLA, build')
      .argument('[case]', 'case file (YAML or JSON) or 01-case.json'),
  ),
)
  .addHelpText('after', '\nExample:\n  oncoscript case check case.yaml')
  .action(async (input: string | undefined, flags: PlanFlags) => {
    const { caseCheck } = await import('./commands/case-check.js');
    await runCommand(flags, async (run) => caseCheck(input ?? null, flags, run));
  });

withLogFlags(
  program
    .command('demo')
    .description('plans two bundled lung tumours, invented by us on real sequences')
    .option('--out <folder>', 'where the results go', 'oncoscript-demo'),
)
  .addHelpText('after', '\nExample:\n  oncoscript demo --out demo')
  .action(async (flags: LogFlags & { readonly out: string }) => {
    const { demo } = await import('./commands/demo.js');
    await runCommand(flags, async (run) => demo(flags.out, run));
  });

withLogFlags(
  program
    .command('presentation')
    .description('scores peptides, or all peptides of proteins, on HLA molecules')
    .option('--peptides <file>', 'a peptide a line, or CSV/TSV with a peptide column; - for stdin')
    .option('--fasta <file>', 'proteins to cut into peptides; - for stdin')
    .option('--lengths <lengths>', 'with --fasta, e.g. 8-11 or 15', lengths)
    .requiredOption('--hla <alleles>', "e.g. 'HLA-A*02:01,DRB1*04:05'", list)
    .option('--threshold-rank <%>', 'leave out rows ranked above', number)
    .option('--accurate', 'the ensemble behind the default model: slower')
    .option('--threads <n>', 'threads, by default one a processor', number)
    .option('--out <file>', 'where the table goes, else stdout'),
)
  .addHelpText(
    'after',
    "\nExample:\n  oncoscript presentation --peptides p.txt --hla 'HLA-A*02:01,B*07:02' --out scores.tsv",
  )
  .action(async (flags: PresentationFlags & LogFlags) => {
    const { presentation } = await import('./commands/presentation.js');
    await runCommand(flags, async (run) => presentation(flags, run));
  });

withLogFlags(
  program
    .command('annotate')
    .description(
      'what each variant of a VCF or MAF does to each transcript, as VCF (CSQ), TSV or MAF',
    )
    .argument('<variants>', 'VCF 4.1 to 4.4, or a MAF (.maf, .txt, .tsv); plain, gzip or bgzip')
    .requiredOption('-o, --out <file>', 'ends in .vcf, .tsv or .maf, with or without .gz')
    .addOption(
      new Option('--build <name>', 'where the file does not tell').choices(['GRCh37', 'GRCh38']),
    )
    .option('--pack <id>', 'reference pack, else reference-panel-<build>')
    .option(
      '--fields <list>',
      'fields of CSQ, e.g. Consequence,SYMBOL,Feature,HGVSp; by default all',
      list,
    )
    .option('--threads <n>', 'threads, by default one a processor, at most 4', number)
    .option('--packs <folder>', 'your own packs; else $ONCOSCRIPT_PACKS or ~/.oncoscript/packs'),
)
  .addHelpText('after', '\nExample:\n  oncoscript annotate tumour.vcf.gz -o annotated.vcf.gz')
  .action(async (input: string, flags: AnnotateFlags & LogFlags) => {
    const { annotate } = await import('./commands/annotate.js');
    await runCommand(flags, async (run) => annotate(input, flags, run));
  });

const packs = program
  .command('packs')
  .description('reference data and models: those that ship with the package, and your own');
function packCommand(name: string, description: string, example: string): Command {
  return withLogFlags(
    packs
      .command(name)
      .description(description)
      .option('--packs <folder>', 'your own packs; else $ONCOSCRIPT_PACKS or ~/.oncoscript/packs'),
  ).addHelpText('after', `\nExample:\n  oncoscript packs ${example}`);
}
packCommand('list', 'packs with version, size, licence and sources', 'list').action(
  async (flags: PacksFlags & LogFlags) => {
    const { listPacks } = await import('./commands/packs.js');
    await runCommand(flags, async () => listPacks(flags));
  },
);
packCommand('verify', 'checks every pack against its SHA-256', 'verify').action(
  async (flags: PacksFlags & LogFlags) => {
    const { verifyPacks } = await import('./commands/packs.js');
    await runCommand(flags, async () => verifyPacks(flags));
  },
);
packCommand('info', 'all that is known of one pack', 'info healthy-proteome')
  .argument('<name>')
  .action(async (name: string, flags: PacksFlags & LogFlags) => {
    const { packsInfo } = await import('./commands/packs-info.js');
    await runCommand(flags, async () => packsInfo(name, flags));
  });
packCommand(
  'build',
  'compiles an annotation and its sequences into a reference pack',
  'build --gff genes.gtf.gz --fasta genome.fa.gz --name ensembl-115-grch38 --build GRCh38',
)
  .requiredOption('--gff <file>', 'GFF3 or GTF of Ensembl, GENCODE, MANE or RefSeq')
  .requiredOption('--fasta <file>', 'genome, or cDNA named by transcript')
  .requiredOption('--name <id>', 'what the pack will be called')
  .addOption(
    new Option('--build <name>', 'genome build')
      .choices(['GRCh37', 'GRCh38'])
      .makeOptionMandatory(),
  )
  .option('--out <folder>', 'where the pack goes, if not among your packs')
  .action(async (flags: PacksBuildFlags & LogFlags) => {
    const { packsBuild } = await import('./commands/packs-build.js');
    await runCommand(flags, async (run) => packsBuild(flags, run));
  });
packCommand(
  'build-signatures',
  "compiles COSMIC's table of SBS signatures, which you download under its terms, into a pack",
  'build-signatures COSMIC_v3.4_SBS_GRCh38.txt',
)
  .argument('<file>')
  .action(async (file: string, flags: PacksFlags & LogFlags) => {
    const { packsBuildSignatures } = await import('./commands/packs-build-signatures.js');
    await runCommand(flags, async (run) => packsBuildSignatures(file, flags, run));
  });
packCommand(
  'pull',
  'downloads transcripts, evidence or trials from the official site and builds them; no other command uses the network',
  'pull mane',
)
  .argument('<what>', 'mane, ensembl, civic or trials')
  .option(
    '--query <words>',
    'what trials to ask ClinicalTrials.gov for; these words are all that is sent',
  )
  .addOption(new Option('--build <name>', 'genome build').choices(['GRCh37', 'GRCh38']))
  .option('--mirror <url>', 'a server with the same folders')
  .action(async (what: string, flags: PacksPullFlags & LogFlags) => {
    const { packsPull } = await import('./commands/packs-pull.js');
    await runCommand(flags, async (run) => packsPull(what, flags, run));
  });

addBiomarkersCommand(program, { withLogFlags });
addEvidenceCommand(program, { withLogFlags });
addConstructsCommands(program, { withLogFlags });
addRnaCommands(program, { number, list, withLogFlags });
addSearchCommands(program, { number, withLogFlags });
addTrialsCommands(program, { number, list, withLogFlags });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
