import { breathe, quietContext, type Context } from '../../core/context.js';
import { compareText } from '../../core/skipped.js';
import { byteWriter } from './byte-writer.js';
import type { GenomeBuild } from './chromosome-names.js';
import {
  MAGIC,
  packFlags,
  SECTIONS,
  undoDifferences,
  type Flags,
  type FlankKind,
  type ReferenceHeader,
  type SectionName,
} from './reference-format.js';
import { FLANK_BASES, lastStartingBy, united } from './reference-sequences.js';
import { complement } from './reverse-complement.js';
import type { GenomicInterval, Transcript } from './transcript.js';

/** A base in which a transcript departs from what the pack keeps at its place. */
interface Patch {
  /** Among the transcript's bases, flanks included: before, exon, after of each exon in turn. */
  readonly at: number;
  readonly base: number;
}

interface Entry {
  readonly id: string;
  readonly chromosome: string;
  readonly start0: number;
  readonly end0: number;
  readonly gene: number;
  readonly flags: Omit<Flags, 'hasExtras'>;
  /** The record without its extras. */
  readonly record: Uint8Array;
  readonly extras: Pick<Transcript, 'translationExceptions' | 'genomeDifferences'>;
  readonly patches: Patch[];
}

/** Bases of one chromosome's regions; 0 where none is known. */
interface KeptBases {
  readonly regions: readonly GenomicInterval[];
  readonly bases: readonly Uint8Array[];
}

const N = 78;
/** Transcripts between two looks at the abort signal; some 20 ms of work. */
const BREATHE_EVERY = 1_000;
const TWO_BITS: Readonly<Record<number, number>> = { 65: 0, 67: 1, 71: 2, 84: 3 };

/**
 * A pack's bytes for transcripts; `transcripts` is asked twice and must give the same ones, so that
 * they need not all be held. The bases that transcripts share are kept once. The same transcripts in
 * the same order give the same bytes.
 */
export async function encodeReference(
  facts: { readonly build: GenomeBuild; readonly source: string },
  transcripts: () => Iterable<Transcript>,
  context: Context = quietContext(),
): Promise<Uint8Array> {
  const entries: Entry[] = [];
  const biotypes = new Map<string, number>();
  const genes = new Map<string, number>();
  const geneNames = byteWriter();
  const geneAt: number[] = [];
  const wanted = new Map<string, GenomicInterval[]>();

  for (const transcript of transcripts()) {
    if (entries.length % BREATHE_EVERY === 0) {
      context.report({ step: 'exons', done: entries.length, total: null });
      await breathe(context);
    }
    const { geneSymbol, geneId, biotype } = transcript;
    const geneKey = JSON.stringify([geneSymbol, geneId]);
    let gene = genes.get(geneKey);
    if (gene === undefined) {
      gene = genes.size;
      genes.set(geneKey, gene);
      geneAt.push(geneNames.length);
      geneNames.text(geneSymbol);
      geneNames.text(geneId);
    }
    if (!biotypes.has(biotype)) biotypes.set(biotype, biotypes.size);
    entries.push(entryOf(transcript, gene, biotypes.get(biotype) as number));
    let stretches = wanted.get(transcript.chromosome);
    if (stretches === undefined) wanted.set(transcript.chromosome, (stretches = []));
    stretches.push(...stretchesOf(transcript));
  }

  const kept = new Map<string, KeptBases>();
  for (const [chromosome, stretches] of wanted) {
    const regions = united(stretches);
    const bases = regions.map(({ start0, end0 }) => new Uint8Array(end0 - start0));
    kept.set(chromosome, { regions, bases });
  }
  await keepBases(transcripts(), entries, kept, context);

  const chromosomes = [...kept.keys()].sort(compareChromosomes);
  const rank = new Map(chromosomes.map((name, i) => [name, i] as const));
  entries.sort(
    (a, b) =>
      (rank.get(a.chromosome) as number) - (rank.get(b.chromosome) as number) ||
      a.start0 - b.start0 ||
      a.end0 - b.end0 ||
      compareText(a.id, b.id),
  );

  const records = byteWriter();
  const recordAt: number[] = [];
  const flags: number[] = [];
  for (const entry of entries) {
    recordAt.push(records.length);
    for (const byte of entry.record) records.byte(byte);
    const { translationExceptions, genomeDifferences } = entry.extras;
    const hasExtras =
      translationExceptions.length + genomeDifferences.length + entry.patches.length > 0;
    flags.push(packFlags({ ...entry.flags, hasExtras }));
    if (!hasExtras) continue;
    records.varint(translationExceptions.length);
    for (const { cdnaStart0, residue } of translationExceptions) {
      records.varint(cdnaStart0);
      records.text(residue);
    }
    records.varint(genomeDifferences.length);
    for (const { cdnaStart0, reference, transcript } of genomeDifferences) {
      records.varint(cdnaStart0);
      records.text(reference);
      records.text(transcript);
    }
    records.varint(entry.patches.length);
    for (const { at, base } of entry.patches) {
      records.varint(at);
      records.byte(base);
    }
  }
  const sequence = packBases(chromosomes.flatMap((name) => (kept.get(name) as KeptBases).bases));
  const regions = byteWriter();
  const regionBytes: number[] = [];
  for (const name of chromosomes) {
    const written = regions.length;
    let before = 0;
    for (const { start0, end0 } of (kept.get(name) as KeptBases).regions) {
      regions.varint(start0 - before);
      regions.varint(end0 - start0);
      before = end0;
    }
    regionBytes.push(regions.length - written);
  }
  const countOf = new Map<string, number>();
  for (const { chromosome } of entries) {
    countOf.set(chromosome, (countOf.get(chromosome) ?? 0) + 1);
  }
  const sections: Readonly<Record<SectionName, Uint8Array>> = {
    starts: wordBytes(entries.map(({ start0 }) => start0)),
    ends: wordBytes(entries.map(({ end0 }) => end0)),
    flags: wordBytes(flags),
    geneOf: wordBytes(entries.map(({ gene }) => gene)),
    recordAt: wordBytes(recordAt),
    byId: wordBytes(orderOfIds(entries)),
    records: records.bytes(),
    geneAt: wordBytes(geneAt),
    geneNames: geneNames.bytes(),
    regions: regions.bytes(),
    unknown: sequence.unknown,
    bases: sequence.bases,
  };
  return assemble(
    {
      ...facts,
      chromosomes: chromosomes.map((name, i) => {
        const { bases } = kept.get(name) as KeptBases;
        return {
          name,
          transcripts: countOf.get(name) as number,
          regions: bases.length,
          regionBytes: regionBytes[i] as number,
          bases: bases.reduce((sum, { length }) => sum + length, 0),
        };
      }),
      biotypes: [...biotypes.keys()],
    },
    sections,
  );
}

