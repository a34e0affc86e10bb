// data/oncotree.bin and its manifest, from OncoTree's own JSON:
//   npm run build && node dist/data/recipes/oncotree.js [oncotree_2025_10_03.json]
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { sha256Hex } from '../../src/core/hashing.js';
import { compareText } from '../../src/core/skipped.js';
import {
  encodeOncoTree,
  ONCOTREE_PACK_ID,
  type OncoTreeNode,
} from '../../src/engines/evidence/oncotree.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

interface WrittenNode {
  readonly code: string;
  readonly name: string;
  readonly mainType: string | null;
  readonly tissue: string | null;
  readonly externalReferences: Readonly<Record<string, readonly string[]>>;
  readonly history: readonly string[];
  readonly revocations: readonly string[];
  readonly children: Readonly<Record<string, WrittenNode>>;
}

/** The pack and its manifest; the same bytes for the same tree. */
export function compileOncoTree(
  json: string,
  release: string,
): { readonly bytes: Uint8Array; readonly manifest: PackManifest } {
  const root = (JSON.parse(json) as { readonly TISSUE?: WrittenNode }).TISSUE;
  if (root === undefined) throw new Error('not the tree of OncoTree: it has no TISSUE');
  const nodes: OncoTreeNode[] = [];
  const add = (written: WrittenNode, parent: OncoTreeNode | null): void => {
    const fields = [written.code, written.name, written.mainType ?? '', written.tissue ?? ''];
    if (fields.some((field) => /[\t\n]/.test(field)) || written.tissue === null) {
      throw new Error(`${written.code} has no tissue, or a tab in a name`);
    }
    const node: OncoTreeNode = {
      code: written.code,
      name: written.name,
      mainType: written.mainType,
      tissue: written.tissue,
      parent: parent?.code ?? null,
      level: (parent?.level ?? 0) + 1,
      formerCodes: written.history.toSorted(compareText),
      replacedCodes: written.revocations.toSorted(compareText),
      umls: written.externalReferences['UMLS'] ?? [],
      nci: written.externalReferences['NCI'] ?? [],
    };
    nodes.push(node);
    addAll(written, node);
  };
  const addAll = (written: WrittenNode, node: OncoTreeNode | null): void => {
    const children = Object.values(written.children);
    for (const child of children.toSorted((a, b) => compareText(a.code, b.code))) add(child, node);
  };
  addAll(root, null);
  const bytes = encodeOncoTree(release, nodes);
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: ONCOTREE_PACK_ID,
      version: release,
      title: 'OncoTree: codes and names of tumour types, and which is part of which',
      file: `${ONCOTREE_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC-BY-4.0',
      attribution: 'OncoTree, Memorial Sloan Kettering Cancer Center, CC BY 4.0',
      sources: [
        {
          name: `OncoTree, release ${release}`,
          pmid: '33625877',
          doi: '10.1200/CCI.20.00108',
          url: 'https://oncotree.mskcc.org',
          date: release,
          licence: 'CC-BY-4.0',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/oncotree.js',
      contents: {
        types: nodes.length,
        tissues: nodes.filter(({ parent }) => parent === null).length,
        sourceSha256: sha256Hex(new TextEncoder().encode(json)),
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path =
    process.argv[2] ??
    join(packageRoot(), '../shared/data/clinical/oncotree/oncotree_2025_10_03.json');
  const [, year, month, day] = /(\d{4})_(\d\d)_(\d\d)/.exec(basename(path)) ?? [];
  if (day === undefined) throw new Error('the file name must hold the release, as in 2025_10_03');
  const { bytes, manifest } = compileOncoTree(
    await readFile(path, 'utf8'),
    `${year}-${month}-${day}`,
  );
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
