// cancer-hotspots.bin and its manifest, for use where it was made: its source's terms of use were not at hand
// when this was written, so it is not among the packs that ship (docs/science/drivers.md).
//   npm run build && node dist/data/recipes/cancer-hotspots.js OUT_FOLDER [HOTSPOTS_FOLDER]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { canonicalJson } from '../../src/core/canonical-json.js';
import type { Source } from '../../src/core/cited.js';
import { sha256Hex } from '../../src/core/hashing.js';
import type { CancerHotspots } from '../../src/findings/drivers/cancer-hotspots.js';
import { columnIndex, readTsv } from '../../src/formats/tsv/read-tsv.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

const SOURCE: Source = {
  name: 'Chang 2018, cancerhotspots.org v2, Cancer Discov 8:174',
  pmid: '29247016',
  doi: '10.1158/2159-8290.CD-17-0321',
  url: 'https://www.cancerhotspots.org',
};

/** The source's files, under their names in `shared/data/clinical/hotspots`. */
export interface HotspotFiles {
  /** `hotspots_v2_and_3d.txt`; its rows of 3D clusters are another study's and are left out. */
  readonly residues: string;
  /** `cancerhotspots_v2_GRCh37.tsv` and `…GRCh38.tsv`, without header. */
  readonly grch37: string;
  readonly grch38: string;
}

/** `H:386|C:8` -> counts. */
function changeCounts(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    text.split('|').map((entry) => {
      const at = entry.lastIndexOf(':');
      return [entry.slice(0, at), Number(entry.slice(at + 1))];
    }),
  );
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function readGenes(text: string): CancerHotspots['genes'] {
  const table = readTsv(text, 'hotspots_v2_and_3d.txt');
  const genes: Record<
    string,
    {
      transcript: string;
      residues: Record<string, CancerHotspots['genes'][string]['residues'][string]>;
      indels: Mutable<CancerHotspots['genes'][string]['indels'][number]>[];
    }
  > = {};
  for (const { cells } of table.rows) {
    const cell = (column: string): string => cells[columnIndex(table, column)] ?? '';
    const type = cell('type');
    if (type !== 'single residue' && type !== 'in-frame indel') continue;
    const gene = (genes[cell('hugo_symbol')] ??= {
      transcript: cell('transcript_id'),
      residues: {},
      indels: [],
    });
    const changes = changeCounts(cell('variant_amino_acid'));
    const tumours = Number(cell('tumor_count'));
    if (type === 'single residue') {
      const truncatingShare = Number(cell('trunc_fraction'));
      gene.residues[cell('residue')] = {
        tumours,
        truncatingShare: Math.round(truncatingShare * 1000) / 1000,
        changes,
      };
    } else {
      const [first = '', last = first] = cell('residue').split('-');
      gene.indels.push({ first: Number(first), last: Number(last), tumours, changes });
    }
  }
  return genes;
}

/** Substitutions only: an insertion or deletion can be written in more than one place. */
function readPlaces(text: string): Readonly<Record<string, string>> {
  const places: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const [chromosome, position, reference = '', alternate = '', gene, , change = ''] =
      line.split('\t');
    if (!/^[ACGT]+$/.test(reference) || alternate.length !== reference.length) continue;
    if (!/^[A-Z]\d+[A-Z*]$/.test(change)) continue;
    const start0 = Number(position) - 1;
    places[`${chromosome}:${start0}:${reference}:${alternate}`] = `${gene} ${change}`;
  }
  return places;
}

/** The pack and its manifest; the same bytes for the same files. */
export function compileCancerHotspots(files: HotspotFiles): {
  readonly pack: CancerHotspots;
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const genes = readGenes(files.residues);
  const places = { GRCh37: readPlaces(files.grch37), GRCh38: readPlaces(files.grch38) };
  const pack: CancerHotspots = { schemaVersion: 1, source: SOURCE, genes, places };
  const bytes = new TextEncoder().encode(canonicalJson(pack));
  const all = Object.values(genes);
  return {
    pack,
    bytes,
    manifest: {
      schemaVersion: 1,
      id: 'cancer-hotspots',
      version: '2',
      title: 'Residues mutated in tumours more often than chance has it',
      file: 'cancer-hotspots.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'see https://www.cancerhotspots.org',
      attribution: 'Cancer Hotspots v2, Memorial Sloan Kettering Cancer Center (Chang 2018)',
      sources: [SOURCE],
      recipe: 'npm run build && node dist/data/recipes/cancer-hotspots.js OUT_FOLDER',
      contents: {
        genes: all.length,
        residues: all.reduce((sum, { residues }) => sum + Object.keys(residues).length, 0),
        indels: all.reduce((sum, { indels }) => sum + indels.length, 0),
        substitutions: Object.keys(places.GRCh38).length,
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [out, given] = process.argv.slice(2);
  if (out === undefined) throw new Error('name the folder that the pack is to be written to');
  const folder = given ?? join(packageRoot(), '../shared/data/clinical/hotspots');
  const { bytes, manifest } = compileCancerHotspots({
    residues: await readFile(join(folder, 'hotspots_v2_and_3d.txt'), 'utf8'),
    grch37: await readFile(join(folder, 'cancerhotspots_v2_GRCh37.tsv'), 'utf8'),
    grch38: await readFile(join(folder, 'cancerhotspots_v2_GRCh38.tsv'), 'utf8'),
  });
  await writeFile(join(out, manifest.file), bytes);
  await writeFile(
    join(out, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
