import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { sequentialReader, type SequentialReader } from '../../formats/twobit/sequential-reader.js';
import { BLOCK_BASES, type GenomeBlock } from './genome-block.js';
import {
  contigsOf,
  DIGEST_BYTES,
  FIRST_DIGEST,
  INDEX_MAGIC,
  type IndexContigs,
  type IndexedFile,
  type IndexEnd,
  type IndexHeader,
  RECORD_HEAD_BYTES,
  RECORD_KINDS,
  type Sha256Hex,
  writeRecord,
} from './genome-index-format.js';

/** Beyond any record of ours: a damaged length must not ask for all memory. Unit: bytes. */
const LARGEST_JSON_BYTES = 512 << 20;

export function isGenomeIndex(head: Uint8Array): boolean {
  return INDEX_MAGIC.every((byte, i) => head[i] === byte);
}

/** What a broken-off index already holds. */
export interface IndexProgress {
  readonly blocks: number;
  readonly bases: number;
  readonly contigs: number;
  /** Bytes of whole records. */
  readonly bytes: number;
  /** Digest of the last record. */
  readonly digest: string;
}

/**
 * The bytes of an index of `blocks`, a piece a record. With `begun` it goes on after the blocks that are
 * already written.
 */
export async function* writeGenomeIndex(
  source: IndexedFile,
  blocks: AsyncIterable<GenomeBlock>,
  sha256: Sha256Hex,
  begun: IndexProgress | null,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly bases: number }> {
  let digest = begun?.digest ?? FIRST_DIGEST;
  const record = (...[kind, value, planes]: RecordParts): Uint8Array => {
    const made = writeRecord(kind, value, planes, digest, sha256);
    digest = made.digest;
    return made.bytes;
  };
  if (begun === null) {
    yield { bytes: INDEX_MAGIC, bases: 0 };
    const header: IndexHeader = { version: 1, source, blockBases: BLOCK_BASES };
    yield { bytes: record(RECORD_KINDS.header, header, null), bases: 0 };
  }
  const end = { blocks: 0, bases: 0, contigs: 0 };
  for await (const block of blocks) {
    end.blocks++;
    end.bases += block.planes.bases;
    end.contigs += block.contigs.length;
    if (end.blocks <= (begun?.blocks ?? 0)) continue;
    yield { bytes: record(RECORD_KINDS.block, contigsOf(block), block.planes), bases: end.bases };
  }
  yield { bytes: record(RECORD_KINDS.end, end, null), bases: end.bases };
}

type RecordParts = [
  kind: Parameters<typeof writeRecord>[0],
  value: unknown,
  planes: Parameters<typeof writeRecord>[2],
];

type IndexRecord =
  | { readonly kind: 'header'; readonly header: IndexHeader }
  | { readonly kind: 'block'; readonly block: GenomeBlock }
  | { readonly kind: 'end'; readonly end: IndexEnd }
  | { readonly kind: 'broken'; readonly isCut: boolean };

/** The records of an index up to the first that is cut short or damaged. */
async function* readRecords(
  reader: SequentialReader,
  sha256: Sha256Hex,
): AsyncGenerator<IndexRecord & { readonly digest: string }> {
  let digest = FIRST_DIGEST;
  let start = 0;
  for (;;) {
    const head = (await reader.take(RECORD_HEAD_BYTES)).slice();
    const view = new DataView(head.buffer);
    const broken = (isCut: boolean) => ({ kind: 'broken' as const, isCut, digest });
    if (head.length < RECORD_HEAD_BYTES) {
      yield broken(true);
      return;
    }
    const kind = view.getUint32(0, true);
    const jsonBytes = view.getUint32(4, true);
    const bases = view.getUint32(8, true);
    if (jsonBytes > LARGEST_JSON_BYTES || bases > BLOCK_BASES) {
      yield broken(false);
      return;
    }
    const planeBytes = kind === RECORD_KINDS.block ? Math.ceil(bases / 8) : 0;
    const bodyBytes = jsonBytes + 3 * planeBytes;
    const rest = await reader.take(bodyBytes + DIGEST_BYTES);
    if (rest.length < bodyBytes + DIGEST_BYTES) {
      yield broken(true);
      return;
    }
    const whole = new Uint8Array(DIGEST_BYTES + RECORD_HEAD_BYTES + bodyBytes);
    whole.set(new TextEncoder().encode(digest));
    whole.set(head, DIGEST_BYTES);
    whole.set(rest.subarray(0, bodyBytes), DIGEST_BYTES + RECORD_HEAD_BYTES);
    const found = sha256(whole);
    if (found !== new TextDecoder().decode(rest.subarray(bodyBytes))) {
      yield broken(false);
      return;
    }
    digest = found;
    const body = whole.subarray(DIGEST_BYTES + RECORD_HEAD_BYTES);
    const value: unknown = JSON.parse(new TextDecoder().decode(body.subarray(0, jsonBytes)));
    const plane = (i: number): Uint8Array =>
      body.subarray(jsonBytes + i * planeBytes, jsonBytes + (i + 1) * planeBytes);
    switch (kind) {
      case RECORD_KINDS.header:
        yield { kind: 'header', header: value as IndexHeader, digest };
        break;
      case RECORD_KINDS.block: {
        const planes = { bases, bit0: plane(0), bit1: plane(1), known: plane(2) };
        const contigs = (value as IndexContigs).map(([name, offset]) => ({
          name,
          start: start + offset,
        }));
        yield { kind: 'block', block: { start, planes, contigs }, digest };
        start += bases;
        break;
      }
      default:
        yield { kind: 'end', end: value as IndexEnd, digest };
        return;
    }
  }
}

