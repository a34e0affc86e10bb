import type { Cited } from '../../core/cited.js';
import type { EvidenceItem, EvidenceLevel } from '../../engines/evidence/evidence-item.js';
import type { EvidenceMeaning } from '../../engines/evidence/evidence-meaning.js';
import type { AmpTier, EscatTier } from '../../engines/evidence/evidence-tiers.js';
import type { MatchCloseness } from '../../engines/evidence/feature-match.js';
import type { GermlineFlag } from '../../engines/evidence/match-evidence.js';
import type { TherapyStanding } from '../../engines/evidence/therapy-evidence.js';
import type { AlterationOrigin } from '../../engines/evidence/tumour-alteration.js';
import type { TumourRelation } from '../../engines/evidence/tumour-relation.js';
import type { DesignBase } from '../modality.js';

/** One evidence item as a tumour board reads it. */
export interface EvidenceLine {
  /** `EID1409`. */
  readonly evidence: string;
  readonly profile: string;
  /** What of the tumour fits the profile, e.g. `EML4::ALK fusion + ALK G1202R`. */
  readonly alteration: string;
  readonly closeness: MatchCloseness;
  readonly therapy: string;
  readonly says: EvidenceMeaning;
  readonly type: EvidenceItem['type'];
  readonly level: EvidenceLevel;
  readonly rating: number | null;
  readonly disease: string | null;
  readonly relation: TumourRelation;
  /** What the disease asks besides, e.g. `HER2-positive`. */
  readonly qualifier: string | null;
  readonly ampTier: AmpTier | null;
  readonly escatTier: EscatTier | null;
  readonly germline: GermlineFlag;
  readonly pmid: string | null;
  /** E.g. `ASCO 161573`, where there is no PMID. */
  readonly citation: string;
  readonly notes: readonly string[];
}

/** An alteration that a therapy rests on. */
export interface TargetedAlteration {
  readonly label: string;
  readonly origin: AlterationOrigin;
  /** Filters that its variant failed; empty where it passed, or is no variant. */
  readonly filters: readonly string[];
}

/** What was found beside the therapies. */
export interface OtherEvidence {
  /** Regimens that evidence speaks against and nothing for. */
  readonly opposed: readonly EvidenceLine[];
  /** Prognosis and diagnosis. */
  readonly outcome: readonly EvidenceLine[];
  /** About inherited variants: it says nothing of the tumour's own. */
  readonly germline: readonly EvidenceLine[];
  /** Profiles of the altered genes that may fit, and what is not known. */
  readonly undecided: readonly {
    readonly profile: string;
    readonly items: number;
    readonly needs: readonly string[];
  }[];
  /** Profiles of the altered genes that were not understood and not matched. */
  readonly notUnderstood: readonly { readonly profile: string; readonly items: number }[];
}

/** A regimen with what speaks for and against it in this tumour. */
export interface TargetedTherapyDesign extends DesignBase<'targeted-therapy'> {
  /** E.g. `Dabrafenib + Trametinib`. */
  readonly therapy: string;
  readonly drugs: readonly string[];
  readonly alterations: readonly TargetedAlteration[];
  /** OncoTree code of the patient; null where it is not known. */
  readonly tumourType: string | null;
  readonly tumourTypeName: string | null;
  readonly bestLevel: EvidenceLevel;
  readonly ampTier: AmpTier;
  readonly escatTier: EscatTier | null;
  /** Does an item of the patient's tumour type speak for it. */
  readonly inThisTumour: boolean;
  readonly standing: Exclude<TherapyStanding, 'opposed'>;
  readonly supporting: readonly EvidenceLine[];
  readonly contradicting: readonly EvidenceLine[];
  /** Items that looked for resistance or harm and found none. */
  readonly againstObjections: readonly EvidenceLine[];
  /** Of the contradicting items, those of the patient's tumour type. */
  readonly resistanceHere: readonly EvidenceLine[];
  /** Earlier therapies of the patient that name one of its drugs. */
  readonly givenBefore: readonly string[];
  readonly testNext: readonly Cited<string>[];
  /** Null in all but the first design of a tumour. */
  readonly other: OtherEvidence | null;
}
