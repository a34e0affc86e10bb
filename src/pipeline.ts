import type { HlaAllele } from './core/brands.js';
import { canonicalJson } from './core/canonical-json.js';
import { breathe, type Context } from './core/context.js';
import { compareText } from './core/skipped.js';
import { SOFTWARE_VERSION } from './core/version.js';
import type { TumourCase } from './case/tumour-case.js';
import { biomarkersSection } from './dossier/biomarkers-section.js';
import { classIISection } from './dossier/class-ii-section.js';
import { allDesignFiles } from './dossier/design-files.js';
import { driversSection } from './dossier/drivers-section.js';
import { junctionsSection } from './dossier/junctions-section.js';
import { dossierJson } from './dossier/dossier-json.js';
import { fhirBundle } from './dossier/fhir/fhir-bundle.js';
import { fhirImplications } from './dossier/fhir/fhir-implications.js';
import { renderDossierHtml } from './dossier/render-dossier.js';
import { aggregatedTable } from './dossier/tables/aggregated-table.js';
import { biomarkersTable } from './dossier/tables/biomarkers-table.js';
import { candidatesFasta } from './dossier/tables/candidates-fasta.js';
import { candidatesTable } from './dossier/tables/candidates-table.js';
import { junctionsTable } from './dossier/tables/junctions-table.js';
import { allEpitopesTable, filteredTable } from './dossier/tables/epitopes-table.js';
import { evidenceTable } from './dossier/tables/evidence-table.js';
import { pvacviewMetrics } from './dossier/tables/pvacview-metrics.js';
import { trialsSection } from './dossier/sections/trials.js';
import { trialsTable } from './dossier/tables/trials-table.js';
import { trialsOfFindings } from './dossier/trials-of-findings.js';
import { geneModels } from './engines/evidence/gene-models.js';
import {
  openTrials,
  STARTER_TRIALS_PACK_ID,
  type TrialLibrary,
  TRIALS_PACK_ID,
  type TrialSearch,
} from './engines/evidence/trials/trial-library.js';
import { variantsTable } from './dossier/tables/variants-table.js';
import { openPartsLibrary } from './engines/constructs/parts-library.js';
import { GUIDE_EFFICACY_PACK_ID } from './engines/editing/efficacy-pack.js';
import { openGuideEfficacy } from './engines/editing/guide-efficacy.js';
import {
  GUIDE_SCORES_PACK_ID,
  openGuideScoreTables,
} from './engines/editing/guide-score-tables.js';
import { EVIDENCE_PACK_ID, openEvidenceLibrary } from './engines/evidence/evidence-library.js';
import { ONCOTREE_PACK_ID, openOncoTree } from './engines/evidence/oncotree.js';
import { openHealthyTissues } from './engines/expression/healthy-tissues.js';
import type { GenomeBuild } from './engines/genome/chromosome-names.js';
import { openReference } from './engines/genome/reference-pack.js';
import { loadPresentationNetwork } from './engines/presentation/presentation-network.js';
import { CODON_USAGE_PACK_ID, decodeCodonUsage } from './engines/rna/codon-usage.js';
import { loadEnergyModel } from './engines/rna/energy-model.js';
import { ENERGY_PACK_ID } from './engines/rna/energy-pack.js';
import { openSirnaEfficacy } from './engines/silencing/sirna-efficacy.js';
import { SIRNA_EFFICACY_PACK_ID } from './engines/silencing/sirna-efficacy-pack.js';
import { openHealthyProteome } from './engines/search/healthy-proteome.js';
import {
  type BiomarkerKnowledge,
  openBiomarkerKnowledge,
} from './findings/biomarkers/biomarker-knowledge.js';
import { checkTumourType, findBiomarkers } from './findings/biomarkers/find-biomarkers.js';
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

/** What is read when a therapy asks for it. */
export type LaterPack =
  | 'guideEfficacy'
  | 'guideScores'
  | 'evidence'
  | 'oncoTree'
  | 'reference'
  | 'sirnaEfficacy';

/** The models and reference data a run works with. */
export interface Engines extends DesignEngines {
  readonly drivers: DriverKnowledge;
  readonly biomarkers: BiomarkerKnowledge;
  /** Trials that were pulled, else those that ship; null where neither is installed. */
  trials(): Promise<TrialLibrary | null>;
  /** What findings are made with. */
  readonly packs: readonly PackUse[];
  /** What designs are made with, from findings. */
  readonly designPacks: readonly PackUse[];
  /** A pack that only some therapies ask for; null where it is not installed. */
  laterPack(name: LaterPack, build: GenomeBuild | null): PackUse | null;
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
    biomarkers: await openBiomarkerKnowledge(store, installed),
    rna: {
      energies: loadEnergyModel(energies),
      energiesM1Psi: loadEnergyModel(energies, { uridine: 'm1psi' }),
      codonUsage: decodeCodonUsage(codons),
    },
    parts: openPartsLibrary(parts),
    ...laterEngines(store, installed),
    laterPack: (name, build) => {
      const id = laterPackId(name, build);
      const manifest = manifests.find((one) => one.id === id);
      return manifest === undefined ? null : packUse({ manifest, bytes: NO_BYTES });
    },
    packs: [...shared, genes, ...(hotspots === null ? [] : [hotspots])].map(packUse),
    designPacks: [...shared, energies, codons, parts, ...(tissues === null ? [] : [tissues])].map(
      packUse,
    ),
  };
}

