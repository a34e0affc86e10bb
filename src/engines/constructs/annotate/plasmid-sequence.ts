import { InputError, type InputPlace } from '../../../core/errors.js';

/** Longer sequences are genomes, not plasmids. Unit: bases. */
const LONGEST = 300_000;

/**
 * Upper-case DNA, U read as T; IUPAC's letters for several bases are kept and agree with nothing.
 * @throws InputError for an empty sequence, one of more than 300,000 letters, a protein, or letters that are no DNA.
 */
export function plasmidSequence(sequence: string, place: InputPlace = {}): string {
  const letters = sequence.toUpperCase();
  if (letters === '') {
    throw new InputError('the plasmid has no sequence', {
      ...place,
      hint: 'give a file with the whole map',
    });
  }
  if (letters.length > LONGEST) {
    throw new InputError(
      `${letters.length} letters are more than a plasmid has (${LONGEST} at most)`,
      { ...place, hint: 'give the plasmid or a part of the genome' },
    );
  }
  const wrong = /[^ACGTUNRYKMSWBDHV]/.exec(letters);
  if (wrong !== null) {
    const residues = /^[ACDEFGHIKLMNPQRSTVWYX*]+$/.test(letters);
    throw new InputError(
      residues
        ? 'this is a protein; a plasmid is annotated as DNA'
        : `"${wrong[0]}" at ${wrong.index + 1} is not a letter of DNA`,
      { ...place, hint: 'give the nucleotide sequence, in A, C, G, T and N' },
    );
  }
  return letters.replaceAll('U', 'T');
}
