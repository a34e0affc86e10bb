import type { FeatureMatch, MatchCloseness } from './feature-match.js';
import { matchFeature } from './match-feature.js';
import type { MolecularFeature, ProfileExpression } from './molecular-profile.js';
import type { TumourAlteration } from './tumour-alteration.js';

/** One part of a profile and the alteration that fits it. */
export interface MatchedPart {
  readonly feature: MolecularFeature;
  readonly alteration: TumourAlteration;
  readonly closeness: MatchCloseness;
  readonly note: string | null;
}

/** A profile against all that is known of a tumour. */
export type ProfileMatch =
  | {
      readonly kind: 'matched';
      readonly parts: readonly MatchedPart[];
      /** What the profile excludes and the tumour was not found to have. */
      readonly assumedAbsent: readonly MolecularFeature[];
    }
  /** Some parts are there; the rest is not, or is not known. */
  | {
      readonly kind: 'partial';
      readonly parts: readonly MatchedPart[];
      readonly lacking: readonly MolecularFeature[];
      /** What is not known, in words. */
      readonly needs: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly needs: readonly string[] }
  | { readonly kind: 'no' };

/**
 * Whether a tumour fits a profile. `isWhole`: the alterations are all that was found, so that what is not among
 * them counts as absent, and is said to be assumed; else an exclusion stays unknown. A profile that only excludes
 * is never matched.
 */
export function matchProfile(
  expression: ProfileExpression,
  alterations: readonly TumourAlteration[],
  isWhole: boolean,
): ProfileMatch {
  const judged = judge(expression, alterations, isWhole);
  if (judged.truth === true) {
    return judged.parts.length === 0
      ? { kind: 'no' }
      : { kind: 'matched', parts: judged.parts, assumedAbsent: judged.absent };
  }
  const { parts, lacking, needs, isExcluded } = judged;
  if (parts.length > 0 && !isExcluded) return { kind: 'partial', parts, lacking, needs };
  return judged.truth === null ? { kind: 'unknown', needs } : { kind: 'no' };
}

interface Judged {
  /** Null where it cannot be said. */
  readonly truth: boolean | null;
  readonly parts: readonly MatchedPart[];
  readonly absent: readonly MolecularFeature[];
  readonly lacking: readonly MolecularFeature[];
  readonly needs: readonly string[];
  /** The tumour has what the profile excludes: no further alteration would make it fit. */
  readonly isExcluded: boolean;
}

const NOTHING: Omit<Judged, 'truth'> = {
  parts: [],
  absent: [],
  lacking: [],
  needs: [],
  isExcluded: false,
};

function judge(
  expression: ProfileExpression,
  alterations: readonly TumourAlteration[],
  isWhole: boolean,
): Judged {
  switch (expression.kind) {
    case 'feature':
      return judgeFeature(expression.feature, alterations);
    case 'not':
      return negated(expression.of, alterations, isWhole);
    case 'all': {
      const judged = expression.of.map((part) => judge(part, alterations, isWhole));
      const truth = judged.some((one) => one.truth === false)
        ? false
        : judged.some((one) => one.truth === null)
          ? null
          : true;
      return { truth, ...joined(judged), isExcluded: judged.some((one) => one.isExcluded) };
    }
    case 'any': {
      const judged = expression.of.map((part) => judge(part, alterations, isWhole));
      const held = judged.filter(({ truth }) => truth === true);
      if (held.length > 0) return { truth: true, ...joined(held), lacking: [], needs: [] };
      const truth = judged.some((one) => one.truth === null) ? null : false;
      return { truth, ...joined(judged), isExcluded: judged.every((one) => one.isExcluded) };
    }
  }
}

function joined(judged: readonly Judged[]): Omit<Judged, 'truth'> {
  return {
    parts: judged.flatMap(({ parts }) => parts),
    absent: judged.flatMap(({ absent }) => absent),
    lacking: judged.flatMap(({ lacking }) => lacking),
    needs: [...new Set(judged.flatMap(({ needs }) => needs))],
    isExcluded: false,
  };
}

function judgeFeature(feature: MolecularFeature, alterations: readonly TumourAlteration[]): Judged {
  const parts: MatchedPart[] = [];
  const needs: string[] = [];
  for (const alteration of alterations) {
    const match: FeatureMatch = matchFeature(feature, alteration);
    if (match.kind === 'matched') {
      const { closeness, note } = match;
      parts.push({ feature, alteration, closeness, note });
    } else if (match.kind === 'unknown') {
      needs.push(match.needs);
    }
  }
  if (parts.length > 0) return { ...NOTHING, truth: true, parts };
  return needs.length > 0
    ? { ...NOTHING, truth: null, needs: [...new Set(needs)] }
    : { ...NOTHING, truth: false, lacking: [feature] };
}

function negated(
  inner: ProfileExpression,
  alterations: readonly TumourAlteration[],
  isWhole: boolean,
): Judged {
  const judged = judge(inner, alterations, isWhole);
  if (judged.truth === true) return { ...NOTHING, truth: false, isExcluded: true };
  if (judged.truth === null) return { ...NOTHING, truth: null, needs: judged.needs };
  return isWhole
    ? { ...NOTHING, truth: true, absent: judged.lacking }
    : { ...NOTHING, truth: null, needs: ['that something else is absent'] };
}
