import { type CautionId, checkpointCaution } from '../../engines/evidence/checkpoint-cautions.js';
import type { Given } from '../../case/tumour-case.js';
import type { Findings } from '../../findings/findings.js';
import type { FoundCaution } from './checkpoint-design.js';
import { driverState } from './patient.js';

/** What the case says of each caution. */
function yesNo(value: Given<boolean>): 'no' | 'unknown' | 'yes' {
  if (value.kind === 'missing') return 'unknown';
  return value.value ? 'yes' : 'no';
}

/** Performance status from which trials hardly took patients. */
const POOR_ECOG = 2;

/** Cautions that hold for this patient, those against it first, and those about which nothing is said. */
export function findCautions(findings: Findings): {
  readonly found: readonly FoundCaution[];
  readonly toAsk: readonly string[];
} {
  const { lab } = findings.biomarkers;
  const found: FoundCaution[] = [];
  const toAsk: string[] = [];
  const asked: readonly (readonly [CautionId, Given<boolean>, string])[] = [
    ['organ-transplant', lab.organTransplant, 'the case says so'],
    ['pregnancy', lab.pregnant, 'the case says so'],
    ['autoimmune-disease', lab.autoimmuneDisease, 'the case says so'],
    ['steroids', lab.steroids, 'over 10 mg of prednisone a day, or as much of another'],
    ['interstitial-lung-disease', lab.interstitialLungDisease, 'the case says so'],
  ];
  for (const [id, value, said] of asked) {
    const state = yesNo(value);
    const caution = checkpointCaution(id);
    if (state === 'yes') found.push({ caution, found: said });
    if (state === 'unknown') toAsk.push(caution.title);
  }
  toAsk.push(checkpointCaution('allogeneic-transplant').title);
  const ecog = checkpointCaution('ecog');
  if (lab.ecog.kind === 'missing') toAsk.push(ecog.title);
  else if (lab.ecog.value >= POOR_ECOG)
    found.push({ caution: ecog, found: `ECOG ${lab.ecog.value}` });
  const egfr = driverState(findings, 'EGFR');
  if (egfr.kind === 'found') {
    found.push({ caution: checkpointCaution('egfr-inhibitor-after'), found: egfr.what });
  }
  const weight = { against: 0, care: 1 } as const;
  return {
    found: found.sort((a, b) => weight[a.caution.level] - weight[b.caution.level]),
    toAsk,
  };
}
