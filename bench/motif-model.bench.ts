// Peptide-allele scores a second of the shipped motif model, one thread:
//   npm run build && node dist/bench/motif-model.bench.js
import { strictEqual } from 'node:assert';
import { performance } from 'node:perf_hooks';

import { AMINO_ACIDS } from '../src/core/amino-acids.js';
import type { HlaAllele, Peptide } from '../src/core/brands.js';
import { seededRandom } from '../src/core/seeded-random.js';
import { loadMotifModel } from '../src/engines/presentation/motif-model.js';
import { decodeMotifPack } from '../src/engines/presentation/motif-pack.js';
import { openPackStore } from '../src/platform/node/pack-store.js';

const ALLELES = ['A*02:01', 'A*29:02', 'B*07:02', 'B*45:01', 'C*06:02', 'C*07:02'].map(
  (name) => `HLA-${name}` as HlaAllele,
);
const PEPTIDES = 200_000;
const RUNS = 5;

const random = seededRandom(1);
const peptides = Array.from({ length: PEPTIDES }, () =>
  Array.from({ length: 8 + random.below(4) }, () => AMINO_ACIDS[random.below(20)]).join(''),
) as readonly string[] as readonly Peptide[];

const loadStart = performance.now();
const loaded = await openPackStore().load('motif-presentation');
const model = loadMotifModel(loaded);
const loadMs = performance.now() - loadStart;

/** The score as the README defines it, one peptide and position at a time. */
function plainScore(peptide: Peptide, allele: HlaAllele): number {
  const motif = pack.alleles
    .find((motif) => motif.allele === allele)
    ?.lengths.find(({ length }) => length === peptide.length);
  if (motif === undefined) return NaN;
  return [...peptide].reduce(
    (bits, residue, i) => bits + (motif.logOdds[20 * i + AMINO_ACIDS.indexOf(residue)] as number),
    motif.lengthLogOdds,
  );
}

const pack = decodeMotifPack(loaded.bytes);
for (const answer of model.scoreNow(peptides, ALLELES)) {
  if (answer.kind !== 'scored') throw new Error(answer.reason);
  for (let i = 0; i < 2_000; i++) {
    strictEqual(answer.presentationScore[i], plainScore(peptides[i] as Peptide, answer.allele));
  }
}

const seconds = Array.from({ length: RUNS }, () => {
  const start = performance.now();
  model.scoreNow(peptides, ALLELES);
  return (performance.now() - start) / 1_000;
}).sort((a, b) => a - b);
const median = seconds[Math.floor(RUNS / 2)] as number;
const rate = (PEPTIDES * ALLELES.length) / median / 1e6;
process.stdout.write(
  `motif-model: ${PEPTIDES} peptides x ${ALLELES.length} alleles, score and rank: ${rate.toFixed(1)} M/s ` +
    `(median of ${RUNS}), pack loaded and checked in ${loadMs.toFixed(0)} ms\n`,
);
