// data/essential-genes.bin and its manifest, from the list in essential-gene-facts.ts:
//   npm run build && node dist/data/recipes/essential-genes.js
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { canonicalJson } from '../../src/core/canonical-json.js';
import { sha256Hex } from '../../src/core/hashing.js';
import {
  ESSENTIAL_GENES_PACK_ID,
  type EssentialGenes,
} from '../../src/engines/search/essential-genes.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { CORE_ESSENTIAL_GENES } from './essential-gene-facts.js';

/** The pack and its manifest; the same bytes for the same list. */
export function compileEssentialGenes(genes: readonly string[]): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const sorted = [...genes].sort();
  const twice = sorted.find((gene, i) => gene === sorted[i - 1]);
  if (twice !== undefined) throw new Error(`${twice} is there twice`);
  const pack: EssentialGenes = { schemaVersion: 1, genes: sorted };
  const bytes = new TextEncoder().encode(canonicalJson(pack));
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: ESSENTIAL_GENES_PACK_ID,
      version: '2',
      title: 'Core essential human genes (CEGv2)',
      file: `${ESSENTIAL_GENES_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'MIT',
      attribution: 'CEGv2 of Hart et al. 2017, from BAGEL, copyright 2020 Hart Lab (MIT licence)',
      sources: [
        {
          name: 'BAGEL at 017461eb91ee, CEGv2.txt',
          url: 'https://github.com/hart-lab/bagel',
          licence: 'MIT',
        },
        {
          name: 'Hart et al. 2017, genome-wide CRISPR knockout screens, G3 7:2719',
          doi: '10.1534/g3.117.041277',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/essential-genes.js',
      contents: { genes: sorted.length },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { bytes, manifest } = compileEssentialGenes(CORE_ESSENTIAL_GENES);
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
