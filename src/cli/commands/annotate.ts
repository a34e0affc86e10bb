import { resolve } from 'node:path';
import { stat } from 'node:fs/promises';

import {
  addedCounts,
  type AnnotatedLines,
  type AnnotationCounts,
  type AnnotationFormat,
  lineAnnotator,
  NO_COUNTS,
} from '../../case/annotate-lines.js';
import { ANNOTATION_COLUMNS } from '../../case/annotate-table.js';
import { breathe, type Context } from '../../core/context.js';
import { InputError, OptionError } from '../../core/errors.js';
import { SOFTWARE_VERSION } from '../../core/version.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import { withCsqHeader } from '../../formats/csq/write-csq.js';
import { mafHeader } from '../../formats/maf/write-maf.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { readLines } from '../../formats/text/lines.js';
import { genomeBuildDoubt, genomeBuildHint } from '../../formats/vcf/genome-build.js';
import type { VcfHeader } from '../../formats/vcf/header.js';
import { openVcf } from '../../formats/vcf/vcf.js';
import type { PackManifest, PackStore } from '../../packs/pack-store.js';
import { bgzipped } from '../../platform/node/bgzip.js';
import { fileSource } from '../../platform/node/file-source.js';
import { writeWhole } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';

export interface AnnotateFlags {
  readonly out: string;
  readonly build?: GenomeBuild;
  /** Id of a reference pack; by default the panel that comes with the package. */
  readonly pack?: string;
  /** Folder of the user's packs. */
  readonly packs?: string;
}

/** Lines annotated at a time: some hundred milliseconds at most between two looks at the signal. */
const LINES_PER_BATCH = 500;

/** `oncoscript annotate`: a VCF with the consequence of every variant, as VCF, TSV or MAF. */
export async function annotate(
  input: string,
  flags: AnnotateFlags,
  context: Context,
  store: PackStore = openUserPackStore(userPacksFolder(flags.packs)),
): Promise<void> {
  const { format, isGzip } = outputForm(flags.out);
  await checkOutputFile(input, flags.out);
  const source = fileSource(input);
  const { header } = await openVcf(source, { signal: context.signal });
  const build = buildOf(header, flags.build);
  const pack = await store.load(flags.pack ?? `reference-panel-${build.toLowerCase()}`);
  const reference = openReference(pack);
  if (reference.build !== build) {
    throw new OptionError(
      `pack ${pack.manifest.id} holds ${reference.build}, the variants are on ${build}`,
      '--pack',
      `choose a pack of ${build}: oncoscript packs list`,
    );
  }

  const annotator = lineAnnotator(header, reference, format);
  if (format === 'maf' && annotator.samples.tumourColumn === null && header.samples.length > 0) {
    context.warn(
      `which sample is the tumour is not told: the rows name ${annotator.samples.tumour}, without read counts`,
    );
  }
  let counts = NO_COUNTS;
  const pieces = async function* (): AsyncGenerator<string> {
    let done = 0;
    for await (const batch of annotatedBatches()) {
      yield batch.text;
      counts = addedCounts(counts, batch.counts);
      done = total(counts);
      context.report({ step: 'variants annotated', done, total: null });
    }
  };
  const annotatedBatches = async function* (): AsyncGenerator<AnnotatedLines> {
    const head = await headerLines(source, header, context.signal);
    yield { text: headText(format, head, annotator.csqFields, pack.manifest), counts: NO_COUNTS };
    for await (const { lines, firstLine } of recordLines(source, header, context.signal)) {
      yield annotator.annotate(lines, firstLine);
      await breathe(context);
    }
  };
  await write(flags.out, pieces(), isGzip, context.signal);
  process.stdout.write(summary(counts, pack.manifest, flags.out, format));
}

function outputForm(out: string): { readonly format: AnnotationFormat; readonly isGzip: boolean } {
  const [, format, gzip] = /\.(vcf|tsv|maf)(\.gz)?$/i.exec(out) ?? [];
  if (format === undefined) {
    throw new OptionError(
      `"${out}" does not tell what to write`,
      '--out',
      'end it in .vcf, .tsv or .maf, with or without .gz',
    );
  }
  return { format: format.toLowerCase() as AnnotationFormat, isGzip: gzip !== undefined };
}

