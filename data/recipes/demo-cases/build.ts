import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { compileVariants } from './compile-case.js';
import { DEMO_TUMOURS } from './demo-tumours.js';
import { readSourceRecords } from './source-records.js';
import { caseFiles } from './write-case.js';

/**
 * Writes data/demo from ../shared, both seen from the repository's root:
 * `npm run build && node dist/data/recipes/demo-cases/build.js`.
 */
function build(sharedFolder: string, demoFolder: string): void {
  const records = readSourceRecords(sharedFolder);
  for (const tumour of DEMO_TUMOURS) {
    const variants = compileVariants(records, tumour);
    const folder = join(demoFolder, tumour.folder);
    mkdirSync(folder, { recursive: true });
    for (const { name, bytes } of caseFiles(records, tumour, variants)) {
      writeFileSync(join(folder, name), bytes);
      process.stdout.write(`${join(folder, name)}  ${bytes.length} bytes\n`);
    }
  }
}

build(join('..', 'shared'), join('data', 'demo'));
