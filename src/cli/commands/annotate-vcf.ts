import {
  addedCounts,
  type AnnotationCounts,
  type AnnotationFormat,
  lineAnnotator,
  NO_COUNTS,
} from '../../case/annotate-lines.js';
import { ANNOTATION_COLUMNS } from '../../case/annotate-table.js';
import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { CSQ_FIELDS, type CsqField, withCsqHeader } from '../../formats/csq/write-csq.js';
import { mafHeader } from '../../formats/maf/write-maf.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { type LineBlock, readLineBlocks, readLines } from '../../formats/text/lines.js';
import { genomeBuildDoubt, genomeBuildHint } from '../../formats/vcf/genome-build.js';
import type { VcfHeader } from '../../formats/vcf/header.js';
import { openVcf } from '../../formats/vcf/vcf.js';
import type { LoadedPack, PackManifest, PackStore } from '../../packs/pack-store.js';
import { answersOfWorkers, SpareMemory } from '../../platform/node/block-workers.js';
import type { OutputPiece } from '../../platform/node/output-folder.js';
import type { AnnotateFlags } from './annotate.js';
import {
  type AnnotatedBlock,
  type AnnotationSetup,
  blockAnnotator,
  proteinMd5,
} from './annotate-blocks.js';
import {
  annotatedBuild,
  type AnnotationOutput,
  annotationPack,
  annotationSummary,
  provenance,
  totalOf,
  writeAnnotation,
} from './annotate-output.js';

/** Lines annotated at a time: some ten milliseconds, and 40 MB where each is in all isoforms of titin. */
const LINES_A_BLOCK = 128;
const WORKER_FILE = 'dist/src/cli/commands/annotate-worker.js';

/** Annotates a VCF as a stream, its lines in the order of the input. */
export async function annotateVcf(
  source: ByteSource,
  output: AnnotationOutput,
  flags: AnnotateFlags & { readonly threads: number },
  context: Context,
  store: PackStore,
): Promise<void> {
  const { signal } = context;
  const { format } = output;
  const { header } = await openVcf(source, { signal });
  const hint = genomeBuildHint(header);
  const doubt = genomeBuildDoubt(header);
  const build = annotatedBuild(
    {
      file: header.file,
      build: hint?.build ?? null,
      from: hint?.from ?? null,
      doubt:
        doubt === null
          ? 'the header does not tell the genome build'
          : `the header's genome build is in doubt: ${doubt}`,
    },
    flags.build,
  );
  const { pack, reference } = await annotationPack(store, flags.pack, build);
  const form = { format, fields: csqFieldsAsked(flags.fields, format) };
  const { csqFields, samples } = lineAnnotator(header, reference, form, proteinMd5);
  if (format === 'maf' && samples.tumourColumn === null && header.samples.length > 0) {
    context.warn(
      `which sample is the tumour is not told: the rows name ${samples.tumour}, without read counts`,
    );
  }
  let counts = NO_COUNTS;
  const pieces = async function* (): AsyncGenerator<OutputPiece> {
    const head = await headerLines(source, header, signal);
    yield headText(format, head, csqFields, pack.manifest);
    const blocks = recordBlocks(source, header, signal);
    const setup = { header, pack, form };
    for await (const block of annotatedBlocks(blocks, setup, flags.threads, signal)) {
      yield block.bytes;
      counts = addedCounts(counts, block.counts);
      context.report({ step: 'variants annotated', done: totalOf(counts), total: null });
    }
  };
  await writeAnnotation(output, pieces(), signal);
  process.stdout.write(annotationSummary(counts, pack.manifest, output, unreadableLines(counts)));
}

/** @throws OptionError for a name that is no field, or fields of something else than a VCF. */
function csqFieldsAsked(
  names: readonly string[] | undefined,
  format: AnnotationFormat,
): readonly CsqField[] | null {
  if (names === undefined) return null;
  if (format !== 'vcf') throw new OptionError('only a VCF has fields of CSQ', '--fields');
  return [...new Set(names)].map((name) => {
    const field = CSQ_FIELDS.find((known) => known.toLowerCase() === name.toLowerCase());
    if (field !== undefined) return field;
    throw new OptionError(`CSQ has no field ${name}`, '--fields', `use ${CSQ_FIELDS.join(', ')}`);
  });
}

async function* annotatedBlocks(
  blocks: AsyncIterable<LineBlock>,
  setup: AnnotationSetup,
  threads: number,
  signal: AbortSignal,
): AsyncGenerator<AnnotatedBlock> {
  if (threads > 1) {
    const shared = { ...setup, pack: sharedPack(setup.pack) };
    yield* answersOfWorkers<AnnotatedBlock>(
      { file: WORKER_FILE, setup: shared, threads },
      blocks,
      signal,
    );
    return;
  }
  const annotateBlock = blockAnnotator(setup);
  const spares = new SpareMemory();
  for await (const block of blocks) {
    // A whole turn: Ctrl-C and timers come before the next block, at no cost of a timer's millisecond.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    const annotated = annotateBlock(block, spares.take());
    spares.giveBack(annotated.bytes);
    yield annotated;
  }
}

/** The pack in memory that all threads read. */
function sharedPack({ manifest, bytes }: LoadedPack): LoadedPack {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return { manifest, bytes: shared };
}

/** The blocks that reach below the header; the first may begin in it. */
async function* recordBlocks(
  source: ByteSource,
  header: VcfHeader,
  signal: AbortSignal,
): AsyncGenerator<LineBlock> {
  for await (const block of readLineBlocks(source, LINES_A_BLOCK, { signal })) {
    if (block.firstLine + block.lineCount - 1 > header.columnLine) yield block;
  }
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

function headText(
  format: AnnotationFormat,
  head: readonly string[],
  csqFields: Parameters<typeof withCsqHeader>[1],
  manifest: PackManifest,
): string {
  switch (format) {
    case 'vcf':
      return withCsqHeader(head, csqFields, provenance(manifest))
        .map((line) => `${line}\n`)
        .join('');
    case 'tsv':
      return `${ANNOTATION_COLUMNS.join('\t')}\n`;
    case 'maf':
      return mafHeader(`oncoscript annotate ${provenance(manifest)}`);
  }
}

function unreadableLines({ unreadableLines: count }: AnnotationCounts): string {
  if (count === 0) return '';
  return `${count} ${count === 1 ? 'line is' : 'lines are'} no VCF record`;
}
