// data/construct-parts.bin and its manifest, from accessioned records and the facts beside this file:
//   npm run build && node dist/data/recipes/construct-parts.js [shared/data]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { canonicalJson } from '../../src/core/canonical-json.js';
import type { Source } from '../../src/core/cited.js';
import { sha256Hex } from '../../src/core/hashing.js';
import type { Part } from '../../src/engines/constructs/part.js';
import type { PartsPack } from '../../src/engines/constructs/parts-library.js';
import { otherStrand } from '../../src/core/iupac.js';
import { translateCodons } from '../../src/engines/genome/consequence/codons.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import {
  ABSENT_PARTS,
  PART_FACTS,
  type PartFacts,
  type PartRecord,
  type PartWitness,
} from './construct-part-facts.js';
import {
  readLrg,
  readPairs,
  readSnapGene,
  readSwissProt,
  type PartRecords,
} from './construct-part-records.js';

const GENOLIB: Source = {
  name: 'GenoLIB (Adames 2015, Nucleic Acids Res 43:4823)',
  doi: '10.6084/m9.figshare.1159038',
  licence: 'figshare, with attribution',
};
const SWISS_PROT: Source = {
  name: 'UniProtKB/Swiss-Prot',
  url: 'https://www.uniprot.org',
  licence: 'CC-BY-4.0',
};
const LRG: Source = {
  name: 'Locus Reference Genomic (EBI, NCBI)',
  url: 'https://www.lrg-sequence.org',
  licence: 'open data',
};
const ADDGENE: Source = {
  name: 'Addgene plasmid 50004, sequence 74675 (pUC18)',
  accession: 'Addgene:50004',
  licence: 'public record, with attribution',
};

interface CutPart {
  readonly sequence: string;
  readonly accession: string;
  readonly licence: string;
}

/** @throws Error where the record is not at hand, has another accession, or is too short. */
function cut(record: PartRecord, records: PartRecords): CutPart {
  switch (record.kind) {
    case 'genolib': {
      const whole = held(records.genolib, record.displayId, 'GenoLIB');
      const [from, to] = record.span ?? [1, whole.length];
      return spanOf(whole, from, to, `GenoLIB:${record.displayId}`, GENOLIB);
    }
    case 'swissprot': {
      const whole = held(records.swissprot, record.accession, 'Swiss-Prot');
      return spanOf(whole, ...record.span, `UniProt:${record.accession}`, SWISS_PROT);
    }
    case 'addgene': {
      const whole = held(records.addgene, record.plasmid, 'Addgene');
      return spanOf(whole, ...record.span, `Addgene:${record.plasmid}`, ADDGENE);
    }
    case 'lrg': {
      const name = `${record.lrg} ${record.transcript}`;
      const transcript = held(records.lrg, name, 'LRG');
      if (!transcript.accessions.includes(record.accession)) {
        throw new Error(`${name} is ${transcript.accessions.join(', ')}, not ${record.accession}`);
      }
      const { cdna, cdsStart0, cdsEnd0 } = transcript;
      return record.region === "5'UTR"
        ? spanOf(cdna, 1, cdsStart0, record.accession, LRG)
        : spanOf(cdna, cdsEnd0 + 1, cdna.length, record.accession, LRG);
    }
  }
}

function held<T>(records: ReadonlyMap<string, T>, accession: string, where: string): T {
  const record = records.get(accession);
  if (record === undefined) throw new Error(`${where} has no record ${accession}`);
  return record;
}

function spanOf(
  whole: string,
  from: number,
  to: number,
  accession: string,
  { licence }: Source,
): CutPart {
  if (from < 1 || to < from || to > whole.length) {
    throw new Error(`${accession} has no span ${from}-${to}`);
  }
  return {
    sequence: whole.slice(from - 1, to),
    accession: `${accession}:${from}-${to}`,
    licence: licence as string,
  };
}

function isConfirmed(sequence: string, witness: PartWitness, records: PartRecords): boolean {
  if (witness.kind === 'car-part') {
    return held(records.carParts, witness.partId, 'car_parts.tsv') === sequence;
  }
  const other = held(records.genolib, witness.displayId, 'GenoLIB');
  return witness.as === 'codons'
    ? translateCodons(other, 1) === sequence
    : otherStrand(other).includes(sequence);
}

/**
 * The part as its record has it.
 * @throws Error where no record backs it: there is no other way to a sequence.
 */
export function compilePart(facts: PartFacts, records: PartRecords): Part {
  const { sequence, accession, licence } = cut(facts.record, records);
  const alphabet = facts.record.kind === 'swissprot' ? 'protein' : 'DNA';
  const letters = alphabet === 'DNA' ? /^[ACGT]+$/ : /^[ACDEFGHIKLMNPQRSTVWY]+$/;
  if (!letters.test(sequence))
    throw new Error(`${facts.id}: ${accession} is not plain ${alphabet}`);
  for (const witness of facts.witnesses) {
    if (!isConfirmed(sequence, witness, records)) {
      throw new Error(`${facts.id}: ${accession} is not what ${JSON.stringify(witness)} holds`);
    }
  }
  return {
    id: facts.id,
    name: facts.name,
    role: facts.role,
    alphabet,
    sequence,
    accession,
    source: facts.source,
    licence,
    sha256: sha256Hex(new TextEncoder().encode(sequence)),
    note: facts.note,
    features: facts.features ?? [],
  };
}

/** The pack and its manifest; the same bytes for the same records. */
export function compileConstructParts(records: PartRecords): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const parts = PART_FACTS.map((facts) => compilePart(facts, records));
  const pack: PartsPack = { schemaVersion: 1, parts, absent: ABSENT_PARTS };
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
      version: '1',
      title: 'Parts of mRNA vaccines and their templates, each cut from an accessioned record',
      file: 'construct-parts.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC-BY-4.0',
      attribution:
        'UniProt Consortium (CC BY 4.0); LRG, EBI and NCBI; GenoLIB, Adames et al. 2015; Addgene plasmid 50004',
      sources: [SWISS_PROT, LRG, GENOLIB, ADDGENE],
      recipe: 'npm run build && node dist/data/recipes/construct-parts.js',
      contents: {
        parts: parts.length,
        absent: ABSENT_PARTS.length,
        bases: letters('DNA'),
        residues: letters('protein'),
      },
    },
  };
}

/** The records below `shared/data`. */
export async function readPartRecords(folder: string): Promise<PartRecords> {
  const bytes = (path: string): Promise<Uint8Array> => readFile(join(folder, path));
  const text = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  const parts = 'editing/parts';
  return {
    genolib: readPairs(
      await text(`${parts}/GenoLIB_All.tsv`),
      'GenoLIB_All.tsv',
      'displayId',
      'sequence',
    ),
    swissprot: readSwissProt(await bytes('genome/human_swissprot_2014_metastudent.fasta.gz')),
    lrg: readLrg(await bytes('genome/lrg_panel/lrg_parsed_grch37_grch38.json.gz')),
    addgene: new Map([
      ['50004', readSnapGene(await bytes(`${parts}/addgene-plasmid-50004-sequence-74675.dna`))],
    ]),
    carParts: readPairs(
      await text('cell-therapy/car_parts.tsv'),
      'car_parts.tsv',
      'part_id',
      'aa_sequence',
    ),
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
