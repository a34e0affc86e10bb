import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import { parseLocation } from './parse-location.js';
import type { GenBankFeature, GenBankQualifier } from './write-genbank.js';

/** One record of a GenBank flat file, as far as a sequence and its features go. */
export interface ReadGenBankRecord {
  readonly locus: string;
  /** As written, e.g. `DNA`, `ss-RNA`; `protein` where the length is in residues. */
  readonly molecule: string;
  readonly topology: 'linear' | 'circular';
  readonly definition: string;
  /** The version, else the accession; null where the file has none. */
  readonly accession: string | null;
  readonly features: readonly GenBankFeature[];
  /** Upper case, as the file spells it. */
  readonly sequence: string;
  readonly skipped: readonly SkippedItem[];
}

interface Line {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
}

/** Is this how a GenBank flat file begins. */
export function isGenBank(text: string): boolean {
  return /^\s*LOCUS\s/.test(text);
}

/**
 * The records of a GenBank flat file, DNA, RNA or protein. A feature that has no place in the sequence is skipped
 * with its reason.
 * @throws InputError for a file without LOCUS line or sequence, one that is cut short, a sequence of other letters,
 * or one that is not as long as its LOCUS line says.
 */
export function readGenBank(text: string, file: string): readonly ReadGenBankRecord[] {
  const lines = text.split(/\r\n|\n|\r/).map((line, i) => ({ text: line, number: i + 1 }));
  const records: ReadGenBankRecord[] = [];
  let from = 0;
  for (let at = 0; at <= lines.length; at++) {
    if (at < lines.length && !(lines[at] as Line).text.startsWith('//')) continue;
    const record = lines.slice(from, at);
    from = at + 1;
    if (record.every((line) => line.text.trim() === '')) continue;
    if (at === lines.length) throw cutShort(record, file);
    records.push(readRecord(record, file));
  }
  if (records.length === 0) throw notGenBank(file, 1);
  return records;
}

function cutShort(record: readonly Line[], file: string): InputError {
  if (!record.some((line) => line.text.startsWith('LOCUS'))) return notGenBank(file, 1);
  return new InputError('the GenBank record has no // at its end', {
    file,
    line: (record.at(-1) as Line).number,
    hint: 'the file is cut short: save or download it again',
  });
}

function notGenBank(file: string, line: number): InputError {
  return new InputError('this is not a GenBank file: it has no LOCUS line', {
    file,
    line,
    hint: 'save the map as GenBank (.gb), SnapGene (.dna) or FASTA',
  });
}

function readRecord(lines: readonly Line[], file: string): ReadGenBankRecord {
  const locusLine = lines.find((line) => line.text.trim() !== '') as Line;
  if (!locusLine.text.startsWith('LOCUS')) throw notGenBank(file, locusLine.number);
  const locus = readLocus(locusLine, file);
  const featuresAt = lines.findIndex((line) => line.text.startsWith('FEATURES'));
  const originAt = lines.findIndex((line) => line.text.startsWith('ORIGIN'));
  if (originAt < 0) {
    throw new InputError('the GenBank record has no sequence', {
      file,
      line: locusLine.number,
      hint: 'download it with its sequence (the ORIGIN section), not as a summary',
    });
  }
  const sequence = readOrigin(lines.slice(originAt + 1), file);
  if (locus.length !== null && locus.length !== sequence.length) {
    throw new InputError(
      `LOCUS says ${locus.length} letters, the sequence has ${sequence.length}`,
      { file, line: locusLine.number, hint: 'the file was cut or edited by hand' },
    );
  }
  const { features, skipped } = readFeatures(
    featuresAt < 0 ? [] : lines.slice(featuresAt + 1, originAt),
    sequence.length,
    file,
  );
  const header = lines.slice(0, featuresAt < 0 ? originAt : featuresAt);
  return {
    locus: locus.name,
    molecule: locus.molecule,
    topology: locus.topology,
    definition: headerText(header, 'DEFINITION').replace(/\.$/, ''),
    accession:
      known(headerText(header, 'VERSION').split(/\s/)[0]) ??
      known(headerText(header, 'ACCESSION').split(/\s/)[0]),
    features,
    sequence,
    skipped,
  };
}

function known(text: string | undefined): string | null {
  return text === undefined || text === '' || text === '.' ? null : text;
}

interface Locus {
  readonly name: string;
  readonly length: number | null;
  readonly molecule: string;
  readonly topology: 'linear' | 'circular';
}

