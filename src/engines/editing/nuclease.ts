import type { Source } from '../../core/cited.js';

/** Where a nuclease cuts: how many nucleotides of the protospacer lie 5' of the cut, counted from its 5' end. */
export interface CutPlace {
  /** On the strand that reads like the spacer. */
  readonly spacerStrand: number;
  /** On the strand the guide pairs with, counted along the spacer strand; equal to `spacerStrand` where the cut is blunt. */
  readonly targetStrand: number;
}

/** A value that a source states, or null and why there is none. */
export type Stated<T> =
  | { readonly value: T; readonly sources: readonly [Source, ...Source[]] }
  | { readonly value: null; readonly reason: string };

/** A CRISPR nuclease as a row of data: everything a search for its targets needs. */
export interface Nuclease {
  /** In lower case with hyphens, e.g. `spcas9-ng`. */
  readonly id: string;
  /** As the field writes it, e.g. `SpCas9-NG`. */
  readonly title: string;
  readonly family: 'Cas9' | 'Cas12a';
  /** Canonical PAM 5'->3' on the spacer strand, IUPAC letters. */
  readonly pam: string;
  /** PAMs cut more rarely; an off-target search takes them in too. Empty where no source gives any. */
  readonly minorPams: readonly string[];
  /** 3: the PAM follows the protospacer (Cas9); 5: it goes before it (Cas12a). */
  readonly pamSide: 3 | 5;
  /** nt */
  readonly spacerLength: number;
  readonly cut: CutPlace;
  /** Nucleotides next to the PAM in which a mismatch is tolerated least. */
  readonly seedLength: Stated<number>;
  /** Residues of the protein, without tags and localisation signals. */
  readonly lengthAa: Stated<number>;
  /** Are CFD, MIT, Rule Set 1 and the efficacy model, all measured with SpCas9, meant for it. */
  readonly scoredAsSpCas9: boolean;
  /** Back PAM, side, spacer length and cut. */
  readonly sources: readonly [Source, ...Source[]];
}

/** Places in the protospacer, 1-based from its 5' end, both included. */
export interface EditWindow {
  readonly first: number;
  readonly last: number;
}

/** A deaminase joined to a nickase: rewrites one base within a window of the protospacer. */
export interface BaseEditor {
  /** In lower case with hyphens, e.g. `abe8e`. */
  readonly id: string;
  readonly title: string;
  /** ABE: A to G; CBE: C to T; both on the spacer strand. */
  readonly kind: 'ABE' | 'CBE';
  readonly from: 'A' | 'C';
  readonly to: 'G' | 'T';
  /** 5'->3' on the spacer strand, IUPAC letters. */
  readonly pam: string;
  readonly pamSide: 3;
  readonly spacerLength: number;
  /** Where most editing falls. */
  readonly window: EditWindow;
  /** Where some editing still falls; null where the source gives none. */
  readonly minorWindow: EditWindow | null;
  readonly lengthAa: Stated<number>;
  readonly sources: readonly [Source, ...Source[]];
}
