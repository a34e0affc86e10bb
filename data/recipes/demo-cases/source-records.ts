import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import * as z from 'zod';

import { openBgzipFasta, type GenomeReader } from './bgzip-fasta.js';
import { chainText, exonsWithin, type Stretch } from './transcript.js';

/** A line of LRG's own numbering and of the chromosome's, both 1-based with both ends included. */
const lrgSpan = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.union([z.literal(1), z.literal(-1)]),
  z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()], z.string())),
]);

const lrgRecord = z.object({
  lrg: z.string(),
  symbol: z.string(),
  maps: z.object({ GRCh38: z.tuple([z.string(), z.string(), z.array(lrgSpan)]) }),
  transcripts: z.array(
    z.object({
      name: z.string(),
      acc: z.array(z.string()),
      cdna: z.string(),
      exons: z.array(z.tuple([z.number(), z.number(), z.number()])),
      coding: z.array(
        z.object({
          start: z.number(),
          end: z.number(),
          protein: z.string(),
          sec: z.array(z.unknown()),
          exc: z.array(z.unknown()),
          codon_start: z.unknown(),
        }),
      ),
    }),
  ),
});

const refSeqAlignment = z.object({
  tx: z.string(),
  contig: z.string(),
  info: z.object({ hgnc: z.string(), cds_start_i: z.number(), cds_end_i: z.number() }),
  exons: z.array(
    z.object({
      tx_start_i: z.number(),
      tx_end_i: z.number(),
      alt_start_i: z.number(),
      alt_end_i: z.number(),
      alt_strand: z.number(),
    }),
  ),
  seq: z.string(),
});

/** A Locus Reference Genomic record: a gene's transcripts, proteins and place on GRCh38. */
export type LrgRecord = z.infer<typeof lrgRecord>;
/** A RefSeq transcript's alignment to one contig of GRCh37. */
type RefSeqAlignment = z.infer<typeof refSeqAlignment>;

/** Where Ensembl 110 puts one protein-coding transcript on GRCh38; no sequence. */
export interface EnsemblTranscript {
  readonly name: string;
  readonly geneId: string;
  readonly chromosome: string;
  readonly strand: 1 | -1;
  /** Ordered along the chromosome. */
  readonly exons: readonly Stretch[];
  /** Coding parts of the exons as text, to compare with `chainText`. */
  readonly codingChain: string;
  readonly isFirstListed: boolean;
}

export interface SwissProtRecord {
  readonly accession: string;
  readonly protein: string;
}

/** One recurrent mutation as cancerhotspots.org v2 lists it, on GRCh38. */
export interface Hotspot {
  readonly chromosome: string;
  /** 1-based. */
  readonly position: number;
  readonly reference: string;
  readonly alternate: string;
  readonly geneSymbol: string;
  /** `G12C`, `E165*`. */
  readonly proteinChange: string;
}

/** Everything the demo cases are compiled from or checked against. */
export interface SourceRecords {
  /** GRCh38 where a panel gene lies, N elsewhere. */
  readonly genome: GenomeReader;
  readonly lrg: readonly LrgRecord[];
  readonly refSeq: readonly RefSeqAlignment[];
  readonly ensembl: ReadonlyMap<string, readonly EnsemblTranscript[]>;
  readonly swissProt: ReadonlyMap<string, readonly SwissProtRecord[]>;
  readonly hotspots: readonly Hotspot[];
}

/** Files below the shared folder, so that a test can tell by name which one is missing. */
export const SOURCE_FILES = {
  genome: 'data/genome/lrg_panel/lrg38.fa.gz',
  lrg: 'data/genome/lrg_panel/lrg_parsed_grch37_grch38.json.gz',
  refSeq: 'data/genome/refseq_grch37_67_transcripts.json.gz',
  ensembl: 'data/genome/ensembl110_grch38_proteincoding_transcripts.tsv.gz',
  swissProt: 'data/genome/human_swissprot_2014_metastudent.fasta.gz',
  hotspots: 'data/clinical/hotspots/cancerhotspots_v2_GRCh38.tsv',
} as const;

/** @throws Error where a file is missing or does not look as its reader expects. */
export function readSourceRecords(sharedFolder: string): SourceRecords {
  const text = (path: string): string => {
    const bytes = readFileSync(join(sharedFolder, path));
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  };
  return {
    genome: openBgzipFasta(join(sharedFolder, SOURCE_FILES.genome)),
    lrg: z.array(lrgRecord).parse(JSON.parse(text(SOURCE_FILES.lrg))),
    refSeq: z.array(refSeqAlignment).parse(JSON.parse(text(SOURCE_FILES.refSeq))),
    ensembl: readEnsembl(text(SOURCE_FILES.ensembl)),
    swissProt: readSwissProt(text(SOURCE_FILES.swissProt)),
    hotspots: readHotspots(text(SOURCE_FILES.hotspots)),
  };
}

function readEnsembl(table: string): ReadonlyMap<string, readonly EnsemblTranscript[]> {
  const bySymbol = new Map<string, EnsemblTranscript[]>();
  for (const line of table.split('\n')) {
    const [name, symbol, geneId, chromosome, strand, cdsStart1, cdsEnd1, exonText, first] =
      line.split('\t');
    if (line.startsWith('#') || !name || !symbol || !cdsStart1 || !exonText) continue;
    const exons = exonText.split(',').map((exon) => {
      const [start1, end1] = exon.split('-').map(Number) as [number, number];
      return { start0: start1 - 1, end0: end1 };
    });
    const coding = { start0: Number(cdsStart1) - 1, end0: Number(cdsEnd1) };
    const transcript: EnsemblTranscript = {
      name,
      geneId: geneId as string,
      chromosome: `chr${chromosome}`,
      strand: strand === '+' ? 1 : -1,
      exons: exons.sort((a, b) => a.start0 - b.start0),
      codingChain: chainText(exonsWithin(exons, coding)),
      isFirstListed: first === '1',
    };
    const known = bySymbol.get(symbol);
    if (known === undefined) bySymbol.set(symbol, [transcript]);
    else known.push(transcript);
  }
  return bySymbol;
}

function readSwissProt(fasta: string): ReadonlyMap<string, readonly SwissProtRecord[]> {
  const bySymbol = new Map<string, SwissProtRecord[]>();
  for (const entry of fasta.split('>')) {
    const [header = '', ...lines] = entry.split('\n');
    const [, accession, symbol] = (header.split(' ')[0] as string).split('|');
    if (accession === undefined || symbol === undefined) continue;
    const record = { accession, protein: lines.join('') };
    bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), record]);
  }
  return bySymbol;
}

function readHotspots(table: string): readonly Hotspot[] {
  return table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      return {
        chromosome: `chr${cells[0]}`,
        position: Number(cells[1]),
        reference: cells[2] as string,
        alternate: cells[3] as string,
        geneSymbol: cells[4] as string,
        proteinChange: cells[6] as string,
      };
    });
}
