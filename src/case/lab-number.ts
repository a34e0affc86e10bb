import { type LabQuantity, plainUnit } from './lab-quantities.js';
import { NO_RESULT } from './lab-statuses.js';

/** Lower case, letters and digits alone: how names and words of a report are compared. */
export function plainName(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A value and its unit as they were written. */
export interface WrittenNumber {
  readonly value: string | number | boolean;
  readonly unit: string | null;
}

/** A number with its unit, a report's word that there is no result, or why it is neither. */
export type ReadNumber =
  | { readonly kind: 'number'; readonly value: number; readonly unit: string | null }
  | { readonly kind: 'no-result'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** `60`, `60 %`, `3.9 g/dL`; a text like `< 1 %` names a limit, not a value. */
export function numberWithUnit({ value, unit }: WrittenNumber): ReadNumber {
  if (typeof value === 'boolean') {
    return { kind: 'unreadable', reason: `${value} is no number` };
  }
  if (typeof value === 'number') return { kind: 'number', value, unit };
  if (NO_RESULT.has(plainName(value))) return { kind: 'no-result', text: value };
  const [, figure, written = ''] = /^\s*(-?\d+(?:\.\d+)?)\s*(.*?)\s*$/.exec(value) ?? [];
  if (figure === undefined) {
    return {
      kind: 'unreadable',
      reason: /^\s*[<>≤≥~]/.test(value)
        ? `"${value}" is a limit, not a value`
        : `"${value}" is no number`,
    };
  }
  if (/^(?:-|–|to\b)\s*\d/.test(written)) {
    return { kind: 'unreadable', reason: `"${value}" is a range, not a value` };
  }
  return { kind: 'number', value: Number(figure), unit: unit ?? (written === '' ? null : written) };
}

/** The number in the quantity's own unit; `refuse` throws for a missing or unknown unit, and out of range. */
export function inOwnUnit(
  quantity: LabQuantity,
  { value, unit }: { readonly value: number; readonly unit: string | null },
  refuse: (message: string, hint: string) => never,
): number {
  const { title, units, unitsWritten, low, high } = quantity;
  const [ownUnit = ''] = unitsWritten;
  const choice = unitsWritten.join(' or ');
  if (unit === null && quantity.withoutUnit === 'asked') {
    return refuse(
      `${title} of ${value} has no unit`,
      `give it in ${choice}, as in "${value} ${ownUnit}"`,
    );
  }
  const factor = unit === null ? 1 : units[plainUnit(unit)];
  if (factor === undefined) {
    return refuse(
      `${title} in "${unit}" cannot be read`,
      choice === '' ? 'leave the unit out' : `give it in ${choice}`,
    );
  }
  const isShare = unitsWritten[0] === '%';
  if (isShare && unit === null && value > 0 && value < 1) {
    return refuse(
      `${title} of ${value} has no unit: is it ${value} % or ${value * 100} %?`,
      'write the percentage with its unit %',
    );
  }
  const own = Number((value * factor).toPrecision(12));
  const shown = `${value}${unit === null ? '' : ` ${unit}`}`;
  if (!(own >= low && own <= high)) {
    return refuse(
      `${title} of ${shown} is not within ${low}-${high}${ownUnit === '' ? '' : ` ${ownUnit}`}`,
      unitsWritten.length > 1 ? `is the unit right? It may be ${choice}` : 'check the value',
    );
  }
  if (quantity.isWhole && !Number.isInteger(own)) {
    return refuse(`${title} of ${shown} is no whole number`, 'check the value');
  }
  return own;
}
