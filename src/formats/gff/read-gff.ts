import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../text/byte-source.js';
import { type ReadOptions, readLines } from '../text/lines.js';

/** Values of each attribute of column 9, in file order. */
export type GffAttributes = ReadonlyMap<string, readonly string[]>;

/** One line of a GFF3 or GTF file. */
export interface GffFeature {
  readonly kind: 'feature';
  /** GTF writes `gene_id "X";` where GFF3 writes `gene_id=X`. */
  readonly dialect: 'GFF3' | 'GTF';
  readonly sequence: string;
  readonly source: string;
  readonly type: string;
  readonly start0: number;
  readonly end0: number;
  /** Null for `.` and `?`. */
  readonly strand: 1 | -1 | null;
  /** Bases to the first whole codon; null for `.`. */
  readonly phase: 0 | 1 | 2 | null;
  readonly attributes: GffAttributes;
  /** 1-based. */
  readonly line: number;
}

/** A `#` line above, between or below the features, `#` signs included. */
interface GffDirective {
  readonly kind: 'directive';
  readonly text: string;
  readonly line: number;
}

/** A line whose columns are there but hold something impossible; its attributes tell what it spoils. */
export interface SpoiledGffLine {
  readonly kind: 'spoiled';
  readonly dialect: 'GFF3' | 'GTF';
  readonly sequence: string;
  readonly type: string;
  readonly reason: string;
  readonly attributes: GffAttributes;
  readonly line: number;
}

export type GffItem = GffFeature | GffDirective | SpoiledGffLine;

const COLUMNS = 9;
const SPACE = 32;
const QUOTE = 34;
const SEMICOLON = 59;
/** `key "value"` or `key 1`, as GTF has it; GFF3 has `=` right after the key. */
const GTF_ATTRIBUTE = /^\s*[\w.-]+\s+\S/;

export interface GffOptions extends ReadOptions {
  /** Features of other types are passed over unparsed. */
  readonly isWanted?: (type: string) => boolean;
  /** Other attributes are left out: Ensembl has 17 on each of 4 million lines. */
  readonly attributes?: ReadonlySet<string>;
}

/**
 * The lines of a GFF3 or GTF file, plain, gzip or bgzip, a batch a chunk read. Positions become
 * 0-based half-open here.
 * @throws InputError with file and line where a line has fewer than nine columns, where there is no
 * feature, and as `readLines` does.
 */
export async function* readGff(
  source: ByteSource,
  options: GffOptions = {},
): AsyncGenerator<readonly GffItem[]> {
  const file = source.name;
  const isWanted = options.isWanted ?? (() => true);
  let features = 0;
  for await (const { firstLine, lines } of readLines(source, options)) {
    const items: GffItem[] = [];
    let line = firstLine - 1;
    for (const text of lines) {
      line++;
      if (text.startsWith('#')) {
        if (text.startsWith('##FASTA')) {
          yield items;
          return;
        }
        items.push({ kind: 'directive', text, line });
        continue;
      }
      if (text.trim() === '') continue;
      const columns = text.split('\t');
      if (columns.length < COLUMNS) {
        throw new InputError(`the line has ${columns.length} columns, not nine`, {
          file,
          line,
          hint:
            features === 0
              ? 'is this a GFF3 or GTF file? its columns are separated by tabs'
              : 'the file looks damaged; download it again',
        });
      }
      features++;
      if (isWanted(columns[2] as string))
        items.push(readFeature(columns, line, options.attributes));
    }
    if (items.length > 0) yield items;
  }
  if (features === 0) {
    throw new InputError('the file holds no feature', {
      file,
      line: 1,
      hint: 'a GFF3 or GTF file with genes, transcripts, exons and CDS is needed',
    });
  }
}

/** The first value of an attribute, or null. */
export function firstAttribute(attributes: GffAttributes, name: string): string | null {
  return attributes.get(name)?.[0] ?? null;
}

function readFeature(
  columns: readonly string[],
  line: number,
  names: ReadonlySet<string> | undefined,
): GffFeature | SpoiledGffLine {
  const [name = '', source = '', type = '', start1, end1, , strand, phase] = columns;
  // Tabs in a description, which spreadsheets and scripts leave behind, are not columns.
  const last = columns.slice(COLUMNS - 1).join(' ');
  const dialect = GTF_ATTRIBUTE.test(last) ? 'GTF' : 'GFF3';
  const sequence = name.includes('%') ? decoded(name) : name;
  const attributes = dialect === 'GTF' ? gtfAttributes(last, names) : gff3Attributes(last, names);
  const spoiled = (reason: string): SpoiledGffLine => ({
    kind: 'spoiled',
    dialect,
    sequence,
    type,
    reason,
    attributes,
    line,
  });
  const start0 = wholeNumber(start1) - 1;
  const end0 = wholeNumber(end1);
  if (!(start0 >= 0 && end0 > start0)) {
    return spoiled(`${start1}-${end1} is not a stretch of a sequence`);
  }
  if (strand !== '+' && strand !== '-' && strand !== '.' && strand !== '?') {
    return spoiled(`"${strand}" is not a strand`);
  }
  if (phase !== '.' && phase !== '0' && phase !== '1' && phase !== '2') {
    return spoiled(`"${phase}" is not a phase`);
  }
  return {
    kind: 'feature',
    dialect,
    sequence,
    source,
    type,
    start0,
    end0,
    strand: strand === '+' ? 1 : strand === '-' ? -1 : null,
    phase: phase === '.' ? null : (Number(phase) as 0 | 1 | 2),
    attributes,
    line,
  };
}

function wholeNumber(text: string | undefined): number {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
}

/** `ID=a;Parent=b,c`: values split at commas, then percent-decoded (GFF3 specification 1.26). */
function gff3Attributes(text: string, names: ReadonlySet<string> | undefined): GffAttributes {
  const attributes = new Map<string, readonly string[]>();
  for (let at = 0; at < text.length;) {
    const semicolon = text.indexOf(';', at);
    const end = semicolon < 0 ? text.length : semicolon;
    const equals = text.indexOf('=', at);
    if (equals > at && equals < end) {
      const name = text.slice(at, equals).trim();
      if (names === undefined || names.has(name)) {
        const value = text.slice(equals + 1, end);
        const values = value.includes(',') ? value.split(',') : [value];
        attributes.set(name, value.includes('%') ? values.map(decoded) : values);
      }
    }
    at = end + 1;
  }
  return attributes;
}

/**
 * `gene_id "a"; tag "b"; tag "c"; level 2;`: a name may come again, and then has several values. Written
 * out, because a regular expression takes four times as long.
 */
function gtfAttributes(text: string, names: ReadonlySet<string> | undefined): GffAttributes {
  const attributes = new Map<string, string[]>();
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === SEMICOLON) {
      at++;
      continue;
    }
    const space = text.indexOf(' ', at);
    if (space < 0) break;
    const isQuoted = text.charCodeAt(space + 1) === QUOTE;
    const start = isQuoted ? space + 2 : space + 1;
    const found = text.indexOf(isQuoted ? '"' : ';', start);
    const end = found < 0 ? text.length : found;
    const name = text.slice(at, space);
    if (names === undefined || names.has(name)) {
      const value = text.slice(start, end).trim();
      const known = attributes.get(name);
      if (known === undefined) attributes.set(name, [value]);
      else known.push(value);
    }
    at = end + 1;
  }
  return attributes;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
