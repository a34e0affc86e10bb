import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkOutputFolder, inFolder, writeWhole } from './output-folder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncoscript-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const running = new AbortController().signal;

describe('writeWhole', () => {
  it('makes folders and replaces a file only when the new one is whole', async () => {
    const path = inFolder(folder, 'deep', 'er', 'file.txt');
    await writeWhole(path, ['one\n', 'two\n'], running);
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    function* failing(): Generator<string> {
      yield 'half';
      throw new Error('broken');
    }
    await expect(writeWhole(path, failing(), running)).rejects.toThrow('broken');
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    expect(readdirSync(join(folder, 'deep', 'er'))).toEqual(['file.txt']);
  });

  it('writes text and bytes in their order, and has written a piece when the next but one is made', async () => {
    const bytes = Uint8Array.of(0xc3, 0xa9, 10);
    function* reusing(): Generator<string | Uint8Array> {
      yield 'caf';
      yield bytes;
      yield '\u00e9\n';
      bytes.fill(120);
      yield bytes;
    }
    await writeWhole(inFolder(folder, 'file'), reusing(), running);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('caf\u00e9\n\u00e9\nxxx');
  });

  it('leaves nothing behind where it is stopped', async () => {
    const controller = new AbortController();
    function* stopping(): Generator<string> {
      yield 'half';
      controller.abort(new Error('stopped'));
      yield 'rest';
    }
    await expect(
      writeWhole(inFolder(folder, 'file'), stopping(), controller.signal),
    ).rejects.toThrow('stopped');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what to do where the place cannot be written', async () => {
    writeFileSync(join(folder, 'taken'), '');
    await expect(
      writeWhole(inFolder(folder, 'taken', 'file'), ['x'], running),
    ).rejects.toMatchObject({
      name: 'InputError',
      hint: 'choose another --out',
    });
    await expect(checkOutputFolder(join(folder, 'taken'))).rejects.toThrow(
      'this is a file, not a folder',
    );
    mkdirSync(join(folder, 'there'));
    expect(await checkOutputFolder(join(folder, 'there'))).toBe(join(folder, 'there'));
    expect(await checkOutputFolder(join(folder, 'not-yet'))).toBe(join(folder, 'not-yet'));
  });
});
