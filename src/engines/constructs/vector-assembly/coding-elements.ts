import { OptionError } from '../../../core/errors.js';
import type { Source } from '../../../core/cited.js';
import type { Part } from '../part.js';
import type { PartRoleName } from '../part-roles.js';
import type { CodingSequence, CodingSequenceOptions } from './coding-sequence.js';
import { optimiseCodingSequence } from './optimise-coding-sequence.js';
import type { CodedProtein } from './vector-plan.js';

/** Residues to be coded for: a protein, or what stands between two. */
export interface CodingPiece {
  readonly kind: CodedProtein['kind'];
  readonly label: string;
  readonly protein: string;
  readonly role?: PartRoleName;
  readonly notes?: readonly string[];
  readonly source?: Source;
}

/** A protein part of the library as a piece. @throws OptionError for a part of DNA. */
export function codingPiece(part: Part, kind: CodedProtein['kind']): CodingPiece {
  if (part.alphabet !== 'protein') {
    throw new OptionError(`${part.id} is DNA, not a protein`, 'coding', 'give it as it is');
  }
  const { name, sequence, role, source, accession, licence, note } = part;
  return {
    kind,
    label: name,
    protein: sequence,
    role,
    source: { ...source, accession, licence },
    ...(note === null ? {} : { notes: [note] }),
  };
}

/**
 * One reading frame for the pieces, designed as a whole so that nothing arises over their joints, and cut into
 * elements of a vector plan.
 */
export function codingElements(
  pieces: readonly [CodingPiece, ...CodingPiece[]],
  options: CodingSequenceOptions,
): {
  readonly elements: readonly [CodedProtein, ...CodedProtein[]];
  readonly coding: CodingSequence;
} {
  const coding = optimiseCodingSequence(pieces.map(({ protein }) => protein).join(''), options);
  let at = 0;
  const cut = (piece: CodingPiece): CodedProtein => {
    const sequence = coding.sequence.slice(at, at + 3 * piece.protein.length);
    at += sequence.length;
    return { ...piece, sequence };
  };
  const [first, ...rest] = pieces;
  return { elements: [cut(first), ...rest.map(cut)], coding };
}
