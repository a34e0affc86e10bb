import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import { numberInCell } from '../tsv/number-cell.js';
import { columnIndex, readTsv } from '../tsv/read-tsv.js';
import type { Tsv } from '../tsv/read-tsv.js';
import { refuseOtherExpressionFiles } from './other-expression-files.js';

type ExpressionTool = 'salmon' | 'kallisto' | 'RSEM' | 'StringTie' | 'plain table';
type ExpressionUnit = 'TPM' | 'FPKM' | 'RPKM' | 'counts' | 'unstated';
export type ExpressionLevel = 'transcript' | 'gene';

/** Expression values of one sample, by transcript or by gene. */
export interface ExpressionTable {
  readonly tool: ExpressionTool;
  readonly unit: ExpressionUnit;
  readonly level: ExpressionLevel;
  /** The column the values come from. */
  readonly column: string;
  /** Value by identifier as written; the first two where rows of one name disagree. */
  readonly values: ReadonlyMap<string, readonly number[]>;
  /** Identifiers as written, by accession without its version. */
  readonly versionsOf: ReadonlyMap<string, readonly string[]>;
  readonly skipped: readonly SkippedItem[];
}

export type ExpressionLookup =
  | { readonly kind: 'found'; readonly value: number; readonly identifier: string }
  | { readonly kind: 'absent' }
  /** The file holds different values for what was asked. */
  | {
      readonly kind: 'ambiguous';
      readonly identifiers: readonly string[];
      readonly values: readonly number[];
    };

interface Layout {
  readonly tool: ExpressionTool;
  readonly identifier: string;
  /** Columns that must all be there. */
  readonly needs: readonly string[];
  readonly level: ExpressionLevel;
}

/** Headers of the tools, as their manuals give them; docs/formats/expression.md has the links. */
const LAYOUTS: readonly Layout[] = [
  {
    tool: 'salmon',
    identifier: 'Name',
    needs: ['EffectiveLength', 'TPM', 'NumReads'],
    level: 'transcript',
  },
  {
    tool: 'kallisto',
    identifier: 'target_id',
    needs: ['eff_length', 'est_counts', 'tpm'],
    level: 'transcript',
  },
  // An isoforms.results has both identifiers, so it comes first.
  {
    tool: 'RSEM',
    identifier: 'transcript_id',
    needs: ['gene_id', 'effective_length', 'expected_count', 'TPM'],
    level: 'transcript',
  },
  {
    tool: 'RSEM',
    identifier: 'gene_id',
    needs: ['transcript_id(s)', 'effective_length', 'expected_count', 'TPM'],
    level: 'gene',
  },
  { tool: 'StringTie', identifier: 'Gene ID', needs: ['Gene Name', 'FPKM', 'TPM'], level: 'gene' },
];

/** Null: the identifiers themselves decide. */
const PLAIN_IDENTIFIERS: readonly (readonly [column: string, level: ExpressionLevel | null])[] = [
  ['transcript_id', 'transcript'],
  ['transcript', 'transcript'],
  ['gene_id', 'gene'],
  ['ensembl_gene_id', 'gene'],
  ['gene', 'gene'],
  ['gene_name', 'gene'],
  ['gene_symbol', 'gene'],
  ['symbol', 'gene'],
  ['TargetID', null],
  ['target_id', null],
  ['Name', null],
  ['id', null],
];

/** The first that a table has is used. */
const VALUE_COLUMNS: readonly (readonly [column: string, unit: ExpressionUnit])[] = [
  ['TPM', 'TPM'],
  ['FPKM', 'FPKM'],
  ['RPKM', 'RPKM'],
  ['expression', 'unstated'],
  ['abundance', 'unstated'],
  ['expected_count', 'counts'],
  ['est_counts', 'counts'],
  ['NumReads', 'counts'],
  ['counts', 'counts'],
  ['count', 'counts'],
];

/** Accessions whose `.3` is a version; the `.7` of the gene RP11-34P13.7 is not. */
const VERSIONED = /^((?:ENS[A-Z]*[GT]\d{11}|[NX][MR]_\d+))\.\d+$/;
const TRANSCRIPT = /^(?:ENS[A-Z]*T\d{11}|[NX][MR]_\d+)/;
const GENE = /^ENS[A-Z]*G\d{11}/;

/**
 * Reads salmon, kallisto, RSEM, StringTie or a plain TSV or CSV with an identifier and a value column.
 * @param level where the file does not say it clearly enough
 * @throws InputError for another file, or where no row has a value.
 */
