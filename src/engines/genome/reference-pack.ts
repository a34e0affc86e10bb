import type { TranscriptId } from '../../core/brands.js';
import { PackError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { byteReader, type ByteReader } from './byte-writer.js';
import { plainChromosome, type GenomeBuild } from './chromosome-names.js';
import {
  applyDifferences,
  MAGIC,
  SECTIONS,
  unpackFlags,
  type Flags,
  type ReferenceHeader,
  type SectionName,
} from './reference-format.js';
import { FLANK_BASES, lastStartingBy } from './reference-sequences.js';
import type {
  GenomeDifference,
  GenomicInterval,
  Transcript,
  TranslationException,
} from './transcript.js';

/** Transcripts by place and by id; they are read from the pack's bytes when they are asked for. */
export interface Reference {
  readonly build: GenomeBuild;
  /** The annotation in words, e.g. `Ensembl 110`. */
  readonly source: string;
  readonly transcriptCount: number;
  /** Plain names. */
  readonly chromosomes: readonly string[];
  /**
   * Transcripts that share a base, introns included, with `[start0, end0)`; of an empty stretch, those
   * that it lies in or touches. Any spelling of the chromosome. In order of start, end and id.
   */
  transcriptsAt(chromosome: string, start0: number, end0: number): readonly Transcript[];
  /** By id; an id without version finds the one version at hand. Null where there is none. */
  transcript(id: string): Transcript | null;
  /** All of them, by chromosome and start. */
  transcripts(): IterableIterator<Transcript>;
}

/** Transcripts whose greatest end is kept together: 200,000 of them then take 1,500 steps at most. */
const BLOCK = 32;
/** Transcripts kept in memory after use, twice over; a cDNA of 3 kB each makes 12 MB. */
const KEPT_TRANSCRIPTS = 2_048;

interface ChromosomeIndex {
  readonly first: number;
  readonly end: number;
  /** Greatest end in each block of transcripts. */
  readonly blockEnds: Uint32Array;
}

/** The stretches of a chromosome whose bases are kept, in order. */
interface KeptRegions {
  readonly starts: Uint32Array;
  /** Where each stretch starts among all bases of the pack. */
  readonly offsets: Uint32Array;
}

/** @throws PackError where the bytes are not a reference pack of the version this program reads. */
export function openReference({ manifest, bytes: given }: LoadedPack): Reference {
  // Views of words need an aligned buffer, which a small file read by Node does not have.
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new PackError('the pack does not hold transcripts in the form this version reads', {
      pack: manifest.id,
      expected: hex(MAGIC),
      found: hex(bytes.subarray(0, MAGIC.length)),
      hint: `build it again: ${manifest.recipe}`,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headerEnd = MAGIC.length + 4 + view.getUint32(MAGIC.length, true);
  const header = JSON.parse(
    new TextDecoder().decode(bytes.subarray(MAGIC.length + 4, headerEnd)),
  ) as ReferenceHeader;
  const section = sectionsOf(bytes, header, headerEnd);
  const words = (name: SectionName): Uint32Array => {
    const { buffer, byteOffset, length } = section[name];
    return new Uint32Array(buffer, byteOffset, length / 4);
  };
  const starts = words('starts');
  const ends = words('ends');
  const flagsOf = words('flags');
  const geneOf = words('geneOf');
  const recordAt = words('recordAt');
  const byId = words('byId');
  const geneAt = words('geneAt');
  const names = header.chromosomes.map(({ name }) => name);
  const firstOf = cumulative(header.chromosomes.map(({ transcripts }) => transcripts));

  const indexes = new Map<string, ChromosomeIndex | null>();
  const indexOf = (spelling: string): ChromosomeIndex | null => {
    const known = indexes.get(spelling);
    if (known !== undefined) return known;
    const chromosome = names.indexOf(plainChromosome(spelling));
    const index =
      chromosome < 0
        ? null
        : indexOfRange(ends, firstOf[chromosome] as number, firstOf[chromosome + 1] as number);
    indexes.set(spelling, index);
    return index;
  };

  const regionsOf = header.chromosomes.map((_, chromosome) =>
    lazily(() => readRegions(header, section.regions, chromosome)),
  );
  const unknown = lazily(() => readUnknown(section.unknown));

  let recent = new Map<number, Transcript>();
  let older = new Map<number, Transcript>();
  const at = (index: number): Transcript => {
    const known = recent.get(index);
    if (known !== undefined) return known;
    const transcript = older.get(index) ?? decode(index);
    recent.set(index, transcript);
    if (recent.size >= KEPT_TRANSCRIPTS) {
      older = recent;
      recent = new Map();
    }
    return transcript;
  };

  const decode = (index: number): Transcript => {
    const flags = unpackFlags(flagsOf[index] as number);
    const gene = byteReader(section.geneNames, geneAt[geneOf[index] as number] as number);
    const reader = byteReader(section.records, recordAt[index] as number);
    const { patches, flankLengths, ...record } = readRecord(reader, flags, starts[index] as number);
    const chromosome = firstOf.findLastIndex((first) => first <= index);
    const read = lazily(() => {
      const regions = (regionsOf[chromosome] as () => KeptRegions)();
      const stretches = record.exons.map(({ start0, end0 }, i): Stretch => {
        const { before, after } = flankLengths[i] as (typeof flankLengths)[number];
        const low = start0 - (flags.strand === 1 ? before : after);
        const region = lastAtOrBefore(regions.starts, low);
        return {
          first: (regions.offsets[region] as number) + low - (regions.starts[region] as number),
          length: before + end0 - start0 + after,
        };
      });
      const letters = unpackBases(section.bases, stretches, flags.strand, unknown());
      for (const { at, base } of patches) letters[at] = base;
      const text = decoder.decode(letters);
      const exons: string[] = [];
      const flanks: { readonly before: string; readonly after: string }[] = [];
      let at = 0;
      for (const [i, { length }] of stretches.entries()) {
        const { before, after } = flankLengths[i] as (typeof flankLengths)[number];
        const end = at + length;
        exons.push(text.slice(at + before, end - after));
        flanks.push({ before: text.slice(at, at + before), after: text.slice(end - after, end) });
        at = end;
      }
      return { cdna: applyDifferences(exons.join(''), record.genomeDifferences), flanks };
    });
    const { strand, canonical, maneSelect, transcriptSupportLevel } = flags;
    const { cdsStartFound, cdsEndFound, phase, geneticCode } = flags;
    return {
      id: record.id,
      geneSymbol: gene.text(),
      geneId: gene.text(),
      proteinId: record.proteinId,
      biotype: header.biotypes[flags.biotype] as string,
      canonical,
      maneSelect,
      transcriptSupportLevel,
      chromosome: names[chromosome] as string,
      strand,
      exons: record.exons,
      cds: record.cds,
      cdsStartFound,
      cdsEndFound,
      phase,
      geneticCode,
      translationExceptions: record.translationExceptions,
      genomeDifferences: record.genomeDifferences,
      get cdna() {
        return read().cdna;
      },
      get flanks() {
        return read().flanks;
      },
    };
  };

  const idAt = (rank: number): string => {
    const record = recordAt[byId[rank] as number] as number;
    return byteReader(section.records, record).text() as string;
  };
  /** Rank of the first id that is not below `id`. */
  const rankOf = (id: string): number => {
    let low = 0;
    let high = byId.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (idAt(middle) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    build: header.build,
    source: header.source,
    transcriptCount: starts.length,
    chromosomes: names,

    transcriptsAt: (chromosome, start0, end0) => {
      const index = indexOf(chromosome);
      if (index === null) return [];
      // An empty stretch lies between two bases: one more on either side is what it touches.
      const from = start0 < end0 ? start0 : start0 - 1;
      const to = start0 < end0 ? end0 : start0 + 1;
      return overlapping(index, starts, ends, from, to).map(at);
    },

    transcript: (id) => {
      const exact = rankOf(id);
      if (exact < byId.length && idAt(exact) === id) return at(byId[exact] as number);
      const rank = rankOf(`${id}.`);
      if (rank >= byId.length) return null;
      const found = idAt(rank);
      const isVersion = found.startsWith(`${id}.`) && /^\d+$/.test(found.slice(id.length + 1));
      return isVersion ? at(byId[rank] as number) : null;
    },

    *transcripts() {
      for (let index = 0; index < starts.length; index++) yield decode(index);
    },
  };
}

const decoder = new TextDecoder();

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function sectionsOf(
  bytes: Uint8Array,
  header: ReferenceHeader,
  headerEnd: number,
): Readonly<Record<SectionName, Uint8Array>> {
  let end = headerEnd;
  const sections = {} as Record<SectionName, Uint8Array>;
  for (const name of SECTIONS) {
    const start = Math.ceil(end / 8) * 8;
    end = start + header.sections[name];
    sections[name] = bytes.subarray(start, end);
  }
  return sections;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** `[0, a, a + b, …]`. */
function cumulative(counts: readonly number[]): readonly number[] {
  const sums = [0];
  for (const count of counts) sums.push((sums.at(-1) as number) + count);
  return sums;
}

function indexOfRange(ends: Uint32Array, first: number, end: number): ChromosomeIndex {
  const blockEnds = new Uint32Array(Math.ceil((end - first) / BLOCK));
  for (let i = first; i < end; i++) {
    const block = Math.floor((i - first) / BLOCK);
    blockEnds[block] = Math.max(blockEnds[block] as number, ends[i] as number);
  }
  return { first, end, blockEnds };
}

/** Transcripts of one chromosome that share a base with `[from, to)`, in order. */
function overlapping(
  { first, end, blockEnds }: ChromosomeIndex,
  starts: Uint32Array,
  ends: Uint32Array,
  from: number,
  to: number,
): number[] {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) < to) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  const blocks = Math.ceil((low - first) / BLOCK);
  for (let block = 0; block < blocks; block++) {
    if ((blockEnds[block] as number) <= from) continue;
    const last = Math.min(low, first + (block + 1) * BLOCK);
    for (let i = first + block * BLOCK; i < last; i++) {
      if ((ends[i] as number) > from) found.push(i);
    }
  }
  return found;
}

function readRegions(header: ReferenceHeader, bytes: Uint8Array, chromosome: number): KeptRegions {
  const before = header.chromosomes.slice(0, chromosome);
  const { regions } = header.chromosomes[chromosome] as ReferenceHeader['chromosomes'][number];
  const reader = byteReader(
    bytes,
    before.reduce((sum, { regionBytes }) => sum + regionBytes, 0),
  );
  const starts = new Uint32Array(regions);
  const offsets = new Uint32Array(regions);
  let offset = before.reduce((sum, { bases }) => sum + bases, 0);
  let end0 = 0;
  for (let i = 0; i < regions; i++) {
    starts[i] = end0 + reader.varint();
    offsets[i] = offset;
    const length = reader.varint();
    end0 = (starts[i] as number) + length;
    offset += length;
  }
  return { starts, offsets };
}

/** Index of the last of the ordered numbers that is not above `value`. */
function lastAtOrBefore(ordered: Uint32Array, value: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function readUnknown(bytes: Uint8Array): readonly GenomicInterval[] {
  const runs: GenomicInterval[] = [];
  const reader = byteReader(bytes, 0);
  while (!reader.isAtEnd()) {
    const start0 = (runs.at(-1)?.end0 ?? 0) + reader.varint();
    runs.push({ start0, end0: start0 + reader.varint() });
  }
  return runs;
}

/** A stretch of the pack's bases. */
interface Stretch {
  readonly first: number;
  readonly length: number;
}

const LETTERS = Uint8Array.from('ACGT', (base) => base.charCodeAt(0));
const N = 78;

/** ASCII of stretches, one after the other, each on the transcript's strand. */
function unpackBases(
  packed: Uint8Array,
  stretches: readonly Stretch[],
  strand: 1 | -1,
  unknown: readonly GenomicInterval[],
): Uint8Array {
  const letters = new Uint8Array(stretches.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const { first, length } of stretches) {
    const from = to;
    if (strand === 1) {
      for (let at = first; at < first + length; at++) {
        letters[to++] = LETTERS[((packed[at >> 2] as number) >> ((at & 3) << 1)) & 3] as number;
      }
    } else {
      for (let at = first + length - 1; at >= first; at--) {
        letters[to++] = LETTERS[
          3 - (((packed[at >> 2] as number) >> ((at & 3) << 1)) & 3)
        ] as number;
      }
    }
    if (unknown.length > 0) maskUnknown(letters.subarray(from, to), unknown, first, strand);
  }
  return letters;
}

/** Overwrites with N what is not known of the bases from `first` on. */
function maskUnknown(
  letters: Uint8Array,
  unknown: readonly GenomicInterval[],
  first: number,
  strand: 1 | -1,
): void {
  const end = first + letters.length;
  for (let run = Math.max(0, lastStartingBy(unknown, first)); run < unknown.length; run++) {
    const { start0, end0 } = unknown[run] as GenomicInterval;
    if (start0 >= end) return;
    const from = Math.max(start0, first) - first;
    const to = Math.min(end0, end) - first;
    if (to <= from) continue;
    if (strand === 1) letters.fill(N, from, to);
    else letters.fill(N, letters.length - to, letters.length - from);
  }
}

interface TranscriptRecord {
  readonly id: TranscriptId;
  readonly proteinId: string | null;
  readonly exons: readonly GenomicInterval[];
  readonly cds: Transcript['cds'];
  readonly flankLengths: readonly { readonly before: number; readonly after: number }[];
  readonly translationExceptions: readonly TranslationException[];
  readonly genomeDifferences: readonly GenomeDifference[];
  readonly patches: readonly { readonly at: number; readonly base: number }[];
}

function readRecord(reader: ByteReader, flags: Flags, firstStart0: number): TranscriptRecord {
  const id = reader.text() as TranscriptId;
  const proteinId = reader.text();
  const exons: GenomicInterval[] = [];
  const count = reader.varint();
  let end0 = firstStart0;
  for (let i = 0; i < count; i++) {
    const start0 = end0 + reader.varint();
    end0 = start0 + reader.varint();
    exons.push({ start0, end0 });
  }
  let cds: Transcript['cds'] = null;
  if (flags.isCoding) {
    const start0 = reader.varint();
    cds = { start0, end0: start0 + reader.varint() };
  }
  const full = flags.flanks === 'full' ? FLANK_BASES : 0;
  const flankLengths = exons.map(() =>
    flags.flanks === 'listed'
      ? { before: reader.byte(), after: reader.byte() }
      : { before: full, after: full },
  );
  const listOf = <T>(read: () => T): readonly T[] =>
    flags.hasExtras ? Array.from({ length: reader.varint() }, read) : [];
  return {
    id,
    proteinId,
    exons: flags.strand === 1 ? exons : exons.reverse(),
    cds,
    flankLengths,
    translationExceptions: listOf(() => ({
      cdnaStart0: reader.varint(),
      residue: reader.text() as string,
    })),
    genomeDifferences: listOf(() => ({
      cdnaStart0: reader.varint(),
      reference: reader.text() as string,
      transcript: reader.text() as string,
    })),
    patches: listOf(() => ({ at: reader.varint(), base: reader.byte() })),
  };
}
