import { withoutVersion } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import { readFasta, readFastaPieces } from '../../formats/fasta/read-fasta.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import type { ReadOptions } from '../../formats/text/lines.js';
import { plainChromosome } from './chromosome-names.js';
import type { TranscriptModel } from './read-gene-models.js';
import type { GenomicInterval } from './transcript.js';

/** How many bases beside an exon are kept. */
export const FLANK_BASES = 30;

/** Bases of chromosomes. */
export interface GenomeSequences {
  readonly kind: 'genome';
  /**
   * Upper-case bases of `[start0, end0)` on the forward strand, cut off at the end of the chromosome;
   * null where there is no such chromosome. `chromosome` is a plain name.
   */
  fetch(chromosome: string, start0: number, end0: number): string | null;
}

/** Spliced sequences by transcript. */
interface TranscriptSequences {
  readonly kind: 'transcripts';
  /** Upper case, on the transcript's strand; null where there is none. */
  cdna(transcriptId: string): string | null;
}

export type ReferenceSequences = GenomeSequences | TranscriptSequences;

/** A whole genome in memory, by any spelling of its chromosomes: for tests and small genomes. */
export function genomeInMemory(bases: ReadonlyMap<string, string>): GenomeSequences {
  const plain = new Map([...bases].map(([name, text]) => [plainChromosome(name), text] as const));
  return {
    kind: 'genome',
    fetch: (chromosome, start0, end0) => {
      const text = plain.get(chromosome);
      return text === undefined ? null : text.slice(Math.max(0, start0), end0).toUpperCase();
    },
  };
}

/**
 * What the transcripts need of a FASTA file: of a genome the exons with their flanks, which are a
 * twentieth of it; of a cDNA file, told by its first name, the sequences of these transcripts.
 * @throws InputError as `readFastaPieces` does, and where a name comes twice.
 */
export async function readReferenceSequences(
  source: ByteSource,
  models: readonly TranscriptModel[],
  options: ReadOptions = {},
): Promise<ReferenceSequences> {
  const ids = new Set<string>(models.flatMap(({ id }) => [id, withoutVersion(id)]));
  for await (const { header } of readFastaPieces(source, options)) {
    return namesInHeader(header.id).some((name) => ids.has(name))
      ? readTranscriptSequences(source, ids, options)
      : readGenomeSequences(source, regionsOf(models), options);
  }
  throw new InputError('the file holds no sequence', { file: source.name, line: 1 });
}

/** Exons with their flanks by chromosome, in order, joined where they touch. */
function regionsOf(models: readonly TranscriptModel[]): ReadonlyMap<string, GenomicInterval[]> {
  const wanted = new Map<string, GenomicInterval[]>();
  for (const { chromosome, exons } of models) {
    let intervals = wanted.get(chromosome);
    if (intervals === undefined) wanted.set(chromosome, (intervals = []));
    for (const { start0, end0 } of exons) {
      intervals.push({ start0: Math.max(0, start0 - FLANK_BASES), end0: end0 + FLANK_BASES });
    }
  }
  for (const [chromosome, intervals] of wanted) wanted.set(chromosome, united(intervals));
  return wanted;
}

/** The union of intervals, in order. */
export function united(intervals: readonly GenomicInterval[]): GenomicInterval[] {
  const union: GenomicInterval[] = [];
  for (const { start0, end0 } of intervals.toSorted((a, b) => a.start0 - b.start0)) {
    const last = union.at(-1);
    if (last !== undefined && start0 <= last.end0) {
      union[union.length - 1] = { start0: last.start0, end0: Math.max(last.end0, end0) };
    } else {
      union.push({ start0, end0 });
    }
  }
  return union;
}

/** The last of the ordered intervals that starts at or before a place; -1 where none does. */
export function lastStartingBy(intervals: readonly GenomicInterval[], start0: number): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((intervals[middle] as GenomicInterval).start0 <= start0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

async function readGenomeSequences(
  source: ByteSource,
  regions: ReadonlyMap<string, readonly GenomicInterval[]>,
  options: ReadOptions,
): Promise<GenomeSequences> {
  const kept = new Map<string, { readonly bases: readonly Uint8Array[]; length: number }>();
  const decoder = new TextDecoder();
  let region = 0;
  for await (const { header, start0, letters } of readFastaPieces(source, options)) {
    const chromosome = plainChromosome(header.id);
    const wanted = regions.get(chromosome);
    if (wanted === undefined) continue;
    let sequence = kept.get(chromosome);
    if (start0 === 0) {
      if (sequence !== undefined) throw twice(header.id, source.name, header.line);
      sequence = { bases: wanted.map((w) => new Uint8Array(w.end0 - w.start0)), length: 0 };
      kept.set(chromosome, sequence);
      region = 0;
    }
    const { bases } = sequence as NonNullable<typeof sequence>;
    const end0 = start0 + letters.length;
    for (; region < wanted.length; region++) {
      const { start0: from, end0: to } = wanted[region] as GenomicInterval;
      if (from >= end0) break;
      const first = Math.max(from, start0);
      (bases[region] as Uint8Array).set(
        letters.subarray(first - start0, Math.min(to, end0) - start0),
        first - from,
      );
      if (to > end0) break;
    }
    (sequence as NonNullable<typeof sequence>).length = end0;
  }
  return {
    kind: 'genome',
    fetch: (chromosome, start0, end0) => {
      const sequence = kept.get(chromosome);
      const wanted = regions.get(chromosome);
      if (sequence === undefined || wanted === undefined) return null;
      const from = Math.max(0, start0);
      const to = Math.min(end0, sequence.length);
      if (to <= from) return '';
      const index = lastStartingBy(wanted, from);
      const place = wanted[index];
      if (place === undefined || to > place.end0) {
        throw new Error(`${chromosome}:${from}-${to} was not kept`);
      }
      return decoder.decode(
        (sequence.bases[index] as Uint8Array).subarray(from - place.start0, to - place.start0),
      );
    },
  };
}

async function readTranscriptSequences(
  source: ByteSource,
  ids: ReadonlySet<string>,
  options: ReadOptions,
): Promise<TranscriptSequences> {
  const cdnas = new Map<string, string>();
  for await (const { id, line, sequence } of readFasta(source, options)) {
    const name = namesInHeader(id).find((name) => ids.has(name));
    if (name === undefined) continue;
    if (cdnas.has(name)) throw twice(name, source.name, line);
    cdnas.set(name, sequence.replaceAll('U', 'T'));
  }
  return {
    kind: 'transcripts',
    cdna: (transcriptId) =>
      cdnas.get(transcriptId) ?? cdnas.get(withoutVersion(transcriptId)) ?? null,
  };
}

/** GENCODE writes `>ENST00000456328.2|ENSG00000290825.1|…`, Ensembl and RefSeq a name alone. */
function namesInHeader(id: string): readonly string[] {
  const [first = id] = id.split('|');
  return [first, withoutVersion(first)];
}

function twice(name: string, file: string, line: number): InputError {
  return new InputError(`there are two sequences called ${name}`, {
    file,
    line,
    hint: 'a name may stand once in a FASTA file',
  });
}
