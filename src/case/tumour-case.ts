import type { GenomicPosition, HlaAllele, TranscriptId } from '../core/brands.js';
import type { PackUse } from '../packs/pack-store.js';
import type { SkippedItem } from '../core/skipped.js';
import type { FusionRow } from '../formats/fusion/fusion-row.js';
import type { LabValues } from './lab-values.js';
import type { SpliceJunction } from './splice-junction.js';

export type { FusionPartner, FusionRow, FusionTool } from '../formats/fusion/fusion-row.js';
export type { SpliceJunctionRow } from '../formats/splice/read-splice-junctions.js';
export type { JunctionTranscriptProtein, SpliceJunction } from './splice-junction.js';

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

/** A variant of the tumour's DNA beside the one that is looked at. */
export interface OtherVariant {
  /** As in its VCF, 1-based: `chr1-451649-A-AG`. */
  readonly id: string;
  readonly origin: 'somatic' | 'germline';
  /** Filters it failed; empty where it passed or was not filtered. */
  readonly filters: readonly string[];
}

/** One of the variants that act together on one copy of a transcript. */
export interface HaplotypeMember extends OtherVariant {
  /** Without it the copy's protein would be another. */
  readonly isMaker: boolean;
  /** Residues of the mutant protein that it touches, `[start0, end0)`; empty for a joint where some are gone. */
  readonly start0: number;
  readonly end0: number;
}

/** The copy of a transcript that a variant lies on together with others. */
export interface VariantHaplotype {
  /** What phased them and by which file; null where each is on every copy, or only one is not. */
  readonly phaseSet: string | null;
  /** Which copy within the phase set, from 0. */
  readonly copy: number | null;
  /** All that were applied, in the order of the transcript; the variant itself is among them. */
  readonly variants: readonly HaplotypeMember[];
  /** How the mutant protein ends against the wild type of the same copy. */
  readonly ending: 'same' | 'frameshift' | 'stop-lost' | 'stop-gained';
  /** Bases that the somatic variants insert less those that they delete. */
  readonly addedBp: number;
  /** Of the codons that the variant changes, alone or with others: as in `TranscriptConsequence`. */
  readonly proteinPosition: string;
  readonly aminoAcids: string;
}

/** A variant within reach of a peptide that was not joined, and why. */
export interface UnjoinedVariant extends OtherVariant {
  /** Bases between the two, on the transcript where that is known, else on the genome. */
  readonly distanceBp: number;
  readonly why: 'phase-unknown' | 'failed-filter' | 'no-transcript-sequence';
}

/**
 * What a variant does to one transcript, as annotated or called. Where others act with it on one copy,
 * the terms and names are still its own; both proteins are those of the copy. A variant on several copies
 * of which others change some has a consequence for each.
 */
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
  /**
   * Key into `TumourCase.proteins`; null where the annotation carries no protein. Of a haplotype: the same
   * copy without the somatic variants within reach, so with its germline ones.
   */
  readonly wildtypeProtein: string | null;
  /**
   * The whole mutant protein where the annotation gives it: VEP's Frameshift plugin for frameshifts, our own
   * caller for every change.
   */
  readonly mutantProtein: string | null;
  /** What makes the mutant protein uncertain, e.g. a splice site beside the change; null where nothing known does. */
  readonly proteinDoubt: string | null;
  /** Null where the variant acts alone, as far as is known. */
  readonly haplotype: VariantHaplotype | null;
  readonly unjoined: readonly UnjoinedVariant[];
}

/** Bases of the genome beside a variant, forward strand, as far as they are known: up to 20 either side. */
export interface VariantFlanks {
  /** Ends with the base before the first of the reference allele. */
  readonly before: string;
  readonly after: string;
  /** What they were read from, e.g. `CONTEXT of the MAF`, a genome's file, or transcripts. */
  readonly from: string;
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
  /** Null where neither the input nor a loaded reference has them. */
  readonly flanks: VariantFlanks | null;
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
  /** Name of the test or antibody clone; null where none is given. */
  readonly assay: string | null;
}

/** The tumour's expression by gene, whole. */
export interface GeneExpression {
  /** E.g. `TPM`. */
  readonly unit: string;
  /** By symbol or accession without version, as the table names genes; names with two values are left out. */
  readonly values: Readonly<Record<string, number>>;
}

/** What sequenced the tumour, as the case names it. */
export interface SequencingAssay {
  readonly name: string;
  /** Coding bases in which it finds mutations; null where only the name is given. Unit: Mb. */
  readonly codingMb: number | null;
  readonly kind: 'exome' | 'genome' | 'panel' | null;
}

/** Bases that were sequenced, where the case says which. */
export interface SequencedRegions {
  /** Bases in all, overlaps counted once. Unit: bp. */
  readonly sizeBp: number;
  readonly regions: number;
  /** Ids of the case's variants that lie in none of them. */
  readonly variantsOutside: readonly string[];
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
  /** Loci, e.g. `B`, of which the same allele was typed twice. */
  readonly homozygousHlaLoci: readonly string[];
  readonly biomarkers: readonly Biomarker[];
  readonly priorTherapy: readonly string[];
  /** The same and the clinical values, in fixed units. */
  readonly lab: LabValues;
  readonly assay: Given<SequencingAssay>;
  readonly sequencedRegions: Given<SequencedRegions>;
  readonly samples: {
    readonly tumour: Given<string>;
    readonly normal: Given<string>;
    readonly rna: Given<string>;
  };
  /** Unit of the expression values, e.g. `TPM`; `unstated` where the VCF does not say. */
  readonly expressionUnit: string;
  readonly geneExpression: Given<GeneExpression>;
  readonly variants: Given<readonly SomaticVariant[]>;
  /** Who said what the variants do, e.g. `VEP (CSQ)`; missing where the VCF is bare. */
  readonly annotation: Given<string>;
  readonly copyNumber: Given<readonly CopyNumberSegment[]>;
  /** Fusion transcripts in the order of their file; empty where the tool found none. */
  readonly fusions: Given<readonly FusionRow[]>;
  /** In the order of their file. */
  readonly spliceJunctions: Given<readonly SpliceJunction[]>;
  /** Wild-type proteins by transcript accession, as annotated; `#2` is another under one accession. */
  readonly proteins: Readonly<Record<string, string>>;
  /** Packs the import used, e.g. the transcripts that consequences were called on. */
  readonly packs: readonly PackUse[];
  /** How the inputs were understood, a sentence each: what was normalised, what is odd. */
  readonly notes: readonly string[];
  readonly skipped: readonly SkippedItem[];
}
