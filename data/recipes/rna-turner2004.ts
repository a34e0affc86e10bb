// data/rna-turner2004.bin and its manifest, from ViennaRNA's parameter files:
//   npm run build && node dist/data/recipes/rna-turner2004.js [folder of ViennaRNA's files]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { sha256Hex } from '../../src/core/hashing.js';
import { ENERGY_PACK_ID, encodeEnergyPack } from '../../src/engines/rna/energy-pack.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { readM1PsiStacks } from './rna-m1psi-file.js';
import { readParFile } from './rna-par-file.js';

/** The pack and its manifest; the same bytes for the same text. */
export function compileTurner2004(
  parFile: string,
  m1PsiJson: string,
): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const { parameters, repairs } = readParFile(parFile);
  const m1PsiStacks = readM1PsiStacks(m1PsiJson);
  const bytes = encodeEnergyPack({ ...parameters, m1PsiStacks });
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: ENERGY_PACK_ID,
      version: '2004.1',
      title: 'Nearest-neighbour energies of RNA secondary structure, Turner 2004',
      file: `${ENERGY_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'LicenseRef-measured-values',
      attribution:
        'Energies measured by the Turner group and others (Mathews 2004, NNDB); numbers as set out by the ViennaRNA package (Lorenz 2011), read from rna_turner2004.par, whose own terms ask credit to its authors and the University of Vienna, forbid a redistribution for a fee and ask commercial products that include the software to contact the authors',
      sources: [
        {
          name: 'Mathews et al. 2004, PNAS 101:7287',
          doi: '10.1073/pnas.0401799101',
        },
        {
          name: 'Turner & Mathews 2010, NNDB, Nucleic Acids Res 38:D280',
          doi: '10.1093/nar/gkp892',
          url: 'https://rna.urmc.rochester.edu/NNDB',
        },
        {
          name: 'Lorenz et al. 2011, ViennaRNA Package 2.0, Algorithms Mol Biol 6:26; misc/rna_turner2004.par at 4dd13b48046b',
          doi: '10.1186/1748-7188-6-26',
          url: 'https://github.com/ViennaRNA/ViennaRNA',
          licence: 'LicenseRef-ViennaRNA',
        },
        {
          name: 'Dutta et al. 2024, Phys Chem Chem Phys 26:992 (stacks with N1-methylpseudouridine, by simulation)',
          doi: '10.1039/D3CP02442C',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/rna-turner2004.js',
      contents: {
        numbers: parameters.freeEnergies.length,
        specialHairpins: parameters.hairpins.length,
        m1PsiStacks: m1PsiStacks.length,
        repairedFromMirrorImage: repairs.join(', '),
        sourceSha256: sha256Hex(new TextEncoder().encode(parFile)),
        m1PsiSourceSha256: sha256Hex(new TextEncoder().encode(m1PsiJson)),
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? join(packageRoot(), '../shared/data/editing/vienna');
  const { bytes, manifest } = compileTurner2004(
    await readFile(join(folder, 'rna_turner2004.par'), 'utf8'),
    await readFile(join(folder, 'rna_mod_n1methylpseudouridine_parameters.json'), 'utf8'),
  );
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
