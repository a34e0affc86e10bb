import { type Cited, cited } from '../../core/cited.js';
import {
  ADVERSE_EVENT_BIAS,
  ADVERSE_EVENT_SOURCES,
} from '../../engines/evidence/checkpoint-adverse-events.js';
import { LORIS_COHORT_SOURCE, LORIS_SOURCE } from '../../engines/response/loris-parameters.js';
import type { CheckpointDesign } from './checkpoint-design.js';

type Described = Omit<CheckpointDesign, 'claims'>;

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

/** `28 % (23-33 %)`, without an interval where there is none. */
export function rateText({
  share,
  low,
  high,
}: {
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
}): string {
  return low === null || high === null
    ? `${percent(share)} (no interval given)`
    : `${percent(share)} (${percent(low)}-${percent(high)})`;
}

/** Every statement a plan line makes about the world, with what backs it. */
export function planClaims(design: Described): readonly Cited<string>[] {
  const [source, ...more] = design.sources;
  if (source === undefined) throw new Error('a plan line without a source');
  const name = [...design.agents, ...design.partners].join(' + ');
  const { trialRate, response } = design;
  return [
    cited(
      `${name} is approved by the ${design.agency} for ${design.tumour}, ${design.setting}: ${design.use} (as of ${design.asOf})`,
      source,
      ...more,
    ),
    ...(trialRate === null
      ? []
      : [cited(`${rateText(trialRate)} responded in ${trialRate.of}`, source, ...more)]),
    ...response.loris.flatMap(({ score, probability }) =>
      probability === null
        ? []
        : [
            cited(
              `${score.title}: ${rateText(probability)} of patients like this one in its training cohort responded`,
              LORIS_SOURCE,
              LORIS_COHORT_SOURCE,
            ),
          ],
    ),
    ...design.resistance.map(({ evidence, found }) =>
      cited(`${found}: ${evidence.statement}`, ...evidence.sources),
    ),
    ...design.cautions.map(({ caution }) =>
      cited(`${caution.title}: ${caution.statement}`, ...caution.sources),
    ),
    ...(design.adverseEvents.events.length === 0
      ? []
      : [
          cited(
            `adverse events of ${design.adverseEvents.of}: ${ADVERSE_EVENT_BIAS}`,
            ...ADVERSE_EVENT_SOURCES,
          ),
        ]),
  ];
}
