import { gunzipSync } from 'node:zlib';

import { columnIndex, readTsv } from '../../src/formats/tsv/read-tsv.js';

/** The records that parts are cut from, each by its accession. */
export interface PartRecords {
  /** GenoLIB sequences by display id, upper case. */
  readonly genolib: ReadonlyMap<string, string>;
  /** Human Swiss-Prot sequences by accession. */
  readonly swissprot: ReadonlyMap<string, string>;
  /** Transcripts by `LRG_52 t1`. */
  readonly lrg: ReadonlyMap<string, LrgTranscript>;
  /** Plasmid sequences by Addgene number, upper case. */
  readonly addgene: ReadonlyMap<string, string>;
  /** Proteins of car_parts.tsv by part id. */
  readonly carParts: ReadonlyMap<string, string>;
}

export interface LrgTranscript {
  readonly accessions: readonly string[];
  readonly cdna: string;
  /** CDS in the cDNA, stop codon included, 0-based half-open. */
  readonly cdsStart0: number;
  readonly cdsEnd0: number;
}

/** Two columns of a table as a map; a repeated key with another value is an error. */
export function readPairs(
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

/** `>sp|P01889|…` records. */
export function readSwissProt(gzip: Uint8Array): ReadonlyMap<string, string> {
  const proteins = new Map<string, string>();
  for (const record of gunzipSync(gzip).toString('utf8').split('>').slice(1)) {
    const [header = '', ...lines] = record.split('\n');
    proteins.set(header.split('|')[1] ?? '', lines.join('').trim());
  }
  return proteins;
}

interface LrgJson {
  readonly lrg: string;
  readonly transcripts: readonly {
    readonly name: string;
    readonly acc: readonly string[];
    readonly cdna: string;
    readonly exons: readonly (readonly [number, number, number])[];
    readonly coding: readonly { readonly start: number; readonly end: number }[];
  }[];
}

/** The coding transcripts of the parsed LRG panel. */
export function readLrg(gzip: Uint8Array): ReadonlyMap<string, LrgTranscript> {
  const panel = JSON.parse(gunzipSync(gzip).toString('utf8')) as readonly LrgJson[];
  const transcripts = new Map<string, LrgTranscript>();
  for (const { lrg, transcripts: ofGene } of panel) {
    for (const { name, acc, cdna, exons, coding } of ofGene) {
      const [cds] = coding;
      if (cds === undefined) continue;
      transcripts.set(`${lrg} ${name}`, {
        accessions: acc,
        cdna,
        cdsStart0: inCdna(exons, cds.start),
        cdsEnd0: inCdna(exons, cds.end) + 1,
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

/** The sequence of a SnapGene file: packets of a type byte, a big-endian length and the content; type 0 is DNA. */
export function readSnapGene(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 5 <= bytes.length;) {
    const size = view.getUint32(at + 1);
    if (bytes[at] === 0) {
      return new TextDecoder().decode(bytes.subarray(at + 6, at + 5 + size)).toUpperCase();
    }
    at += 5 + size;
  }
  throw new Error('the SnapGene file holds no DNA');
}
