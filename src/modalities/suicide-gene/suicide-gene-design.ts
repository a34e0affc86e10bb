import type { Cited } from '../../core/cited.js';
import type { Construct } from '../../engines/constructs/construct.js';
import type { Range } from '../../engines/constructs/part.js';
import type { VectorCheck } from '../../engines/constructs/vector-assembly/vector-check.js';
import type { FitVerdict } from '../../engines/constructs/vectors/vector-fit.js';
import type { DesignBase } from '../modality.js';
import type { Prodrug } from './payloads.js';
import type { ScoreTerm } from './score-terms.js';

/** A protein of the payload and its codons. */
export interface DesignedProtein {
  readonly label: string;
  readonly residues: number;
  /** Swiss-Prot accession or the record of its part. */
  readonly record: string;
  readonly note: string | null;
}

/** A vector of the catalogue as it answers for this insert and organ. */
export interface VectorChoice {
  readonly id: string;
  readonly name: string;
  readonly verdict: FitVerdict;
  readonly softMarginBp: number | null;
  readonly hardMarginBp: number | null;
  readonly route: string | null;
  /** Whether this program can put its plasmid together; the reason where it cannot. */
  readonly notAssembled: string | null;
  /** What decides against it first. */
  readonly reasons: readonly Cited<string>[];
}

export interface DesignPrecedent {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly same: readonly string[];
  readonly differs: readonly string[];
}

/** One payload in the best vector for the tumour, ready to be made. */
export interface SuicideGeneDesign extends DesignBase<'suicide-gene'> {
  readonly payload: string;
  readonly title: string;
  readonly transgene: string;
  /** As OncoTree names the tissue. */
  readonly organ: string;
  readonly vector: VectorChoice;
  /** Every other vector, best first. */
  readonly alternatives: readonly VectorChoice[];
  readonly promoter: { readonly id: string; readonly name: string; readonly why: Cited<string> };
  readonly proteins: readonly DesignedProtein[];
  /** What is still to be done with the plasmid. */
  readonly madeBy: Cited<string>;
  /** Codon adaptation index of the reading frame, 0-1, and its CG pairs. */
  readonly coding: {
    readonly cai: number | null;
    readonly gcShare: number;
    readonly cpgCount: number;
  };
  /** Promoter to poly(A). */
  readonly insertBp: number;
  readonly prodrug: Prodrug | null;
  /** Failed ones first. */
  readonly checks: readonly VectorCheck[];
  readonly precedents: readonly DesignPrecedent[];
  readonly why: readonly Cited<string>[];
  readonly risks: readonly Cited<string>[];
  readonly toTest: readonly Cited<string>[];
  /** The vector's plasmid, with the cassette at `insert`. */
  readonly plasmid: Construct;
  readonly insert: Range;
  /** What the score is the sum of. */
  readonly scoreTerms: readonly ScoreTerm[];
  /** Payloads for which nothing was designed, and why. */
  readonly leftOut: readonly { readonly payload: string; readonly reason: string }[];
}
