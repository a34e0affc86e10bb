import { type Chromosome, parseChromosome } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';

import type { VcfHeader } from './header.js';
import { percentDecoded } from './percent-decoding.js';

/** One line of a VCF. INFO and samples stay as written until they are asked for. */
export interface VcfRecord {
  readonly status: 'record';
  /** 1-based. */
  readonly line: number;
  readonly chromosome: Chromosome;
  /** 0-based start of the reference allele: POS - 1. */
  readonly start0: number;
  /** Null for `.`. */
  readonly id: string | null;
  /** Upper case A, C, G, T, N. */
  readonly reference: string;
  /** Bases in upper case; everything else (`alternateKind`) as written. Never empty. */
  readonly alternates: readonly string[];
  readonly quality: number | null;
  /** The filters it failed, empty where it passed; null where none was applied (`.`). */
  readonly filters: readonly string[] | null;
  readonly infoText: string;
  /** Keys of the sample columns in order. */
  readonly formatKeys: readonly string[];
  /** The sample columns as written, in the order of `VcfHeader.samples`. */
  readonly sampleTexts: readonly string[];
}

export type VcfItem = VcfRecord | SkippedItem;

/**
 * What an ALT is: plain `bases`; `symbolic` (`<DEL>`); a `breakend` (`G]17:198982]`, `.TG`);
 * `spanning-deletion` (`*`); `unobserved` (`<*>`, `<NON_REF>`); `none` (`.`).
 */
export type AlternateKind =
  | 'bases'
  | 'symbolic'
  | 'breakend'
  | 'spanning-deletion'
  | 'unobserved'
  | 'none';

const BASES = /^[ACGTN]+$/i;
const LOWER_CASE = /[a-z]/;
const SYMBOLIC = /^<[^<>\s,]+>$/;
const BREAKEND = /^(?:[ACGTN]*[[\]][^[\]\s]+[[\]][ACGTN]*|\.[ACGTN]+|[ACGTN]+\.)$/i;

/** Null for a text that VCF has no meaning for. */
export function alternateKind(alternate: string): AlternateKind | null {
  if (BASES.test(alternate)) return 'bases';
  if (alternate === '.') return 'none';
  if (alternate === '*') return 'spanning-deletion';
  if (alternate === '<*>' || alternate === '<NON_REF>') return 'unobserved';
  if (SYMBOLIC.test(alternate)) return 'symbolic';
  return BREAKEND.test(alternate) ? 'breakend' : null;
}

/** An INFO value as written, '' for a flag, null where the key is absent; the first of two wins. */
export function infoValue(record: VcfRecord, key: string): string | null {
  const info = record.infoText;
  for (let from = 0; from <= info.length;) {
    const semicolon = info.indexOf(';', from);
    const end = semicolon < 0 ? info.length : semicolon;
    if (info.startsWith(key, from)) {
      const after = from + key.length;
      if (after === end) return '';
      if (info.charCodeAt(after) === 61) return info.slice(after + 1, end);
    }
    from = end + 1;
  }
  return null;
}

/** The comma-separated values of an INFO key, percent-decoded; null where absent or missing. */
export function infoValues(record: VcfRecord, key: string): readonly string[] | null {
  return separated(infoValue(record, key));
}

/** Every INFO key with its value as written; a Map, so that `__proto__` is a key like any other. */
export function infoEntries(record: VcfRecord): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  if (record.infoText === '.' || record.infoText === '') return entries;
  for (const entry of record.infoText.split(';')) {
    const equals = entry.indexOf('=');
    const key = equals < 0 ? entry : entry.slice(0, equals);
    if (key !== '' && !entries.has(key))
      entries.set(key, equals < 0 ? '' : entry.slice(equals + 1));
  }
  return entries;
}

/**
 * A sample's value as written; null where FORMAT lacks the key, the value is `.`, or the sample's
 * last values were left out. `sample` is an index into `VcfHeader.samples`.
 */
export function sampleValue(record: VcfRecord, sample: number, key: string): string | null {
  const field = record.formatKeys.indexOf(key);
  const column = record.sampleTexts[sample];
  if (column === undefined) throw new Error(`sample ${sample} of ${record.sampleTexts.length}`);
  if (field < 0) return null;
  let from = 0;
  for (let passed = 0; passed < field; passed++) {
    const colon = column.indexOf(':', from);
    if (colon < 0) return null;
    from = colon + 1;
  }
  const colon = column.indexOf(':', from);
  const value = column.slice(from, colon < 0 ? column.length : colon);
  return value === '.' || value === '' ? null : value;
}

/** The comma-separated values of a sample's field, percent-decoded; null as in `sampleValue`. */
export function sampleValues(
  record: VcfRecord,
  sample: number,
  key: string,
): readonly string[] | null {
  return separated(sampleValue(record, sample, key));
}

function separated(text: string | null): readonly string[] | null {
  if (text === null || text === '.' || text === '') return null;
  // Some tools encode the commas too (`144%2C510`), which leaves one part to split once more.
  return text.includes(',') ? text.split(',').map(percentDecoded) : percentDecoded(text).split(',');
}

/** Largest coordinate of VCF and BCF, 2^31 - 1. Unit: bp. */
const LAST_POSITION = 0x7fff_ffff;
const DIGITS = /^\d+$/;