/** @throws OptionError where a folder has that name, or the input would be overwritten. */
async function checkOutputFile(input: string, out: string): Promise<void> {
  const found = await stat(out).catch(() => null);
  if (found?.isDirectory() === true) throw new OptionError(`${out} is a folder`, '--out');
  if (resolve(input) === resolve(out)) {
    throw new OptionError('that is the input', '--out', 'give the output another name');
  }
}

/**
 * The build of --build, else of the header.
 * @throws InputError where they differ, or neither tells.
 */
function buildOf(header: VcfHeader, asked: GenomeBuild | undefined): GenomeBuild {
  const hint = genomeBuildHint(header);
  if (asked !== undefined) {
    if (hint !== null && hint.build !== asked) {
      throw new InputError(`--build says ${asked}, the header says ${hint.build} (${hint.from})`, {
        file: header.file,
        hint: 'leave --build out, or use the VCF that belongs to it',
      });
    }
    return asked;
  }
  if (hint !== null) return hint.build;
  const doubt = genomeBuildDoubt(header);
  throw new InputError(
    doubt === null
      ? 'the header does not tell the genome build'
      : `the header's genome build is in doubt: ${doubt}`,
    { file: header.file, hint: 'name it: --build GRCh37 or --build GRCh38' },
  );
}

async function headerLines(
  source: ByteSource,
  header: VcfHeader,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const head: string[] = [];
  for await (const { lines, firstLine } of readLines(source, { signal })) {
    head.push(...lines.slice(0, header.columnLine - firstLine + 1));
    if (head.length >= header.columnLine) break;
  }
  return head;
}

/** The lines below the header in batches of at most `LINES_PER_BATCH`. */
async function* recordLines(
  source: ByteSource,
  header: VcfHeader,
  signal: AbortSignal,
): AsyncGenerator<{ readonly lines: readonly string[]; readonly firstLine: number }> {
  for await (const { lines, firstLine } of readLines(source, { signal })) {
    let from = Math.max(0, header.columnLine - firstLine + 1);
    for (; from < lines.length; from += LINES_PER_BATCH) {
      yield { lines: lines.slice(from, from + LINES_PER_BATCH), firstLine: firstLine + from };
    }
  }
}

function headText(
  format: AnnotationFormat,
  head: readonly string[],
  csqFields: Parameters<typeof withCsqHeader>[1],
  { id, version, sha256 }: PackManifest,
): string {
  const provenance = `version="${SOFTWARE_VERSION}" pack="${id}" pack_version="${version}" pack_sha256="${sha256}"`;
  switch (format) {
    case 'vcf':
      return withCsqHeader(head, csqFields, provenance)
        .map((line) => `${line}\n`)
        .join('');
    case 'tsv':
      return `${ANNOTATION_COLUMNS.join('\t')}\n`;
    case 'maf':
      return mafHeader(`oncoscript annotate ${provenance}`);
  }
}

async function write(
  out: string,
  pieces: AsyncIterable<string>,
  isGzip: boolean,
  signal: AbortSignal,
): Promise<void> {
  // `writeWhole` hands each piece to the file as it is: bytes as well as text, whatever its type says.
  const written = isGzip ? (bgzipped(pieces) as AsyncIterable<unknown>) : pieces;
  await writeWhole(out, written as AsyncIterable<string>, signal);
}

function total({ called, unassessed }: AnnotationCounts): number {
  return Object.values(unassessed).reduce((sum, count) => sum + count, called);
}

/** What was done and, a line each, what was not assessed and why. */
function summary(
  counts: AnnotationCounts,
  { id }: PackManifest,
  out: string,
  format: AnnotationFormat,
): string {
  const { called, unassessed, unreadableLines } = counts;
  const of = (count: number, text: string): string =>
    count === 0 ? '' : `${count} ${count === 1 ? 'variant' : 'variants'} ${text}\n`;
  const left = format === 'maf' ? ', and not in the MAF' : '';
  return [
    `${called} of ${total(counts)} variants annotated with ${id}: ${out}\n`,
    of(unassessed['no-transcript'], `in no transcript of ${id}: not assessed`),
    of(
      unassessed['reference-mismatch'],
      `whose REF is not the base of ${id}: not assessed; is the build right?`,
    ),
    of(unassessed['not-a-sequence-change'], `given as symbol, breakend or *: not assessed${left}`),
    of(unassessed['no-change'], `whose ALT is the REF: not assessed${left}`),
    unreadableLines === 0
      ? ''
      : `${unreadableLines} ${unreadableLines === 1 ? 'line is' : 'lines are'} no VCF record: not assessed${left}\n`,
  ].join('');
}
