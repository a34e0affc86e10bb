import type { EvidenceLibrary } from '../engines/evidence/evidence-library.js';
import type { GeneModels } from '../engines/evidence/gene-models.js';
import type { OncoTree } from '../engines/evidence/oncotree.js';
import {
  searchTrials,
  type TrialLibrary,
  type TrialSearch,
} from '../engines/evidence/trials/trial-library.js';
import type { TrialPatient } from '../engines/evidence/trials/trial-patient.js';
import type { Findings } from '../findings/findings.js';
import { trialPatientOf } from '../findings/trials/trial-patient-of.js';
import { tumourAlterations } from '../modalities/targeted-therapy/tumour-alterations.js';

/** What a patient is read with; `models` are transcripts of the findings' build, null where they are not installed. */
export interface TrialGround {
  readonly library: EvidenceLibrary;
  readonly tree: OncoTree;
  readonly models: GeneModels | null;
}

/** Trials shown of the best, those that do not fit among them. */
const LIMIT = 60;

/** What trials may ask of the patient of these findings. */
export function patientOfFindings(
  findings: Findings,
  { library, tree, models }: TrialGround,
): TrialPatient {
  const copyNumberGenes =
    models === null ? [] : [...library.profilesOf.keys()].filter((gene) => models.genes.has(gene));
  const altered = tumourAlterations(findings, library, models);
  return trialPatientOf(findings, { ...altered, copyNumberGenes }, tree);
}

/** The trials that recruit or may, held against the patient of these findings; those that fail come last. */
export function trialsOfFindings(
  findings: Findings,
  ground: TrialGround,
  trials: TrialLibrary,
): TrialSearch {
  return searchTrials(trials, patientOfFindings(findings, ground), {
    limit: LIMIT,
    statuses: ['recruiting', 'not-yet-recruiting', 'unknown'],
    withFailed: true,
  });
}
