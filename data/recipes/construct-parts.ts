// data/construct-parts.bin and its manifest, from accessioned records and the facts beside this file:
//   npm run build && node dist/data/recipes/construct-parts.js [shared/data]
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { canonicalJson } from '../../src/core/canonical-json.js';
import { sha256Hex } from '../../src/core/hashing.js';
import type { Part } from '../../src/engines/constructs/part.js';
import type { PartsPack } from '../../src/engines/constructs/parts-library.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import {
  ADDGENE,
  compilePart,
  GENBANK,
  GENOLIB,
  LRG,
  MAP,
  MIRBASE,
  SWISS_PROT,
  YEAST,
} from './construct-part-cut.js';
import { ABSENT_PARTS, PART_FACTS } from './construct-part-facts.js';
import { namedRecords } from './construct-part-named-records.js';
import { readPartRecords, type PartRecords } from './construct-part-records.js';

/** The pack and its manifest; the same bytes for the same records. */
export function compileConstructParts(records: PartRecords): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const parts = PART_FACTS.map((facts) => compilePart(facts, records));
  const pack: PartsPack = {
    schemaVersion: 1,
    parts,
    absent: ABSENT_PARTS,
    records: namedRecords(records, parts),
  };
  const bytes = new TextEncoder().encode(canonicalJson(pack));
  const letters = (alphabet: Part['alphabet']): number =>
    parts
      .filter((part) => part.alphabet === alphabet)
      .reduce((sum, { sequence }) => sum + sequence.length, 0);
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: 'construct-parts',
      version: '2',
      title: 'Parts of mRNA vaccines, viral vectors and plasmids, each cut from a record',
      file: 'construct-parts.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC-BY-4.0',
      attribution:
        'UniProt Consortium (CC BY 4.0); LRG, EBI and NCBI; GenoLIB, Adames et al. 2015; Addgene; GenBank; GenScript; SGD; miRBase',
      sources: [SWISS_PROT, LRG, GENOLIB, ADDGENE, GENBANK, MAP, YEAST, MIRBASE],
      recipe: 'npm run build && node dist/data/recipes/construct-parts.js',
      contents: {
        parts: parts.length,
        absent: ABSENT_PARTS.length,
        bases: letters('DNA'),
        residues: letters('protein'),
        namedRecords: pack.records.list.length,
        basesOfNamedRecords: pack.records.list.reduce((sum, { length }) => sum + length, 0),
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? join(packageRoot(), '../shared/data');
  const { bytes, manifest } = compileConstructParts(await readPartRecords(folder));
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
