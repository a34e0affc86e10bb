import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { seededRandom } from '../core/seeded-random.js';
import {
  createTableNetwork,
  type DenseLayer,
  inThisThread,
  type TableBatch,
} from './gated-network.js';
import { answerBatch } from './reference/gated-network.js';

interface NetworkCase {
  readonly layers: readonly DenseLayer[];
  readonly batch: TableBatch;
}

/** Sizes are units layer by layer, the table's first; everything else follows from the seed. */
function networkCase(
  sizes: readonly number[],
  { positions, symbols, samples }: Record<'positions' | 'symbols' | 'samples', number>,
  seed: number,
): NetworkCase {
  const random = seededRandom(seed);
  const numbers = (count: number, size: number): Float32Array =>
    Float32Array.from({ length: count }, () => (random.next() - 0.5) * size);
  const layers = sizes.slice(1).map((outputs, i): DenseLayer => {
    const inputs = sizes[i] as number;
    return {
      inputs,
      outputs,
      weights: numbers(inputs * outputs, 4 / Math.sqrt(inputs)),
      biases: numbers(outputs, 1),
    };
  });
  const hidden = sizes[0] as number;
  return {
    layers,
    batch: {
      table: numbers(positions * symbols * hidden, 4 / Math.sqrt(positions)),
      base: numbers(hidden, 1),
      positions,
      symbols,
      codes: Uint8Array.from({ length: samples * positions }, () => random.below(symbols)),
    },
  };
}

const anyCase = fc
  .record({
    // 1-70 units meet blocks of 32 outputs, the four-by-four rest, and sizes that are padded.
    sizes: fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 2, maxLength: 5 }),
    positions: fc.integer({ min: 1, max: 16 }),
    symbols: fc.integer({ min: 1, max: 21 }),
    samples: fc.integer({ min: 0, max: 6 }),
    seed: fc.nat(),
  })
  .map(({ sizes, seed, ...batch }) => networkCase(sizes, batch, seed));

function largestGap(a: Float32Array, b: Float32Array): number {
  return a.reduce((gap, value, i) => Math.max(gap, Math.abs(value - (b[i] as number))), 0);
}

describe('the gated-network kernel', () => {
  it('agrees with the definition on any network and batch', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ layers, batch }) => {
        const network = await createTableNetwork(layers);
        expect(network.accelerated).toBe(true);
        const answers = network.answer(batch);
        const defined = answerBatch(layers, batch);
        expect(answers.length).toBe(defined.length);
        expect(largestGap(answers, defined)).toBeLessThan(1e-4);
      }),
      { numRuns: 3_000, seed: 20_261_101 },
    );
  });

  it.each([{ sizes: [256, 64, 16, 2] }, { sizes: [320, 64, 32, 2] }, { sizes: [512, 128, 2] }])(
    'agrees with the definition at sizes that are trained: $sizes',
    async ({ sizes }) => {
      for (const positions of [8, 9, 14, 15]) {
        const { layers, batch } = networkCase(
          sizes,
          { positions, symbols: 21, samples: 30 },
          positions,
        );
        const network = await createTableNetwork(layers);
        expect(largestGap(network.answer(batch), answerBatch(layers, batch))).toBeLessThan(1e-4);
      }
    },
  );

  it('gives a hand calculation: two positions, two hidden units', async () => {
    const network = await createTableNetwork([
      { inputs: 2, outputs: 1, weights: Float32Array.of(10, 100), biases: Float32Array.of(1) },
    ]);
    const batch: TableBatch = {
      // Rows: (position 0, symbol 0), (0, 1), (1, 0), (1, 1).
      table: Float32Array.of(1, -9, 2, 5, 3, 1, -8, 0.5),
      base: Float32Array.of(0.5, 0),
      positions: 2,
      symbols: 2,
      codes: Uint8Array.of(0, 0, 1, 1, 0, 1),
    };
    // relu(4.5, -8) -> 46; relu(-5.5, 5.5) -> 551; relu(-6.5, -8.5) -> 1.
    expect([...network.answer(batch)]).toEqual([46, 551, 1]);
  });

  it('gives a sample the same bits whatever stands beside it, in batches of any size', async () => {
    const { layers, batch } = networkCase(
      [64, 36, 2],
      { positions: 9, symbols: 20, samples: 5_000 },
      1,
    );
    const network = await createTableNetwork(layers);
    const together = network.answer(batch);
    for (const sample of [0, 1, 4_999]) {
      const alone = { ...batch, codes: batch.codes.slice(9 * sample, 9 * sample + 9) };
      expect(network.answer(alone)).toEqual(together.slice(2 * sample, 2 * sample + 2));
    }
    expect(network.answer({ ...batch, codes: new Uint8Array(0) })).toEqual(new Float32Array(0));
    expect(network.answer(batch)).toEqual(together);
  });

  it('refuses numbers that do not go together', async () => {
    const { layers, batch } = networkCase([8, 2], { positions: 3, symbols: 4, samples: 2 }, 1);
    const network = await createTableNetwork(layers);
    for (const wrong of [
      { codes: Uint8Array.of(0, 1, 4) },
      { codes: new Uint8Array(4) },
      { base: new Float32Array(9) },
      { table: new Float32Array(8) },
    ]) {
      expect(() => network.answer({ ...batch, ...wrong })).toThrow(/does not fit|no symbol 4/);
    }
    const layer = layers[0] as DenseLayer;
    await expect(createTableNetwork([])).rejects.toThrow('needs a layer');
    await expect(createTableNetwork([layer, layer])).rejects.toThrow('layer 1 of 8 x 2');
    await expect(createTableNetwork([{ ...layer, inputs: 7 }])).rejects.toThrow('layer 0 of 7');
  });

  it('lets timers run between two batches of one thread', async () => {
    const { layers, batch } = networkCase([8, 2], { positions: 3, symbols: 4, samples: 2 }, 1);
    const answer = await inThisThread.open(layers);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    for (let i = 0; i < 20; i++) await answer(batch);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
    expect(await answer(batch)).toEqual((await createTableNetwork(layers)).answer(batch));
  });
});

describe('without WebAssembly SIMD', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('answers from the definition', async () => {
    vi.stubGlobal('WebAssembly', { validate: () => false });
    const { layers, batch } = networkCase([8, 2], { positions: 3, symbols: 4, samples: 2 }, 1);
    const network = await createTableNetwork(layers);
    expect(network.accelerated).toBe(false);
    expect(network.answer(batch)).toEqual(answerBatch(layers, batch));
    expect(() => network.answer({ ...batch, codes: new Uint8Array(4) })).toThrow('does not fit');
  });
});
