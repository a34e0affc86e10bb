import { type HlaAllele, isPeptide, type Peptide } from '../core/brands.js';
import type { Context } from '../core/context.js';
import type {
  AlleleScores,
  PresentationModel,
} from '../engines/presentation/presentation-model.js';
import { tsvRow } from '../formats/tsv/write-tsv.js';

/** A peptide to be scored, as written. */
export interface Query {
  readonly peptide: string;
  /** Where it was cut from, or null for a peptide from a list. */
  readonly origin: { readonly sequenceName: string; readonly start0: number } | null;
}

/** An allele asked for, and the model that scores it or why none does. */
export type AskedAllele =
  | { readonly kind: 'scored'; readonly allele: HlaAllele; readonly model: PresentationModel }
  | { readonly kind: 'unscored'; readonly name: string; readonly reason: string };

export interface RowOptions {
  /** Scored rows that rank above it, per cent, are left out; null for none. */
  readonly thresholdRank: number | null;
  /** Lengths that proteins are cut into for each model; null where peptides are given. */
  readonly windowLengths: ReadonlyMap<PresentationModel, ReadonlySet<number>> | null;
}

/** The rows of some queries, and how many have no number, by reason. */
export interface Rows {
  readonly text: string;
  readonly queries: number;
  readonly reasons: ReadonlyMap<string, number>;
}

type Scored = Extract<AlleleScores, { readonly kind: 'scored' }>;

const CORE = 9;
const DIGITS = 6;
const NO_NUMBERS = Array<null>(7).fill(null);

/** MHCflurry's names where it has one, NetMHCIIpan's `core`; docs/formats/presentation-scores.md. */
export function presentationColumns(cutFromProteins: boolean): string {
  const columns = [
    'peptide',
    'allele',
    'affinity',
    'presentation_score',
    'presentation_percentile',
    'core',
    'nearest_trained_allele',
    'differing_groove_residues',
    'model',
    'reason',
  ];
  return `${[...(cutFromProteins ? ['sequence_name', 'pos'] : []), ...columns].join('\t')}\n`;
}

/** The row of an allele that no window of a protein is scored for. */
export function unscoredAlleleRow(name: string, reason: string): string {
  return `${tsvRow([null, null, null, name, ...NO_NUMBERS, reason])}\n`;
}

/** A row for each query and allele, queries first. */
export async function presentationRows(
  queries: readonly Query[],
  alleles: readonly AskedAllele[],
  { thresholdRank, windowLengths }: RowOptions,
  context: Context,
): Promise<Rows> {
  const columns = await alleleColumns(queries, alleles, context);
  const reasons = new Map<string, number>();
  const rows: string[] = [];
  for (const [i, { peptide, origin }] of queries.entries()) {
    const given = peptide === '' ? null : peptide;
    const problem = problemOf(peptide);
    const start = tsvRow(origin === null ? [given] : [origin.sequenceName, origin.start0, given]);
    for (const column of columns) {
      const { name, model } = column;
      if (model !== null && windowLengths?.get(model)?.has(peptide.length) === false) continue;
      const reason = column.unscored ?? problem ?? column.misfit(peptide.length);
      if (reason !== null) {
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        rows.push(`${start}\t${tsvRow([name, ...NO_NUMBERS, reason])}\n`);
      } else if (thresholdRank === null || column.rank(i) <= thresholdRank) {
        rows.push(`${start}\t${name}\t${column.cells(i, peptide)}\n`);
      }
    }
  }
  return { text: rows.join(''), queries: queries.length, reasons };
}

/** Why no allele has a number for it, or null. */
function problemOf(peptide: string): string | null {
  if (peptide === '') return 'no peptide';
  return isPeptide(peptide) ? null : 'a residue is none of the twenty standard ones';
}

/** What an allele has to say of each query. */
interface AlleleColumn {
  readonly name: string;
  readonly model: PresentationModel | null;
  /** Why it has no number for any peptide, or null. */
  readonly unscored: string | null;
  /** Why it has none for a peptide of this length, or null. */
  misfit(length: number): string | null;
  rank(query: number): number;
  /** From `affinity` to `reason`. */
  cells(query: number, peptide: string): string;
}

async function alleleColumns(
  queries: readonly Query[],
  alleles: readonly AskedAllele[],
  context: Context,
): Promise<readonly AlleleColumn[]> {
  const models = new Set(
    alleles.flatMap((asked) => (asked.kind === 'scored' ? [asked.model] : [])),
  );
  const columns = new Map<string, AlleleColumn>();
  for (const model of models) {
    const ofModel = alleles.flatMap((asked) =>
      asked.kind === 'scored' && asked.model === model ? [asked.allele] : [],
    );
    const lengths = new Set(model.peptideLengths);
    const peptides: Peptide[] = [];
    const places = new Int32Array(queries.length).fill(-1);
    for (const [i, { peptide }] of queries.entries()) {
      if (!lengths.has(peptide.length) || !isPeptide(peptide)) continue;
      places[i] = peptides.length;
      peptides.push(peptide);
    }
    for (const scores of await model.score(peptides, ofModel, context)) {
      if (scores.kind === 'unscored') throw new Error(scores.reason);
      columns.set(scores.allele, scoredColumn(scores, model, places));
    }
  }
  return alleles.map((asked) =>
    asked.kind === 'scored'
      ? (columns.get(asked.allele) as AlleleColumn)
      : unscoredColumn(asked.name, asked.reason),
  );
}

function unscoredColumn(name: string, reason: string): AlleleColumn {
  return {
    name,
    model: null,
    unscored: reason,
    misfit: () => null,
    rank: () => Infinity,
    cells: () => '',
  };
}

function scoredColumn(scores: Scored, model: PresentationModel, places: Int32Array): AlleleColumn {
  const { allele, affinityNm, presentationScore, percentileRank, coreStart0, modelId } = scores;
  const distance = model.alleleDistance(allele);
  const end = tsvRow([
    distance?.nearest ?? null,
    distance?.differingResidues ?? null,
    modelId,
    null,
  ]);
  const [shortest, longest] = [model.peptideLengths[0], model.peptideLengths.at(-1)];
  const lengths = new Set(model.peptideLengths);
  return {
    name: allele,
    model,
    unscored: null,
    misfit: (length) =>
      lengths.has(length)
        ? null
        : `${length} residues; class ${model.mhcClass} is scored from ${shortest} to ${longest}`,
    rank: (query) => percentileRank[places[query] as number] as number,
    cells: (query, peptide) => {
      const at = places[query] as number;
      const coreStart = coreStart0?.[at];
      return [
        affinityNm === null ? 'NA' : significant(affinityNm[at] as number),
        significant(presentationScore[at] as number),
        significant(percentileRank[at] as number),
        coreStart === undefined ? 'NA' : peptide.slice(coreStart, coreStart + CORE),
        end,
      ].join('\t');
    },
  };
}

/** A positive number to six digits; four times as fast as toPrecision, which had taken half of a run's time. */
function significant(value: number): string {
  const power = 10 ** (DIGITS - 1 - Math.floor(Math.log10(value)));
  // Powers of ten up to 10^22 are exact, so that the quotient is the double nearest to the decimal.
  return power <= 1e22
    ? String(Math.round(value * power) / power)
    : String(Number(value.toPrecision(DIGITS)));
}
