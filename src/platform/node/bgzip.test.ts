import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { bgzipped } from './bgzip.js';

async function packed(pieces: readonly string[]): Promise<Buffer> {
  const blocks: Uint8Array[] = [];
  const source = async function* (): AsyncGenerator<string> {
    yield* pieces;
  };
  for await (const block of bgzipped(source())) blocks.push(block);
  return Buffer.concat(blocks);
}

/** bgzip's end of file; SAM specification, section 4.1.2. */
const END = '1f8b08040000000000ff0600424302001b0003000000000000000000';

describe('bgzipped', () => {
  it('holds the text in order, in blocks whose sizes lead from one to the next', async () => {
    const pieces = Array.from({ length: 300 }, (_, i) => `${i}é`.repeat(i * 7));
    const bytes = await packed(pieces);
    expect(gunzipSync(bytes).toString()).toBe(pieces.join(''));
    let blocks = 0;
    let at = 0;
    for (; at < bytes.length; at += bytes.readUInt16LE(at + 16) + 1) blocks++;
    expect(at).toBe(bytes.length);
    expect(blocks).toBeGreaterThan(10);
  });

  it('ends as bgzip ends a file, an empty one too', async () => {
    expect((await packed([])).toString('hex')).toBe(END);
    expect((await packed(['a'])).toString('hex').endsWith(END)).toBe(true);
  });
});
