import type { ProteinChange } from '../genome/hgvs/hgvs-expression.js';
import type { MolecularFeature } from './molecular-profile.js';
import type { ProteinEffect } from './protein-shorthand.js';

/** Inherited or acquired; `unknown` where no healthy sample told. */
export type AlterationOrigin = 'germline' | 'somatic' | 'unknown';

interface AlterationBase {
  /** Unique in its tumour. */
  readonly id: string;
  /** As people say it, e.g. `EGFR L858R`. */
  readonly label: string;
  readonly origin: AlterationOrigin;
}

/** A change in one way of counting residues. */
export interface ProteinReading {
  readonly change: ProteinChange | null;
  /** The protein that it is counted on; null where that is not at hand. */
  readonly protein: string | null;
  /** On the transcript, e.g. `2573T>G`; null where it is not known. */
  readonly coding: string | null;
}

/** A substitution, insertion or deletion of a few bases, and what it does to one gene. */
export interface SmallVariant extends AlterationBase {
  readonly kind: 'small-variant';
  /** Upper case. */
  readonly gene: string;
  readonly effect: ProteinEffect;
  /** As residues are counted in papers, then in other ways; empty where it has no place in the protein. */
  readonly readings: readonly ProteinReading[];
  /** A substitution before the start codon, on the strand of the gene. */
  readonly upstream: {
    readonly base: number;
    readonly reference: string;
    readonly alternate: string;
  } | null;
  /** 1-based exons that it touches; null where no transcript is at hand. */
  readonly exons: readonly number[] | null;
  /** 1-based exons of which it changes a splice site; null where that is not known. */
  readonly splicedExons: readonly number[] | null;
  readonly place: {
    readonly chromosome: string;
    readonly start0: number;
    readonly reference: string;
    readonly alternate: string;
  } | null;
  /** What it does to the gene's function, where experiments or the criteria of oncogenicity say. */
  readonly function: 'gain' | 'loss' | null;
  /** Known to drive tumours, or not to; null where nobody said. */
  readonly oncogenic: boolean | null;
  /** Is the other copy gone as well; null where that is not known. */
  readonly otherCopyLost: boolean | null;
}

export interface FusionAlteration extends AlterationBase {
  readonly kind: 'fusion';
  /** Upper case. */
  readonly gene5: string;
  readonly gene3: string;
  /** Last exon of the 5' part and first of the 3' part, 1-based; null where they are not known. */
  readonly exon5: number | null;
  readonly exon3: number | null;
}

export interface CopyNumberAlteration extends AlterationBase {
  readonly kind: 'copy-number';
  readonly gene: string;
  /** `deletion`: no copy is left. */
  readonly change: 'amplification' | 'deletion';
  /** Null where only the word was given. */
  readonly copies: number | null;
}

/** Exons that the transcript lacks. */
export interface ExonLoss extends AlterationBase {
  readonly kind: 'exon-loss';
  readonly gene: string;
  /** 1-based, both ends. */
  readonly firstExon: number;
  readonly lastExon: number;
}

/** Given in the words of a profile: an expression status, a codon, a signature of the tumour. */
export interface NamedAlteration extends AlterationBase {
  readonly kind: 'named';
  readonly feature: MolecularFeature;
  /** 1-based exons that hold the residues of a codon; null where that is not known, or it is no codon. */
  readonly exons: readonly number[] | null;
}

/** One thing that is known of a tumour. */
export type TumourAlteration =
  | SmallVariant
  | FusionAlteration
  | CopyNumberAlteration
  | ExonLoss
  | NamedAlteration;

/** Genes that an alteration is of, upper case. */
export function alteredGenes(alteration: TumourAlteration): readonly string[] {
  switch (alteration.kind) {
    case 'fusion':
      return [...new Set([alteration.gene5, alteration.gene3])];
    case 'named': {
      const { feature } = alteration;
      if (feature.kind === 'fusion') {
        return [feature.gene5, feature.gene3].filter((gene) => gene !== null);
      }
      return 'gene' in feature && feature.gene !== null ? [feature.gene] : [];
    }
    default:
      return [alteration.gene];
  }
}
