/** A file's bytes as stored, whatever the platform; may be read more than once. */
export interface ByteSource {
  /** Base name for messages; never a full path. */
  readonly name: string;
  /** Chunks in order, as stored: gzip stays gzip. */
  bytes(): AsyncIterable<Uint8Array>;
}
