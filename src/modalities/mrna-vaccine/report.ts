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
import { epitopeId } from './epitope-id.js';
import type { MrnaVaccineDesign, StringEpitope, StringJunction } from './mrna-vaccine-design.js';

const NONE = 'none';

/** The dossier's part on one design. */
export function reportMrnaVaccine(
  design: MrnaVaccineDesign,
  findings: Findings,
): readonly Section[] {
  return [
    {
      id: 'mrna-vaccine',
      title: 'mRNA vaccine',
      blocks: [
        summary(design),
        ...doubtsNotice(design.set.unknown, patientAlleles(findings).alleles, design.unscored),
        ...problems(design),
        coverageCurve('epitope', design.epitopes),
        epitopes(design),
        junctions(design),
        ...junctionMatrix(design),
        codingFacts(design),
        tradeOff(design),
        constraints(design),
        startOfMrna(design),
        parts(design),
        ...leftOutList(design.leftOut),
      ],
    },
  ];
}

function summary({ set, epitopes: { length }, candidates, mrna }: MrnaVaccineDesign): Block {
  const what = length === 1 ? 'epitope' : 'epitopes';
  return setSummary(
    `${length} ${what} of ${candidates} candidates in one mRNA of ${mrna.sequence.length} bases`,
    set,
  );
}

function problems(design: MrnaVaccineDesign): readonly Block[] {
  return design.problems.length === 0
    ? []
    : [
        { kind: 'notice', level: 'caution', text: 'Not every limit is kept:' },
        { kind: 'list', items: design.problems },
      ];
}

function epitopeRow(epitope: StringEpitope, place: number): readonly Cell[] {
  const { id, label, sequence, change } = epitope;
  return [
    numberCell(place + 1, 0, NONE),
    textCell(id),
    textCell(label),
    textCell(markedChange(sequence, change)),
    ...epitopeCells(epitope),
  ];
}

function epitopes(design: MrnaVaccineDesign): Block {
  return {
    kind: 'table',
    caption: 'Epitopes in the order of the string; their numbers are the order of the set',
    columns: [
      { key: 'place', title: 'Place' },
      { key: 'id', title: 'Epitope' },
      { key: 'mutation', title: 'Mutation' },
      { key: 'sequence', title: 'Residues', help: 'The change in brackets; a bar at a joint' },
      ...EPITOPE_COLUMNS,
    ],
    rows: design.epitopes.map(epitopeRow),
  };
}

function junctionRow({
  left,
  right,
  spacer,
  strongest,
  healthy,
  isAcceptable,
}: StringJunction): readonly Cell[] {
  return [
    textCell(`${left ?? 'start'} – ${right ?? 'end'}`),
    noneIfEmpty(spacer),
    textCell(strongest === null ? NONE : `${strongest.peptide} on ${strongest.allele}`),
    numberCell(
      strongest?.percentileRank ?? null,
      2,
      'no new peptide, or no allele with a model',
      '%',
    ),
    noneIfEmpty(healthy.join(', ')),
    textCell(isAcceptable ? 'yes' : 'no'),
  ];
}

function junctions({ junctions: all, order }: MrnaVaccineDesign): Block {
  const how = order.isOptimal
    ? `by ${order.method}: no order is better`
    : `by ${order.method}: cost ${order.cost.sum.toPrecision(3)}, no order costs less than ${order.lowerBound.sum.toPrecision(3)}`;
  return {
    kind: 'table',
    caption: `Junctions; ordered ${how}`,
    columns: [
      { key: 'between', title: 'Between' },
      { key: 'spacer', title: 'Spacer' },
      { key: 'binder', title: 'Strongest new binder' },
      { key: 'rank', title: 'Rank' },
      { key: 'healthy', title: 'Healthy peptides made' },
      {
        key: 'acceptable',
        title: 'Acceptable',
        help: 'No strong binder (0.5 %; class II 1 %) and no healthy peptide',
      },
    ],
    rows: all.map(junctionRow),
  };
}

/** Ranks at the best junction of each pair: why this order. */
function junctionMatrix({ order, epitopes: inString }: MrnaVaccineDesign): readonly Block[] {
  const { junctionRanks } = order;
  if (junctionRanks.length < 2) return [];
  const ids = junctionRanks.map((_, i) => epitopeId(i));
  const place = new Map(ids.map((id, i) => [id, i]));
  const used = inString.slice(1).flatMap(({ id }, i) => {
    const pair = [place.get((inString[i] as StringEpitope).id), place.get(id)] as const;
    return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]] as const];
  });
  return [
    {
      kind: 'heat-map',
      caption:
        'Lowest rank of a new peptide at the best junction of each pair, best spacer included',
      rowTitle: 'left epitope',
      columnTitle: 'right epitope',
      rows: ids,
      columns: ids,
      values: junctionRanks,
      digits: 1,
      unit: '%',
      noValue: 'no new peptide',
      levels: [
        { name: 'strong binder', atMost: 0.5 },
        { name: 'weak binder', atMost: 2 },
      ],
      framed: { meaning: 'next to each other in the string', cells: used },
    },
  ];
}

