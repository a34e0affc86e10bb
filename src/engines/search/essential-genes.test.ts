import { describe, expect, it } from 'vitest';

import { memorySource } from '../../formats/text/byte-source.js';
import { readEssentialGenes } from './essential-genes.js';

const read = (text: string) =>
  readEssentialGenes(memorySource('genes.txt', text), new AbortController().signal);

describe('readEssentialGenes', () => {
  it('reads the first column, without a header and comments', async () => {
    const text = 'GENE\tHGNC_ID\nAARS\tHGNC:20\n\n# kept\r\nATP5J2-PTCD1\tN/A\nAARS\n';
    expect([...(await read(text))]).toEqual(['AARS', 'ATP5J2-PTCD1']);
  });

  it('refuses what is no symbol, with its line, and a file without genes', async () => {
    await expect(read('RAN\n"RAN"\n')).rejects.toMatchObject({ file: 'genes.txt', line: 2 });
    await expect(read('gene\n')).rejects.toThrow('no gene');
  });
});
