import { InputError } from '../../core/errors.js';

/** An INFO or FORMAT definition. */
export interface FieldDefinition {
  readonly line: number;
  readonly id: string;
  /** As written: a count, `A` (an alternate), `R` (an allele), `G` (a genotype) or `.`. */
  readonly number: string;
  readonly type: string;
  readonly description: string;
}

interface ContigDefinition {
  readonly id: string;
  /** Unit: bp. */
  readonly length: number | null;
  readonly assembly: string | null;
}

/** Any `##key=value` line. */
export interface MetaLine {
  readonly line: number;
  readonly key: string;
  /** Everything behind the first `=`. */
  readonly value: string;
  /** The members of a `<key=value,…>` value; null for any other. */
  readonly members: ReadonlyMap<string, string> | null;
}

/** What stands above the records. */
export interface VcfHeader {
  readonly file: string;
  /** `4.2`; null where the file does not say. */
  readonly version: string | null;
  readonly info: ReadonlyMap<string, FieldDefinition>;
  readonly format: ReadonlyMap<string, FieldDefinition>;
  /** Description by filter. */
  readonly filters: ReadonlyMap<string, string>;
  readonly contigs: ReadonlyMap<string, ContigDefinition>;
  /** All `##` lines in order, the ones above included. */
  readonly meta: readonly MetaLine[];
  /** Sample names in column order. */
  readonly samples: readonly string[];
  /** Line of `#CHROM`; records start below. */
  readonly columnLine: number;
  /** Number of columns of each record. */
  readonly columns: number;
  /** What is out of order yet readable, a sentence each. */
  readonly notes: readonly string[];
}

const FIXED_COLUMNS = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO'] as const;
const FIRST_SAMPLE_COLUMN = 9;
const NEWEST_VERSION = 4.4;

/** Collects header lines one by one, in order. */
export class HeaderReader {
  readonly #file: string;
  readonly #meta: MetaLine[] = [];
  readonly #notes: string[] = [];
  #version: string | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Takes the next line; returns the header once the line is `#CHROM`, null before.
   * @throws InputError for a line that belongs in no VCF header.
   */
  take(text: string, line: number): VcfHeader | null {
    if (line === 1) this.#takeFirst(text);
    if (text.startsWith('##')) {
      this.#meta.push(parseMetaLine(text, line));
      return null;
    }
    if (text.startsWith('#CHROM')) return this.#finish(text, line);
    if (text.trim() === '' || text.startsWith('#')) return null;
    throw this.missing(line);
  }

  /** The error for a file whose header ends, or whose text does, before `#CHROM`. */
  missing(line: number): InputError {
    return this.#version === null && this.#meta.length === 0
      ? new InputError('this is not a VCF file', {
          file: this.#file,
          line,
          hint: 'a VCF starts with ##fileformat=VCFv4.x and names its columns in a #CHROM line',
        })
      : new InputError('the #CHROM line with the column names is missing', {
          file: this.#file,
          line,
          hint: 'without it nobody knows which sample a column is; take it from the original file',
        });
  }

