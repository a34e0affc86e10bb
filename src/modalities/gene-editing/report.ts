import {
  type Block,
  type Cell,
  type Column,
  numberCell,
  type Section,
  textCell,
} from '../../core/document.js';
import type {
  Aim,
  AlleleGuide,
  GeneEditingDesign,
  GeneGuide,
  JudgedBaseEdit,
  JudgedPrimeEdit,
  JudgedTemplate,
  Measured,
} from './gene-editing-design.js';
import type { Efficacy } from './guide-scores.js';
import { SOURCES } from './sources.js';

const NONE = 'none';

function searchedText({ searchedGenome }: GeneEditingDesign): string {
  return searchedGenome === null
    ? 'the second is left empty until a whole genome is searched'
    : `for the second, ${searchedGenome} was searched`;
}

/** The dossier's part on one mutation. */
export function reportGeneEditing(design: GeneEditingDesign): readonly Section[] {
  const { knockOutMutant, baseEdit, primeEdit, repair, knockOutGene } = design;
  return [
    {
      id: design.id,
      title: `Gene editing: ${design.label}`,
      blocks: [
        {
          kind: 'paragraph',
          text:
            `${design.label} on ${design.build}, ${design.ground.note} (${design.ground.bases} bases). How well a guide cuts and how ` +
            `alone it is in the genome stay two numbers; ${searchedText(design)}.`,
          sources: [SOURCES.cutting],
        },
        ...aimBlocks('Cut the mutant copy only', knockOutMutant, ALLELE_COLUMNS, alleleRow),
        ...aimBlocks('Correct it by base editing', baseEdit, BASE_COLUMNS, baseRow),
        ...aimBlocks('Correct it by prime editing', primeEdit, PRIME_COLUMNS, primeRow),
        ...aimBlocks('Correct it from a template', repair, TEMPLATE_COLUMNS, templateRow),
        ...aimBlocks('Cut both copies of the gene', knockOutGene, GENE_COLUMNS, geneRow),
        primerFacts(design),
        ...(design.leftOut.length === 0
          ? []
          : [
              {
                kind: 'list',
                items: design.leftOut.map(
                  ({ label, reason }) => `${label}: not designed, ${reason}`,
                ),
              } as const,
            ]),
      ],
    },
  ];
}

function aimBlocks<T>(
  caption: string,
  aim: Aim<T>,
  columns: readonly Column[],
  row: (item: T) => readonly Cell[],
): readonly Block[] {
  return aim.kind === 'designed'
    ? [{ kind: 'table', caption, columns, rows: aim.items.map(row) }]
    : [{ kind: 'notice', level: 'info', text: `${caption}: ${aim.because}` }];
}

function measuredCell({ value, reason }: Measured, digits: number, scale = 1): Cell {
  return numberCell(
    value === null ? null : scale * value,
    digits,
    reason ?? '',
    scale === 100 ? '%' : undefined,
  );
}

function rankCell({ rank, rankRange }: Efficacy): Cell {
  if (rank.value === null || rankRange === null) return measuredCell(rank, 2);
  const { low, high } = rankRange;
  return textCell(`${rank.value.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`);
}

const GUIDE_COLUMNS: readonly Column[] = [
  { key: 'id', title: 'Guide' },
  { key: 'spacer', title: 'Spacer' },
  { key: 'pam', title: 'PAM' },
  { key: 'place', title: 'Place', help: '1-based, the strand that reads like the spacer' },
];
const JUDGED_COLUMNS: readonly Column[] = [
  {
    key: 'rank',
    title: 'Expected rank',
    help: 'Among the guides of a gene, 1 is best; four of five lay in the range',
  },
  { key: 'rs1', title: 'Rule Set 1', help: 'Doench 2014, 0-1' },
  {
    key: 'specificity',
    title: 'Specificity',
    help: '1 / (1 + sum of CFD) over all other NRG sites of the genome with up to four mismatches',
  },
];

function guideCells({
  id,
  site,
  place,
}: Pick<AlleleGuide, 'id' | 'place' | 'site'>): readonly Cell[] {
  return [textCell(id), textCell(site.spacer), textCell(site.pam), textCell(place)];
}

function judgedCells({
  efficacy,
  specificity,
}: Pick<AlleleGuide, 'efficacy' | 'specificity'>): readonly Cell[] {
  return [rankCell(efficacy), measuredCell(efficacy.ruleSet1, 2), measuredCell(specificity, 2)];
}

const ALLELE_COLUMNS: readonly Column[] = [
  ...GUIDE_COLUMNS,
  { key: 'nuclease', title: 'Nuclease' },
  { key: 'spared', title: 'Healthy copy', help: 'How it differs from the guide' },
  { key: 'cfd', title: 'CFD on it', help: 'Doench 2016: share of the cutting that is left there' },
  { key: 'frameshift', title: 'Frameshifts', help: 'Of microhomology deletions, Bae 2014' },
  ...JUDGED_COLUMNS,
];

function alleleRow(guide: AlleleGuide): readonly Cell[] {
  return [
    ...guideCells(guide),
    textCell(guide.nucleaseTitle),
    textCell(sparedText(guide.spared)),
    measuredCell(guide.cfdOnWildtype, 3),
    measuredCell(guide.frameshift, 0, 100),
    ...judgedCells(guide),
  ];
}

