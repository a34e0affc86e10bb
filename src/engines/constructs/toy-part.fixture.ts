import { sha256Hex } from '../../core/hashing.js';
import type { PartRoleName } from './part-roles.js';
import type { Part } from './part.js';

/** A DNA part made up for a test. */
export function toyPart(role: PartRoleName, sequence: string): Part {
  return {
    id: `toy-${role.toLowerCase()}`,
    name: `toy ${role}`,
    role,
    alphabet: 'DNA',
    sequence,
    accession: `TOY:1-${sequence.length}`,
    source: { name: 'made up' },
    licence: 'CC0-1.0',
    sha256: sha256Hex(new TextEncoder().encode(sequence)),
    note: null,
    features: [],
  };
}
