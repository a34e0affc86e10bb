import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import type { GenomeSource } from '../../engines/search/genome-block.js';
import {
  indexProgress,
  type IndexProgress,
  writeGenomeIndex,
} from '../../engines/search/genome-index.js';
import type { IndexedFile } from '../../engines/search/genome-index-format.js';
import { openGenome } from '../../engines/search/genome-source.js';
import { fileSource } from '../../platform/node/file-source.js';
import { outputFault } from '../../platform/node/output-folder.js';
import { nativeSha256 } from '../../platform/node/native-sha256.js';

export interface IndexFlags {
  readonly out: string;
}

/**
 * `oncoscript search index`: a genome packed for `search offtargets`. The output has its name only when it is whole;
 * what an abort leaves, `OUT.building`, is gone on from by the next run.
 */
export async function searchIndex(
  input: string,
  flags: IndexFlags,
  context: Context,
): Promise<void> {
  const { signal } = context;
  const { out } = flags;
  if (resolve(input) === resolve(out)) {
    throw new OptionError('that is the input', '--out', 'give the output another name');
  }
  if ((await stat(out).catch(() => null))?.isDirectory() === true) {
    throw new OptionError(`${out} is a folder`, '--out');
  }
  const source = fileSource(input);
  const file: IndexedFile = { name: source.name, ...(await source.digest()) };
  signal.throwIfAborted();
  const building = `${out}.building`;
  const begun = (await stat(building).catch(() => null))?.isFile()
    ? await indexProgress(fileSource(building), file, nativeSha256, signal)
    : null;
  if (begun !== null) context.warn(`going on after ${begun.bases} bases of ${building}`);
  const { bases, bytes } = await build(
    building,
    file,
    openGenome(source, nativeSha256),
    begun,
    context,
  );
  try {
    await rename(building, out);
  } catch (error) {
    throw outputFault(error, out);
  }
  process.stdout.write(`${bases} bases of ${file.name} in ${bytes} bytes: ${out}\n`);
}

async function build(
  building: string,
  file: IndexedFile,
  genome: GenomeSource,
  begun: IndexProgress | null,
  context: Context,
): Promise<{ readonly bases: number; readonly bytes: number }> {
  let handle: FileHandle | null = null;
  let at = begun?.bytes ?? 0;
  let bases = begun?.bases ?? 0;
  try {
    await mkdir(dirname(building), { recursive: true });
    handle = await open(building, begun === null ? 'w' : 'r+');
    if (begun !== null) await handle.truncate(at);
    for await (const piece of writeGenomeIndex(file, genome.blocks(context), nativeSha256, begun)) {
      for (let from = 0; from < piece.bytes.length;) {
        const { bytesWritten } = await handle.write(piece.bytes, from, undefined, at);
        from += bytesWritten;
        at += bytesWritten;
      }
      bases = piece.bases;
      context.report({ step: 'bases packed', done: bases, total: null });
      // A whole turn: Ctrl-C comes before the next block.
      await new Promise((resolve) => setImmediate(resolve));
      context.signal.throwIfAborted();
    }
    await handle.sync();
    await handle.close();
    return { bases, bytes: at };
  } catch (error) {
    await handle?.close().catch(() => undefined);
    if (context.signal.aborted && bases > 0) {
      context.warn(`the same command goes on after ${bases} bases, kept in ${building}`);
    } else {
      await rm(building, { force: true });
    }
    throw outputFault(error, building);
  }
}
