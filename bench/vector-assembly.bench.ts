// Vectors put together and checked, and coding sequences chosen:
//   npm run build && node dist/bench/vector-assembly.bench.js
import assert from 'node:assert/strict';

import { seededRandom } from '../src/core/seeded-random.js';
import { openPartsLibrary } from '../src/engines/constructs/parts-library.js';
import { assembleVector } from '../src/engines/constructs/vector-assembly/assemble-vector.js';
import { checkVector } from '../src/engines/constructs/vector-assembly/check-vector.js';
import { optimiseCodingSequence } from '../src/engines/constructs/vector-assembly/optimise-coding-sequence.js';
import type {
  BackbonePlan,
  CassettePlan,
} from '../src/engines/constructs/vector-assembly/vector-plan.js';
import { translateCodons } from '../src/engines/genome/consequence/codons.js';
import { CODON_USAGE_PACK_ID, decodeCodonUsage } from '../src/engines/rna/codon-usage.js';
import { openPackStore } from '../src/platform/node/pack-store.js';

const VECTORS = 10_000;
const CHECKED = 200;
const PROTEINS = ['protein-tusc2', 'protein-tp53', 'protein-rb1'] as const;
const BACKBONES: readonly BackbonePlan[] = [
  { kind: 'aav', genome: 'single-stranded' },
  { kind: 'lentiviral' },
  { kind: 'adenoviral-shuttle' },
  { kind: 'plasmid' },
];
const PROMOTERS = ['promoter-cmv', 'promoter-ef1a', 'promoter-pgk', 'promoter-htert'];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function timed<T>(name: string, count: number, act: () => T): T {
  const started = performance.now();
  const result = act();
  const ms = performance.now() - started;
  print(`${name}: ${(ms / count).toFixed(3)} ms each (${count})`);
  return result;
}

const store = openPackStore();
const usage = decodeCodonUsage(await store.load(CODON_USAGE_PACK_ID));
const library = openPartsLibrary(await store.load('construct-parts'));

const coded = PROTEINS.map((id) => {
  const { sequence: protein } = library.part(id, 'polypeptide');
  const design = timed(`coding sequence of ${id} (${protein.length} residues)`, 1, () =>
    optimiseCodingSequence(protein, { usage }),
  );
  assert.equal(translateCodons(design.sequence, 1), protein);
  return { id, protein, sequence: design.sequence };
});

const proteins = library.parts.filter(
  ({ role, alphabet }) => role === 'polypeptide' && alphabet === 'protein',
);
const designs = timed('coding sequences of all proteins of the library', proteins.length, () =>
  proteins.map(({ sequence }) => optimiseCodingSequence(sequence, { usage })),
);
for (const [i, { sequence }] of designs.entries()) {
  assert.equal(translateCodons(sequence, 1), proteins[i]?.sequence);
}
const unmet = designs.flatMap(({ demands }, i) =>
  demands.filter(({ met }) => !met).map(({ name }) => `${proteins[i]?.id}: ${name}`),
);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
print(
  `mean CAI ${mean(designs.map(({ cai }) => cai ?? 0)).toFixed(3)}, CGs a kilobase ${(1000 * mean(designs.map(({ cpgCount, sequence }) => cpgCount / sequence.length))).toFixed(2)}, ` +
    `${new Set(unmet.map((one) => one.split(':')[0])).size} of ${designs.length} with a demand unmet: ${unmet.join('; ') || 'none'}`,
);

const random = seededRandom(7);
const pick = <T>(of: readonly T[]): T => of[random.below(of.length)] as T;
const plans = Array.from({ length: VECTORS }, (_, i) => {
  const backbone = pick(BACKBONES);
  const cassettes = Array.from({ length: 1 + random.below(2) }, (): CassettePlan => {
    const { id, protein, sequence } = pick(coded);
    return {
      kind: 'coding',
      name: id,
      orientation: pick(['forward', 'reverse']),
      promoter: pick(PROMOTERS),
      kozak: 'kozak',
      coding: [{ kind: 'protein', label: id, protein, sequence }],
      polyA: pick(['polya-bgh', 'polya-sv40']),
    };
  });
  return {
    id: `v${i}`,
    name: 'bench',
    description: '',
    backbone,
    cassettes,
    oversize: 'check',
  } as const;
});
const vectors = timed('vectors put together', VECTORS, () =>
  plans.map((plan) => assembleVector(plan, { library })),
);
for (const { transcripts, plan } of vectors) {
  assert.equal(transcripts.length, plan.cassettes.length);
}
const checked = timed('vectors checked', CHECKED, () =>
  vectors.slice(0, CHECKED).map((vector) => checkVector(vector, { library })),
);
for (const checks of checked) {
  assert.equal(checks.find(({ id }) => id === 'coding-frame')?.verdict, 'pass');
}
