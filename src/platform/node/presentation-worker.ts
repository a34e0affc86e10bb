// What runs in each thread of presentation-workers.ts.
import { parentPort } from 'node:worker_threads';

import { createTableNetwork, type TableNetwork } from '../../kernels/gated-network.js';
import type { WorkerReply, WorkerTask } from './presentation-workers.js';

const networks = new Map<number, Promise<TableNetwork>>();

parentPort?.on('message', async (task: WorkerTask) => {
  const reply = (message: WorkerReply, buffers: readonly ArrayBuffer[] = []): void =>
    parentPort?.postMessage(message, [...buffers]);
  switch (task.kind) {
    case 'open':
      networks.set(task.network, createTableNetwork(task.layers));
      return;
    case 'answer':
      try {
        const network = await (networks.get(task.network) as Promise<TableNetwork>);
        const answers = network.answer(task.batch);
        reply({ job: task.job, answers }, [answers.buffer as ArrayBuffer]);
      } catch (error) {
        reply({ job: task.job, error: error as Error });
      }
  }
});