export function parseExpression(
  text: string,
  file: string,
  level: ExpressionLevel | null = null,
): ExpressionTable {
  refuseOtherExpressionFiles(text, file);
  const table = readTsv(text, file);
  const layout = layoutOf(table);
  const [column, unit] = VALUE_COLUMNS.find(([name]) => columnIndex(table, name) >= 0) ?? [
    null,
    null,
  ];
  if (layout === null || column === null) {
    throw new InputError(
      `no column of ${layout === null ? 'gene or transcript identifiers' : 'expression values'}`,
      {
        file,
        line: table.headerLine,
        hint: 'a plain table needs a column transcript_id or gene_id and a column TPM (or FPKM, expression)',
      },
    );
  }
  const identifierIndex = columnIndex(table, layout.identifier);
  const valueIndex = columnIndex(table, column);
  const skipped: SkippedItem[] = [...table.skipped];
  const values = new Map<string, number[]>();
  for (const { cells, line } of table.rows) {
    const identifier = firstOfPiped((cells[identifierIndex] as string).trim());
    const cell = cells[valueIndex] as string;
    const value = numberInCell(cell);
    if (identifier === '' || value === null || value < 0) {
      skipped.push({
        status: 'skipped',
        item: `expression of ${identifier === '' ? '(no name)' : identifier}`,
        code: identifier === '' ? 'no-identifier' : 'no-expression-value',
        reason:
          identifier === ''
            ? 'the row has no identifier'
            : `"${cell}" is not an expression value: a number of 0 or more is needed`,
        file,
        line,
      });
      continue;
    }
    const known = values.get(identifier);
    if (known === undefined) values.set(identifier, [value]);
    else if (known.length < 2 && known[0] !== value) known.push(value);
  }
  if (values.size === 0) {
    const first = skipped[0];
    throw new InputError(`no row has an expression value${first ? `: ${first.reason}` : ''}`, {
      file,
      line: first?.line ?? table.headerLine,
      hint: 'was the file cut off, or is another column meant?',
    });
  }
  return {
    tool: layout.tool,
    unit,
    level: level ?? levelOf(values.keys()) ?? layout.level ?? 'gene',
    column: table.columns[valueIndex] as string,
    values,
    versionsOf: versionsOf(values.keys()),
    skipped,
  };
}

/**
 * Value of a gene or transcript: the name as written first, then the same accession whatever its
 * version on either side.
 */
export function lookUpExpression(table: ExpressionTable, identifier: string): ExpressionLookup {
  const exact = table.values.get(identifier);
  const identifiers =
    exact === undefined
      ? (table.versionsOf.get(withoutAccessionVersion(identifier)) ?? [])
      : [identifier];
  const values = [...new Set(identifiers.flatMap((name) => table.values.get(name) ?? []))];
  const [value] = values;
  if (value === undefined) return { kind: 'absent' };
  if (values.length > 1) return { kind: 'ambiguous', identifiers, values };
  return { kind: 'found', value, identifier: identifiers[0] as string };
}

function layoutOf(table: Tsv): {
  readonly tool: ExpressionTool;
  readonly identifier: string;
  readonly level: ExpressionLevel | null;
} | null {
  const has = (column: string): boolean => columnIndex(table, column) >= 0;
  const known = LAYOUTS.find(({ identifier, needs }) => [identifier, ...needs].every(has));
  if (known !== undefined) return known;
  const plain = PLAIN_IDENTIFIERS.find(([column]) => has(column));
  return plain === undefined
    ? null
    : { tool: 'plain table', identifier: plain[0], level: plain[1] };
}

/** GENCODE's FASTA headers run into the names of salmon and kallisto: `ENST…|ENSG…|OTTHUM…|`. */
function firstOfPiped(identifier: string): string {
  const bar = identifier.indexOf('|');
  return bar > 0 && identifier.startsWith('ENS') ? identifier.slice(0, bar) : identifier;
}

/** What the first identifier that is an accession names; null where none is. */
function levelOf(identifiers: Iterable<string>): ExpressionLevel | null {
  for (const identifier of identifiers) {
    if (TRANSCRIPT.test(identifier)) return 'transcript';
    if (GENE.test(identifier)) return 'gene';
  }
  return null;
}

function withoutAccessionVersion(identifier: string): string {
  return VERSIONED.exec(identifier)?.[1] ?? identifier;
}

function versionsOf(identifiers: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  for (const identifier of identifiers) {
    const accession = withoutAccessionVersion(identifier);
    const known = versions.get(accession);
    if (known === undefined) versions.set(accession, [identifier]);
    else known.push(identifier);
  }
  return versions;
}