  #takeFirst(text: string): void {
    const format = /^##fileformat=(.*)$/.exec(text)?.[1]?.trim();
    if (format === undefined) {
      this.#notes.push('the first line is not ##fileformat; read as VCF 4.x');
      return;
    }
    const version = /^VCFv(\d+\.\d+)$/i.exec(format)?.[1];
    if (version === undefined || Math.floor(Number(version)) !== 4) {
      throw new InputError(`"${format}" is not a version of VCF that is read here`, {
        file: this.#file,
        line: 1,
        hint: 'convert the file to VCF 4.1 to 4.4',
      });
    }
    if (Number(version) > NEWEST_VERSION) {
      this.#notes.push(`VCF ${version} is newer than 4.4; read as 4.4`);
    }
    this.#version = version;
  }

  #finish(text: string, line: number): VcfHeader {
    const file = this.#file;
    let columns = text.split('\t');
    if (columns.length === 1) {
      columns = text.trim().split(/ +/);
      this.#notes.push('the #CHROM line is separated by spaces, not tabs');
    }
    const wrong = FIXED_COLUMNS.findIndex((name, at) => columns[at] !== name);
    if (wrong >= 0) {
      throw new InputError(`column ${wrong + 1} should be ${FIXED_COLUMNS[wrong]}`, {
        file,
        line,
        hint: `the columns are ${FIXED_COLUMNS.join(' ')}, then FORMAT and the samples, by tabs`,
      });
    }
    if (columns.length > FIXED_COLUMNS.length && columns[FIXED_COLUMNS.length] !== 'FORMAT') {
      throw new InputError('column 9 should be FORMAT', { file, line });
    }
    const samples = columns.slice(FIRST_SAMPLE_COLUMN);
    const twice = samples.find((name, at) => samples.indexOf(name) !== at);
    if (twice !== undefined) {
      throw new InputError(`two samples are called "${twice}"`, {
        file,
        line,
        hint: 'give each sample column its own name',
      });
    }
    const contigs = new Map(
      this.#withId('contig').map(({ id, members }) => [id, contigDefinition(id, members)]),
    );
    return {
      file,
      version: this.#version,
      info: this.#definitions('INFO'),
      format: this.#definitions('FORMAT'),
      filters: new Map(
        this.#withId('FILTER').map(({ id, members }) => [id, members.get('Description') ?? '']),
      ),
      contigs,
      meta: this.#meta,
      samples,
      columnLine: line,
      columns: columns.length,
      notes: this.#notes,
    };
  }

  #definitions(key: string): ReadonlyMap<string, FieldDefinition> {
    return new Map(
      this.#withId(key).map(({ line, id, members }) => [
        id,
        {
          line,
          id,
          number: members.get('Number') ?? '.',
          type: members.get('Type') ?? 'String',
          description: members.get('Description') ?? '',
        },
      ]),
    );
  }

  /** Lines of one key that carry an ID; the others are noted, for they define nothing. */
  #withId(key: string): { line: number; id: string; members: ReadonlyMap<string, string> }[] {
    const found: { line: number; id: string; members: ReadonlyMap<string, string> }[] = [];
    for (const meta of this.#meta) {
      if (meta.key !== key) continue;
      const id = meta.members?.get('ID');
      if (meta.members === null || id === undefined) {
        this.#notes.push(`line ${meta.line}: this ${key} line defines nothing`);
      } else {
        found.push({ line: meta.line, id, members: meta.members });
      }
    }
    return found;
  }
}

function contigDefinition(id: string, members: ReadonlyMap<string, string>): ContigDefinition {
  const length = Number(members.get('length') ?? Number.NaN);
  return {
    id,
    length: Number.isSafeInteger(length) && length > 0 ? length : null,
    assembly: members.get('assembly') ?? null,
  };
}

function parseMetaLine(text: string, line: number): MetaLine {
  const equals = text.indexOf('=');
  if (equals < 0) return { line, key: text.slice(2), value: '', members: null };
  const value = text.slice(equals + 1);
  return {
    line,
    key: text.slice(2, equals),
    value,
    members: value.startsWith('<') && value.trimEnd().endsWith('>') ? parseMembers(value) : null,
  };
}

/** `<ID=x,Description="a, \"b\"">`: quotes hold commas, a backslash holds a quote, `<…>` may nest. */
function parseMembers(value: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  const text = value.trimEnd();
  const end = text.length - 1;
  let at = 1;
  while (at < end) {
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals >= end) break;
    const key = text.slice(at, equals).trim();
    let member = '';
    let quoted = false;
    let depth = 0;
    for (at = equals + 1; at < end; at++) {
      const character = text.charAt(at);
      if (quoted && character === '\\' && at + 1 < end) {
        member += text.charAt(++at);
      } else if (character === '"') {
        quoted = !quoted;
      } else if (!quoted && depth === 0 && character === ',') {
        break;
      } else {
        if (!quoted && character === '<') depth++;
        if (!quoted && character === '>') depth--;
        member += character;
      }
    }
    at++;
    if (!members.has(key)) members.set(key, member);
  }
  return members;
}
