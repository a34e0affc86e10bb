// Off-target pairs and guides scored a second, one thread:
//   npm run build && node dist/bench/guide-scores.bench.js
import { ok, strictEqual } from 'node:assert';
import { performance } from 'node:perf_hooks';

import { seededRandom } from '../src/core/seeded-random.js';
import { GUIDE_EFFICACY_PACK_ID } from '../src/engines/editing/efficacy-pack.js';
import { openGuideEfficacy } from '../src/engines/editing/guide-efficacy.js';
import {
  GUIDE_SCORES_PACK_ID,
  openGuideScoreTables,
} from '../src/engines/editing/guide-score-tables.js';
import { cfdScore, mitScore } from '../src/engines/editing/off-target-scores.js';
import { openPackStore } from '../src/platform/node/pack-store.js';

const PAIRS = 200_000;
const GUIDES = 2_000;

const random = seededRandom(1);
const bases = (length: number): string =>
  Array.from({ length }, () => 'ACGT'.charAt(random.below(4))).join('');

const store = openPackStore();
const tables = openGuideScoreTables(await store.load(GUIDE_SCORES_PACK_ID));
const model = openGuideEfficacy(await store.load(GUIDE_EFFICACY_PACK_ID));

const spacer = bases(20);
strictEqual(cfdScore(tables, { spacer, protospacer: spacer, pam: 'AGG' }), 1);
strictEqual(mitScore(tables, { spacer, protospacer: spacer, pam: 'AAG' }), 0.2);
const guides = Array.from({ length: GUIDES }, () => `${bases(25)}GG${bases(3)}`);
for (const guide of guides) {
  const { score, base, reasons } = model.predict(guide, null);
  const sum = reasons.reduce((total, { effect }) => total + effect, base);
  ok(Math.abs(Math.min(1, Math.max(0, sum)) - score) < 1e-6);
}

/** A near copy of the spacer, up to four places changed. */
function nearCopy(): string {
  const letters = [...spacer];
  for (let i = 0; i < 4; i++) letters[random.below(20)] = 'ACGT'.charAt(random.below(4));
  return letters.join('');
}

function perSecond(count: number, work: () => void): string {
  const start = performance.now();
  work();
  return Math.round((1_000 * count) / (performance.now() - start)).toLocaleString('en');
}

const pairs = Array.from({ length: PAIRS }, () => ({
  spacer,
  protospacer: nearCopy(),
  pam: 'TGG',
}));
const scored = (score: typeof cfdScore | typeof mitScore) => () => {
  for (const pair of pairs) score(tables, pair);
};
console.log(`CFD ${perSecond(PAIRS, scored(cfdScore))} pairs/s`);
console.log(`MIT ${perSecond(PAIRS, scored(mitScore))} pairs/s`);
const predicted = perSecond(GUIDES, () => {
  for (const guide of guides) model.predict(guide, { residue: 50, proteinLength: 400 });
});
console.log(`efficacy with place and reasons ${predicted} guides/s`);
const fromSequence = perSecond(GUIDES, () => {
  for (const guide of guides) model.predict(guide, null);
});
console.log(`efficacy from the sequence, with reasons ${fromSequence} guides/s`);
