import type { Context } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import type { GenomeBuild, TumourCase } from '../../case/tumour-case.js';
import { EVIDENCE_PACK_ID, openEvidenceLibrary } from '../../engines/evidence/evidence-library.js';
import { type GeneModels, geneModels } from '../../engines/evidence/gene-models.js';
import { mafAlterations } from '../../engines/evidence/maf-alterations.js';
import { matchEvidence } from '../../engines/evidence/match-evidence.js';
import type { OncoTree } from '../../engines/evidence/oncotree.js';
import { therapyEvidence } from '../../engines/evidence/therapy-evidence.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import { openBiomarkerKnowledge } from '../../findings/biomarkers/biomarker-knowledge.js';
import type { Biomarkers } from '../../findings/biomarkers/biomarkers.js';
import { findBiomarkers } from '../../findings/biomarkers/find-biomarkers.js';
import { openCancerGenes } from '../../findings/drivers/cancer-genes.js';
import { openCancerHotspots } from '../../findings/drivers/cancer-hotspots.js';
import { type DriverKnowledge, findDrivers } from '../../findings/drivers/find-drivers.js';
import type { MafRow } from '../../formats/maf/read-maf.js';
import { type TsvCell, tsvRow } from '../../formats/tsv/write-tsv.js';
import type { PackStore } from '../../packs/pack-store.js';
import { inFolder, writeWhole } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import { type CaseFlags, importPatientsFrom, type WrittenCase } from '../case-flags.js';

const COLUMNS = [
  'patient',
  'variants',
  'coding_mutations',
  'tmb_per_mb',
  'tmb_low_95',
  'tmb_high_95',
  'tmb_at_least_10_probability',
  'tmb_percentile',
  'tmb_missing',
  'msi_suggests',
  'msi_reason',
  'mismatch_repair_hits',
  'hrd_suggests',
  'hrd_hits',
  'substitutions',
  'signatures',
  'signatures_missing',
  'drivers',
  'escape_hits',
  'evidence_items',
  'therapies_supported',
  'best_amp_asco_cap',
] as const;

/**
 * `biomarkers.tsv` with a row for every patient of a MAF: what needs neither HLA nor neoantigens, and how much CIViC says
 * of the patient's alterations (`evidence --maf` writes what).
 */
export async function biomarkersOfCohort(
  written: WrittenCase | null,
  flags: CaseFlags,
  folder: string,
  context: Context,
): Promise<void> {
  const store = openUserPackStore(userPacksFolder(flags.packs));
  const installed = new Set((await store.list()).map(({ id }) => id));
  const knowledge = await openBiomarkerKnowledge(store, installed);
  const drivers = await driverKnowledge(store, installed);
  const evidence = await openEvidence(store, installed, knowledge.oncoTree, flags);
  const lines = [`${tsvRow(COLUMNS)}\n`];
  let withTmb = 0;
  let withSignatures = 0;
  for await (const { patient, tumour, rows } of importPatientsFrom(written, flags, context)) {
    context.report({ step: 'patients', done: lines.length - 1, total: null });
    const found = findDrivers(tumour, drivers);
    const biomarkers = await findBiomarkers(
      tumour,
      { drivers: found, neoantigens: { alleles: [], variants: [] } },
      knowledge,
      context,
    );
    if (biomarkers.tmb.kind === 'estimated') withTmb++;
    if (biomarkers.signatures.kind === 'estimated') withSignatures++;
    const cells = [
      ...patientRow(patient, tumour, biomarkers, found.length),
      ...(await evidence(rows, tumour)),
    ];
    lines.push(`${tsvRow(cells)}\n`);
  }
  const patients = lines.length - 1;
  if (patients === 0) {
    throw new InputError('the MAF names no sample', { hint: 'it needs Tumor_Sample_Barcode' });
  }
  const path = inFolder(folder, 'biomarkers.tsv');
  await writeWhole(path, lines, context.signal);
  process.stdout.write(
    `${patients} patients: TMB of ${withTmb}, mutational signatures of ${withSignatures}; the reasons of the others are in ${path}\n`,
  );
}

