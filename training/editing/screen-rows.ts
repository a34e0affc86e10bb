import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  type CutInProtein,
  GUIDE_FEATURES,
  trueFeatures,
} from '../../src/engines/editing/guide-features.js';
import { guideContext } from '../../src/engines/editing/rule-set-1.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/** A guide in one screen of FC_plus_RES. */
export interface ScreenRow {
  /** The 30-mer. */
  readonly context: string;
  readonly gene: string;
  /** Rank among the guides of the gene in this screen, 0 worst to 1 best. */
  readonly rank: number;
  /** An endless protein where the file gives 0 % of it. */
  readonly cut: CutInProtein;
  /** True questions, indices into GUIDE_FEATURES. */
  readonly found: readonly number[];
}

export const SCREEN_FILE = 'data/editing/azimuth/FC_plus_RES_withPredictions.csv';

export function readScreen(): string {
  return readFileSync(join(packageRoot(), '../shared', SCREEN_FILE), 'utf8');
}

/** Rows of the CSV, in its order. Stops where a 30-mer occurs in two genes: it could then be trained and tested on. */
export function screenRows(csv: string): readonly ScreenRow[] {
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const columns = header.trimEnd().split(',');
  const cell = (cells: readonly string[], name: string): string => {
    const value = cells[columns.indexOf(name)];
    if (value === undefined || value === '') throw new Error(`a row has no ${name}`);
    return value;
  };
  const geneOf = new Map<string, string>();
  return lines.map((line) => {
    const cells = line.trimEnd().split(',');
    const context = guideContext(cell(cells, '30mer'));
    const gene = cell(cells, 'Target gene');
    if ((geneOf.get(context) ?? gene) !== gene) throw new Error(`${context} is in two genes`);
    geneOf.set(context, gene);
    const residue = Number(cell(cells, 'Amino Acid Cut position'));
    const percent = Number(cell(cells, 'Percent Peptide'));
    const rank = Number(cell(cells, 'score_drug_gene_rank'));
    if (!(residue >= 0 && percent >= 0 && rank >= 0 && rank <= 1)) {
      throw new Error(`a row of ${gene} is out of range`);
    }
    const cut = { residue, proteinLength: percent === 0 ? Infinity : (100 * residue) / percent };
    return { context, gene, rank, cut, found: trueFeatures(context, cut) };
  });
}

/** Answers as lists: for each question, the rows (among `rows`) that say yes. */
export function rowsByFeature(
  rows: readonly ScreenRow[],
  featureCount: number,
): readonly Int32Array[] {
  const lists: number[][] = Array.from({ length: featureCount }, () => []);
  rows.forEach(({ found }, row) => {
    for (const feature of found) lists[feature]?.push(row);
  });
  return lists.map((list) => Int32Array.from(list));
}

export const ALL_FEATURES = GUIDE_FEATURES.length;
