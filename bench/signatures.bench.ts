// How well mixtures of COSMIC's signatures are recovered, and how long a fit with its 200 bootstraps takes:
//   npm run build && node dist/bench/signatures.bench.js [COSMIC_v3.4_SBS_GRCh38.txt]
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { quietContext } from '../src/core/context.js';
import { seededRandom } from '../src/core/seeded-random.js';
import { FITTED_SIGNATURES } from '../src/engines/signatures/aetiologies.js';
import { fitSignatures } from '../src/engines/signatures/fit-signatures.js';
import { parseSignatures } from '../src/engines/signatures/reference-signatures.js';

const TABLE =
  process.argv[2] ??
  fileURLToPath(
    new URL('../../../shared/data/clinical/signatures/COSMIC_v3.4_SBS_GRCh38.txt', import.meta.url),
  );
const MIXTURES = 20;
/** Mean share that may go to a wrong signature, by substitutions; as docs/science/biomarkers.md states. */
const STATED: ReadonlyMap<number, number> = new Map([
  [50, 0.3],
  [100, 0.25],
  [200, 0.2],
  [500, 0.12],
  [1_000, 0.05],
  [5_000, 0.025],
]);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

if (!existsSync(TABLE)) {
  print('signatures: skipped, for the table of COSMIC is absent');
  process.exit(0);
}
const references = parseSignatures(readFileSync(TABLE, 'utf8'), 'COSMIC').signatures.filter(
  ({ name }) => FITTED_SIGNATURES.has(name),
);
print('substitutions  wrong share, mean  largest  in the 95 % interval  ms a fit');
for (const [substitutions, stated] of STATED) {
  const errors: number[] = [];
  let covered = 0;
  let intervals = 0;
  let spent = 0;
  for (let run = 0; run < MIXTURES; run++) {
    const random = seededRandom(777_000 + substitutions * 31 + run);
    const chosen = random.shuffled(references).slice(0, 2 + random.below(3));
    const weights = chosen.map(() => 0.1 + random.next());
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const truth = new Map(chosen.map(({ name }, i) => [name, (weights[i] as number) / total]));
    const spectrum = new Float64Array(96);
    for (let n = 0; n < substitutions; n++) {
      let at = random.next() * total;
      const part = chosen.find((_, i) => (at -= weights[i] as number) < 0) ?? chosen[0];
      let within = random.next();
      const channel = part?.shares.findIndex((share) => (within -= share) < 0) ?? 0;
      spectrum[Math.max(0, channel)] = (spectrum[Math.max(0, channel)] as number) + 1;
    }
    const started = performance.now();
    const fit = await fitSignatures(spectrum, references, quietContext({ seed: run }));
    spent += performance.now() - started;
    let wrong = 0;
    for (const { signature, share, low, high } of fit.shares) {
      const expected = truth.get(signature) ?? 0;
      wrong += Math.abs(share - expected) / 2;
      if (expected === 0) continue;
      intervals++;
      if (low <= expected && expected <= high) covered++;
    }
    errors.push(wrong);
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  assert.ok(mean <= stated, `${substitutions}: ${mean} is over the stated ${stated}`);
  print(
    [
      String(substitutions).padStart(13),
      mean.toFixed(3).padStart(18),
      Math.max(...errors)
        .toFixed(3)
        .padStart(8),
      `${((100 * covered) / intervals).toFixed(0)} %`.padStart(21),
      (spent / MIXTURES).toFixed(0).padStart(9),
    ].join('  '),
  );
}
