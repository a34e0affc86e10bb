import { callConsequence } from '../genome/consequence/call-consequence.js';
import type { GenomicVariant } from '../genome/consequence/genomic-variant.js';
import { residueAt } from '../genome/consequence/codons.js';
import { transcriptIndex, type TranscriptIndex } from '../genome/consequence/transcript-index.js';
import type { Reference } from '../genome/reference-pack.js';
import { reverseComplement } from '../genome/reverse-complement.js';
import type { Transcript } from '../genome/transcript.js';
import type { GenomeBuild } from '../genome/chromosome-names.js';

/** The transcript that a gene's residues and exons are numbered by. */
export interface GeneModels {
  readonly build: GenomeBuild;
  /** Symbols, upper case. */
  readonly genes: ReadonlySet<string>;
  /** Null where the reference does not have the gene, or no coding transcript of it. */
  model(gene: string): TranscriptIndex | null;
  /** Genes with a transcript over a place, by their models. */
  modelsAt(chromosome: string, start0: number, end0: number): readonly TranscriptIndex[];
}

/** Transcripts that CIViC's residues stand in, where the first of their record is another. */
const NUMBERED_BY: ReadonlySet<string> = new Set(['LRG_611t2', 'LRG_261t3']);

/**
 * One transcript a gene: MANE Select, else the canonical one, else the one that its residues are named by, else the
 * first of a Locus Reference Genomic record, else the longest reading frame.
 */
export function geneModels(reference: Reference): GeneModels {
  const known = modelsOf.get(reference);
  if (known !== undefined) return known;
  const made = chosenModels(reference);
  modelsOf.set(reference, made);
  return made;
}

const modelsOf = new WeakMap<Reference, GeneModels>();

function chosenModels(reference: Reference): GeneModels {
  const chosen = new Map<string, Transcript>();
  for (const transcript of reference.transcripts()) {
    const gene = transcript.geneSymbol?.toUpperCase();
    if (gene === undefined || transcript.cds === null) continue;
    const known = chosen.get(gene);
    if (known === undefined || isPreferred(transcript, known)) chosen.set(gene, transcript);
  }
  return {
    build: reference.build,
    genes: new Set(chosen.keys()),
    model: (gene) => {
      const transcript = chosen.get(gene.toUpperCase());
      return transcript === undefined ? null : transcriptIndex(transcript);
    },
    modelsAt: (chromosome, start0, end0) => {
      const genes = reference
        .transcriptsAt(chromosome, start0, end0)
        .map(({ geneSymbol }) => geneSymbol?.toUpperCase() ?? '');
      return [...new Set(genes)].flatMap((gene) => {
        const transcript = chosen.get(gene);
        return transcript === undefined ? [] : [transcriptIndex(transcript)];
      });
    },
  };
}

function isPreferred(one: Transcript, other: Transcript): boolean {
  const ranks = ({ maneSelect, canonical, id, cds }: Transcript): readonly number[] => [
    maneSelect === true ? 1 : 0,
    canonical === true ? 1 : 0,
    NUMBERED_BY.has(id) ? 1 : 0,
    /^LRG_\d+t1$/.test(id) ? 1 : 0,
    cds === null ? 0 : cds.end0 - cds.start0,
  ];
  const [a, b] = [ranks(one), ranks(other)];
  const differing = a.findIndex((rank, i) => rank !== b[i]);
  return differing >= 0 && (a[differing] as number) > (b[differing] as number);
}

/** 1-based exons that hold a base of these residues. */
export function exonsOfResidues(
  { frame, exonCount, cdnaStarts }: TranscriptIndex,
  first: number,
  last: number,
): readonly number[] {
  if (frame === null) return [];
  const start0 = frame.origin0 + 3 * (first - 1);
  const end0 = frame.origin0 + 3 * last;
  const exons: number[] = [];
  for (let exon = 0; exon < exonCount; exon++) {
    if ((cdnaStarts[exon] as number) < end0 && (cdnaStarts[exon + 1] as number) > start0) {
      exons.push(exon + 1);
    }
  }
  return exons;
}

/** Bases of an intron beside an exon that splicing reads, and the last base of an exon before a donor. */
const INTRON_BASES = 2;
const LAST_EXON_BASES = 1;

/**
 * 1-based exons of which a variant changes a splice site: two bases of the intron on either side, and the last
 * base of the exon.
 */
export function splicedExons(index: TranscriptIndex, variant: GenomicVariant): readonly number[] {
  const { strand } = index.transcript;
  const low = variant.start0;
  const high = variant.start0 + variant.reference.length;
  const [start, end] = strand === 1 ? [low, high] : [-high, -low];
  const touches = (from: number, to: number): boolean =>
    start === end ? start > from && start < to : start < to && end > from;
  const exons: number[] = [];
  for (let exon = 0; exon < index.exonCount; exon++) {
    const exonStart = index.starts[exon] as number;
    const exonEnd = index.ends[exon] as number;
    const acceptor = exon > 0 && touches(exonStart - INTRON_BASES, exonStart);
    const donor =
      exon + 1 < index.exonCount && touches(exonEnd - LAST_EXON_BASES, exonEnd + INTRON_BASES);
    if (acceptor || donor) exons.push(exon + 1);
  }
  return exons;
}

/** The single-base changes of the genome that make one residue another. */
export function substitutionsFor(
  index: TranscriptIndex,
  position: number,
  residue: string,
): readonly GenomicVariant[] {
  const { frame, transcript } = index;
  if (frame === null) return [];
  const codon0 = frame.origin0 + 3 * (position - 1);
  const codon = transcript.cdna.slice(codon0, codon0 + 3);
  const found: GenomicVariant[] = [];
  for (let i = 0; i < codon.length; i++) {
    for (const base of 'ACGT') {
      const changed = codon.slice(0, i) + base + codon.slice(i + 1);
      if (base === codon[i] || residueAt(changed, 0, transcript.geneticCode) !== residue) continue;
      const start0 = genomicPlace(index, codon0 + i);
      if (start0 === null) continue;
      const onForward = (one: string): string =>
        transcript.strand === 1 ? one : reverseComplement(one);
      found.push({
        chromosome: transcript.chromosome,
        start0,
        reference: onForward(codon.charAt(i)),
        alternate: onForward(base),
      });
    }
  }
  return found;
}

/** Where a base of the cDNA lies on the genome; null where transcript and genome differ on its exon. */
export function genomicPlace(index: TranscriptIndex, cdna0: number): number | null {
  const { exonCount, cdnaStarts, starts, differences, transcript } = index;
  for (let exon = 0; exon < exonCount; exon++) {
    const from = cdnaStarts[exon] as number;
    if (cdna0 < from || cdna0 >= (cdnaStarts[exon + 1] as number)) continue;
    if ((differences?.[exon] ?? []).length > 0) return null;
    const place = (starts[exon] as number) + cdna0 - from;
    return transcript.strand === 1 ? place : -place - 1;
  }
  return null;
}

/** Base before the start codon that a place on the genome is, `-1` the last; null within the reading frame and after it. */
export function baseBeforeStart(index: TranscriptIndex, place0: number): number | null {
  const { frame, transcript } = index;
  const start0 = frame === null ? null : genomicPlace(index, frame.start0);
  if (start0 === null) return null;
  const base = transcript.strand === 1 ? place0 - start0 : start0 - place0;
  return base < 0 ? base : null;
}

/** What a variant does to a gene's model, as our own caller has it; null where it changes nothing near. */
export function callOnModel(index: TranscriptIndex, variant: GenomicVariant) {
  return callConsequence(index.transcript, variant);
}
