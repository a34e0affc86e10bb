import { otherStrand } from '../../src/core/iupac.js';
import type { PartRoleName } from '../../src/engines/constructs/part-roles.js';
import type { Part } from '../../src/engines/constructs/part.js';
import type { NamedRecord, PartsPack } from '../../src/engines/constructs/parts-library.js';
import type { PartRecords } from './construct-part-records.js';

/** Roles of GenoLIB's Sequence Ontology terms. */
const ROLES: Readonly<Record<string, PartRoleName>> = {
  'SO:0000001': 'region',
  'SO:0000141': 'terminator',
  'SO:0000147': 'region',
  'SO:0000165': 'enhancer',
  'SO:0000167': 'promoter',
  'SO:0000174': 'region',
  'SO:0000178': 'region',
  'SO:0000188': 'intron',
  'SO:0000204': 'five_prime_UTR',
  'SO:0000233': 'region',
  'SO:0000253': 'region',
  'SO:0000286': 'long_terminal_repeat',
  'SO:0000296': 'origin_of_replication',
  'SO:0000298': 'recombination_site',
  'SO:0000316': 'CDS',
  'SO:0000410': 'response_element',
  'SO:0000551': 'polyA_signal',
  'SO:0000552': 'region',
  'SO:0000553': 'polyA_signal',
  'SO:0000657': 'inverted_terminal_repeat',
  'SO:0000704': 'CDS',
  'SO:0000724': 'origin_of_replication',
  'SO:0001837': 'region',
  'SO:0005836': 'region',
  'SO:0005850': 'primer_site',
};

/** Names that say more than the term they are filed under. */
const ROLES_BY_NAME: readonly (readonly [RegExp, PartRoleName])[] = [
  [/^IRES2?$/, 'internal_ribosome_entry_site'],
  [/^WPRE$/, 'post_transcriptional_element'],
  [/ Psi$/, 'packaging_signal'],
  [/^RRE$/, 'rev_response_element'],
  [/^cPPT\/CTS$/, 'central_polypurine_tract'],
  [/insulator$/, 'insulator'],
  [/^Kozak sequence$/, 'kozak_sequence'],
  [/^poly\(A\) signal$/, 'polyA_signal'],
  [
    /^(loxP|loxP511|loxH|FRT|FRT \(minimal\)|att[BLPR]\d?|phage .* attP|lambda attP|HK022 attP)$/,
    'recombination_site',
  ],
];

/** Shorter ones are found everywhere by chance. Unit: bases. */
const SHORTEST = 12;

/** GenoLIB titles number the variants of a thing, e.g. `ori-014`. */
function nameOf(title: string): string {
  return title.replace(/-\d{3}$/, '');
}

function roleOf(name: string, so: string): PartRoleName {
  const byName = ROLES_BY_NAME.find(([pattern]) => pattern.test(name));
  const role = byName?.[1] ?? ROLES[so];
  if (role === undefined) throw new Error(`no role is set down for ${so} (${name})`);
  return role;
}

/** ITRs of plasmid maps that have no accession; they check those cut from the virus. */
const MAPPED = [
  ['pGS-ssAAV-ITR145', 27, 171, 'AAV2 ITR'],
  ['pGS-ssAAV-ITR145', 2329, 2473, 'AAV2 ITR'],
  ['pGS-ssAAV-ITR128', 27, 154, 'AAV2 ITR'],
  ['pGS-ssAAV-ITR128', 2312, 2439, 'AAV2 ITR'],
  ['pGS-scAAV-ITR145', 2329, 2436, 'AAV2 ITR (dtrs)'],
] as const;

/** A DNA sequence by a name. */
interface Named extends Omit<NamedRecord, 'length'> {
  readonly sequence: string;
}

/**
 * Every sequence that GenoLIB names, and ITRs of plasmid maps, but for those a part spells alike; non-coding ones
 * turned to the strand of their namesakes.
 */
export function namedRecords(records: PartRecords, parts: readonly Part[]): PartsPack['records'] {
  const known = new Set(
    parts.flatMap(({ alphabet, sequence }) => (alphabet === 'DNA' ? [sequence] : [])),
  );
  const genolib: Named[] = [];
  for (const [id, { title, so, sequence }] of records.genolib) {
    const name = nameOf(title);
    if (sequence.length < SHORTEST) continue;
    genolib.push({ accession: `GenoLIB:${id}`, name, role: roleOf(name, so), sequence });
  }
  const turned = onOneStrand(genolib, parts).filter(
    ({ role, sequence }) =>
      !known.has(sequence) && (role === 'CDS' || !known.has(otherStrand(sequence))),
  );
  const all = [...turned, ...mappedItrs(records)];
  return {
    list: all.map(({ sequence, ...rest }) => ({ ...rest, length: sequence.length })),
    bases: twoBit(all.map(({ sequence }) => sequence).join('')),
    composites: composites([...parts.flatMap(asNamed), ...all]),
  };
}

function mappedItrs(records: PartRecords): readonly Named[] {
  return MAPPED.map(([locus, from, to, name]) => {
    const sequence = records.genbank.get(locus)?.sequence.slice(from - 1, to);
    if (sequence === undefined) throw new Error(`no map ${locus}`);
    return {
      accession: `${locus}:${from}-${to}`,
      name,
      role: 'inverted_terminal_repeat',
      sequence,
    };
  });
}

