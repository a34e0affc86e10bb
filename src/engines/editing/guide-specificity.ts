/** How alone a guide's target is in the genome. */
export interface GuideSpecificity {
  /** 1 / (1 + sum of the other sites' scores): in (0, 1], 1 where there is none. */
  readonly specificity: number;
  /** Sum of the other sites' scores. */
  readonly offTargetSum: number;
  /** Sites that count. */
  readonly scored: number;
  /** Sites the score knows no number for (a PAM it was never measured with); they lower nothing, so read with care. */
  readonly unscored: number;
}

/**
 * Specificity from the scores (0 to 1) of every site but the intended one: another perfect copy counts 1, a site with a minor
 * PAM what its score says. The form is that of crispr.mit.edu and CRISPOR, 100 / (100 + sum), on a scale of 1.
 * The intended site is left out by the caller, once, so that a minor PAM on it can't raise the result over 1.
 */
export function guideSpecificity(otherSites: readonly (number | null)[]): GuideSpecificity {
  let offTargetSum = 0;
  let scored = 0;
  for (const score of otherSites) {
    if (score === null) continue;
    if (!(score >= 0 && score <= 1)) throw new Error(`an off-target score is ${score}`);
    offTargetSum += score;
    scored++;
  }
  return {
    specificity: 1 / (1 + offTargetSum),
    offTargetSum,
    scored,
    unscored: otherSites.length - scored,
  };
}
