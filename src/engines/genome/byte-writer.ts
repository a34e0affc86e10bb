/** Bytes that grow as they are written. */
export interface ByteWriter {
  readonly length: number;
  byte(value: number): void;
  /** An unsigned integer below 2^32 in groups of seven bits, lowest first (LEB128). */
  varint(value: number): void;
  /** A text or null: its length in UTF-8 plus one, or zero, then its bytes. */
  text(value: string | null): void;
  /** A copy of what was written from `start` on. */
  bytes(start?: number): Uint8Array;
}

const utf8 = new TextEncoder();

export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(1_024);
  let length = 0;
  const makeRoom = (more: number): void => {
    if (length + more <= buffer.length) return;
    const grown = new Uint8Array(Math.max(buffer.length * 2, length + more));
    grown.set(buffer.subarray(0, length));
    buffer = grown;
  };
  const byte = (value: number): void => {
    makeRoom(1);
    buffer[length++] = value;
  };
  const varint = (value: number): void => {
    if (!(Number.isInteger(value) && value >= 0 && value < 2 ** 32)) {
      throw new Error(`${value} is not an unsigned 32-bit number`);
    }
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) byte((rest % 128) + 128);
    byte(rest);
  };
  return {
    get length() {
      return length;
    },
    byte,
    varint,
    text: (value) => {
      if (value === null) return varint(0);
      const bytes = utf8.encode(value);
      varint(bytes.length + 1);
      makeRoom(bytes.length);
      buffer.set(bytes, length);
      length += bytes.length;
    },
    bytes: (start = 0) => buffer.slice(start, length),
  };
}

/** Reads what a `ByteWriter` wrote, from one place on. */
export interface ByteReader {
  isAtEnd(): boolean;
  byte(): number;
  varint(): number;
  text(): string | null;
}

const decoder = new TextDecoder();

export function byteReader(bytes: Uint8Array, start: number): ByteReader {
  let at = start;
  const byte = (): number => {
    if (at >= bytes.length) throw new Error('a pack ends within a record');
    return bytes[at++] as number;
  };
  const varint = (): number => {
    let value = 0;
    let weight = 1;
    for (;;) {
      const next = byte();
      value += (next & 127) * weight;
      if (next < 128) return value;
      weight *= 128;
    }
  };
  return {
    isAtEnd: () => at >= bytes.length,
    byte,
    varint,
    text: () => {
      const length = varint() - 1;
      if (length < 0) return null;
      at += length;
      return decoder.decode(bytes.subarray(at - length, at));
    },
  };
}
