import { type Engines, openEngines } from '../pipeline.js';
import { startPresentationWorkers } from '../platform/node/presentation-workers.js';
import { openUserPackStore, userPacksFolder } from '../platform/node/user-packs.js';

/**
 * Runs `use` with the packs of the package and those of the user (in `packs`, else where they usually lie), and
 * a thread a processor for the networks.
 */
export async function withEngines<T>(
  use: (engines: Engines) => Promise<T>,
  packs?: string,
): Promise<T> {
  const workers = startPresentationWorkers();
  try {
    return await use(await openEngines(openUserPackStore(userPacksFolder(packs)), workers));
  } finally {
    await workers.close();
  }
}
