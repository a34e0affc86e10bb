/** How far a long step has come; `done` of `total`, total null while unknown. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
}

/** Handed down through every stage; there is no global logger, clock or randomness. */
export interface Context {
  readonly signal: AbortSignal;
  /** Seeds every random draw. */
  readonly seed: number;
  report(progress: Progress): void;
  /** Something the user should know that stops nothing; never holds patient data. */
  warn(message: string): void;
}

/** A context that reports nowhere; for tests and library callers who need no progress. */
export function quietContext(overrides: Partial<Context> = {}): Context {
  return {
    signal: new AbortController().signal,
    seed: 1,
    report: () => undefined,
    warn: () => undefined,
    ...overrides,
  };
}

/** Lets timers and abort run; long loops await it every few milliseconds of work. */
export async function breathe(context: Context): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 0);
  });
  context.signal.throwIfAborted();
}
