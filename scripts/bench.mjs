// Runs every benchmark in dist/bench one after the other; `npm run bench -- NAME` runs those whose name holds NAME.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../dist/bench/', import.meta.url));
const wanted = process.argv[2] ?? '';
const names = readdirSync(folder).filter(
  (name) => name.endsWith('.bench.js') && name.includes(wanted),
);
let failed = 0;
for (const name of names.sort()) {
  console.log(`\n== ${name.replace('.bench.js', '')}`);
  const { status } = spawnSync(process.execPath, [folder + name], { stdio: 'inherit' });
  if (status !== 0) failed++;
}
if (names.length === 0) console.error(`no benchmark named *${wanted}*; run npm run build first`);
process.exitCode = failed > 0 || names.length === 0 ? 1 : 0;
