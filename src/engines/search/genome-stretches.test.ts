import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { packBlocks } from './genome-block.js';
import { readGenomeStretches } from './genome-stretches.js';

describe('readGenomeStretches', () => {
  it('reads what a slice of the sequence holds, whatever the size of a block', async () => {
    const contig = fc.string({
      unit: fc.constantFrom('A', 'C', 'g', 't', 'N', 'R'),
      maxLength: 300,
    });
    const stretch = fc.record({
      chromosome: fc.constantFrom('chr1', '2', 'X', 'absent'),
      start0: fc.integer({ min: 0, max: 320 }),
      length: fc.integer({ min: 0, max: 150 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(contig, contig, contig),
        fc.array(stretch, { maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (letters, asked, size) => {
          const names = ['1', 'chr2', 'X'];
          const wanted = asked.map(({ chromosome, start0, length }) => ({
            chromosome,
            start0,
            end0: start0 + length,
          }));
          const genome = {
            name: 'g',
            blocks: () =>
              packBlocks(
                (async function* () {
                  for (const [i, text] of letters.entries()) {
                    const bytes = new TextEncoder().encode(text);
                    yield { name: names[i] as string, start0: 0, letters: bytes };
                  }
                })(),
                'g',
                64 * size,
              ),
          };
          const found = await readGenomeStretches(genome, wanted, quietContext());
          for (const one of wanted) {
            const index = ['chr1', '2', 'X'].indexOf(one.chromosome);
            const expected = letters[index]
              ?.slice(one.start0, one.end0)
              .toUpperCase()
              .replaceAll('R', 'N');
            expect(found.get(one)).toBe(expected);
          }
        },
      ),
      { numRuns: 200, seed: 20_261_203 },
    );
  });
});
