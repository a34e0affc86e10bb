import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../text/byte-source.js';
import { type ReadOptions, readLines } from '../text/lines.js';

import { HeaderReader, type VcfHeader } from './header.js';
import { RecordReader, type VcfItem } from './record.js';

/** A VCF whose header has been read. */
export interface Vcf {
  readonly header: VcfHeader;
  /**
   * The records and the lines that cannot be one, in file order. Reads the source anew each time it
   * is called; a batch is what one chunk of the file held, up to some thousand records. Records that are
   * not `wanted` are passed over before they are read, and a batch of them comes empty.
   */
  batches(wanted?: WantedPlace): AsyncIterable<readonly VcfItem[]>;
}

/** Is a record of this place asked for: CHROM as written, POS - 1, and the end of REF. */
export type WantedPlace = (chromosome: string, start0: number, end0: number) => boolean;

/** Real headers stay below 1 MiB: 3,366 contigs and the command lines of ten tools take 400 kB. */
const LONGEST_HEADER = 16 << 20;

/**
 * Reads the header of a VCF 4.1 to 4.4, plain, gzip or bgzip.
 * @throws InputError, here or in `batches()`, with file and line, for a file that is no VCF, has no
 * `#CHROM` line, or cannot be read to its end; the signal's reason where it is aborted. A bad record
 * is no error: it comes as a SkippedItem.
 */
export async function openVcf(source: ByteSource, options: ReadOptions = {}): Promise<Vcf> {
  const header = await readHeader(source, options);
  return { header, batches: (wanted) => readBatches(source, header, options, wanted) };
}

async function readHeader(source: ByteSource, options: ReadOptions): Promise<VcfHeader> {
  const reader = new HeaderReader(source.name);
  let line = 0;
  let length = 0;
  for await (const batch of readLines(source, options)) {
    line = batch.firstLine;
    for (const text of batch.lines) {
      const header = reader.take(text, line);
      if (header !== null) return header;
      length += text.length;
      if (length > LONGEST_HEADER) {
        throw new InputError('the header is longer than 16 MiB', { file: source.name, line });
      }
      line++;
    }
  }
  if (line === 0) {
    throw new InputError('the file is empty', {
      file: source.name,
      line: 1,
      hint: 'was it written completely?',
    });
  }
  throw reader.missing(line - 1);
}

async function* readBatches(
  source: ByteSource,
  header: VcfHeader,
  options: ReadOptions,
  wanted: WantedPlace | undefined,
): AsyncGenerator<readonly VcfItem[]> {
  const records = new RecordReader(header);
  for await (const batch of readLines(source, options)) {
    const items: VcfItem[] = [];
    for (let at = 0; at < batch.lines.length; at++) {
      const line = batch.firstLine + at;
      if (line <= header.columnLine) continue;
      const text = batch.lines[at] as string;
      if (text === '' || (wanted !== undefined && !isWanted(text, wanted))) continue;
      items.push(
        text.startsWith('#') ? lateHeaderLine(text, line, header) : records.read(text, line),
      );
    }
    if (items.length > 0 || wanted !== undefined) yield items;
  }
}

/** Of a line whose first columns make no place it is not known: it is read, and refused there. */
function isWanted(text: string, wanted: WantedPlace): boolean {
  const position = text.indexOf('\t');
  const id = text.indexOf('\t', position + 1);
  const reference = text.indexOf('\t', id + 1);
  const alternate = text.indexOf('\t', reference + 1);
  if (text.startsWith('#') || position < 0 || id < 0 || reference < 0 || alternate < 0) return true;
  const start0 = Number(text.slice(position + 1, id)) - 1;
  if (!Number.isInteger(start0)) return true;
  return wanted(text.slice(0, position), start0, start0 + alternate - reference - 1);
}

/** A `#` line among the records: harmless as a comment, fatal as another file's columns. */
function lateHeaderLine(text: string, line: number, header: VcfHeader): VcfItem {
  if (text.startsWith('#CHROM')) {
    throw new InputError('a second #CHROM line starts here: two files were joined', {
      file: header.file,
      line,
      hint: 'join VCF files with bcftools concat or merge',
    });
  }
  return {
    status: 'skipped',
    item: `line ${line}`,
    code: 'comment-among-records',
    reason: 'it starts with # below the header',
    file: header.file,
    line,
  };
}
