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
  JudgedBaseEdit,
  JudgedPrimeEdit,
  JudgedTemplate,
} from './gene-editing-design.js';
import { fitBlocks, joinBlocks, patientBlocks } from './report-beside.js';
import {
  GUIDE_COLUMNS,
  guideCells,
  JUDGED_COLUMNS,
  judgedCells,
  measuredCell,
  NONE,
} from './report-cells.js';
import { GENE_COLUMNS, geneRow, PAIR_COLUMNS, pairRow } from './report-knockout.js';
import { SOURCES } from './sources.js';

function searchedText({ searchedGenome, searchedVariants }: GeneEditingDesign): string {
  return searchedGenome === null
    ? 'the second is left empty until a whole genome is searched'
    : `for the second, ${searchedGenome} was searched with ${searchedVariants} variants of the patient in it`;
}

/** The dossier's part on one mutation or knock-out. */
export function reportGeneEditing(design: GeneEditingDesign): readonly Section[] {
  const { subject, knockOutMutant, baseEdit, primeEdit, repair, knockOutGene, guidePairs } = design;
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
        ...(subject === 'gene'
          ? []
          : [
              ...aimBlocks('Cut the mutant copy only', knockOutMutant, ALLELE_COLUMNS, alleleRow),
              ...aimBlocks('Correct it by base editing', baseEdit, BASE_COLUMNS, baseRow),
              ...aimBlocks('Correct it by prime editing', primeEdit, PRIME_COLUMNS, primeRow),
              ...aimBlocks('Correct it from a template', repair, TEMPLATE_COLUMNS, templateRow),
            ]),
        ...aimBlocks('Cut both copies of the gene', knockOutGene, GENE_COLUMNS, geneRow),
        ...aimBlocks('Take a piece out with two guides', guidePairs, PAIR_COLUMNS, pairRow),
        ...joinBlocks(design),
        ...patientBlocks(design),
        ...fitBlocks(design),
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
