import { type Block, type Cell, numberCell, type Section, textCell } from '../../core/document.js';
import type { Findings } from '../../findings/findings.js';
import { patientAlleles } from '../../findings/vaccine/patient-alleles.js';
import {
  coverageCurve,
  doubtsNotice,
  EPITOPE_COLUMNS,
  epitopeCells,
  leftOutList,
  markedChange,
  noneIfEmpty,
  setSummary,
} from '../../findings/vaccine/vaccine-cells.js';
import type { PeptideVaccineDesign, VaccinePeptide } from './peptide-vaccine-design.js';

const NONE = 'none';

function troublesCell(troubles: VaccinePeptide['troubles']): Cell {
  return noneIfEmpty(troubles.map(({ statement }) => statement.value).join('; '));
}

function peptideRow(peptide: VaccinePeptide): readonly Cell[] {
  const { id, label, sequence, tail, properties, troubles, pool } = peptide;
  return [
    textCell(id),
    textCell(label),
    textCell(sequence),
    textCell(markedChange(peptide.stretch, peptide.change)),
    textCell(tail === null ? NONE : `${tail.residues} at the ${tail.end} terminus`),
    ...epitopeCells({ ...peptide, shown: peptide.minimal }),
    numberCell(properties.hydropathy, 2, NONE),
    numberCell(properties.netCharge, 1, NONE),
    numberCell(properties.isoelectricPoint, 1, NONE),
    troublesCell(troubles),
    numberCell(pool, 0, NONE),
  ];
}

const PEPTIDE_COLUMNS = [
  { key: 'id', title: 'Peptide' },
  { key: 'mutation', title: 'Mutation' },
  { key: 'sequence', title: 'Sequence', help: 'As it is to be made' },
  { key: 'stretch', title: 'Change', help: 'In brackets; a bar at a joint' },
  { key: 'tail', title: 'Tail', help: 'Charged residues against poor solubility' },
  ...EPITOPE_COLUMNS,
  { key: 'hydropathy', title: 'GRAVY', help: 'Kyte & Doolittle 1982' },
  { key: 'charge', title: 'Charge', help: 'At pH 7, Bjellqvist 1993' },
  { key: 'pi', title: 'pI' },
  { key: 'troubles', title: 'Trouble' },
  { key: 'pool', title: 'Pool' },
];

/** The dossier's part on one design. */
export function reportPeptideVaccine(
  design: PeptideVaccineDesign,
  findings: Findings,
): readonly Section[] {
  const { set, peptides, pools, leftOut, unscored, shortPeptides, candidates } = design;
  const blocks: readonly Block[] = [
    setSummary(`${peptides.length} long peptides of ${candidates} candidates`, set),
    ...doubtsNotice(set.unknown, patientAlleles(findings).alleles, unscored),
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
