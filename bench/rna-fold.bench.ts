// Folding: the kernels beside JavaScript, and RNAs as long as an mRNA.
//   npm run build && node dist/bench/rna-fold.bench.js
import assert from 'node:assert/strict';

import { seededRandom } from '../src/core/seeded-random.js';
import { BASES, loadEnergyModel } from '../src/engines/rna/energy-model.js';
import { foldRna } from '../src/engines/rna/fold.js';
import { foldEnsemble } from '../src/engines/rna/partition.js';
import { structureEnergy } from '../src/engines/rna/structure-energy.js';
import { baseCodes } from '../src/engines/rna/structure.js';
import { fillEnsemble } from '../src/kernels/rna-fold-ensemble.js';
import { fillTables } from '../src/kernels/rna-fold.js';
import { openPackStore } from '../src/platform/node/pack-store.js';
import { logSumInJs } from './rna-ensemble-in-js.js';
import { fillTablesInJs } from './rna-fold-in-js.js';

/** The bars of the rna engine: nucleotides and seconds on one thread. */
const BARS = [
  [1_200, 1.5],
  [3_900, 20],
] as const;
/** A kernel is kept only above this (ARCHITECTURE, kernels). */
const REQUIRED_RATIO = 3;
const TIMES = 5;

function randomRna(length: number): string {
  const random = seededRandom(length);
  return Array.from({ length }, () => BASES[random.below(4)]).join('');
}

/** Processor seconds of the fastest of a few runs: others on the machine disturb them less than the clock. */
async function best(run: () => unknown, times = TIMES): Promise<number> {
  let least = Infinity;
  for (let time = 0; time < times; time++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const noPause = async (): Promise<void> => undefined;
const model = loadEnergyModel(await openPackStore().load('rna-turner2004'));

const rna = randomRna(1_200);
const codes = baseCodes(rna);
const kernelTables = await fillTables(model, codes, 'both-sides', noPause);
const jsTables = fillTablesInJs(model, codes, 'both-sides');
assert.deepEqual(kernelTables.exterior, jsTables.exterior);
assert.deepEqual(kernelTables.pairs, jsTables.pairs);
assert.deepEqual(kernelTables.multi, jsTables.multi);

const kernelSeconds = await best(() => fillTables(model, codes, 'both-sides', noPause));
const jsSeconds = await best(() => fillTablesInJs(model, codes, 'both-sides'));
const ratio = jsSeconds / kernelSeconds;
print(
  `tables of 1,200 nt: kernel ${kernelSeconds.toFixed(3)} s, JS ${jsSeconds.toFixed(3)} s, ratio ${ratio.toFixed(1)}`,
);
assert(ratio >= REQUIRED_RATIO, `the kernel is ${ratio.toFixed(1)} times as fast as JS`);

for (const [length, bar] of BARS) {
  const sequence = randomRna(length);
  const { structure, energyKcal } = await foldRna(sequence, { model });
  assert.equal(structureEnergy(sequence, structure, model), energyKcal);
  const seconds = await best(() => foldRna(sequence, { model }));
  print(`fold of ${length} nt: ${seconds.toFixed(2)} s (bar ${bar} s), ${energyKcal} kcal/mol`);
  assert(seconds <= bar, `${length} nt took ${seconds.toFixed(2)} s`);
}

const short = randomRna(50);
assert.equal((await foldRna(short, { model })).structure.length, 50);
const many = await best(async () => {
  for (let fold = 0; fold < 200; fold++) await foldRna(short, { model });
});
print(`fold of 50 nt: ${(1_000 * (many / 200)).toFixed(2)} ms`);

for (const length of [300, 1_200]) {
  const codes = baseCodes(randomRna(length));
  const thermalEnergy = 100 * model.thermalEnergyKcal;
  const { exterior } = await fillTables(model, codes, 'both-sides', noPause);
  const levels = Float64Array.from(exterior, (least) => -least / thermalEnergy);
  const query = { energies: model, codes, dangles: 'both-sides', thermalEnergy, levels } as const;
  const inJs = (): number => logSumInJs(model, codes, 'both-sides', thermalEnergy);
  const { logSum } = await fillEnsemble(query, noPause);
  assert(Math.abs(inJs() - logSum) < 1e-6);
  const seconds = await best(() => fillEnsemble(query, noPause));
  const jsSeconds = await best(inJs);
  // The way back walks every loop of the way out once more, with two sums for one.
  const leastRatio = (2 * jsSeconds) / seconds;
  print(
    `ensemble tables of ${length} nt: ${seconds.toFixed(3)} s; half of it, the way out, in JS ${jsSeconds.toFixed(3)} s: ratio ${leastRatio.toFixed(1)} or more`,
  );
  assert(
    leastRatio >= REQUIRED_RATIO,
    `the kernel is ${leastRatio.toFixed(1)} times as fast as JS`,
  );
}
for (const length of [1_200, 3_900]) {
  const sequence = randomRna(length);
  const { energyKcal } = await foldRna(sequence, { model });
  const ensemble = await foldEnsemble(sequence, { model });
  assert.equal(ensemble.leastEnergyKcal, energyKcal);
  assert(ensemble.unpaired.every((probability) => probability >= 0 && probability <= 1));
  const seconds = await best(() => foldEnsemble(sequence, { model }), 1);
  print(
    `ensemble of ${length} nt: ${seconds.toFixed(1)} s, ${ensemble.energyKcal.toFixed(2)} kcal/mol`,
  );
}
