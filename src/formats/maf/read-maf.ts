import { genomicPosition, type GenomicPosition } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import { compareText, type SkippedItem } from '../../core/skipped.js';
import { numberInCell } from '../tsv/number-cell.js';
import { textLines } from '../tsv/read-tsv.js';
import type { BuildName } from '../vcf/genome-build.js';
import {
  ANNOVAR_COLUMNS,
  MAF_COLUMNS,
  type MafColumn,
  type MafColumnNames,
} from './maf-columns.js';

/** One alternate allele in one sample. Place and alleles are 0-based half-open, without anchor base. */
export interface MafRow extends GenomicPosition {
  /** Bases replaced; empty for an insertion, which goes in before `start0`. */
  readonly reference: string;
  /** Bases put in; empty for a deletion. */
  readonly alternate: string;
  /** Null where the table has no sample column. */
  readonly sample: string | null;
  readonly normalSample: string | null;
  readonly tumourDepth: number | null;
  readonly tumourAltReads: number | null;
  readonly normalDepth: number | null;
  readonly normalAltReads: number | null;
  /** As the file gives it, 0-1; null where it has counts only, or nothing. */
  readonly tumourAlleleFraction: number | null;
  /** Failed filters; empty where it passed or was not filtered. */
  readonly filters: readonly string[];
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  /** `Variant_Classification` as written, e.g. `Missense_Mutation`. */
  readonly classification: string | null;
  /** One-letter change as written, e.g. `p.R882H`. */
  readonly proteinChange: string | null;
  readonly hgvsc: string | null;
  readonly hgvsp: string | null;
  readonly transcript: string | null;
  /** Reference allele and the bases beside it as written, upper case; null where the table has none. */
  readonly context: string | null;
  /** 1-based. */
  readonly line: number;
}

export interface MafTable {
  readonly format: 'MAF' | 'ANNOVAR multianno';
  readonly file: string;
  /** Null where neither rows nor file name tell. */
  readonly build: BuildName | null;
  /** Where the build was read. */
  readonly buildFrom: string | null;
  /** Sample names in order of appearance; empty where the table has no sample column. */
  readonly samples: readonly string[];
  readonly rows: readonly MafRow[];
  readonly skipped: readonly SkippedItem[];
  /** How the table was understood, a sentence each. */
  readonly notes: readonly string[];
}

const BUILD_OF: Readonly<Record<string, BuildName>> = {
  '37': 'GRCh37',
  b37: 'GRCh37',
  grch37: 'GRCh37',
  'grch37-lite': 'GRCh37',
  hg19: 'GRCh37',
  '38': 'GRCh38',
  b38: 'GRCh38',
  grch38: 'GRCh38',
  hg38: 'GRCh38',
};

/** Written for a cell that says nothing. */
const EMPTY = new Set(['', '.', 'na', 'nan', '__unknown__', 'null', 'none']);
/** `Mutation_Status` of rows that are no somatic change. */
const NOT_SOMATIC = new Set([
  'germline',
  'loh',
  'wildtype',
  'none',
  'post-transcriptional modification',
]);
/** Some centres number the sex chromosomes. */
const NUMBERED: Readonly<Record<string, string>> = { '23': 'X', '24': 'Y' };

/**
 * Reads a MAF: TCGA and GDC, ICGC's MAF, cBioPortal, vcf2maf, or no more than chromosome, start,
 * reference, alternate and sample. ANNOVAR's multianno table is read too. 1-based places become 0-based
 * half-open, `-` becomes no bases. Rows that cannot be used are skipped with their line.
 * @throws InputError for another table (named where it is known), and where rows differ in their build.
 */