function codingFacts({ coding, fold, mrna, protein }: MrnaVaccineDesign): Block {
  return {
    kind: 'facts',
    rows: [
      { label: 'Protein', value: numberCell(protein.length, 0, NONE, 'residues') },
      { label: 'mRNA', value: numberCell(mrna.sequence.length, 0, NONE, 'bases') },
      {
        label: 'Free energy of the coding sequence',
        value: numberCell(coding.freeEnergyKcal, 1, NONE, 'kcal/mol'),
      },
      {
        label: 'Free energy of the whole mRNA',
        value: numberCell(fold.freeEnergyKcal, 1, NONE, 'kcal/mol'),
      },
      { label: 'Codon adaptation index', value: numberCell(coding.cai, 3, 'no codon counts') },
      { label: 'Weight of codons (lambda)', value: numberCell(coding.lambda, 1, NONE) },
      { label: 'G and C', value: numberCell(100 * coding.gcShare, 1, NONE, '%') },
      { label: 'U', value: numberCell(100 * coding.uridineShare, 1, NONE, '%') },
      {
        label: 'What the constraints cost',
        value: numberCell(coding.energyLostKcal, 1, NONE, 'kcal/mol'),
      },
      {
        label: 'Search',
        value: textCell(
          coding.optimumIsExact
            ? 'exact before constraints'
            : `beam of ${coding.beam ?? 'all'}, pairs over at most ${coding.maxSpan} bases`,
        ),
      },
    ],
  };
}

function tradeOff(design: MrnaVaccineDesign): Block {
  return {
    kind: 'line-plot',
    caption:
      'Energy against codon adaptation (Sharp & Li 1987) of the coding sequence: lower is more structure, further right is ' +
      'more used codons.',
    x: { title: 'codon adaptation index' },
    y: { title: 'free energy', unit: 'kcal/mol' },
    lines: [
      {
        name: 'codons',
        drawn: 'points',
        points: design.tradeOff.flatMap(({ name, freeEnergyKcal, cai }) =>
          cai === null ? [] : [{ x: cai, y: freeEnergyKcal, label: name }],
        ),
      },
    ],
  };
}

function constraints({ coding }: MrnaVaccineDesign): Block {
  return {
    kind: 'table',
    caption: 'Constraints on the coding sequence',
    columns: [
      { key: 'constraint', title: 'Constraint' },
      { key: 'met', title: 'Met' },
      { key: 'detail', title: 'Detail' },
    ],
    rows: coding.constraints.map(({ constraint, met, detail }) => [
      textCell(constraint),
      textCell(met ? 'yes' : 'no'),
      textCell(detail),
    ]),
  };
}

/** Bases of a line of the fold. */
const LINE_BASES = 60;

function startOfMrna({ fold: { start } }: MrnaVaccineDesign): Block {
  const { sequence, structure, unpaired } = start;
  const open = (100 * unpaired.reduce((sum, share) => sum + share, 0)) / unpaired.length;
  const lines: string[] = [];
  for (let from = 0; from < sequence.length; from += LINE_BASES) {
    const to = from + LINE_BASES;
    // A digit a base: tenths of the chance that it is unpaired.
    const digits = unpaired.slice(from, to).map((share) => Math.min(9, Math.floor(10 * share)));
    lines.push(sequence.slice(from, to), structure.slice(from, to), digits.join(''), '');
  }
  return {
    kind: 'verbatim',
    caption:
      `The first ${sequence.length} bases, their fold in the whole mRNA, and how open each is when they stand alone ` +
      `(tenths; ${open.toFixed(0)} % on average)`,
    lines,
  };
}

function parts(design: MrnaVaccineDesign): Block {
  return {
    kind: 'table',
    caption: 'Parts, and what else the library holds for each',
    columns: [
      { key: 'role', title: 'Role' },
      { key: 'name', title: 'Part' },
      { key: 'accession', title: 'Record' },
      { key: 'note', title: 'Note' },
      { key: 'others', title: 'Others' },
    ],
    rows: design.parts.map(({ role, name, accession, note, alternatives }) => [
      textCell(role.replaceAll('_', ' ')),
      textCell(name),
      textCell(accession),
      textCell(note ?? NONE),
      noneIfEmpty(alternatives.join(', ')),
    ]),
  };
}
