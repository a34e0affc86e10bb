import type { HlaAllele } from '../../core/brands.js';
import type { Source } from '../../core/cited.js';
import type { ChosenSet } from '../../engines/constructs/epitopes/choose-epitopes.js';
import type { Likelihood } from '../../engines/constructs/epitopes/epitope-candidate.js';
import type { NewBinder } from '../../engines/constructs/epitopes/junctions.js';
import type { OrderedEpitopes } from '../../engines/constructs/epitopes/order-epitopes.js';
import type { Construct } from '../../engines/constructs/construct.js';
import type { PartRoleName } from '../../engines/constructs/part-roles.js';
import type { ConstraintResult } from '../../engines/rna/constraints-check.js';
import type { MrnaDesign } from '../../engines/rna/design-mrna.js';
import type { VaccineCandidate } from '../../findings/vaccine/vaccine-candidates.js';
import type { ShownEpitope } from '../../findings/vaccine/vaccine-set.js';
import type { DesignBase } from '../modality.js';

/** An epitope as it stands in the string. */
export interface StringEpitope {
  /** `E01` …, in the order of the set; the string has its own. */
  readonly id: string;
  readonly label: string;
  readonly gene: string | null;
  /** As translated, and how much of its window was taken off at either end. */
  readonly sequence: string;
  readonly clippedStart: number;
  readonly clippedEnd: number;
  /** New residues `[start0, end0)` in `sequence`; empty at a joint. */
  readonly change: { readonly start0: number; readonly end0: number };
  readonly shown: readonly ShownEpitope[];
  readonly leadingAllele: HlaAllele;
  readonly clonal: Likelihood;
  readonly expressed: Likelihood;
  readonly neededByTumour: VaccineCandidate['neededByTumour'];
  readonly healthyExpression: VaccineCandidate['healthyExpression'];
  /** What it adds to the expected number of presented mutations, and that number with it, in the order of the set. */
  readonly gain: number;
  readonly expected: number;
}

/** Two neighbours of the string; null is what is fixed before or behind it, or nothing. */
export interface StringJunction {
  readonly left: string | null;
  readonly right: string | null;
  readonly spacer: string;
  readonly strongest: NewBinder | null;
  readonly healthy: readonly string[];
  readonly isAcceptable: boolean;
}

export interface UsedPart {
  readonly role: PartRoleName;
  readonly id: string;
  readonly name: string;
  readonly accession: string;
  readonly source: Source;
  readonly note: string | null;
  /** Others of that role in the library. */
  readonly alternatives: readonly string[];
}

/** Where codons alone, or energy alone, would lead. */
export interface TradeOffPoint {
  readonly name: string;
  readonly freeEnergyKcal: number;
  readonly cai: number | null;
}

/** One mRNA with the tumour's epitopes in a string, and the plasmid that it is transcribed from. */
export interface MrnaVaccineDesign extends DesignBase<'mrna-vaccine'> {
  /** In the order of the string. */
  readonly epitopes: readonly StringEpitope[];
  readonly junctions: readonly StringJunction[];
  readonly order: Pick<
    OrderedEpitopes,
    'cost' | 'isOptimal' | 'junctionRanks' | 'lowerBound' | 'method' | 'others'
  >;
  readonly set: Pick<ChosenSet, 'expected' | 'isOptimal' | 'unknown' | 'upperBound'>;
  /** The whole translation product, and the epitopes with their spacers in it. */
  readonly protein: string;
  readonly epitopeString: string;
  /** Of the coding sequence alone, without its stop codons. */
  readonly coding: Omit<MrnaDesign, 'constraints' | 'protein' | 'sequence' | 'structure'> & {
    readonly constraints: readonly ConstraintResult[];
  };
  /** The coding sequence as it is, and by the most used codons alone. */
  readonly tradeOff: readonly TradeOffPoint[];
  /** The whole mRNA, cap site to tail. */
  readonly fold: {
    readonly freeEnergyKcal: number;
    /** Its first bases with their fold in the whole, and how open each is on its own; probability. */
    readonly start: {
      readonly sequence: string;
      readonly structure: string;
      readonly unpaired: readonly number[];
    };
  };
  readonly parts: readonly UsedPart[];
  readonly mrna: Construct;
  readonly plasmid: Construct;
  /** What is ordered as DNA: promoter to 3' UTR. */
  readonly insert: Construct;
  /** What does not keep to a limit, in words. */
  readonly problems: readonly string[];
  readonly candidates: number;
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
  readonly unscored: readonly { readonly allele: string; readonly reason: string }[];
}
