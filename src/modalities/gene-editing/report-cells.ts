import { type Cell, type Column, numberCell, textCell } from '../../core/document.js';
import type { AlleleGuide, Measured } from './gene-editing-design.js';
import type { Efficacy } from './guide-scores.js';

/** For a number that is always there. */
export const NONE = 'none';

export function measuredCell({ value, reason }: Measured, digits: number, scale = 1): Cell {
  return numberCell(
    value === null ? null : scale * value,
    digits,
    reason ?? '',
    scale === 100 ? '%' : undefined,
  );
}

function rankCell({ rank, rankRange }: Efficacy): Cell {
  if (rank.value === null || rankRange === null) return measuredCell(rank, 2);
  const { low, high } = rankRange;
  return textCell(`${rank.value.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`);
}

export const GUIDE_COLUMNS: readonly Column[] = [
  { key: 'id', title: 'Guide' },
  { key: 'spacer', title: 'Spacer' },
  { key: 'pam', title: 'PAM' },
  { key: 'place', title: 'Place', help: '1-based, the strand that reads like the spacer' },
];
export const JUDGED_COLUMNS: readonly Column[] = [
  {
    key: 'rank',
    title: 'Expected rank',
    help: 'Among the guides of a gene, 1 is best; four of five lay in the range',
  },
  { key: 'rs1', title: 'Rule Set 1', help: 'Doench 2014, 0-1' },
  {
    key: 'specificity',
    title: 'Specificity',
    help: '1 / (1 + sum of CFD) over all other NRG sites of the genome with up to four mismatches',
  },
];

export function guideCells({
  id,
  site,
  place,
}: Pick<AlleleGuide, 'id' | 'place' | 'site'>): readonly Cell[] {
  return [textCell(id), textCell(site.spacer), textCell(site.pam), textCell(place)];
}

export function judgedCells({
  efficacy,
  specificity,
}: Pick<AlleleGuide, 'efficacy' | 'specificity'>): readonly Cell[] {
  return [rankCell(efficacy), measuredCell(efficacy.ruleSet1, 2), measuredCell(specificity, 2)];
}
