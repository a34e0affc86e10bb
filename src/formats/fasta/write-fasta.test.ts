import { describe, expect, it } from 'vitest';

import { memorySource } from '../text/byte-source.js';
import { readFasta } from './read-fasta.js';
import { writeFasta } from './write-fasta.js';

describe('writeFasta', () => {
  it('is read back by the reader, wrapped at 60', async () => {
    const entries = [
      { id: 'a', description: 'first one', sequence: 'ACGU'.repeat(20) },
      { id: 'b', description: '', sequence: 'MEE' },
    ];
    const text = writeFasta(entries);
    expect(text.split('\n').map((line) => line.length)).toEqual([12, 60, 20, 2, 3, 0]);
    const read = [];
    for await (const { id, description, sequence } of readFasta(memorySource('x.fa', text))) {
      read.push({ id, description, sequence });
    }
    expect(read).toEqual(entries);
  });

  it('refuses an id of two words and an empty sequence', () => {
    expect(() => writeFasta([{ id: 'a b', description: '', sequence: 'A' }])).toThrow('id');
    expect(() => writeFasta([{ id: 'a', description: '', sequence: '' }])).toThrow('no sequence');
  });
});
