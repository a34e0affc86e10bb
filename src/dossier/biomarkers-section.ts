import type { Block, Cell, LinePlot, Section } from '../core/document.js';
import { textCell } from '../core/document.js';
import type { Findings } from '../findings/findings.js';
import { TMB_HIGH_PER_MB } from '../findings/biomarkers/estimate-tmb.js';
import type { TmbEstimate } from '../findings/biomarkers/tmb.js';
import { type BiomarkerRow, biomarkerRows, sourceName, splitMissing } from './biomarker-rows.js';

const GROUPS: readonly { readonly group: BiomarkerRow['group']; readonly title: string }[] = [
  { group: 'genome', title: 'Estimated from the variants' },
  { group: 'laboratory', title: 'Given by the laboratory' },
  { group: 'clinic', title: 'Given by the clinic' },
  { group: 'HLA', title: 'HLA class I' },
  { group: 'escape', title: 'Escape from T cells' },
  { group: 'expression', title: 'Expression' },
];

/** The biomarker panel: each value with where it is from, what is missing and what would give it. */
export function biomarkersSection({ biomarkers }: Pick<Findings, 'biomarkers'>): Section {
  const rows = biomarkerRows(biomarkers);
  const missing = rows.filter(({ origin }) => origin === 'missing');
  return {
    id: 'biomarkers',
    title: 'Biomarkers',
    blocks: [
      {
        kind: 'paragraph',
        text: 'What may bear on response, as the laboratory gave it or as the tumour’s data tell it. Estimates never replace a test, and what is not there is not guessed. All rows with their sources are in biomarkers.tsv.',
      },
      ...GROUPS.flatMap(({ group, title }): readonly Block[] => {
        const own = rows.filter((row) => row.group === group && row.origin !== 'missing');
        return own.length === 0 ? [] : [panelTable(title, own)];
      }),
      ...tmbBlocks(biomarkers.tmb),
      ...(missing.length === 0 ? [] : [missingTable(missing)]),
    ],
  };
}

interface PanelColumn {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: BiomarkerRow) => Cell;
  /** Left out where no row has anything to say in it. */
  readonly isNeeded: (row: BiomarkerRow) => boolean;
}

const COLUMNS: readonly PanelColumn[] = [
  {
    key: 'biomarker',
    title: 'Biomarker',
    cell: ({ biomarker }) => textCell(biomarker),
    isNeeded: () => true,
  },
  { key: 'value', title: 'Value', cell: valueCell, isNeeded: () => true },
  {
    key: 'interval',
    title: '95 % interval',
    cell: ({ low, high }) =>
      low === null || high === null
        ? { kind: 'missing', reason: 'no interval' }
        : textCell(`${low}–${high}`),
    isNeeded: ({ low }) => low !== null,
  },
  { key: 'detail', title: 'How', cell: ({ detail }) => textCell(detail), isNeeded: () => true },
  {
    key: 'sources',
    title: 'Sources',
    cell: ({ sources }) => textCell(sources.map(sourceName).join('; ')),
    isNeeded: ({ sources }) => sources.length > 0,
  },
];

function panelTable(caption: string, given: readonly BiomarkerRow[]): Block {
  const rows = withoutUneventful(given);
  const columns = COLUMNS.filter(({ isNeeded }) => rows.some(isNeeded));
  return {
    kind: 'table',
    caption,
    columns: columns.map(({ key, title }) => ({ key, title })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

/** Genes in which nothing was seen share a row for each reason. */
function withoutUneventful(rows: readonly BiomarkerRow[]): readonly BiomarkerRow[] {
  const quiet = new Map<string, BiomarkerRow[]>();
  const loud = rows.filter((row) => {
    if (row.group !== 'escape' || row.value !== 'none-seen') return true;
    const same = quiet.get(row.detail);
    if (same === undefined) quiet.set(row.detail, [row]);
    else same.push(row);
    return false;
  });
  const joined = [...quiet.values()].map((same): BiomarkerRow => ({
    ...(same[0] as BiomarkerRow),
    biomarker: same.map(({ biomarker }) => biomarker.replace(/ \(.*\)$/, '')).join(', '),
  }));
  return [...loud, ...joined];
}

function valueCell({ value, unit, detail }: BiomarkerRow): Cell {
  if (value === null) return { kind: 'missing', reason: detail };
  return textCell(unit === null ? String(value) : `${value} ${unit}`);
}

function missingTable(rows: readonly BiomarkerRow[]): Block {
  const { unstated, explained } = splitMissing(rows);
  return {
    kind: 'table',
    caption: 'Missing, and what would give it',
    columns: [
      { key: 'biomarker', title: 'Biomarker' },
      { key: 'reason', title: 'Why' },
      { key: 'need', title: 'What would give it' },
    ],
    rows: [
      ...explained.map(({ biomarker, detail, wouldNeed }) => [
        textCell(biomarker),
        textCell(detail),
        textCell(wouldNeed),
      ]),
      ...(unstated.length === 0
        ? []
        : [
            [
              textCell(unstated.join(', ')),
              textCell('not in the case'),
              textCell('the values, in the case file under clinical: or biomarkers:'),
            ],
          ]),
    ],
  };
}

function tmbBlocks(tmb: Findings['biomarkers']['tmb']): readonly Block[] {
  if (tmb.kind === 'missing') return [];
  const { percentile, cautions } = tmb.value;
  return [
    ...(percentile === null ? [] : [distributionPlot(tmb.value, percentile)]),
    ...[...cautions, ...(percentile?.caution == null ? [] : [percentile.caution])].map(
      (text): Block => ({ kind: 'notice', level: 'caution', text }),
    ),
  ];
}

/** Tumours with a higher rate than 95 % of the cohort stand beyond the axis unless this tumour does too. */
const SHOWN_SHARE = 0.95;

function distributionPlot(
  tmb: TmbEstimate,
  {
    cohort,
    tumours,
    percentile,
    quantilesPerMb,
    medianPerMb,
  }: NonNullable<TmbEstimate['percentile']>,
): LinePlot {
  const steps = quantilesPerMb.length - 1;
  const points = quantilesPerMb
    .map((x, i) => ({ x, y: (100 * i) / steps }))
    .filter(({ x, y }) => y <= 100 * SHOWN_SHARE || x <= tmb.high);
  return {
    kind: 'line-plot',
    caption: `Mutational burden of this tumour (${tmb.perMb.toFixed(1)} per Mb, 95 % interval ${tmb.low.toFixed(1)} to ${tmb.high.toFixed(1)}) against ${tumours} tumours of its type: ${cohort}. Their median is ${medianPerMb.toFixed(1)}.`,
    x: { title: 'Mutational burden', unit: 'mutations/Mb' },
    y: { title: 'Tumours with no more', unit: '%' },
    lines: [
      { name: 'tumours of the type', drawn: 'line', points },
      {
        name: 'this tumour',
        drawn: 'points',
        points: [
          { x: tmb.low, y: percentile },
          { x: tmb.perMb, y: percentile, label: 'this tumour' },
          { x: tmb.high, y: percentile },
        ],
      },
      {
        name: `${TMB_HIGH_PER_MB} per Mb`,
        drawn: 'line',
        points: [
          { x: TMB_HIGH_PER_MB, y: 0 },
          { x: TMB_HIGH_PER_MB, y: 100 },
        ],
      },
    ],
  };
}