/** What a ranking and the trials of its dossier are made with: no networks. */
export async function openRankEngines(
  store: PackStore,
): Promise<Pick<Engines, 'editing' | 'evidence' | 'healthyProteome' | 'trials'>> {
  const installed = new Set((await store.list()).map(({ id }) => id));
  const healthyProteome = openHealthyProteome(await store.load('healthy-proteome'));
  return { healthyProteome, ...laterEngines(store, installed) };
}

function panelId(build: GenomeBuild): string {
  return `reference-panel-${build.toLowerCase()}`;
}

function laterPackId(name: LaterPack, build: GenomeBuild | null): string | null {
  switch (name) {
    case 'guideEfficacy':
      return GUIDE_EFFICACY_PACK_ID;
    case 'guideScores':
      return GUIDE_SCORES_PACK_ID;
    case 'evidence':
      return EVIDENCE_PACK_ID;
    case 'oncoTree':
      return ONCOTREE_PACK_ID;
    case 'reference':
      return build === null ? null : panelId(build);
    case 'sirnaEfficacy':
      return SIRNA_EFFICACY_PACK_ID;
  }
}

const NO_BYTES = new Uint8Array();

/** Packs that only some therapies need, each opened when it is first asked for. */
function laterEngines(
  store: PackStore,
  installed: ReadonlySet<string>,
): Pick<DesignEngines, 'editing' | 'evidence' | 'silencing'> & Pick<Engines, 'trials'> {
  const opened = new Map<string, Promise<unknown>>();
  const read = <T>(id: string, open: (pack: LoadedPack) => T | Promise<T>): Promise<T | null> => {
    const known = opened.get(id) as Promise<T | null> | undefined;
    const value = known ?? (installed.has(id) ? store.load(id).then(open) : Promise.resolve(null));
    opened.set(id, value);
    return value;
  };
  return {
    editing: {
      guideScores: () => read(GUIDE_SCORES_PACK_ID, openGuideScoreTables),
      efficacy: () => read(GUIDE_EFFICACY_PACK_ID, openGuideEfficacy),
      reference: (build) => read(panelId(build), openReference),
    },
    silencing: {
      efficacy: () =>
        read(SIRNA_EFFICACY_PACK_ID, async (pack) =>
          openSirnaEfficacy(pack, loadEnergyModel(await store.load(ENERGY_PACK_ID))),
        ),
    },
    trials: () =>
      read(installed.has(TRIALS_PACK_ID) ? TRIALS_PACK_ID : STARTER_TRIALS_PACK_ID, openTrials),
    evidence: {
      library: () => read(EVIDENCE_PACK_ID, openEvidenceLibrary),
      oncoTree: () => read(ONCOTREE_PACK_ID, openOncoTree),
    },
  };
}

