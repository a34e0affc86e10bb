import { join } from 'node:path';
import { readFile } from 'node:fs/promises';

import type { Context } from '../../core/context.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../findings/neoantigens/find-neoantigens.js';
import { checkOutputFolder, inFolder } from '../../platform/node/output-folder.js';
import { packageRoot } from '../../platform/node/package-root.js';
import { importFrom } from '../case-flags.js';
import { withEngines } from '../with-engines.js';
import { planCase } from './plan.js';

/** The bundled tumours, by their folder in `data/demo`. */
const DEMO_CASES = ['lung-a', 'lung-b'] as const;

/** `oncoscript demo`: the main job on two bundled tumours. */
export async function demo(out: string, context: Context): Promise<void> {
  await checkOutputFolder(out);
  await withEngines(async (engines) => {
    for (const name of DEMO_CASES) {
      const path = join(packageRoot(), 'data', 'demo', name, 'case.yaml');
      const tumour = await importFrom({ path, text: await readFile(path, 'utf8') }, {}, context);
      process.stdout.write(`\n${tumour.name}\n`);
      await planCase(
        tumour,
        {
          out: inFolder(out, name),
          seed: context.seed,
          design: 'all',
          classILengths: DEFAULT_NEOANTIGEN_OPTIONS.classILengths,
          classIiLengths: DEFAULT_NEOANTIGEN_OPTIONS.classIILengths,
        },
        engines,
        context,
      );
    }
  });
}
