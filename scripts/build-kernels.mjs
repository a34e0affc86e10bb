// AssemblyScript -> src/kernels/generated/NAME.wasm.ts, a module holding the WASM as base64.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';

import asc from 'assemblyscript/asc';

const SOURCES = new URL('../src/kernels/assembly/', import.meta.url);
const GENERATED = new URL('../src/kernels/generated/', import.meta.url);
const FLAGS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];

async function textOrEmpty(url) {
  try {
    return await readFile(url, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

/** The source of a kernel and, in a folder of its name, those of its parts, by path. */
async function readSources(file) {
  const folder = file.replace(/\.ts$/, '');
  const entries = await readdir(SOURCES, { recursive: true });
  const parts = entries.filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.ts'));
  const sources = new Map();
  for (const path of [file, ...parts.sort()]) {
    sources.set(path, await readFile(new URL(path, SOURCES), 'utf8'));
  }
  return sources;
}

async function compile(file, sources) {
  let wasm = null;
  const { error, stderr } = await asc.main([file, '--outFile', 'out.wasm', ...FLAGS], {
    readFile: (path) => sources.get(path) ?? null,
    writeFile: (path, contents) => {
      if (path === 'out.wasm') wasm = contents;
    },
    listFiles: () => [],
  });
  const messages = stderr.toString();
  if (error !== null || wasm === null || messages.includes('WARNING')) {
    throw new Error(`src/kernels/assembly/${file}:\n${messages}`);
  }
  return Buffer.from(wasm).toString('base64');
}

/** Compiles the kernels whose source, flags or compiler changed, and removes those without a source. */
export async function buildKernels() {
  await mkdir(GENERATED, { recursive: true });
  const files = (await readdir(SOURCES)).filter((name) => name.endsWith('.ts')).sort();
  const outputs = new Set(files.map((file) => file.replace(/\.ts$/, '.wasm.ts')));
  for (const name of await readdir(GENERATED)) {
    if (!outputs.has(name)) await rm(new URL(name, GENERATED));
  }
  for (const file of files) {
    const sources = await readSources(file);
    const target = new URL(file.replace(/\.ts$/, '.wasm.ts'), GENERATED);
    const recipe = createHash('sha256')
      .update(JSON.stringify([asc.version, FLAGS, ...sources.values()]))
      .digest('hex');
    if ((await textOrEmpty(target)).includes(recipe)) continue;
    const base64 = await compile(file, sources);
    await writeFile(
      target,
      `/** WASM of assembly/${file}, base64, by scripts/build-kernels.mjs; recipe ${recipe}. */\nexport const WASM_BASE64 =\n  '${base64}';\n`,
    );
  }
}
