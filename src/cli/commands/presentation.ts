import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';

import type { HlaAllele } from '../../core/brands.js';
import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { hlaClass, parseHlaAllele } from '../../core/hla-allele.js';
import { pairClassIIChains } from '../../engines/presentation/class-ii-pairs.js';
import { loadPresentationNetwork } from '../../engines/presentation/presentation-network.js';
import type { MhcClass, PresentationModel } from '../../engines/presentation/presentation-model.js';
import { readFasta } from '../../formats/fasta/read-fasta.js';
import { readPeptides } from '../../formats/peptides/read-peptides.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import type { ReadOptions } from '../../formats/text/lines.js';
import type { PackStore } from '../../packs/pack-store.js';
import { fileSource } from '../../platform/node/file-source.js';
import { writeWhole } from '../../platform/node/output-folder.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import {
  type PresentationWorkers,
  startPresentationWorkers,
} from '../../platform/node/presentation-workers.js';
import {
  type AskedAllele,
  presentationColumns,
  presentationRows,
  type Query,
  type RowOptions,
  type Rows,
  unscoredAlleleRow,
} from '../presentation-rows.js';

export interface PresentationFlags {
  readonly peptides?: string;
  readonly fasta?: string;
  readonly lengths?: readonly number[];
  readonly hla: readonly string[];
  readonly thresholdRank?: number;
  readonly accurate?: boolean;
  readonly threads?: number;
  readonly out?: string;
}

/** Peptides scored at a time: enough to fill the threads, few enough for 100 MB. */
const QUERIES_PER_BATCH = 32_768;
/** Batches under way at a time: while one is written, the next is scored. */
const BATCHES_UNDER_WAY = 2;
const PACK_OF: Readonly<Record<MhcClass, string>> = {
  I: 'presentation-class1',
  II: 'presentation-class2',
};
/** What proteins are cut into unless told: those of NetMHCpan 4.1 and NetMHCIIpan 4.3 (services.healthtech.dtu.dk). */
const USUAL_LENGTHS: Readonly<Record<MhcClass, readonly number[]>> = {
  I: [8, 9, 10, 11],
  II: [15],
};

/** `oncoscript presentation`: peptides, or all peptides of proteins, scored for each allele. */
export async function presentation(
  flags: PresentationFlags,
  context: Context,
  store: PackStore = openPackStore(),
): Promise<void> {
  checkFlags(flags);
  if (flags.out !== undefined) await checkOutputFile(flags.out);
  const workers = flags.threads === 1 ? null : startPresentationWorkers(flags.threads);
  try {
    const alleles = await askedAlleles(flags, store, workers, context);
    const pieces = tablePieces(flags, alleles, context);
    if (flags.out === undefined) await print(pieces, context.signal);
    else await writeWhole(flags.out, pieces, context.signal);
  } finally {
    await workers?.close();
  }
}

function checkFlags({
  peptides,
  fasta,
  lengths,
  hla,
  thresholdRank,
  threads,
}: PresentationFlags): void {
  if ((peptides === undefined) === (fasta === undefined)) {
    throw new OptionError(
      peptides === undefined ? 'there is nothing to score' : 'two inputs are given',
      '--peptides',
      'give --peptides or --fasta; - reads standard input',
    );
  }
  if (lengths !== undefined && fasta === undefined) {
    throw new OptionError(
      'peptides have the lengths they have',
      '--lengths',
      'it goes with --fasta',
    );
  }
  if (hla.length === 0) throw new OptionError('no allele is given', '--hla', "e.g. 'HLA-A*02:01'");
  if (thresholdRank !== undefined && !(thresholdRank > 0 && thresholdRank <= 100)) {
    throw new OptionError(`${thresholdRank} is not over 0 and at most 100`, '--threshold-rank');
  }
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new OptionError(`${threads} is no number of threads`, '--threads');
  }
}

/** Before hours of scoring. @throws OptionError where a folder has that name. */
async function checkOutputFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) throw new OptionError(`${path} is a folder`, '--out');
}