function entryOf(transcript: Transcript, gene: number, biotype: number): Entry {
  const { id, exons, strand, cds, flanks } = transcript;
  const ascending = strand === 1 ? exons : exons.toReversed();
  const start0 = (ascending[0] as GenomicInterval).start0;
  const end0 = (ascending.at(-1) as GenomicInterval).end0;
  const record = byteWriter();
  record.text(id);
  record.text(transcript.proteinId);
  record.varint(exons.length);
  let before = start0;
  for (const exon of ascending) {
    record.varint(exon.start0 - before);
    record.varint(exon.end0 - exon.start0);
    before = exon.end0;
  }
  if (cds !== null) {
    record.varint(cds.start0);
    record.varint(cds.end0 - cds.start0);
  }
  const flankKind = flankKindOf(transcript);
  if (flankKind === 'listed') {
    for (const { before, after } of flanks) {
      record.byte(before.length);
      record.byte(after.length);
    }
  }
  const { canonical, maneSelect, transcriptSupportLevel, geneticCode, phase } = transcript;
  const { cdsStartFound, cdsEndFound, translationExceptions, genomeDifferences } = transcript;
  return {
    id,
    chromosome: transcript.chromosome,
    start0,
    end0,
    gene,
    flags: {
      strand,
      canonical,
      maneSelect,
      transcriptSupportLevel,
      cdsStartFound,
      cdsEndFound,
      phase,
      geneticCode,
      isCoding: cds !== null,
      flanks: flankKind,
      biotype,
    },
    record: record.bytes(),
    extras: { translationExceptions, genomeDifferences },
    patches: [],
  };
}

function flankKindOf({ flanks }: Transcript): FlankKind {
  const areAll = (length: number): boolean =>
    flanks.every(({ before, after }) => before.length === length && after.length === length);
  if (areAll(FLANK_BASES)) return 'full';
  return areAll(0) ? 'none' : 'listed';
}

/** Each exon with its flanks, on the genome, in the order of the transcript. */
function stretchesOf({ exons, flanks, strand }: Transcript): readonly GenomicInterval[] {
  return exons.map(({ start0, end0 }, i) => {
    const { before, after } = flanks[i] as Transcript['flanks'][number];
    return strand === 1
      ? { start0: start0 - before.length, end0: end0 + after.length }
      : { start0: start0 - after.length, end0: end0 + before.length };
  });
}

/**
 * Fills in the bases. The first transcript with a base at a place decides; where a later one has
 * another, as cDNA that differs from the genome does, it gets a patch.
 */
