import type { TranscriptId } from '../../core/brands.js';

/** A stretch of the genome, 0-based half-open. */
export interface GenomicInterval {
  readonly start0: number;
  readonly end0: number;
}

/** A residue that the genetic code alone does not give, e.g. selenocysteine at a UGA. */
export interface TranslationException {
  /** First base of its codon on the transcript. */
  readonly cdnaStart0: number;
  /** One-letter code, e.g. `U`. */
  readonly residue: string;
}

/**
 * A place where the transcript's own sequence is not the genome's: `reference` stands on the genome
 * (transcript strand) where the transcript has `transcript`; one of them may be empty.
 */
export interface GenomeDifference {
  readonly cdnaStart0: number;
  readonly reference: string;
  readonly transcript: string;
}

/** One transcript placed on a genome, with its own sequence. Positions on it are cDNA, 0-based half-open. */
export interface Transcript {
  readonly id: TranscriptId;
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  readonly proteinId: string | null;
  readonly biotype: string;
  /** Null where the source does not say. */
  readonly canonical: boolean | null;
  readonly maneSelect: boolean | null;
  readonly transcriptSupportLevel: number | null;
  /** Plain name: `1`, `X`, `MT`. */
  readonly chromosome: string;
  readonly strand: 1 | -1;
  /** In the order of the transcript (first exon first, also on the minus strand). */
  readonly exons: readonly GenomicInterval[];
  /** Coding bounds, stop codon included; null for a non-coding transcript. */
  readonly cds: { readonly start0: number; readonly end0: number } | null;
  /** False where the annotation's coding sequence begins or ends outside of the transcript. */
  readonly cdsStartFound: boolean;
  readonly cdsEndFound: boolean;
  /** Bases before the first whole codon, 0-2; not 0 only where the start was not found. */
  readonly phase: 0 | 1 | 2;
  /** NCBI genetic code: 1, or 2 for mitochondria. */
  readonly geneticCode: 1 | 2;
  readonly translationExceptions: readonly TranslationException[];
  readonly genomeDifferences: readonly GenomeDifference[];
  /** The spliced transcript, upper case, its own strand. */
  readonly cdna: string;
  /**
   * For each exon the genomic bases next to it on the transcript's strand, up to 30 either side; shorter or
   * empty where the source has none (mRNA only).
   */
  readonly flanks: readonly { readonly before: string; readonly after: string }[];
}
