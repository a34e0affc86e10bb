import {
  type Block,
  type Cell,
  type Column,
  numberCell,
  type Section,
  textCell,
} from '../../core/document.js';
import { TOXIC_VIABILITY_PERCENT } from '../../engines/silencing/seed-toxicity.js';
import { NEAR_MISMATCHES } from '../../engines/silencing/sirna-off-targets.js';
import type {
  AlleleSirna,
  GeneSilencingDesign,
  JudgedCrispriGuide,
  JudgedHairpin,
  JudgedSirna,
  JudgedSpliceSwitch,
  JunctionSirna,
  Sought,
} from './gene-silencing-design.js';
import { SOURCES } from './sources.js';

const NONE = 'none';

/** The dossier's part on one target. */
export function reportGeneSilencing(design: GeneSilencingDesign): readonly Section[] {
  const { searched, target, build, label } = design;
  const of =
    target.kind === 'mutation'
      ? `${target.transcript} and the gene's ${target.transcripts} ${target.transcripts === 1 ? 'transcript' : 'transcripts'} at hand`
      : `${target.transcript5} joined with ${target.transcript3}`;
  return [
    {
      id: design.id,
      title: `Gene silencing: ${label}`,
      blocks: [
        {
          kind: 'paragraph',
          text:
            `${label} on ${build}, ${of}. Other sites were looked for in ${searched.transcripts} transcripts of ${searched.genes} genes ` +
            `(${searched.source}): what is not among them was not searched, so "none" means none there. How well a siRNA works and where else ` +
            'it acts stay apart.',
          sources: [SOURCES.huesken, SOURCES.seedSites],
        },
        ...(target.kind === 'fusion'
          ? soughtBlocks(
              'Silence the fusion at its junction',
              design.junction,
              JUNCTION_COLUMNS,
              junctionRow,
            )
          : [
              ...soughtBlocks(
                'Silence the mutant copy only',
                design.mutantOnly,
                ALLELE_COLUMNS,
                alleleRow,
              ),
              ...scanBlocks(design),
            ]),
        ...soughtBlocks('Silence both copies', design.wholeGene, SIRNA_COLUMNS, sirnaRow),
        ...soughtBlocks(
          'Hairpins (shRNA) in the miR-E backbone',
          design.hairpins,
          HAIRPIN_COLUMNS,
          hairpinRow,
        ),
        ...soughtBlocks(
          'Silence the promoter (CRISPRi)',
          design.crispri,
          CRISPRI_COLUMNS,
          crispriRow,
        ),
        ...crispriNotice(design),
        ...soughtBlocks('Leave an exon out', design.spliceSwitch, SPLICE_COLUMNS, spliceRow),
        ...deliveryBlocks(design),
        ...leftOutBlocks(design),
      ],
    },
  ];
}

/** What was left alone that is told one by one; the design's JSON has all. */
const LEFT_OUT_TOLD = 15;

function leftOutBlocks({ leftOut }: GeneSilencingDesign): readonly Block[] {
  if (leftOut.length === 0) return [];
  const rest = leftOut.length - LEFT_OUT_TOLD;
  return [
    {
      kind: 'list',
      items: [
        ...leftOut
          .slice(0, LEFT_OUT_TOLD)
          .map(({ label, reason }) => `${label}: not silenced, ${reason}`),
        ...(rest > 0 ? [`${rest} others: see the design's JSON`] : []),
      ],
    },
  ];
}

function soughtBlocks<T>(
  caption: string,
  aim: Sought<T>,
  columns: readonly Column[],
  row: (item: T) => readonly Cell[],
): readonly Block[] {
  return aim.kind === 'designed'
    ? [{ kind: 'table', caption, columns, rows: aim.items.map(row) }]
    : [{ kind: 'notice', level: 'info', text: `${caption}: ${aim.because}` }];
}

