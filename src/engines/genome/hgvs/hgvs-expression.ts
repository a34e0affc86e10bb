/** A place in `g.`, `m.`, `n.` or `c.` numbering, 1-based as HGVS has it. */
export interface HgvsPosition {
  /** Negative before the start codon in `c.`; there is no base 0. */
  readonly base: number;
  /** Counted from the stop codon on, as in `*5`. */
  readonly afterStop: boolean;
  /** Bases into an intron, `+3` or `-2`; 0 in an exon. */
  readonly offset: number;
}

export type NucleotideEdit =
  | { readonly kind: 'identity' }
  | { readonly kind: 'substitution'; readonly reference: string; readonly alternate: string }
  | { readonly kind: 'deletion' }
  | { readonly kind: 'duplication' }
  | { readonly kind: 'inversion' }
  | { readonly kind: 'insertion'; readonly alternate: string }
  | { readonly kind: 'delins'; readonly alternate: string }
  | { readonly kind: 'repeat'; readonly unit: string; readonly copies: number };

export interface NucleotideChange {
  readonly from: HgvsPosition;
  /** Null where one base is named. */
  readonly to: HgvsPosition | null;
  readonly edit: NucleotideEdit;
}

/** A residue with its place: one-letter code, `*` for the stop, 1-based. */
export interface HgvsResidue {
  readonly residue: string;
  readonly position: number;
}

/** `?` where the new stop codon is not known. */
export type StopDistance = number | '?';

export type ProteinChange =
  /** `p.?`: an effect is expected but can't be said. */
  | { readonly kind: 'unknown' }
  /** `p.0`: no protein. */
  | { readonly kind: 'no-protein' }
  /** `p.=`: nothing changes in the whole protein. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'silent'; readonly at: HgvsResidue }
  /** `Met1?` */
  | { readonly kind: 'uncertain'; readonly at: HgvsResidue }
  | { readonly kind: 'substitution'; readonly at: HgvsResidue; readonly residue: string }
  | { readonly kind: 'deletion'; readonly from: HgvsResidue; readonly to: HgvsResidue | null }
  | { readonly kind: 'duplication'; readonly from: HgvsResidue; readonly to: HgvsResidue | null }
  | {
      readonly kind: 'insertion';
      readonly from: HgvsResidue;
      readonly to: HgvsResidue;
      readonly residues: string;
    }
  | {
      readonly kind: 'delins';
      readonly from: HgvsResidue;
      readonly to: HgvsResidue | null;
      readonly residues: string;
    }
  | {
      readonly kind: 'frameshift';
      readonly at: HgvsResidue;
      /** The first new residue; null in the short form `Arg97fs`. */
      readonly residue: string | null;
      readonly stop: StopDistance | null;
    }
  /** `Ter110GlnextTer17` */
  | {
      readonly kind: 'extension';
      readonly at: HgvsResidue;
      readonly residue: string;
      readonly stop: StopDistance;
    };

/** One HGVS description; several changes of it lie on one molecule: `c.[4G>T;19T>C]`. */
export type HgvsExpression =
  | {
      readonly accession: string;
      readonly type: 'g' | 'm' | 'n' | 'c';
      readonly changes: readonly NucleotideChange[];
    }
  | {
      readonly accession: string;
      readonly type: 'p';
      /** Written in parentheses: deduced, not observed. */
      readonly isPredicted: boolean;
      readonly changes: readonly ProteinChange[];
    };
