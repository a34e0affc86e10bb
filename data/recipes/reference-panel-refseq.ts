import * as z from 'zod';

import { parseTranscriptId } from '../../src/core/brands.js';
import {
  buildOfChromosomeName,
  plainChromosome,
  type GenomeBuild,
} from '../../src/engines/genome/chromosome-names.js';
import { reverseComplement } from '../../src/engines/genome/reverse-complement.js';
import type {
  GenomeDifference,
  GenomicInterval,
  Transcript,
} from '../../src/engines/genome/transcript.js';
import { translateCodons } from './demo-cases/codons.js';
import { takeGenomeBases, type GenePlace, type PlacedTranscript } from './reference-panel-lrg.js';

/** One transcript's alignment to one contig as it lies in ../shared (biocommons' UTA). */
export const refSeqAlignment = z.object({
  tx: z.string(),
  contig: z.string(),
  info: z.object({ hgnc: z.string(), cds_start_i: z.number(), cds_end_i: z.number() }),
  exons: z.array(
    z.object({
      ord: z.number(),
      tx_start_i: z.number(),
      tx_end_i: z.number(),
      alt_start_i: z.number(),
      alt_end_i: z.number(),
      alt_strand: z.union([z.literal(1), z.literal(-1)]),
      cigar: z.string(),
    }),
  ),
  seq: z.string().regex(/^[ACGT]+$/),
});
export type RefSeqAlignment = z.infer<typeof refSeqAlignment>;

/** Why an alignment is not in the pack; the words are keys of the manifest's contents. */
export type RefSeqRefusal = 'otherContig' | 'sequenceTooShort' | 'exonsDoNotCoverSequence';

/**
 * The transcript of one alignment, without flanks, or why it can't be used.
 * @throws Error where its frame is not one open reading frame but for UGA at `selenocysteines`
 * (residue numbers), or where it contradicts a stretch of chromosome that is known.
 */
export function refSeqTranscript(
  { tx, contig, info, exons: unordered, seq }: RefSeqAlignment,
  build: GenomeBuild,
  geneId: string | null,
  known: readonly GenePlace[],
  selenocysteines: readonly number[],
): PlacedTranscript | RefSeqRefusal {
  if (buildOfChromosomeName(contig) !== build) return 'otherContig';
  const exons = unordered.toSorted((a, b) => a.ord - b.ord);
  const length = exons.at(-1)?.tx_end_i ?? 0;
  if (seq.length < length) return 'sequenceTooShort';
  // The poly(A) tail is not in the genome; anything else that no exon covers is a broken alignment.
  if (!/^A*$/.test(seq.slice(length))) return 'exonsDoNotCoverSequence';

  const chromosome = plainChromosome(contig);
  const cdna = seq.slice(0, length);
  const differences: GenomeDifference[] = [];
  for (const exon of exons) {
    const { alt_start_i: start0, alt_end_i: end0, alt_strand: strand } = exon;
    const genome = basesOf(known, { chromosome, start0, end0 }, strand);
    differences.push(...exonDifferences(tx, exon, cdna, genome));
  }
  const cds = { start0: info.cds_start_i, end0: info.cds_end_i };
  const resolved = takeGenomeBases(cdna, differences);
  for (const bases of [cdna, resolved.cdna]) {
    checkFrame(tx, bases.slice(cds.start0, cds.end0), selenocysteines);
  }
  const transcript: Transcript = {
    id: parseTranscriptId(tx),
    geneSymbol: info.hgnc,
    geneId,
    proteinId: null,
    biotype: 'protein_coding',
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome,
    strand: exons[0]?.alt_strand ?? 1,
    exons: exons.map((exon) => ({ start0: exon.alt_start_i, end0: exon.alt_end_i })),
    cds,
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: selenocysteines.map((residue) => ({
      cdnaStart0: cds.start0 + (residue - 1) * 3,
      residue: 'U',
    })),
    ...resolved,
    flanks: exons.map(() => ({ before: '', after: '' })),
  };
  return { transcript, substituted: differences.length - resolved.genomeDifferences.length };
}

/** Bases on a strand; N for those of a stretch that no LRG covers whole. */
function basesOf(
  known: readonly GenePlace[],
  { chromosome, start0, end0 }: GenomicInterval & { readonly chromosome: string },
  strand: 1 | -1,
): string {
  const place = known.find(
    (gene) => gene.chromosome === chromosome && gene.start0 <= start0 && end0 <= gene.end0,
  );
  if (place === undefined) return 'N'.repeat(end0 - start0);
  const bases = place.bases.slice(start0 - place.start0, end0 - place.start0);
  return strand === 1 ? bases : reverseComplement(bases);
}

/** UTA's CIGAR runs along the transcript: D is in the transcript alone, I in the genome alone. */
function exonDifferences(
  tx: string,
  exon: RefSeqAlignment['exons'][number],
  cdna: string,
  genome: string,
): readonly GenomeDifference[] {
  const differences: GenomeDifference[] = [];
  let cdnaStart0 = exon.tx_start_i;
  let genomeAt = 0;
  for (const [, digits, kind] of exon.cigar.matchAll(/(\d+)([=XDI])/g)) {
    const count = Number(digits);
    const transcript = kind === 'I' ? '' : cdna.slice(cdnaStart0, cdnaStart0 + count);
    const reference = kind === 'D' ? '' : genome.slice(genomeAt, genomeAt + count);
    if (kind !== '=') {
      differences.push({ cdnaStart0, reference, transcript });
    } else if (!/^N*$/.test(reference) && reference !== transcript) {
      throw new Error(`${tx}: exon ${exon.ord + 1} is not what its alignment says`);
    }
    cdnaStart0 += transcript.length;
    genomeAt += reference.length;
  }
  if (cdnaStart0 !== exon.tx_end_i || genomeAt !== genome.length) {
    throw new Error(`${tx}: the alignment of exon ${exon.ord + 1} does not cover it`);
  }
  return differences;
}

function checkFrame(tx: string, bases: string, selenocysteines: readonly number[]): void {
  const residues = translateCodons(bases);
  const isSec = (residue: number): boolean =>
    selenocysteines.includes(residue) && bases.startsWith('TGA', (residue - 1) * 3);
  const inner = Array.from(residues.slice(0, -1));
  const isOpen = inner.every((residue, i) => residue !== '*' || isSec(i + 1));
  if (bases.length % 3 !== 0 || !residues.startsWith('M') || !residues.endsWith('*') || !isOpen) {
    throw new Error(`${tx}: its coding sequence is not one open reading frame`);
  }
}
