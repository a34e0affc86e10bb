// src/web/dossier-client.ts -> src/dossier/generated/client.ts, the one script a dossier page carries.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { rolldown } from 'rolldown';

export async function buildDossierClient() {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('../src/web/dossier-client.ts', import.meta.url)),
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  const script = output[0].code.trim();
  // Inside a script element these end it or change how it is read, and CR would change its hash.
  const unsafe = /<\/script|<script|<!--|\r/i.exec(script);
  if (unsafe !== null) throw new Error(`the page script holds ${JSON.stringify(unsafe[0])}`);
  const target = new URL('../src/dossier/generated/client.ts', import.meta.url);
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(
    target,
    `/** The dossier's page script, bundled by scripts/build-dossier-client.mjs. */\nexport const CLIENT_SCRIPT =\n  ${JSON.stringify(script)};\n`,
  );
}
