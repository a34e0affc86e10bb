import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Context } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import { folderFault } from './user-packs.js';

// The only file of the program that opens a connection; `packs pull` alone calls it.

/** A file on an official site. */
export interface RemoteFile {
  readonly url: string;
  /** A list of checksums that names the file, or null where the site has none. */
  readonly checksums: string | null;
}

interface DownloadOptions {
  /** How often a broken transfer is taken up again. */
  readonly attempts?: number;
  /** Wait before the first of them; doubles each time. */
  readonly firstWaitMs?: number;
  /** A connection that says nothing for so long is given up. */
  readonly idleMs?: number;
}

const DEFAULTS: Required<DownloadOptions> = { attempts: 5, firstWaitMs: 1_000, idleMs: 60_000 };
const LONGEST_CHECKSUM_LIST_BYTES = 4 << 20;

/** A transfer that may go on where it stopped. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Downloads a file to `path` and checks it against the site's list of checksums. What was received
 * stays in `<path>.part`: a later call goes on from there, if the file on the site is still the same.
 * A whole file that is there already is checked and kept.
 * @throws InputError where the site can't be reached, has no such file, or its checksum does not match.
 */
export async function download(
  { url, checksums }: RemoteFile,
  path: string,
  context: Context,
  options: DownloadOptions = {},
): Promise<void> {
  const settings = { ...DEFAULTS, ...options };
  const name = basename(path);
  const expected =
    checksums === null ? null : await checksumOf(checksums, basename(url), settings, context);
  try {
    await mkdir(dirname(path), { recursive: true });
    if (await isFile(path)) {
      if (expected === null || (await matches(path, expected))) return;
      await rm(path);
    }
    const part = `${path}.part`;
    await retried(settings, context, async () => receive(url, part, name, settings, context));
    if (expected !== null && !(await matches(part, expected))) {
      await rm(part);
      throw new InputError(`the ${expected.kind} of what arrived is not ${expected.text}`, {
        file: name,
        hint: `it was deleted; try again, or download ${url} by other means and use packs build`,
      });
    }
    await rename(part, path);
    await rm(`${part}.tag`, { force: true });
  } catch (error) {
    throw folderFault(error, dirname(path));
  }
}

async function retried<T>(
  { attempts, firstWaitMs }: Required<DownloadOptions>,
  { signal, warn }: Context,
  action: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Interrupted)) throw error;
      if (attempt >= attempts) {
        throw new InputError(error.message, {
          hint: 'run the command again: it goes on where it stopped',
        });
      }
      warn(`${error.message}; trying again`);
      await delay(firstWaitMs * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}

async function receive(
  url: string,
  part: string,
  name: string,
  settings: Required<DownloadOptions>,
  context: Context,
): Promise<void> {
  const tagFile = `${part}.tag`;
  const have = (await isFile(part)) ? (await stat(part)).size : 0;
  const tag = await readFile(tagFile, 'utf8').catch(() => '');
  // Without a tag nothing tells whether the rest belongs to the same file.
  const resumes = have > 0 && tag !== '';
  const watch = idleWatch(settings.idleMs, context.signal);
  try {
    const headers = resumes ? { range: `bytes=${have}-`, 'if-range': tag } : {};
    const response = await request(url, headers, watch.signal);
    const range = response.headers.get('content-range');
    if (response.status === 416 && range === `bytes */${have}`) {
      await response.body?.cancel();
      return;
    }
    const goesOn = response.status === 206 && range?.startsWith(`bytes ${have}-`) === true;
    if (!goesOn && response.status !== 200) {
      await response.body?.cancel();
      if (response.status === 416) await rm(part, { force: true });
      throw refused(response.status, url);
    }
    const { headers: sent } = response;
    await writeFile(tagFile, strongTag(sent.get('etag')) ?? sent.get('last-modified') ?? '');
    const start = goesOn ? have : 0;
    const length = sent.get('content-length');
    const total = length === null ? null : start + Number(length);
    let done = start;
    const handle = await open(part, goesOn ? 'a' : 'w');
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        watch.alive();
        await handle.write(chunk);
        done += chunk.length;
        context.report({
          step: `downloading ${name} (kB)`,
          done: kilobytes(done),
          total: total === null ? null : kilobytes(total),
        });
      }
    } finally {
      await handle.close();
    }
    if (total !== null && done !== total) {
      throw new Interrupted(`${name}: the connection ended at ${done} of ${total} bytes`);
    }
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof Interrupted || error instanceof InputError || isFileError(error))
      throw error;
    throw new Interrupted(`${name}: ${reasonOf(error)}`);
  } finally {
    watch.end();
  }
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1_000);
}

