import { InputError, type InputPlace } from '../../core/errors.js';

/** Longest protein that is designed: 30,000 bases, the length of a coronavirus genome. */
const LONGEST_PROTEIN = 10_000;

const STANDARD = /^[ACDEFGHIKLMNPQRSTVWY]+\*?$/;
/** From so many residues on, a protein of A, C, G, T alone is taken for DNA. */
const LOOKS_LIKE_DNA = /^[ACGTUN]{12,}$/;
const WHAT_LETTERS_MEAN: Readonly<Record<string, string>> = {
  X: 'any residue',
  B: 'D or N',
  Z: 'E or Q',
  J: 'I or L',
  U: 'selenocysteine, which a stop codon codes for',
  O: 'pyrrolysine, which a stop codon codes for',
  '-': 'a gap',
};

/**
 * A protein to find an mRNA for: the twenty residues, upper case; a `*` at its end stands for a stop codon.
 * @throws InputError, with the place in the protein, for anything else, for DNA or RNA, and over 10,000 residues.
 */
export function proteinToDesign(
  letters: string,
  name: string,
  place: InputPlace = {},
  mayLookLikeDna = false,
): string {
  const protein = letters.toUpperCase();
  const refuse = (problem: string, hint: string): never => {
    throw new InputError(`${name}: ${problem}`, { ...place, hint });
  };
  if (protein === '' || protein === '*') refuse('no residues', 'a design needs a protein');
  if (LOOKS_LIKE_DNA.test(protein) && !mayLookLikeDna) {
    refuse(
      'this looks like DNA or RNA, not like a protein',
      '`rna score` judges an mRNA; --protein takes the letters for residues',
    );
  }
  const stop = protein.indexOf('*');
  if (stop >= 0 && stop < protein.length - 1) {
    refuse(
      `residue ${stop + 1} is a stop`,
      'a stop may stand at the end alone: cut the protein there, or give its parts one by one',
    );
  }
  if (!STANDARD.test(protein)) {
    const at = protein.search(/[^ACDEFGHIKLMNPQRSTVWY*]/);
    const letter = protein[at] as string;
    const meaning = WHAT_LETTERS_MEAN[letter];
    refuse(
      `residue ${at + 1} is ${letter}${meaning === undefined ? '' : `: ${meaning}`}`,
      'a design needs one of the twenty residues at every place',
    );
  }
  const residues = protein.replace('*', '').length;
  if (residues > LONGEST_PROTEIN) {
    refuse(`${residues} residues are more than ${LONGEST_PROTEIN}`, 'design it in parts');
  }
  return protein;
}
