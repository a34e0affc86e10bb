import { describe, expect, it } from 'vitest';

import { InputError, PackError } from '../core/errors.js';
import { verifyRefsLock, writeRefsLock } from './refs-lock.js';

const ONE = { id: 'one', version: '1', sha256: 'a'.repeat(64) };
const TWO = { id: 'two', version: '7', sha256: 'b'.repeat(64) };

async function errorOf(text: string, atHand = [ONE, TWO]): Promise<unknown> {
  return verifyRefsLock(text, 'refs.lock', atHand).catch((error: unknown) => error);
}

describe('refs.lock', () => {
  it('is the same text for the same packs in any order, and holds nothing else of them', () => {
    const used = { ...ONE, licence: 'CC0-1.0', attribution: 'nobody' };
    expect(writeRefsLock([TWO, used])).toBe(writeRefsLock([ONE, TWO]));
    expect(JSON.parse(writeRefsLock([TWO, used]))).toEqual({ schemaVersion: 1, data: [ONE, TWO] });
  });

  it('accepts the packs it was written with, and further ones beside them', async () => {
    expect(await errorOf(writeRefsLock([ONE]), [TWO, ONE])).toBeUndefined();
  });

  it('names the pack that is another or not there, with what was expected and found', async () => {
    const lock = writeRefsLock([ONE, TWO]);
    const other = await errorOf(lock, [ONE, { ...TWO, version: '8', sha256: 'c'.repeat(64) }]);
    expect(other).toBeInstanceOf(PackError);
    expect(other).toMatchObject({
      pack: 'two',
      expected: `version 7, sha256 ${'b'.repeat(64)}`,
      found: `version 8, sha256 ${'c'.repeat(64)}`,
    });
    expect(await errorOf(lock, [ONE])).toMatchObject({ pack: 'two', found: null });
  });

  it('refuses what is no lock', async () => {
    for (const text of ['{', '[]', '{"schemaVersion":2,"data":[]}', '{"schemaVersion":1}']) {
      expect(await errorOf(text)).toBeInstanceOf(InputError);
    }
  });
});
