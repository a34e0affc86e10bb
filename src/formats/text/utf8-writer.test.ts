import { describe, expect, it } from 'vitest';

import { Utf8Writer } from './utf8-writer.js';

describe('Utf8Writer', () => {
  it('grows, and keeps characters of every length whole', () => {
    const texts = Array.from({ length: 200 }, (_, i) => `${i}\u00e9\u20ac\u{1f9ec}`.repeat(i));
    const writer = new Utf8Writer(new Uint8Array(3));
    for (const text of texts) writer.write(text);
    expect(new TextDecoder().decode(writer.bytes())).toBe(texts.join(''));
  });

  it('writes over memory that it is given', () => {
    const spare = new Uint8Array(64).fill(1);
    const writer = new Utf8Writer(spare);
    writer.write('abc');
    expect([...writer.bytes()]).toEqual([97, 98, 99]);
    expect(writer.bytes().buffer).toBe(spare.buffer);
  });
});
