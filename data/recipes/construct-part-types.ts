import type { Source } from '../../src/core/cited.js';
import type { PartRoleName } from '../../src/engines/constructs/part-roles.js';
import type { Range, SegmentFeature } from '../../src/engines/constructs/part.js';

/** 1-based, inclusive, as the records count. */
export type Span = readonly [number, number];

/** The record a part is cut from, and where. */
export type PartRecord =
  /** The untranslated end of a transcript in EBI's and NCBI's Locus Reference Genomic. */
  | {
      readonly kind: 'lrg';
      readonly lrg: string;
      readonly transcript: string;
      /** RefSeq accession that the LRG gives the transcript. */
      readonly accession: string;
      readonly region: "5'UTR" | "3'UTR";
    }
  /** What lies before the start codon of a gene in its LRG. */
  | {
      readonly kind: 'lrg-upstream';
      readonly lrg: string;
      /** RefSeqGene accession that the LRG gives. */
      readonly accession: string;
      readonly transcript: string;
      readonly bases: number;
    }
  | {
      readonly kind: 'genolib';
      readonly displayId: string;
      readonly span?: Span;
      /** -1 where the library keeps the other strand. */
      readonly strand?: -1;
    }
  | { readonly kind: 'swissprot'; readonly accession: string; readonly span?: Span }
  /** A plasmid by its Addgene number or name. */
  | {
      readonly kind: 'addgene';
      readonly plasmid: string;
      readonly span: Span;
      readonly strand?: -1;
    }
  /** By accession, a plasmid map by its locus; a span that ends before it starts goes over the origin of a circle. */
  | { readonly kind: 'genbank'; readonly accession: string; readonly span: Span }
  /** Chromosome of the yeast S288C assembly sacCer3. */
  | { readonly kind: 'yeast'; readonly contig: string; readonly span: Span }
  /** The protein a DNA record codes for, without its stop codon. */
  | { readonly kind: 'translation'; readonly of: PartRecord }
  /** What pairs with a mature miRNA of miRBase over its whole length. */
  | { readonly kind: 'mirna-target'; readonly accession: string }
  /** A short sequence read in public files that name its plasmid or paper. */
  | { readonly kind: 'read'; readonly id: string };

/** Another record that has to hold the same sequence, or the part is refused. */
export type PartWitness =
  | {
      readonly kind: 'genolib';
      readonly displayId: string;
      /** `whole`: the part is in it; `inside`: it is in the part, either on any strand; or as its codons. */
      readonly as: 'whole' | 'inside' | 'other strand' | 'codons';
    }
  /** A plasmid that holds the part on one strand or the other. */
  | { readonly kind: 'addgene'; readonly plasmid: string }
  | { readonly kind: 'genbank'; readonly accession: string }
  /** A row of car_parts.tsv. */
  | { readonly kind: 'car-part'; readonly partId: string }
  /** Human Swiss-Prot; the part may differ from it at the 1-based residues named. */
  | { readonly kind: 'swissprot'; readonly accession: string; readonly but: readonly number[] };

export interface PartFacts {
  readonly id: string;
  readonly name: string;
  readonly role: PartRoleName;
  readonly record: PartRecord;
  readonly witnesses: readonly PartWitness[];
  /** The paper that says what it is good for, or the record itself. */
  readonly source: Source;
  readonly note: string | null;
  readonly features?: readonly SegmentFeature[];
  /** Introns inside, 0-based half-open. */
  readonly introns?: readonly Range[];
  /** Other records of the same thing, to be compared; none of them is the one it is cut from. */
  readonly compare?: readonly string[];
}
