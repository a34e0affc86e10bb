import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

import type { DenseLayer, NetworkHost, TableBatch } from '../../kernels/gated-network.js';
import { packageRoot } from './package-root.js';

export type WorkerTask =
  | { readonly kind: 'open'; readonly network: number; readonly layers: readonly DenseLayer[] }
  | {
      readonly kind: 'answer';
      readonly job: number;
      readonly network: number;
      readonly batch: TableBatch;
    };

export type WorkerReply =
  | { readonly job: number; readonly answers: Float32Array }
  | { readonly job: number; readonly error: Error };

/** Threads that answer for presentation networks. */
export interface PresentationWorkers extends NetworkHost {
  /** Ends the threads; batches under way are rejected. Idle threads do not keep the process alive. */
  close(): Promise<void>;
}

interface Job {
  resolve(answers: Float32Array): void;
  reject(error: Error): void;
}

/** Beyond this the calling thread, which ranks and writes, no longer keeps up. */
const MOST_THREADS = 8;

/** The built file, whether this runs from dist/ or, in tests, from src/. */
const WORKER_FILE = 'dist/src/platform/node/presentation-worker.js';

/** Starts threads, by default one for each processor the process may use. */
export function startPresentationWorkers(
  threads: number = Math.min(MOST_THREADS, availableParallelism()),
): PresentationWorkers {
  const file = pathToFileURL(join(packageRoot(), WORKER_FILE));
  const workers = Array.from({ length: threads }, () => startWorker(file));
  let networks = 0;
  return {
    threads,
    open: async (layers) => {
      const network = networks++;
      for (const worker of workers) worker.post({ kind: 'open', network, layers });
      return (batch) => {
        const [first, ...others] = workers as [WorkerThread, ...WorkerThread[]];
        const idlest = others.reduce(
          (least, worker) => (worker.jobs() < least.jobs() ? worker : least),
          first,
        );
        return idlest.answer(network, batch);
      };
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

interface WorkerThread {
  jobs(): number;
  post(task: WorkerTask): void;
  answer(network: number, batch: TableBatch): Promise<Float32Array>;
  stop(): Promise<void>;
}

function startWorker(file: URL): WorkerThread {
  // The process's own flags may not fit a thread: --eval does not.
  const worker = new Worker(file, { execArgv: [] });
  const jobs = new Map<number, Job>();
  let nextJob = 0;
  let broken: Error | null = null;

  const done = (job: number): Job | undefined => {
    const found = jobs.get(job);
    jobs.delete(job);
    if (jobs.size === 0) worker.unref();
    return found;
  };
  const fail = (error: Error): void => {
    broken ??= error;
    for (const job of jobs.keys()) done(job)?.reject(broken);
  };
  worker.on('message', (reply: WorkerReply) => {
    const job = done(reply.job);
    if ('error' in reply) job?.reject(reply.error);
    else job?.resolve(reply.answers);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a presentation thread has ended')));
  // After the listeners: adding one holds the process again.
  worker.unref();

  return {
    jobs: () => jobs.size,
    post: (task) => worker.postMessage(task, []),
    answer: (network, batch) =>
      new Promise((resolve, reject) => {
        if (broken !== null) {
          reject(broken);
          return;
        }
        const job = nextJob++;
        jobs.set(job, { resolve, reject });
        worker.ref();
        // A view would be sent with all of the array it looks at.
        const codes = batch.codes.slice();
        const task: WorkerTask = { kind: 'answer', job, network, batch: { ...batch, codes } };
        worker.postMessage(task, [codes.buffer]);
      }),
    stop: async () => {
      await worker.terminate();
    },
  };
}
