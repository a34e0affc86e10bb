/** How closely an alteration fits what a profile asks, closest first. */
export const MATCH_CLOSENESS = [
  'exact',
  'same-protein',
  'contained',
  'codon',
  'exon',
  'domain',
  'partner',
  'reciprocal',
  'gene',
] as const;
export type MatchCloseness = (typeof MATCH_CLOSENESS)[number];

/** One feature against one alteration. */
export type FeatureMatch =
  | { readonly kind: 'matched'; readonly closeness: MatchCloseness; readonly note: string | null }
  /** It may fit, but something is not known that would tell. */
  | { readonly kind: 'unknown'; readonly needs: string }
  | { readonly kind: 'no' };

export const NO_MATCH: FeatureMatch = { kind: 'no' };

export function matched(closeness: MatchCloseness, note: string | null = null): FeatureMatch {
  return { kind: 'matched', closeness, note };
}
