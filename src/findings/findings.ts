import type { HlaAllele, Peptide, TranscriptId } from '../core/brands.js';
import type { SkippedItem } from '../core/skipped.js';
import type { Biomarkers } from './biomarkers/biomarkers.js';
import type { DriverFinding } from './drivers/driver-finding.js';
import type { JunctionNeoantigens } from './fusions/junction-neoantigen.js';
import type { MhcClass } from '../engines/presentation/presentation-model.js';
import type { PackUse } from '../packs/pack-store.js';
import type {
  CopyNumberSegment,
  FusionRow,
  Given,
  GenomeBuild,
  HaplotypeMember,
  InputFile,
  ReadSupport,
  UnjoinedVariant,
} from '../case/tumour-case.js';

/** A part of the answer that could not be given, and what would give it. */
export interface MissingPart {
  readonly part: string;
  readonly reason: string;
  readonly wouldNeed: string;
}

export type MutationKind =
  | 'missense'
  | 'inframe-insertion'
  | 'inframe-deletion'
  | 'frameshift'
  | 'stop-lost';

/** One variant's protein on one transcript. */
export interface MutantProtein {
  readonly transcript: TranscriptId;
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  readonly kind: MutationKind;
  readonly terms: readonly string[];
  readonly proteinPosition: string;
  readonly aminoAcids: string;
  readonly codons: string | null;
  readonly hgvsc: string | null;
  readonly hgvsp: string | null;
  readonly biotype: string | null;
  readonly canonical: boolean | null;
  readonly maneSelect: boolean | null;
  readonly transcriptSupportLevel: number | null;
  readonly flags: readonly string[];
  readonly geneExpression: number | null;
  readonly transcriptExpression: number | null;
  /** Residues. */
  readonly wildtypeLength: number;
  readonly mutantLength: number;
  /** Mutant residues `[start0, end0)` that are new; empty for a pure deletion. */
  readonly changedStart0: number;
  readonly changedEnd0: number;
  /**
   * Both proteins around the change, up to 26 residues either side (a frameshift's to its end), and
   * where the windows start in their protein.
   */
  readonly mutantWindow: string;
  readonly wildtypeWindow: string;
  readonly windowStart0: number;
  /** What is not known about this protein, e.g. how far a lost stop reads on. */
  readonly doubt: string | null;
  /**
   * The variants that make this protein together on one copy of the transcript, the variant itself among
   * them; null where it does so alone. Position and residues above are then of the joined change, and the
   * wild type has the copy's germline variants.
   */
  readonly haplotype: {
    readonly phaseSet: string | null;
    readonly copy: number | null;
    readonly variants: readonly HaplotypeMember[];
  } | null;
  /** Variants within reach of its peptides that were not joined, and why. */
  readonly unjoined: readonly UnjoinedVariant[];
}

/** Scores of one candidate for one allele; wild-type values are null where there is no counterpart. */
export interface PeptideScore {
  readonly affinityNm: number | null;
  readonly presentationScore: number;
  /** 0-100, lower is better. */
  readonly percentileRank: number;
  /** Class II: where the 9-residue core starts in the peptide, 0-based; null in class I. */
  readonly coreStart0: number | null;
  readonly wildtypeAffinityNm: number | null;
  readonly wildtypePresentationScore: number | null;
  readonly wildtypePercentileRank: number | null;
}

/** Properties that make a peptide hard to synthesise; names as pVACseq reports them. */
export interface Manufacturability {
  /** Largest mean Kyte-Doolittle hydropathy of any 7 residues; of the last 7. */
  readonly maxSevenMerGravy: number;
  readonly cTerminalSevenMerGravy: number;
  readonly difficultNTerminalResidue: boolean;
  readonly cTerminalCysteine: boolean;
  readonly cTerminalProline: boolean;
  readonly cysteineCount: number;
  readonly nTerminalAsparagine: boolean;
  readonly asparagineProlineBonds: number;
}

