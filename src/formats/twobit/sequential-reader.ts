/** Reads binary values one after the other from a stream of bytes. */
export interface SequentialReader {
  /** Bytes handed out or skipped so far. */
  readonly position: number;
  /** The next bytes, or fewer where the stream ends; good until the next call. */
  take(bytes: number): Promise<Uint8Array>;
  /** What is at hand of the next bytes, at least one and at most `most`; empty at the end. */
  takeSome(most: number): Promise<Uint8Array>;
  /** False where the stream ends before. */
  skip(bytes: number): Promise<boolean>;
  /** Lets go of the stream: a file is closed. */
  close(): Promise<void>;
}

export function sequentialReader(stream: AsyncIterable<Uint8Array>): SequentialReader {
  const iterator = stream[Symbol.asyncIterator]();
  let chunk = new Uint8Array(0) as Uint8Array;
  let at = 0;
  let position = 0;
  const refill = async (): Promise<boolean> => {
    while (at === chunk.length) {
      const next = await iterator.next();
      if (next.done === true) return false;
      chunk = next.value;
      at = 0;
    }
    return true;
  };
  const takeSome = async (most: number): Promise<Uint8Array> => {
    if (at === chunk.length && !(await refill())) return new Uint8Array(0);
    const part = chunk.subarray(at, at + most);
    at += part.length;
    position += part.length;
    return part;
  };
  return {
    get position() {
      return position;
    },
    takeSome,
    take: async (bytes) => {
      const first = bytes === 0 ? new Uint8Array(0) : await takeSome(bytes);
      if (first.length === bytes || first.length === 0) return first;
      const parts = [first];
      let length = first.length;
      while (length < bytes) {
        const part = await takeSome(bytes - length);
        if (part.length === 0) break;
        parts.push(part);
        length += part.length;
      }
      const whole = new Uint8Array(length);
      let to = 0;
      for (const part of parts) {
        whole.set(part, to);
        to += part.length;
      }
      return whole;
    },
    skip: async (bytes) => {
      for (let left = bytes; left > 0;) {
        const part = await takeSome(left);
        if (part.length === 0) return false;
        left -= part.length;
      }
      return true;
    },
    close: async () => {
      await iterator.return?.();
    },
  };
}
