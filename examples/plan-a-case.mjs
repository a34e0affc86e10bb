// The library instead of the command: a case in, ranked candidates out. Run after `npm ci`:
//   node examples/plan-a-case.mjs
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import {
  DEFAULT_NEOANTIGEN_OPTIONS,
  DEFAULT_RANK_OPTIONS,
  findFindings,
  importCase,
  openEngines,
  parseCaseFile,
  quietContext,
  rankFindings,
} from 'oncoscript';
import { fileSource, openPackStore } from 'oncoscript/node';

const folder = new URL('../data/demo/lung-b/', import.meta.url);
const context = quietContext({ seed: 1 });

const text = await readFile(new URL('case.yaml', folder), 'utf8');
const tumour = await importCase(
  parseCaseFile(text, 'case.yaml'),
  (path) => fileSource(fileURLToPath(new URL(path, folder))),
  context,
);
const engines = await openEngines(openPackStore());
const findings = await findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, context);
const ranking = await rankFindings(findings, engines, DEFAULT_RANK_OPTIONS, context);

for (const { place, summary } of ranking.candidates.slice(0, 5)) {
  console.log(`${place}. ${summary}`);
}
