// Choosing a vaccine's epitopes and ordering them: answers are checked, then timed.
//   npm run build && node dist/bench/vaccine-set.bench.js
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { HlaAllele, Peptide } from '../src/core/brands.js';
import { quietContext } from '../src/core/context.js';
import { type SeededRandom, seededRandom } from '../src/core/seeded-random.js';
import { lowerBound } from '../src/engines/constructs/epitopes/assignment.js';
import { chooseEpitopes } from '../src/engines/constructs/epitopes/choose-epitopes.js';
import type { EpitopeCandidate } from '../src/engines/constructs/epitopes/epitope-candidate.js';
import { exactOrder } from '../src/engines/constructs/epitopes/held-karp.js';
import { localOrder } from '../src/engines/constructs/epitopes/local-order.js';
import { orderEpitopes } from '../src/engines/constructs/epitopes/order-epitopes.js';
import {
  comparePathCosts,
  pathCost,
  type PathCosts,
} from '../src/engines/constructs/epitopes/path-costs.js';
import { decodeProteome, lettersAt } from '../src/engines/search/proteome-format.js';
import { openEngines } from '../src/pipeline.js';
import { openPackStore } from '../src/platform/node/pack-store.js';

const ALLELES = [
  'HLA-A*02:01',
  'HLA-A*24:02',
  'HLA-B*07:02',
  'HLA-B*44:02',
  'HLA-C*05:01',
  'HLA-C*07:02',
  'HLA-DRB1*04:01',
  'HLA-DRB1*15:01',
] as readonly string[] as readonly HlaAllele[];
const CANDIDATES = 400;
const ROUNDS = 5;
const WINDOW = 27;

const context = quietContext({ seed: 1 });
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function timed<T>(
  action: () => Promise<T>,
  rounds = ROUNDS,
): Promise<{ ms: number; value: T }> {
  const times: number[] = [];
  let value = await action();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    value = await action();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { ms: times[rounds >> 1] as number, value };
}

/** Windows of mutations, a tenth of them with three windows as a frameshift's tail has. */
function randomCandidates(random: SeededRandom): readonly EpitopeCandidate[] {
  return Array.from({ length: CANDIDATES }, (_, i) => ({
    id: `w${i}`,
    mutation: i % 10 < 3 ? `shift${Math.floor(i / 10)}` : `m${i}`,
    gene: `g${random.below(CANDIDATES)}`,
    sequence: 'A'.repeat(WINDOW) as Peptide,
    core: { start0: 8, end0: 19 },
    shown: ALLELES.map((_, a) =>
      random.below(3) === 0
        ? {
            peptide: `${i} ${a}` as Peptide,
            start0: 8,
            percentileRank: 1,
            probability: 0.15 * random.next() ** 4,
          }
        : null,
    ),
    clonal: { value: random.next(), basis: 'bench' },
    expressed: { value: random.next(), basis: 'bench' },
  }));
}

const random = seededRandom(20_261_124);
const candidates = randomCandidates(random);
const alleles = ALLELES.map((allele) => ({
  allele,
  mhcClass: allele.includes('DRB1') ? ('II' as const) : ('I' as const),
  kept: { value: null, basis: 'bench' },
}));
for (const maxEpitopes of [20, 34]) {
  const options = { maxEpitopes, capPerGene: 2, capPerAllele: maxEpitopes / 2 };
  const { ms, value } = await timed(() => chooseEpitopes(candidates, alleles, options, context));
  assert.equal(value.chosen.length, maxEpitopes);
  assert.ok(value.upperBound >= value.expected);
  const gap = (value.upperBound - value.expected) / value.expected;
  print(
    `choose ${maxEpitopes} of ${CANDIDATES}: ${ms.toFixed(0)} ms, expected ${value.expected.toFixed(4)}, ` +
      `${value.isOptimal ? 'proven best' : `within ${(100 * gap).toFixed(3)} %`}`,
  );
}

function randomCosts(count: number): PathCosts {
  const draw = (n: number): Float64Array =>
    Float64Array.from({ length: n }, () => random.next() ** 3);
  return {
    count,
    between: draw(count * count),
    first: new Float64Array(count),
    last: new Float64Array(count),
  };
}

