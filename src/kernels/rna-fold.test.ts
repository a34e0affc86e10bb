import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { randomEnergies, rnasWithEveryLoop } from '../../test/support/random-energies.js';
import { TABLE_START } from './reference/rna-fold-energies.js';
import { fillFoldTables } from './reference/rna-fold.js';
import { fillTables } from './rna-fold.js';

const noPause = async (): Promise<void> => undefined;

/** RNAs of which some have few pairs, so that the best loops are large. */
const codes = fc
  .oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 32 }) },
    { weight: 1, arbitrary: fc.integer({ min: 33, max: 80 }) },
  )
  .chain((length) =>
    fc
      .constantFrom([0, 1, 2, 3], [0, 0, 0, 0, 1, 2, 3], [1, 2], [0, 0, 0, 0, 0, 0, 1, 1, 2])
      .chain((bases) =>
        fc.array(fc.constantFrom(...bases), { minLength: length, maxLength: length }),
      ),
  )
  .map((bases) => Uint8Array.from(bases));

describe('the folding kernel', () => {
  it('agrees with the definition in every cell, for any RNA and any energies', async () => {
    await fc.assert(
      fc.asyncProperty(
        codes,
        fc.nat(),
        fc.constantFrom('none' as const, 'both-sides' as const),
        async (codes, seed, dangles) => {
          const energies = randomEnergies(seed, codes);
          const tables = await fillTables(energies, codes, dangles, noPause);
          const definition = fillFoldTables(energies, codes, dangles);
          expect(tables.exterior).toEqual(definition.exterior);
          expect(tables.pairs).toEqual(definition.pairs);
          expect(tables.multi).toEqual(definition.multi);
        },
      ),
      { numRuns: 1_500, seed: 20_260_201 },
    );
  });

  it('agrees with the definition for every size of interior loop', async () => {
    for (const [seed, codes] of rnasWithEveryLoop().entries()) {
      // The hairpins around are costly, so that the loop is in the best fold of its stretch.
      const energies = randomEnergies(seed, codes);
      energies.values.fill(3_000, TABLE_START.hairpin + 8, TABLE_START.hairpin + 31);
      const tables = await fillTables(energies, codes, 'both-sides', noPause);
      expect(tables).toEqual(fillFoldTables(energies, codes, 'both-sides'));
    }
  });

  it('pauses between rows, and stops where a pause throws', async () => {
    const codes = Uint8Array.from({ length: 1_000 }, (_, i) => (i * i) % 4);
    const energies = randomEnergies(1, codes);
    const done: number[] = [];
    await fillTables(energies, codes, 'none', async (rows) => {
      done.push(rows);
    });
    expect(done.length).toBeGreaterThan(1);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    const stopped = fillTables(energies, codes, 'none', async () => {
      throw new Error('stop');
    });
    await expect(stopped).rejects.toThrow('stop');
  });
});

describe('without WebAssembly SIMD', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('answers from the definition', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const { fillTables } = await import('./rna-fold.js');
    const codes = Uint8Array.from([2, 2, 2, 0, 0, 0, 0, 1, 1, 1]);
    const energies = randomEnergies(3, codes);
    expect(await fillTables(energies, codes, 'both-sides', noPause)).toEqual(
      fillFoldTables(energies, codes, 'both-sides'),
    );
  });
});