export function readMaf(text: string, file: string): MafTable {
  const lines = textLines(text, file);
  const headerIndex = lines.findIndex(
    (line) => line.trim() !== '' && (!line.startsWith('#') || layoutOf(headerCells(line)) !== null),
  );
  if (headerIndex < 0) throw new InputError('the file has no table in it', { file });
  const columns = headerCells(lines[headerIndex] as string);
  const layout = layoutOf(columns);
  if (layout === null) throw notMaf(columns, file, headerIndex + 1);
  const reader = cellReader(columns, layout.columns, file, headerIndex + 1);

  const rows: MafRow[] = [];
  const skipped: SkippedItem[] = [];
  const seen = new Map<string, { readonly index: number; readonly isOwn: boolean }>();
  const builds = new Map<string, number>();
  const notes = new Set<string>();
  for (let index = headerIndex + 1; index < lines.length; index++) {
    const text = lines[index] as string;
    if (text.trim() === '' || text.startsWith('#')) continue;
    const line = index + 1;
    const skip = (code: string, reason: string): void => {
      skipped.push({ status: 'skipped', item: `row on line ${line}`, code, reason, file, line });
    };
    const cells = text.split('\t').map(unquoted);
    if (cells.length > columns.length) {
      skip('ragged-row', `${cells.length} cells, the header has ${columns.length}`);
      continue;
    }
    const read = readRow(cells, reader, line, notes);
    if (read.kind === 'skipped') {
      skip(read.code, read.reason);
      continue;
    }
    if (read.build !== null && !builds.has(read.build)) builds.set(read.build, line);
    for (const [i, row] of read.rows.entries()) {
      const key = alleleKey(row);
      const earlier = seen.get(key);
      const isOwn = i === 0;
      if (earlier === undefined) {
        seen.set(key, { index: rows.length, isOwn });
        rows.push(row);
      } else if (isOwn && earlier.isOwn) {
        skip('given-twice', `line ${rows[earlier.index]?.line} has it already`);
      } else if (isOwn) {
        // So far only named as the other allele of a row about something else.
        rows[earlier.index] = row;
        seen.set(key, { index: earlier.index, isOwn });
      }
    }
  }
  return {
    format: layout.format,
    file,
    ...buildOf(builds, layout.format, file),
    samples: [...new Set(rows.flatMap(({ sample }) => (sample === null ? [] : [sample])))],
    rows,
    skipped,
    notes: [...notes].sort(compareText),
  };
}

/** One table a sample, in order of appearance; what was skipped cannot be told apart and is in each. */
export function splitBySample(table: MafTable): ReadonlyMap<string, MafTable> {
  const rowsOf = new Map<string, MafRow[]>(table.samples.map((sample) => [sample, []]));
  for (const row of table.rows) {
    if (row.sample !== null) rowsOf.get(row.sample)?.push(row);
  }
  return new Map(
    [...rowsOf].map(([sample, rows]) => [sample, { ...table, samples: [sample], rows }]),
  );
}

function alleleKey({ sample, chromosome, start0, reference, alternate }: MafRow): string {
  return JSON.stringify([sample, chromosome, start0, reference, alternate]);
}

interface Layout {
  readonly format: MafTable['format'];
  readonly columns: MafColumnNames;
}