const sixteen = randomCosts(16);
const exact = await timed(() => exactOrder(sixteen, context));
const local = await timed(() => localOrder(sixteen, context));
assert.ok(exact.value !== null && local.value !== null);
const [exactCost, localCost] = [pathCost(sixteen, exact.value), pathCost(sixteen, local.value)];
assert.ok(comparePathCosts(exactCost, localCost) <= 0);
print(
  `order 16, random costs: dynamic programming ${exact.ms.toFixed(0)} ms (worst ${exactCost.worst.toFixed(4)}, sum ${exactCost.sum.toFixed(4)}), ` +
    `local search ${local.ms.toFixed(0)} ms (worst ${localCost.worst.toFixed(4)}, sum ${localCost.sum.toFixed(4)})`,
);
const thirtyFour = randomCosts(34);
const many = await timed(() => localOrder(thirtyFour, context));
assert.ok(many.value !== null);
const manyCost = pathCost(thirtyFour, many.value);
const bound = lowerBound(thirtyFour, manyCost.worst);
assert.ok(bound.worst <= manyCost.worst && bound.sum <= manyCost.sum + 1e-9);
print(
  `order 34, random costs: local search ${many.ms.toFixed(0)} ms, worst ${manyCost.worst.toFixed(4)} (bound ${bound.worst.toFixed(4)}), ` +
    `sum ${manyCost.sum.toFixed(4)} (bound ${bound.sum.toFixed(4)})`,
);

const store = openPackStore();
const engines = await openEngines(store);
const proteome = decodeProteome((await store.load('healthy-proteome')).bytes);
/** Human stretches with a substitution in the middle. */
const epitopes = Array.from({ length: 34 }, (_, i) => {
  for (;;) {
    const protein = proteome.proteins[random.below(proteome.proteins.length)];
    if (protein === undefined || protein.length < WINDOW) continue;
    const start = protein.start0 + random.below(protein.length - WINDOW + 1);
    const stretch = lettersAt(proteome, start, WINDOW);
    if (!/^[ACDEFGHIKLMNPQRSTVWY]+$/.test(stretch)) continue;
    const middle = WINDOW >> 1;
    const sequence = `${stretch.slice(0, middle)}${stretch[middle] === 'W' ? 'A' : 'W'}${stretch.slice(middle + 1)}`;
    return { id: `e${i}`, sequence: sequence as Peptide, core: { start0: 5, end0: 22 } };
  }
});
for (const count of [5, 16, 20, 34]) {
  const some = epitopes.slice(0, count);
  const { ms, value } = await timed(
    () => orderEpitopes(some, { alleles: ALLELES }, engines, context),
    1,
  );
  assert.equal(value.epitopes.length, count);
  assert.equal(new Set(value.epitopes.map(({ index }) => index)).size, count);
  assert.ok(value.lowerBound.worst <= value.cost.worst);
  const strong = value.junctions.filter(({ isAcceptable }) => !isAcceptable).length;
  print(
    `order ${count} human windows, ${ALLELES.length} alleles, junctions scored: ${ms.toFixed(0)} ms by ${value.method}, ` +
      `${strong} junctions not acceptable, sum ${value.cost.sum.toExponential(3)} (bound ${value.lowerBound.sum.toExponential(3)})`,
  );
}

const example = fileURLToPath(
  new URL('../../../shared/cases/pvacvector/junctions.tsv', import.meta.url),
);
if (existsSync(example)) {
  const rows = readFileSync(example, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  const names = [...new Set(rows.flatMap((row) => [row[0] as string, row[4] as string]))].sort();
  const highest = Math.max(...rows.map((row) => Number(row[5])));
  const between = new Float64Array(names.length ** 2).fill(Infinity);
  for (const row of rows) {
    between[names.indexOf(row[0] as string) * names.length + names.indexOf(row[4] as string)] =
      highest - Number(row[5]);
  }
  const costs: PathCosts = {
    count: names.length,
    between,
    first: new Float64Array(names.length),
    last: new Float64Array(names.length),
  };
  const { ms, value } = await timed(() => exactOrder(costs, context));
  assert.ok(value !== null);
  const { worst, sum } = pathCost(costs, value);
  const lowest = highest - worst;
  const mean = highest - sum / (names.length - 1);
  // pVACvector's own construct of these junctions: lowest 716.141, mean 3270.428 nM.
  assert.ok(lowest >= 716.141 - 1e-6 && mean >= 3270.428 - 1e-3);
  print(
    `pVACvector's example: ${ms.toFixed(2)} ms; lowest junction ${lowest.toFixed(3)} nM (its own 716.141), mean ${mean.toFixed(3)} (3270.428)`,
  );
} else {
  print("pVACvector's example: skipped, ../shared is absent");
}
