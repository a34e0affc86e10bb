import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

import { seededRandom } from '../../core/seeded-random.js';
import {
  createTableNetwork,
  type DenseLayer,
  type TableBatch,
} from '../../kernels/gated-network.js';
import { packageRoot } from './package-root.js';
import { startPresentationWorkers } from './presentation-workers.js';

const random = seededRandom(1);
const numbers = (count: number): Float32Array =>
  Float32Array.from({ length: count }, () => random.next() - 0.5);
const layersOf = (hidden: number): readonly DenseLayer[] => [
  { inputs: hidden, outputs: 2, weights: numbers(2 * hidden), biases: numbers(2) },
];
const batchOf = (hidden: number, samples: number): TableBatch => ({
  table: numbers(9 * 20 * hidden),
  base: numbers(hidden),
  positions: 9,
  symbols: 20,
  codes: Uint8Array.from({ length: 9 * samples }, () => random.below(20)),
});

describe('presentation workers', () => {
  const workers = startPresentationWorkers(2);
  afterAll(() => workers.close());

  it('answer as the calling thread does, several networks, many batches at once', async () => {
    const networks = await Promise.all(
      [12, 40].map(async (hidden) => {
        const layers = layersOf(hidden);
        return {
          hidden,
          there: await workers.open(layers),
          here: await createTableNetwork(layers),
        };
      }),
    );
    const jobs = networks.flatMap(({ hidden, there, here }) =>
      Array.from({ length: 20 }, async (_, i) => {
        const batch = batchOf(hidden, 50 * i);
        expect(await there(batch)).toEqual(here.answer(batch));
      }),
    );
    await Promise.all(jobs);
  });

  it('leave the batch as it was, a view into a longer array too', async () => {
    const answer = await workers.open(layersOf(8));
    const batch = batchOf(8, 10);
    const view = { ...batch, codes: batch.codes.subarray(9, 18) };
    const [alone] = await Promise.all([answer(view), answer(batch)]);
    expect(alone).toHaveLength(2);
    expect(batch.codes).toHaveLength(90);
    expect(await answer(view)).toEqual(alone);
  });

  it('hand on what goes wrong in a thread', async () => {
    const answer = await workers.open(layersOf(8));
    await expect(answer(batchOf(9, 1))).rejects.toThrow('does not fit');
    expect(await answer(batchOf(8, 1))).toHaveLength(2);
  });

  it('reject what is under way, and what comes later, when they are closed', async () => {
    const closing = startPresentationWorkers(1);
    const answer = await closing.open(layersOf(64));
    const outcome = answer(batchOf(64, 50_000)).catch((error: Error) => error.message);
    await closing.close();
    expect(await outcome).toContain('has ended');
    await expect(answer(batchOf(64, 1))).rejects.toThrow('has ended');
  });

  it('do not keep the process alive when idle', () => {
    const module = pathToFileURL(
      join(packageRoot(), 'dist/src/platform/node/presentation-workers.js'),
    ).href;
    const script = `import { startPresentationWorkers } from ${JSON.stringify(module)};
      const workers = startPresentationWorkers(2);
      const layer = { inputs: 1, outputs: 1, weights: Float32Array.of(2), biases: Float32Array.of(1) };
      const answer = await workers.open([layer]);
      const batch = { table: Float32Array.of(3), base: Float32Array.of(0), positions: 1, symbols: 1, codes: Uint8Array.of(0) };
      console.log((await answer(batch))[0]);`;
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { encoding: 'utf8', timeout: 20_000 },
    );
    expect([stdout, status]).toEqual(['7\n', 0]);
  });
});
