import type { GenomicPosition, HlaAllele, TranscriptId } from '../core/brands.js';
import type { PackUse } from '../packs/pack-store.js';
import type { SkippedItem } from '../core/skipped.js';
import type { FusionRow } from '../formats/fusion/fusion-row.js';
import type { SpliceJunctionRow } from '../formats/splice/read-splice-junctions.js';

export type { FusionPartner, FusionRow, FusionTool } from '../formats/fusion/fusion-row.js';
export type { SpliceJunctionRow } from '../formats/splice/read-splice-junctions.js';

/** A value the lab gave, with where it stood; or a gap with its reason. Never a default. */
export type Given<T> =
  | { readonly kind: 'given'; readonly value: T; readonly from: string }
  | { readonly kind: 'missing'; readonly reason: string };

export type GenomeBuild = 'GRCh37' | 'GRCh38';

/** One input file, named without its folder. */
export interface InputFile {
  readonly role: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Reads at a variant's place in one sample. */
export interface ReadSupport {
  readonly depth: number | null;
  readonly altReads: number | null;
  /** 0-1. */
  readonly alleleFraction: number | null;
  /** Fields the numbers come from, e.g. `AF, DP` or `TIR/(TAR+TIR)`; or why there are none. */
  readonly from: string;
}

/** What the annotation says a variant does to one transcript. */
export interface TranscriptConsequence {
  readonly transcript: TranscriptId;
  /** Sequence Ontology terms as annotated, in their order. */
  readonly terms: readonly string[];
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  readonly biotype: string | null;
  readonly hgvsc: string | null;
  readonly hgvsp: string | null;
  /** As annotated, 1-based, e.g. `58` or `662-665`. */
  readonly proteinPosition: string | null;
  /** As annotated, e.g. `P/A`, `-/L`, `S/SX`. */
  readonly aminoAcids: string | null;
  readonly codons: string | null;
  /** Null where the annotation has no such field. */
  readonly canonical: boolean | null;
  readonly maneSelect: boolean | null;
  /** Ensembl transcript support level 1-5; null where none is given. */
  readonly transcriptSupportLevel: number | null;
  /** `cds_start_NF`, `cds_end_NF` and the like. */
  readonly flags: readonly string[];
  readonly geneExpression: number | null;
  readonly transcriptExpression: number | null;
  /** Key into `TumourCase.proteins`; null where the annotation carries no protein. */
  readonly wildtypeProtein: string | null;
  /**
   * The whole mutant protein where the annotation gives it: VEP's Frameshift plugin for frameshifts, our own
   * caller for every change.
   */
  readonly mutantProtein: string | null;
  /** What makes the mutant protein uncertain, e.g. a splice site beside the change; null where nothing known does. */
  readonly proteinDoubt: string | null;
}

/** One alternate allele of one record. */
export interface SomaticVariant {
  /** As in the VCF, 1-based: `chr1-451649-A-AG`. */
  readonly id: string;
  readonly position: GenomicPosition;
  readonly reference: string;
  readonly alternate: string;
  /** 1-based line of its record. */
  readonly line: number;
  /** Filters it failed; empty where it passed or was not filtered. */
  readonly filters: readonly string[];
  readonly genotype: string | null;
  /** Does the tumour's genotype carry this allele; null where there is no genotype. */
  readonly calledInTumour: boolean | null;
  readonly tumourDna: ReadSupport;
  readonly normalDna: ReadSupport | null;
  readonly tumourRna: ReadSupport | null;
  readonly consequences: readonly TranscriptConsequence[];
}

export interface CopyNumberSegment extends GenomicPosition {
  readonly totalCopies: number;
  readonly minorCopies: number | null;
}

/** One reported biomarker as the lab wrote it. */
export interface Biomarker {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly unit: string | null;
}

/** Everything the lab gave, understood but not interpreted; `01-case.json`. */
export interface TumourCase {
  readonly kind: 'oncoscript/case';
  readonly schemaVersion: 1;
  readonly name: string;
  /** SHA-256 over what was given: case fields and file hashes. */
  readonly inputHash: string;
  readonly inputs: readonly InputFile[];
  readonly build: Given<GenomeBuild>;
  /** OncoTree code. */
  readonly tumourType: Given<string>;
  /** 0-1. */
  readonly purity: Given<number>;
  readonly ploidy: Given<number>;
  readonly hla: Given<readonly HlaAllele[]>;
  readonly biomarkers: readonly Biomarker[];
  readonly priorTherapy: readonly string[];
  readonly samples: {
    readonly tumour: Given<string>;
    readonly normal: Given<string>;
    readonly rna: Given<string>;
  };
  /** Unit of the expression values, e.g. `TPM`; `unstated` where the VCF does not say. */
  readonly expressionUnit: string;
  readonly variants: Given<readonly SomaticVariant[]>;
  /** Who said what the variants do, e.g. `VEP (CSQ)`; missing where the VCF is bare. */
  readonly annotation: Given<string>;
  readonly copyNumber: Given<readonly CopyNumberSegment[]>;
  /** Fusion transcripts in the order of their file; empty where the tool found none. */
  readonly fusions: Given<readonly FusionRow[]>;
  readonly spliceJunctions: Given<readonly SpliceJunctionRow[]>;
  /** Wild-type proteins by transcript accession, as annotated. */
  readonly proteins: Readonly<Record<string, string>>;
  /** Packs the import used, e.g. the transcripts that consequences were called on. */
  readonly packs: readonly PackUse[];
  /** How the inputs were understood, a sentence each: what was normalised, what is odd. */
  readonly notes: readonly string[];
  readonly skipped: readonly SkippedItem[];
}
