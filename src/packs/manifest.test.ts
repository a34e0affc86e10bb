import { describe, expect, it } from 'vitest';

import { PackError } from '../core/errors.js';
import { parseManifest, verifyPack } from './manifest.js';
import type { PackManifest } from './pack-store.js';

const BYTES = new TextEncoder().encode('abc');
const MANIFEST: PackManifest = {
  schemaVersion: 1,
  id: 'toy-pack',
  version: '1',
  title: 'Three letters',
  file: 'toy-pack.bin',
  bytes: 3,
  // FIPS 180-2, appendix B.1: the SHA-256 of "abc".
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  licence: 'CC0-1.0',
  attribution: 'nobody',
  sources: [{ name: 'FIPS 180-2' }],
  recipe: 'printf abc > data/toy-pack.bin',
  contents: { letters: 3 },
};

function packErrorOf(action: () => unknown): PackError {
  try {
    action();
  } catch (error) {
    if (error instanceof PackError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('verifyPack', () => {
  it('takes the bytes that the manifest describes', () => {
    expect(verifyPack(MANIFEST, BYTES)).toEqual({ manifest: MANIFEST, bytes: BYTES });
  });

  it('names the expected and the found hash of a damaged pack', () => {
    const damaged = packErrorOf(() => verifyPack(MANIFEST, Uint8Array.from([97, 98, 98])));
    expect(damaged.expected).toBe(MANIFEST.sha256);
    expect(damaged.found).toMatch(/^[0-9a-f]{64}$/);
    expect(damaged.found).not.toBe(MANIFEST.sha256);
    expect(damaged.hint).toContain(MANIFEST.recipe);
  });

  it('names the expected and the found size of a truncated pack', () => {
    const truncated = packErrorOf(() => verifyPack(MANIFEST, BYTES.subarray(1)));
    expect(truncated).toMatchObject({ expected: '3 bytes', found: '2 bytes', pack: 'toy-pack' });
  });
});

describe('parseManifest', () => {
  it('gives back what was written', async () => {
    const text = JSON.stringify(MANIFEST);
    expect(await parseManifest(text, 'toy-pack.manifest.json')).toEqual(MANIFEST);
  });

  it.each([
    ['text that is not JSON', '{', /is not a pack manifest/],
    ['a list', '[]', /the whole/],
    ['a later schema', JSON.stringify({ ...MANIFEST, schemaVersion: 2 }), /schemaVersion/],
    [
      'a file elsewhere',
      JSON.stringify({ ...MANIFEST, file: '../secret' }),
      /file: is not the name/,
    ],
    ['no source', JSON.stringify({ ...MANIFEST, sources: [] }), /sources/],
    ['half a hash', JSON.stringify({ ...MANIFEST, sha256: 'ba78' }), /sha256/],
    ['a field of its own', JSON.stringify({ ...MANIFEST, colour: 'red' }), /colour/],
  ])('refuses %s and says which field', async (_, text, message) => {
    const parsed = parseManifest(text, 'toy-pack.manifest.json');
    await expect(parsed).rejects.toThrow(message);
    await expect(parsed).rejects.toBeInstanceOf(PackError);
    await expect(parsed).rejects.toMatchObject({ pack: 'toy-pack' });
  });
});
