import type { Cited } from '../../../core/cited.js';
import type { Organ } from './tumour-organs.js';

/** What a vector is made from. */
export type VectorClass =
  | 'adeno-associated virus'
  | 'adenovirus'
  | 'lentivirus'
  | 'gammaretrovirus'
  | 'herpes simplex virus'
  | 'vaccinia virus'
  | 'plasmid'
  | 'lipid nanoparticle'
  | 'transposon';

/** How the payload lies in the particle. */
export type GenomeKind =
  | 'single-stranded DNA'
  | 'self-complementary DNA'
  | 'double-stranded DNA'
  | 'RNA, reverse-transcribed'
  | 'mRNA';

/** How a vector can be given. */
export const ROUTES = [
  'ex vivo',
  'hepatic artery',
  'intracavitary',
  'intramuscular',
  'intraperitoneal',
  'intrapleural',
  'intratumoural',
  'intravenous',
  'intravesical',
  'subcutaneous',
  'topical',
] as const;

export type Route = (typeof ROUTES)[number];

/** What the length that a vector can carry is counted over. */
export type CountedOver = 'insert' | 'ITR to ITR' | 'LTR to LTR' | 'whole genome';

/** How long what a vector can carry may be, in bp of `countedOver`. */
export interface PackagingLimit {
  readonly countedOver: CountedOver;
  /** Up to here titre or integrity is not known to suffer. Null: no source that was read states it. */
  readonly softBp: Cited<number> | null;
  /** Longest that was shown to go in. Null: no source that was read states it. */
  readonly hardBp: Cited<number> | null;
  /**
   * What of the counted length the vector itself takes (ITRs, LTR and Psi, the rest of a viral genome); the
   * insert has the rest. Null where the count is over the insert alone.
   */
  readonly ownBp: Cited<number> | null;
  /** Why there is no limit to count to, where nothing is packed into a particle of fixed size. */
  readonly unlimited: Cited<string> | null;
}

/** Human doses of one product, as its label or trial report gives them. */
interface HumanDose {
  readonly product: string;
  readonly dose: string;
}

type Integration = 'none' | 'rare' | 'yes';

/**
 * One vector; a field is null where no source that was read backs a value, and then nothing is decided by it.
 * `docs/science/vectors.md`.
 */
export interface Vector {
  /** One word, e.g. `ad5-e1e3`. */
  readonly id: string;
  readonly name: string;
  readonly class: VectorClass;
  readonly genome: GenomeKind;
  /** It multiplies in the tumour and kills by that too. */
  readonly replicates: boolean;
  readonly packaging: PackagingLimit;
  readonly integration: Cited<Integration> | null;
  /** Where it goes in, in words. */
  readonly integrationSites: Cited<string> | null;
  readonly genotoxicity: Cited<string> | null;
  /** Whether it reaches genes only in cells that divide. */
  readonly dividingCellsOnly: Cited<boolean> | null;
  /** Receptor or cells it takes to, in words. */
  readonly tropism: Cited<string> | null;
  /** Organs whose cells or tumours it reached, by the route named; each with who saw it. */
  readonly reaches: readonly Cited<Reach>[];
  readonly duration: Cited<Duration> | null;
  readonly preExistingImmunity: Cited<Seroprevalence> | null;
  readonly humanDoses: readonly Cited<HumanDose>[];
  readonly manufacturing: Cited<string> | null;
  readonly risks: readonly Cited<string>[];
  /** What a payload too long for one of it can be split into. Null: not known to split. */
  readonly split: Cited<Split> | null;
}

/** Where a vector was given, and in what setting that was seen. */
export interface Reach {
  readonly organ: Organ;
  readonly route: Route;
  /** Whether a tumour there was reached, or the healthy organ. */
  readonly tissue: 'tumour' | 'healthy organ';
  readonly evidence: 'approved product' | 'clinical trial' | 'animal' | 'cells';
  /** E.g. the product. */
  readonly as: string;
}

/** How long the payload is made. */
export type Duration =
  | 'days'
  | 'weeks'
  | 'months'
  | 'years'
  | 'life of the cell'
  | 'until the cell is killed';

/** Share of people with antibodies before treatment, in percent; the range over the cohorts reported. */
export interface Seroprevalence {
  readonly lowestPercent: number;
  readonly highestPercent: number;
  readonly of: string;
}

/** A payload in several of a vector, joined in the cell. */
export interface Split {
  readonly parts: number;
  readonly how: string;
}