/** A weak tag does not promise the same bytes (RFC 9110, section 8.8.3). */
function strongTag(tag: string | null): string | null {
  return tag === null || tag.startsWith('W/') ? null : tag;
}

function refused(status: number, url: string): Error {
  if (status === 408 || status === 416 || status === 429 || status >= 500) {
    return new Interrupted(`${new URL(url).host} answered ${status}`);
  }
  return new InputError(`${new URL(url).host} answered ${status}`, {
    file: basename(url),
    hint: `is ${url} still the place? download it by other means and use packs build`,
  });
}

async function request(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  return fetch(url, { headers: { ...headers, 'accept-encoding': 'identity' }, signal });
}

/** Aborts where the user does, or where `alive` was not called for a while. */
function idleWatch(
  idleMs: number,
  signal: AbortSignal,
): { readonly signal: AbortSignal; alive(): void; end(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('it went silent')), idleMs);
  const stop = (): void => controller.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    alive: () => timer.refresh(),
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

interface Checksum {
  readonly kind: 'MD5' | 'SHA-256' | 'sum';
  /** As the list has it. */
  readonly text: string;
}

async function checksumOf(
  url: string,
  file: string,
  settings: Required<DownloadOptions>,
  context: Context,
): Promise<Checksum> {
  const list = await retried(settings, context, async () => {
    const watch = idleWatch(settings.idleMs, context.signal);
    try {
      const response = await request(url, {}, watch.signal);
      if (response.status !== 200) throw refused(response.status, url);
      if (Number(response.headers.get('content-length') ?? 0) > LONGEST_CHECKSUM_LIST_BYTES) {
        throw new InputError('the list of checksums is longer than 4 MiB', { file: basename(url) });
      }
      return await response.text();
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof InputError || error instanceof Interrupted) throw error;
      throw new Interrupted(`${basename(url)}: ${reasonOf(error)}`);
    } finally {
      watch.end();
    }
  });
  const found = parseChecksums(list).get(file);
  if (found === undefined) {
    throw new InputError(`the list of checksums does not name ${file}`, {
      file: basename(url),
      hint: `look at ${url}`,
    });
  }
  return found;
}

/**
 * Checksums by file name: lines of md5sum or sha256sum (`<hex>  ./name`), or of `sum`, which Ensembl
 * uses (`<checksum> <blocks> name`).
 */
export function parseChecksums(text: string): ReadonlyMap<string, Checksum> {
  const checksums = new Map<string, Checksum>();
  for (const line of text.split(/\r?\n/)) {
    const hex = /^([0-9a-f]{64}|[0-9a-f]{32})\s+\*?(\S+)$/i.exec(line.trim());
    const sum = /^(\d{1,5})\s+(\d+)\s+(\S+)$/.exec(line.trim());
    if (hex !== null) {
      const text = (hex[1] as string).toLowerCase();
      const kind = text.length === 64 ? 'SHA-256' : 'MD5';
      checksums.set(basename(hex[2] as string), { kind, text });
    } else if (sum !== null) {
      const text = `${Number(sum[1])} ${Number(sum[2])}`;
      checksums.set(basename(sum[3] as string), { kind: 'sum', text });
    }
  }
  return checksums;
}

async function matches(path: string, { kind, text }: Checksum): Promise<boolean> {
  const chunks = createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>;
  if (kind === 'sum') return (await bsdSum(chunks)) === text;
  const hash: Hash = createHash(kind === 'MD5' ? 'md5' : 'sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex') === text;
}

/** What `sum` prints: a rotating 16-bit sum and the number of blocks of 1,024 bytes (BSD's algorithm). */
export async function bsdSum(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let sum = 0;
  let bytes = 0;
  for await (const chunk of chunks) {
    for (const byte of chunk) sum = ((sum >>> 1) + ((sum & 1) << 15) + byte) & 0xffff;
    bytes += chunk.length;
  }
  return `${sum} ${Math.ceil(bytes / 1_024)}`;
}
