import { InputError, OptionError } from '../../core/errors.js';
import { IUPAC_BASES } from '../../core/iupac.js';
import {
  BASE_CODES,
  type GuideSearch,
  LARGEST_BULGE,
  LONGEST_PAM,
  LONGEST_PROTOSPACER,
  MOST_GUIDE_MISMATCHES,
} from '../../kernels/guide-search.js';

/** A protospacer to be looked for, without its PAM. */
export interface Guide {
  readonly name: string;
  /** DNA, 5' to 3', upper case. */
  readonly sequence: string;
}

export interface OffTargetOptions {
  /** IUPAC letters, 5' to 3' on the guide's strand. */
  readonly pam: string;
  /** Side of the protospacer on which the PAM lies: 3' for Cas9, 5' for Cas12a. */
  readonly pamSide: '5prime' | '3prime';
  /** Most mismatches of a site, 0-6. */
  readonly mismatches: number;
  /** Most unpaired bases of the genome, 0-2. */
  readonly dnaBulge: number;
  /** Most unpaired bases of the guide, 0-2. */
  readonly rnaBulge: number;
}

/** The shortest spacer of a nuclease in use is 17 (truncated guides, Fu 2014, Nat Biotechnol 32:279), with some room. */
const SHORTEST_SPACER = 15;
/** With a bulge of two it still fits a 32-bit lane. */
const LONGEST_SPACER = LONGEST_PROTOSPACER - LARGEST_BULGE;

/** @throws OptionError for letters that are not IUPAC's, or a length that is not 1-8. */
function pamSets(pam: string): readonly number[] {
  if (pam.length < 1 || pam.length > LONGEST_PAM) {
    throw new OptionError(`a PAM of ${pam.length} letters is not 1 to ${LONGEST_PAM}`, '--pam');
  }
  return Array.from(pam.toUpperCase(), (letter) => {
    const bases = IUPAC_BASES[letter === 'U' ? 'T' : letter];
    if (bases === undefined) {
      throw new OptionError(`"${letter}" is no IUPAC letter`, '--pam', 'e.g. NGG, NRG or TTTV');
    }
    return Array.from(bases).reduce(
      (set, base) => set | (1 << BASE_CODES[base as keyof typeof BASE_CODES]),
      0,
    );
  });
}

function requireCount(value: number, most: number, path: string): void {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new OptionError(`${value} is not a whole number from 0 to ${most}`, path);
  }
}

/**
 * What the kernel looks for.
 * @throws OptionError for options out of range; InputError where there is no guide, one has letters other than ACGT
 * or a length out of range, or lengths differ.
 */
export function guideSearch(guides: readonly Guide[], options: OffTargetOptions): GuideSearch {
  const { pam, pamSide, mismatches, dnaBulge, rnaBulge } = options;
  requireCount(mismatches, MOST_GUIDE_MISMATCHES, '--mismatches');
  requireCount(dnaBulge, LARGEST_BULGE, '--dna-bulge');
  requireCount(rnaBulge, LARGEST_BULGE, '--rna-bulge');
  const [first] = guides;
  if (first === undefined) {
    throw new InputError('there is no guide', { hint: 'write one a line, without its PAM' });
  }
  for (const guide of guides) {
    checkGuide(guide);
    if (guide.sequence.length !== first.sequence.length) {
      throw new InputError(
        `guide ${guide.name} has ${guide.sequence.length} bases, ${first.name} has ${first.sequence.length}`,
        { hint: 'guides of one search have one length; search the others by themselves' },
      );
    }
  }
  return {
    pam: pamSets(pam),
    pamSide,
    guides: guides.map(({ sequence }) =>
      Uint8Array.from(sequence, (base) => BASE_CODES[base as keyof typeof BASE_CODES]),
    ),
    maxMismatches: mismatches,
    dnaBulge,
    rnaBulge,
  };
}

/** @throws InputError for letters other than ACGT or a length that is not 15-30. */
export function checkGuide(
  { name, sequence }: Guide,
  place: { readonly file?: string; readonly line?: number } = {},
): void {
  const other = /[^ACGT]/.exec(sequence)?.[0];
  if (other !== undefined) {
    throw new InputError(`guide ${name} holds "${other}"`, {
      ...place,
      hint: 'a guide is written in A, C, G and T (or U), without its PAM',
    });
  }
  const { length } = sequence;
  if (length < SHORTEST_SPACER || length > LONGEST_SPACER) {
    throw new InputError(
      `guide ${name} has ${length} bases, not ${SHORTEST_SPACER} to ${LONGEST_SPACER}`,
      { ...place, hint: 'give the protospacer alone, without its PAM' },
    );
  }
}
