import { OptionError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import type { PartRoleName } from './part-roles.js';
import type { Part } from './part.js';

/** A sequence with a name by which a plasmid is annotated; not curated as a part is. */
export interface NamedRecord {
  /** Record it was taken from, e.g. `GenoLIB:ori_001`. */
  readonly accession: string;
  readonly name: string;
  readonly role: PartRoleName;
  /** Bases. */
  readonly length: number;
}

/** What `construct-parts.bin` holds, as JSON. */
export interface PartsPack {
  readonly schemaVersion: 1;
  readonly parts: readonly Part[];
  /** Parts a designer may look for that no record at hand backs. */
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
  /** What the annotator knows besides the parts, as `openAnnotationLibrary` reads it. */
  readonly records: {
    readonly list: readonly NamedRecord[];
    /** Their bases one behind the other, two bits each (A 0, C 1, G 2, T 3, first base highest), base64. */
    readonly bases: string;
    /** Parts (by id) and records (by accession) put together from others, which are named inside them. */
    readonly composites: readonly string[];
  };
}

export interface PartsLibrary {
  readonly parts: readonly Part[];
  readonly absent: PartsPack['absent'];
  /** @throws OptionError for an id that is not in the library, naming those of the wanted role. */
  part(id: string, role: PartRoleName): Part;
}

/** The library in a pack whose bytes were verified against its manifest. */
export function openPartsLibrary({ bytes }: Pick<LoadedPack, 'bytes'>): PartsLibrary {
  const { parts, absent } = JSON.parse(new TextDecoder().decode(bytes)) as PartsPack;
  return {
    parts,
    absent,
    part(id, role) {
      const found = parts.find((part) => part.id === id && part.role === role);
      if (found !== undefined) return found;
      const choices = parts.filter((part) => part.role === role).map((part) => part.id);
      throw new OptionError(
        `the parts library has no ${role} "${id}"`,
        role,
        `choose ${choices.join(', ') || 'another role: it has none'}`,
      );
    },
  };
}
