import type { HlaAllele } from './core/brands.js';
import { canonicalJson } from './core/canonical-json.js';
import type { Context } from './core/context.js';
import { SOFTWARE_VERSION } from './core/version.js';
import type { TumourCase } from './case/tumour-case.js';
import { classIISection } from './dossier/class-ii-section.js';
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
import type { PresentationModel } from './engines/presentation/presentation-model.js';
import { loadPresentationNetwork } from './engines/presentation/presentation-network.js';
import { openHealthyProteome, type HealthyProteome } from './engines/search/healthy-proteome.js';
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
import { packUse, type PackStore, type PackUse } from './packs/pack-store.js';

/** The models and reference data a run works with. */
export interface Engines {
  readonly presentation: readonly PresentationModel[];
  readonly healthyProteome: HealthyProteome;
  readonly drivers: DriverKnowledge;
  readonly packs: readonly PackUse[];
}

/**
 * Opens what ships with the package; `host` answers for the networks, in this thread unless told.
 * @throws PackError where a pack is missing or damaged.
 */
export async function openEngines(store: PackStore, host?: NetworkHost): Promise<Engines> {
  const [proteome, classI, classII, genes] = await Promise.all([
    store.load('healthy-proteome'),
    store.load('presentation-class1'),
    store.load('presentation-class2'),
    store.load('cancer-genes'),
  ]);
  // Not shipped, for its licence is not clear: the user builds it with data/recipes/cancer-hotspots.
  const hasHotspots = (await store.list()).some(({ id }) => id === 'cancer-hotspots');
  const hotspots = hasHotspots ? await store.load('cancer-hotspots') : null;
  const options = { proteome, ...(host === undefined ? {} : { host }) };
  return {
    presentation: await Promise.all(
      [classI, classII].map((pack) => loadPresentationNetwork(pack, options)),
    ),
    healthyProteome: openHealthyProteome(proteome),
    drivers: {
      genes: openCancerGenes(genes),
      hotspots: hotspots === null ? null : openCancerHotspots(hotspots),
    },
    packs: [proteome, classI, classII, genes, ...(hotspots === null ? [] : [hotspots])].map(
      packUse,
    ),
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

/** One file of the dossier; its text comes in pieces, since a table may be large. */
export interface DossierFile {
  readonly name: string;
  /** Pieces in order; each is whole lines unless the file is one piece. */
  readonly pieces: Iterable<string>;
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
 * Findings and ranking -> the files of `dossier/`. Class II, where a molecule of it was scored, is ranked by
 * the same options: a section of the page, and tables in `class-ii/`. `variants.tsv` needs the proteins of
 * the case and is left out where only findings are at hand.
 */
export function dossierFiles(
  findings: Findings,
  ranking: Ranking,
  options: RankOptions,
  tumour: TumourCase | null,
): readonly DossierFile[] {
  const models = new Map(findings.neoantigens.alleles.map((model) => [model.allele, model]));
  const classIIOptions: RankOptions = { ...options, mhcClass: 'II' };
  const classII = isScored(findings, 'II') ? rankCandidates(findings, classIIOptions) : null;
  const input = {
    findings,
    ranking,
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
    ...(tumour === null
      ? []
      : [{ name: 'variants.tsv', pieces: lines(variantsTable(findings, options, tumour)) }]),
  ];
}
