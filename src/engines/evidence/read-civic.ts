import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import { textLines } from '../../formats/tsv/read-tsv.js';
import {
  CITATION_SOURCES,
  EVIDENCE_DIRECTIONS,
  EVIDENCE_TYPES,
  type EvidenceItem,
  type EvidenceLevel,
  SIGNIFICANCES,
  THERAPY_INTERACTIONS,
  VARIANT_ORIGINS,
} from './evidence-item.js';

/** An evidence item as its file has it, with its profile in words. */
export interface CivicRow extends Omit<EvidenceItem, 'profile'> {
  readonly profileName: string;
}

export interface CivicTable {
  readonly rows: readonly CivicRow[];
  /** Rows that gave no item: not accepted, given twice, incomplete, or with a word that is not known. */
  readonly skipped: readonly SkippedItem[];
  /** Rows of the file, without its header. */
  readonly rowsRead: number;
}

/** Columns by meaning; the nightly file and its short form differ in some names. */
const COLUMNS = {
  id: ['evidence_id', 'id'],
  profile: ['molecular_profile'],
  disease: ['disease'],
  doid: ['doid'],
  therapies: ['therapies'],
  interaction: ['therapy_interaction_type'],
  level: ['evidence_level'],
  type: ['evidence_type'],
  direction: ['evidence_direction'],
  significance: ['significance'],
  citation: ['citation_id'],
  source: ['source_type', 'citation_source_type'],
  rating: ['rating'],
  status: ['evidence_status'],
} as const;
const OPTIONAL_COLUMNS = { origin: 'variant_origin' } as const;

type ColumnName = keyof typeof COLUMNS;

/**
 * Reads CIViC's file of clinical evidence summaries: the nightly TSV, or the short form without statements. The
 * statements are not kept.
 * @throws InputError for another table, naming the column that it lacks.
 */
export function readCivic(text: string, file: string): CivicTable {
  const lines = textLines(text, file);
  const header = lines[0] ?? '';
  const names = header.split('\t').map((name) => name.trim().toLowerCase());
  const indexOf = {} as Record<ColumnName, number>;
  for (const [column, spellings] of Object.entries(COLUMNS)) {
    const index = names.findIndex((name) => (spellings as readonly string[]).includes(name));
    if (index < 0) {
      throw new InputError(`the table has no column ${spellings[0]}`, {
        file,
        line: 1,
        hint: 'give the nightly file of clinical evidence summaries from https://civicdb.org/releases/main',
      });
    }
    indexOf[column as ColumnName] = index;
  }
  const origin = names.indexOf(OPTIONAL_COLUMNS.origin);

  const rows: CivicRow[] = [];
  const skipped: SkippedItem[] = [];
  const lineOf = new Map<number, number>();
  let rowsRead = 0;
  for (let index = 1; index < lines.length; index++) {
    const record = lines[index] as string;
    if (record.trim() === '') continue;
    rowsRead++;
    const line = index + 1;
    const cells = record.split('\t');
    const read =
      cells.length === names.length
        ? readRow(
            (column) => (cells[indexOf[column]] as string).trim(),
            cells[origin]?.trim() ?? null,
          )
        : fault('ragged-row', `${cells.length} cells, the header has ${names.length}`);
    const earlier = read.kind === 'row' ? lineOf.get(read.row.id) : undefined;
    if (read.kind === 'row' && earlier === undefined) {
      lineOf.set(read.row.id, line);
      rows.push(read.row);
    } else {
      const { code, reason } =
        read.kind === 'row' ? fault('given-twice', `line ${earlier} has it already`) : read;
      const item = `evidence item ${cells[indexOf.id] ?? ''} on line ${line}`;
      skipped.push({ status: 'skipped', item, code, reason, file, line });
    }
  }
  rows.sort((a, b) => a.id - b.id);
  return { rows, skipped, rowsRead };
}

type Read = { readonly kind: 'row'; readonly row: CivicRow } | Fault;

interface Fault {
  readonly kind: 'fault';
  readonly code: string;
  readonly reason: string;
}

function fault(code: string, reason: string): Fault {
  return { kind: 'fault', code, reason };
}

function readRow(cell: (column: ColumnName) => string, origin: string | null): Read {
  const status = cell('status');
  if (status !== 'accepted') return fault('not-accepted', `its status is "${status}"`);
  const id = Number(cell('id'));
  if (!Number.isInteger(id) || id <= 0) return fault('no-number', `"${cell('id')}" is no number`);
  const profileName = cell('profile');
  if (profileName === '') return fault('no-profile', 'it names no molecular profile');
  const level = oneOf<EvidenceLevel>(['A', 'B', 'C', 'D', 'E'], cell('level'));
  const type = oneOf(EVIDENCE_TYPES, cell('type'));
  const direction = oneOf(EVIDENCE_DIRECTIONS, cell('direction') || 'N/A');
  const significance = oneOf(SIGNIFICANCES, cell('significance') || 'N/A');
  const source = oneOf(CITATION_SOURCES, cell('source'));
  const given = { level, type, direction, significance, source };
  for (const [name, value] of Object.entries(given)) {
    if (value === null) {
      return fault('unknown-word', `"${cell(name as ColumnName)}" is no known ${name}`);
    }
  }
  const interaction = oneOf(THERAPY_INTERACTIONS, cell('interaction'));
  const rating = Number(cell('rating'));
  const disease = cell('disease');
  return {
    kind: 'row',
    row: {
      id,
      profileName,
      disease: disease === '' ? null : { name: disease, doid: cell('doid') || null },
      therapies: therapiesOf(cell('therapies'), interaction !== null),
      interaction,
      level: level as EvidenceItem['level'],
      type: type as EvidenceItem['type'],
      direction: direction as EvidenceItem['direction'],
      significance: significance as EvidenceItem['significance'],
      origin: origin === null ? null : oneOf(VARIANT_ORIGINS, origin || 'Unknown'),
      citation: { source: source as EvidenceItem['citation']['source'], id: cell('citation') },
      pmid: source === 'PubMed' ? cell('citation') : null,
      rating: rating >= 1 && rating <= 5 ? rating : null,
    },
  };
}

function oneOf<T extends string>(words: readonly T[], text: string): T | null {
  return words.find((word) => word === text) ?? null;
}

/** Several drugs only where it is said how they were given together: a comma within a name is no separator. */
function therapiesOf(text: string, areSeveral: boolean): readonly string[] {
  if (text === '') return [];
  const parts = text.split(/[|,]/).map((part) => part.trim());
  return areSeveral ? parts.filter((part) => part !== '') : [parts.join(',')];
}
