// GenBank of random constructs read by bio-parsers, seqparse and our reader; and the annotation of plasmids.
//   npm run build && node dist/bench/construct-round-trip.bench.js [constructs]
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { openAnnotationLibrary } from '../src/engines/constructs/annotate/annotation-library.js';
import { annotatePlasmid } from '../src/engines/constructs/annotate/annotate-plasmid.js';
import { readPlasmid } from '../src/engines/constructs/annotate/read-plasmid.js';
import { openPartsLibrary } from '../src/engines/constructs/parts-library.js';
import { fileSource } from '../src/platform/node/file-source.js';
import { openPackStore } from '../src/platform/node/pack-store.js';
import { roundTripFaults } from '../test/construct-round-trip.js';
import { randomConstructs } from '../test/random-constructs.js';

const FOLDER = new URL('../../../shared/data/editing/parts/', import.meta.url);

const pack = await openPackStore().load('construct-parts');

const count = Number(process.argv[2] ?? 10_000);
let started = performance.now();
for (const construct of randomConstructs(openPartsLibrary(pack).parts, count, 2)) {
  assert.deepEqual(roundTripFaults(construct), [], construct.id);
}
console.log(
  `${count} random constructs: assembled, written, read by three readers, all alike: ${seconds()} s`,
);

started = performance.now();
const library = openAnnotationLibrary(pack);
console.log(`library of ${library.entries.length} entries opened: ${seconds()} s`);
const FILES = ['pPAGFP-C.fa', 'addgene-plasmid.dna', 'pCMVR8.74.fa', 'pAdDeltaF6.fasta'];
for (const file of FILES) {
  const path = fileURLToPath(new URL(file, FOLDER));
  if (!existsSync(path)) {
    console.log(`${file}: left out, ../shared/data/editing/parts is not there`);
    continue;
  }
  const { sequence } = await readPlasmid(fileSource(path));
  started = performance.now();
  const cpu = process.cpuUsage();
  const features = annotatePlasmid(sequence, 'circular', library);
  const { user, system } = process.cpuUsage(cpu);
  assert.ok(features.some(({ match }) => match === 'exact'));
  console.log(
    `${file}: ${sequence.length} bp, ${features.length} features, ${seconds()} s, ${((user + system) / 1e6).toFixed(2)} s of processor`,
  );
}

function seconds(): string {
  return ((performance.now() - started) / 1_000).toFixed(2);
}
