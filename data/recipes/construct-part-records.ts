import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { readGenBank, type ReadGenBankRecord } from '../../src/formats/genbank/read-genbank.js';
import { readSnapGene } from '../../src/formats/snapgene/read-snapgene.js';
import { columnIndex, readTsv } from '../../src/formats/tsv/read-tsv.js';
import { readTwoBitPieces } from '../../src/formats/twobit/read-twobit.js';
import { fileSource } from '../../src/platform/node/file-source.js';

/** The records that parts are cut from, each by its accession. */
export interface PartRecords {
  readonly genolib: ReadonlyMap<string, GenoLibPart>;
  /** Human Swiss-Prot sequences by accession. */
  readonly swissprot: ReadonlyMap<string, string>;
  /** Transcripts by `LRG_52 t1`. */
  readonly lrg: ReadonlyMap<string, LrgTranscript>;
  /** Plasmid sequences by Addgene number or name, upper case. */
  readonly addgene: ReadonlyMap<string, string>;
  /** GenBank records by accession, plasmid maps without one by their locus. */
  readonly genbank: ReadonlyMap<string, ReadGenBankRecord>;
  /** Chromosomes of sacCer3, upper case. */
  readonly yeast: ReadonlyMap<string, string>;
  /** Proteins of car_parts.tsv by part id. */
  readonly carParts: ReadonlyMap<string, string>;
}

export interface GenoLibPart {
  readonly title: string;
  /** Sequence Ontology accession. */
  readonly so: string;
  /** Upper case. */
  readonly sequence: string;
}

export interface LrgTranscript {
  readonly accessions: readonly string[];
  readonly cdna: string;
  /** CDS in the cDNA, stop codon included, 0-based half-open. */
  readonly cdsStart0: number;
  readonly cdsEnd0: number;
  /** RefSeqGene accession of the locus. */
  readonly locus: string;
  /** What stands before the start codon in the sequence of the locus, introns included. */
  readonly upstream: string;
}

/** Two columns of a table as a map. */
function readPairs(
  text: string,
  file: string,
  key: string,
  value: string,
): ReadonlyMap<string, string> {
  const table = readTsv(text, file);
  const [keyAt, valueAt] = [columnIndex(table, key), columnIndex(table, value)];
  const pairs = new Map<string, string>();
  for (const { cells } of table.rows) {
    pairs.set(cells[keyAt] ?? '', (cells[valueAt] ?? '').toUpperCase());
  }
  return pairs;
}

function readGenoLib(text: string): ReadonlyMap<string, GenoLibPart> {
  const table = readTsv(text, 'GenoLIB_All.tsv');
  const at = ['displayId', 'title', 'role', 'sequence'].map((name) => columnIndex(table, name));
  const parts = new Map<string, GenoLibPart>();
  for (const { cells } of table.rows) {
    const [id = '', title = '', so = '', sequence = ''] = at.map((column) => cells[column]);
    parts.set(id, { title, so, sequence: sequence.toUpperCase() });
  }
  return parts;
}

/** `>sp|P01889|…` records. */
function readSwissProt(gzip: Uint8Array): ReadonlyMap<string, string> {
  const proteins = new Map<string, string>();
  for (const record of gunzipSync(gzip).toString('utf8').split('>').slice(1)) {
    const [header = '', ...lines] = record.split('\n');
    proteins.set(header.split('|')[1] ?? '', lines.join('').trim());
  }
  return proteins;
}

interface LrgJson {
  readonly lrg: string;
  readonly source: string;
  readonly seq: string;
  readonly transcripts: readonly {
    readonly name: string;
    readonly acc: readonly string[];
    readonly cdna: string;
    readonly exons: readonly (readonly [number, number, number])[];
    readonly coding: readonly { readonly start: number; readonly end: number }[];
  }[];
}

