// All peptides of a case against the healthy proteome: how often each occurs, and what comes nearest.
//   npm run build && node dist/bench/self-search.bench.js
import assert from 'node:assert/strict';

import { AMINO_ACIDS } from '../src/core/amino-acids.js';
import { quietContext } from '../src/core/context.js';
import { seededRandom } from '../src/core/seeded-random.js';
import { openHealthyProteome } from '../src/engines/search/healthy-proteome.js';
import { decodeProteome, lettersAt } from '../src/engines/search/proteome-format.js';
import { openPackStore } from '../src/platform/node/pack-store.js';

const PEPTIDES = 50_000;
const CHECKED = 500;
const LENGTHS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 25];
const ROUNDS = 5;

async function timed<T>(action: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await action();
  return { ms: performance.now() - start, value };
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const loaded = await timed(() => openPackStore().load('healthy-proteome'));
const opened = await timed(() => openHealthyProteome(loaded.value));
const self = opened.value;
print(
  `self-search: ${self.proteinCount} proteins, ${self.residueCount} residues, pack of ` +
    `${loaded.value.bytes.length} bytes read and verified in ${loaded.ms.toFixed(0)} ms, ` +
    `opened in ${opened.ms.toFixed(0)} ms`,
);

const proteome = decodeProteome(loaded.value.bytes);
const sequences = proteome.proteins.map(({ start0, length }) =>
  lettersAt(proteome, start0, length),
);

/** Missense variants at random, and all peptides of LENGTHS over each, mutant and wild type by turns. */
const random = seededRandom(1);
const peptides = new Set<string>();
while (peptides.size < PEPTIDES) {
  const sequence = sequences[random.below(sequences.length)] as string;
  const place = random.below(sequence.length);
  const residue =
    random.below(4) === 0 ? sequence.charAt(place) : AMINO_ACIDS.charAt(random.below(20));
  const mutant = sequence.slice(0, place) + residue + sequence.slice(place + 1);
  for (const length of LENGTHS) {
    for (let start = place - length + 1; start <= place; start++) {
      const peptide = mutant.slice(Math.max(0, start), Math.max(0, start + length));
      if (peptide.length === length && peptides.size < PEPTIDES) peptides.add(peptide);
    }
  }
}
const queries = [...peptides];

const answers = self.occurrences(queries);
for (let i = 0; i < PEPTIDES; i += PEPTIDES / CHECKED) {
  const { peptide, proteins, places } = answers[i] as (typeof answers)[number];
  let expectedProteins = 0;
  let expectedPlaces = 0;
  if (!/[UX]/.test(peptide)) {
    for (const sequence of sequences) {
      let at = sequence.indexOf(peptide);
      if (at >= 0) expectedProteins++;
      for (; at >= 0; at = sequence.indexOf(peptide, at + 1)) expectedPlaces++;
    }
  }
  assert.deepEqual([peptide, proteins, places], [peptide, expectedProteins, expectedPlaces]);
}

for (const count of [1_000, PEPTIDES]) {
  const some = queries.slice(0, count);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push((await timed(() => self.occurrences(some))).ms);
  }
  times.sort((a, b) => a - b);
  print(`occurrences of ${count} peptides: median ${(times[ROUNDS >> 1] as number).toFixed(0)} ms`);
}

const context = quietContext();
const first = await timed(() =>
  self.nearestSelf([{ peptide: 'KLVVVGAGGV', excluding: [] }], { maxMismatches: 3 }, context),
);
assert.deepEqual(
  first.value.map(({ mismatches, places }) => [mismatches, places]),
  [[0, 3]],
);
const nearest = await timed(() =>
  self.nearestSelf(
    queries.map((peptide) => ({ peptide, excluding: [] })),
    { maxMismatches: 3 },
    context,
  ),
);
for (const [i, { mismatches, places }] of nearest.value.entries()) {
  const expected = answers[i]?.places ?? 0;
  assert.equal(mismatches === 0 ? places : 0, expected, queries[i]);
}
const alone = await timed(() =>
  self.nearestSelf(
    queries.map((peptide, i) => ({
      peptide,
      excluding: nearest.value[i]?.examples.map(({ peptide }) => peptide) ?? [],
    })),
    { maxMismatches: 3 },
    context,
  ),
);
print(`nearest self: first answer, index included, in ${first.ms.toFixed(0)} ms`);
print(`nearest self of ${PEPTIDES} peptides: ${nearest.ms.toFixed(0)} ms`);
print(`the same, past the three nearest already known: ${alone.ms.toFixed(0)} ms`);
