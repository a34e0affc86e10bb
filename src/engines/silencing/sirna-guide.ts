import type { Branded } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import { reverseComplement } from '../genome/reverse-complement.js';

/** The guide (antisense) strand of a siRNA: 21 letters A, C, G, U, 5' to 3'. Made by `parseSirnaGuide` and `guideAgainst`. */
export type SirnaGuide = Branded<string, 'SirnaGuide'>;

export const GUIDE_LENGTH = 21;
/** Base pairs of the duplex: the last two letters of either strand hang over. */
export const DUPLEX_LENGTH = 19;

const GUIDE = new RegExp(`^[ACGU]{${GUIDE_LENGTH}}$`);

/** Reads T as U and lower case as upper. @throws InputError for another length or letter. */
export function parseSirnaGuide(text: string): SirnaGuide {
  const letters = text.toUpperCase().replaceAll('T', 'U');
  if (!GUIDE.test(letters)) {
    throw new InputError(`"${text}" is not the guide strand of a siRNA`, {
      hint: `expected ${GUIDE_LENGTH} letters A, C, G, U (T is read as U), the last two of them the 3' overhang`,
    });
  }
  return letters as SirnaGuide;
}

/** The guide that pairs with 21 bases of a transcript, upper-case DNA; null where one of them is not known. */
export function guideAgainst(site: string): SirnaGuide | null {
  const letters = reverseComplement(site).replaceAll('T', 'U');
  return GUIDE.test(letters) ? (letters as SirnaGuide) : null;
}

/** The 21 bases that the guide pairs with, as upper-case DNA. */
export function siteOf(guide: SirnaGuide): string {
  return reverseComplement(guide.replaceAll('U', 'T'));
}

/**
 * The passenger (sense) strand without its overhang: the 19 bases that pair with letters 1-19 of the guide, 5' to 3'.
 */
export function passengerCore(guide: SirnaGuide): string {
  return siteOf(guide)
    .slice(GUIDE_LENGTH - DUPLEX_LENGTH)
    .replaceAll('T', 'U');
}
