// mRNA of least free energy: time, memory and energy of the exact search, and of beams and spans.
//   npm run build && node dist/bench/rna-design.bench.js
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { quietContext } from '../src/core/context.js';
import { codonChoices } from '../src/engines/rna/codon-choices.js';
import { type CodonUsage, codonUsage, readCodonShares } from '../src/engines/rna/codon-usage.js';
import { NO_CONSTRAINTS, USUAL_CONSTRAINTS } from '../src/engines/rna/constraints.js';
import { type DesignOptions, designMrna } from '../src/engines/rna/design-mrna.js';
import { loadEnergyModel } from '../src/engines/rna/energy-model.js';
import { ENERGY_PACK_ID } from '../src/engines/rna/energy-pack.js';
import { foldRna } from '../src/engines/rna/fold.js';
import { codonGraph } from '../src/kernels/reference/rna-design-graph.js';
import { designTables } from '../src/kernels/reference/rna-design.js';
import { fillDesignTables } from '../src/kernels/rna-design.js';
import { openPackStore } from '../src/platform/node/pack-store.js';

const FOLDER = new URL('../../../shared/data/editing/', import.meta.url);

function text(path: string): string {
  return readFileSync(new URL(path, FOLDER), 'utf8');
}

function proteinOf(accession: string): string {
  return text(`derna/uniprotSeq/${accession}.fasta`)
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('>'))
    .join('')
    .replaceAll(/\s/g, '');
}

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - started) / 1_000 };
}

function maxMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}

const model = loadEnergyModel(await openPackStore().load(ENERGY_PACK_ID));
const usage: CodonUsage = codonUsage(
  'LinearDesign human',
  readCodonShares(text('codon/LinearDesign_human.csv'), 'LinearDesign_human.csv'),
);
const plain: DesignOptions = { model, usage, constraints: NO_CONSTRAINTS };

console.log('protein   residues  lambda  kcal/mol  CAI    seconds');
for (const row of text('mrna_reference.tsv').split('\n')) {
  const [accession = '', residues, lambda, energy, cai] = row.split('\t');
  if (!/^[A-Z0-9]{6}$/.test(accession)) continue;
  const protein = proteinOf(accession);
  const { result, seconds } = await timed(() =>
    designMrna(protein, { ...plain, lambda: Number(lambda) }),
  );
  assert.equal(protein.length, Number(residues));
  assert.equal(result.freeEnergyKcal, Number(energy));
  if (lambda !== '0') assert.equal(result.cai?.toFixed(3), cai);
  console.log(
    `${accession}    ${residues?.padStart(6)}  ${lambda?.padStart(6)}  ${energy?.padStart(8)}  ${result.cai?.toFixed(3)}  ${seconds.toFixed(2)}`,
  );
}

const PEPTIDE = 'MKLSWAGR';
const peptide = {
  graph: codonGraph(codonChoices(PEPTIDE, usage, 0)),
  energies: model,
  maxSpan: 3 * PEPTIDE.length,
  beam: null,
  openBases: 0,
};
const kernel = await timed(() => fillDesignTables(peptide, quietContext()));
const definition = await timed(async () => designTables(peptide));
assert.equal(kernel.result.exterior(0), definition.result.exterior(0));
console.log(
  `\n${PEPTIDE}: kernel ${(1e3 * kernel.seconds).toFixed(0)} ms, definition ${(1e3 * definition.seconds).toFixed(0)} ms`,
);

// 400 residues: the TFG protein of human.
const middle = await timed(() => designMrna(proteinOf('Q92734'), plain));
assert.equal(middle.result.sequence.length, 1_200);
assert.ok(middle.seconds <= 15, `${middle.seconds} s for 400 residues`);
assert.ok(maxMegabytes() <= 1_024, `${maxMegabytes()} MB for 400 residues`);
console.log(
  `400 residues (Q92734): ${middle.result.freeEnergyKcal} kcal/mol, ${middle.seconds.toFixed(1)} s, at most ${maxMegabytes()} MB in all`,
);

const spike = proteinOf('P0DTC2');
const whole = await timed(() => designMrna(spike, plain));
const refolded = await foldRna(whole.result.sequence, { model, dangles: 'none' });
assert.equal(refolded.energyKcal, whole.result.freeEnergyKcal);
assert.ok(whole.result.freeEnergyKcal <= -2_400);
assert.ok(whole.seconds <= 300, `${whole.seconds} s for the spike`);
assert.ok(maxMegabytes() <= 4_096, `${maxMegabytes()} MB for the spike`);
console.log(
  `spike, 1,273 residues: ${whole.result.freeEnergyKcal} kcal/mol, exact, ${whole.seconds.toFixed(1)} s, at most ${maxMegabytes()} MB in all`,
);
const within = await timed(() => designMrna(spike, { ...plain, constraints: USUAL_CONSTRAINTS }));
console.log(
  `spike within the usual constraints: ${within.result.freeEnergyKcal} kcal/mol, ${within.result.codonsChanged} codons changed, ${within.seconds.toFixed(1)} s`,
);

console.log('\nspike, tables alone: beam  span  kcal/mol  seconds');
const graph = codonGraph(codonChoices(spike, usage, 0));
for (const [beam, maxSpan] of [
  [1, graph.baseCount],
  [2, graph.baseCount],
  [5, graph.baseCount],
  [10, graph.baseCount],
  [20, graph.baseCount],
  [50, graph.baseCount],
  [100, graph.baseCount],
  [null, 150],
  [null, 300],
  [null, 600],
  [null, 1_200],
  [null, 2_400],
  [null, graph.baseCount],
] as const) {
  const problem = { graph, energies: model, beam, maxSpan, openBases: 0 };
  const { result, seconds } = await timed(() => fillDesignTables(problem, quietContext()));
  const energy = result.exterior(0) / 12_800;
  assert.ok(energy >= whole.result.freeEnergyKcal - 1e-9);
  console.log(
    `${String(beam ?? 'all').padStart(25)}  ${String(maxSpan).padStart(4)}  ${energy.toFixed(1)}  ${seconds.toFixed(1)}`,
  );
}
