// data/reference-panel-grch38.bin, -grch37.bin and their manifests, from LRG and RefSeq records:
//   npm run build && node dist/data/recipes/reference-panel.js [FOLDER OF ../shared]
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

import * as z from 'zod';

import { sha256Hex } from '../../src/core/hashing.js';
import { plainChromosome, type GenomeBuild } from '../../src/engines/genome/chromosome-names.js';
import { encodeReference } from '../../src/engines/genome/encode-reference.js';
import type { Transcript } from '../../src/engines/genome/transcript.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { readProteins } from './healthy-proteome.js';
import { type EnsemblExons, ensemblExons, liftedAlignment } from './reference-panel-lift.js';
import {
  lrgRecord,
  lrgTranscripts,
  type LrgRecord,
  type PlacedTranscript,
} from './reference-panel-lrg.js';
import {
  refSeqAlignment,
  refSeqTranscript,
  type RefSeqAlignment,
  type RefSeqRefusal,
} from './reference-panel-refseq.js';

/** Below the shared folder, so that a test can tell by name which one is missing. */
export const PANEL_SOURCES = {
  lrg: 'data/genome/lrg_panel/lrg_parsed_grch37_grch38.json.gz',
  refSeq: 'data/genome/refseq_grch37_67_transcripts.json.gz',
  ensembl: 'data/genome/ensembl110_grch38_proteincoding_transcripts.tsv.gz',
  swissProt: 'data/genome/human_swissprot_2014_metastudent.fasta.gz',
} as const;

export interface PanelSources {
  readonly lrg: readonly LrgRecord[];
  readonly refSeq: readonly RefSeqAlignment[];
  /** Ensembl's gene by symbol and chromosome, e.g. `TP53 17`. */
  readonly geneIds: ReadonlyMap<string, string>;
  /** Ensembl's transcripts on GRCh38 by symbol. */
  readonly ensembl: ReadonlyMap<string, readonly EnsemblExons[]>;
  /** Residue numbers of selenocysteines in a gene's Swiss-Prot entry. */
  readonly selenocysteines: ReadonlyMap<string, readonly number[]>;
}

export function readPanelSources(sharedFolder: string): PanelSources {
  const text = (path: string): string =>
    gunzipSync(readFileSync(join(sharedFolder, path))).toString('utf8');
  const geneIds = new Map<string, string>();
  const ensembl = new Map<string, EnsemblExons[]>();
  for (const line of text(PANEL_SOURCES.ensembl).split('\n')) {
    const cells = line.split('\t');
    const [, symbol, geneId, chromosome] = cells;
    if (line.startsWith('#') || symbol === undefined || geneId === undefined) continue;
    geneIds.set(`${symbol} ${chromosome}`, geneId);
    ensembl.set(symbol, [...(ensembl.get(symbol) ?? []), ensemblExons(cells)]);
  }
  const selenocysteines = new Map<string, readonly number[]>();
  for (const { gene, sequence } of readProteins(text(PANEL_SOURCES.swissProt))) {
    const places = [...sequence].flatMap((residue, i) => (residue === 'U' ? [i + 1] : []));
    if (places.length > 0) selenocysteines.set(gene, places);
  }
  return {
    lrg: z.array(lrgRecord).parse(JSON.parse(text(PANEL_SOURCES.lrg))),
    refSeq: z.array(refSeqAlignment).parse(JSON.parse(text(PANEL_SOURCES.refSeq))),
    geneIds,
    ensembl,
    selenocysteines,
  };
}

export interface PanelPack {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
  readonly transcripts: readonly Transcript[];
}

