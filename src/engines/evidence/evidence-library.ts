import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';

import type { Source } from '../../core/cited.js';
import { PackError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import type { EvidenceItem } from './evidence-item.js';
import {
  featuresOf,
  genesOf,
  type MolecularFeature,
  type MolecularProfile,
} from './molecular-profile.js';
import { parseProfile } from './parse-profile.js';
import type { CivicRow } from './read-civic.js';

export const EVIDENCE_PACK_ID = 'civic-evidence';

const FORMAT = 'oncoscript/civic-evidence/1';

/** Everything CIViC says, by the genes it is about. */
export interface EvidenceLibrary {
  /** What it was compiled from, with its date and licence. */
  readonly source: Source;
  /** In the order of their numbers. */
  readonly items: readonly EvidenceItem[];
  readonly profiles: readonly MolecularProfile[];
  /** Profiles that ask something of a gene, by its symbol in upper case. */
  readonly profilesOf: ReadonlyMap<string, readonly MolecularProfile[]>;
  /** Profiles that ask something of the whole tumour, e.g. its mutational burden. */
  readonly profilesOfTumour: readonly MolecularProfile[];
  readonly itemsOf: ReadonlyMap<MolecularProfile, readonly EvidenceItem[]>;
  /** Parts of profiles that were not understood, which are never matched, with the profiles they are in. */
  readonly untyped: readonly {
    readonly feature: MolecularFeature & { readonly kind: 'text' };
    readonly profile: MolecularProfile;
  }[];
}

/** Gzip of lines: the format, then an item each, its fields with tabs between. */
export function encodeEvidence(rows: readonly CivicRow[]): Uint8Array {
  const names = numbered(rows.map(({ profileName }) => profileName));
  const diseases = numbered(rows.map(({ disease }) => diseaseText(disease)));
  const therapies = numbered(rows.map((row) => row.therapies.join('|')));
  const lines = rows.map((row, i) =>
    [
      row.id - (rows[i - 1]?.id ?? 0),
      names.numbers[i],
      diseases.numbers[i],
      therapies.numbers[i],
      row.interaction ?? '',
      row.level,
      row.type,
      row.direction,
      row.significance,
      row.origin ?? '',
      row.citation.source,
      row.citation.id,
      row.rating ?? '',
    ].join('\t'),
  );
  const lists = [names, diseases, therapies].map(({ list }) => list.join('\n'));
  return gzipSync(strToU8([FORMAT, ...lists, lines.join('\n')].join('\n\n')), {
    level: 9,
    mtime: 0,
  });
}

function diseaseText(disease: EvidenceItem['disease']): string {
  return disease === null ? '-' : `${disease.name}\t${disease.doid ?? ''}`;
}

/** Distinct texts in order of appearance (an empty one as `-`), and for each text its place among them. */
function numbered(texts: readonly string[]): {
  readonly list: readonly string[];
  readonly numbers: readonly number[];
} {
  const list = [...new Set(texts)];
  const numberOf = new Map(list.map((text, i) => [text, i]));
  return {
    list: list.map((text) => (text === '' ? '-' : text)),
    numbers: texts.map((text) => numberOf.get(text) as number),
  };
}

/** @throws PackError where the pack holds something else. */
export function openEvidenceLibrary({ manifest, bytes }: LoadedPack): EvidenceLibrary {
  const text = manifest.id === EVIDENCE_PACK_ID ? strFromU8(gunzipSync(bytes)) : '';
  const [format = '', ...lists] = text.split('\n\n');
  if (format !== FORMAT || lists.length !== 4) {
    throw new PackError('the pack does not hold evidence of CIViC', {
      pack: manifest.id,
      expected: FORMAT,
      found: format.slice(0, 40),
    });
  }
  const [names, diseases, therapies, lines] = lists.map((list) => list.split('\n')) as [
    string[],
    string[],
    string[],
    string[],
  ];
  const profiles = names.map(parseProfile);
  const diseaseList = diseases.map((one): EvidenceItem['disease'] => {
    const [name = '', doid = ''] = one.split('\t');
    return one === '-' ? null : { name, doid: doid === '' ? null : doid };
  });
  const therapyList = therapies.map((one) => (one === '-' ? [] : one.split('|')));
  let id = 0;
  const items = lines.map((line): EvidenceItem => {
    const cells = line.split('\t');
    const cell = (i: number): string => cells[i] as string;
    id += Number(cell(0));
    const source = cell(10) as EvidenceItem['citation']['source'];
    return {
      id,
      profile: profiles[Number(cell(1))] as MolecularProfile,
      disease: diseaseList[Number(cell(2))] as EvidenceItem['disease'],
      therapies: therapyList[Number(cell(3))] as readonly string[],
      interaction: (cell(4) || null) as EvidenceItem['interaction'],
      level: cell(5) as EvidenceItem['level'],
      type: cell(6) as EvidenceItem['type'],
      direction: cell(7) as EvidenceItem['direction'],
      significance: cell(8) as EvidenceItem['significance'],
      origin: (cell(9) || null) as EvidenceItem['origin'],
      citation: { source, id: cell(11) },
      pmid: source === 'PubMed' ? cell(11) : null,
      rating: cell(12) === '' ? null : Number(cell(12)),
    };
  });
  return libraryOf(manifest.sources[0], profiles, items);
}

/** The library of some items; their profiles are those that `profiles` lists. */
export function libraryOf(
  source: Source,
  profiles: readonly MolecularProfile[],
  items: readonly EvidenceItem[],
): EvidenceLibrary {
  const profilesOf = new Map<string, MolecularProfile[]>();
  const profilesOfTumour: MolecularProfile[] = [];
  const untyped: EvidenceLibrary['untyped'][number][] = [];
  for (const profile of profiles) {
    const features = featuresOf(profile.expression);
    for (const gene of new Set(features.flatMap(genesOf))) pushTo(profilesOf, gene, profile);
    if (features.some(({ kind }) => kind === 'signature')) profilesOfTumour.push(profile);
    for (const feature of features) if (feature.kind === 'text') untyped.push({ feature, profile });
  }
  const itemsOf = new Map<MolecularProfile, EvidenceItem[]>();
  for (const item of items) pushTo(itemsOf, item.profile, item);
  return { source, items, profiles, profilesOf, profilesOfTumour, itemsOf, untyped };
}

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
