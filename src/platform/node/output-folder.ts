import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { InputError } from '../../core/errors.js';

/** What a user can do about a file that cannot be written; any other error as it is. */
export function outputFault(error: unknown, name: string): unknown {
  const { code } = error as { readonly code?: string };
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new InputError('nothing may be written there', {
        file: name,
        hint: 'choose another --out',
      });
    case 'ENOTDIR':
    case 'EEXIST':
      return new InputError('there is a file where a folder is needed', {
        file: name,
        hint: 'choose another --out',
      });
    case 'ENOSPC':
      return new InputError('the disk is full', {
        file: name,
        hint: 'make room, or choose another --out',
      });
    default:
      return error;
  }
}

/** Text, which becomes UTF-8, or bytes. */
export type OutputPiece = string | Uint8Array;

/**
 * Writes a file aside and renames it when it is whole, so that a reader never sees half of it;
 * what was begun is removed where writing fails or the signal stops it. Folders are made. A piece is
 * written while the next is made, and has been when the one after that is asked for.
 * @throws InputError where the place cannot be written; the signal's reason where it was aborted.
 */
export async function writeWhole(
  path: string,
  pieces: Iterable<OutputPiece> | AsyncIterable<OutputPiece>,
  signal: AbortSignal,
): Promise<void> {
  const aside = `${path}.partial-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(aside, 'wx');
    let written: Promise<void> = Promise.resolve();
    try {
      for await (const piece of pieces) {
        await written;
        signal.throwIfAborted();
        written = writePiece(handle, piece);
        // It is awaited later; until then its failure must not count as unhandled.
        written.catch(() => undefined);
      }
      await written;
      await handle.sync();
    } finally {
      await written.catch(() => undefined);
      await handle.close();
    }
    signal.throwIfAborted();
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw outputFault(error, path);
  }
}

/** All of a piece: a single write may end early. */
async function writePiece(handle: FileHandle, piece: OutputPiece): Promise<void> {
  const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
  for (let from = 0; from < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, from);
    from += bytesWritten;
  }
}

/** @throws InputError where the path is an existing file. */
export async function checkOutputFolder(folder: string): Promise<string> {
  try {
    if (!(await stat(folder)).isDirectory()) {
      throw new InputError('this is a file, not a folder', {
        file: folder,
        hint: 'choose another --out',
      });
    }
  } catch (error) {
    if (error instanceof InputError || (error as { code?: string }).code !== 'ENOENT') {
      throw outputFault(error, folder);
    }
  }
  return folder;
}

/** A path inside an output folder. */
export function inFolder(folder: string, ...parts: readonly string[]): string {
  return join(folder, ...parts);
}
