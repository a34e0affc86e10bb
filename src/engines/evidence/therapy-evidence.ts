import { compareText } from '../../core/skipped.js';
import type { EvidenceLevel } from './evidence-item.js';
import { type AmpTier, bestAmpTier, bestEscatTier, type EscatTier } from './evidence-tiers.js';
import { alterationText } from './evidence-table.js';
import { MATCH_CLOSENESS, type MatchCloseness } from './feature-match.js';
import type { EvidenceMatch } from './match-evidence.js';
import { regimensOf } from './regimen.js';
import { isThisTumour } from './tumour-relation.js';

/** All that the library says of one regimen for one tumour. Inherited variants and studies of them are not in it. */
export interface TherapyEvidence {
  /** E.g. `Dabrafenib + Trametinib`. */
  readonly name: string;
  readonly drugs: readonly string[];
  /** Items that speak for it, against it, and against an objection to it; nearest tumour type and level first. */
  readonly supporting: readonly EvidenceMatch[];
  readonly contradicting: readonly EvidenceMatch[];
  readonly againstObjections: readonly EvidenceMatch[];
  /** Alterations that the supporting items rest on; where there are none, those of all items. */
  readonly alterations: readonly string[];
  /** Of the supporting items; null where there are none. */
  readonly ampTier: AmpTier | null;
  readonly escatTier: EscatTier | null;
  readonly bestLevel: EvidenceLevel | null;
  /** Is a supporting item from the patient's tumour type. */
  readonly inThisTumour: boolean;
  readonly standing: TherapyStanding;
  readonly score: number;
}

/**
 * `supported`; `contested`: items of this tumour type or as close an alteration speak against it as well;
 * `outweighed`: what speaks against it is of a better tier, or of the same and a closer alteration; `opposed`: nothing speaks for it.
 */
export type TherapyStanding = 'supported' | 'contested' | 'outweighed' | 'opposed';

/** The regimens that the matched items speak of, best first. */
export function therapyEvidence(matches: readonly EvidenceMatch[]): readonly TherapyEvidence[] {
  const byName = new Map<string, { readonly drugs: readonly string[]; matches: EvidenceMatch[] }>();
  for (const match of matches) {
    if (match.stance === null || match.ampTier === null) continue;
    for (const { name, drugs } of regimensOf(match.item)) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, { drugs, matches: [match] });
      else known.matches.push(match);
    }
  }
  return [...byName]
    .map(([name, { drugs, matches: own }]) => summarised(name, drugs, own))
    .sort((a, b) => b.score - a.score || compareText(a.name, b.name));
}

function summarised(
  name: string,
  drugs: readonly string[],
  matches: readonly EvidenceMatch[],
): TherapyEvidence {
  const ofStance = (stance: EvidenceMatch['stance']): readonly EvidenceMatch[] =>
    matches.filter((match) => match.stance === stance);
  const supporting = ofStance('for');
  const contradicting = ofStance('against');
  const standing = standingOf(supporting, contradicting);
  const basis = supporting.length > 0 ? supporting : matches;
  return {
    name,
    drugs,
    supporting,
    contradicting,
    againstObjections: ofStance('against-an-objection'),
    alterations: [...new Set(basis.map(alterationText))].sort(compareText),
    ampTier: bestTier(supporting),
    escatTier: bestEscatTier(supporting.map(({ escatTier }) => escatTier)),
    bestLevel: supporting.map(({ item }) => item.level).sort(compareText)[0] ?? null,
    inThisTumour: supporting.some(({ relation }) => isThisTumour(relation)),
    standing,
    score: scoreOf(supporting, standing),
  };
}

const TIER_POINTS: Readonly<Record<AmpTier, number>> = {
  'I-A': 5,
  'I-B': 4,
  'II-C': 3,
  'II-D': 2,
  III: 1,
};

function bestTier(matches: readonly EvidenceMatch[]): AmpTier | null {
  return bestAmpTier(matches.flatMap(({ ampTier }) => (ampTier === null ? [] : [ampTier])));
}

function pointsOf(matches: readonly EvidenceMatch[]): number {
  const tier = bestTier(matches);
  return tier === null ? 0 : TIER_POINTS[tier];
}

/** How close the alteration is in the items of the best tier. */
function closenessOf(matches: readonly EvidenceMatch[]): number {
  const tier = bestTier(matches);
  const ranks = matches
    .filter(({ ampTier }) => ampTier === tier)
    .map(({ closeness }) => MATCH_CLOSENESS.indexOf(closeness));
  return Math.min(...ranks);
}

function standingOf(
  supporting: readonly EvidenceMatch[],
  contradicting: readonly EvidenceMatch[],
): TherapyStanding {
  if (supporting.length === 0) return 'opposed';
  if (contradicting.length === 0) return 'supported';
  const [support, against] = [pointsOf(supporting), pointsOf(contradicting)];
  const isCloser = closenessOf(contradicting) < closenessOf(supporting);
  if (against > support || (against === support && isCloser)) return 'outweighed';
  const isNear = contradicting.some(
    (match) => isThisTumour(match.relation) || isAsClose(match.closeness, supporting),
  );
  return isNear ? 'contested' : 'supported';
}

function isAsClose(closeness: MatchCloseness, supporting: readonly EvidenceMatch[]): boolean {
  return MATCH_CLOSENESS.indexOf(closeness) <= closenessOf(supporting);
}

const STANDING_POINTS: Readonly<Record<TherapyStanding, number>> = {
  supported: 0,
  contested: -0.5,
  outweighed: -5,
  opposed: -10,
};

/**
 * Orders regimens: the points of the best AMP tier (I-A 5 to III 1), less what their standing takes; then, below one
 * point, how close the alteration is and how many items speak for it.
 */
function scoreOf(supporting: readonly EvidenceMatch[], standing: TherapyStanding): number {
  if (supporting.length === 0) return STANDING_POINTS.opposed;
  const close = 1 - closenessOf(supporting) / MATCH_CLOSENESS.length;
  const many = 1 - 1 / (1 + supporting.length);
  const score = pointsOf(supporting) + STANDING_POINTS[standing] + 0.3 * close + 0.1 * many;
  return Math.round(1e6 * score) / 1e6;
}
