/** What a gzip reader throws; `cutShort` tells an early end from damage. */
export class GzipError extends Error {
  override readonly name = 'GzipError';
  readonly cutShort: boolean;

  constructor(message: string, cutShort: boolean) {
    super(message);
    this.cutShort = cutShort;
  }
}
