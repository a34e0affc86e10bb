// data/civic-evidence.bin and its manifest, from CIViC's accepted evidence:
//   npm run build && node dist/data/recipes/civic-evidence.js [FILE]
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { compileEvidence } from '../../src/engines/evidence/compile-evidence.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/** The file and the day it was taken; the shared data name it so. */
export const CIVIC_FILE = 'civic_evidence_2026-04-25.tsv';
export const CIVIC_DATE = '2026-04-25';
export const RECIPE = 'npm run build && node dist/data/recipes/civic-evidence.js';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = process.argv[2] ?? join(packageRoot(), '../shared/data/clinical/civic', CIVIC_FILE);
  const text = await readFile(path, 'utf8');
  const { bytes, manifest, skipped } = compileEvidence(text, {
    file: basename(path),
    date: CIVIC_DATE,
    recipe: RECIPE,
  });
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(
    `${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}, ${skipped.length} rows skipped\n`,
  );
}
