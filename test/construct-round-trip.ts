import { genbankToJson } from '@teselagen/bio-parsers';
import { parseFile } from 'seqparse';

import { constructGenBank } from '../src/engines/constructs/construct-genbank.js';
import type { Construct } from '../src/engines/constructs/construct.js';
import { partRole } from '../src/engines/constructs/part-roles.js';
import { readGenBank } from '../src/formats/genbank/read-genbank.js';

interface BioParsersRecord {
  readonly parsedSequence: {
    readonly name: string;
    readonly sequence: string;
    readonly circular: boolean;
    readonly features: readonly {
      readonly start: number;
      readonly end: number;
      readonly strand: number;
      readonly name: string;
      readonly type: string;
      readonly notes: Readonly<Record<string, readonly string[]>>;
    }[];
  };
}

const SPELLED: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  Ψ: 'psi',
  Δ: 'delta',
  '′': "'",
};

/** A name or note as the writer spells it in ASCII. */
function plain(text: string): string {
  return text
    .replace(/[^\x20-\x7e]/g, (letter) => SPELLED[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}

/** What two other readers, and ours, read otherwise than it was written; empty where all agree. */
export function roundTripFaults(construct: Construct): readonly string[] {
  const text = constructGenBank(construct, null);
  return [
    ...bioParsersFaults(text, construct),
    ...seqparseFaults(text, construct),
    ...ownReaderFaults(text, construct),
  ];
}

function differing(what: string, read: unknown, written: unknown): readonly string[] {
  return JSON.stringify(read) === JSON.stringify(written)
    ? []
    : [`${what}: read ${JSON.stringify(read)}, written ${JSON.stringify(written)}`];
}

function bioParsersFaults(text: string, construct: Construct): readonly string[] {
  const [record] = genbankToJson(text) as readonly BioParsersRecord[];
  const parsed = record?.parsedSequence;
  const features = parsed?.features.filter(({ type }) => type !== 'source') ?? [];
  return [
    ...differing('bio-parsers name', parsed?.name, construct.id),
    ...differing('bio-parsers sequence', parsed?.sequence.toUpperCase(), construct.sequence),
    ...differing('bio-parsers shape', parsed?.circular, construct.topology === 'circular'),
    ...differing(
      'bio-parsers features',
      features.map(({ start, end, strand, name, type }) => [start, end + 1, strand, name, type]),
      construct.features.map(({ ranges, strand, label, role }) => [
        ranges[0].start0,
        ranges.at(-1)?.end0,
        strand,
        plain(label),
        partRole(role).insdcKey,
      ]),
    ),
    ...construct.features.flatMap(({ notes, label }, i) => {
      const read = features[i]?.notes['note'] ?? [];
      return notes
        .filter((note) => !read.includes(plain(note)))
        .map((note) => `bio-parsers has no note ${JSON.stringify(plain(note))} of ${label}`);
    }),
  ];
}

function seqparseFaults(text: string, construct: Construct): readonly string[] {
  const [read] = parseFile(text, { fileName: 'a.gb' });
  const { length } = construct.sequence;
  // Of a join it reads the start alone, and it leaves slashes out of names.
  const label = (text: string): string => plain(text).replaceAll('/', '');
  const joined = new Set(
    construct.features.flatMap((feature) =>
      feature.ranges.length > 1 ? [label(feature.label)] : [],
    ),
  );
  const rows = (read?.annotations ?? [])
    .filter(({ type }) => type !== 'source')
    .map(({ name, direction, start, end, color }) =>
      [name, direction, start, joined.has(name) ? 'join' : end, color].join(),
    );
  const written = construct.features.map(({ label: name, strand, role, ranges: [range] }) =>
    [
      label(name),
      strand,
      range.start0,
      joined.has(label(name)) ? 'join' : range.end0 % length,
      partRole(role).colour,
    ].join(),
  );
  return [
    ...differing('seqparse name', read?.name, construct.id),
    ...differing('seqparse sequence', read?.seq.toUpperCase(), construct.sequence),
    // It sorts features by place, and counts ends around the circle.
    ...differing('seqparse features', rows.toSorted(), written.toSorted()),
  ];
}

function ownReaderFaults(text: string, construct: Construct): readonly string[] {
  const [read] = readGenBank(text, 'a.gb');
  const features = read?.features.filter(({ key }) => key !== 'source') ?? [];
  return [
    ...differing('our sequence', read?.sequence, construct.sequence),
    ...differing(
      'our features',
      features.map(({ key, strand, ranges }) => [key, strand, ranges]),
      construct.features.map(({ role, strand, ranges }) => [
        partRole(role).insdcKey,
        strand,
        ranges,
      ]),
    ),
  ];
}