function headerCells(line: string): readonly string[] {
  return line
    .replace(/^#+\s*/, '')
    .split('\t')
    .map((cell) => unquoted(cell).trim());
}

function layoutOf(columns: readonly string[]): Layout | null {
  const names = new Set(columns.map((column) => column.toLowerCase()));
  const has = (...wanted: readonly string[]): boolean => wanted.every((name) => names.has(name));
  if (has('chromosome', 'start_position', 'reference_allele')) {
    return has('tumor_seq_allele2') || has('tumor_seq_allele1')
      ? { format: 'MAF', columns: MAF_COLUMNS }
      : null;
  }
  return has('chr', 'start', 'end', 'ref', 'alt')
    ? { format: 'ANNOVAR multianno', columns: ANNOVAR_COLUMNS }
    : null;
}

function notMaf(columns: readonly string[], file: string, line: number): InputError {
  const names = new Set(columns.map((column) => column.toLowerCase()));
  if (names.has('mutated_from_allele') || names.has('icgc_mutation_id')) {
    return new InputError('this is an ICGC simple somatic mutation table, not a MAF', {
      file,
      line,
      hint: 'it has a row for each transcript and its own way to place insertions; give the MAF of the same release, or a VCF',
    });
  }
  if (names.has('reference_allele')) {
    return new InputError('a MAF without Tumor_Seq_Allele2, so the changed bases are not known', {
      file,
      line,
      hint: 'give a MAF with the tumour alleles; protein changes alone do not tell the bases',
    });
  }
  return new InputError('the table is not a MAF', {
    file,
    line,
    hint: 'it is tab-separated and has at least Chromosome, Start_Position, Reference_Allele, Tumor_Seq_Allele2 and Tumor_Sample_Barcode',
  });
}

interface CellReader {
  has(column: MafColumn): boolean;
  /** One cell by the column's meaning; null where it says nothing. */
  text(cells: readonly string[], column: MafColumn): string | null;
}

/** @throws InputError where a column that is read occurs twice. */
function cellReader(
  columns: readonly string[],
  names: MafColumnNames,
  file: string,
  line: number,
): CellReader {
  const lower = columns.map((column) => column.toLowerCase());
  const indexOf = new Map<MafColumn, number>();
  for (const column of Object.keys(names) as MafColumn[]) {
    const name = names[column]?.map((one) => one.toLowerCase()).find((one) => lower.includes(one));
    if (name === undefined) continue;
    const index = lower.indexOf(name);
    if (lower.includes(name, index + 1)) {
      throw new InputError(`the column "${columns[index]}" occurs twice`, { file, line });
    }
    indexOf.set(column, index);
  }
  return {
    has: (column) => indexOf.has(column),
    text: (cells, column) => {
      const index = indexOf.get(column);
      if (index === undefined) return null;
      const text = (cells[index] ?? '').trim();
      return EMPTY.has(text.toLowerCase()) ? null : text;
    },
  };
}

function unquoted(cell: string): string {
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1) : cell;
}

type ReadRow =
  | { readonly kind: 'read'; readonly rows: readonly MafRow[]; readonly build: string | null }
  | { readonly kind: 'skipped'; readonly code: string; readonly reason: string };

