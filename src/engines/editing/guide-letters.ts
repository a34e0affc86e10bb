import { InputError } from '../../core/errors.js';

/** Upper-case bases of a guide or target; U is read as T. @throws InputError for another length, or a letter besides A, C, G, T. */
export function guideLetters(bases: string, length: number, what: string): string {
  const upper = bases.toUpperCase().replaceAll('U', 'T');
  if (upper.length !== length) {
    throw new InputError(`${what} has ${upper.length} nt, ${length} are needed`);
  }
  const other = /[^ACGT]/.exec(upper);
  if (other !== null) throw new InputError(`${what} holds ${other[0]}, not a base`);
  return upper;
}
