import { OptionError } from '../../core/errors.js';
import type { PartsLibrary } from '../../engines/constructs/parts-library.js';
import {
  codingPiece,
  type CodingPiece,
} from '../../engines/constructs/vector-assembly/coding-elements.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import type { Payload, ProteinPiece } from './payloads.js';
import { SOURCES } from './sources.js';
import type { DesignedProtein } from './suicide-gene-design.js';

export interface PayloadPieces {
  readonly pieces: readonly [CodingPiece, ...CodingPiece[]];
  readonly proteins: readonly DesignedProtein[];
}

/**
 * The payload's residues, start to end, each piece with its record.
 * @throws OptionError for a part or protein that the packs do not hold, and for a residue that is not the one
 * that a change is to be made of.
 */
export function payloadPieces(
  { pieces, id }: Payload,
  proteome: HealthyProteome,
  library: PartsLibrary,
): PayloadPieces {
  const [first, ...rest] = pieces.map((piece) => pieceOf(piece, id, proteome, library));
  if (first === undefined) throw new Error(`${id} has no protein`);
  return {
    pieces: [first.piece, ...rest.map(({ piece }) => piece)],
    proteins: [first, ...rest].flatMap(({ protein }) => (protein === null ? [] : [protein])),
  };
}

interface Piece {
  readonly piece: CodingPiece;
  readonly protein: DesignedProtein | null;
}

function pieceOf(
  piece: ProteinPiece,
  payload: string,
  proteome: HealthyProteome,
  library: PartsLibrary,
): Piece {
  switch (piece.kind) {
    case 'linker':
      return {
        piece: {
          kind: 'joint',
          label: `linker ${piece.residues}`,
          protein: piece.residues,
          role: 'linker',
          source: piece.because.sources[0],
        },
        protein: null,
      };
    case '2a':
      return {
        piece: codingPiece(library.part(piece.id, 'self_cleaving_peptide'), 'joint'),
        protein: null,
      };
    case 'part': {
      const part = library.part(piece.id, 'polypeptide');
      return {
        piece: codingPiece(part, 'protein'),
        protein: {
          label: part.name,
          residues: part.sequence.length,
          record: part.accession,
          note: part.note,
        },
      };
    }
    case 'human':
      return humanPiece(piece, payload, proteome);
  }
}

function humanPiece(
  { accession, label, change }: Extract<ProteinPiece, { kind: 'human' }>,
  payload: string,
  proteome: HealthyProteome,
): Piece {
  const precursor = proteome.sequenceOf(accession);
  if (precursor === null) {
    throw new OptionError(
      `the pack of human proteins does not hold ${accession} (${label})`,
      `suicide-gene.payloads.${payload}`,
    );
  }
  if (change !== undefined && precursor[change.residue - 1] !== change.from) {
    throw new OptionError(
      `residue ${change.residue} of ${accession} is ${precursor[change.residue - 1] ?? 'none'}, not ${change.from}`,
      `suicide-gene.payloads.${payload}`,
    );
  }
  const protein =
    change === undefined
      ? precursor
      : precursor.slice(0, change.residue - 1) + change.to + precursor.slice(change.residue);
  const note =
    change === undefined
      ? null
      : `${change.from}${change.residue}${change.to}: ${change.because.value}`;
  return {
    piece: {
      kind: 'protein',
      label,
      protein,
      source: { ...SOURCES.swissProt, accession },
      ...(note === null ? {} : { notes: [note] }),
    },
    protein: {
      label,
      residues: protein.length,
      record: accession,
      note,
    },
  };
}
