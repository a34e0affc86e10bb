// Tables of MODEL-CARD.md and training/motif/validation-by-allele.tsv, from the shipped pack and ../shared/data:
//   npm run build && node dist/training/motif/evaluate.js
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadMotifModel } from '../../src/engines/presentation/motif-model.js';
import type { PresentationModel } from '../../src/engines/presentation/presentation-model.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';

import { bootstrapMean, evaluateAlleles, METRICS } from './evaluate-alleles.js';
import type { AlleleMetrics, RankingMetrics } from './evaluate-alleles.js';
import { bestRanks, PEER_TOOLS, peerMetrics, readPeerSamples } from './peers.js';
import { knownPeptides, readTrainingData } from './training-data.js';

const DECOYS_PER_LIGAND = 99;
const DECOY_SEED = 4_242;
const BOOTSTRAP_SEED = 7;

const out = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** Mean and interval, e.g. `0.9876 (0.9812 to 0.9901)`. */
function interval(values: readonly number[]): string {
  const { mean, low, high } = bootstrapMean(values, { seed: BOOTSTRAP_SEED });
  return `${mean.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
}

/** One interval for each of `METRICS`. */
function summary(results: readonly RankingMetrics[]): readonly string[] {
  return METRICS.map((metric) => interval(results.map((result) => result[metric])));
}

async function reportValidation(model: PresentationModel): Promise<void> {
  const { train, validation, proteome } = readTrainingData();
  const { scored, withoutModel, otherLengths } = await evaluateAlleles(model, validation, {
    proteome,
    known: new Set([...train, ...validation].map(({ allele, peptide }) => `${allele} ${peptide}`)),
    decoysPerLigand: DECOYS_PER_LIGAND,
    seed: DECOY_SEED,
  });
  const groups: readonly (readonly [string, (metrics: AlleleMetrics) => boolean])[] = [
    ['all', () => true],
    ['HLA-A', ({ allele }) => allele.startsWith('HLA-A')],
    ['HLA-B', ({ allele }) => allele.startsWith('HLA-B')],
    ['HLA-C', ({ allele }) => allele.startsWith('HLA-C')],
    ['100 validation ligands or more', ({ ligands }) => ligands >= 100],
    ['fewer than 100', ({ ligands }) => ligands < 100],
  ];
  out(
    `Validation split, ${DECOYS_PER_LIGAND} decoys a ligand; means over alleles (95 % bootstrap)\n`,
  );
  out(row(['alleles', 'n', 'ligands', 'AUROC', 'AUPRC', 'PPV@n']));
  out(row(['---', '---', '---', '---', '---', '---']));
  for (const [name, belongs] of groups) {
    const members = scored.filter(belongs);
    const ligands = members.reduce((sum, member) => sum + member.ligands, 0);
    out(row([name, members.length, ligands, ...summary(members)]));
  }
  out(
    `\nWithout a model: ${withoutModel.map(({ allele, ligands }) => `${allele} (${ligands})`).join(', ')}; ` +
      `ligands of 15 residues, not scored: ${otherLengths}\n`,
  );
  const lines = scored.map((result) =>
    [result.allele, result.ligands, ...METRICS.map((metric) => result[metric].toFixed(4))].join(
      '\t',
    ),
  );
  writeFileSync(
    join(packageRoot(), 'training/motif/validation-by-allele.tsv'),
    `${['allele', 'ligands', ...METRICS].join('\t')}\n${lines.join('\n')}\n`,
  );
}

async function reportPeers(model: PresentationModel): Promise<void> {
  const samples = readPeerSamples();
  const known = knownPeptides();
  const ligands = samples.flatMap(({ peptides, isLigand }) =>
    peptides.filter((_, i) => isLigand[i] === 1),
  );
  const share = (peptides: ReadonlySet<string>): string =>
    `${((100 * ligands.filter((ligand) => peptides.has(ligand)).length) / ligands.length).toFixed(1)} %`;
  out(
    `Peer file: ${ligands.length} ligands, ${share(known.trainLigands)} in the ligands' train split, ` +
      `${share(known.anyTrainRow)} in a class I row outside the validation splits, ${share(known.anyRow)} in any\n`,
  );
  const own = await Promise.all(samples.map((sample) => bestRanks(model, sample)));
  samples.forEach(({ sample }, i) => {
    const missing = own[i]?.withoutModel ?? [];
    if (missing.length > 0) out(`${sample}: no model for ${missing.join(', ')}`);
  });
  const bestRanksOf = (i: number): Float64Array => own[i]?.ranks as Float64Array;
  for (const [title, counts] of [
    ['all rows', () => true],
    ['rows whose peptide is in no train row', (peptide: string) => !known.anyTrainRow.has(peptide)],
  ] as const) {
    out(`Peer file, ${title}; means over 10 samples (95 % bootstrap)\n`);
    out(row(['tool', 'AUROC', 'AUPRC', 'PPV@n', `PPV@n of ${model.id} less the tool's`]));
    out(row(['---', '---', '---', '---', '---']));
    const ours = samples.map((sample, i) => peerMetrics(sample, bestRanksOf(i), counts));
    out(row([model.id, ...summary(ours), '']));
    for (const tool of PEER_TOOLS) {
      const theirs = samples.map((sample) => peerMetrics(sample, sample.ranks[tool], counts));
      const gains = ours.map(({ ppvAtN }, i) => ppvAtN - (theirs[i] as RankingMetrics).ppvAtN);
      out(row([tool, ...summary(theirs), interval(gains)]));
    }
    out('');
  }
}

const model = loadMotifModel(await openPackStore().load('motif-presentation'));
await reportValidation(model);
await reportPeers(model);