async function keepBases(
  transcripts: Iterable<Transcript>,
  entries: readonly Entry[],
  kept: ReadonlyMap<string, KeptBases>,
  context: Context,
): Promise<void> {
  const unknown: {
    readonly entry: Entry;
    readonly at: number;
    readonly bases: Uint8Array;
    readonly place: number;
  }[] = [];
  let index = 0;
  for (const transcript of transcripts) {
    if (index % BREATHE_EVERY === 0) {
      context.report({ step: 'sequences', done: index, total: entries.length });
      await breathe(context);
    }
    const entry = entries[index++] as Entry;
    if (entry.id !== transcript.id) throw new Error('the transcripts changed between two passes');
    const spliced = undoDifferences(transcript.cdna, transcript.genomeDifferences);
    const { regions, bases } = kept.get(transcript.chromosome) as KeptBases;
    const { strand, exons, flanks, id } = transcript;
    let at = 0;
    let exonAt = 0;
    for (const [i, stretch] of stretchesOf(transcript).entries()) {
      const exon = exons[i] as GenomicInterval;
      const { before, after } = flanks[i] as Transcript['flanks'][number];
      const exonBases = spliced.slice(exonAt, (exonAt += exon.end0 - exon.start0));
      const text = before + exonBases + after;
      if (text.length !== stretch.end0 - stretch.start0) {
        throw new Error(`${id}: its sequence is shorter than its exons`);
      }
      const region = lastStartingBy(regions, stretch.start0);
      const place = bases[region] as Uint8Array;
      const offset = stretch.start0 - (regions[region] as GenomicInterval).start0;
      for (let j = 0; j < text.length; j++, at++) {
        const unit = text.charCodeAt(j);
        const where = offset + (strand === 1 ? j : text.length - 1 - j);
        const base = strand === 1 ? unit : complement(unit);
        const known = place[where] as number;
        if (unit === N) unknown.push({ entry, at, bases: place, place: where });
        else if (known === 0) place[where] = base;
        else if (known !== base) entry.patches.push({ at, base: unit });
      }
    }
    if (exonAt !== spliced.length) throw new Error(`${id}: its sequence is longer than its exons`);
  }
  for (const { entry, at, bases, place } of unknown) {
    if (bases[place] !== 0) entry.patches.push({ at, base: N });
  }
}

function packBases(stretches: readonly Uint8Array[]): {
  readonly bases: Uint8Array;
  readonly unknown: Uint8Array;
} {
  const total = stretches.reduce((sum, { length }) => sum + length, 0);
  const bases = new Uint8Array(Math.ceil(total / 4));
  const unknown = byteWriter();
  let at = 0;
  let runStart = 0;
  let runEnd = 0;
  let lastEnd = 0;
  const closeRun = (): void => {
    if (runEnd === runStart) return;
    unknown.varint(runStart - lastEnd);
    unknown.varint(runEnd - runStart);
    lastEnd = runEnd;
  };
  for (const stretch of stretches) {
    for (const base of stretch) {
      const code = TWO_BITS[base];
      if (code !== undefined) {
        bases[at >> 2] = (bases[at >> 2] as number) | (code << ((at & 3) << 1));
      } else if (runEnd === at && runEnd > runStart) {
        runEnd++;
      } else {
        closeRun();
        runStart = at;
        runEnd = at + 1;
      }
      at++;
    }
  }
  closeRun();
  return { bases, unknown: unknown.bytes() };
}

/** 1 to 22, X, Y, MT, then the rest by name. */
function compareChromosomes(a: string, b: string): number {
  const rank = (name: string): number => {
    if (/^\d{1,2}$/.test(name)) return Number(name);
    const place = ['X', 'Y', 'MT'].indexOf(name);
    return place < 0 ? 200 : 100 + place;
  };
  return rank(a) - rank(b) || compareText(a, b);
}

function orderOfIds(entries: readonly Entry[]): readonly number[] {
  return entries
    .map(({ id }, index) => ({ id, index }))
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ index }) => index);
}

function wordBytes(words: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(words).buffer);
}

function assemble(
  facts: Omit<ReferenceHeader, 'sections'>,
  sections: Readonly<Record<SectionName, Uint8Array>>,
): Uint8Array {
  const lengths = Object.fromEntries(
    SECTIONS.map((name) => [name, sections[name].length] as const),
  ) as Record<SectionName, number>;
  const header: ReferenceHeader = { ...facts, sections: lengths };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const first = MAGIC.length + 4 + json.length;
  const total = SECTIONS.reduce((end, name) => aligned(end) + lengths[name], first);
  const bytes = new Uint8Array(total);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, json.length, true);
  bytes.set(json, MAGIC.length + 4);
  let end = first;
  for (const name of SECTIONS) {
    bytes.set(sections[name], aligned(end));
    end = aligned(end) + lengths[name];
  }
  return bytes;
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}