/** The coding transcripts of the parsed LRG panel. */
function readLrg(gzip: Uint8Array): ReadonlyMap<string, LrgTranscript> {
  const panel = JSON.parse(gunzipSync(gzip).toString('utf8')) as readonly LrgJson[];
  const transcripts = new Map<string, LrgTranscript>();
  for (const { lrg, source, seq, transcripts: ofGene } of panel) {
    for (const { name, acc, cdna, exons, coding } of ofGene) {
      const [cds] = coding;
      if (cds === undefined) continue;
      transcripts.set(`${lrg} ${name}`, {
        accessions: acc,
        cdna,
        cdsStart0: inCdna(exons, cds.start),
        cdsEnd0: inCdna(exons, cds.end) + 1,
        locus: source,
        upstream: seq.slice(0, cds.start - 1),
      });
    }
  }
  return transcripts;
}

/** Place in the cDNA of a 1-based place of the gene's sequence. */
function inCdna(exons: readonly (readonly [number, number, number])[], place: number): number {
  let before = 0;
  for (const [start, end] of exons) {
    if (place >= start && place <= end) return before + place - start;
    before += end - start + 1;
  }
  throw new Error(`${place} lies in no exon`);
}

async function readYeast(path: string): Promise<ReadonlyMap<string, string>> {
  const pieces = new Map<string, string[]>();
  for await (const { name, letters } of readTwoBitPieces(fileSource(path))) {
    pieces.set(name, [...(pieces.get(name) ?? []), new TextDecoder().decode(letters)]);
  }
  return new Map([...pieces].map(([name, texts]) => [name, texts.join('')]));
}

/** Sequence of a FASTA file of one plasmid, whatever its header. */
function onlySequence(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('')
    .replace(/\s/g, '')
    .toUpperCase();
}

const AAV_FILES = [
  'aav2_genome.gb',
  'aav9_cap.gb',
  'pGS-ssAAV-ITR145-Amp-empty.gb',
  'pGS-ssAAV-ITR128-Amp-empty.gb',
  'pGS-scAAV-ITR145-Amp-empty.gb',
];

/** The records below `shared/data`. */
export async function readPartRecords(folder: string): Promise<PartRecords> {
  const bytes = (path: string): Promise<Uint8Array> => readFile(join(folder, path));
  const text = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  const parts = 'editing/parts';
  const snapGene = async (file: string): Promise<string> =>
    readSnapGene(await bytes(`${parts}/${file}`), file).sequence;
  const fasta = async (file: string): Promise<string> =>
    onlySequence(await text(`${parts}/${file}`));
  const genbank = new Map<string, ReadGenBankRecord>();
  for (const file of AAV_FILES) {
    for (const record of readGenBank(await text(`${parts}/aav/${file}`), file)) {
      genbank.set(record.accession ?? record.locus, record);
    }
  }
  return {
    genolib: readGenoLib(await text(`${parts}/GenoLIB_All.tsv`)),
    swissprot: readSwissProt(await bytes('genome/human_swissprot_2014_metastudent.fasta.gz')),
    lrg: readLrg(await bytes('genome/lrg_panel/lrg_parsed_grch37_grch38.json.gz')),
    addgene: new Map([
      ['50004', await snapGene('addgene-plasmid-50004-sequence-74675.dna')],
      ['pAdTrack-CMV', await snapGene('addgene-plasmid.dna')],
      ['pCMVR8.74', await fasta('pCMVR8.74.fa')],
      ['pAdDeltaF6', await fasta('pAdDeltaF6.fasta')],
      ['pCA-mTmG', await fasta('pCA-mTmG.fa')],
      ['pPAGFP-C', await fasta('pPAGFP-C.fa')],
    ]),
    genbank,
    yeast: await readYeast(join(folder, 'editing/genome/sacCer3/sacCer3.2bit')),
    carParts: readPairs(
      await text('cell-therapy/car_parts.tsv'),
      'car_parts.tsv',
      'part_id',
      'aa_sequence',
    ),
  };
}
