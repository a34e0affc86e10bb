import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { InputError, PackError } from '../../core/errors.js';
import { sha256Hex } from '../../core/hashing.js';
import type { PackManifest } from '../../packs/pack-store.js';
import { openPackStore } from './pack-store.js';
import { openUserPackStore, userPacksFolder, writePack } from './user-packs.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncoscript-packs-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function manifestOf(id: string, version: string, bytes: Uint8Array): PackManifest {
  return {
    schemaVersion: 1,
    id,
    version,
    title: 'toy',
    file: `${id}.bin`,
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
    licence: 'CC0-1.0',
    attribution: 'nobody',
    sources: [{ name: 'nobody' }],
    recipe: 'none',
    contents: {},
  };
}

async function write(into: string, id: string, version: string): Promise<void> {
  const bytes = new TextEncoder().encode(`${id} ${version}`);
  await writePack(into, manifestOf(id, version, bytes), bytes);
}

describe('userPacksFolder', () => {
  it('is what was given, else the environment, else the home folder', () => {
    vi.stubEnv('ONCOSCRIPT_PACKS', '/set');
    expect(userPacksFolder('/given')).toBe('/given');
    expect(userPacksFolder(undefined)).toBe('/set');
    vi.stubEnv('ONCOSCRIPT_PACKS', '');
    expect(userPacksFolder(undefined)).toMatch(/\.oncoscript.packs$/);
  });
});

describe('a store of user and installed packs', () => {
  it('holds both, and takes the user’s where an id is in both', async () => {
    const installed = join(folder, 'installed');
    const own = join(folder, 'own');
    await write(installed, 'alpha', '1');
    await write(installed, 'beta', '1');
    await write(own, 'beta', '2');
    await write(own, 'gamma', '2');
    const store = openUserPackStore(own, openPackStore(installed));
    expect((await store.list()).map(({ id, version }) => [id, version])).toEqual([
      ['alpha', '1'],
      ['beta', '2'],
      ['gamma', '2'],
    ]);
    for (const [id, text] of [
      ['alpha', 'alpha 1'],
      ['beta', 'beta 2'],
    ] as const) {
      expect(Buffer.from((await store.load(id)).bytes).toString()).toBe(text);
    }
  });

  it('names the packs at hand where one is missing, and works without a folder', async () => {
    const installed = join(folder, 'installed');
    await write(installed, 'alpha', '1');
    const store = openUserPackStore(join(folder, 'none'), openPackStore(installed));
    expect(await store.list()).toHaveLength(1);
    const error: unknown = await store.load('omega').catch((error: unknown) => error);
    expect(error).toBeInstanceOf(PackError);
    expect(error).toMatchObject({ pack: 'omega', hint: expect.stringContaining('alpha') });
  });
});

describe('writePack', () => {
  it('replaces a pack and leaves nothing half written', async () => {
    await write(folder, 'alpha', '1');
    await write(folder, 'alpha', '2');
    expect(readdirSync(folder).sort()).toEqual(['alpha.bin', 'alpha.manifest.json']);
    expect((await openPackStore(folder).load('alpha')).manifest.version).toBe('2');
  });

  it('says so where there is a file in place of the folder', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    await expect(write(path, 'alpha', '1')).rejects.toBeInstanceOf(InputError);
  });
});
