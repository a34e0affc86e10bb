import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A row of `mhc1_ligands.tsv.gz`. */
export interface Ligand {
  readonly allele: string;
  readonly peptide: string;
  readonly split: 'train' | 'val';
  /** Passed the curation's motif check. */
  readonly keep: boolean;
}

/** Calls `use` with the cells of every row of a TSV (gzipped or not), in the order of `columns`. */
export function eachTsvRow(
  path: string,
  columns: readonly string[],
  use: (cells: readonly string[]) => void,
): void {
  const raw = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(raw) : raw).toString('latin1');
  const lines = text.split('\n');
  const header = (lines[0] as string).split('\t');
  const places = columns.map((column) => {
    const place = header.indexOf(column);
    if (place < 0) throw new Error(`${path} has no column ${column}`);
    return place;
  });
  for (let i = 1; i < lines.length; i++) {
    if (lines[i] === '') continue;
    const cells = (lines[i] as string).split('\t');
    use(places.map((place) => cells[place] as string));
  }
}

export function readLigands(path: string): readonly Ligand[] {
  const ligands: Ligand[] = [];
  eachTsvRow(path, ['allele', 'peptide', 'split', 'keep'], (cells) => {
    const [allele, peptide, split, keep] = cells as [string, string, string, string];
    if (split !== 'train' && split !== 'val') throw new Error(`${path}: split "${split}"`);
    ligands.push({ allele, peptide, split, keep: keep === '1' });
  });
  return ligands;
}
