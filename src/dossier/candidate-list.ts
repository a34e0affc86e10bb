import type { CandidateColumn } from './candidate-columns.js';
import type { CandidateView } from './candidate-view.js';

/** Sorted by a column, ties by place; a missing value stands last whichever way. */
export function sortCandidates(
  candidates: readonly CandidateView[],
  { sortValue }: Pick<CandidateColumn, 'sortValue'>,
  descending: boolean,
): readonly CandidateView[] {
  const direction = descending ? -1 : 1;
  return candidates.toSorted((a, b) => {
    const left = sortValue(a);
    const right = sortValue(b);
    if (left === right) return a.place - b.place;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -direction : direction;
  });
}

/** Candidates of the tiers shown that hold every word of `text` somewhere, letter case ignored. */
export function filterCandidates(
  candidates: readonly CandidateView[],
  text: string,
  showsTier: (tier: CandidateView['tier']) => boolean,
): readonly CandidateView[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return candidates.filter((candidate) => {
    if (!showsTier(candidate.tier)) return false;
    const searched = searchedText(candidate);
    return words.every((word) => searched.includes(word));
  });
}

function searchedText({ gene, change, variantId, tier, best, transcripts }: CandidateView): string {
  return [
    gene,
    change,
    variantId,
    tier,
    best?.peptide,
    best?.allele,
    ...transcripts.map(({ transcript }) => transcript),
  ]
    .join(' ')
    .toLowerCase();
}