/** Words rather than columns: long names push the columns of many programs' files to the right. */
function readLocus({ text, number }: Line, file: string): Locus {
  const match = /^LOCUS\s+(\S+)(?:\s+(\d+)\s+(bp|aa|rc))?(.*)$/i.exec(text);
  if (match === null) {
    throw new InputError('the LOCUS line has no name', { file, line: number });
  }
  const rest = (match[4] as string).trim().split(/\s+/);
  const isProtein = match[3]?.toLowerCase() === 'aa';
  return {
    name: match[1] as string,
    length: match[2] === undefined ? null : Number(match[2]),
    molecule: isProtein ? 'protein' : (rest[0] ?? ''),
    topology: rest.some((word) => word.toLowerCase() === 'circular') ? 'circular' : 'linear',
  };
}

function headerText(lines: readonly Line[], keyword: string): string {
  const at = lines.findIndex((line) => line.text.startsWith(keyword));
  if (at < 0) return '';
  const words = [(lines[at] as Line).text.slice(keyword.length).trim()];
  for (const { text } of lines.slice(at + 1)) {
    if (!text.startsWith('            ')) break;
    words.push(text.trim());
  }
  return words.join(' ');
}

function readOrigin(lines: readonly Line[], file: string): string {
  const pieces: string[] = [];
  for (const { text, number } of lines) {
    const letters = text.replace(/^\s*\d+/, '').replace(/\s+/g, '');
    const wrong = /[^A-Za-z*-]/.exec(letters);
    if (wrong !== null) {
      throw new InputError(`the sequence holds "${wrong[0]}"`, { file, line: number });
    }
    pieces.push(letters.toUpperCase());
  }
  const sequence = pieces.join('');
  if (sequence === '') {
    throw new InputError('the sequence of the GenBank record is empty', {
      file,
      ...(lines[0] === undefined ? {} : { line: lines[0].number }),
    });
  }
  return sequence;
}

const KEY = /^ {1,8}(\S+)\s+(\S.*)$/;

function readFeatures(
  lines: readonly Line[],
  length: number,
  file: string,
): Pick<ReadGenBankRecord, 'features' | 'skipped'> {
  const features: GenBankFeature[] = [];
  const skipped: SkippedItem[] = [];
  for (let at = 0; at < lines.length;) {
    const { text, number } = lines[at] as Line;
    const match = KEY.exec(text);
    at++;
    if (match === null) continue;
    const [, key, firstLine] = match as unknown as readonly [string, string, string];
    let location = firstLine;
    while (at < lines.length && isContinued(lines[at] as Line)) {
      location += (lines[at] as Line).text.trim();
      at++;
    }
    const from = at;
    while (at < lines.length && !KEY.test((lines[at] as Line).text)) at++;
    const placed = parseLocation(location);
    const reason =
      placed.kind === 'unplaced'
        ? placed.reason
        : placed.ranges.some(({ end0 }) => end0 > length)
          ? `it lies beyond the ${length} letters of the sequence`
          : null;
    if (placed.kind === 'unplaced' || reason !== null) {
      skipped.push({
        status: 'skipped',
        item: `${key} ${location}`,
        code: 'unplaced-feature',
        reason: reason ?? '',
        file,
        line: number,
      });
      continue;
    }
    features.push({
      key,
      ranges: placed.ranges,
      strand: placed.strand,
      qualifiers: readQualifiers(lines.slice(from, at)),
    });
  }
  return { features, skipped };
}

/** A line of a location that was broken. */
function isContinued({ text }: Line): boolean {
  return /^ {9,}[^/\s]/.test(text);
}

function readQualifiers(lines: readonly Line[]): readonly GenBankQualifier[] {
  const qualifiers: GenBankQualifier[] = [];
  for (let at = 0; at < lines.length;) {
    const match = /^\s+\/([\w-]+)(?:=(.*))?$/.exec((lines[at] as Line).text);
    at++;
    if (match === null) continue;
    const [, name, value] = match as unknown as readonly [string, string, string | undefined];
    if (value === undefined) {
      qualifiers.push({ name, value: null });
      continue;
    }
    if (!value.startsWith('"')) {
      const bare = value.trim();
      qualifiers.push({ name, value: /^\d+$/.test(bare) ? Number(bare) : bare });
      continue;
    }
    let quoted = value.slice(1);
    while (!isClosed(quoted) && at < lines.length) {
      const next = (lines[at] as Line).text.trim();
      const joined = name === 'translation' || /[\s-]$/.test(quoted);
      quoted = joined ? quoted + next : `${quoted} ${next}`;
      at++;
    }
    qualifiers.push({ name, value: quoted.trimEnd().replace(/"$/, '').replaceAll('""', '"') });
  }
  return qualifiers;
}

/** Does the text end in a quote that closes it: an odd number of quotes in a row. */
function isClosed(text: string): boolean {
  const quotes = /"*$/.exec(text.trimEnd())?.[0].length ?? 0;
  return quotes % 2 === 1;
}
