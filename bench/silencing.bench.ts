// siRNAs scored and folded a second, transcripts searched, and a design of a case, one thread:
//   npm run build && node dist/bench/silencing.bench.js
import { ok, strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { importFrom } from '../src/cli/case-flags.js';
import { quietContext } from '../src/core/context.js';
import { openReference } from '../src/engines/genome/reference-pack.js';
import { loadEnergyModel } from '../src/engines/rna/energy-model.js';
import { ENERGY_PACK_ID } from '../src/engines/rna/energy-pack.js';
import { openSirnaEfficacy } from '../src/engines/silencing/sirna-efficacy.js';
import { SIRNA_EFFICACY_PACK_ID } from '../src/engines/silencing/sirna-efficacy-pack.js';
import { sirnaOffTargets } from '../src/engines/silencing/sirna-off-targets.js';
import { siteAccessibility } from '../src/engines/silencing/site-accessibility.js';
import { readTargetRna, sirnaSites } from '../src/engines/silencing/target-rna.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../src/findings/neoantigens/find-neoantigens.js';
import { geneSilencing } from '../src/modalities/gene-silencing/gene-silencing.js';
import { findFindings, openEngines } from '../src/pipeline.js';
import { openPackStore } from '../src/platform/node/pack-store.js';
import { packageRoot } from '../src/platform/node/package-root.js';

const FOLDED_SITES = 40;
const SEARCHED_GUIDES = 18;
const DESIGN_LIMIT_MS = 4_000;

const store = openPackStore();
const energies = loadEnergyModel(await store.load(ENERGY_PACK_ID));
const model = openSirnaEfficacy(await store.load(SIRNA_EFFICACY_PACK_ID), energies);
const reference = openReference(await store.load('reference-panel-grch38'));
const kras = reference.transcript('NM_004985.4');
if (kras === null) throw new Error('KRAS is not on the panel');
const target = readTargetRna(kras.id, kras.cdna);
const sites = sirnaSites(target);
strictEqual(sites.length, kras.cdna.length - 20);
for (const { guide } of sites.slice(0, 100)) {
  const { activity, low, high } = model.predict(guide);
  ok(low < activity && activity < high);
}

async function timed(name: string, count: number, work: () => Promise<void> | void): Promise<void> {
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  console.log(
    `${name}: ${ms.toFixed(0)} ms, ${Math.round((1_000 * count) / ms).toLocaleString('en')}/s`,
  );
}

await timed(`${sites.length} guides scored`, sites.length, () => {
  for (const { guide } of sites) model.predict(guide);
});
await timed(`${FOLDED_SITES} sites folded`, FOLDED_SITES, async () => {
  for (const site of sites.slice(1_000, 1_000 + FOLDED_SITES)) {
    await siteAccessibility(target, site, energies);
  }
});
const guides = sites.slice(2_000, 2_000 + SEARCHED_GUIDES).map(({ guide }) => guide);
await timed(
  `${SEARCHED_GUIDES} guides looked for in ${reference.transcriptCount} transcripts`,
  SEARCHED_GUIDES,
  async () => {
    await sirnaOffTargets(() => reference.transcripts(), guides, ['KRAS'], quietContext());
  },
);

const engines = await openEngines(store);
const path = join(packageRoot(), 'data/demo/lung-a/case.yaml');
const context = quietContext();
const tumour = await importFrom({ path, text: readFileSync(path, 'utf8') }, {}, context);
const findings = await findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, context);
const start = performance.now();
const designs = await geneSilencing.design(findings, geneSilencing.defaults, engines, context);
const ms = performance.now() - start;
strictEqual(designs[0]?.label, 'KRAS G12C');
ok(ms <= DESIGN_LIMIT_MS, `a design took ${ms.toFixed(0)} ms`);
console.log(`${designs.length} design of demo case lung-a: ${ms.toFixed(0)} ms`);