/** Reads the records of one file; remembers what neighbours share. */
export class RecordReader {
  readonly #header: VcfHeader;
  #chromosome: Chromosome | null = null;
  readonly #formats = new Map<string, readonly string[] | 'twice'>();

  constructor(header: VcfHeader) {
    this.#header = header;
  }

  /** A record, or why the line cannot be one. Never throws. */
  read(text: string, line: number): VcfItem {
    const columns = splitColumns(text, this.#header.columns);
    const [chromosomeText = '', positionText = '', idText = '', referenceText = ''] = columns;
    const alternateText = columns[4] ?? '';
    const skipped = (code: string, reason: string): SkippedItem => ({
      status: 'skipped',
      item: `variant ${shown(chromosomeText)}:${shown(positionText)} ${shown(referenceText)}>${shown(alternateText)}`,
      code,
      reason,
      file: this.#header.file,
      line,
    });

    if (columns.length !== this.#header.columns) {
      return skipped(
        'wrong-column-count',
        `it has ${count(text, '\t') + 1} columns, the header names ${this.#header.columns}`,
      );
    }
    const chromosome = this.#readChromosome(chromosomeText);
    if (chromosome === null) {
      return skipped('bad-chromosome', `"${shown(chromosomeText)}" is no chromosome name`);
    }
    const position = DIGITS.test(positionText) ? Number(positionText) : Number.NaN;
    if (!(position >= 1 && position + referenceText.length - 1 <= LAST_POSITION)) {
      return skipped('bad-position', `"${shown(positionText)}" is no position from 1 to 2^31 - 1`);
    }
    if (!BASES.test(referenceText)) {
      return skipped('bad-reference', `REF "${shown(referenceText)}" is not made of A, C, G, T, N`);
    }
    const alternates = alternateText.includes(',') ? alternateText.split(',') : [alternateText];
    for (let at = 0; at < alternates.length; at++) {
      const alternate = alternates[at] as string;
      const kind = alternateKind(alternate);
      if (kind === null || (kind === 'none' && alternates.length > 1)) {
        return skipped('bad-alternate', `ALT "${shown(alternate)}" has no meaning in VCF`);
      }
      if (kind === 'bases' && LOWER_CASE.test(alternate)) alternates[at] = alternate.toUpperCase();
    }
    const quality = parseQuality(columns[5] as string);
    if (quality === undefined) {
      return skipped('bad-quality', `QUAL "${shown(columns[5] as string)}" is not a number`);
    }
    const formatKeys = this.#readFormat(columns[8]);
    if (formatKeys === 'twice') {
      return skipped('repeated-format-key', `FORMAT "${shown(columns[8] ?? '')}" has a key twice`);
    }
    const sampleTexts = columns.slice(9);
    const long = sampleTexts.findIndex(
      (sample) => sample !== '.' && count(sample, ':') >= formatKeys.length,
    );
    if (long >= 0) {
      return skipped(
        'sample-too-long',
        `sample ${this.#header.samples[long]} has more values than FORMAT has keys`,
      );
    }
    return {
      status: 'record',
      line,
      chromosome,
      start0: position - 1,
      id: idText === '.' || idText === '' ? null : idText,
      reference: LOWER_CASE.test(referenceText) ? referenceText.toUpperCase() : referenceText,
      alternates,
      quality,
      filters: parseFilters(columns[6] as string),
      infoText: columns[7] as string,
      formatKeys,
      sampleTexts,
    };
  }

  #readChromosome(text: string): Chromosome | null {
    if (text === this.#chromosome) return this.#chromosome;
    try {
      this.#chromosome = parseChromosome(text);
      return this.#chromosome;
    } catch (error) {
      if (error instanceof InputError) return null;
      throw error;
    }
  }

  #readFormat(text: string | undefined): readonly string[] | 'twice' {
    if (text === undefined || text === '.' || text === '') return [];
    let keys = this.#formats.get(text);
    if (keys === undefined) {
      const list = text.split(':');
      keys = new Set(list).size === list.length ? list : 'twice';
      if (this.#formats.size < MOST_FORMATS) this.#formats.set(text, keys);
    }
    return keys;
  }
}

/** Real files have a few dozen different FORMAT texts; hostile ones must not fill the memory. */
const MOST_FORMATS = 10_000;
/** In messages; a broken line can be megabytes long. Unit: characters. */
const LONGEST_SHOWN = 40;

function shown(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

/** At most one column more than expected, so that a hostile line costs no more than a good one. */
function splitColumns(text: string, expected: number): string[] {
  const columns: string[] = [];
  let from = 0;
  while (columns.length <= expected) {
    const tab = text.indexOf('\t', from);
    columns.push(text.slice(from, tab < 0 ? text.length : tab));
    if (tab < 0) break;
    from = tab + 1;
  }
  return columns;
}

function count(text: string, character: string): number {
  let times = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) times++;
  return times;
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const NO_NUMBER = /^[-+]?(?:inf|infinity|nan)$/i;

/** Undefined for what is no number; infinities and NaN, which VCF allows, say nothing: null. */
function parseQuality(text: string): number | null | undefined {
  if (text === '.' || text === '' || NO_NUMBER.test(text)) return null;
  return NUMBER.test(text) ? Number(text) : undefined;
}

function parseFilters(text: string): readonly string[] | null {
  if (text === '.' || text === '') return null;
  if (text === 'PASS' || text === '0') return [];
  return text.includes(';') ? text.split(';') : [text];
}
