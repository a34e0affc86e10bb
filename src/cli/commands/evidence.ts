import { stat } from 'node:fs/promises';

import type { Context } from '../../core/context.js';
import { canonicalJson } from '../../core/canonical-json.js';
import { OptionError } from '../../core/errors.js';
import {
  EVIDENCE_COLUMNS,
  alterationText,
  evidenceRow,
} from '../../engines/evidence/evidence-table.js';
import {
  EVIDENCE_PACK_ID,
  openEvidenceLibrary,
  type EvidenceLibrary,
} from '../../engines/evidence/evidence-library.js';
import { evidenceName } from '../../engines/evidence/evidence-item.js';
import { type GeneModels, geneModels } from '../../engines/evidence/gene-models.js';
import {
  type EvidenceAnswer,
  type EvidenceMatch,
  matchEvidence,
} from '../../engines/evidence/match-evidence.js';
import {
  knownTumourType,
  ONCOTREE_PACK_ID,
  openOncoTree,
  type OncoTree,
} from '../../engines/evidence/oncotree.js';
import { parseQuery } from '../../engines/evidence/parse-query.js';
import { namesTherapy, regimenName } from '../../engines/evidence/regimen.js';
import type { TumourAlteration } from '../../engines/evidence/tumour-alteration.js';
import {
  type HealthyTissues,
  openHealthyTissues,
} from '../../engines/expression/healthy-tissues.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import { writeTsv } from '../../formats/tsv/write-tsv.js';
import type { PackStore } from '../../packs/pack-store.js';
import { writeWhole } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import type { LogFlags } from '../run-command.js';
import { evidenceOfMaf } from './evidence-maf.js';

export interface EvidenceFlags extends LogFlags {
  readonly tumour?: string;
  readonly maf?: string;
  readonly build?: GenomeBuild;
  readonly germline?: boolean;
  readonly therapy?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly reference?: string;
  readonly packs?: string;
}

/** What every question is answered with. */
export interface EvidenceGround {
  readonly library: EvidenceLibrary;
  readonly tree: OncoTree;
  /** The patient's OncoTree code; null where none was given. */
  readonly tumourType: string | null;
  /** Transcripts of a build; null where their pack is not installed. */
  models(build: GenomeBuild): Promise<GeneModels | null>;
  readonly store: PackStore;
}

/** `oncoscript evidence`: a table of what CIViC says of some alterations, or of every patient of a MAF. */
export async function evidence(
  queries: readonly string[],
  flags: EvidenceFlags,
  context: Context,
): Promise<void> {
  if ((flags.maf === undefined) === (queries.length === 0)) {
    throw new OptionError(
      'give alterations, or a MAF',
      'evidence',
      'for example oncoscript evidence "EGFR p.L858R" --tumour LUAD',
    );
  }
  const ground = await openGround(flags);
  if (flags.maf !== undefined) {
    await evidenceOfMaf(flags.maf, flags, ground, context);
    return;
  }
  if (flags.out !== undefined) await checkOutputFile(flags.out);
  const alterations = await alterationsOf(queries, flags, ground);
  const { library, tree, tumourType } = ground;
  const answer = chosen(
    matchEvidence(library, tree, { alterations, tumourType, isWhole: false }),
    flags.therapy,
  );
  if (flags.out !== undefined) {
    const text = writeTsv(EVIDENCE_COLUMNS, answer.matches.map(evidenceRow));
    await writeWhole(flags.out, [text], context.signal);
  }
  if (flags.json === true) {
    process.stdout.write(`${canonicalJson(jsonOf(alterations, answer, ground))}\n`);
    return;
  }
  process.stdout.write(printed(alterations, answer, ground));
  if (flags.out !== undefined) process.stdout.write(`all columns are in ${flags.out}\n`);
}

/** @throws OptionError where a folder has that name. */
async function checkOutputFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) {
    throw new OptionError(
      `${path} is a folder`,
      '--out',
      'a file is written, e.g. --out evidence.tsv; a folder goes with --maf',
    );
  }
}

async function openGround(flags: EvidenceFlags): Promise<EvidenceGround> {
  const store = openUserPackStore(userPacksFolder(flags.packs));
  const library = openEvidenceLibrary(await store.load(EVIDENCE_PACK_ID));
  const tree = openOncoTree(await store.load(ONCOTREE_PACK_ID));
  const tumourType =
    flags.tumour === undefined ? null : knownTumourType(tree, flags.tumour, '--tumour').code;
  const installed = new Set((await store.list()).map(({ id }) => id));
  return {
    library,
    tree,
    tumourType,
    store,
    models: async (build) => {
      const id = flags.reference ?? `reference-panel-${build.toLowerCase()}`;
      if (flags.reference === undefined && !installed.has(id)) return null;
      const reference = openReference(await store.load(id));
      return reference.build === build ? geneModels(reference) : null;
    },
  };
}

const BUILDS: readonly GenomeBuild[] = ['GRCh37', 'GRCh38'];

async function alterationsOf(
  queries: readonly string[],
  flags: EvidenceFlags,
  ground: EvidenceGround,
): Promise<readonly TumourAlteration[]> {
  const builds = flags.build === undefined ? BUILDS : [flags.build];
  const opened = await Promise.all(builds.map((build) => ground.models(build)));
  const models = opened.filter((one) => one !== null);
  const genes = new Set([
    ...ground.library.profilesOf.keys(),
    ...models.flatMap((one) => [...one.genes]),
  ]);
  const tissues = await healthyTissues(ground.store);
  const isGene = (symbol: string): boolean =>
    tissues !== null && tissues.of({ geneId: null, geneSymbol: symbol }) !== null;
  const origin = flags.germline === true ? 'germline' : 'somatic';
  return queries.flatMap((query) => parseQuery(query, { models, genes, isGene, origin }));
}

