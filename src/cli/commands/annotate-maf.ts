import { addedCounts, NO_COUNTS } from '../../case/annotate-lines.js';
import { MAF_ANNOTATION_COLUMNS, mafAnnotator, mafItems } from '../../case/annotate-maf-input.js';
import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { countByCode } from '../../core/skipped.js';
import { type MafTable, readMaf } from '../../formats/maf/read-maf.js';
import { mafHeader } from '../../formats/maf/write-maf.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { readText } from '../../formats/text/read-text.js';
import type { PackStore } from '../../packs/pack-store.js';
import type { AnnotateFlags } from './annotate.js';
import { proteinMd5 } from './annotate-blocks.js';
import {
  annotatedBuild,
  type AnnotationOutput,
  annotationPack,
  annotationSummary,
  provenance,
  totalOf,
  writeAnnotation,
} from './annotate-output.js';

/** Rows annotated between two looks at the signal. */
const ROWS_A_BLOCK = 128;

/**
 * Annotates a MAF, of one patient or many, in the order of its rows; it is read whole, in this thread.
 * @throws OptionError where a VCF is asked for.
 */
export async function annotateMaf(
  source: ByteSource,
  output: AnnotationOutput,
  flags: AnnotateFlags,
  context: Context,
  store: PackStore,
): Promise<void> {
  const { signal } = context;
  const { format } = output;
  if (format === 'vcf') {
    throw new OptionError(
      'a MAF cannot be written as VCF: an insertion or deletion lacks the base before it, and no patient has a genotype',
      '--out',
      'end it in .tsv or .maf; for a VCF, annotate the VCF that the MAF was made of',
    );
  }
  const table = readMaf(await readText(source, { signal }), source.name);
  for (const note of table.notes) context.warn(note);
  const build = annotatedBuild(
    {
      file: table.file,
      build: table.build,
      from: table.buildFrom,
      doubt: 'the MAF does not tell the genome build',
    },
    flags.build,
  );
  const { pack, reference } = await annotationPack(store, flags.pack, build);
  const annotator = mafAnnotator(reference, format, proteinMd5);
  const items = mafItems(table);
  let counts = { ...NO_COUNTS, unreadableLines: table.skipped.length };
  const pieces = async function* (): AsyncGenerator<string> {
    yield format === 'tsv'
      ? `${MAF_ANNOTATION_COLUMNS.join('\t')}\n`
      : mafHeader(`oncoscript annotate ${provenance(pack.manifest)}`);
    for (let from = 0; from < items.length; from += ROWS_A_BLOCK) {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      let text = '';
      const some = items.slice(from, from + ROWS_A_BLOCK);
      const added = annotator.annotate(some, (row) => (text += row));
      yield text;
      counts = addedCounts(counts, { ...added, unreadableLines: 0 });
      context.report({
        step: 'variants annotated',
        done: totalOf(counts),
        total: table.rows.length,
      });
    }
  };
  await writeAnnotation(output, pieces(), signal);
  process.stdout.write(annotationSummary(counts, pack.manifest, output, unusedRows(table)));
}

function unusedRows({ skipped }: MafTable): string {
  if (skipped.length === 0) return '';
  const codes = countByCode(skipped).map(({ code, count }) => `${code} ${count}`);
  return `${skipped.length} ${skipped.length === 1 ? 'row is' : 'rows are'} not used (${codes.join(', ')})`;
}
