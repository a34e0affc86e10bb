import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { randomEnergies, rnasWithEveryLoop } from '../../test/support/random-energies.js';
import { seededRandom } from '../core/seeded-random.js';
import { TABLE_START } from './reference/rna-fold-energies.js';
import { type EnsembleQuery, fillEnsembleTables } from './reference/rna-fold-ensemble.js';
import { fillEnsemble } from './rna-fold-ensemble.js';

const noPause = async (): Promise<void> => undefined;

/** RNAs of which some have few pairs, so that large loops weigh. */
const query = fc
  .record({
    length: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 1, max: 28 }) },
      { weight: 1, arbitrary: fc.integer({ min: 29, max: 60 }) },
    ),
    bases: fc.constantFrom([0, 1, 2, 3], [0, 0, 0, 0, 1, 2, 3], [1, 2], [0, 0, 0, 0, 0, 1, 2]),
    seed: fc.nat(),
    dangles: fc.constantFrom('none' as const, 'both-sides' as const),
  })
  .map(({ length, bases, seed, dangles }): EnsembleQuery => {
    const random = seededRandom(seed);
    const codes = Uint8Array.from({ length }, () => bases[random.below(bases.length)] as number);
    const levels = Float64Array.from({ length: length + 1 }, () => 0.5 * length * random.next());
    levels.sort().reverse();
    return {
      energies: randomEnergies(seed, codes),
      codes,
      dangles,
      thermalEnergy: 61.6,
      levels,
    };
  });

/** The most by which the kernel and the definition differ, in the logarithm of the sum or in any probability. */
async function deviation(query: EnsembleQuery): Promise<number> {
  const { logSum, pairProbabilities } = await fillEnsemble(query, noPause);
  const definition = fillEnsembleTables(query);
  if (pairProbabilities.length !== definition.pairProbabilities.length) return Infinity;
  return pairProbabilities.reduce(
    (most, probability, cell) =>
      Math.max(most, Math.abs(probability - (definition.pairProbabilities[cell] as number))),
    Math.abs(logSum - definition.logSum),
  );
}

describe('the ensemble kernel', () => {
  it('agrees with the definition in every pair, for any RNA, energies and levels', async () => {
    await fc.assert(
      fc.asyncProperty(query, async (query) => {
        expect(await deviation(query)).toBeLessThan(1e-9);
      }),
      { numRuns: 1_000, seed: 20_260_202 },
    );
  });

  it('agrees with the definition for every size of interior loop', async () => {
    for (const [seed, codes] of rnasWithEveryLoop().entries()) {
      // The hairpins around are costly, so that the loop weighs.
      const energies = randomEnergies(seed, codes);
      energies.values.fill(3_000, TABLE_START.hairpin + 8, TABLE_START.hairpin + 31);
      const levels = new Float64Array(codes.length + 1);
      const query = { energies, codes, dangles: 'none', thermalEnergy: 61.6, levels } as const;
      expect(await deviation(query)).toBeLessThan(1e-9);
    }
  });

  it('pauses between rows on both ways, and stops where a pause throws', async () => {
    const length = 600;
    const codes = Uint8Array.from({ length }, (_, i) => (i * i) % 4);
    const query: EnsembleQuery = {
      energies: randomEnergies(1, codes),
      codes,
      dangles: 'none',
      thermalEnergy: 61.6,
      levels: new Float64Array(length + 1),
    };
    const done: number[] = [];
    await fillEnsemble(query, async (rows) => {
      done.push(rows);
    });
    expect(done.filter((rows) => rows <= length).length).toBeGreaterThan(1);
    expect(done.filter((rows) => rows > length).length).toBeGreaterThan(1);
    expect(done.at(-1)).toBe(2 * length);
    const stopped = fillEnsemble(query, async () => {
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
    const { fillEnsemble } = await import('./rna-fold-ensemble.js');
    const codes = Uint8Array.from([2, 2, 2, 0, 0, 0, 0, 1, 1, 1]);
    const query: EnsembleQuery = {
      energies: randomEnergies(3, codes),
      codes,
      dangles: 'both-sides',
      thermalEnergy: 61.6,
      levels: new Float64Array(11),
    };
    expect(await fillEnsemble(query, noPause)).toEqual(fillEnsembleTables(query));
  });
});