/**
 * The alleles of --hla: class I in the order given, then the class II molecules they make, then names that cannot
 * be used.
 */
async function askedAlleles(
  flags: PresentationFlags,
  store: PackStore,
  workers: PresentationWorkers | null,
  context: Context,
): Promise<readonly AskedAllele[]> {
  const given: HlaAllele[] = [];
  const unusable: AskedAllele[] = [];
  for (const text of flags.hla) {
    const name = parseHlaAllele(text);
    if (name.kind === 'refused') {
      unusable.push({ kind: 'unscored', name: name.given, reason: `the name ${name.reason}` });
    } else if (!given.includes(name.allele)) {
      given.push(name.allele);
      if (name.notes.length > 0 && hlaClass(name.allele) === 'I') {
        context.warn(`${name.given} is taken as ${name.allele}: ${name.notes.join('; ')}`);
      }
    }
  }
  const { molecules, unpaired } = pairClassIIChains(given);
  if (molecules.some(({ pairing }) => pairing === 'cis or trans')) {
    context.warn(
      'DQ and DP chains typed apart are scored in every pair; which pairs the cells make is not known',
    );
  }
  const asked: AskedAllele[] = [];
  for (const [mhcClass, alleles] of [
    ['I', given.filter((allele) => hlaClass(allele) === 'I')],
    ['II', molecules.map(({ allele }) => allele)],
  ] as const) {
    if (alleles.length === 0) continue;
    const model = await openModel(mhcClass, flags, store, workers, context);
    // Asked without peptides first: it makes the alleles' rank tables and says which are not known.
    for (const answer of await model.score([], alleles, context)) {
      asked.push(
        answer.kind === 'scored'
          ? { kind: 'scored', allele: answer.allele, model }
          : { kind: 'unscored', name: answer.allele, reason: answer.reason },
      );
    }
  }
  for (const { allele, reason } of unpaired)
    unusable.push({ kind: 'unscored', name: allele, reason });
  const all = [...asked, ...unusable];
  for (const one of all) if (one.kind === 'unscored') context.warn(`no score: ${one.reason}`);
  return all;
}

async function openModel(
  mhcClass: MhcClass,
  { accurate = false }: PresentationFlags,
  store: PackStore,
  workers: PresentationWorkers | null,
  context: Context,
): Promise<PresentationModel> {
  const [pack, proteome] = await Promise.all([
    store.load(PACK_OF[mhcClass]),
    store.load('healthy-proteome'),
  ]);
  const host = workers === null ? {} : { host: workers };
  const model = await loadPresentationNetwork(pack, { proteome, accurate, ...host });
  if (accurate && model.role === 'student') {
    context.warn(`class ${mhcClass} has no ensemble: --accurate changes nothing there`);
  }
  return model;
}

async function* tablePieces(
  flags: PresentationFlags,
  alleles: readonly AskedAllele[],
  context: Context,
): AsyncGenerator<string> {
  const source = sourceOf((flags.fasta ?? flags.peptides) as string, context.signal);
  const cutFromProteins = flags.fasta !== undefined;
  const windowLengths = cutFromProteins ? lengthsOfModels(alleles, flags.lengths) : null;
  const queries =
    windowLengths === null
      ? listedQueries(source, context)
      : windowQueries(source, allLengths(windowLengths), context);
  // Of a protein's many windows each would say the same.
  const ofRows = cutFromProteins ? alleles.filter(({ kind }) => kind === 'scored') : alleles;
  const options: RowOptions = { thresholdRank: flags.thresholdRank ?? null, windowLengths };

  yield presentationColumns(cutFromProteins);
  if (cutFromProteins) {
    for (const asked of alleles) {
      if (asked.kind === 'unscored') yield unscoredAlleleRow(asked.name, asked.reason);
    }
  }
  let done = 0;
  const reasons = new Map<string, number>();
  const scored = inOrder(batchesOf(queries), (batch) =>
    presentationRows(batch, ofRows, options, context),
  );
  for await (const rows of scored) {
    yield rows.text;
    done += rows.queries;
    for (const [reason, count] of rows.reasons) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    }
    context.report({ step: 'peptides scored', done, total: null });
  }
  for (const [reason, count] of reasons) {
    context.warn(`no number in ${count} ${count === 1 ? 'row' : 'rows'}: ${reason}`);
  }
}

