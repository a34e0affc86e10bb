import { join } from 'node:path';

import { packageRoot } from '../../src/platform/node/package-root.js';

import { readHumanProteome } from './human-peptides.js';
import type { HumanProteome } from './human-peptides.js';
import { eachTsvRow, readLigands } from './ligand-table.js';
import type { Ligand } from './ligand-table.js';

export const SHARED_DATA = join(packageRoot(), '../shared/data');
export const LIGANDS_FILE = 'pmhc/mhc1_ligands.tsv.gz';
export const PROTEOME_FILE = 'genome/human_swissprot_2014_metastudent.fasta.gz';
/** Class I files with a `split` column. */
const SPLIT_FILES = [LIGANDS_FILE, 'pmhc/mhc1_affinity.tsv.gz'];
/** Class I files of measured peptides without one. */
const UNSPLIT_FILES = [
  'pmhc/mhc1_flanks.tsv.gz',
  'pmhc/mhc1_stability.tsv.gz',
  'pmhc/mhc1_immunogenicity.tsv.gz',
];

export interface TrainingData {
  /** Rows that the model learns from: `keep=1`, `split=train`. */
  readonly train: readonly Ligand[];
  /** `keep=1`, `split=val`. */
  readonly validation: readonly Ligand[];
  readonly proteome: HumanProteome;
}

/** @param folder `shared/data` */
export function readTrainingData(folder: string = SHARED_DATA): TrainingData {
  const kept = readLigands(join(folder, LIGANDS_FILE)).filter(({ keep }) => keep);
  return {
    train: kept.filter(({ split }) => split === 'train'),
    validation: kept.filter(({ split }) => split === 'val'),
    proteome: readHumanProteome(join(folder, PROTEOME_FILE)),
  };
}

/** Peptides of the validation split of any class I file, kept or not. */
export function validationPeptides(folder: string = SHARED_DATA): ReadonlySet<string> {
  const peptides = new Set<string>();
  for (const file of SPLIT_FILES) {
    eachTsvRow(join(folder, file), ['peptide', 'split'], ([peptide, split]) => {
      if (split === 'val') peptides.add(peptide as string);
    });
  }
  return peptides;
}

export interface KnownPeptides {
  /** In the train split of the ligands, kept or not. */
  readonly trainLigands: ReadonlySet<string>;
  /** In a class I row outside the validation splits, and in files without splits. */
  readonly anyTrainRow: ReadonlySet<string>;
  /** In any class I row. */
  readonly anyRow: ReadonlySet<string>;
}

/** Which peptides a model could have met in the class I files. */
export function knownPeptides(folder: string = SHARED_DATA): KnownPeptides {
  const trainLigands = new Set<string>();
  const anyTrainRow = new Set<string>();
  const anyRow = new Set<string>();
  for (const file of SPLIT_FILES) {
    eachTsvRow(join(folder, file), ['peptide', 'split'], ([peptide, split]) => {
      anyRow.add(peptide as string);
      if (split !== 'train') return;
      anyTrainRow.add(peptide as string);
      if (file === LIGANDS_FILE) trainLigands.add(peptide as string);
    });
  }
  for (const file of UNSPLIT_FILES) {
    eachTsvRow(join(folder, file), ['peptide'], ([peptide]) => {
      anyRow.add(peptide as string);
      anyTrainRow.add(peptide as string);
    });
  }
  return { trainLigands, anyTrainRow, anyRow };
}
