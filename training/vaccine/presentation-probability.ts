// How likely is a peptide with this rank found on the surface? Prints the tables that
// src/engines/constructs/epitopes/presentation-probability.ts holds:
//   npm run build && node dist/training/vaccine/presentation-probability.js [../shared]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

import type { HlaAllele, Peptide } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import { hlaClass } from '../../src/core/hla-allele.js';
import type { PresentationModel } from '../../src/engines/presentation/presentation-model.js';
import { decodeProteome, lettersAt } from '../../src/engines/search/proteome-format.js';
import { openEngines } from '../../src/pipeline.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { eachTsvRow } from '../motif/ligand-table.js';

/** Upper ends of the bins of ranks, %. */
const BINS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100];
/** A gene counts as expressed in a tissue from this nTPM on, as in the Human Protein Atlas. */
const DETECTED_NTPM = 1;
/** Molecules with fewer ligands say little about how many there are. */
const LEAST_LIGANDS = 300;

/** Ligands of each allele, by the peptide lengths that are scored. */
type Ligands = ReadonlyMap<HlaAllele, readonly Peptide[]>;

function grouped(): {
  readonly add: (allele: string, peptide: string) => void;
  readonly byAllele: Map<HlaAllele, Peptide[]>;
} {
  const byAllele = new Map<HlaAllele, Peptide[]>();
  return {
    byAllele,
    add: (name, peptide) => {
      const allele = name as HlaAllele;
      const known = byAllele.get(allele);
      if (known === undefined) byAllele.set(allele, [peptide as Peptide]);
      else known.push(peptide as Peptide);
    },
  };
}

/** Class I: eluted from cells with one allele, 8-11 residues; `tested` are those that no network learnt from. */
function classILigands(shared: string): { readonly all: Ligands; readonly tested: Ligands } {
  const all = grouped();
  const tested = grouped();
  eachTsvRow(
    join(shared, 'data/pmhc/mhc1_ligands.tsv.gz'),
    ['allele', 'peptide', 'split', 'tier', 'keep'],
    ([allele = '', peptide = '', split, tier, keep]) => {
      if (tier !== 'A' || keep !== '1' || peptide.length < 8 || peptide.length > 11) return;
      all.add(allele, peptide);
      if (split === 'val') tested.add(allele, peptide);
    },
  );
  return { all: all.byAllele, tested: tested.byAllele };
}

/** Class II: eluted 15-mers; those whose affinity was measured too are no ligands but binders. */
function classIILigands(shared: string): { readonly all: Ligands; readonly tested: Ligands } {
  const measured = new Set<string>();
  eachTsvRow(
    join(shared, 'data/pmhc/mhc2_affinity.tsv.gz'),
    ['allele', 'peptide'],
    ([allele, peptide]) => void measured.add(`${allele} ${peptide}`),
  );
  const all = grouped();
  eachTsvRow(
    join(shared, 'data/pmhc/mhc2_ligands.tsv.gz'),
    ['allele', 'peptide', 'label'],
    ([allele = '', peptide = '', label]) => {
      if (label !== '1' || peptide.length !== 15 || measured.has(`${allele} ${peptide}`)) return;
      all.add(`HLA-${allele}`, peptide);
    },
  );
  return { all: all.byAllele, tested: all.byAllele };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Mean share of genes that a healthy tissue expresses. */
function expressedShare(shared: string): number {
  const file = join(shared, 'data/cell-therapy/hpa_v21.1_rna_tissue_consensus_nTPM.wide.tsv.gz');
  let expressed = 0;
  let total = 0;
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(1)) {
    for (const cell of line.split('\t').slice(2)) {
      if (cell === '') continue;
      total++;
      if (Number(cell) >= DETECTED_NTPM) expressed++;
    }
  }
  return expressed / total;
}

/** Different peptides of these lengths in the healthy proteome. */
async function distinctPeptides(lengths: readonly number[]): Promise<number> {
  const proteome = decodeProteome((await openPackStore().load('healthy-proteome')).bytes);
  const proteins = proteome.proteins.map(({ start0, length }) =>
    lettersAt(proteome, start0, length),
  );
  let count = 0;
  for (const length of lengths) {
    const seen = new Set<string>();
    for (const protein of proteins) {
      for (let start = 0; start + length <= protein.length; start++) {
        seen.add(protein.slice(start, start + length));
      }
    }
    count += seen.size;
  }
  return count;
}

async function ranksOf(model: PresentationModel, ligands: Ligands): Promise<readonly number[]> {
  const ranks: number[] = [];
  for (const [allele, peptides] of [...ligands].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [scores] = await model.score(peptides, [allele], quietContext());
    if (scores?.kind === 'scored') ranks.push(...scores.percentileRank);
  }
  return ranks.filter((rank) => !Number.isNaN(rank));
}

/** What the rank tables of one class are made of. */
async function calibrate(
  model: PresentationModel,
  ligands: { readonly all: Ligands; readonly tested: Ligands },
  { lengths, expressed }: { readonly lengths: readonly number[]; readonly expressed: number },
): Promise<{
  readonly molecules: number;
  readonly medianLigands: number;
  readonly peptides: number;
  readonly prior: number;
  /** By bin. */
  readonly probabilities: readonly number[];
}> {
  const counts = [...ligands.all.values()]
    .map(({ length }) => length)
    .filter((count) => count >= LEAST_LIGANDS);
  const medianLigands = median(counts);
  const peptides = await distinctPeptides(lengths);
  const prior = medianLigands / (peptides * expressed);
  const ranks = await ranksOf(model, ligands.tested);
  let from = 0;
  const probabilities = BINS.map((to) => {
    const share = ranks.filter((rank) => rank > from && rank <= to).length / ranks.length;
    const probability = (prior * share) / ((to - from) / 100);
    from = to;
    return probability;
  });
  return { molecules: counts.length, medianLigands, peptides, prior, probabilities };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const shared = process.argv[2] ?? join(packageRoot(), '../shared');
  const { presentation } = await openEngines(openPackStore());
  const expressed = expressedShare(shared);
  process.stdout.write(`expressed share of genes: ${expressed.toFixed(4)}\n`);
  for (const [mhcClass, ligands, lengths] of [
    ['I', classILigands(shared), [8, 9, 10, 11]],
    ['II', classIILigands(shared), [15]],
  ] as const) {
    const model = presentation.find((candidate) => candidate.mhcClass === mhcClass);
    if (model === undefined) throw new Error(`no class ${mhcClass} model`);
    const known = new Map([...ligands.tested].filter(([allele]) => hlaClass(allele) === mhcClass));
    const table = await calibrate(
      model,
      { all: ligands.all, tested: known },
      { lengths, expressed },
    );
    process.stdout.write(
      `class ${mhcClass}: ${table.molecules} molecules, median ${table.medianLigands} ligands, ` +
        `${table.peptides} different peptides, prior ${table.prior.toExponential(4)}\n` +
        `  ${table.probabilities.map((probability) => probability.toPrecision(3)).join(', ')}\n`,
    );
  }
}
