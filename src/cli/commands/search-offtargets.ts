import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import {
  ESSENTIAL_GENES_PACK_ID,
  openEssentialGenes,
  readEssentialGenes,
} from '../../engines/search/essential-genes.js';
import { indexedFile, requireSameFile } from '../../engines/search/genome-index.js';
import { openGenome } from '../../engines/search/genome-source.js';
import { siteAnnotator } from '../../engines/search/offtarget-annotation.js';
import { readGuides } from '../../engines/search/offtarget-guides.js';
import { guideSearch, type OffTargetOptions } from '../../engines/search/offtarget-options.js';
import { scanHere, type ScanText, type TextScanner } from '../../engines/search/offtarget-scan.js';
import { type OffTargetSite, searchOffTargets } from '../../engines/search/offtarget-search.js';
import {
  ANNOTATION_COLUMNS,
  annotationCells,
  PATIENT_COLUMNS,
  patientCells,
  SITE_COLUMNS,
  siteCells,
} from '../../engines/search/offtarget-table.js';
import {
  type PatientSearchCounts,
  searchPatientGenome,
} from '../../engines/search/patient-search.js';
import { openCancerGenes } from '../../findings/drivers/cancer-genes.js';
import { type TsvCell, tsvRow } from '../../formats/tsv/write-tsv.js';
import type { PackStore } from '../../packs/pack-store.js';
import { answersOfWorkers, type BlockAnswer } from '../../platform/node/block-workers.js';
import { fileSource } from '../../platform/node/file-source.js';
import { nativeSha256 } from '../../platform/node/native-sha256.js';
import { writeWhole } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import { threadsAsked } from '../threads.js';
import { readVariantFiles } from './search-variants.js';

export interface OffTargetFlags extends OffTargetOptions {
  /** FASTA, 2bit, or an index. */
  readonly genome: string;
  /** An index of that genome, read in its place. */
  readonly index?: string;
  readonly guides: string;
  readonly out: string;
  /** VCF files of the patient's variants, and the samples in them that are the patient's. */
  readonly variants?: readonly string[];
  readonly sample?: readonly string[];
  /** Id of a reference pack to annotate sites with. */
  readonly reference?: string;
  /** The user's own list of essential genes, in place of the pack's. */
  readonly essentialGenes?: string;
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
  const annotate = await annotator(flags, openUserPackStore(userPacksFolder(flags.packs)), signal);
  const genomeFile = fileSource(flags.index ?? flags.genome);
  if (flags.index !== undefined) {
    const { name, digest } = fileSource(flags.genome);
    const of = await indexedFile(genomeFile, nativeSha256);
    requireSameFile(genomeFile.name, of, { name, ...(await digest()) });
  }
  const genome = openGenome(genomeFile, nativeSha256);
  const scan = threads === 1 ? scanHere : threadsScanner(threads);
  let count = 0;
  const variants = await readVariantFiles(flags.variants, flags.sample, context);
  const row = (site: OffTargetSite, patient: readonly TsvCell[]): string => {
    const annotation = annotate?.(site) ?? null;
    const cells = annotation === null ? [] : annotationCells(annotation);
    return `${tsvRow([...siteCells(site), ...cells, ...patient])}\n`;
  };
  const columns = [...SITE_COLUMNS, ...(annotate === null ? [] : ANNOTATION_COLUMNS)];
  const changes = { created: 0, changed: 0, destroyed: 0 };
  const rows = async function* (): AsyncGenerator<string> {
    if (variants === null) {
      yield `${columns.join('\t')}\n`;
      for await (const sites of searchOffTargets(genome, guides, flags, context, scan)) {
        count += sites.length;
        yield sites.map((site) => row(site, [])).join('');
      }
      return;
    }
    yield `${[...columns, ...PATIENT_COLUMNS].join('\t')}\n`;
    const found = searchPatientGenome(genome, guides, flags, variants, context, scan);
    for await (const part of found) {
      if (part.kind === 'reference') {
        count += part.sites.length;
        yield part.sites.map((site) => row(site, patientCells(null))).join('');
      } else {
        warnOfVariants(part.counts, variants.length, context);
        for (const { kind } of part.sites) changes[kind]++;
        yield part.sites.map((site) => row(site.site, patientCells(site))).join('');
      }
    }
  };
  await writeWhole(flags.out, rows(), signal);
  const patient =
    variants === null
      ? ''
      : `; of ${variants.length} variants ${changes.created} sites created, ${changes.changed} changed, ${changes.destroyed} destroyed`;
  process.stdout.write(
    `${count} sites of ${guides.length} guides in ${basename(flags.genome)}${patient}: ${flags.out}\n`,
  );
}

function warnOfVariants(
  { elsewhere, mismatched, dense }: PatientSearchCounts,
  total: number,
  { warn }: Context,
): void {
  if (mismatched > 0) {
    warn(
      `the genome has other bases at ${mismatched} of ${total} variants, which were left out: is it of the VCF's build?`,
    );
  }
  if (elsewhere > 0) warn(`${elsewhere} of ${total} variants lie on sequences the genome lacks`);
  if (dense > 0) {
    warn(
      `${dense} variants have many others beside them: they were taken alone and with all of them only`,
    );
  }
}

/** @throws OptionError where the output is a folder or one of the inputs. */
async function checkOutput({
  out,
  genome,
  guides,
  index,
  variants = [],
}: OffTargetFlags): Promise<void> {
  const found = await stat(out).catch(() => null);
  if (found?.isDirectory() === true) throw new OptionError(`${out} is a folder`, '--out');
  const inputs = [genome, guides, ...variants, ...(index === undefined ? [] : [index])];
  if (inputs.some((input) => resolve(input) === resolve(out))) {
    throw new OptionError('that is an input', '--out', 'give the output another name');
  }
}

async function annotator(
  { reference, essentialGenes }: OffTargetFlags,
  store: PackStore,
  signal: AbortSignal,
): Promise<ReturnType<typeof siteAnnotator> | null> {
  if (reference === undefined) {
    if (essentialGenes === undefined) return null;
    throw new OptionError(
      'genes need transcripts',
      '--essential-genes',
      'name a reference pack with --reference too',
    );
  }
  const pack = await store.load(reference);
  const { genes } = openCancerGenes(await store.load('cancer-genes'));
  const isInstalled = (await store.list()).some(({ id }) => id === ESSENTIAL_GENES_PACK_ID);
  const essential =
    essentialGenes !== undefined
      ? await readEssentialGenes(fileSource(essentialGenes), signal)
      : isInstalled
        ? openEssentialGenes(await store.load(ESSENTIAL_GENES_PACK_ID))
        : null;
  return siteAnnotator(openReference(pack), new Set(Object.keys(genes)), essential);
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