/** A stretch of the mutant protein that the healthy protein does not have. */
export interface CandidatePeptide {
  readonly peptide: Peptide;
  readonly mhcClass: MhcClass;
  /** Aligned healthy counterpart; null in a frameshift's tail or where none aligns. */
  readonly wildtype: Peptide | null;
  /** 1-based positions in the peptide that differ from the counterpart. */
  readonly mutatedPositions: readonly number[];
  /** Which of the variant's proteins hold it, and where it starts in the mutant protein. */
  readonly sources: readonly { readonly protein: number; readonly start0: number }[];
  /** Healthy proteins holding this very peptide (up to three named). */
  readonly healthyOccurrences: { readonly count: number; readonly proteins: readonly string[] };
  readonly manufacturability: Manufacturability;
  /** Parallel to `NeoantigenFindings.alleles`; null where that allele gave no number. */
  readonly scores: readonly (PeptideScore | null)[];
}

/** Share of tumour cells that carry a variant. */
export type Clonality =
  | {
      readonly kind: 'estimated';
      /** Cancer cell fraction 0-1 and its 95 % interval. */
      readonly cancerCellFraction: number;
      readonly low: number;
      readonly high: number;
      /** Probability that it is in every tumour cell. */
      readonly clonalProbability: number;
      readonly totalCopies: number;
      readonly multiplicity: number;
    }
  | { readonly kind: 'missing'; readonly reason: string };

export interface NeoantigenVariant {
  readonly id: string;
  readonly chromosome: string;
  readonly start0: number;
  readonly reference: string;
  readonly alternate: string;
  readonly filters: readonly string[];
  readonly tumourDna: ReadSupport;
  readonly normalDna: ReadSupport | null;
  readonly tumourRna: ReadSupport | null;
  readonly clonality: Clonality;
  readonly proteins: readonly MutantProtein[];
  readonly peptides: readonly CandidatePeptide[];
}

/** What one allele's model is, or why there is none. */
export type AlleleModel =
  | {
      readonly allele: HlaAllele;
      readonly mhcClass: MhcClass;
      readonly status: 'scored';
      readonly modelId: string;
      /**
       * The well-trained allele whose groove is most alike, and in how many of 34 residues it differs; 0 is the
       * allele itself. Null where the model does not measure it.
       */
      readonly nearestTrained: {
        readonly allele: HlaAllele;
        readonly differingResidues: number;
      } | null;
      /** By peptide length: the share (0-1) each position has in binding, where the model says. */
      readonly positionShares: Readonly<Record<string, readonly number[]>>;
    }
  | {
      readonly allele: HlaAllele;
      readonly mhcClass: MhcClass;
      readonly status: 'unscored';
      readonly reason: string;
    };

export interface NeoantigenFindings {
  readonly alleles: readonly AlleleModel[];
  readonly variants: readonly NeoantigenVariant[];
}

/** What the case means; `02-findings.json`. */
export interface Findings {
  readonly kind: 'oncoscript/findings';
  readonly schemaVersion: 1;
  readonly softwareVersion: string;
  readonly inputHash: string;
  readonly seed: number;
  readonly packs: readonly PackUse[];
  readonly tumour: {
    readonly name: string;
    readonly inputs: readonly InputFile[];
    readonly build: Given<GenomeBuild>;
    readonly tumourType: Given<string>;
    readonly purity: Given<number>;
    readonly ploidy: Given<number>;
    readonly hla: Given<readonly HlaAllele[]>;
    readonly tumourSample: Given<string>;
    readonly normalSample: Given<string>;
    readonly expressionUnit: string;
    /** Alternate alleles read, whatever they do. */
    readonly variantCount: number | null;
  };
  readonly neoantigens: NeoantigenFindings;
  /** Null where the case has neither fusions nor splice junctions. */
  readonly junctionNeoantigens: JunctionNeoantigens | null;
  /** Variants in known cancer genes, most oncogenic first. */
  readonly drivers: readonly DriverFinding[];
  readonly biomarkers: Biomarkers;
  /** Earlier therapies as the case lists them; empty where it lists none. */
  readonly priorTherapy: readonly string[];
  /** Copies along the genome, as given. */
  readonly copyNumber: Given<readonly CopyNumberSegment[]>;
  /** Fusion transcripts, as given, those without a known protein too. */
  readonly fusions: Given<readonly FusionRow[]>;
  readonly skipped: readonly SkippedItem[];
  readonly missing: readonly MissingPart[];
}
