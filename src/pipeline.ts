import type { HlaAllele } from './core/brands.js';
import { canonicalJson } from './core/canonical-json.js';
import { breathe, type Context } from './core/context.js';
import { SOFTWARE_VERSION } from './core/version.js';
import type { TumourCase } from './case/tumour-case.js';
import { classIISection } from './dossier/class-ii-section.js';
import { allDesignFiles } from './dossier/design-files.js';
import { driversSection } from './dossier/drivers-section.js';
import { junctionsSection } from './dossier/junctions-section.js';
import { dossierJson } from './dossier/dossier-json.js';
import { renderDossierHtml } from './dossier/render-dossier.js';
import { aggregatedTable } from './dossier/tables/aggregated-table.js';
import { candidatesFasta } from './dossier/tables/candidates-fasta.js';
import { candidatesTable } from './dossier/tables/candidates-table.js';
import { junctionsTable } from './dossier/tables/junctions-table.js';
import { allEpitopesTable, filteredTable } from './dossier/tables/epitopes-table.js';
import { pvacviewMetrics } from './dossier/tables/pvacview-metrics.js';
import { variantsTable } from './dossier/tables/variants-table.js';
import { openPartsLibrary } from './engines/constructs/parts-library.js';
import { GUIDE_EFFICACY_PACK_ID } from './engines/editing/efficacy-pack.js';
import { openGuideEfficacy } from './engines/editing/guide-efficacy.js';
import {
  GUIDE_SCORES_PACK_ID,
  openGuideScoreTables,
} from './engines/editing/guide-score-tables.js';
import { openHealthyTissues } from './engines/expression/healthy-tissues.js';
import type { GenomeBuild } from './engines/genome/chromosome-names.js';
import { openReference } from './engines/genome/reference-pack.js';
import { loadPresentationNetwork } from './engines/presentation/presentation-network.js';
import { CODON_USAGE_PACK_ID, decodeCodonUsage } from './engines/rna/codon-usage.js';
import { loadEnergyModel } from './engines/rna/energy-model.js';
import { ENERGY_PACK_ID } from './engines/rna/energy-pack.js';
import { openHealthyProteome } from './engines/search/healthy-proteome.js';
import { openCancerGenes } from './findings/drivers/cancer-genes.js';
import { openCancerHotspots } from './findings/drivers/cancer-hotspots.js';
import { type DriverKnowledge, findDrivers } from './findings/drivers/find-drivers.js';
import type { Findings } from './findings/findings.js';
import { findJunctionNeoantigens } from './findings/fusions/find-junction-neoantigens.js';
import {
  findNeoantigens,
  type NeoantigenOptions,
} from './findings/neoantigens/find-neoantigens.js';
import { withNearestSelf } from './findings/ranking/nearest-self.js';
import { rankCandidates, reviewedAnchors } from './findings/ranking/rank-candidates.js';
import { checkRankOptions, type RankOptions } from './findings/ranking/rank-options.js';
import type { Ranking } from './findings/ranking/ranking.js';
import type { NetworkHost } from './kernels/gated-network.js';
import {
  type DesignChoice,
  type Designs,
  modalityOf,
  type TherapyDesigns,
} from './modalities/designs.js';
import { MODALITIES } from './modalities/index.js';
import { type DesignEngines, fillOptions } from './modalities/modality.js';
import { type LoadedPack, packUse, type PackStore, type PackUse } from './packs/pack-store.js';

/** The models and reference data a run works with. */
export interface Engines extends DesignEngines {
  readonly drivers: DriverKnowledge;
  /** What findings are made with. */
  readonly packs: readonly PackUse[];
  /** What designs are made with, from findings. */
  readonly designPacks: readonly PackUse[];
  /** What edits are designed with, besides. */
  editingPacks(build: GenomeBuild): readonly PackUse[];
}

/**
 * Opens what ships with the package; `host` answers for the networks, in this thread unless told.
 * @throws PackError where a pack is missing or damaged.
 */
