import type { LoadedPack } from '../../../packs/pack-store.js';
import { translateCodons } from '../../genome/consequence/codons.js';
import type { PartRoleName } from '../part-roles.js';
import type { PartsPack } from '../parts-library.js';

/** A sequence with a name that may be found in a plasmid. */
export interface LibraryEntry {
  /** Id of the part, accession of the record. */
  readonly id: string;
  readonly kind: 'part' | 'record';
  readonly name: string;
  readonly role: PartRoleName;
  /** With the span, e.g. `GenoLIB:ori_014:1-589`. */
  readonly accession: string;
  /** Without it: the record whose sequence this is. */
  readonly record: string;
  readonly alphabet: 'DNA' | 'protein';
  readonly sequence: string;
  /** What it codes for, without its stop codon; null where it does not or is not read through. */
  readonly protein: string | null;
  /** Put together from other entries, which are named inside it. */
  readonly isComposite: boolean;
}

export interface AnnotationLibrary {
  readonly entries: readonly LibraryEntry[];
}

/** Shorter ones are found everywhere by chance. */
const SHORTEST_BASES = 12;
const SHORTEST_RESIDUES = 6;

/** What a plasmid is annotated with: the parts, then the named records, of the pack `construct-parts`. */
export function openAnnotationLibrary({ bytes }: Pick<LoadedPack, 'bytes'>): AnnotationLibrary {
  const { parts, records } = JSON.parse(new TextDecoder().decode(bytes)) as PartsPack;
  const composites = new Set(records.composites);
  const entries: LibraryEntry[] = [];
  for (const { id, name, role, accession, alphabet, sequence } of parts) {
    if (sequence.length < (alphabet === 'DNA' ? SHORTEST_BASES : SHORTEST_RESIDUES)) continue;
    const isComposite = composites.has(id);
    entries.push(
      entry({ id, kind: 'part', name, role, accession, alphabet, sequence, isComposite }),
    );
  }
  const bases = decodeTwoBit(records.bases);
  let at = 0;
  for (const { accession, name, role, length } of records.list) {
    const sequence = bases.slice(at, at + length);
    at += length;
    const isComposite = composites.has(accession);
    entries.push(
      entry({
        id: accession,
        kind: 'record',
        name,
        role,
        accession,
        alphabet: 'DNA',
        sequence,
        isComposite,
      }),
    );
  }
  return { entries };
}

/** The library without what was cut from some records, e.g. `GenoLIB:ori_014`, `NC_001401.2`. */
export function withoutRecords(
  library: AnnotationLibrary,
  records: ReadonlySet<string>,
): AnnotationLibrary {
  return { entries: library.entries.filter(({ record }) => !records.has(record)) };
}

function entry(given: Omit<LibraryEntry, 'record' | 'protein'>): LibraryEntry {
  return { ...given, record: recordOf(given.accession), protein: proteinOf(given) };
}

function recordOf(accession: string): string {
  return accession
    .replace(/^(translation|reverse complement) of /, '')
    .replace(/ \(other strand\)$/, '')
    .replace(/:\d+-\d+$/, '');
}

function proteinOf({
  alphabet,
  role,
  sequence,
}: Pick<LibraryEntry, 'alphabet' | 'role' | 'sequence'>): string | null {
  if (alphabet === 'protein') return sequence;
  if (role !== 'CDS' || sequence.length % 3 !== 0) return null;
  const protein = translateCodons(sequence, 1).replace(/\*+$/, '');
  return protein.length < SHORTEST_RESIDUES || /[*X]/.test(protein) ? null : protein;
}

const QUARTETS = Array.from({ length: 256 }, (_, byte) =>
  [6, 4, 2, 0].map((shift) => 'ACGT'[(byte >> shift) & 3]).join(''),
);

/** Four bases a byte; a few A too many at the end. */
function decodeTwoBit(base64: string): string {
  const packed = atob(base64);
  const pieces: string[] = [];
  for (let i = 0; i < packed.length; i++) pieces.push(QUARTETS[packed.charCodeAt(i)] as string);
  return pieces.join('');
}
