import type { MolecularProfile } from './molecular-profile.js';

/** CIViC's levels: validated in practice, from trials, of single cases, preclinical, inferred. */
export type EvidenceLevel = 'A' | 'B' | 'C' | 'D' | 'E';

export const EVIDENCE_TYPES = [
  'Predictive',
  'Prognostic',
  'Diagnostic',
  'Predisposing',
  'Oncogenic',
  'Functional',
] as const;
type EvidenceType = (typeof EVIDENCE_TYPES)[number];

export const EVIDENCE_DIRECTIONS = ['Supports', 'Does Not Support', 'N/A'] as const;
type EvidenceDirection = (typeof EVIDENCE_DIRECTIONS)[number];

export const SIGNIFICANCES = [
  'Sensitivity/Response',
  'Resistance',
  'Reduced Sensitivity',
  'Adverse Response',
  'Better Outcome',
  'Poor Outcome',
  'Positive',
  'Negative',
  'Predisposition',
  'Protectiveness',
  'Uncertain Significance',
  'Pathogenic',
  'Likely Pathogenic',
  'Benign',
  'Likely Benign',
  'Oncogenicity',
  'Gain of Function',
  'Loss of Function',
  'Unaltered Function',
  'Neomorphic',
  'Dominant Negative',
  'Unknown',
  'N/A',
] as const;
/** What the item says of the alteration, in CIViC's words; its direction says whether the study bore it out. */
type Significance = (typeof SIGNIFICANCES)[number];

/** How several drugs of one item were given. */
export const THERAPY_INTERACTIONS = ['Combination', 'Sequential', 'Substitutes'] as const;
type TherapyInteraction = (typeof THERAPY_INTERACTIONS)[number];

/** Whose variant the study looked at; null where the file has no such column. */
export const VARIANT_ORIGINS = [
  'Somatic',
  'Rare Germline',
  'Common Germline',
  'Unknown',
  'N/A',
  'Combined',
  'Mixed',
] as const;
type VariantOrigin = (typeof VARIANT_ORIGINS)[number];

export const CITATION_SOURCES = ['PubMed', 'ASCO', 'ASH'] as const;
type CitationSource = (typeof CITATION_SOURCES)[number];

/** A disease as CIViC names it. */
export interface EvidenceDisease {
  readonly name: string;
  /** Digits of its Disease Ontology id; null where it has none. */
  readonly doid: string | null;
}

/** One accepted evidence item of CIViC: what one paper says of one molecular profile. */
export interface EvidenceItem {
  /** Its number, as in `EID1409`. */
  readonly id: number;
  readonly profile: MolecularProfile;
  /** Null where the item names none. */
  readonly disease: EvidenceDisease | null;
  /** In the order of the file; empty where the item is about no drug. */
  readonly therapies: readonly string[];
  /** Null for a single drug, or where the file does not say. */
  readonly interaction: TherapyInteraction | null;
  readonly level: EvidenceLevel;
  readonly type: EvidenceType;
  readonly direction: EvidenceDirection;
  readonly significance: Significance;
  readonly origin: VariantOrigin | null;
  readonly citation: { readonly source: CitationSource; readonly id: string };
  readonly pmid: string | null;
  /** Curators' trust in the study, 1-5; null where nobody rated it. */
  readonly rating: number | null;
}

/** `EID1409`. */
export function evidenceName({ id }: Pick<EvidenceItem, 'id'>): string {
  return `EID${id}`;
}
