import { availableParallelism } from 'node:os';

import { OptionError } from '../core/errors.js';

/** Beyond this the thread that reads and writes no longer keeps up. */
const MOST_USUAL_THREADS = 4;

/**
 * The threads of a command that hands blocks of a file out: as many as asked for, else one a processor, four at most.
 * @throws OptionError for a number of threads that is none.
 */
export function threadsAsked(threads: number | undefined): number {
  const count = threads ?? Math.min(MOST_USUAL_THREADS, availableParallelism());
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new OptionError(`${count} is no number of threads`, '--threads');
  }
  return count;
}
