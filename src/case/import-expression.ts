import { withoutVersion } from '../core/brands.js';
import type { Context } from '../core/context.js';
import { InputError } from '../core/errors.js';
import {
  type ExpressionTable,
  lookUpExpression,
  parseExpression,
} from '../formats/expression/parse-expression.js';
import { sampleValues, type VcfRecord } from '../formats/vcf/record.js';
import type { CaseFile } from './case-file.js';
import { type Collected, given, missing, type ReadInput } from './import-collected.js';
import type { GeneExpression, Given } from './tumour-case.js';

/** Gene and transcript expression a record carries (VAtools' GX and TX), by name as written. */
export interface RecordExpression {
  readonly genes: ReadonlyMap<string, number>;
  readonly transcripts: ReadonlyMap<string, number>;
}

function taggedExpression(
  record: VcfRecord,
  sample: number | null,
  tag: string,
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  if (sample === null) return values;
  for (const entry of sampleValues(record, sample, tag) ?? []) {
    const bar = entry.lastIndexOf('|');
    const value = Number(entry.slice(bar + 1));
    if (bar > 0 && entry.length > bar + 1 && Number.isFinite(value)) {
      values.set(entry.slice(0, bar), value);
    }
  }
  return values;
}

/** Null where the record carries no expression of the sample. */
export function recordExpression(
  record: VcfRecord,
  sample: number | null,
): RecordExpression | null {
  const genes = taggedExpression(record, sample, 'GX');
  const transcripts = taggedExpression(record, sample, 'TX');
  return genes.size === 0 && transcripts.size === 0 ? null : { genes, transcripts };
}

/** Of a variant whose record carries none. */
export const NO_EXPRESSION: RecordExpression = { genes: new Map(), transcripts: new Map() };

/** Where expression comes from: the tables given, or else the VCF's own tags. */
export class ExpressionSource {
  private readonly genes: ExpressionTable | null;
  private readonly transcripts: ExpressionTable | null;
  readonly ambiguous = new Set<string>();
  usedVcfTags = false;

  constructor(tables: readonly ExpressionTable[]) {
    this.genes = tables.find(({ level }) => level === 'gene') ?? null;
    this.transcripts = tables.find(({ level }) => level === 'transcript') ?? null;
  }

  get hasTables(): boolean {
    return this.genes !== null || this.transcripts !== null;
  }

  /** Unit of the values handed out. */
  get unit(): string {
    const units = new Set(
      [this.genes, this.transcripts].flatMap((table) => (table === null ? [] : [table.unit])),
    );
    if (units.size > 0) return [...units].join(', ');
    return this.usedVcfTags ? 'unstated in the VCF (GX, TX)' : 'none given';
  }

  /** Every gene of the table by gene; missing where there is none. */
  allGenes(): Given<GeneExpression> {
    if (this.genes === null) return missing('no table of expression by gene was given');
    const found = new Map<string, number | null>();
    for (const [name, values] of this.genes.values) {
      const key = /^ENS[A-Z]*G\d+\.\d+$/.test(name) ? withoutVersion(name) : name;
      const value = values.length === 1 && !found.has(key) ? (values[0] as number) : null;
      found.set(key, value);
    }
    const values: Record<string, number> = {};
    for (const [name, value] of found) if (value !== null) values[name] = value;
    return given({ unit: this.genes.unit, values }, `expression by gene (${this.genes.tool})`);
  }

  private fromTable(
    table: ExpressionTable | null,
    names: readonly (string | null)[],
  ): number | null {
    if (table === null) return null;
    for (const name of names) {
      if (name === null) continue;
      const found = lookUpExpression(table, name);
      if (found.kind === 'found') return found.value;
      if (found.kind === 'ambiguous') this.ambiguous.add(name);
    }
    return null;
  }

  gene(record: RecordExpression, id: string | null, symbol: string | null): number | null {
    if (this.hasTables) return this.fromTable(this.genes, [id, symbol]);
    // As pVACseq reads it: the symbol's value, where both stand there, has the last word.
    const value =
      (symbol === null ? undefined : record.genes.get(symbol)) ??
      (id === null ? undefined : record.genes.get(id));
    if (value !== undefined) this.usedVcfTags = true;
    return value ?? null;
  }

  transcript(record: RecordExpression, transcript: string): number | null {
    if (this.hasTables) return this.fromTable(this.transcripts, [transcript]);
    const value = record.transcripts.get(transcript);
    if (value !== undefined) this.usedVcfTags = true;
    return value ?? null;
  }
}

/**
 * The expression tables of the case.
 * @throws InputError for a second table of one level.
 */
export async function readExpression(
  file: CaseFile,
  read: ReadInput,
  collected: Collected,
  context: Context,
): Promise<ExpressionSource> {
  const tables: ExpressionTable[] = [];
  for (const { file: path, level } of file.inputs.expression) {
    context.report({
      step: 'reading expression',
      done: tables.length,
      total: file.inputs.expression.length,
    });
    const input = await read('expression', path);
    const table = parseExpression(input.text, input.name, level);
    collected.skipped.push(...table.skipped);
    if (tables.some((other) => other.level === table.level)) {
      throw new InputError(`a second table of ${table.level} expression`, {
        file: input.name,
        hint: 'give one table by gene and one by transcript at most',
      });
    }
    tables.push(table);
  }
  return new ExpressionSource(tables);
}