type EvidenceCells = (
  rows: readonly MafRow[],
  tumour: TumourCase,
) => Promise<readonly [TsvCell, TsvCell, TsvCell]>;

/** Items, supported therapies and the best tier of a patient; gaps where the packs are not installed. */
async function openEvidence(
  store: PackStore,
  installed: ReadonlySet<string>,
  tree: OncoTree | null,
  flags: CaseFlags,
): Promise<EvidenceCells> {
  if (!installed.has(EVIDENCE_PACK_ID) || tree === null) return async () => [null, null, null];
  const library = openEvidenceLibrary(await store.load(EVIDENCE_PACK_ID));
  const opened = new Map<GenomeBuild, Promise<GeneModels>>();
  const modelsOf = (build: GenomeBuild): Promise<GeneModels> => {
    const id = flags.reference ?? `reference-panel-${build.toLowerCase()}`;
    const models =
      opened.get(build) ?? store.load(id).then((pack) => geneModels(openReference(pack)));
    opened.set(build, models);
    return models;
  };
  return async (rows, { build, tumourType }) => {
    const models = build.kind === 'given' ? await modelsOf(build.value) : null;
    const { matches } = matchEvidence(library, tree, {
      alterations: mafAlterations(rows, models).alterations,
      tumourType: tumourType.kind === 'given' ? tumourType.value : null,
      isWhole: true,
    });
    const supported = therapyEvidence(matches).filter(({ standing }) => standing === 'supported');
    return [matches.length, supported.length, supported[0]?.ampTier ?? null];
  };
}

async function driverKnowledge(
  store: PackStore,
  installed: ReadonlySet<string>,
): Promise<DriverKnowledge> {
  return {
    genes: openCancerGenes(await store.load('cancer-genes')),
    hotspots: installed.has('cancer-hotspots')
      ? openCancerHotspots(await store.load('cancer-hotspots'))
      : null,
  };
}

function patientRow(
  patient: string,
  { variants }: TumourCase,
  { tmb, msi, hrd, signatures, escape }: Biomarkers,
  drivers: number,
): readonly TsvCell[] {
  const burden = tmb.kind === 'estimated' ? tmb.value : null;
  const indels = msi.kind === 'estimated' ? msi.value : null;
  const known = variants.kind === 'given' ? variants.value : [];
  const substitutions = known.filter(
    ({ reference, alternate }) => reference.length === 1 && alternate.length === 1,
  ).length;
  const hits = (
    list: readonly { readonly geneSymbol: string; readonly change: string | null }[],
  ): string | null =>
    list.map(({ geneSymbol, change }) => `${geneSymbol} ${change ?? '?'}`).join(', ') || null;
  return [
    patient,
    known.length,
    burden?.mutations ?? null,
    rounded(burden?.perMb, 3),
    rounded(burden?.low, 3),
    rounded(burden?.high, 3),
    rounded(burden?.atLeastTenProbability, 6),
    rounded(burden?.percentile?.percentile, 1),
    tmb.kind === 'missing' ? tmb.reason : null,
    indels?.suggests ?? null,
    msi.kind === 'missing' ? msi.reason : msi.value.reason,
    hits(indels?.mismatchRepair ?? []),
    hrd.suggests,
    hits(hrd.hits),
    substitutions,
    signatures.kind === 'estimated'
      ? signatures.value.exposures
          .map(({ signature, share }) => `${signature} ${share.toFixed(2)}`)
          .join(', ')
      : null,
    signatures.kind === 'missing' ? signatures.reason : null,
    drivers,
    escape
      .filter(({ hits: own }) => own.length > 0)
      .map(({ geneSymbol, state }) => `${geneSymbol} ${state}`)
      .join(', ') || null,
  ];
}

function rounded(value: number | undefined, digits: number): number | null {
  return value === undefined ? null : Number(value.toFixed(digits));
}