export async function openEngines(store: PackStore, host?: NetworkHost): Promise<Engines> {
  const [proteome, classI, classII, genes, energies, codons, parts] = await Promise.all([
    store.load('healthy-proteome'),
    store.load('presentation-class1'),
    store.load('presentation-class2'),
    store.load('cancer-genes'),
    store.load(ENERGY_PACK_ID),
    store.load(CODON_USAGE_PACK_ID),
    store.load('construct-parts'),
  ]);
  const manifests = await store.list();
  const installed = new Set(manifests.map(({ id }) => id));
  // Not shipped, for its licence is not clear: the user builds it with data/recipes/cancer-hotspots.
  const hotspots = installed.has('cancer-hotspots') ? await store.load('cancer-hotspots') : null;
  // Under a licence of its own (CC BY-SA), so that a copy of the package may leave it out.
  const tissues = installed.has('healthy-tissues') ? await store.load('healthy-tissues') : null;
  const options = { proteome, ...(host === undefined ? {} : { host }) };
  const shared = [proteome, classI, classII];
  return {
    presentation: await Promise.all(
      [classI, classII].map((pack) => loadPresentationNetwork(pack, options)),
    ),
    healthyProteome: openHealthyProteome(proteome),
    ...(tissues === null ? {} : { healthyTissues: openHealthyTissues(tissues) }),
    drivers: {
      genes: openCancerGenes(genes),
      hotspots: hotspots === null ? null : openCancerHotspots(hotspots),
    },
    rna: {
      energies: loadEnergyModel(energies),
      energiesM1Psi: loadEnergyModel(energies, { uridine: 'm1psi' }),
      codonUsage: decodeCodonUsage(codons),
    },
    parts: openPartsLibrary(parts),
    editing: editingEngines(store, installed),
    editingPacks: (build) => {
      const ids = [GUIDE_SCORES_PACK_ID, GUIDE_EFFICACY_PACK_ID, panelId(build)];
      return manifests
        .filter(({ id }) => ids.includes(id))
        .map((manifest) => packUse({ manifest, bytes: NO_BYTES }));
    },
    packs: [...shared, genes, ...(hotspots === null ? [] : [hotspots])].map(packUse),
    designPacks: [...shared, energies, codons, parts, ...(tissues === null ? [] : [tissues])].map(
      packUse,
    ),
  };
}

function panelId(build: GenomeBuild): string {
  return `reference-panel-${build.toLowerCase()}`;
}

const NO_BYTES = new Uint8Array();

/** Packs that only edits need, each opened when it is first asked for. */
function editingEngines(
  store: PackStore,
  installed: ReadonlySet<string>,
): DesignEngines['editing'] {
  const opened = new Map<string, Promise<LoadedPack | null>>();
  const load = (id: string): Promise<LoadedPack | null> => {
    const pack = opened.get(id) ?? (installed.has(id) ? store.load(id) : Promise.resolve(null));
    opened.set(id, pack);
    return pack;
  };
  const read = async <T>(id: string, open: (pack: LoadedPack) => T): Promise<T | null> => {
    const pack = await load(id);
    return pack === null ? null : open(pack);
  };
  return {
    guideScores: () => read(GUIDE_SCORES_PACK_ID, openGuideScoreTables),
    efficacy: () => read(GUIDE_EFFICACY_PACK_ID, openGuideEfficacy),
    reference: (build) => read(panelId(build), openReference),
  };
}

/** Case -> findings. */
export async function findFindings(
  tumour: TumourCase,
  engines: Engines,
  options: NeoantigenOptions,
  context: Context,
): Promise<Findings> {
  const found = await findNeoantigens(tumour, engines, options, context);
  const ofJunctions = await findJunctionNeoantigens(tumour, engines, options, context);
  // A molecule without a model is missing once, for variants and fusions alike.
  const missedParts = new Set(found.missing.map(({ part }) => part));
  const { name, inputs, build, tumourType, purity, ploidy, hla, samples, expressionUnit } = tumour;
  return {
    kind: 'oncoscript/findings',
    schemaVersion: 1,
    softwareVersion: SOFTWARE_VERSION,
    inputHash: tumour.inputHash,
    seed: context.seed,
    packs: [...tumour.packs, ...engines.packs],
    tumour: {
      name,
      inputs,
      build,
      tumourType,
      purity,
      ploidy,
      hla,
      tumourSample: samples.tumour,
      normalSample: samples.normal,
      expressionUnit,
      variantCount: tumour.variants.kind === 'given' ? tumour.variants.value.length : null,
    },
    neoantigens: found.neoantigens,
    junctionNeoantigens: ofJunctions.junctionNeoantigens,
    drivers: findDrivers(tumour, engines.drivers),
    skipped: [...tumour.skipped, ...found.skipped, ...ofJunctions.skipped],
    missing: [
      ...found.missing,
      ...ofJunctions.missing.filter(({ part }) => !missedParts.has(part)),
    ],
  };
}

/** Findings -> ranking, with the healthy peptides nearest to each candidate. */
export async function rankFindings(
  findings: Findings,
  engines: Pick<Engines, 'healthyProteome'>,
  options: RankOptions,
  context: Context,
): Promise<Ranking> {
  const ranking = rankCandidates(findings, checkRankOptions(options));
  return withNearestSelf(ranking, findings, engines.healthyProteome, context);
}

/**
 * Findings -> designs: each of the therapies asked for, in the order of the list, is assessed and, unless it does
 * not fit, designed.
 * @throws OptionError for an unknown kind or option or one out of range, before any design is begun where its type tells.
 */
