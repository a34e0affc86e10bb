import { OptionError } from '../../core/errors.js';
import type { FragmentVendor } from './fragment-vendors.js';
import type { FragmentOrderItem } from './order-rows.js';

export interface FragmentSplit {
  /** What a sequence longer than the vendor's limit is split into overlapping pieces for; null: refuse it. */
  readonly overlapBp: number | null;
}

/**
 * The sequences as pieces this vendor makes. One that is too long is split into pieces of even length whose
 * ends overlap (for Gibson or overlap-extension assembly), named `name_1of3` and so on.
 * @throws OptionError for a letter other than A, C, G, T, a sequence too short, or one too long where
 * splitting is off or leaves pieces too short.
 */
export function fragmentOrder(
  items: readonly FragmentOrderItem[],
  vendor: Pick<FragmentVendor, 'name' | 'shortestBp' | 'longestBp'>,
  { overlapBp }: FragmentSplit,
): readonly FragmentOrderItem[] {
  return items.flatMap(({ name, sequence }, i) => {
    const path = `fragments.${i}`;
    const wrong = /[^ACGT]/.exec(sequence);
    if (wrong !== null) {
      throw new OptionError(
        `${name}: "${wrong[0]}" cannot be synthesised`,
        path,
        'A, C, G, T only',
      );
    }
    const { length } = sequence;
    if (length < vendor.shortestBp) {
      throw new OptionError(
        `${name}: ${length} bp is shorter than the ${vendor.shortestBp} bp ${vendor.name} starts at`,
        path,
      );
    }
    if (length <= vendor.longestBp) return [{ name, sequence }];
    if (overlapBp === null) {
      throw new OptionError(
        `${name}: ${length} bp is longer than the ${vendor.longestBp} bp ${vendor.name} makes`,
        path,
        'split it into overlapping fragments, or take another vendor',
      );
    }
    return splitEvenly(name, sequence, vendor, overlapBp, path);
  });
}

function splitEvenly(
  name: string,
  sequence: string,
  {
    name: vendor,
    shortestBp,
    longestBp,
  }: Pick<FragmentVendor, 'name' | 'shortestBp' | 'longestBp'>,
  overlap: number,
  path: string,
): readonly FragmentOrderItem[] {
  if (!Number.isInteger(overlap) || overlap < 1 || 2 * overlap >= longestBp) {
    throw new OptionError(`an overlap of ${overlap} bp`, 'overlapBp', `1 to ${longestBp / 2} bp`);
  }
  const count = Math.ceil((sequence.length - overlap) / (longestBp - overlap));
  const step = (sequence.length - overlap) / count;
  const pieces = Array.from({ length: count }, (_, i) => ({
    name: `${name}_${i + 1}of${count}`,
    sequence: sequence.slice(Math.round(i * step), Math.round((i + 1) * step) + overlap),
  }));
  const shortest = Math.min(...pieces.map((piece) => piece.sequence.length));
  if (shortest < shortestBp) {
    throw new OptionError(
      `${name}: its ${count} pieces of ${shortest} bp are shorter than ${vendor} makes`,
      path,
    );
  }
  return pieces;
}
