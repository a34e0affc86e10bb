// data/hla-class1-domains.bin and its manifest, from the binding domains of common class I alleles:
//   npm run build && node dist/data/recipes/hla-class1-domains.js [HLA_ClassI_CWDonly.fas]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { isPeptide } from '../../src/core/brands.js';
import type { HlaAllele } from '../../src/core/brands.js';
import { sha256Hex } from '../../src/core/hashing.js';
import { parseHlaAllele } from '../../src/core/hla-allele.js';
import { compareText } from '../../src/core/skipped.js';
import {
  encodeHlaDomains,
  HLA_DOMAINS_PACK_ID,
} from '../../src/engines/presentation/hla-divergence-pack.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/** Residues of exons 2 and 3, from the second of the mature protein on. */
const DOMAIN_RESIDUES = 181;

/** Alleles whose residues differ from those of NetMHCpan's list of grooves: left out, since one of the two is wrong. */
const CONFLICTING: ReadonlySet<string> = new Set(['HLA-B*51:50']);

/** Two-field names to residues, from FASTA with names such as `A0101`; alleles in the order of their names. */
export function readDomains(fasta: string): {
  readonly domains: ReadonlyMap<HlaAllele, string>;
  readonly skipped: readonly string[];
} {
  const read: [HlaAllele, string][] = [];
  const skipped: string[] = [];
  for (const record of fasta.split('>').slice(1)) {
    const [name = '', ...lines] = record.split(/\r?\n/);
    const allele = parseHlaAllele(name.trim());
    const domain = lines.join('').trim();
    if (
      allele.kind === 'refused' ||
      CONFLICTING.has(allele.allele) ||
      domain.length !== DOMAIN_RESIDUES ||
      !isPeptide(domain)
    ) {
      skipped.push(name.trim());
    } else {
      read.push([allele.allele, domain]);
    }
  }
  read.sort(([a], [b]) => compareText(a, b));
  return { domains: new Map(read), skipped };
}

/** The pack and its manifest; the same bytes for the same sequences. */
export function compileHlaDomains(fasta: string): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const { domains, skipped } = readDomains(fasta);
  const bytes = encodeHlaDomains(domains);
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: HLA_DOMAINS_PACK_ID,
      version: '2018',
      title: 'Residues of the binding domain of common HLA class I molecules',
      file: 'hla-class1-domains.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'facts; sequences of IPD-IMGT/HLA (CC BY-ND 4.0), whose files are not in it',
      attribution: 'IPD-IMGT/HLA Database; list of common alleles of Pierini & Lenz 2018',
      sources: [
        {
          name: 'IPD-IMGT/HLA Database',
          url: 'https://www.ebi.ac.uk/ipd/imgt/hla/',
          accession: 'PMC9825470',
          licence: 'CC-BY-ND-4.0',
        },
        {
          name: 'Pierini & Lenz 2018, alignment of common and well-documented alleles',
          doi: '10.1093/molbev/msy116',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/hla-class1-domains.js',
      contents: {
        alleles: domains.size,
        residues: DOMAIN_RESIDUES,
        skipped: skipped.length,
        sourceSha256: sha256Hex(new TextEncoder().encode(fasta)),
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path =
    process.argv[2] ?? join(packageRoot(), '../shared/data/clinical/hed/HLA_ClassI_CWDonly.fas');
  const { bytes, manifest } = compileHlaDomains(await readFile(path, 'utf8'));
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
