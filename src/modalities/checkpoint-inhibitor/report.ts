import { type Block, numberCell, type Section, textCell } from '../../core/document.js';
import {
  ADVERSE_EVENT_BIAS,
  ADVERSE_EVENT_SOURCES,
} from '../../engines/evidence/checkpoint-adverse-events.js';
import { RESISTANCE_EVIDENCE } from '../../engines/evidence/checkpoint-resistance.js';
import { wilsonInterval } from '../../engines/response/binomial-interval.js';
import type { Findings } from '../../findings/findings.js';
import type { CheckpointDesign } from './checkpoint-design.js';
import { immunitySection } from './report-immunity.js';
import { responseBlocks } from './report-response.js';
import { rateText } from './plan-claims.js';

function share({
  events,
  patients,
}: {
  readonly events: number;
  readonly patients: number;
}): string {
  return rateText(wilsonInterval(events, patients));
}

function useBlocks(design: CheckpointDesign): readonly Block[] {
  const { agents, partners, tumour, setting, use, agency, approvalDate, isAccelerated, asOf, fit } =
    design;
  return [
    {
      kind: 'facts',
      rows: [
        { label: 'Drugs', value: textCell([...agents, ...partners].join(' + ')) },
        { label: 'Approved for', value: textCell(`${tumour}; ${setting}; ${use}`) },
        {
          label: 'Approval',
          value: textCell(
            `${agency}${approvalDate === null ? '' : `, ${approvalDate}`}${isAccelerated ? ', accelerated' : ''}; table as of ${asOf}`,
          ),
        },
        {
          label: 'Fit',
          value: textCell(
            fit === 'applies'
              ? 'all that the label asks is met'
              : 'not ruled out; something is not known',
          ),
        },
      ],
    },
    {
      kind: 'table',
      caption: 'What the label asks, and the case',
      columns: [
        { key: 'criterion', title: 'Asked' },
        { key: 'state', title: 'State' },
        { key: 'value', title: 'The patient' },
        { key: 'need', title: 'Would settle it' },
      ],
      rows: design.criteria.map(({ criterion, state, value, wouldNeed }) => [
        textCell(criterion),
        textCell(state),
        textCell(value),
        textCell(wouldNeed ?? ''),
      ]),
    },
    { kind: 'paragraph', text: 'Read in', sources: design.sources },
  ];
}

function resistanceBlock(resistance: CheckpointDesign['resistance']): Block {
  if (resistance.length === 0) {
    const genes = [...new Set(RESISTANCE_EVIDENCE.map(({ gene }) => gene))];
    return {
      kind: 'notice',
      level: 'info',
      text: `Nothing found that evidence on resistance or hyperprogression is kept for (${genes.join(', ')}), as far as the case shows them.`,
    };
  }
  return {
    kind: 'table',
    caption:
      'Resistance and hyperprogression: what this tumour shows, with the level of evidence (B clinical study, C cases, D model)',
    columns: [
      { key: 'found', title: 'Found' },
      { key: 'effect', title: 'Effect' },
      { key: 'level', title: 'Level' },
      { key: 'statement', title: 'Evidence' },
      { key: 'limits', title: 'Limits' },
      { key: 'source', title: 'Source' },
    ],
    rows: resistance.map(({ evidence, found, isSameTumour }) => [
      textCell(found),
      textCell(evidence.effect),
      textCell(evidence.level),
      textCell(evidence.statement),
      textCell(
        [
          ...(isSameTumour ? [] : [`seen in ${evidence.foundIn}, which this is not`]),
          ...(evidence.limits === null ? [] : [evidence.limits]),
        ].join('; '),
      ),
      textCell(
        evidence.sources
          .map(
            ({ name, pmid, doi }) =>
              `${name}${pmid === undefined ? (doi === undefined ? '' : `, doi ${doi}`) : `, PMID ${pmid}`}`,
          )
          .join('; '),
      ),
    ]),
  };
}

function riskBlocks({
  cautions,
  cautionsToAsk,
  resistance,
  adverseEvents,
}: CheckpointDesign): readonly Block[] {
  return [
    ...cautions.map(({ caution, found }): Block => ({
      kind: 'notice',
      level: 'caution',
      text: `${caution.title} (${found}): ${caution.statement}.`,
    })),
    ...(cautionsToAsk.length === 0
      ? []
      : [{ kind: 'notice', level: 'info', text: `Ask: ${cautionsToAsk.join('; ')}.` } as const]),
    resistanceBlock(resistance),
    {
      kind: 'table',
      caption: `Adverse events of ${adverseEvents.of}: ${ADVERSE_EVENT_BIAS}${adverseEvents.note === '' ? '' : `. ${adverseEvents.note}`}`,
      columns: [
        { key: 'event', title: 'Event' },
        { key: 'any', title: 'Any grade (95 % interval)' },
        { key: 'severe', title: 'Grade 3-5 (95 % interval)' },
        { key: 'patients', title: 'Patients' },
        { key: 'arms', title: 'Arms' },
      ],
      rows: adverseEvents.events.map(({ event, anyGrade, severe }) => [
        textCell(event),
        textCell(share(anyGrade)),
        textCell(share(severe)),
        numberCell(anyGrade.patients, 0, ''),
        numberCell(anyGrade.arms, 0, ''),
      ]),
    },
    { kind: 'paragraph', text: 'Pooled from', sources: ADVERSE_EVENT_SOURCES },
  ];
}

function trialFact({ trialRate }: CheckpointDesign): Block {
  return {
    kind: 'facts',
    rows: [
      {
        label: 'Responders in the trial',
        value:
          trialRate === null
            ? { kind: 'missing', reason: 'the source read gives none' }
            : textCell(`${rateText(trialRate)} of ${trialRate.of}`),
      },
    ],
  };
}

/** The dossier's part on one plan line; what is the patient's and not the line's stands with the first. */
export function reportCheckpointInhibitor(
  design: CheckpointDesign,
  findings: Findings,
): readonly Section[] {
  const title = [...design.agents, ...design.partners].join(' + ');
  const own: Section = {
    id: 'checkpoint-inhibitor',
    title: `Checkpoint inhibitor, line ${design.rank}: ${title}`,
    blocks: [
      ...useBlocks(design),
      ...(design.rank === 1
        ? [...responseBlocks(design.response, design.trialRate), ...riskBlocks(design)]
        : [trialFact(design)]),
      ...(design.nextTests.length === 0
        ? []
        : [
            { kind: 'paragraph', text: 'To test or ask next:' } as const,
            { kind: 'list', items: design.nextTests } as const,
          ]),
    ],
  };
  return design.rank === 1 ? [own, immunitySection(findings)] : [own];
}
