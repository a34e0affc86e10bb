/** A file's bytes as stored, whatever the platform; may be read more than once. */
export interface ByteSource {
  /** Base name for messages; never a full path. */
  readonly name: string;
  /** Chunks in order, as stored: gzip stays gzip. A source never reuses a chunk it has handed out. */
  bytes(): AsyncIterable<Uint8Array>;
  /**
   * The platform's own gzip reader, for speed: all members in order, checksums verified, a GzipError
   * where the data is damaged or ends early. Sources without one are read by `gunzip`.
   */
  gunzip?(stored: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** A source over bytes in memory; text becomes UTF-8. */
export function memorySource(name: string, content: string | Uint8Array): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    async *bytes() {
      yield bytes;
    },
  };
}