/** Case -> findings. */
export async function findFindings(
  tumour: TumourCase,
  engines: Engines,
  options: NeoantigenOptions,
  context: Context,
): Promise<Findings> {
  checkTumourType(tumour, engines.biomarkers);
  const found = await findNeoantigens(tumour, engines, options, context);
  const ofJunctions = await findJunctionNeoantigens(tumour, engines, options, context);
  const drivers = findDrivers(tumour, engines.drivers);
  // A molecule without a model is missing once, for variants and fusions alike.
  const missedParts = new Set(found.missing.map(({ part }) => part));
  const { name, inputs, build, tumourType, purity, ploidy, hla, samples, expressionUnit } = tumour;
  return {
    kind: 'oncoscript/findings',
    schemaVersion: 1,
    softwareVersion: SOFTWARE_VERSION,
    inputHash: tumour.inputHash,
    seed: context.seed,
    packs: [...tumour.packs, ...engines.packs, ...engines.biomarkers.packs],
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
    drivers,
    biomarkers: await findBiomarkers(
      tumour,
      { drivers, neoantigens: found.neoantigens },
      engines.biomarkers,
      context,
    ),
    priorTherapy: tumour.priorTherapy,
    copyNumber: tumour.copyNumber,
    fusions: tumour.fusions,
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
  engines: DesignEngines & Pick<Engines, 'designPacks' | 'laterPack'>,
  { kinds, options }: DesignChoice,
  context: Context,
): Promise<Designs> {
  const asked = new Set(kinds.map((kind) => modalityOf(kind)));
  const chosen = MODALITIES.filter((modality) => asked.has(modality)).map((modality) => ({
    modality,
    filled: fillOptions(modality.kind, modality.defaults, options[modality.kind] ?? {}),
  }));
  const { build } = findings.tumour;
  const laterPacks = (used: ReadonlySet<LaterPack>): readonly PackUse[] =>
    [...used].sort(compareText).flatMap((name) => {
      const pack = engines.laterPack(name, build.kind === 'given' ? build.value : null);
      return pack === null ? [] : [pack];
    });
  const base = joined(findings.packs, engines.designPacks);
  const therapies: TherapyDesigns[] = [];
  for (const [done, { modality, filled }] of chosen.entries()) {
    const { kind, title } = modality;
    context.report({ step: `designing ${title}`, done, total: chosen.length });
    await breathe(context);
    const assessment = modality.assess(findings);
    const used = new Set<LaterPack>();
    const designs =
      assessment.verdict === 'does-not-fit'
        ? []
        : await modality.design(findings, filled, recordedEngines(engines, used), context);
    const packs = joined(base, laterPacks(used));
    therapies.push({ kind, title, assessment, options: { ...filled }, packs, designs });
  }
  return {
    kind: 'oncoscript/designs',
    schemaVersion: 1,
    softwareVersion: SOFTWARE_VERSION,
    inputHash: findings.inputHash,
    seed: context.seed,
    packs: therapies.reduce((all, { packs }) => joined(all, packs), base),
    therapies,
  };
}

/** The same engines, which write down what was asked of those that are read later. */
function recordedEngines(engines: DesignEngines, used: Set<LaterPack>): DesignEngines {
  const { editing, silencing, evidence } = engines;
  return {
    ...engines,
    editing: {
      ...editing,
      guideScores: () => {
        used.add('guideScores');
        return editing.guideScores();
      },
      efficacy: () => {
        used.add('guideEfficacy');
        return editing.efficacy();
      },
      reference: (build) => {
        used.add('reference');
        return editing.reference(build);
      },
    },
    silencing: {
      efficacy: () => {
        used.add('sirnaEfficacy');
        return silencing.efficacy();
      },
    },
    evidence: {
      library: () => {
        used.add('evidence');
        return evidence.library();
      },
      oncoTree: () => {
        used.add('oncoTree');
        return evidence.oncoTree();
      },
    },
  };
}

/** Both without repeats; the order of the first, then what the second adds. */
function joined(first: readonly PackUse[], second: readonly PackUse[]): readonly PackUse[] {
  const known = new Set(first.map(({ id, sha256 }) => `${id} ${sha256}`));
  return [...first, ...second.filter(({ id, sha256 }) => !known.has(`${id} ${sha256}`))];
}

/** Findings -> the trials that may fit, for the dossier; null where their packs are not installed. */
export async function findTrials(
  findings: Findings,
  engines: Pick<Engines, 'editing' | 'evidence' | 'trials'>,
): Promise<TrialSearch | null> {
  const [library, tree, trials] = await Promise.all([
    engines.evidence.library(),
    engines.evidence.oncoTree(),
    engines.trials(),
  ]);
  if (library === null || tree === null || trials === null) return null;
  const { build } = findings.tumour;
  const reference = build.kind === 'given' ? await engines.editing.reference(build.value) : null;
  const models = reference === null ? null : geneModels(reference);
  return trialsOfFindings(findings, { library, tree, models }, trials);
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
  trials: TrialSearch | null = null,
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
      biomarkersSection(findings),
      ...(classII === null ? [] : [classIISection(findings, classII)]),
      ...(findings.junctionNeoantigens === null
        ? []
        : [junctionsSection(findings.junctionNeoantigens, findings.skipped)]),
      ...(trials === null ? [] : [trialsSection(trials)]),
    ],
    anchors: (allele: HlaAllele, length: number) =>
      reviewedAnchors(models.get(allele), length, options),
  };
  return [
    { name: 'index.html', pieces: [renderDossierHtml(input)] },
    { name: 'dossier.json', pieces: [`${canonicalJson(dossierJson(input))}\n`] },
    {
      name: 'genomics-report.fhir.json',
      pieces: [`${canonicalJson(fhirBundle(findings, fhirImplications(designs, findings)))}\n`],
    },
    ...rankingTables('', findings, ranking, options),
    { name: 'biomarkers.tsv', pieces: lines(biomarkersTable(findings.biomarkers)) },
    { name: 'candidates.tsv', pieces: lines(candidatesTable(findings, ranking)) },
    { name: 'candidates.fasta', pieces: lines(candidatesFasta(findings, options)) },
    ...(classII === null ? [] : rankingTables('class-ii/', findings, classII, classIIOptions)),
    ...(findings.junctionNeoantigens === null
      ? []
      : [{ name: 'junctions.tsv', pieces: lines(junctionsTable(findings.junctionNeoantigens)) }]),
    ...(trials === null ? [] : [{ name: 'trials.tsv', pieces: lines(trialsTable(trials)) }]),
    ...(designs === null ? [] : designDossierFiles(designs, 'designs/')),
    ...(designs?.therapies.some(({ kind }) => kind === 'targeted-therapy') === true
      ? [{ name: 'evidence.tsv', pieces: lines(evidenceTable(designs)) }]
      : []),
    ...(tumour === null
      ? []
      : [{ name: 'variants.tsv', pieces: lines(variantsTable(findings, options, tumour)) }]),
  ];
}
