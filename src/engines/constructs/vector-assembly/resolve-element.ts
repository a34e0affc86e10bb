import { OptionError } from '../../../core/errors.js';
import type { Segment } from '../construct.js';
import type { Part } from '../part.js';
import type { PartRoleName } from '../part-roles.js';
import type { PartsLibrary } from '../parts-library.js';
import type { ElementChoice } from './vector-plan.js';

/** A piece of DNA with its segment, both as its own strand reads them. */
export interface ResolvedElement {
  readonly segment: Segment;
  readonly label: string;
  readonly sequence: string;
}

/**
 * What a choice stands for; `role` is what the place takes, null for any.
 * @throws OptionError for an id the library does not have, a part that is a protein, and letters other than
 * upper-case A, C, G and T.
 */
export function resolveElement(
  choice: ElementChoice,
  role: PartRoleName | null,
  library: PartsLibrary,
  path: string,
): ResolvedElement {
  if (typeof choice !== 'string' && 'kind' in choice) {
    requireDna(choice.sequence, choice.label, path);
    return { segment: choice, label: choice.label, sequence: choice.sequence };
  }
  const part = typeof choice === 'string' ? partById(choice, role, library, path) : choice;
  if (part.alphabet === 'protein') {
    throw new OptionError(
      `${part.id} is a protein, and a vector is DNA`,
      path,
      'give it a coding sequence first (codingElements), as an element of `coding`',
    );
  }
  requireDna(part.sequence, part.id, path);
  return { segment: { kind: 'part', part }, label: part.name, sequence: part.sequence };
}

function partById(
  id: string,
  role: PartRoleName | null,
  library: PartsLibrary,
  path: string,
): Part {
  if (role !== null) return library.part(id, role);
  const found = library.parts.find((part) => part.id === id);
  if (found !== undefined) return found;
  throw new OptionError(`the parts library has no "${id}"`, path);
}

/** @throws OptionError that says what is wrong with letters that are not upper-case A, C, G and T. */
export function requireDna(sequence: string, label: string, path: string): void {
  if (sequence === '') throw new OptionError(`${label} is empty`, path);
  const at = sequence.search(/[^ACGT]/);
  if (at < 0) return;
  const letter = sequence[at] as string;
  const place = `${label}: letter ${at + 1} is "${letter}"`;
  if (/[acgtun]/.test(letter)) {
    throw new OptionError(
      `${place}: lower case`,
      path,
      'give it in upper case, where it means DNA',
    );
  }
  if (letter === 'U') {
    throw new OptionError(`${place}: this is RNA`, path, 'a vector is DNA: give T for U');
  }
  throw new OptionError(`${place}, which is no base of DNA`, path, 'A, C, G and T alone');
}
