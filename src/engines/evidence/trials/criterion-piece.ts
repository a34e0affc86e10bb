import type { TrialRule } from './trial-rule.js';

/** A rule read from a stretch `[start, end)` of a criterion's text. */
export interface CriterionPiece {
  readonly rule: TrialRule;
  readonly start: number;
  readonly end: number;
}