export async function designTherapies(
  findings: Findings,
  engines: DesignEngines & Pick<Engines, 'designPacks' | 'editingPacks'>,
  { kinds, options }: DesignChoice,
  context: Context,
): Promise<Designs> {
  const asked = new Set(kinds.map((kind) => modalityOf(kind)));
  const chosen = MODALITIES.filter((modality) => asked.has(modality)).map((modality) => ({
    modality,
    filled: fillOptions(modality.kind, modality.defaults, options[modality.kind] ?? {}),
  }));
  const { build } = findings.tumour;
  const editing = build.kind === 'given' ? engines.editingPacks(build.value) : [];
  const therapies: TherapyDesigns[] = [];
  for (const [done, { modality, filled }] of chosen.entries()) {
    const { kind, title } = modality;
    context.report({ step: `designing ${title}`, done, total: chosen.length });
    await breathe(context);
    const assessment = modality.assess(findings);
    const designs =
      assessment.verdict === 'does-not-fit'
        ? []
        : await modality.design(findings, filled, engines, context);
    therapies.push({ kind, title, assessment, options: { ...filled }, designs });
  }
  return {
    kind: 'oncoscript/designs',
    schemaVersion: 1,
    softwareVersion: SOFTWARE_VERSION,
    inputHash: findings.inputHash,
    seed: context.seed,
    packs: joined(findings.packs, [...engines.designPacks, ...editing]),
    therapies,
  };
}

/** Both without repeats; the order of the first, then what the second adds. */
function joined(first: readonly PackUse[], second: readonly PackUse[]): readonly PackUse[] {
  const known = new Set(first.map(({ id, sha256 }) => `${id} ${sha256}`));
  return [...first, ...second.filter(({ id, sha256 }) => !known.has(`${id} ${sha256}`))];
}

/** One file of the dossier; its text comes in pieces, since a table may be large. */
export interface DossierFile {
  readonly name: string;
  /** Pieces in order, text or bytes; each is whole lines unless the file is one piece. */
  readonly pieces: Iterable<string | Uint8Array>;
}

function* lines(rows: Iterable<string>): Generator<string> {
  let held: string[] = [];
  for (const row of rows) {
    held.push(row);
    if (held.length === 2_000) {
      yield `${held.join('\n')}\n`;
      held = [];
    }
  }
  if (held.length > 0) yield `${held.join('\n')}\n`;
}

/** The files of all designs below `folder`, each made when it is asked for. */
export function designDossierFiles(designs: Designs, folder: string): readonly DossierFile[] {
  return allDesignFiles(designs).map(({ path, content }) => ({
    name: `${folder}${path}`,
    pieces: {
      *[Symbol.iterator]() {
        yield content();
      },
    },
  }));
}

/** The tables of one ranking, below `folder`. */
function rankingTables(
  folder: string,
  findings: Findings,
  ranking: Ranking,
  options: RankOptions,
): readonly DossierFile[] {
  return [
    {
      name: `${folder}aggregated.tsv`,
      pieces: lines(aggregatedTable(findings, ranking, options)),
    },
    {
      name: `${folder}aggregated.metrics.json`,
      pieces: [`${canonicalJson(pvacviewMetrics(findings, ranking, options))}\n`],
    },
    { name: `${folder}filtered.tsv`, pieces: lines(filteredTable(findings, options)) },
    { name: `${folder}all_epitopes.tsv`, pieces: lines(allEpitopesTable(findings, options)) },
  ];
}

function isScored(findings: Findings, mhcClass: 'I' | 'II'): boolean {
  return findings.neoantigens.alleles.some(
    (model) => model.mhcClass === mhcClass && model.status === 'scored',
  );
}

/**
 * Findings, ranking and, where there are any, designs -> the files of `dossier/`. Class II, where a molecule of it was scored, is ranked by
 * the same options: a section of the page, and tables in `class-ii/`. `variants.tsv` needs the proteins of
 * the case and is left out where only findings are at hand.
 */
export function dossierFiles(
  findings: Findings,
  ranking: Ranking,
  options: RankOptions,
  tumour: TumourCase | null,
  designs: Designs | null = null,
): readonly DossierFile[] {
  const models = new Map(findings.neoantigens.alleles.map((model) => [model.allele, model]));
  const classIIOptions: RankOptions = { ...options, mhcClass: 'II' };
  const classII = isScored(findings, 'II') ? rankCandidates(findings, classIIOptions) : null;
  const input = {
    findings,
    ranking,
    designs,
    sections: [
      driversSection(findings),
      ...(classII === null ? [] : [classIISection(findings, classII)]),
      ...(findings.junctionNeoantigens === null
        ? []
        : [junctionsSection(findings.junctionNeoantigens, findings.skipped)]),
    ],
    anchors: (allele: HlaAllele, length: number) =>
      reviewedAnchors(models.get(allele), length, options),
  };
  return [
    { name: 'index.html', pieces: [renderDossierHtml(input)] },
    { name: 'dossier.json', pieces: [`${canonicalJson(dossierJson(input))}\n`] },
    ...rankingTables('', findings, ranking, options),
    { name: 'candidates.tsv', pieces: lines(candidatesTable(findings, ranking)) },
    { name: 'candidates.fasta', pieces: lines(candidatesFasta(findings, options)) },
    ...(classII === null ? [] : rankingTables('class-ii/', findings, classII, classIIOptions)),
    ...(findings.junctionNeoantigens === null
      ? []
      : [{ name: 'junctions.tsv', pieces: lines(junctionsTable(findings.junctionNeoantigens)) }]),
    ...(designs === null ? [] : designDossierFiles(designs, 'designs/')),
    ...(tumour === null
      ? []
      : [{ name: 'variants.tsv', pieces: lines(variantsTable(findings, options, tumour)) }]),
  ];
}
