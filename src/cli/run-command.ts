import type { Context, Progress } from '../core/context.js';
import { UserError } from '../core/errors.js';

export interface LogFlags {
  readonly jsonLog?: boolean;
  readonly quiet?: boolean;
  readonly seed: number;
}

/** Exit codes: done, something the user can fix, stopped by Ctrl-C, our bug. */
const EXIT = { user: 2, stopped: 130, bug: 70 } as const;

/** Progress is shown once a step has taken this long, and then this often. Unit: ms. */
const SHOW_AFTER_MS = 400;
const SHOW_EVERY_MS = 250;
const SHOW_EVERY_MS_IN_A_FILE = 2_000;

interface Log {
  progress(progress: Progress): void;
  warn(message: string): void;
  fail(error: UserError): void;
  /** Takes an unfinished progress line off the screen. */
  clear(): void;
}

function jsonLog(quiet: boolean): Log {
  const write = (entry: object): void => {
    process.stderr.write(`${JSON.stringify(entry)}\n`);
  };
  return {
    progress: (progress) => {
      if (!quiet) write({ event: 'progress', ...progress });
    },
    warn: (message) => write({ event: 'warning', message }),
    fail: ({ name, message, place, hint }) => write({ event: 'error', name, message, place, hint }),
    clear: () => undefined,
  };
}

function textLog(quiet: boolean): Log {
  const { stderr } = process;
  const live = stderr.isTTY;
  const started = performance.now();
  let shown = 0;
  let open = false;
  const clear = (): void => {
    if (open) stderr.write('\r\u001b[2K');
    open = false;
  };
  return {
    progress: ({ step, done, total }) => {
      const now = performance.now();
      const every = live ? SHOW_EVERY_MS : SHOW_EVERY_MS_IN_A_FILE;
      if (quiet || now - started < SHOW_AFTER_MS || now - shown < every) return;
      shown = now;
      const count = total === null ? `${done}` : `${done} of ${total}`;
      if (live) {
        stderr.write(`\r\u001b[2K${step}: ${count}`);
        open = true;
      } else {
        stderr.write(`${step}: ${count}\n`);
      }
    },
    warn: (message) => {
      clear();
      stderr.write(`warning: ${message}\n`);
    },
    fail: ({ message, place, hint }) => {
      clear();
      stderr.write(`error: ${place === null ? '' : `${place}: `}${message}\n`);
      if (hint !== null) stderr.write(`  ${hint}\n`);
    },
    clear,
  };
}

/**
 * Runs one command: progress and messages on stderr, Ctrl-C as an abort, and the exit code: 0, 2 for
 * what the user can fix, 130 when stopped, 70 for a bug of ours.
 */
export async function runCommand(
  flags: LogFlags,
  command: (context: Context) => Promise<void>,
): Promise<void> {
  const log =
    flags.jsonLog === true ? jsonLog(flags.quiet === true) : textLog(flags.quiet === true);
  const controller = new AbortController();
  const stop = (): void => controller.abort(new Error('stopped'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away, e.g. `| head`.
    if (error.code === 'EPIPE') process.exit(0);
  });
  try {
    await command({
      signal: controller.signal,
      seed: flags.seed,
      report: (progress) => log.progress(progress),
      warn: (message) => log.warn(message),
    });
    log.clear();
  } catch (error) {
    log.clear();
    if (controller.signal.aborted) {
      process.stderr.write('stopped; no half-written file was left behind\n');
      process.exitCode = EXIT.stopped;
    } else if (error instanceof UserError) {
      log.fail(error);
      process.exitCode = EXIT.user;
    } else {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`this is a bug in oncoscript, please report it:\n${trace}\n`);
      process.exitCode = EXIT.bug;
    }
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