async function openIndex(
  source: ByteSource,
  sha256: Sha256Hex,
): Promise<{
  readonly reader: SequentialReader;
  readonly header: IndexHeader;
  readonly records: ReturnType<typeof readRecords>;
}> {
  const reader = sequentialReader(source.bytes());
  const magic = await reader.take(INDEX_MAGIC.length);
  if (!isGenomeIndex(magic)) {
    await reader.close();
    throw new InputError('this is not an index of a genome', {
      file: source.name,
      hint: 'make one: oncoscript search index genome.fa --out genome.index',
    });
  }
  const records = readRecords(reader, sha256);
  const { value: first } = await records.next();
  if (first?.kind !== 'header') {
    await reader.close();
    throw damagedIndex(source.name, first?.kind === 'broken' && first.isCut);
  }
  return { reader, header: first.header, records };
}

/** The file an index says it was built from. @throws InputError where the index cannot be read. */
export async function indexedFile(source: ByteSource, sha256: Sha256Hex): Promise<IndexedFile> {
  const { header, reader } = await openIndex(source, sha256);
  await reader.close();
  return header.source;
}

/**
 * The blocks of an index, each checked before it is handed on.
 * @throws InputError for an index that is damaged or not complete; the signal's reason.
 */
export async function* readGenomeIndex(
  source: ByteSource,
  sha256: Sha256Hex,
  signal: AbortSignal,
): AsyncGenerator<GenomeBlock> {
  const { reader, records } = await openIndex(source, sha256);
  try {
    for await (const record of records) {
      signal.throwIfAborted();
      if (record.kind === 'end') return;
      if (record.kind !== 'block') {
        throw damagedIndex(source.name, record.kind === 'broken' && record.isCut);
      }
      yield record.block;
    }
  } finally {
    await reader.close();
  }
}

/**
 * How far a broken-off index of this file came; null where it holds nothing that can be gone on from.
 * @throws InputError where it is an index of another file.
 */
export async function indexProgress(
  partial: ByteSource,
  built: IndexedFile,
  sha256: Sha256Hex,
  signal: AbortSignal,
): Promise<IndexProgress | null> {
  let opened: Awaited<ReturnType<typeof openIndex>>;
  try {
    opened = await openIndex(partial, sha256);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
  const { reader, header, records } = opened;
  try {
    requireSameFile(partial.name, header.source, built);
    if (header.blockBases !== BLOCK_BASES) return null;
    let progress: IndexProgress | null = null;
    const done = { blocks: 0, bases: 0, contigs: 0 };
    for await (const record of records) {
      signal.throwIfAborted();
      if (record.kind !== 'block') break;
      done.blocks++;
      done.bases += record.block.planes.bases;
      done.contigs += record.block.contigs.length;
      progress = { ...done, bytes: reader.position, digest: record.digest };
    }
    return progress;
  } finally {
    await reader.close();
  }
}

/** @throws InputError where an index was built from another file than this one. */
export function requireSameFile(index: string, of: IndexedFile, file: IndexedFile): void {
  if (of.sha256 === file.sha256 && of.bytes === file.bytes) return;
  throw new InputError(`the index was built from another file than ${file.name}`, {
    file: index,
    hint:
      `it was built from ${of.name}, ${of.bytes} bytes, SHA-256 ${of.sha256.slice(0, 16)}…; ` +
      `${file.name} has ${file.bytes} bytes, SHA-256 ${file.sha256.slice(0, 16)}…`,
  });
}

function damagedIndex(file: string, isCut: boolean): InputError {
  return new InputError(isCut ? 'the index is cut short' : 'the index is damaged', {
    file,
    hint: 'build it again: oncoscript search index',
  });
}
