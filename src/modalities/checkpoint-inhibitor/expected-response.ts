import type {
  CheckpointIndication,
  TrialResponse,
} from '../../engines/evidence/checkpoint-indication.js';
import {
  pooledResponseRate,
  RESPONSE_RATE_CAUTION,
  RESPONSE_RATE_SOURCE,
} from '../../engines/evidence/checkpoint-response-rates.js';
import { wilsonInterval } from '../../engines/response/binomial-interval.js';
import { lorisScore } from '../../engines/response/loris.js';
import type { LorisModelId } from '../../engines/response/loris-parameters.js';
import { lorisProbability } from '../../engines/response/loris-probability.js';
import type { Findings } from '../../findings/findings.js';
import type {
  LorisEstimate,
  PatientResponse,
  ResponseRate,
  SingleMarker,
} from './checkpoint-design.js';
import { lorisInputs, tmbFor } from './patient.js';

function rateOfTrial(
  response: TrialResponse,
  sources: CheckpointIndication['sources'],
): ResponseRate {
  const { share, low, high, patients, trial, nct } = response;
  const of = nct === null ? trial : `${trial} (${nct})`;
  if (low !== null && high !== null) return { of, share, low, high, patients, sources };
  if (patients === null) return { of, share, low: null, high: null, patients, sources };
  const interval = wilsonInterval(share * patients, patients);
  return { of, share, low: interval.low, high: interval.high, patients, sources };
}

/** Responders in the trial behind an approval; null where the source read gives none. */
export function trialRate({ response, sources }: CheckpointIndication): ResponseRate | null {
  return response === null ? null : rateOfTrial(response, sources);
}

/** Responders among patients with the tumour, pooled over trials; null where it was not pooled. */
function tumourRate({ tumour }: CheckpointIndication): ResponseRate | null {
  const pooled = pooledResponseRate(tumour);
  if (pooled === null) return null;
  const { low, high } = wilsonInterval(pooled.share * pooled.patients, pooled.patients);
  return {
    of: `${pooled.tumour}, ${RESPONSE_RATE_CAUTION}`,
    share: pooled.share,
    low,
    high,
    patients: pooled.patients,
    sources: [RESPONSE_RATE_SOURCE],
  };
}

function estimate(model: LorisModelId, findings: Findings): LorisEstimate {
  const score = lorisScore(model, lorisInputs(findings));
  return {
    score,
    probability: score.kind === 'scored' ? lorisProbability(model, score.logit) : null,
  };
}

/** The models that are for this tumour, the one with most inputs first. */
function modelsFor(findings: Findings): readonly LorisModelId[] {
  const pan: readonly LorisModelId[] = [
    'pan-cancer-6',
    'pan-cancer-5-no-type',
    'pan-cancer-5-no-therapy',
  ];
  return lorisInputs(findings).cancerType === 'NSCLC' ? ['nsclc-6', 'nsclc-2', ...pan] : pan;
}

function singleMarkers(findings: Findings): readonly SingleMarker[] {
  const { lab } = findings.biomarkers;
  const tmb = tmbFor(findings);
  const scores = [
    ['TPS', lab.pdl1Tps],
    ['CPS', lab.pdl1Cps],
    ['IC', lab.pdl1Ic],
  ] as const;
  const pdl1 = scores.flatMap(([name, value]) =>
    value.kind === 'given'
      ? [
          `${name} ${value.value.value}${value.value.clone === null ? '' : ` (${value.value.clone})`}`,
        ]
      : [],
  );
  return [
    {
      name: 'TMB',
      value:
        tmb.perMb === null
          ? `not known: ${tmb.from}`
          : `${tmb.perMb.toFixed(1)} per Mb, ${tmb.from}`,
    },
    { name: 'PD-L1', value: pdl1.length === 0 ? 'not given' : pdl1.join(', ') },
  ];
}

/** What is expected of this patient whatever the plan line; `tumour` is that of the first use that fits. */
export function patientResponse(findings: Findings, tumour: CheckpointIndication): PatientResponse {
  return {
    tumourRate: tumourRate(tumour),
    loris: modelsFor(findings).map((model) => estimate(model, findings)),
    tmbFrom: tmbFor(findings).from,
    singles: singleMarkers(findings),
  };
}
