import type { Context } from '../core/context.js';
import { patientOfFindings } from '../dossier/trials-of-findings.js';
import { EVIDENCE_PACK_ID, openEvidenceLibrary } from '../engines/evidence/evidence-library.js';
import { type GeneModels, geneModels } from '../engines/evidence/gene-models.js';
import { ONCOTREE_PACK_ID, openOncoTree } from '../engines/evidence/oncotree.js';
import type { TrialPatient } from '../engines/evidence/trials/trial-patient.js';
import { openReference } from '../engines/genome/reference-pack.js';
import type { Findings } from '../findings/findings.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../findings/neoantigens/find-neoantigens.js';
import type { PackStore } from '../packs/pack-store.js';
import { findFindings } from '../pipeline.js';
import { type CaseFlags, importFrom } from './case-flags.js';
import { readStageFile, refuseDesigns } from './stage-file.js';
import { withEngines } from './with-engines.js';

/** A patient by the name of the case. */
export interface NamedPatient {
  readonly name: string;
  readonly patient: TrialPatient;
}

/**
 * The patient of a written case, `01-case.json` or `02-findings.json`.
 * @throws InputError, PackError
 */
export async function trialPatientOfCase(
  input: string,
  flags: Pick<CaseFlags, 'packs' | 'reference'>,
  store: PackStore,
  context: Context,
): Promise<NamedPatient> {
  const findings = await findingsOf(input, flags, context);
  const library = openEvidenceLibrary(await store.load(EVIDENCE_PACK_ID));
  const tree = openOncoTree(await store.load(ONCOTREE_PACK_ID));
  const models = await modelsOf(findings, flags.reference, store);
  return {
    name: findings.tumour.name,
    patient: patientOfFindings(findings, { library, tree, models }),
  };
}

async function findingsOf(
  input: string,
  flags: Pick<CaseFlags, 'packs' | 'reference'>,
  context: Context,
): Promise<Findings> {
  const stage = await readStageFile(input);
  switch (stage.stage) {
    case 'findings':
      return stage.findings;
    case 'designs':
      return refuseDesigns(input);
    case 'case':
    case 'written': {
      const tumour =
        stage.stage === 'case'
          ? stage.tumour
          : await importFrom({ path: input, text: stage.text }, flags, context);
      // Trials ask for no neoantigen: no peptide is scored, for the sake of time.
      const options = {
        ...DEFAULT_NEOANTIGEN_OPTIONS,
        classILengths: [],
        classIILengths: [],
        classIIScoredLengths: [],
      };
      return withEngines((engines) => findFindings(tumour, engines, options, context));
    }
  }
}

/** Transcripts of the findings' build; null where it is not known or its pack not installed. */
async function modelsOf(
  { tumour: { build } }: Findings,
  asked: string | undefined,
  store: PackStore,
): Promise<GeneModels | null> {
  if (build.kind === 'missing') return null;
  const id = asked ?? `reference-panel-${build.value.toLowerCase()}`;
  const installed = (await store.list()).some((manifest) => manifest.id === id);
  if (!installed && asked === undefined) return null;
  const reference = openReference(await store.load(id));
  return reference.build === build.value ? geneModels(reference) : null;
}
