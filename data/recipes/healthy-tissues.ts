// data/healthy-tissues.bin and its manifest, from the Human Protein Atlas' consensus RNA by tissue:
//   npm run build && node dist/data/recipes/healthy-tissues.js [rna_tissue_consensus.wide.tsv.gz]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { sha256Hex } from '../../src/core/hashing.js';
import { compareText } from '../../src/core/skipped.js';
import {
  DETECTED_NTPM,
  encodeHealthyTissues,
  type HealthyTissueGene,
} from '../../src/engines/expression/healthy-tissues.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/** The pack and its manifest; the same bytes for the same table of genes by tissue. */
export function compileHealthyTissues(table: string): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const [header = '', ...lines] = table.trimEnd().split('\n');
  const [idTitle, symbolTitle, ...tissues] = header.split('\t');
  if (idTitle !== 'ensembl_gene_id' || symbolTitle !== 'gene_symbol' || tissues.length === 0) {
    throw new Error(`not the table of genes by tissue: it begins "${header.slice(0, 60)}"`);
  }
  const genes = lines.map((line): HealthyTissueGene => {
    const [geneId = '', geneSymbol = '', ...cells] = line.split('\t');
    if (cells.length !== tissues.length || cells.some((cell) => Number.isNaN(Number(cell)))) {
      throw new Error(
        `${geneId} does not have a number or a gap for each of ${tissues.length} tissues`,
      );
    }
    // A gap says that the gene was not measured there.
    const measured = cells.flatMap((cell, i) =>
      cell === '' ? [] : [{ ntpm: Number(cell), tissue: tissues[i] as string }],
    );
    const highest = measured.reduce((a, b) => (b.ntpm > a.ntpm ? b : a));
    return {
      geneId,
      geneSymbol,
      highestNtpm: highest.ntpm,
      highestTissue: highest.tissue,
      detectedIn: measured.filter(({ ntpm }) => ntpm >= DETECTED_NTPM).length,
      tissues: measured.length,
    };
  });
  genes.sort((a, b) => compareText(a.geneId, b.geneId));
  const bytes = encodeHealthyTissues(tissues, genes);
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: 'healthy-tissues',
      version: '21.1',
      title: 'RNA of human genes in healthy tissues: the highest tissue, and how many have any',
      file: 'healthy-tissues.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC-BY-SA-3.0',
      attribution: 'Human Protein Atlas, proteinatlas.org, v21.1, CC BY-SA; GTEx',
      sources: [
        {
          name: 'Human Protein Atlas v21.1, consensus RNA by tissue',
          doi: '10.1126/science.1260419',
          pmid: '25613900',
          url: 'https://v21.proteinatlas.org/about/download',
          licence: 'CC-BY-SA-3.0',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/healthy-tissues.js',
      contents: {
        genes: genes.length,
        tissues: tissues.length,
        sourceSha256: sha256Hex(new TextEncoder().encode(table)),
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path =
    process.argv[2] ??
    join(
      packageRoot(),
      '../shared/data/cell-therapy/hpa_v21.1_rna_tissue_consensus_nTPM.wide.tsv.gz',
    );
  const { bytes, manifest } = compileHealthyTissues(
    gunzipSync(await readFile(path)).toString('utf8'),
  );
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
