import type { Source } from '../../core/cited.js';
import type { EvidenceItem, EvidenceLevel } from './evidence-item.js';
import { evidenceMeaning } from './evidence-meaning.js';
import type { TumourRelation } from './tumour-relation.js';
import { isThisTumour } from './tumour-relation.js';

/** Tier and level of AMP/ASCO/CAP for one item; III has no level. */
export type AmpTier = 'I-A' | 'I-B' | 'II-C' | 'II-D' | 'III';

/** ESCAT's tier as far as an item of CIViC tells it; which sort of trial it was, it does not say. */
export type EscatTier = 'I' | 'II' | 'III-A' | 'IV-A' | 'IV-B';

export const TIER_SOURCES = {
  amp: {
    name: 'AMP/ASCO/CAP: Li 2017; criteria as in Diagnostics 2020, 10:1092, table 1',
    pmid: '27993330',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7765222/table/diagnostics-10-01092-t001',
  },
  escat: {
    name: 'ESCAT: Mateo 2018, Ann Oncol 29:1895; criteria as in Front Oncol 2022, 12:997346, table 1',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC9755882/table/T1',
  },
  levels: {
    name: 'CIViC, levels of evidence: Griffith 2017, Nat Genet 49:170',
    pmid: '28138153',
    doi: '10.1038/ng.3774',
  },
} as const satisfies Readonly<Record<string, Source>>;

/**
 * The tier that one item can give: for this tumour type, validated (A) is I-A and clinical (B) I-B; for another, both
 * are II-C; single cases (C) and preclinical work (D) are II-D anywhere, inference (E) is III.
 */
export function ampTier(level: EvidenceLevel, relation: TumourRelation): AmpTier {
  switch (level) {
    case 'A':
      return isThisTumour(relation) ? 'I-A' : 'II-C';
    case 'B':
      return isThisTumour(relation) ? 'I-B' : 'II-C';
    case 'C':
    case 'D':
      return 'II-D';
    case 'E':
      return 'III';
  }
}

/**
 * The tier for a drug that an item speaks for, null for any other item and for single cases, of which the scale
 * says nothing: validated in this tumour type is I, clinical II (the least that a trial or a cohort gives), either in another III-A; preclinical
 * IV-A, inferred IV-B.
 */
export function escatTier(item: EvidenceItem, relation: TumourRelation): EscatTier | null {
  if (item.type !== 'Predictive' || evidenceMeaning(item) !== 'sensitivity') return null;
  switch (item.level) {
    case 'A':
      return isThisTumour(relation) ? 'I' : 'III-A';
    case 'B':
      return isThisTumour(relation) ? 'II' : 'III-A';
    case 'C':
      return null;
    case 'D':
      return 'IV-A';
    case 'E':
      return 'IV-B';
  }
}

const AMP_ORDER: readonly AmpTier[] = ['I-A', 'I-B', 'II-C', 'II-D', 'III'];
const ESCAT_ORDER: readonly EscatTier[] = ['I', 'II', 'III-A', 'IV-A', 'IV-B'];

/** The best of some tiers; null of none. */
export function bestAmpTier(tiers: readonly AmpTier[]): AmpTier | null {
  return AMP_ORDER.find((tier) => tiers.includes(tier)) ?? null;
}

export function bestEscatTier(tiers: readonly (EscatTier | null)[]): EscatTier | null {
  return ESCAT_ORDER.find((tier) => tiers.includes(tier)) ?? null;
}
