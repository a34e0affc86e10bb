import { type Block, type Cell, numberCell, type Section, textCell } from '../../core/document.js';
import {
  coverageCurve,
  doubtsNotice,
  healthyCell,
  leftOutList,
  likelihoodCell,
  markedChange,
  neededCell,
  noneIfEmpty,
  shownText,
} from '../../findings/vaccine/vaccine-cells.js';
import type { PeptideVaccineDesign, VaccinePeptide } from './peptide-vaccine-design.js';
import { LIGAND_RANKS } from '../../findings/vaccine/vaccine-set.js';
import { SOURCES } from './sources.js';

const NONE = 'none';

function troublesCell(troubles: VaccinePeptide['troubles']): Cell {
  return noneIfEmpty(troubles.map(({ statement }) => statement.value).join('; '));
}

function peptideRow(peptide: VaccinePeptide): readonly Cell[] {
  const { id, label, sequence, tail, properties, troubles, leadingAllele, pool } = peptide;
  return [
    textCell(id),
    textCell(label),
    textCell(sequence),
    textCell(markedChange(peptide.stretch, peptide.change)),
    textCell(tail === null ? NONE : `${tail.residues} at the ${tail.end} terminus`),
    textCell(shownText(peptide.minimal)),
    textCell(leadingAllele),
    likelihoodCell(peptide.clonal),
    likelihoodCell(peptide.expressed),
    numberCell(peptide.gain, 4, NONE),
    numberCell(peptide.expected, 3, NONE),
    numberCell(properties.hydropathy, 2, NONE),
    numberCell(properties.netCharge, 1, NONE),
    numberCell(properties.isoelectricPoint, 1, NONE),
    troublesCell(troubles),
    neededCell(peptide.neededByTumour),
    healthyCell(peptide.healthyExpression),
    numberCell(pool, 0, NONE),
  ];
}

const PEPTIDE_COLUMNS = [
  { key: 'id', title: 'Peptide' },
  { key: 'mutation', title: 'Mutation' },
  { key: 'sequence', title: 'Sequence', help: 'As it is to be made' },
  { key: 'stretch', title: 'Change', help: 'In brackets; a bar at a joint' },
  { key: 'tail', title: 'Tail', help: 'Charged residues against poor solubility' },
  {
    key: 'minimal',
    title: 'Shown',
    help: 'Best new peptide of each allele and its percentile rank',
  },
  { key: 'leading', title: 'Leading allele' },
  { key: 'clonal', title: 'Clonal', help: 'Probability' },
  { key: 'expressed', title: 'Expressed', help: 'Probability' },
  { key: 'gain', title: 'Adds', help: 'To the expected number of presented mutations' },
  { key: 'expected', title: 'Expected', help: 'That number with this peptide and those above' },
  { key: 'hydropathy', title: 'GRAVY', help: 'Kyte & Doolittle 1982' },
  { key: 'charge', title: 'Charge', help: 'At pH 7, Bjellqvist 1993' },
  { key: 'pi', title: 'pI' },
  { key: 'troubles', title: 'Trouble' },
  { key: 'needed', title: 'Driver', help: 'Whether the tumour could afford to lose it' },
  {
    key: 'healthy',
    title: 'Healthy tissue',
    help: 'RNA of the gene, Human Protein Atlas 21.1: most, and tissues with 1 nTPM or more',
  },
  { key: 'pool', title: 'Pool' },
];

/** The dossier's part on one design. */
export function reportPeptideVaccine(design: PeptideVaccineDesign): readonly Section[] {
  const { set, peptides, pools, leftOut, unscored, shortPeptides, candidates } = design;
  const blocks: readonly Block[] = [
    {
      kind: 'paragraph',
      text:
        `${peptides.length} long peptides of ${candidates} candidates. Expected number of presented clonal mutations: ` +
        `${set.expected.toFixed(3)}, ${set.isOptimal ? 'the highest under the caps' : `at most ${set.upperBound.toFixed(3)} under the caps`}. ` +
        'Presented means found by mass spectrometry, which finds a part of what cells show; recognised by T cells it need not be.',
      sources: [LIGAND_RANKS, SOURCES.binders],
    },
    ...doubtsNotice(set.unknown, unscored),
    coverageCurve('peptide', peptides),
    {
      kind: 'table',
      caption: 'Peptides, the one that adds most first',
      columns: PEPTIDE_COLUMNS,
      rows: peptides.map(peptideRow),
    },
    {
      kind: 'table',
      caption: 'Pools, balanced by allele, hydropathy and charge',
      columns: [
        { key: 'pool', title: 'Pool' },
        { key: 'peptides', title: 'Peptides' },
        { key: 'alleles', title: 'Led by' },
        { key: 'hydropathy', title: 'Mean GRAVY' },
        { key: 'charge', title: 'Mean charge' },
      ],
      rows: pools.map(({ pool, peptides: members, alleles, hydropathy, netCharge }) => [
        numberCell(pool, 0, NONE),
        textCell(members.join(', ')),
        textCell(alleles.map(({ allele, count }) => `${allele} ${count}`).join(', ')),
        numberCell(hydropathy, 2, NONE),
        numberCell(netCharge, 1, NONE),
      ]),
    },
    ...(shortPeptides.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: 'Short peptides',
            columns: [
              { key: 'id', title: 'Peptide' },
              { key: 'sequence', title: 'Sequence' },
              { key: 'alleles', title: 'Alleles' },
              { key: 'troubles', title: 'Trouble' },
            ],
            rows: shortPeptides.map(({ id, sequence, alleles, troubles }) => [
              textCell(id),
              textCell(sequence),
              textCell(alleles.join(', ')),
              troublesCell(troubles),
            ]),
          } as const,
        ]),
    ...leftOutList(leftOut),
  ];
  return [{ id: 'peptide-vaccine', title: 'Peptide vaccine', blocks }];
}