/** @throws OptionError where a length fits no allele. */
function lengthsOfModels(
  alleles: readonly AskedAllele[],
  given: readonly number[] | undefined,
): ReadonlyMap<PresentationModel, ReadonlySet<number>> {
  const models = new Set(
    alleles.flatMap((asked) => (asked.kind === 'scored' ? [asked.model] : [])),
  );
  const lengths = new Map(
    [...models].map((model) => [
      model,
      new Set(
        (given ?? USUAL_LENGTHS[model.mhcClass]).filter((n) => model.peptideLengths.includes(n)),
      ),
    ]),
  );
  const fitting = allLengths(lengths);
  const misfit = models.size === 0 ? undefined : given?.find((length) => !fitting.includes(length));
  if (misfit !== undefined) {
    throw new OptionError(
      `no allele given is scored at ${misfit} residues`,
      '--lengths',
      [...models]
        .map(
          ({ mhcClass, peptideLengths }) =>
            `class ${mhcClass}: ${peptideLengths[0]} to ${peptideLengths.at(-1)}`,
        )
        .join('; '),
    );
  }
  return lengths;
}

function allLengths(
  lengths: ReadonlyMap<PresentationModel, ReadonlySet<number>>,
): readonly number[] {
  return [...new Set([...lengths.values()].flatMap((ofModel) => [...ofModel]))].sort(
    (a, b) => a - b,
  );
}

function sourceOf(path: string, signal: AbortSignal): ByteSource {
  return path === '-'
    ? { name: 'standard input', bytes: () => addAbortSignal(signal, process.stdin) }
    : fileSource(path);
}

async function* listedQueries(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<readonly Query[]> {
  for await (const peptides of readPeptides(source, options)) {
    yield peptides.map((peptide) => ({ peptide, origin: null }));
  }
}

/** Every window of each protein, by place, then length. */
async function* windowQueries(
  source: ByteSource,
  lengths: readonly number[],
  options: ReadOptions,
): AsyncGenerator<readonly Query[]> {
  for await (const { id, sequence } of readFasta(source, options)) {
    const protein = sequence.replace(/\*$/, '');
    const windows: Query[] = [];
    for (let start0 = 0; start0 < protein.length; start0++) {
      const origin = { sequenceName: id, start0 };
      for (const length of lengths) {
        if (start0 + length > protein.length) break;
        windows.push({ peptide: protein.slice(start0, start0 + length), origin });
      }
    }
    yield windows;
  }
}

/** The same queries in batches of one size, but for the last. */
async function* batchesOf(
  pieces: AsyncIterable<readonly Query[]>,
): AsyncGenerator<readonly Query[]> {
  let batch: Query[] = [];
  for await (const piece of pieces) {
    for (const query of piece) {
      batch.push(query);
      if (batch.length < QUERIES_PER_BATCH) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Results in the order of the batches, the next ones begun while one is awaited. */
async function* inOrder(
  batches: AsyncGenerator<readonly Query[]>,
  work: (batch: readonly Query[]) => Promise<Rows>,
): AsyncGenerator<Rows> {
  const underWay: Promise<Rows>[] = [];
  try {
    for await (const batch of batches) {
      const rows = work(batch);
      // It is awaited later; until then its failure must not count as unhandled.
      rows.catch(() => undefined);
      underWay.push(rows);
      if (underWay.length >= BATCHES_UNDER_WAY) yield await (underWay.shift() as Promise<Rows>);
    }
    while (underWay.length > 0) yield await (underWay.shift() as Promise<Rows>);
  } finally {
    await Promise.allSettled(underWay);
  }
}

async function print(pieces: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain', { signal });
  }
}
