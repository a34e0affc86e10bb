const encoder = new TextEncoder();

/** UTF-8 takes at most this many bytes for a UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;
const FIRST_BYTES = 1 << 20;

/** Collects text as UTF-8 bytes, in memory that may have been used before. */
export class Utf8Writer {
  #bytes: Uint8Array;
  #length = 0;

  /** Overwrites `spare`. */
  constructor(spare: Uint8Array | null) {
    this.#bytes = spare ?? new Uint8Array(FIRST_BYTES);
  }

  write(text: string): void {
    const most = this.#length + text.length * MOST_BYTES_A_UNIT;
    if (most > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(most, 2 * this.#bytes.length));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  /** What was written: a view at the start of the memory that holds it. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
