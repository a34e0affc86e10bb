import { breathe, type Context } from '../../core/context.js';
import { compareText } from '../../core/skipped.js';
import {
  ADVERSE_EVENTS_NOT_POOLED,
  pooledAdverseEvents,
} from '../../engines/evidence/checkpoint-adverse-events.js';
import {
  type CheckpointIndication,
  INDICATIONS_AS_OF,
} from '../../engines/evidence/checkpoint-indication.js';
import { CHECKPOINT_INDICATIONS } from '../../engines/evidence/checkpoint-indications.js';
import { CHECKPOINT_TUMOURS } from '../../engines/evidence/checkpoint-tumours.js';
import type { Findings } from '../../findings/findings.js';
import type { CheckpointDesign, CriterionResult } from './checkpoint-design.js';
import { patientResponse, trialRate } from './expected-response.js';
import { findCautions } from './find-cautions.js';
import { findResistance } from './find-resistance.js';
import { matchIndication, settingTitle } from './match-criteria.js';
import { checkCheckpointInhibitorOptions, type CheckpointInhibitorOptions } from './options.js';
import { planClaims } from './plan-claims.js';

export interface MatchedIndication {
  readonly indication: CheckpointIndication;
  readonly criteria: readonly CriterionResult[];
  readonly fit: 'applies' | 'may-apply';
}

function unknowns(criteria: readonly CriterionResult[]): number {
  return criteria.filter(({ state }) => state === 'unknown').length;
}

/** Conditions met beyond tumour type and setting: what the label selects by. */
function selected({ criteria, indication }: MatchedIndication): number {
  const asked = indication.criteria.length;
  return asked === 0 ? 0 : criteria.slice(-asked).filter(({ state }) => state === 'met').length;
}

/**
 * Order of plan lines: whether the use applies, then how little is unknown, then how much of what selects patients is
 * met, then whether its trial's response rate was read. It is no order of benefit: trials of different patients are
 * not compared.
 */
function planScore(match: MatchedIndication): number {
  const applies = match.fit === 'applies' ? 100 : 0;
  const isRead = match.indication.response !== null ? 0.5 : 0;
  return applies - 4 * unknowns(match.criteria) + Math.min(3, selected(match)) + isRead;
}

/** Is nothing unknown but which treatment went before, which a person has to compare with the label. */
export function isAllButHistoryMet({ criteria, indication }: MatchedIndication): boolean {
  return criteria.every(({ state, criterion }) => state === 'met' || criterion === indication.use);
}

/** Approved uses that nothing in the case rules out, best first. */
export function matchedIndications(findings: Findings): readonly MatchedIndication[] {
  return CHECKPOINT_INDICATIONS.flatMap((indication): readonly MatchedIndication[] => {
    const criteria = matchIndication(findings, indication);
    if (criteria === null || criteria.some(({ state }) => state === 'not-met')) return [];
    return [{ indication, criteria, fit: unknowns(criteria) === 0 ? 'applies' : 'may-apply' }];
  }).sort((a, b) => planScore(b) - planScore(a) || compareText(a.indication.id, b.indication.id));
}

function adverseEvents({
  agents,
  targets,
}: CheckpointIndication): CheckpointDesign['adverseEvents'] {
  const [agent = '', second] = agents;
  const ofDrug = pooledAdverseEvents(agent);
  const target = targets[0] ?? '';
  const note = second === undefined ? '' : ADVERSE_EVENTS_NOT_POOLED;
  return ofDrug === null
    ? { of: `antibodies against ${target} alone`, events: pooledAdverseEvents(target) ?? [], note }
    : { of: `${agent} alone`, events: ofDrug, note };
}

/** Tests that would settle what is unknown, each once, in the order of the conditions. */
function nextTests(
  criteria: readonly CriterionResult[],
  loris: CheckpointDesign['response']['loris'],
): readonly string[] {
  const forLabel = criteria.flatMap(({ wouldNeed }) => (wouldNeed === null ? [] : [wouldNeed]));
  const [first] = loris;
  const forLoris =
    first?.score.kind === 'missing'
      ? first.score.inputs.map(({ name, wouldNeed }) => `for LORIS, ${name}: ${wouldNeed}`)
      : [];
  return [...new Set([...forLabel, ...forLoris])];
}

function planLine(
  match: MatchedIndication,
  rank: number,
  shared: Pick<CheckpointDesign, 'cautions' | 'cautionsToAsk' | 'resistance' | 'response'>,
): CheckpointDesign {
  const { indication, criteria, fit } = match;
  const { agents, targets, partners, use, agency, date, isAccelerated, sources } = indication;
  const described: Omit<CheckpointDesign, 'claims'> = {
    kind: 'checkpoint-inhibitor',
    id: indication.id,
    score: planScore(match),
    rank,
    agents,
    targets,
    partners,
    use,
    tumour: CHECKPOINT_TUMOURS[indication.tumour].name,
    setting: settingTitle(indication.setting),
    agency,
    approvalDate: date,
    isAccelerated,
    asOf: INDICATIONS_AS_OF,
    sources,
    fit,
    criteria,
    trialRate: trialRate(indication),
    ...shared,
    adverseEvents: adverseEvents(indication),
    nextTests: nextTests(criteria, shared.response.loris),
  };
  return { ...described, claims: planClaims(described) };
}

/** The tumour's own type tells its response rate better than `any solid tumour`. */
function ownTumour(matches: readonly MatchedIndication[]): CheckpointIndication | null {
  const own = matches.find(({ indication }) => indication.tumour !== 'solid') ?? matches[0];
  return own?.indication ?? null;
}

/**
 * Plan lines: approved uses of checkpoint inhibitors that nothing in the case rules out, best first; none where the
 * tumour type is not known.
 */
export async function designCheckpointInhibitor(
  findings: Findings,
  options: CheckpointInhibitorOptions,
  context: Context,
): Promise<readonly CheckpointDesign[]> {
  checkCheckpointInhibitorOptions(options);
  context.signal.throwIfAborted();
  if (findings.tumour.tumourType.kind === 'missing') return [];
  const matches = matchedIndications(findings).filter(
    ({ indication, fit }) =>
      (options.perioperative || indication.setting !== 'perioperative') &&
      (options.undecided || fit === 'applies'),
  );
  await breathe(context);
  const own = ownTumour(matches);
  if (own === null) return [];
  const { found: cautions, toAsk: cautionsToAsk } = findCautions(findings);
  const shared = {
    cautions,
    cautionsToAsk,
    resistance: findResistance(findings),
    response: patientResponse(findings, own),
  };
  return matches.slice(0, options.maxPlans).map((match, i) => planLine(match, i + 1, shared));
}
