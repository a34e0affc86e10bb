// data/motif-presentation.bin and its manifest, from ../shared/data:
//   npm run build && node dist/training/motif/train.js
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { sha256Hex } from '../../src/core/hashing.js';
import { encodeMotifPack, MOTIF_PACK_ID } from '../../src/engines/presentation/motif-pack.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

import { MOTIF_LENGTHS } from './fit-motif.js';
import {
  calibrated,
  checkSplit,
  FEWEST_NINE_MERS,
  fitPack,
  ligandsByAllele,
  RANK_PEPTIDES,
} from './train-motifs.js';
import { readTrainingData, validationPeptides } from './training-data.js';

/** The pack and its manifest; the same bytes for the same data. */
export function trainMotifModel(): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
  /** Alleles in the data that have too few ligands for a motif. */
  readonly withoutMotif: readonly string[];
} {
  const { train, proteome } = readTrainingData();
  checkSplit(train, validationPeptides());
  const ligands = ligandsByAllele(train);
  const pack = calibrated(fitPack(ligands, proteome), proteome);
  const bytes = encodeMotifPack(pack);
  const withMotif = new Set<string>(pack.alleles.map(({ allele }) => allele));
  return {
    bytes,
    withoutMotif: [...ligands.keys()].filter((allele) => !withMotif.has(allele)),
    manifest: {
      schemaVersion: 1,
      id: MOTIF_PACK_ID,
      version: '1',
      title: 'Log-odds motifs of the ligands of HLA class I alleles',
      file: `${MOTIF_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC-BY-4.0',
      attribution:
        'Frequencies computed from eluted ligands of the Immune Epitope Database (CC BY 4.0) and the studies ' +
        'it and Anthem draw on, HLAthena among them, in the curation of MHCflurry (Apache-2.0); background from ' +
        'UniProtKB/Swiss-Prot (CC BY 4.0)',
      sources: [
        {
          name: 'Immune Epitope Database (Vita 2019)',
          doi: '10.1093/nar/gky1006',
          url: 'https://www.iedb.org',
          licence: 'CC-BY-4.0',
        },
        {
          name: "MHCflurry's curation of it (O'Donnell 2020)",
          doi: '10.1016/j.cels.2020.06.010',
          url: 'https://github.com/openvax/mhcflurry',
          licence: 'Apache-2.0',
        },
        {
          name: 'HLAthena, 95 mono-allelic lines (Sarkizova 2020)',
          doi: '10.1038/s41587-019-0322-9',
        },
        { name: '16 mono-allelic lines (Abelin 2017)', doi: '10.1016/j.immuni.2017.02.007' },
        { name: 'Anthem (Mei 2021)', doi: '10.1093/bib/bbaa415' },
        {
          name: 'UniProtKB/Swiss-Prot, human, 2014',
          doi: '10.1093/nar/gku989',
          url: 'https://www.uniprot.org',
          date: '2014',
          licence: 'CC-BY-4.0',
        },
      ],
      recipe: 'npm run build && node dist/training/motif/train.js',
      contents: {
        alleles: pack.alleles.length,
        trainingLigands: pack.alleles.reduce((sum, motif) => sum + motif.trainingLigands, 0),
        fewestNineMers: FEWEST_NINE_MERS,
        peptideLengths: `${MOTIF_LENGTHS[0]}-${MOTIF_LENGTHS.at(-1)}`,
        rankPeptides: RANK_PEPTIDES,
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { bytes, manifest, withoutMotif } = trainMotifModel();
  const data = join(packageRoot(), 'data');
  writeFileSync(join(data, manifest.file), bytes);
  writeFileSync(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(
    `${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n` +
      `${manifest.contents['alleles']} alleles; too few ligands: ${withoutMotif.join(', ')}\n`,
  );
}