const SIRNA_COLUMNS: readonly Column[] = [
  { key: 'id', title: 'siRNA' },
  { key: 'guide', title: 'Guide strand', help: '21 letters, the last two the overhang' },
  { key: 'place', title: 'Site', help: '1-based on the transcript' },
  {
    key: 'activity',
    title: 'Predicted activity',
    help: 'Huesken scale: 0 none, 1 a good control siRNA; four of five lie in the range',
  },
  {
    key: 'asymmetry',
    title: 'Asymmetry',
    help: "Guide's 5' end less the passenger's; above 0 the guide is loaded",
  },
  { key: 'open', title: 'Site open', help: 'Mean probability of its bases to be unpaired' },
  {
    key: 'seed',
    title: 'Seed',
    help: `Letters 2-7; toxic: left at most ${TOXIC_VIABILITY_PERCENT} % of cells alive in a screen of all seeds`,
  },
  {
    key: 'seedGenes',
    title: 'Seed sites elsewhere',
    help: "Genes searched with a site in the 3' UTR that pairs with letters 2-8; with an A besides",
  },
  {
    key: 'near',
    title: 'Near matches elsewhere',
    help: `Transcripts searched with at most ${NEAR_MISMATCHES} mismatches in 19`,
  },
  { key: 'immune', title: 'Immune motifs', help: 'UGUGU, GUCCUUCAA; and uridines of a strand' },
];

function sirnaRow(sirna: JudgedSirna): readonly Cell[] {
  const { id, guide, place, efficacy, energies, accessibility, seed, offTargets, immune } = sirna;
  const { activity, low, high } = efficacy;
  const motifs = immune.motifs.map(({ motif, strand }) => `${motif} (${strand})`).join(', ');
  return [
    textCell(id),
    textCell(guide),
    textCell(place),
    textCell(`${activity.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`),
    numberCell(energies.asymmetryKcal, 1, NONE, 'kcal/mol'),
    accessibility.kind === 'folded'
      ? numberCell(accessibility.unpaired, 2, NONE)
      : { kind: 'missing', reason: accessibility.reason },
    textCell(
      `${seed.seed}${{ listed: ', toxic', 'g-rich': ', rich in G', 'not-listed': '' }[seed.kind]}`,
    ),
    textCell(`${offTargets.seed7m8Genes} genes, ${offTargets.seed8merGenes} with 8 letters`),
    textCell(nearText(sirna)),
    textCell(`${motifs === '' ? NONE : motifs}; ${immune.uridines} U`),
  ];
}

function nearText({ offTargets: { nearMatches } }: JudgedSirna): string {
  return nearMatches.length === 0
    ? NONE
    : nearMatches
        .map(({ gene, transcript, mismatches }) => `${gene ?? transcript} (${mismatches})`)
        .join(', ');
}

const ALLELE_COLUMNS: readonly Column[] = [
  ...SIRNA_COLUMNS,
  { key: 'healthy', title: 'Healthy copy', help: 'Letters of the guide that do not pair with it' },
  {
    key: 'healthyActivity',
    title: 'Activity on it, at most',
    help: 'Same scale; what studies of mismatches leave open',
  },
  { key: 'penalty', title: 'Pairs less firmly by', help: 'Turner 2004' },
];

function alleleRow(sirna: AlleleSirna): readonly Cell[] {
  const { mismatches, verdict, penaltyKcal } = sirna.healthy;
  const letters = mismatches
    .map(({ place, guideBase, targetBase }) => `${place} (${guideBase}:${targetBase})`)
    .join(', ');
  const words = { spared: 'spared', doubtful: 'in doubt', silenced: 'silenced too' }[verdict];
  return [
    ...sirnaRow(sirna),
    textCell(`${letters}: ${words}`),
    numberCell(sirna.activityOnHealthyAtMost, 2, NONE),
    numberCell(penaltyKcal, 1, 'at an end, or mismatches side by side', 'kcal/mol'),
  ];
}

function scanBlocks({ scan }: GeneSilencingDesign): readonly Block[] {
  if (scan.length === 0) return [];
  const points = (
    y: 'activity' | 'activityOnHealthyAtMost',
  ): readonly { readonly x: number; readonly y: number }[] =>
    scan.map((one) => ({ x: one.place, y: one[y] })).toSorted((a, b) => a.x - b.x);
  return [
    {
      kind: 'line-plot',
      caption:
        'Every place that the change can have in a guide: predicted activity on the mutant copy, and the most that is left on the healthy one.',
      x: { title: 'Letter of the guide opposite the change' },
      y: { title: 'Activity' },
      lines: [
        { name: 'mutant copy', drawn: 'points', points: points('activity') },
        {
          name: 'healthy copy, at most',
          drawn: 'points',
          points: points('activityOnHealthyAtMost'),
        },
      ],
    },
  ];
}

