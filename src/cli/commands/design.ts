import { canonicalJson } from '../../core/canonical-json.js';
import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { renderDesignsHtml } from '../../dossier/render-designs.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import { openReference, type Reference } from '../../engines/genome/reference-pack.js';
import { openGenome } from '../../engines/search/genome-source.js';
import type { Findings } from '../../findings/findings.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../findings/neoantigens/find-neoantigens.js';
import { modalityOf, type TherapyDesigns } from '../../modalities/designs.js';
import { MODALITIES } from '../../modalities/index.js';
import { type AnyModality } from '../../modalities/index.js';
import { fillOptions } from '../../modalities/modality.js';
import { designDossierFiles, designTherapies, type Engines, findFindings } from '../../pipeline.js';
import { packUse } from '../../packs/pack-store.js';
import { fileSource } from '../../platform/node/file-source.js';
import { nativeSha256 } from '../../platform/node/native-sha256.js';
import { checkOutputFolder, inFolder } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import { type CaseFlags, importFrom } from '../case-flags.js';
import { settingsFrom } from '../design-flags.js';
import type { LogFlags } from '../run-command.js';
import { readStageFile, refuseDesigns } from '../stage-file.js';
import { threadsScanner } from './search-offtargets.js';
import { readVariantFiles } from './search-variants.js';
import { threadsAsked } from '../threads.js';
import { withEngines } from '../with-engines.js';
import { writeDesigns, writeFiles, writeFindings } from '../write-results.js';

export interface DesignFlags extends LogFlags, Pick<CaseFlags, 'reference' | 'packs'> {
  readonly out?: string;
  readonly maxEpitopes?: number;
  /** FASTA, 2bit or index that guides are looked for in. */
  readonly genome?: string;
  /** VCFs of the patient, whose variants are part of that genome, and their samples. */
  readonly variants?: readonly string[];
  readonly sample?: readonly string[];
  /** `name=value` each. */
  readonly set?: readonly string[];
  /** List the options instead. */
  readonly options?: boolean;
}

/** `oncoscript design`: one therapy, from a case or findings; or its options. */
export async function design(
  kind: string | null,
  input: string | null,
  flags: DesignFlags,
  context: Context,
): Promise<void> {
  if (flags.options === true || kind === null) {
    const listed = kind === null ? MODALITIES : [modalityOf(kind)];
    process.stdout.write(listed.map(optionList).join('\n'));
    return;
  }
  const modality = modalityOf(kind);
  if (input === null) {
    throw new OptionError('no case was given', 'design', 'give a case file or 02-findings.json');
  }
  if (flags.out === undefined) {
    throw new OptionError('where shall the design go?', '--out', 'give a folder');
  }
  const out = await checkOutputFolder(flags.out);
  const settings = settingsOf(modality, flags);
  fillOptions(kind, modality.defaults, settings);
  await withEngines(async (opened) => {
    const engines = await withReference(await withGenome(opened, flags, context), flags);
    const findings = await findingsFrom(input, out, flags, engines, context);
    const choice = { kinds: [kind], options: { [kind]: settings } };
    const designs = await designTherapies(findings, engines, choice, context);
    await writeDesigns(out, designs, context);
    const page = { name: 'index.html', pieces: [renderDesignsHtml(designs, findings)] };
    const files = designDossierFiles(designs, '');
    await writeFiles(out, [...files, page], context);
    printSummary(designs.therapies, files.length, out);
  }, flags.packs);
}

/**
 * The engines with a genome to search, as `search offtargets` does.
 * @throws OptionError for the patient's variants without a genome.
 */
async function withGenome(
  engines: Engines,
  { genome: path, variants: files, sample }: DesignFlags,
  context: Context,
): Promise<Engines> {
  const variants = await readVariantFiles(files, sample, context);
  if (path === undefined) {
    if (variants === null) return engines;
    throw new OptionError(
      'they belong to a genome, and none is given',
      '--variants',
      'add --genome',
    );
  }
  const file = fileSource(path);
  const threads = threadsAsked(undefined);
  const genome = {
    name: file.name,
    source: openGenome(file, nativeSha256),
    ...(threads === 1 ? {} : { scan: threadsScanner(threads) }),
    ...(variants === null ? {} : { variants }),
  };
  return { ...engines, editing: { ...engines.editing, genome } };
}

/**
 * The engines with the transcripts of the pack that `--reference` names.
 * @throws OptionError, when they are asked for, where the pack is of another build than the case.
 */
async function withReference(
  engines: Engines,
  { reference: id, packs }: DesignFlags,
): Promise<Engines> {
  if (id === undefined) return engines;
  const pack = await openUserPackStore(userPacksFolder(packs)).load(id);
  const reference = openReference(pack);
  const ofBuild = async (build: GenomeBuild): Promise<Reference> => {
    if (reference.build === build) return reference;
    throw new OptionError(`${id} is of ${reference.build}, the case of ${build}`, '--reference');
  };
  return {
    ...engines,
    editing: { ...engines.editing, reference: ofBuild },
    laterPack: (name, build) =>
      name === 'reference' ? packUse(pack) : engines.laterPack(name, build),
  };
}

function settingsOf(
  { defaults }: AnyModality,
  { set = [], maxEpitopes }: DesignFlags,
): Readonly<Record<string, unknown>> {
  const settings = settingsFrom(set, defaults);
  if (maxEpitopes === undefined) return settings;
  if (Object.hasOwn(settings, 'maxEpitopes')) {
    throw new OptionError('maxEpitopes is given twice', '--max-epitopes', 'leave one away');
  }
  return { ...settings, maxEpitopes };
}

/** Of a stage file, or of a case, whose findings are then written beside the designs. */
async function findingsFrom(
  input: string,
  out: string,
  flags: DesignFlags,
  engines: Engines,
  context: Context,
): Promise<Findings> {
  const stage = await readStageFile(input);
  if (stage.stage === 'findings') return stage.findings;
  if (stage.stage === 'designs') return refuseDesigns(input);
  const tumour =
    stage.stage === 'case'
      ? stage.tumour
      : await importFrom({ path: input, text: stage.text }, flags, context);
  const findings = await findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, context);
  await writeFindings(out, findings, context);
  return findings;
}

function optionList({ kind, title, defaults }: AnyModality): string {
  const rows = Object.entries(defaults).map(([name, value]) => {
    const text = typeof value === 'string' ? value : canonicalJson(value);
    return `  --set ${name}=${text}\n`;
  });
  return `${kind}: ${title}; options with their defaults\n${rows.join('')}`;
}

function printSummary(therapies: readonly TherapyDesigns[], files: number, out: string): void {
  const lines = therapies.flatMap(({ title, assessment, designs }) => {
    const { verdict, reasons } = assessment;
    const says = {
      fits: `${title} fits this tumour:`,
      'does-not-fit': 'not for this tumour:',
      'cannot-say': `cannot say whether ${title} fits this tumour:`,
    }[verdict];
    return [
      says,
      ...reasons.map(({ value }) => `  ${value}`),
      ...(designs.length === 0 && verdict !== 'does-not-fit' ? ['no design came of it'] : []),
      ...designs.map(({ id }) => `designed ${id}`),
    ];
  });
  lines.push(
    `${files} files of designs`,
    `open ${inFolder(out, 'index.html')}`,
    'Research use only.',
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}