function asNamed({ alphabet, id, name, role, sequence }: Part): readonly Named[] {
  return alphabet === 'DNA' && sequence.length >= SHORTEST
    ? [{ accession: id, name, role, sequence }]
    : [];
}

/** Letters in a row by which two sequences are found to run the same way. */
const WORD = 12;

function words(sequence: string): ReadonlySet<string> {
  const all = new Set<string>();
  for (let at = 0; at + WORD <= sequence.length; at++) all.add(sequence.slice(at, at + WORD));
  return all;
}

function shared(sequence: string, reference: ReadonlySet<string>): number {
  let count = 0;
  for (const word of words(sequence)) if (reference.has(word)) count++;
  return count;
}

/**
 * GenoLIB keeps some non-coding sequences on both strands under one name. They are turned to the strand of the part
 * cut from one of them, else of the majority, else (terminators) the strand with the longer run of T.
 */
function onOneStrand(genolib: readonly Named[], parts: readonly Part[]): readonly Named[] {
  const groups = new Map<string, Named[]>();
  for (const record of genolib) {
    if (record.role !== 'CDS')
      groups.set(record.name, [...(groups.get(record.name) ?? []), record]);
  }
  const turned = new Set<string>();
  for (const group of groups.values()) {
    const longest = group.reduce((a, b) => (b.sequence.length > a.sequence.length ? b : a));
    const [plus, minus] = [words(longest.sequence), words(otherStrand(longest.sequence))];
    const runsAgainst = (sequence: string): number =>
      shared(sequence, minus) - shared(sequence, plus);
    const against = group.filter(({ sequence }) => runsAgainst(sequence) > 0);
    if (against.length === 0) continue;
    const part = parts.find(({ accession, alphabet }) =>
      group.some((record) => alphabet === 'DNA' && accession.startsWith(`${record.accession}:`)),
    );
    if (isLongestTurned(longest, part, against.length, group.length, runsAgainst)) {
      const kept = new Set(against);
      for (const record of group) if (!kept.has(record)) turned.add(record.accession);
    } else {
      for (const record of against) turned.add(record.accession);
    }
  }
  return genolib.map((record) =>
    turned.has(record.accession)
      ? {
          ...record,
          accession: `${record.accession} (other strand)`,
          sequence: otherStrand(record.sequence),
        }
      : record,
  );
}

function isLongestTurned(
  longest: Named,
  part: Part | undefined,
  against: number,
  all: number,
  runsAgainst: (sequence: string) => number,
): boolean {
  if (part !== undefined) return runsAgainst(part.sequence) > 0;
  if (against * 2 !== all) return against * 2 > all;
  if (longest.role !== 'terminator') return false;
  const longestRun = (letter: string): number =>
    Math.max(
      0,
      ...(longest.sequence.match(new RegExp(`${letter}+`, 'g')) ?? []).map((run) => run.length),
    );
  return longestRun('A') > longestRun('T');
}

/** Share of a sequence that others have to make up for it to count as put together from them. */
const MADE_UP = 0.9;
const SEED = 16;

/** What is nine tenths made of two or more others of different names, end to end, e.g. an enhancer and a promoter. */
function composites(all: readonly Named[]): readonly string[] {
  const bySeed = new Map<string, { readonly name: string; readonly sequence: string }[]>();
  for (const { name, sequence } of all) {
    if (sequence.length < 2 * SEED) continue;
    for (const strand of [sequence, otherStrand(sequence)]) {
      const seed = strand.slice(0, SEED);
      bySeed.set(seed, [...(bySeed.get(seed) ?? []), { name, sequence: strand }]);
    }
  }
  return all.filter((whole) => isMadeOfOthers(whole, bySeed)).map(({ accession }) => accession);
}

function isMadeOfOthers(
  { sequence }: Named,
  bySeed: ReadonlyMap<string, readonly { readonly name: string; readonly sequence: string }[]>,
): boolean {
  const { length } = sequence;
  /** The most bases made up by pieces that end before a place, and their names. */
  const best: { readonly bases: number; readonly names: ReadonlySet<string> }[] = Array.from(
    { length: length + 1 },
    () => ({ bases: 0, names: new Set<string>() }),
  );
  for (let at = 0; at < length; at++) {
    const here = best[at] as (typeof best)[number];
    if ((best[at + 1] as typeof here).bases < here.bases) best[at + 1] = here;
    for (const piece of bySeed.get(sequence.slice(at, at + SEED)) ?? []) {
      const end = at + piece.sequence.length;
      if (piece.sequence.length > MADE_UP * length || !sequence.startsWith(piece.sequence, at)) {
        continue;
      }
      const bases = here.bases + piece.sequence.length;
      if ((best[end] as typeof here).bases < bases) {
        best[end] = { bases, names: new Set([...here.names, piece.name]) };
      }
    }
  }
  const { bases, names } = best[length] as (typeof best)[number];
  return names.size > 1 && bases >= MADE_UP * length;
}

function twoBit(bases: string): string {
  const bytes = new Uint8Array(Math.ceil(bases.length / 4));
  for (let i = 0; i < bases.length; i++) {
    const code = 'ACGT'.indexOf(bases[i] as string);
    if (code < 0) throw new Error(`"${bases[i]}" is no base`);
    bytes[i >> 2] = (bytes[i >> 2] as number) | (code << (6 - 2 * (i & 3)));
  }
  return Buffer.from(bytes).toString('base64');
}