function sparedText({ how, pam, mismatches }: AlleleGuide['spared']): string {
  const places = mismatches.length === 0 ? '' : `mismatch at ${mismatches.join(', ')}`;
  switch (how) {
    case 'pam-lost':
      return `no PAM (${pam})${places === '' ? '' : `, ${places}`}`;
    case 'seed':
      return `${places}, in the seed`;
    case 'mismatch':
      return places;
    case 'none':
      return 'fits as well';
  }
}

const BASE_COLUMNS: readonly Column[] = [
  ...GUIDE_COLUMNS,
  { key: 'editor', title: 'Editor' },
  { key: 'target', title: 'Target', help: 'Place in the spacer, and the window' },
  { key: 'restores', title: 'Restores' },
  { key: 'bystanders', title: 'Bystanders', help: 'Place, window, effect on the healthy protein' },
  {
    key: 'whole',
    title: 'All of the window',
    help: 'Change of the protein when all are rewritten',
  },
];

function baseRow(edit: JudgedBaseEdit): readonly Cell[] {
  const { window, targetPlace, bystanders, restores, wholeWindowChange } = edit;
  return [
    ...guideCells(edit),
    textCell(edit.editorTitle),
    textCell(`${targetPlace} of ${window.first}-${window.last}`),
    textCell(restores === 'sequence' ? 'the healthy bases' : 'the healthy protein'),
    textCell(
      bystanders
        .map(
          ({ place, window: where, proteinChange, nearSplicing }) =>
            `${place} ${where}: ${proteinChange ?? 'effect not known'}${nearSplicing ? ', where splicing reads' : ''}`,
        )
        .join('; ') || NONE,
    ),
    textCell(wholeWindowChange ?? 'not known'),
  ];
}

const PRIME_COLUMNS: readonly Column[] = [
  ...GUIDE_COLUMNS,
  { key: 'editor', title: 'Nickase' },
  { key: 'pbs', title: 'Primer binding site' },
  { key: 'template', title: 'Template' },
  { key: 'distance', title: 'From the nick', help: 'nt to the first written base' },
  { key: 'pamAfter', title: 'Binds again', help: 'Whether the guide fits the corrected copy' },
  { key: 'pe3', title: 'PE3', help: 'Nicks the other strand' },
  { key: 'pe3b', title: 'PE3b', help: 'Nicks it once the edit is in' },
  ...JUDGED_COLUMNS,
];

function primeRow(edit: JudgedPrimeEdit): readonly Cell[] {
  const nick = (guide: JudgedPrimeEdit['pe3']): Cell =>
    'reason' in guide
      ? { kind: 'missing', reason: guide.reason }
      : textCell(`${guide.site.spacer} ${guide.site.pam}, ${guide.distance} nt`);
  const again = {
    'broken-by-correction': 'no: the correction breaks its PAM',
    'broken-silently': 'no: a silent change breaks its PAM',
    intact: 'yes, its PAM stays',
  } as const;
  return [
    ...guideCells(edit),
    textCell(edit.nickaseTitle),
    textCell(edit.primerBindingSite),
    textCell(edit.template),
    numberCell(edit.distance, 0, NONE, 'nt'),
    textCell(again[edit.pamAfter]),
    nick(edit.pe3),
    nick(edit.pe3b),
    ...judgedCells(edit),
  ];
}

const TEMPLATE_COLUMNS: readonly Column[] = [
  ...GUIDE_COLUMNS,
  { key: 'template', title: 'Template' },
  { key: 'distance', title: 'Cut to mutation' },
  ...JUDGED_COLUMNS,
];

function templateRow(template: JudgedTemplate): readonly Cell[] {
  return [
    ...guideCells(template),
    textCell(template.sequence),
    numberCell(template.distance, 0, NONE, 'bp'),
    ...judgedCells(template),
  ];
}

const GENE_COLUMNS: readonly Column[] = [
  ...GUIDE_COLUMNS,
  { key: 'exon', title: 'Exon' },
  { key: 'cds', title: 'Before it', help: 'Share of the coding sequence' },
  { key: 'frameshift', title: 'Frameshifts', help: 'Of microhomology deletions, Bae 2014' },
  { key: 'decay', title: 'mRNA decays', help: 'By the rule of 50-55 nt' },
  ...JUDGED_COLUMNS,
];

function geneRow(guide: GeneGuide): readonly Cell[] {
  return [
    ...guideCells(guide),
    textCell(
      `${guide.exon}, in ${guide.sharedBy === 1 ? 'the one transcript' : `all ${guide.sharedBy} transcripts`} at hand`,
    ),
    numberCell(100 * guide.cdsShare, 0, NONE, '%'),
    measuredCell(guide.frameshift, 0, 100),
    guide.decayed === null
      ? { kind: 'missing', reason: 'a shifted frame has no stop' }
      : textCell(guide.decayed ? 'yes' : 'no'),
    ...judgedCells(guide),
  ];
}

function primerFacts({ primers }: GeneEditingDesign): Block {
  const rows =
    'reason' in primers
      ? [
          {
            label: 'Primers to check the edit',
            value: { kind: 'missing', reason: primers.reason } as const,
          },
        ]
      : [
          { label: 'Forward primer', value: textCell(primers.forward.sequence) },
          { label: 'melts at', value: numberCell(primers.forward.meltingC, 1, NONE, 'C') },
          { label: 'Reverse primer', value: textCell(primers.reverse.sequence) },
          { label: 'melts at', value: numberCell(primers.reverse.meltingC, 1, NONE, 'C') },
          { label: 'Product', value: numberCell(primers.productBp, 0, NONE, 'bp') },
        ];
  return { kind: 'facts', rows };
}
