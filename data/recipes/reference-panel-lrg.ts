import * as z from 'zod';

import { parseTranscriptId } from '../../src/core/brands.js';
import type { GenomeBuild } from '../../src/engines/genome/chromosome-names.js';
import { FLANK_BASES } from '../../src/engines/genome/reference-sequences.js';
import { reverseComplement } from '../../src/engines/genome/reverse-complement.js';
import type {
  GenomeDifference,
  GenomicInterval,
  Transcript,
} from '../../src/engines/genome/transcript.js';
import { translateCodons } from './demo-cases/codons.js';

/** Kind, first and last base on the LRG, first and last base on the chromosome, both sequences; from 1. */
const difference = z.tuple([
  z.enum(['mismatch', 'lrg_ins', 'other_ins']),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.string(),
  z.string(),
]);
const span = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.union([z.literal(1), z.literal(-1)]),
  z.array(difference),
]);
const map = z.tuple([z.string(), z.string(), z.tuple([span])]);

/** A Locus Reference Genomic record as it lies in ../shared: one gene, both builds. */
export const lrgRecord = z.object({
  lrg: z.string(),
  symbol: z.string(),
  seq: z.string().regex(/^[ACGT]+$/),
  maps: z.object({ GRCh37: map, GRCh38: map }),
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
          sec: z.tuple([]),
          exc: z.array(z.tuple([z.string(), z.string()])),
          codon_start: z.null(),
        }),
      ),
    }),
  ),
});
export type LrgRecord = z.infer<typeof lrgRecord>;
type LrgTranscript = LrgRecord['transcripts'][number];
type Coding = LrgTranscript['coding'][number];

/** A gene's stretch of a chromosome, spelled out. */
export interface GenePlace extends GenomicInterval {
  readonly chromosome: string;
  /** Forward strand of the chromosome. */
  readonly bases: string;
}

/** One LRG on one build. */
interface Placed {
  readonly place: GenePlace;
  readonly strand: 1 | -1;
  /** The chromosome along the LRG, on the LRG's strand. */
  readonly genome: string;
  /** Where a base of the LRG lies in `genome`; null for one that the chromosome lacks. Both from 0. */
  onGenome(lrg0: number): number | null;
  readonly differences: readonly {
    /** First base of the LRG that is different, or that follows what the LRG lacks; from 0. */
    readonly lrg0: number;
    readonly reference: string;
    readonly lrg: string;
  }[];
}

/** @throws Error where the record's differences do not lead from its sequence to a whole stretch. */
function placeLrg(record: LrgRecord, build: GenomeBuild): Placed {
  const [chromosome, , [[lrgStart1, lrgEnd1, start1, end1, strand, listed]]] = record.maps[build];
  const { seq, lrg: name } = record;
  const differences = listed
    .map(([kind, first1, , , , lrg, other]) => ({
      lrg0: kind === 'other_ins' ? first1 : first1 - 1,
      reference: other === '-' ? '' : other,
      lrg: lrg === '-' ? '' : lrg,
    }))
    .sort((a, b) => a.lrg0 - b.lrg0);
  let genome = '';
  let at = 0;
  for (const { lrg0, reference, lrg } of differences) {
    if (!seq.startsWith(lrg, lrg0)) throw new Error(`${name}: ${lrg} is not at ${lrg0 + 1}`);
    genome += seq.slice(at, lrg0) + reference;
    at = lrg0 + lrg.length;
  }
  genome += seq.slice(at);
  if (lrgStart1 !== 1 || lrgEnd1 !== seq.length || genome.length !== end1 - start1 + 1) {
    throw new Error(`${name}: its differences do not lead to ${build}`);
  }
  return {
    place: {
      chromosome,
      start0: start1 - 1,
      end0: end1,
      bases: strand === 1 ? genome : reverseComplement(genome),
    },
    strand,
    genome,
    onGenome: (lrg0) => {
      let shift = 0;
      for (const { lrg0: first, reference, lrg } of differences) {
        if (first > lrg0) break;
        const inside = lrg0 - first;
        if (inside < lrg.length) return inside < reference.length ? lrg0 + shift : null;
        shift += reference.length - lrg.length;
      }
      return lrg0 + shift;
    },
    differences,
  };
}

/** A transcript, and how many of its own bases gave way to the chromosome's. */
export interface PlacedTranscript {
  readonly transcript: Transcript;
  readonly substituted: number;
}

/**
 * The transcripts of one LRG on one build, with the stretch of chromosome they lie on.
 * @throws Error where a record contradicts itself: exons and cDNA, cDNA and protein, map and sequence.
 */
export function lrgTranscripts(
  record: LrgRecord,
  build: GenomeBuild,
  geneId: string | null,
): { readonly place: GenePlace; readonly placed: readonly PlacedTranscript[] } {
  const placed = placeLrg(record, build);
  return {
    place: placed.place,
    placed: record.transcripts.map((transcript) =>
      placeTranscript(record, transcript, placed, geneId),
    ),
  };
}

