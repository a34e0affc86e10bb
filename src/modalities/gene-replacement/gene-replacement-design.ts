import type { Cited } from '../../core/cited.js';
import type { GibsonAssembly } from '../../engines/constructs/cloning/gibson-fragments.js';
import type { GoldenGateAssembly } from '../../engines/constructs/cloning/golden-gate.js';
import type { Construct } from '../../engines/constructs/construct.js';
import type { CodingDemand } from '../../engines/constructs/vector-assembly/coding-sequence.js';
import type { PackagedSpan } from '../../engines/constructs/vector-assembly/assembled-vector.js';
import type { VectorCheck } from '../../engines/constructs/vector-assembly/vector-check.js';
import type { Organ } from '../../engines/constructs/vectors/tumour-organs.js';
import type { FitVerdict } from '../../engines/constructs/vectors/vector-fit.js';
import type { DesignBase } from '../modality.js';
import type { LossKind } from './suppressor-loss.js';

/** The coding sequence that is put back. */
export interface ReplacementCoding {
  readonly sequence: string;
  readonly cai: number | null;
  readonly gcShare: number;
  readonly cpgCount: number;
  /** CGs of the gene's own coding sequence, and the longest stretch both hold; null where the gene's is not at hand. */
  readonly nativeCpgCount: number | null;
  readonly longestShared: number | null;
  /** Unmet ones first. */
  readonly demands: readonly CodingDemand[];
}

/** One vector that carries the gene, put together and checked. */
export interface ReplacementVector {
  readonly vectorId: string;
  readonly vectorName: string;
  readonly fit: FitVerdict;
  readonly promoter: string;
  readonly insertBp: number;
  readonly packaged: PackagedSpan | null;
  readonly construct: Construct;
  /** Failed first. */
  readonly checks: readonly VectorCheck[];
  /** To order, or why there is none. */
  readonly cloning:
    | { readonly kind: 'gibson'; readonly assembly: GibsonAssembly }
    | { readonly kind: 'golden-gate'; readonly assembly: GoldenGateAssembly }
    | { readonly kind: 'not-possible'; readonly because: string };
}

/** How one vector of the catalogue would do, and why. */
export interface CarrierRow {
  readonly vectorId: string;
  readonly vectorName: string;
  readonly verdict: FitVerdict;
  readonly softMarginBp: number | null;
  readonly hardMarginBp: number | null;
  readonly reason: string;
  /** Why it was not put together; null where it was. */
  readonly notBuilt: string | null;
}

/** A gene therapy that people were given, and what it shares with the design. */
export interface PrecedentRow {
  readonly name: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly same: readonly string[];
  readonly differs: readonly string[];
}

/** One suppressor put back in the vectors that fit best. */
export interface GeneReplacementDesign extends DesignBase<'gene-replacement'> {
  readonly gene: string;
  /** `STK11 E165*`. */
  readonly label: string;
  readonly loss: LossKind;
  readonly variantIds: readonly string[];
  readonly protein: string;
  readonly accession: string | null;
  readonly nativeTranscript: string | null;
  /** Null where nothing that can be built carries it. */
  readonly coding: ReplacementCoding | null;
  readonly organ: Organ | null;
  /** Best first; none: no vector that can be built carries it. */
  readonly vectors: readonly ReplacementVector[];
  readonly carriers: readonly CarrierRow[];
  /** Where no virus that can be built has room for it: its insert, and the vectors that have. Else null. */
  readonly tooLong: { readonly insertBp: number; readonly onlyIn: readonly string[] } | null;
  readonly precedents: readonly PrecedentRow[];
  /** What would have to be shown before it is more than a plan. */
  readonly toTest: readonly string[];
  readonly risks: readonly Cited<string>[];
  /** Other mutations of suppressors that nothing was designed for, and why. */
  readonly leftOut: readonly { readonly label: string; readonly reason: string }[];
}
