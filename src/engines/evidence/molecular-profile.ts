import type { ProteinChange } from '../genome/hgvs/hgvs-expression.js';

/** What may be wrong with a gene as a whole, without saying where. */
export type GeneState =
  | 'mutation'
  | 'activating'
  | 'inactivating'
  | 'truncating'
  | 'frameshift'
  | 'loss'
  | 'deletion'
  | 'biallelic-loss'
  | 'loss-of-heterozygosity'
  | 'amplification'
  | 'copy-number-change'
  | 'overexpression'
  | 'underexpression'
  | 'expression'
  | 'rearrangement'
  | 'internal-duplication'
  | 'promoter-mutation'
  | 'wild-type'
  | 'alteration';

/** What is measured of a gene's product or promoter, other than its sequence or copies. */
export type MeasuredQuantity =
  | 'cytoplasmic-expression'
  | 'isoform-expression'
  | 'methylation'
  | 'mislocalization'
  | 'nuclear-expression'
  | 'phosphorylation'
  | 'promoter-demethylation'
  | 'promoter-methylation'
  | 'protein-expression-lost'
  | 'serum-level';

/** One alteration of one gene (or of the whole tumour) that a profile asks for. */
export type MolecularFeature =
  | {
      readonly kind: 'protein';
      readonly gene: string;
      readonly change: ProteinChange;
      /** The change of the transcript that is named with it, e.g. `353T>C`; null where none is. */
      readonly coding: string | null;
    }
  /** Any change of one of these residues, e.g. `V600`, `G12/G13`. */
  | {
      readonly kind: 'codon';
      readonly gene: string;
      readonly residues: readonly { readonly residue: string; readonly position: number }[];
      /** New residues that count; null: any. */
      readonly alternatives: readonly string[] | null;
    }
  /** A change that is only named on the transcript, e.g. `7515+1_2del`. */
  | { readonly kind: 'coding'; readonly gene: string; readonly coding: string }
  /** A substitution before the start codon, counted from it: `-124` is 124 bases before the A of ATG. */
  | {
      readonly kind: 'upstream';
      readonly gene: string;
      readonly base: number;
      readonly reference: string;
      readonly alternate: string;
    }
  | {
      readonly kind: 'genomic';
      readonly gene: string | null;
      readonly chromosome: string;
      readonly start0: number;
      readonly reference: string;
      readonly alternate: string;
    }
  | {
      readonly kind: 'exon';
      readonly gene: string;
      /** 1-based, both ends. */
      readonly firstExon: number;
      readonly lastExon: number;
      readonly change: 'mutation' | 'insertion' | 'deletion' | 'skipping' | 'frameshift' | 'loss';
    }
  /** Residues `[first, last]`, 1-based; from `source`. */
  | {
      readonly kind: 'domain';
      readonly gene: string;
      readonly domain: string;
      readonly first: number;
      readonly last: number;
    }
  /** Null: any partner. */
  | {
      readonly kind: 'fusion';
      readonly gene5: string | null;
      readonly gene3: string | null;
      readonly exon5: number | null;
      readonly exon3: number | null;
    }
  | { readonly kind: 'state'; readonly gene: string; readonly state: GeneState }
  | {
      readonly kind: 'measured';
      readonly gene: string;
      readonly quantity: MeasuredQuantity;
      /** What exactly, e.g. `S473`, `p16`, `CD44s`; empty where nothing is named. */
      readonly detail: string;
    }
  /** Of the germline: a dbSNP id, a star allele, a genotype. */
  | { readonly kind: 'polymorphism'; readonly gene: string; readonly name: string }
  /** A transcript form by its name, e.g. `AR-V7`. */
  | { readonly kind: 'isoform'; readonly gene: string; readonly name: string }
  /** Of the whole tumour, e.g. `MSI` `high`. */
  | { readonly kind: 'signature'; readonly name: string; readonly value: string }
  /** Not understood; never matched. */
  | {
      readonly kind: 'text';
      readonly gene: string | null;
      readonly text: string;
      readonly reason: string;
    };

/** What a profile asks of a tumour. */
export type ProfileExpression =
  | { readonly kind: 'all'; readonly of: readonly ProfileExpression[] }
  | { readonly kind: 'any'; readonly of: readonly ProfileExpression[] }
  | { readonly kind: 'not'; readonly of: ProfileExpression }
  | { readonly kind: 'feature'; readonly feature: MolecularFeature };

/** A molecular profile of CIViC with what was understood of it. */
export interface MolecularProfile {
  /** As in the file. */
  readonly name: string;
  readonly expression: ProfileExpression;
}

/** The features of an expression, in their order. */
export function featuresOf(expression: ProfileExpression): readonly MolecularFeature[] {
  switch (expression.kind) {
    case 'feature':
      return [expression.feature];
    case 'not':
      return featuresOf(expression.of);
    case 'all':
    case 'any':
      return expression.of.flatMap(featuresOf);
  }
}

/** Genes that a feature is about; both partners of a fusion. */
export function genesOf(feature: MolecularFeature): readonly string[] {
  switch (feature.kind) {
    case 'fusion':
      return [feature.gene5, feature.gene3].filter((gene) => gene !== null);
    case 'signature':
      return [];
    case 'genomic':
    case 'text':
      return feature.gene === null ? [] : [feature.gene];
    default:
      return [feature.gene];
  }
}
