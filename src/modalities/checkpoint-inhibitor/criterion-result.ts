import type { CriterionResult } from './checkpoint-design.js';

/** How a condition stands; what would settle it is dropped where it is settled. */
export function result(
  criterion: string,
  state: CriterionResult['state'],
  value: string,
  wouldNeed: string | null = null,
): CriterionResult {
  return { criterion, state, value, wouldNeed: state === 'unknown' ? wouldNeed : null };
}