const JUNCTION_COLUMNS: readonly Column[] = [
  ...SIRNA_COLUMNS,
  { key: 'sides', title: 'Of the partners', help: "Bases of the 5' and of the 3' partner" },
];

function junctionRow(sirna: JunctionSirna): readonly Cell[] {
  return [...sirnaRow(sirna), textCell(`${sirna.bases5} + ${sirna.bases3}`)];
}

const HAIRPIN_COLUMNS: readonly Column[] = [
  { key: 'id', title: 'Hairpin' },
  { key: 'of', title: 'Guide of' },
  { key: 'guide', title: 'Guide', help: '22 letters' },
  { key: 'oligo', title: 'Oligonucleotide', help: '97 bases' },
];

function hairpinRow({ id, of, guide, oligo }: JudgedHairpin): readonly Cell[] {
  return [textCell(id), textCell(of), textCell(guide), textCell(oligo)];
}

const CRISPRI_COLUMNS: readonly Column[] = [
  { key: 'id', title: 'Guide' },
  { key: 'spacer', title: 'Spacer' },
  { key: 'pam', title: 'PAM' },
  { key: 'place', title: 'From the annotated start' },
  { key: 'efficacy', title: 'Efficacy' },
];

function crispriRow({ id, spacer, pam, fromStart }: JudgedCrispriGuide): readonly Cell[] {
  return [
    textCell(id),
    textCell(spacer),
    textCell(pam),
    textCell(fromStart > 0 ? `+${fromStart}` : String(fromStart)),
    {
      kind: 'missing',
      reason: 'the scores at hand were measured for cuts, not for repression',
    },
  ];
}

function crispriNotice({ crispriRegion }: GeneSilencingDesign): readonly Block[] {
  return crispriRegion === null
    ? []
    : [
        {
          kind: 'notice',
          level: 'info',
          text:
            `CRISPRi: the pack holds ${crispriRegion.basesBefore} bases before the annotated start of transcription and ` +
            `${crispriRegion.basesAfter} of the first exon. Guides farther out, the start that this tumour uses, chromatin and ` +
            'other places of the genome need a whole genome and data that are not here.',
        },
      ];
}

const SPLICE_COLUMNS: readonly Column[] = [
  { key: 'id', title: 'Oligonucleotide' },
  { key: 'oligo', title: 'Sequence' },
  { key: 'covers', title: 'Covers' },
  { key: 'exon', title: 'Exon', help: 'Its loss shifts the reading frame' },
];

function spliceRow({ id, oligo, covers, exon, exonBases }: JudgedSpliceSwitch): readonly Cell[] {
  return [
    textCell(id),
    textCell(oligo),
    textCell(`${covers} of exon ${exon}`),
    textCell(`${exonBases} bases`),
  ];
}

function deliveryBlocks({ delivery, vectorChecks }: GeneSilencingDesign): readonly Block[] {
  return [
    ...delivery.statements.map(({ value, sources }): Block => ({
      kind: 'paragraph',
      text: `Delivery: ${value}.`,
      sources,
    })),
    ...(delivery.vectors.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: 'Vectors for the hairpin',
            columns: [
              { key: 'vector', title: 'Vector' },
              { key: 'verdict', title: 'Fits' },
              { key: 'reasons', title: 'Why' },
            ],
            rows: delivery.vectors.map(({ name, verdict, reasons }) => [
              textCell(name),
              textCell(verdict),
              textCell(reasons.map(({ value }) => value).join(' ')),
            ]),
          } as const,
        ]),
    vectorChecks === null
      ? {
          kind: 'notice',
          level: 'info',
          text: 'No vector was put together: there is no hairpin, or the parts library lacks a part of it.',
        }
      : {
          kind: 'list',
          items: [
            `${vectorChecks.name}, ${vectorChecks.lengthBp} bp: ${vectorChecks.passed} checks passed`,
            ...vectorChecks.failed,
          ],
        },
  ];
}
