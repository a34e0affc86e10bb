// data/codon-usage-human.bin and its manifest, from a table of human codon usage:
//   npm run build && node dist/data/recipes/codon-usage.js [h_sapiens_9606.csv]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { sha256Hex } from '../../src/core/hashing.js';
import {
  CODON_USAGE_PACK_ID,
  codonUsage,
  encodeCodonUsage,
  readCodonShares,
} from '../../src/engines/rna/codon-usage.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/** The pack and its manifest; the same bytes for the same text. */
export function compileCodonUsage(csv: string): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const shares = readCodonShares(csv, 'h_sapiens_9606.csv');
  const { byCodon } = codonUsage(CODON_USAGE_PACK_ID, shares);
  const bytes = encodeCodonUsage(shares);
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: CODON_USAGE_PACK_ID,
      version: '1',
      title: 'Human codon usage: the share of each codon among those of its residue',
      file: `${CODON_USAGE_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC0-1.0',
      attribution:
        'Edinburgh Genome Foundry, codon-usage-tables, CC0; counts from the Codon Usage Database (Kazusa DNA Research Institute), Homo sapiens 9606',
      sources: [
        {
          name: 'codon-usage-tables at a34682a027f1, codon_usage_data/tables/h_sapiens_9606.csv',
          url: 'https://github.com/Edinburgh-Genome-Foundry/codon-usage-tables',
          licence: 'CC0-1.0',
        },
        {
          name: 'Nakamura, Gojobori & Ikemura 2000, Nucleic Acids Res 28:292',
          doi: '10.1093/nar/28.1.292',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/codon-usage.js',
      contents: {
        codons: byCodon.size,
        sourceSha256: sha256Hex(new TextEncoder().encode(csv)),
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const csvPath =
    process.argv[2] ?? join(packageRoot(), '../shared/data/editing/codon/h_sapiens_9606.csv');
  const { bytes, manifest } = compileCodonUsage(await readFile(csvPath, 'utf8'));
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
