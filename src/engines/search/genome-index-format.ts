import type { BasePlanes } from '../../kernels/guide-search.js';
import type { GenomeBlock } from './genome-block.js';

/** SHA-256 of bytes as 64 lower-case hex digits. */
export type Sha256Hex = (bytes: Uint8Array) => string;

/** The file an index was built from. */
export interface IndexedFile {
  readonly name: string;
  readonly bytes: number;
  /** Of the bytes as stored. */
  readonly sha256: string;
}

/** First record of an index. */
export interface IndexHeader {
  readonly version: 1;
  readonly source: IndexedFile;
  readonly blockBases: number;
}

/** Last record of an index. */
export interface IndexEnd {
  readonly blocks: number;
  readonly bases: number;
  readonly contigs: number;
}

export const INDEX_MAGIC = new TextEncoder().encode('ONCOGEN1');
export const RECORD_KINDS = { header: 1, block: 2, end: 3 } as const;
export type RecordKind = (typeof RECORD_KINDS)[keyof typeof RECORD_KINDS];

/** Before each record: kind, bytes of JSON, bases; u32, little-endian. */
export const RECORD_HEAD_BYTES = 12;
/** After each record, as hex digits: SHA-256 of the digest before and the record. */
export const DIGEST_BYTES = 64;
/** The digest before the first record. */
export const FIRST_DIGEST = '0'.repeat(DIGEST_BYTES);

const encoder = new TextEncoder();

export interface WrittenRecord {
  /** Head, JSON, planes and digest. */
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/** One record, whose digest depends on all before it. */
export function writeRecord(
  kind: RecordKind,
  value: unknown,
  planes: BasePlanes | null,
  before: string,
  sha256: Sha256Hex,
): WrittenRecord {
  const json = encoder.encode(JSON.stringify(value));
  const parts = planes === null ? [] : [planes.bit0, planes.bit1, planes.known];
  const bodyBytes = parts.reduce(
    (sum, { length }) => sum + length,
    RECORD_HEAD_BYTES + json.length,
  );
  const whole = new Uint8Array(DIGEST_BYTES + bodyBytes + DIGEST_BYTES);
  whole.set(encoder.encode(before));
  const view = new DataView(whole.buffer, DIGEST_BYTES, RECORD_HEAD_BYTES);
  view.setUint32(0, kind, true);
  view.setUint32(4, json.length, true);
  view.setUint32(8, planes?.bases ?? 0, true);
  let at = DIGEST_BYTES + RECORD_HEAD_BYTES;
  for (const part of [json, ...parts]) {
    whole.set(part, at);
    at += part.length;
  }
  const digest = sha256(whole.subarray(0, at));
  whole.set(encoder.encode(digest), at);
  return { bytes: whole.subarray(DIGEST_BYTES), digest };
}

/** A block without its place, which follows from those before. */
export type IndexContigs = readonly (readonly [name: string, offset: number])[];

export function contigsOf({ start, contigs }: GenomeBlock): IndexContigs {
  return contigs.map(({ name, start: at }) => [name, at - start]);
}
