import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';

import type { LineBlock } from '../../formats/text/lines.js';
import { packageRoot } from './package-root.js';
import { receivedError, sentError, type SentError } from './sent-error.js';

/** Something with bytes, such as the lines of a file, that can be sent to a thread. */
interface Block {
  readonly bytes: Uint8Array;
}

interface Task<B extends Block> {
  readonly block: B;
  /** Memory to write the answer into, if it is large enough. */
  readonly spare: Uint8Array | null;
}

type Reply<Answer> = { readonly answer: Answer } | { readonly error: SentError };

/** What a thread makes of a block; `bytes` is all it gives away, from the start of its memory. */
export interface BlockAnswer {
  readonly bytes: Uint8Array;
}

export interface BlockWorkers {
  /** The built file that each thread runs, below the package's root; it calls `answerBlocks`. */
  readonly file: string;
  /** What each thread gets as `workerData`. */
  readonly setup: unknown;
  readonly threads: number;
}

/** Blocks in the hands of a thread: while it sends one, it has the next. */
const BLOCKS_A_THREAD = 2;
/** Answers handed out whose memory may still be read; `writeWhole` reads two. */
const ANSWERS_IN_USE = 2;
/** Larger memory is not kept for the next answer. Unit: bytes. */
const LARGEST_SPARE_BYTES = 4 << 20;

/** Memory of answers that were read, to be written into again: fresh memory costs more than filling it. */
export class SpareMemory {
  readonly #used: Uint8Array[] = [];

  /** Takes an answer's memory back once so many more have been handed out that nobody reads it. */
  giveBack(bytes: Uint8Array): void {
    this.#used.push(bytes);
  }

  take(): Uint8Array | null {
    while (this.#used.length > ANSWERS_IN_USE) {
      const { buffer } = this.#used.shift() as Uint8Array;
      if (buffer.byteLength <= LARGEST_SPARE_BYTES) return new Uint8Array(buffer);
    }
    return null;
  }
}

/**
 * The answers of threads to blocks, in the order of the blocks. Threads are started as they are needed; no
 * more than two blocks for each are read ahead. An answer's bytes are good until the next but one is
 * asked for.
 * @throws what a thread throws, in the order of the blocks; the signal's reason as soon as it is aborted.
 */
export async function* answersOfWorkers<Answer extends BlockAnswer, B extends Block = LineBlock>(
  { file, setup, threads }: BlockWorkers,
  blocks: AsyncIterable<B>,
  signal: AbortSignal,
): AsyncGenerator<Answer> {
  const url = pathToFileURL(join(packageRoot(), file));
  const workers: BlockWorker<Answer, B>[] = [];
  const underWay: Promise<Answer>[] = [];
  const spares = new SpareMemory();
  const stop = (): void => {
    for (const worker of workers) worker.stop(signal.reason as Error);
  };
  signal.addEventListener('abort', stop);
  const idlest = (): BlockWorker<Answer, B> => {
    let least = workers[0];
    for (const worker of workers) {
      if (worker.jobs() < (least as BlockWorker<Answer, B>).jobs()) least = worker;
    }
    if (least !== undefined && (least.jobs() === 0 || workers.length === threads)) return least;
    const started = startWorker<Answer, B>(url, setup);
    workers.push(started);
    return started;
  };
  const finished = async (): Promise<Answer> => {
    const answer = await (underWay.shift() as Promise<Answer>);
    spares.giveBack(answer.bytes);
    return answer;
  };
  try {
    for await (const block of blocks) {
      signal.throwIfAborted();
      const answer = idlest().answer({ block, spare: spares.take() });
      // It is awaited later; until then its failure must not count as unhandled.
      answer.catch(() => undefined);
      underWay.push(answer);
      if (underWay.length >= threads * BLOCKS_A_THREAD) yield await finished();
    }
    while (underWay.length > 0) yield await finished();
  } finally {
    signal.removeEventListener('abort', stop);
    for (const worker of workers) worker.stop(new Error('no more is asked for'));
  }
}

interface BlockWorker<Answer, B extends Block> {
  jobs(): number;
  answer(task: Task<B>): Promise<Answer>;
  /** Rejects the answers under way at once; the thread ends soon, and does not keep the process alive. */
  stop(reason: Error): void;
}

interface Job<Answer> {
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

function startWorker<Answer, B extends Block>(file: URL, setup: unknown): BlockWorker<Answer, B> {
  // The process's own flags may not fit a thread: --eval does not.
  const worker = new Worker(file, { execArgv: [], workerData: setup });
  /** In the order of the tasks, which is that of the replies. */
  const jobs: Job<Answer>[] = [];
  let broken: Error | null = null;
  const fail = (error: Error): void => {
    broken ??= error;
    for (const job of jobs.splice(0)) job.reject(broken);
  };
  worker.on('message', (reply: Reply<Answer>) => {
    const job = jobs.shift();
    if ('error' in reply) job?.reject(receivedError(reply.error));
    else job?.resolve(reply.answer);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread has ended')));
  return {
    jobs: () => jobs.length,
    answer: ({ block, spare }) =>
      new Promise((resolve, reject) => {
        if (broken !== null) {
          reject(broken);
          return;
        }
        jobs.push({ resolve, reject });
        // A view would be sent with all of the memory it looks at, and `slice` of a Buffer is a view.
        const bytes = new Uint8Array(block.bytes);
        const task: Task<B> = { block: { ...block, bytes }, spare };
        const memory = spare === null ? [] : [spare.buffer as ArrayBuffer];
        worker.postMessage(task, [bytes.buffer, ...memory]);
      }),
    stop: (reason) => {
      fail(reason);
      worker.unref();
      void worker.terminate();
    },
  };
}

/** What a thread's file does: answers one block after the other. Errors reach the asker as they are. */
export function answerBlocks<Answer extends BlockAnswer, B extends Block = LineBlock>(
  answer: (block: B, spare: Uint8Array | null) => Answer,
): void {
  parentPort?.on('message', ({ block, spare }: Task<B>) => {
    try {
      const made = answer(block, spare);
      const reply: Reply<Answer> = { answer: made };
      parentPort?.postMessage(reply, [made.bytes.buffer as ArrayBuffer]);
    } catch (error) {
      const reply: Reply<Answer> = { error: sentError(error) };
      parentPort?.postMessage(reply, []);
    }
  });
}