function readRow(
  cells: readonly string[],
  reader: CellReader,
  line: number,
  notes: Set<string>,
): ReadRow {
  const skip = (code: string, reason: string): ReadRow => ({ kind: 'skipped', code, reason });
  const text = (column: MafColumn): string | null => reader.text(cells, column);
  const count = (column: MafColumn): number | null => {
    const value = numberInCell(text(column) ?? '');
    return value === null || value < 0 || !Number.isInteger(value) ? null : value;
  };
  const status = text('status');
  if (status !== null && NOT_SOMATIC.has(status.toLowerCase())) {
    return skip('not-somatic', `Mutation_Status is ${status}`);
  }
  if (text('strand') === '-' || text('strand') === '-1') {
    return skip('minus-strand', 'its alleles are on the minus strand; a MAF gives the plus strand');
  }
  const build = text('build');
  if (build !== null && BUILD_OF[build.toLowerCase()] === undefined) {
    return skip('unknown-build', `NCBI_Build is ${build}; GRCh37 and GRCh38 are read`);
  }
  const named = text('chromosome');
  if (named === null) return skip('no-place', 'no chromosome');
  const [, prefix = '', bare = ''] = /^(chr)?(.*)$/i.exec(named) ?? [];
  const chromosome = `${prefix}${NUMBERED[bare] ?? bare}`;
  if (chromosome !== named) notes.add('chromosomes 23 and 24 were read as X and Y');
  if (/[\s<>]/.test(chromosome)) return skip('no-place', `"${named}" is not a chromosome name`);
  const start = count('start');
  const end = count('end');
  if (start === null || start < 1) return skip('no-place', 'no start position');

  const reference = allele(text('reference'));
  if (reference === null) {
    return skip('bad-allele', `the reference allele is ${text('reference') ?? 'empty'}`);
  }
  if (reference !== '' && end !== null && end - start + 1 !== reference.length) {
    return skip('length-mismatch', `${reference.length} reference bases from ${start} to ${end}`);
  }
  if (reference === '' && end !== null && end !== start && end !== start + 1) {
    return skip('length-mismatch', `an insertion from ${start} to ${end}`);
  }
  const second = allele(text('allele2'));
  const first = allele(text('allele1'));
  const alternates = [
    ...(second !== null && second !== reference ? [second] : []),
    ...(first !== null && first !== reference && first !== second ? [first] : []),
  ];
  if (alternates.length === 0) {
    return second === null && first === null
      ? skip('bad-allele', `the tumour allele is ${text('allele2') ?? text('allele1') ?? 'empty'}`)
      : skip('no-alternate', 'the tumour alleles are the reference');
  }
  const sample = text('sample');
  if (sample === null && reader.has('sample')) return skip('no-sample', 'no Tumor_Sample_Barcode');
  // An insertion lies between the base at `start` and the next one.
  const start0 = reference === '' ? start : start - 1;
  const fraction = numberInCell(text('alleleFraction') ?? '');
  const percent = numberInCell(text('alleleFractionPercent') ?? '');
  const alleleFraction = fraction ?? (percent === null ? null : percent / 100);
  const tumourAltReads = count('tumourAlternate');
  const normalAltReads = count('normalAlternate');
  const shared = {
    ...genomicPosition(chromosome, start0, start0 + reference.length),
    reference,
    sample,
    normalSample: text('normal'),
    tumourDepth: count('tumourDepth') ?? sum(count('tumourReference'), tumourAltReads),
    normalDepth: count('normalDepth') ?? sum(count('normalReference'), normalAltReads),
    filters: (text('filter') ?? 'PASS').split(/[;,]/).filter((name) => name !== 'PASS'),
    geneSymbol: text('symbol') === 'Unknown' ? null : text('symbol'),
    geneId: text('geneId'),
    classification: text('classification'),
    proteinChange: text('proteinChange'),
    hgvsc: text('hgvsc'),
    hgvsp: text('hgvsp'),
    transcript: text('transcript'),
    context: text('context')?.toUpperCase() ?? null,
    line,
  };
  const rows = alternates.map((alternate, i) => ({
    ...shared,
    alternate,
    // Counts and fraction are of the allele the row is about, not of the other one it names.
    tumourAltReads: i === 0 ? tumourAltReads : null,
    normalAltReads: i === 0 ? normalAltReads : null,
    tumourAlleleFraction:
      i === 0 && alleleFraction !== null && alleleFraction >= 0 && alleleFraction <= 1
        ? alleleFraction
        : null,
  }));
  return { kind: 'read', rows, build };
}

/** Upper-case bases, none for `-`; null for anything else. */
function allele(text: string | null): string | null {
  if (text === null) return null;
  if (/^-+$/.test(text)) return '';
  return /^[ACGTN]+$/i.test(text) ? text.toUpperCase() : null;
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** @throws InputError where the rows name two builds. */
function buildOf(
  builds: ReadonlyMap<string, number>,
  format: MafTable['format'],
  file: string,
): Pick<MafTable, 'build' | 'buildFrom'> {
  const [first] = builds;
  if (first === undefined) {
    // ANNOVAR names its output after the build: `tumour.hg19_multianno.txt`.
    const [, named] = /\b(hg19|hg38)_multianno\b/i.exec(file) ?? [];
    return format === 'ANNOVAR multianno' && named !== undefined
      ? { build: BUILD_OF[named.toLowerCase()] as BuildName, buildFrom: 'the file name' }
      : { build: null, buildFrom: null };
  }
  const [name] = first;
  const build = BUILD_OF[name.toLowerCase()] as BuildName;
  for (const [other, line] of builds) {
    if (BUILD_OF[other.toLowerCase()] !== build) {
      throw new InputError(`rows on two genome builds: ${name} and ${other}`, {
        file,
        line,
        hint: 'split the file by build',
      });
    }
  }
  return { build, buildFrom: `NCBI_Build ${name}` };
}
