import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { GzipError } from '../../formats/text/gzip-error.js';

const READ_BYTES = 1 << 20;

export interface FileDigest {
  readonly bytes: number;
  /** Of the bytes as stored, 64 lower-case hex digits. */
  readonly sha256: string;
}

/** A file on disk. */
export interface FileSource extends ByteSource {
  /** Size and SHA-256 as stored; reads the file the first time. */
  digest(): Promise<FileDigest>;
}

/**
 * A file on disk, opened anew by each `bytes()`; Node's zlib inflates it. Messages name it without
 * its folder.
 * @throws InputError, while it is read, where it is missing, a folder, or may not be read.
 */
export function fileSource(path: string): FileSource {
  const name = basename(path);
  let digest: Promise<FileDigest> | null = null;
  return {
    name,
    bytes: () => storedBytes(path, name),
    gunzip: nativeGunzip,
    digest: () => (digest ??= fileDigest(path)),
  };
}

/** Size and SHA-256 of a file as stored. @throws InputError as `fileSource` does. */
export async function fileDigest(path: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of storedBytes(path, basename(path))) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function* storedBytes(path: string, file: string): AsyncGenerator<Uint8Array> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw fileFault(error, file);
  }
  const read = async (): Promise<Uint8Array> => {
    const { bytesRead, buffer } = await handle.read({ buffer: new Uint8Array(READ_BYTES) });
    return buffer.subarray(0, bytesRead);
  };
  // Read ahead while the last chunk is worked on: HCC1395 twenty times over, 400 ms -> 340 ms.
  let next = read();
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) return;
      next = read();
      yield chunk;
    }
  } catch (error) {
    throw fileFault(error, file);
  } finally {
    await next.catch(() => undefined);
    await handle.close();
  }
}

async function* nativeGunzip(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(stored, { objectMode: true, highWaterMark: 1 });
  const output = createGunzip({ chunkSize: 256 << 10 });
  // pipe() forwards no errors, and pipeline() would hide which side failed first.
  input.once('error', (error) => output.destroy(error));
  input.pipe(output);
  try {
    yield* output as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw gzipFault(error);
  } finally {
    input.destroy();
    output.destroy();
  }
}

function gzipFault(error: unknown): unknown {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  if (code === 'Z_BUF_ERROR') return new GzipError(message, true);
  return code === 'Z_DATA_ERROR' ? new GzipError(message, false) : error;
}

function fileFault(error: unknown, file: string): unknown {
  const { code } = error as { readonly code?: string };
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new InputError('the file does not exist', { file, hint: 'check the path' });
    case 'EISDIR':
      return new InputError('this is a folder, not a file', { file });
    case 'EACCES':
    case 'EPERM':
      return new InputError('the file may not be read', { file, hint: 'check its permissions' });
    default:
      return error;
  }
}
