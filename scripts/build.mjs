// Builds everything `npm ci` and `npm test` need: WASM kernels, the dossier's page script, then the types.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

import { buildDossierClient } from './build-dossier-client.mjs';
import { buildKernels } from './build-kernels.mjs';

await buildKernels();
await buildDossierClient();

const require = createRequire(import.meta.url);
const tsc = require.resolve('typescript/package.json').replace(/package\.json$/, 'bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-b'], { stdio: 'inherit' });
process.exitCode = status ?? 1;
