import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import { indexedFile, requireSameFile } from '../../engines/search/genome-index.js';
import { openGenome } from '../../engines/search/genome-source.js';
import { type SiteAnnotation, siteAnnotator } from '../../engines/search/offtarget-annotation.js';
import { readGuides } from '../../engines/search/offtarget-guides.js';
import { guideSearch, type OffTargetOptions } from '../../engines/search/offtarget-options.js';
import { scanHere, type ScanText, type TextScanner } from '../../engines/search/offtarget-scan.js';
import { type OffTargetSite, searchOffTargets } from '../../engines/search/offtarget-search.js';
import {
  ANNOTATION_COLUMNS,
  annotationCells,
  SITE_COLUMNS,
  siteCells,
} from '../../engines/search/offtarget-table.js';
import { openCancerGenes } from '../../findings/drivers/cancer-genes.js';
import { tsvRow } from '../../formats/tsv/write-tsv.js';
import type { PackStore } from '../../packs/pack-store.js';
import { answersOfWorkers, type BlockAnswer } from '../../platform/node/block-workers.js';
import { fileSource } from '../../platform/node/file-source.js';
import { nativeSha256 } from '../../platform/node/native-sha256.js';
import { writeWhole } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import { threadsAsked } from '../threads.js';

export interface OffTargetFlags extends OffTargetOptions {
  /** FASTA, 2bit, or an index. */
  readonly genome: string;
  /** An index of that genome, read in its place. */
  readonly index?: string;
  readonly guides: string;
  readonly out: string;
  /** Id of a reference pack to annotate sites with. */
  readonly reference?: string;
  readonly packs?: string;
  /** By default one a processor, four at most. */
  readonly threads?: number;
}

const WORKER_FILE = 'dist/src/cli/commands/search-worker.js';

/** `oncoscript search offtargets`: every site of the guides in a genome, as a table. */
export async function searchOffTargetsCommand(
  flags: OffTargetFlags,
  context: Context,
): Promise<void> {
  const { signal } = context;
  const threads = threadsAsked(flags.threads);
  await checkOutput(flags);
  const guides = await readGuides(fileSource(flags.guides), signal);
  // Options are refused before anything is read or written.
  guideSearch(guides, flags);
  const annotate = await annotator(flags, openUserPackStore(userPacksFolder(flags.packs)));
  const genomeFile = fileSource(flags.index ?? flags.genome);
  if (flags.index !== undefined) {
    const { name, digest } = fileSource(flags.genome);
    const of = await indexedFile(genomeFile, nativeSha256);
    requireSameFile(genomeFile.name, of, { name, ...(await digest()) });
  }
  const genome = openGenome(genomeFile, nativeSha256);
  const scan = threads === 1 ? scanHere : threadsScanner(threads);
  let count = 0;
  const rows = async function* (): AsyncGenerator<string> {
    yield `${[...SITE_COLUMNS, ...(annotate === null ? [] : ANNOTATION_COLUMNS)].join('\t')}\n`;
    for await (const sites of searchOffTargets(genome, guides, flags, context, scan)) {
      count += sites.length;
      yield sites.map((site) => siteRow(site, annotate?.(site) ?? null)).join('');
    }
  };
  await writeWhole(flags.out, rows(), signal);
  process.stdout.write(
    `${count} sites of ${guides.length} guides in ${basename(flags.genome)}: ${flags.out}\n`,
  );
}

function siteRow(site: OffTargetSite, annotation: SiteAnnotation | null): string {
  const cells = annotation === null ? [] : annotationCells(annotation);
  return `${tsvRow([...siteCells(site), ...cells])}\n`;
}

/** @throws OptionError where the output is a folder or one of the inputs. */
async function checkOutput({ out, genome, guides, index }: OffTargetFlags): Promise<void> {
  const found = await stat(out).catch(() => null);
  if (found?.isDirectory() === true) throw new OptionError(`${out} is a folder`, '--out');
  const inputs = [genome, guides, ...(index === undefined ? [] : [index])];
  if (inputs.some((input) => resolve(input) === resolve(out))) {
    throw new OptionError('that is an input', '--out', 'give the output another name');
  }
}

async function annotator(
  { reference }: OffTargetFlags,
  store: PackStore,
): Promise<ReturnType<typeof siteAnnotator> | null> {
  if (reference === undefined) return null;
  const pack = await store.load(reference);
  const { genes } = openCancerGenes(await store.load('cancer-genes'));
  return siteAnnotator(openReference(pack), new Set(Object.keys(genes)));
}

/** Shares the texts out to threads. */
export function threadsScanner(threads: number): TextScanner {
  return (search, texts, { signal }) =>
    answersOfWorkers<BlockAnswer, ScanText>(
      { file: WORKER_FILE, setup: search, threads },
      texts,
      signal,
    );
}