/** The atlas of healthy tissue, for it lists nearly every gene that makes a protein; null where it is not installed. */
async function healthyTissues(store: PackStore): Promise<HealthyTissues | null> {
  const isInstalled = (await store.list()).some(({ id }) => id === 'healthy-tissues');
  return isInstalled ? openHealthyTissues(await store.load('healthy-tissues')) : null;
}

function chosen(answer: EvidenceAnswer, therapy: string | undefined): EvidenceAnswer {
  if (therapy === undefined) return answer;
  return { ...answer, matches: answer.matches.filter(({ item }) => namesTherapy(item, therapy)) };
}

const PRINTED: readonly (readonly [string, (match: EvidenceMatch) => string])[] = [
  ['Tumour', ({ relation }) => relation],
  ['Level', ({ item }) => item.level],
  ['AMP', ({ ampTier }) => ampTier ?? '-'],
  ['ESCAT', ({ escatTier }) => escatTier ?? '-'],
  ['Says', ({ meaning, germline }) => meaning.replaceAll('-', ' ') + germlineMark(germline)],
  ['Therapy', ({ item }) => (item.therapies.length === 0 ? '-' : regimenName(item))],
  ['Profile', ({ item, closeness }) => `${cut(item.profile.name, 48)} (${closeness})`],
  ['Disease', ({ item }) => item.disease?.name ?? '-'],
  ['Evidence', ({ item }) => evidenceName(item)],
  ['PMID', ({ item }) => item.pmid ?? `${item.citation.source} ${item.citation.id}`],
];

function germlineMark(germline: EvidenceMatch['germline']): string {
  return germline === 'none' || germline === 'possible' ? '' : ' [germline]';
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function printed(
  alterations: readonly TumourAlteration[],
  { matches, partial, undecided, untyped }: EvidenceAnswer,
  { library, tumourType, tree }: EvidenceGround,
): string {
  const type =
    tumourType === null
      ? 'tumour type not given'
      : `in ${tumourType} (${tree.node(tumourType)?.name})`;
  const lines = [
    `${[...new Set(alterations.map(({ label }) => label))].join(', ')}, ${type}: ${matches.length} items of ${library.source.name}`,
  ];
  if (matches.length > 0) lines.push('', ...aligned(matches));
  const count = (items: readonly { readonly items: readonly unknown[] }[]): number =>
    items.reduce((sum, one) => sum + one.items.length, 0);
  lines.push('');
  if (partial.length > 0) {
    const names = partial.slice(0, 3).map(({ profile }) => profile.name);
    lines.push(
      `${count(partial)} items ask for something else besides: ${names.join('; ')}${partial.length > 3 ? '; …' : ''}`,
    );
  }
  for (const { profile, needs, items } of undecided) {
    lines.push(`${items.length} of ${profile.name} may fit; not known: ${needs.join(', ')}`);
  }
  if (untyped.length > 0) {
    const names = untyped.map(({ profile }) => profile.name);
    lines.push(
      `${count(untyped)} items were not matched, for their alteration is not understood: ${names.join('; ')}`,
    );
  }
  if (tumourType === null && matches.length > 0) {
    lines.push('Without --tumour, tiers are those of another tumour type.');
  }
  lines.push('Research use only: a table to check, line by line, against the papers.');
  return `${lines.filter((line, i) => line !== '' || lines[i - 1] !== '').join('\n')}\n`;
}

function aligned(matches: readonly EvidenceMatch[]): readonly string[] {
  const rows = [
    PRINTED.map(([title]) => title),
    ...matches.map((match) => PRINTED.map(([, cell]) => cell(match))),
  ];
  const widths = PRINTED.map((_, i) => Math.max(...rows.map((row) => (row[i] as string).length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] as number))
      .join('  ')
      .trimEnd(),
  );
}

function jsonOf(
  alterations: readonly TumourAlteration[],
  { matches, partial, undecided, untyped }: EvidenceAnswer,
  { library, tumourType }: EvidenceGround,
): unknown {
  const ids = (items: readonly { readonly id: number }[]): readonly number[] =>
    items.map(({ id }) => id);
  return {
    kind: 'oncoscript/evidence',
    schemaVersion: 1,
    source: library.source,
    tumourType,
    alterations: alterations.map(({ label, kind, origin }) => ({ label, kind, origin })),
    matches: matches.map(({ item, parts, ...rest }) => ({
      ...rest,
      alteration: alterationText({ parts }),
      item: { ...item, profile: item.profile.name },
      parts: parts.map(({ alteration, closeness, note }) => ({
        alteration: alteration.label,
        closeness,
        note,
      })),
    })),
    partial: partial.map(({ profile, items }) => ({ profile: profile.name, items: ids(items) })),
    undecided: undecided.map(({ profile, items, needs }) => ({
      profile: profile.name,
      items: ids(items),
      needs,
    })),
    untyped: untyped.map(({ profile, items, reason }) => ({
      profile: profile.name,
      items: ids(items),
      reason,
    })),
  };
}