/** The pack of one build; the same bytes for the same records. */
export async function compileReferencePanel(
  sources: PanelSources,
  build: GenomeBuild,
): Promise<PanelPack> {
  const { geneIds, selenocysteines } = sources;
  const geneIdOf = (symbol: string, chromosome: string): string | null =>
    geneIds.get(`${symbol} ${chromosome}`) ?? null;
  const placed = sources.lrg.map((record) => {
    const [chromosome] = record.maps[build];
    return lrgTranscripts(record, build, geneIdOf(record.symbol, chromosome));
  });
  const fromLrg = placed.flatMap(({ placed }) => placed);
  const known = placed.map(({ place }) => place);

  const fromRefSeq: PlacedTranscript[] = [];
  const refused: Record<RefSeqRefusal, number> = {
    otherContig: 0,
    sequenceTooShort: 0,
    exonsDoNotCoverSequence: 0,
  };
  for (const alignment of sources.refSeq) {
    const { hgnc } = alignment.info;
    const sec = selenocysteines.get(hgnc) ?? [];
    const geneId = geneIdOf(hgnc, plainChromosome(alignment.contig));
    const placed = refSeqTranscript(alignment, build, geneId, known, sec);
    if (typeof placed === 'string') refused[placed]++;
    else fromRefSeq.push(placed);
  }
  const lifted = build === 'GRCh38' ? liftedTranscripts(sources, [...fromLrg, ...fromRefSeq]) : [];
  const all = [...fromLrg, ...fromRefSeq, ...lifted];
  const transcripts = all.map(({ transcript }) => transcript);
  const bytes = await encodeReference({ build, source: 'LRG and RefSeq panel' }, () => transcripts);
  const id = `reference-panel-${build.toLowerCase()}`;
  return {
    bytes,
    transcripts,
    manifest: {
      schemaVersion: 1,
      id,
      version: '1',
      title: `Transcripts of ${new Set(transcripts.map((t) => t.geneSymbol)).size} clinical genes on ${build}, with their sequence`,
      file: `${id}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'open data of EMBL-EBI and NCBI; Apache-2.0; CC0-1.0',
      attribution:
        'Locus Reference Genomic, EMBL-EBI and NCBI; RefSeq, NCBI, by way of biocommons hgvs test data; gene ids and exons of Ensembl 110',
      sources: [
        {
          name: 'Locus Reference Genomic (LRG), 562 genes',
          doi: '10.1093/nar/gkt1198',
          url: 'https://www.lrg-sequence.org',
          licence: 'open data of EMBL-EBI and NCBI',
        },
        {
          name: 'RefSeq transcripts and their alignments, in the test data of biocommons hgvs',
          doi: '10.1002/humu.23615',
          url: 'https://github.com/biocommons/hgvs',
          licence: 'Apache-2.0',
        },
        {
          name: 'Ensembl 110 gene ids, and exons that confirm RefSeq transcripts moved to GRCh38, in the npm package ideogram 1.53',
          url: 'https://github.com/eweitz/ideogram',
          licence: 'CC0-1.0',
        },
        {
          name: 'UniProtKB/Swiss-Prot, human, 2014, for the selenocysteines of SELENON',
          doi: '10.1093/nar/gku989',
          url: 'https://www.uniprot.org',
          licence: 'CC-BY-4.0',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/reference-panel.js',
      contents: {
        build,
        genes: new Set(transcripts.map(({ geneSymbol }) => geneSymbol)).size,
        transcripts: transcripts.length,
        lrgTranscripts: fromLrg.length,
        refSeqTranscripts: fromRefSeq.length,
        refSeqTranscriptsMovedToGrch38: lifted.length,
        refSeqRefusedSequenceTooShort: refused.sequenceTooShort,
        refSeqRefusedExonsDoNotCoverSequence: refused.exonsDoNotCoverSequence,
        refSeqOnOtherContigs: refused.otherContig,
        basesTakenFromGenome: all.reduce((sum, { substituted }) => sum + substituted, 0),
        transcriptsUnlikeGenome: transcripts.filter((t) => t.genomeDifferences.length > 0).length,
        withoutGeneId: transcripts.filter(({ geneId }) => geneId === null).length,
      },
    },
  };
}

/**
 * Transcripts of genes that GRCh38 lacks so far, from alignments to GRCh37 that Ensembl's exons confirm in their
 * new place. Their bases are the mRNA's own.
 */
function liftedTranscripts(
  { lrg, refSeq, ensembl, geneIds }: PanelSources,
  present: readonly PlacedTranscript[],
): readonly PlacedTranscript[] {
  const contigs = new Map(lrg.map(({ maps }) => [maps.GRCh38[0], maps.GRCh38[1]] as const));
  const genes = new Set(present.map(({ transcript }) => transcript.geneSymbol));
  return refSeq.flatMap((alignment) => {
    const { hgnc } = alignment.info;
    if (genes.has(hgnc)) return [];
    const given = refSeqTranscript(alignment, 'GRCh37', null, [], []);
    if (typeof given === 'string') return [];
    const { chromosome } = given.transcript;
    const contig = contigs.get(chromosome);
    const moved =
      contig === undefined ? null : liftedAlignment(alignment, ensembl.get(hgnc) ?? [], contig);
    if (moved === null) return [];
    const geneId = geneIds.get(`${hgnc} ${chromosome}`) ?? null;
    const placed = refSeqTranscript(moved, 'GRCh38', geneId, [], []);
    if (typeof placed === 'string') throw new Error(`${alignment.tx}: ${placed} on GRCh38`);
    return [placed];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sources = readPanelSources(process.argv[2] ?? join(packageRoot(), '../shared'));
  const data = join(packageRoot(), 'data');
  for (const build of ['GRCh38', 'GRCh37'] as const) {
    const { bytes, manifest } = await compileReferencePanel(sources, build);
    await writeFile(join(data, manifest.file), bytes);
    await writeFile(
      join(data, `${manifest.id}.manifest.json`),
      `${JSON.stringify(manifest, null, 2)}\n`,
    );
    process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
  }
}
