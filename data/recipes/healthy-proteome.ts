// data/healthy-proteome.bin and its manifest, from human Swiss-Prot proteins as FASTA:
//   npm run build && node dist/data/recipes/healthy-proteome.js [FASTA.gz]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { sha256Hex } from '../../src/core/hashing.js';
import { compareText } from '../../src/core/skipped.js';
import { encodeProteome, type ProteinRecord } from '../../src/engines/search/proteome-format.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/**
 * Proteins in order of gene, then accession. Headers look like
 * `>sp|P01116|KRAS KRAS proto-oncogene, GTPase GeneID=3845`.
 */
export function readProteins(fasta: string): readonly ProteinRecord[] {
  const proteins = fasta
    .split('>')
    .slice(1)
    .map((record) => {
      const [header = '', ...lines] = record.split('\n');
      const [, accession, gene] = /^sp\|([A-Z0-9]+)\|(\S+) /.exec(header) ?? [];
      const sequence = lines.join('').trim();
      if (accession === undefined || gene === undefined || !/^[A-Z]+$/.test(sequence)) {
        throw new Error(`cannot read the record ">${header}"`);
      }
      return { accession, gene, sequence };
    });
  return proteins.sort(
    (a, b) => compareText(a.gene, b.gene) || compareText(a.accession, b.accession),
  );
}

/** The pack and its manifest; the same bytes for the same FASTA text. */
export function compileHealthyProteome(fasta: string): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const proteins = readProteins(fasta);
  const bytes = encodeProteome(proteins);
  const residues = proteins.map(({ sequence }) => sequence).join('');
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: 'healthy-proteome',
      version: '2014.1',
      title: 'Human proteins of Swiss-Prot, one sequence each',
      file: 'healthy-proteome.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC-BY-4.0',
      attribution: 'UniProt Consortium, UniProtKB/Swiss-Prot, CC BY 4.0',
      sources: [
        {
          name: 'UniProtKB/Swiss-Prot, human, 2014',
          doi: '10.1093/nar/gku989',
          url: 'https://www.uniprot.org',
          date: '2014',
          licence: 'CC-BY-4.0',
        },
        {
          name: 'Debian package metastudent-data 2.0.1, which holds that release',
          url: 'https://packages.debian.org/metastudent-data',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/healthy-proteome.js',
      contents: {
        proteins: proteins.length,
        genes: new Set(proteins.map(({ gene }) => gene)).size,
        residues: residues.length,
        unusualResidues: residues.replaceAll(/[ACDEFGHIKLMNPQRSTVWY]/g, '').length,
        sourceSha256: sha256Hex(new TextEncoder().encode(fasta)),
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const fastaPath =
    process.argv[2] ??
    join(packageRoot(), '../shared/data/genome/human_swissprot_2014_metastudent.fasta.gz');
  const fasta = gunzipSync(await readFile(fastaPath)).toString('utf8');
  const { bytes, manifest } = compileHealthyProteome(fasta);
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
