import type { Construct } from '../../engines/constructs/construct.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import type { DesignBase } from '../modality.js';
import type { BaseEdit } from './base-edits.js';
import type { CheckPrimers } from './check-primers.js';
import type { EditorFit } from './editor-fit.js';
import type { Efficacy } from './guide-scores.js';
import type { Excision } from './guide-pairs.js';
import type { GuideSite } from './guide-sites.js';
import type { PrimeEdit } from './prime-edits.js';
import type { RepairTemplate } from './repair-template.js';
import type { SparedAllele } from './spared-allele.js';

/** What was designed for one aim, best first, or why nothing was. */
export type Aim<T> =
  | { readonly kind: 'designed'; readonly items: readonly [T, ...T[]] }
  | { readonly kind: 'not-possible' | 'not-sought'; readonly because: string };

/** A number, or why there is none. */
export type Measured =
  | { readonly value: number; readonly reason: null }
  | { readonly value: null; readonly reason: string };

/** Efficacy and specificity stay apart: no number blends them. */
export interface Judged {
  /** One word, unique in the design, e.g. `KO1`. */
  readonly id: string;
  /** `chr7:140753340-140753363 (-)`, 1-based, protospacer alone, on the healthy genome. */
  readonly place: string;
  /** How well it is expected to work. */
  readonly efficacy: Efficacy;
  /** How few other places of the genome it fits; needs an indexed genome. */
  readonly specificity: Measured;
}

/** A guide that cuts the mutant allele and spares the other. */
export interface AlleleGuide extends Judged {
  readonly nuclease: string;
  readonly nucleaseTitle: string;
  readonly site: GuideSite;
  readonly spared: SparedAllele;
  /** CFD of the guide against the wild-type allele, 0-1: how much of the cutting is left there. */
  readonly cfdOnWildtype: Measured;
  /** Share (0-1) of microhomology-mediated deletions that shift the frame. */
  readonly frameshift: Measured;
}

export interface JudgedBaseEdit extends Judged, BaseEdit {}

export interface JudgedPrimeEdit extends Judged, PrimeEdit {
  readonly spared: SparedAllele | null;
}

export interface JudgedTemplate extends Judged, RepairTemplate {}

/** A guide that cuts both copies of a gene early. */
export interface GeneGuide extends Judged {
  readonly site: GuideSite;
  /** 1-based exon of the transcript. */
  readonly exon: number;
  /** Transcripts at hand that all have the exon, and how many there are. */
  readonly sharedBy: number;
  readonly transcripts: number;
  /** Share (0-1) of the coding sequence before the cut. */
  readonly cdsShare: number;
  readonly frameshift: Measured;
  /** Is nonsense-mediated decay expected; null where a frame has no stop. */
  readonly decayed: boolean | null;
}

/** Two guides whose cuts take out what lies between. */
export interface GuidePair extends Excision {
  readonly id: string;
  /** In the order of the transcript. */
  readonly first: GeneGuide;
  readonly second: GeneGuide;
}

/** Where two knock-outs of one product can be joined to each other. */
export interface TargetJoin {
  readonly gene: string;
  /** bp between the cuts where both lie on one chromosome, else null. */
  readonly apartBp: number | null;
}

/** A place where the patient's own variants change what a guide finds. */
export interface PatientOffTarget {
  /** Guides of the design, by id. */
  readonly guides: readonly string[];
  readonly kind: 'changed' | 'created' | 'destroyed';
  /** Is it the guide's own place, which the patient's sequence then does not fit as the reference does. */
  readonly atTarget: boolean;
  /** As written, e.g. `chr7-140753336-A-T`. */
  readonly variants: readonly string[];
  readonly phase: 'assumed' | 'every-copy' | 'known';
  /** `chr1:100-122 (+)`, 1-based, protospacer and PAM. */
  readonly place: string;
  /** Mismatched bases in lower case. */
  readonly protospacer: string;
  readonly pam: string;
  readonly mismatches: number;
  /** CFD there, and that of the reference's site in its place, 0-1; null where there is none or it is not known. */
  readonly cfd: number | null;
  readonly cfdBefore: number | null;
}

/** What could be done to one mutation, or to a gene of a cell product, with nucleases and editors. */
export interface GeneEditingDesign extends DesignBase<'gene-editing'> {
  /** `gene`: a knock-out that was asked for, whatever the tumour has. */
  readonly subject: 'gene' | 'mutation';
  readonly gene: string;
  /** `BRAF V600E`, `PDCD1 knock-out`. */
  readonly label: string;
  readonly variantId: string | null;
  readonly build: GenomeBuild;
  readonly transcript: string;
  /** Name of the genome that guides were looked for in; null where none was given. */
  readonly searchedGenome: string | null;
  /** The patient's variants that were part of it; null where no genome was searched. */
  readonly searchedVariants: number | null;
  readonly patientSites: readonly PatientOffTarget[];
  /** Where guides were sought, and what that leaves out. */
  readonly ground: {
    readonly kind: 'genome' | 'mrna';
    readonly note: string;
    readonly bases: number;
  };
  readonly knockOutMutant: Aim<AlleleGuide>;
  readonly baseEdit: Aim<JudgedBaseEdit>;
  readonly primeEdit: Aim<JudgedPrimeEdit>;
  readonly repair: Aim<JudgedTemplate>;
  readonly knockOutGene: Aim<GeneGuide>;
  readonly guidePairs: Aim<GuidePair>;
  /** The other knock-outs of the product. */
  readonly joins: readonly TargetJoin[];
  /** Which of the design's editors go into one AAV. */
  readonly editorFits: readonly EditorFit[];
  readonly primers: CheckPrimers;
  readonly constructs: readonly Construct[];
  /** Other mutations for which nothing was designed, and why. */
  readonly leftOut: readonly { readonly label: string; readonly reason: string }[];
}

/** A design before it is known what else was designed, and where else its guides fit. */
export type DraftDesign = Omit<
  GeneEditingDesign,
  'joins' | 'leftOut' | 'patientSites' | 'searchedGenome' | 'searchedVariants'
>;

/** What was designed, by aim. */
export type DesignAims = Pick<
  GeneEditingDesign,
  'baseEdit' | 'guidePairs' | 'knockOutGene' | 'knockOutMutant' | 'primeEdit' | 'repair'
>;