function placeTranscript(
  record: LrgRecord,
  { name, cdna, exons, coding, acc }: LrgTranscript,
  placed: Placed,
  geneId: string | null,
): PlacedTranscript {
  const id = `${record.lrg}${name}`;
  const spliced = exons.map(([first1, last1]) => record.seq.slice(first1 - 1, last1)).join('');
  if (spliced !== cdna) throw new Error(`${id}: its exons do not give its cDNA`);

  const { strand, place, genome } = placed;
  const genomeDifferences: GenomeDifference[] = [];
  const flanks: { readonly before: string; readonly after: string }[] = [];
  let offset = 0;
  const intervals = exons.map(([first1, last1]): GenomicInterval => {
    const first = placed.onGenome(first1 - 1);
    const last = placed.onGenome(last1 - 1);
    if (first === null || last === null) throw new Error(`${id}: an exon ends off the genome`);
    for (const { lrg0, reference, lrg } of placed.differences) {
      // What the LRG lacks lies in the exon where both neighbours do.
      if (lrg0 < first1 - 1 + (lrg === '' ? 1 : 0) || lrg0 >= last1) continue;
      const cdnaStart0 = offset + lrg0 - (first1 - 1);
      genomeDifferences.push({ cdnaStart0, reference, transcript: lrg });
    }
    offset += last1 - first1 + 1;
    flanks.push({
      before: genome.slice(Math.max(0, first - FLANK_BASES), first),
      after: genome.slice(last + 1, last + 1 + FLANK_BASES),
    });
    return strand === 1
      ? { start0: place.start0 + first, end0: place.start0 + last + 1 }
      : { start0: place.end0 - last - 1, end0: place.end0 - first };
  });
  for (const each of coding) checkProtein(id, cdna, onCdna(exons, each, id), each);
  const resolved = takeGenomeBases(cdna, genomeDifferences);
  // The first is the one that LRG's GFF gives; some transcripts list an inner or outer start as well.
  const [frame = null] = coding;
  const cds = frame === null ? null : onCdna(exons, frame, id);
  const translationExceptions =
    frame === null || cds === null
      ? []
      : frame.exc.map(([codon1, residue]) => ({
          cdnaStart0: cds.start0 + (Number(codon1) - 1) * 3,
          residue,
        }));
  if (frame !== null && cds !== null) {
    const residues = proteinOf(resolved.cdna, cds, frame);
    if (residues.indexOf('*') !== frame.protein.length) {
      throw new Error(`${id}: on the genome its reading frame has another length`);
    }
  }
  const isCoding = cds !== null;
  const transcript: Transcript = {
    id: parseTranscriptId(id),
    geneSymbol: record.symbol,
    geneId,
    proteinId: null,
    biotype: isCoding ? 'protein_coding' : nonCodingBiotype(id, acc),
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome: place.chromosome,
    strand,
    exons: intervals,
    cds,
    cdsStartFound: isCoding,
    cdsEndFound: isCoding,
    phase: 0,
    geneticCode: 1,
    translationExceptions,
    ...resolved,
    flanks,
  };
  return { transcript, substituted: genomeDifferences.length - resolved.genomeDifferences.length };
}

/**
 * A single base that differs is a polymorphism: who has no variant called there has the genome's base,
 * so the transcript takes it. Insertions and deletions stay, since some of them are faults of the genome
 * that shift the reading frame.
 */
export function takeGenomeBases(
  cdna: string,
  differences: readonly GenomeDifference[],
): Pick<Transcript, 'cdna' | 'genomeDifferences'> {
  let taken = cdna;
  const kept = differences.filter(({ cdnaStart0, reference, transcript }) => {
    if (reference.length !== transcript.length || reference.includes('N')) return true;
    taken = taken.slice(0, cdnaStart0) + reference + taken.slice(cdnaStart0 + reference.length);
    return false;
  });
  return { cdna: taken, genomeDifferences: kept };
}

function proteinOf(
  cdna: string,
  cds: { readonly start0: number; readonly end0: number },
  { exc }: Coding,
): string {
  const residues = Array.from(translateCodons(cdna.slice(cds.start0, cds.end0)));
  for (const [codon1, residue] of exc) residues[Number(codon1) - 1] = residue;
  return residues.join('');
}

function checkProtein(
  id: string,
  cdna: string,
  cds: { readonly start0: number; readonly end0: number },
  coding: Coding,
): void {
  if (proteinOf(cdna, cds, coding) !== `${coding.protein}*`) {
    throw new Error(`${id}: its cDNA does not give its protein`);
  }
}

function onCdna(
  exons: LrgTranscript['exons'],
  { start, end }: Coding,
  id: string,
): { readonly start0: number; readonly end0: number } {
  const position = (lrg1: number): number => {
    let offset = 0;
    for (const [first1, last1] of exons) {
      if (first1 <= lrg1 && lrg1 <= last1) return offset + lrg1 - first1;
      offset += last1 - first1 + 1;
    }
    throw new Error(`${id}: its reading frame does not start and end in an exon`);
  };
  return { start0: position(start), end0: position(end) + 1 };
}

/** RefSeq's prefix of non-coding RNA. */
function nonCodingBiotype(id: string, accessions: readonly string[]): string {
  if (!accessions.every((accession) => accession.startsWith('NR_'))) {
    throw new Error(`${id} has no reading frame`);
  }
  return 'ncRNA';
}
