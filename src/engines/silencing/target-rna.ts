import { InputError } from '../../core/errors.js';
import { IUPAC_BASES } from '../../core/iupac.js';
import { asDna } from '../constructs/strands.js';
import { GUIDE_LENGTH, guideAgainst, type SirnaGuide } from './sirna-guide.js';

/** A transcript to be silenced. */
export interface TargetRna {
  readonly name: string;
  /** Upper case A, C, G, T, and N where the base is not known. */
  readonly bases: string;
  /** What was read as something else, in words; empty where nothing was. */
  readonly notes: readonly string[];
}

/**
 * Reads a transcript: RNA letters and lower case are taken, ambiguous bases become N.
 * @throws InputError for other letters (with their place) and for fewer than 21 bases.
 */
export function readTargetRna(name: string, text: string): TargetRna {
  const letters = asDna(text.replaceAll(/\s/g, ''));
  for (let i = 0; i < letters.length; i++) {
    if (IUPAC_BASES[letters[i] as string] === undefined) {
      throw new InputError(`${name}: base ${i + 1} is ${JSON.stringify(letters[i])}`, {
        hint: 'a transcript is written in A, C, G, T or U, with N or IUPAC letters where it is not known',
      });
    }
  }
  if (letters.length < GUIDE_LENGTH) {
    throw new InputError(`${name} has ${letters.length} bases, a siRNA needs ${GUIDE_LENGTH}`, {
      hint: 'give the whole transcript, or at least the site with its neighbours',
    });
  }
  const bases = letters.replaceAll(/[^ACGT]/g, 'N');
  const unknown = bases.length - bases.replaceAll('N', '').length;
  return {
    name,
    bases,
    notes: [
      ...(/u/i.test(text) ? ['U was read as T'] : []),
      ...(/[a-z]/.test(text) ? ['lower case was read as upper case'] : []),
      ...(unknown > 0 ? [`${unknown} bases are not known: no siRNA lies over them`] : []),
    ],
  };
}

/** A place for a siRNA: 21 bases of the transcript, the guide pairs with all of them. */
export interface SirnaSite {
  readonly guide: SirnaGuide;
  /** On the transcript. */
  readonly start0: number;
  readonly end0: number;
}

/** Every window of 21 known bases, by start. */
export function sirnaSites({ bases }: Pick<TargetRna, 'bases'>): readonly SirnaSite[] {
  const sites: SirnaSite[] = [];
  for (let start0 = 0; start0 + GUIDE_LENGTH <= bases.length; start0++) {
    const end0 = start0 + GUIDE_LENGTH;
    const guide = guideAgainst(bases.slice(start0, end0));
    if (guide !== null) sites.push({ guide, start0, end0 });
  }
  return sites;
}
