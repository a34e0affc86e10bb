import { type Block, type Cell, numberCell, textCell } from '../../core/document.js';
import { wilsonInterval } from '../../engines/response/binomial-interval.js';
import type { LorisCalibration } from '../../engines/response/loris-calibration-types.js';
import { LORIS_COHORT_SOURCE, LORIS_SOURCE } from '../../engines/response/loris-parameters.js';
import { lorisCalibration } from '../../engines/response/loris-probability.js';
import type { LorisEstimate, PatientResponse, ResponseRate } from './checkpoint-design.js';
import { rateText } from './plan-claims.js';

function rateRow(kind: string, rate: ResponseRate | null, reason: string): readonly Cell[] {
  return rate === null
    ? [textCell(kind), { kind: 'missing', reason }, textCell('')]
    : [textCell(kind), textCell(rateText(rate)), textCell(rate.of)];
}

function lorisRow({ score, probability }: LorisEstimate): readonly Cell[] {
  const kind = score.title;
  if (score.kind === 'missing' || probability === null) {
    const lacking = score.kind === 'missing' ? score.inputs.map(({ name }) => name).join(', ') : '';
    return [
      textCell(kind),
      { kind: 'missing', reason: `no score without: ${lacking}` },
      textCell(lacking),
    ];
  }
  const capped = score.capped.length === 0 ? '' : `; capped: ${score.capped.join(', ')}`;
  return [
    textCell(kind),
    textCell(rateText(probability)),
    textCell(
      `raw score ${score.score.toFixed(3)}; most weight: ${score.terms
        .slice(0, 3)
        .map(({ name, value }) => `${name} ${value}`)
        .join(', ')}${capped}`,
    ),
  ];
}

function auc({ value, low, high }: LorisCalibration['apparentAuc']): string {
  return `${value.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`;
}

/** What the number is worth: cohort, apparent AUC, Brier score, where it fails, beside single markers. */
function worthTable(estimates: readonly LorisEstimate[]): Block {
  return {
    kind: 'table',
    caption:
      'What LORIS is worth. Cohort: the training part of 1,479 patients of one centre, treated 2015-2017 (Chowell et al. 2022). Apparent: measured on the patients the model was fitted on, so too good; refitted: the same features fitted anew in tenfold cross-validation',
    columns: [
      { key: 'model', title: 'Model' },
      { key: 'patients', title: 'Patients (responders)' },
      { key: 'auc', title: 'Apparent AUC', help: '95 % interval, DeLong 1988' },
      { key: 'refitted', title: 'Refitted AUC', help: 'Cross-validated' },
      { key: 'brier', title: 'Brier, recalibrated', help: 'Cross-validated; lower is better' },
      {
        key: 'constant',
        title: 'Brier of the constant',
        help: 'The share of responders for everyone',
      },
      { key: 'tmb', title: 'TMB alone, AUC' },
      { key: 'pdl1', title: 'PD-L1 alone, AUC', help: 'Of those with a value' },
    ],
    rows: estimates.map(({ score }) => {
      const worth = lorisCalibration(score.model);
      return [
        textCell(score.title),
        textCell(`${worth.patients} (${worth.responders})`),
        textCell(auc(worth.apparentAuc)),
        numberCell(worth.refittedAuc, 2, ''),
        numberCell(worth.brier, 3, ''),
        numberCell(worth.constantBrier, 3, ''),
        textCell(`${auc(worth.tmbAlone.auc)}, ${worth.tmbAlone.patients} patients`),
        textCell(`${auc(worth.pdl1Alone.auc)}, ${worth.pdl1Alone.patients} patients`),
      ];
    }),
  };
}

function calibrationPlot(worth: LorisCalibration, estimate: LorisEstimate): Block {
  const bins = worth.curve.map(({ meanPredicted, patients, responders }) => ({
    x: meanPredicted,
    interval: wilsonInterval(responders, patients),
  }));
  const ends = [0, Math.max(...bins.map(({ x, interval }) => Math.max(x, interval.high)))];
  const { probability } = estimate;
  return {
    kind: 'line-plot',
    caption: `Calibration of ${estimate.score.title}: share that responded against cross-validated probability, in ${bins.length} groups of its training cohort, with 95 % bounds; on the diagonal the two agree${probability === null ? '' : `; this patient ${probability.share.toFixed(2)}`}`,
    x: { title: 'Predicted probability of response' },
    y: { title: 'Share that responded' },
    lines: [
      {
        name: 'observed',
        drawn: 'points',
        points: bins.map(({ x, interval }) => ({ x, y: interval.share })),
      },
      {
        name: 'lower bound',
        drawn: 'line',
        points: bins.map(({ x, interval }) => ({ x, y: interval.low })),
      },
      {
        name: 'upper bound',
        drawn: 'line',
        points: bins.map(({ x, interval }) => ({ x, y: interval.high })),
      },
      { name: 'agreement', drawn: 'line', points: ends.map((end) => ({ x: end, y: end })) },
    ],
  };
}

function typeTable(worth: LorisCalibration): readonly Block[] {
  if (worth.byType.length === 0) return [];
  return [
    {
      kind: 'table',
      caption:
        'Pan-cancer LORIS by tumour type (apparent): where the interval reaches 0.5, it may not help at all',
      columns: [
        { key: 'type', title: 'Tumour type' },
        { key: 'patients', title: 'Patients (responders)' },
        { key: 'auc', title: 'Apparent AUC' },
      ],
      rows: worth.byType.map(({ type, patients, responders, auc: area }) => [
        textCell(type),
        textCell(`${patients} (${responders})`),
        textCell(auc(area)),
      ]),
    },
  ];
}

/** Expected response of the patient: trial, tumour type, LORIS with all that it is worth, single markers. */
export function responseBlocks(
  { tumourRate, loris, singles, tmbFrom }: PatientResponse,
  trialRate: ResponseRate | null,
): readonly Block[] {
  const plotted = loris.find(({ score }) => score.kind === 'scored') ?? loris[0];
  return [
    {
      kind: 'table',
      caption:
        'Expected response, by what it is taken from; different patients, so not to be averaged',
      columns: [
        { key: 'from', title: 'From' },
        { key: 'share', title: 'Responders (95 % interval)' },
        { key: 'of', title: 'Of whom, or what is missing' },
      ],
      rows: [
        rateRow(
          'the trial behind the approval',
          trialRate,
          'the source read gives no response rate',
        ),
        rateRow('the tumour type', tumourRate, 'the tumour type was not pooled'),
        ...loris.map(lorisRow),
      ],
    },
    {
      kind: 'facts',
      rows: [
        ...singles.map(({ name, value }) => ({ label: `${name} alone`, value: textCell(value) })),
        { label: 'TMB given to LORIS', value: textCell(tmbFrom) },
      ],
    },
    worthTable(loris),
    ...(plotted === undefined
      ? []
      : [
          calibrationPlot(lorisCalibration(plotted.score.model), plotted),
          ...typeTable(lorisCalibration('pan-cancer-6')),
        ]),
    {
      kind: 'notice',
      level: 'caution',
      text: 'LORIS is partly prognostic: albumin, neutrophils and age tell how patients fare whatever the treatment, so a low value says less about the drug than it seems. It was fitted on a panel’s TMB. The interval is that of the calibration, not of one patient.',
    },
    {
      kind: 'paragraph',
      text: 'Parameters as published; calibration and comparison computed on the training cohort.',
      sources: [LORIS_SOURCE, LORIS_COHORT_SOURCE],
    },
  ];
}
