import type { Cited } from '../../core/cited.js';
import type { Construct } from '../../engines/constructs/construct.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import type { TranscriptRegion } from '../../engines/search/transcript-sites.js';
import type { CrispriGuide } from '../../engines/silencing/crispri-guides.js';
import type { DuplexEnergies } from '../../engines/silencing/duplex-energies.js';
import type { ImmuneMotifs } from '../../engines/silencing/immune-motifs.js';
import type { MismatchTolerance } from '../../engines/silencing/mismatch-tolerance.js';
import type { SeedToxicity } from '../../engines/silencing/seed-toxicity.js';
import type { ShrnaHairpin } from '../../engines/silencing/shrna-hairpin.js';
import type { ChemistryName, SirnaDuplex } from '../../engines/silencing/sirna-chemistry.js';
import type { SirnaEfficacy } from '../../engines/silencing/sirna-efficacy.js';
import type {
  SearchedTranscripts,
  SirnaOffTargets,
} from '../../engines/silencing/sirna-off-targets.js';
import type { SiteAccessibility } from '../../engines/silencing/site-accessibility.js';
import type { SpliceSwitch } from '../../engines/silencing/splice-switching.js';
import type { DesignBase } from '../modality.js';
import type { LeftOut } from './silencing-targets.js';

/** What was designed for one aim, best first, or why nothing was. */
export type Sought<T> =
  | { readonly kind: 'designed'; readonly items: readonly [T, ...T[]] }
  | { readonly kind: 'not-possible' | 'not-sought'; readonly because: string };

export function itemsOf<T>(aim: Sought<T>): readonly T[] {
  return aim.kind === 'designed' ? aim.items : [];
}

/** A siRNA with all that is known of it; no number blends how well it works with where else it acts. */
export interface JudgedSirna {
  /** One word, unique in the design, e.g. `MU1`. */
  readonly id: string;
  /** `NM_004985.4:227-247`, 1-based, the 21 bases that the guide pairs with; a mutant's count from its own start. */
  readonly place: string;
  readonly start0: number;
  readonly region: TranscriptRegion;
  /** 21 letters. */
  readonly guide: string;
  readonly efficacy: SirnaEfficacy;
  readonly energies: DuplexEnergies;
  readonly accessibility: SiteAccessibility;
  readonly seed: SeedToxicity;
  readonly immune: ImmuneMotifs;
  readonly offTargets: SirnaOffTargets;
  /** As it is ordered. */
  readonly duplex: SirnaDuplex;
}

/** A siRNA of the mutant copy. */
export interface AlleleSirna extends JudgedSirna {
  readonly healthy: MismatchTolerance;
  /** Predicted activity against the healthy copy, at most; on the scale of `efficacy`. */
  readonly activityOnHealthyAtMost: number;
}

/** A siRNA over the junction of a fusion. */
export interface JunctionSirna extends JudgedSirna {
  /** Of its 21 bases, those of the 5' and of the 3' partner. */
  readonly bases5: number;
  readonly bases3: number;
}

/** One place that a mutation can have in a guide, whether chosen or not. */
export interface ScannedPlace {
  /** Letter of the guide opposite the change, 1-based; for a longer change the first that does not pair. */
  readonly place: number;
  readonly guide: string;
  readonly activity: number;
  readonly activityOnHealthyAtMost: number;
  readonly verdict: MismatchTolerance['verdict'];
}

export interface JudgedHairpin extends ShrnaHairpin {
  readonly id: string;
  /** The siRNA whose guide it makes, one letter longer. */
  readonly of: string;
}

export interface JudgedCrispriGuide extends CrispriGuide {
  readonly id: string;
}

export interface JudgedSpliceSwitch extends SpliceSwitch {
  readonly id: string;
}

/** How the siRNA or the hairpin could come to the tumour. */
export interface Delivery {
  /** Known of each way in. */
  readonly statements: readonly Cited<string>[];
  /** Vectors for the hairpin, best first, with what speaks for and against each. */
  readonly vectors: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly reasons: readonly Cited<string>[];
  }[];
}

/** The checks of the hairpin's vector, failed ones first; null where there is no vector. */
export interface VectorChecks {
  readonly name: string;
  readonly lengthBp: number;
  readonly failed: readonly string[];
  readonly passed: number;
}

export type SilencedTarget =
  | {
      readonly kind: 'mutation';
      readonly gene: string;
      readonly variantId: string;
      readonly transcript: string;
      /** Transcripts of the gene at hand. */
      readonly transcripts: number;
    }
  | {
      readonly kind: 'fusion';
      readonly gene5: string;
      readonly gene3: string;
      readonly transcript5: string;
      readonly transcript3: string;
    };

/** How one oncogene, or one fusion, of the tumour could be silenced. */
export interface GeneSilencingDesign extends DesignBase<'gene-silencing'> {
  /** `KRAS G12D`, `BCR::ABL1`. */
  readonly label: string;
  readonly build: GenomeBuild;
  readonly target: SilencedTarget;
  readonly chemistry: ChemistryName;
  readonly searched: SearchedTranscripts;
  readonly mutantOnly: Sought<AlleleSirna>;
  readonly junction: Sought<JunctionSirna>;
  /** Every place of the mutation in a guide; empty where none was tried. */
  readonly scan: readonly ScannedPlace[];
  readonly wholeGene: Sought<JudgedSirna>;
  readonly hairpins: Sought<JudgedHairpin>;
  readonly crispri: Sought<JudgedCrispriGuide>;
  /** Bases at hand around the annotated start of transcription; null for a fusion. */
  readonly crispriRegion: { readonly basesBefore: number; readonly basesAfter: number } | null;
  readonly spliceSwitch: Sought<JudgedSpliceSwitch>;
  readonly delivery: Delivery;
  readonly vectorChecks: VectorChecks | null;
  readonly constructs: readonly Construct[];
  /** What else was not designed, and why. */
  readonly leftOut: readonly LeftOut[];
}
