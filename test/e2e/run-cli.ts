import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { sha256Hex } from '../../src/core/hashing.js';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const FORBID_NETWORK = new URL('../forbid-network.mjs', import.meta.url).href;

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in a process of its own, with sockets forbidden. */
export function oncoscript(...args: readonly string[]): CliResult {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', FORBID_NETWORK, MAIN, ...args],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return { status, stdout, stderr };
}

/** Starts it and sends SIGINT once stderr or stdout has said something, or after `afterMs`. */
export async function interrupted(afterMs: number, ...args: readonly string[]): Promise<CliResult> {
  const child = spawn(process.execPath, ['--import', FORBID_NETWORK, MAIN, ...args]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGINT'), afterMs);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return { status, stdout, stderr };
}

/** A folder for one test, removed by `remove`. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'oncoscript-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** SHA-256 of every file below a folder, by its path in it. */
export function hashesBelow(folder: string, inside = ''): Readonly<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of readdirSync(join(folder, inside)).sort()) {
    const path = join(inside, name);
    if (statSync(join(folder, path)).isDirectory())
      Object.assign(hashes, hashesBelow(folder, path));
    else hashes[path] = sha256Hex(readFileSync(join(folder, path)));
  }
  return hashes;
}
