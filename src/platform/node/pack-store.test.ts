import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { PackError } from '../../core/errors.js';
import { sha256Hex } from '../../core/hashing.js';
import { openPackStore } from './pack-store.js';

let folder = '';

async function writePack(id: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const manifest = {
    schemaVersion: 1,
    id,
    version: '1',
    title: id,
    file: `${id}.bin`,
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
    licence: 'CC0-1.0',
    attribution: 'written for this test',
    sources: [{ name: 'this test' }],
    recipe: 'none',
    contents: {},
  };
  await writeFile(join(folder, `${id}.bin`), bytes);
  await writeFile(join(folder, `${id}.manifest.json`), JSON.stringify(manifest));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oncoscript-packs-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the pack store', () => {
  it('lists the packs by id', async () => {
    for (const id of ['zebra', 'ape', 'lion']) await writePack(id, id);
    const packs = await openPackStore(folder).list();
    expect(packs.map(({ id }) => id)).toEqual(['ape', 'lion', 'zebra']);
  });

  it('loads a pack whose bytes match', async () => {
    await writePack('ape', 'banana');
    const { bytes, manifest } = await openPackStore(folder).load('ape');
    expect(new TextDecoder().decode(bytes)).toBe('banana');
    expect(manifest.bytes).toBe(6);
  });

  it('refuses a pack with one byte changed', async () => {
    await writePack('ape', 'banana');
    await writeFile(join(folder, 'ape.bin'), 'bananb');
    await expect(openPackStore(folder).load('ape')).rejects.toMatchObject({
      name: 'PackError',
      expected: sha256Hex(new TextEncoder().encode('banana')),
      found: sha256Hex(new TextEncoder().encode('bananb')),
    });
  });

  it('refuses a truncated pack by its size', async () => {
    await writePack('ape', 'banana');
    await truncate(join(folder, 'ape.bin'), 2);
    await expect(openPackStore(folder).load('ape')).rejects.toMatchObject({
      name: 'PackError',
      expected: '6 bytes',
      found: '2 bytes',
    });
  });

  it('says which packs there are when one is missing', async () => {
    await writePack('ape', 'banana');
    await expect(openPackStore(folder).load('lion')).rejects.toMatchObject({
      name: 'PackError',
      pack: 'lion',
      hint: 'packs at hand: ape',
    });
  });

  it('says so when a manifest has lost its file, or the whole folder is gone', async () => {
    await writePack('ape', 'banana');
    await rm(join(folder, 'ape.bin'));
    await expect(openPackStore(folder).load('ape')).rejects.toThrow('ape.bin is missing');
    const nowhere = openPackStore(join(folder, 'nowhere'));
    expect(await nowhere.list()).toEqual([]);
    await expect(nowhere.load('ape')).rejects.toMatchObject({
      hint: expect.stringContaining('reinstall'),
    });
  });

  it('never leaves its folder, whatever the id', async () => {
    await expect(openPackStore(folder).load('../../etc/passwd')).rejects.toBeInstanceOf(PackError);
  });

  it('refuses a manifest under the name of another pack', async () => {
    await writePack('ape', 'banana');
    await cp(join(folder, 'ape.manifest.json'), join(folder, 'lion.manifest.json'));
    await expect(openPackStore(folder).load('lion')).rejects.toMatchObject({
      expected: 'lion',
      found: 'ape',
    });
  });

  it('finds the packs of the installed package by itself, every one intact', async () => {
    const store = openPackStore();
    const packs = await store.list();
    expect(packs.map(({ id }) => id)).toContain('healthy-proteome');
    for (const { id, sha256 } of packs) {
      expect(sha256Hex((await store.load(id)).bytes)).toBe(sha256);
    }
  });
});
