import type { Tier } from '../findings/ranking/ranking.js';

/** Tiers that are drawn in one colour, with the question a reader has about them. */
export type TierGroup = 'pass' | 'peptide' | 'tumour' | 'poor';

export interface TierMeaning {
  readonly tier: Tier;
  readonly group: TierGroup;
  readonly meaning: string;
}

/** All tiers, best first, with pVACseq's names. */
export const TIER_MEANINGS: readonly TierMeaning[] = [
  { tier: 'Pass', group: 'pass', meaning: 'meets every criterion that could be assessed' },
  { tier: 'PoorBinder', group: 'peptide', meaning: 'fails only peptide-HLA binding' },
  { tier: 'RefMatch', group: 'peptide', meaning: 'fails only because a healthy protein holds it' },
  {
    tier: 'PoorTranscript',
    group: 'peptide',
    meaning: 'fails only on how well its transcript is supported',
  },
  {
    tier: 'LowExpr',
    group: 'tumour',
    meaning: 'fails only on expression of the allele, which is low but not absent',
  },
  {
    tier: 'Anchor',
    group: 'peptide',
    meaning: 'fails only because the change sits at an anchor and the wild type binds as well',
  },
  {
    tier: 'Subclonal',
    group: 'tumour',
    meaning: 'fails only because not every tumour cell seems to carry it',
  },
  {
    tier: 'ProbPos',
    group: 'peptide',
    meaning: 'fails only on a residue that is hard to manufacture at its position',
  },
  {
    tier: 'Poor',
    group: 'poor',
    meaning: 'fails two or more criteria, or has no score for binding',
  },
  { tier: 'NoExpr', group: 'poor', meaning: 'no read or transcript of it was found in the RNA' },
];

export const TIER_GROUPS: readonly { readonly group: TierGroup; readonly title: string }[] = [
  { group: 'pass', title: 'Pass' },
  { group: 'peptide', title: 'One peptide criterion failed' },
  { group: 'tumour', title: 'Low expression or subclonal' },
  { group: 'poor', title: 'Poor or not expressed' },
];

const GROUP_OF = new Map<Tier, TierGroup>(TIER_MEANINGS.map(({ tier, group }) => [tier, group]));
const ORDER_OF = new Map<Tier, number>(TIER_MEANINGS.map(({ tier }, index) => [tier, index]));

export function tierGroup(tier: Tier): TierGroup {
  return GROUP_OF.get(tier) as TierGroup;
}

/** 0 for the best tier. */
export function tierOrder(tier: Tier): number {
  return ORDER_OF.get(tier) as number;
}
