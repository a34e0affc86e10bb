import { type Engines, openEngines } from '../pipeline.js';
import { openPackStore } from '../platform/node/pack-store.js';
import { startPresentationWorkers } from '../platform/node/presentation-workers.js';

/** Runs `use` with the packs of the package and a thread a processor for the networks. */
export async function withEngines<T>(use: (engines: Engines) => Promise<T>): Promise<T> {
  const workers = startPresentationWorkers();
  try {
    return await use(await openEngines(openPackStore(), workers));
  } finally {
    await workers.close();
  }
}
